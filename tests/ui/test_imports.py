import shutil

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from practice.actions import clients, lines
from practice.app import PLACES
from practice.rules.clients import Client, Email
from practice.rules.imports import Decision
from practice.rules.shelves import Shelf
from practice.ui.desk import Desk
from practice.ui.imports.rows import UNREADABLE
from practice.ui.imports.screen import ImportScreen
from practice.ui.shell import Shell
from tests import make
from tests.benchmarks.imports import cards
from tests.interchange.readings import DATA
from tests.ui.clip import clipped, doubled


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    desk = Desk(store, clock=lambda: make.NOW)
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def screen(qtbot, desk):
    return shown(qtbot, desk)


def shown(qtbot, desk):
    screen = ImportScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1088, 740)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def opened(qtbot, screen, path):
    screen.open_file(path)
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)


def committed(qtbot, screen):
    screen.preview.import_button.click()
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.result, timeout=10_000)


def names(desk):
    return sorted(line.name for line in lines.page(desk.store, Shelf.ALL, None, 1_000, make.NOW))


def dropped(path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def press(screen, keys):
    next(hint for hint in screen.actions_here() if hint.keys == keys).run()


def test_a_file_is_looked_over_before_anything_is_kept(qtbot, desk, screen):
    opened(qtbot, screen, DATA / "modern-4.0.vcf")
    assert names(desk) == []
    assert screen.preview.model.rowCount() == 3
    labels = [segment.label for segment in screen.preview.filter.segments()]
    assert labels == ["All 3", "Add 1", "Complete 0", "Skip 0", "Not taken 2"]
    assert screen.preview.import_button.label() == "Import 1 contact"
    assert "Ctrl+Z" in screen.preview.bar.consequence.text()


def test_it_comes_in_and_is_reported_with_reasons(qtbot, desk, screen):
    opened(qtbot, screen, DATA / "modern-4.0.vcf")
    committed(qtbot, screen)
    assert names(desk) == ["Ngô Thị Bảo"]
    texts = [child.text() for child in screen.result.sections.findChildren(type(screen.result.header.title))]
    assert "card 2" in texts
    assert any("list of contacts" in text for text in texts)
    screen.result.copy_button.click()
    assert "card 3: It has no name" in QApplication.clipboard().text()


def test_a_copied_report_does_not_outlast_the_open_practice(qtbot, desk, screen):
    clipboard = QApplication.clipboard()
    opened(qtbot, screen, DATA / "modern-4.0.vcf")
    committed(qtbot, screen)
    screen.result.copy_button.click()
    assert "card" in clipboard.text()
    desk.leave()
    assert clipboard.text() == ""
    screen.result.copy_button.click()
    clipboard.setText("of another program")
    desk.leave()
    assert clipboard.text() == "of another program"


def test_undo_from_the_report(qtbot, desk, screen):
    opened(qtbot, screen, DATA / "clio.csv")
    committed(qtbot, screen)
    assert len(names(desk)) == 2
    screen.result.undo_button.click()
    assert names(desk) == []
    assert screen.stack.currentWidget() is screen.start


def test_a_second_run_has_nothing_to_add(qtbot, desk, screen):
    opened(qtbot, screen, DATA / "clio.csv")
    committed(qtbot, screen)
    opened(qtbot, screen, DATA / "clio.csv")
    assert not screen.preview.import_button.isEnabled()
    assert [segment.label for segment in screen.preview.filter.segments()][3] == "Skip 2"


def test_a_row_is_decided_by_keys(qtbot, desk, screen):
    clients.create(desk.store, Client(given="Ada", family="Moss", emails=(Email("ada.moss@example.com"),)), make.NOW)
    opened(qtbot, screen, DATA / "phone-3.0.vcf")
    preview = screen.preview
    assert [row.decision for row in preview.plan.rows] == [Decision.MERGE, Decision.ADD]
    preview.list.setCurrentIndex(preview.model.index(0))
    assert "Recognised as Ada Moss" in preview.aside.why.text()
    press(screen, "S")
    assert preview.plan.rows[0].decision is Decision.SKIP
    press(screen, "A")
    assert preview.aside.answers[Decision.ADD].isChecked()
    preview.aside.answers[Decision.MERGE].click()
    assert preview.plan.rows[0].decision is Decision.MERGE
    preview.list.selectAll()
    press(screen, "S")
    assert preview.plan.counts[Decision.SKIP] == 2
    assert not preview.import_button.isEnabled()


def test_the_filter_shows_what_was_not_taken(qtbot, screen):
    opened(qtbot, screen, DATA / "modern-4.0.vcf")
    screen.preview.show_filter(UNREADABLE)
    assert screen.preview.model.rowCount() == 2
    assert "Card 2" in screen.preview.model.data(screen.preview.model.index(0))
    QAbstractItemModelTester(screen.preview.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen.preview.show_filter(None)


def test_columns_nobody_knows_are_mapped(qtbot, desk, screen, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Who,Reach,Tea\nAda Moss,ada@example.com,Assam\nRolf Birk,rolf@example.com,Oolong\n")
    opened(qtbot, screen, path)
    mapping = screen.preview.mapping
    assert mapping.isVisible()
    assert mapping.ask.isVisible()
    assert not screen.preview.import_button.isEnabled()
    for position, field in ((0, "full_name"), (1, "email#")):
        combo = screen.preview.mapping.combos[position]
        combo.setCurrentIndex(combo.findData(field))
        combo.activated.emit(combo.currentIndex())
        qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)
    assert not mapping.ask.isVisible()
    committed(qtbot, screen)
    assert names(desk) == ["Ada Moss", "Rolf Birk"]


def map_column(qtbot, screen, position, field):
    combo = screen.preview.mapping.combos[position]
    combo.setCurrentIndex(combo.findData(field))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)


def test_what_was_decided_stays_when_a_column_is_mapped_or_clients_change(qtbot, desk, screen, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Name,Email,Tea\nAda Moss,ada@example.com,Assam\nRolf Birk,rolf@example.com,Oolong\n")
    opened(qtbot, screen, path)
    screen.preview.list.setCurrentIndex(screen.preview.model.index(1))
    press(screen, "S")
    map_column(qtbot, screen, 2, "organisation")
    assert [row.decision for row in screen.preview.plan.rows] == [Decision.ADD, Decision.SKIP]
    assert screen.preview.plan.rows[0].contact.client.organisation == "Assam"
    clients.create(desk.store, Client(given="Nobody"), make.NOW)
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)
    assert [row.decision for row in screen.preview.plan.rows] == [Decision.ADD, Decision.SKIP]
    opened(qtbot, screen, path)
    assert [row.decision for row in screen.preview.plan.rows] == [Decision.ADD, Decision.ADD], "read anew"


def test_a_first_line_can_be_said_to_be_a_person(qtbot, screen, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Ada,Moss\nRolf,Birk\n")
    opened(qtbot, screen, path)
    assert screen.preview.plan.read == 1
    screen.preview.mapping.header_check.click()
    qtbot.waitUntil(lambda: screen.preview.plan.read == 2, timeout=10_000)
    assert not screen.preview.mapping.header_check.isChecked()


def test_new_people_can_come_in_as_clients(qtbot, desk, screen):
    opened(qtbot, screen, DATA / "clio.csv")
    screen.preview.status_combo.setCurrentIndex(1)
    committed(qtbot, screen)
    assert {line.status for line in lines.page(desk.store, Shelf.ALL, None, 9, make.NOW)} == {"client"}


def test_a_file_that_is_none_is_said_where_files_are_chosen(qtbot, screen, tmp_path):
    path = tmp_path / "book.csv"
    path.write_bytes(b"PK\x03\x04 something")
    screen.open_file(path)
    qtbot.waitUntil(screen.start.trouble.isVisible, timeout=10_000)
    assert "book.csv" in screen.start.trouble.accessibleName()
    assert screen.stack.currentWidget() is screen.start


def test_cancelling_while_it_is_written_keeps_nothing(qtbot, desk, screen, tmp_path):
    path = tmp_path / "many.vcf"
    path.write_text(cards(600), newline="")
    opened(qtbot, screen, path)
    screen.commit()
    qtbot.waitUntil(lambda: screen.work.told.text() != "", timeout=10_000)
    key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(screen, key)
    assert screen.stack.currentWidget() is screen.preview
    assert names(desk) == []
    clients.create(desk.store, make.client(), make.NOW)  # the change is closed
    assert len(names(desk)) == 1


def test_keys_elsewhere_wait_while_it_is_written(qtbot, desk, screen, tmp_path):
    path = tmp_path / "many.vcf"
    path.write_text(cards(300), newline="")
    opened(qtbot, screen, path)
    screen.commit()
    assert screen.hold.on
    qtbot.keyClick(screen.preview.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.result, timeout=10_000)
    assert not screen.hold.on
    assert len(names(desk)) == 300


def test_undo_waits_while_it_is_written(qtbot, desk, tmp_path):
    shell = Shell(desk, PLACES, lambda desk, text, limit: [])
    qtbot.addWidget(shell)
    kept = clients.create(desk.store, Client(given="Ada"), make.NOW)
    (tmp_path / "many.vcf").write_text(cards(400))
    shell.go("imports")
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    screen = shell.current
    opened(qtbot, screen, tmp_path / "many.vcf")
    screen.preview.import_button.click()
    cancel = screen.work.cancel_button
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.hold.on
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.result, timeout=10_000)
    assert clients.find(desk.store, kept.id) == kept
    assert screen.report.added == 400


def test_nothing_waits_once_the_page_is_out_of_sight(qtbot, desk, screen, tmp_path):
    screen.hold.set_on(True)
    assert not screen.work.isVisible()
    qtbot.keyClick(screen.start.choose_button, Qt.Key.Key_Escape)
    assert screen.hold.on
    screen.hold.set_on(False)


def test_leaving_while_it_is_written_takes_it_back(qtbot, desk, screen, tmp_path):
    path = tmp_path / "many.vcf"
    path.write_text(cards(300), newline="")
    opened(qtbot, screen, path)
    screen.commit()
    assert screen.flush()
    assert names(desk) == []


def test_locking_while_it_compares_ends_quietly(qtbot, desk, screen, tmp_path):
    path = tmp_path / "many.vcf"
    path.write_text(cards(300), newline="")
    opened(qtbot, screen, path)
    screen.load()
    desk.leave()
    qtbot.waitUntil(lambda: not screen.pump.running)
    desk.store.abandon()


def test_a_change_elsewhere_compares_again(qtbot, desk, screen):
    opened(qtbot, screen, DATA / "clio.csv")
    assert screen.preview.plan.counts[Decision.ADD] == 2
    clients.create(desk.store, Client(given="Ada", family="Moss", emails=(Email("ada@example.com"),)), make.NOW)
    qtbot.waitUntil(lambda: screen.preview.plan.counts[Decision.MERGE] == 1, timeout=10_000)


def test_files_and_folders_are_dropped(qtbot, screen, tmp_path):
    shutil.copy(DATA / "clio.csv", tmp_path)
    shutil.copy(DATA / "phone-3.0.vcf", tmp_path)
    (tmp_path / "notes.md").write_text("no contacts")
    data = dropped(tmp_path)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(screen, enter)
    assert enter.isAccepted()
    assert screen.start.zone.hot
    QApplication.sendEvent(screen, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert not screen.start.zone.hot
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)
    assert screen.preview.plan.read == 4
    assert "2 files" in screen.preview.header.subline.text()


def test_a_drop_elsewhere_opens_it_here(qtbot, screen):
    screen.show_record([DATA / "clio.csv"])
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)
    assert screen.preview.plan.read == 2


def test_a_drop_on_the_window_goes_to_the_import(qtbot, desk):
    shell = Shell(desk, PLACES, lambda *_: [])
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    shell.show()
    shell.go("clients")
    data = dropped(DATA / "clio.csv")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(shell, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(shell, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert shell.place == "imports"
    screen = shell.current
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is screen.preview, timeout=10_000)
    shell.go("clients")


def test_other_drops_are_left_alone(screen, tmp_path):
    data = dropped(tmp_path / "picture.png")
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(screen, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize("page", ["start", "preview", "mapping", "report"])
def test_words_twice_as_long_fit(qtbot, desk, page, tmp_path):
    with doubled():
        screen = shown(qtbot, desk)
        screen.resize(1440, 860)
        if page == "mapping":
            path = tmp_path / "list.csv"
            path.write_text("Who,Tea\nAda Moss,Assam\n")
            opened(qtbot, screen, path)
        elif page != "start":
            opened(qtbot, screen, DATA / "modern-4.0.vcf")
        if page == "report":
            committed(qtbot, screen)
        qtbot.waitUntil(lambda: clipped(screen) == [], timeout=3_000)  # layouts settle in several turns


def test_every_control_is_named(qtbot, screen):
    opened(qtbot, screen, DATA / "google-old.csv")
    for combo in screen.preview.mapping.combos.values():
        assert combo.accessibleName()
    assert screen.preview.list.accessibleName()
    assert screen.preview.model.data(screen.preview.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
