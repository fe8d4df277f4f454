"""The list of files on a client's page, a letter's and a note's, by pointer and by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu

from practice.actions import attachments, letters, sessions
from practice.actions.attachments import Place
from practice.rules.attachments import AttachmentKind, Owner
from practice.ui.attachments import words
from practice.ui.attachments.files import Files, dragged
from practice.ui.clients.page import FILES, OVERVIEW
from practice.ui.desk import Desk
from practice.ui.letters.screen import LettersScreen
from practice.ui.sessions.screen import SessionsScreen
from tests import make, make_letters
from tests.ui.clients.driver import press, type_text
from tests.ui.clip import clipped, doubled

ENTER, ESC, F2, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Delete


def rows(files):
    model = files.model
    return [model.data(model.index(n, 0)) for n in range(model.rowCount())]


def pick(files, row=0):
    files.rows.setFocus()
    files.rows.setCurrentIndex(files.model.index(row, 0))


def menu_texts(files):
    files.show_menu(files.mapToGlobal(QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu, [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def choose(files, text):
    menu, texts = menu_texts(files)
    action = next(a for a in menu.actions() if a.text().startswith(text))
    menu.close()
    action.trigger()
    return texts


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    return enter.isAccepted()


def tab_text(shell):
    return shell.current.page.tabs.accessibleTabName(FILES)


# the client's page


def test_without_files_the_tab_says_what_it_is_for(shell, files):
    assert files.zone.isVisible()
    assert files.choose_button.isVisible()
    assert not files.rows.isVisible()
    assert tab_text(shell) == "Files"


def test_the_tab_counts_and_the_rows_tell(shell, files, store, client, file):
    attachments.add_bytes(store, "clients", client.id, "Scan.tif", bytes(2_400_000), make.NOW - timedelta(days=30))
    letter = make_letters.estate_plan(store, client.id)
    attachments.add_bytes(store, "letters", letter.id, "Signed.pdf", b"x", make.NOW, AttachmentKind.SIGNED_COPY)
    assert rows(files) == [
        f"Signed.pdf, PDF, 1 byte, today. Draft letter {letter.number}, Signed copy",
        "Scan.tif, TIF, 2.4 MB, October 19",
        "Plan.docx, DOCX, 8 bytes, today",
    ]
    assert tab_text(shell) == "Files 3"
    assert not files.zone.isVisible()


def test_the_model_keeps_qts_rules(qtbot, files, store, client, file):
    QAbstractItemModelTester(files.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    attachments.add_bytes(store, "clients", client.id, "b.pdf", b"x", make.NOW)
    attachments.remove(store, file.id, make.NOW)


def test_a_file_that_is_dropped_comes_in(qtbot, shell, files, store, client, tmp_path):
    (tmp_path / "lease.pdf").write_bytes(b"lease")
    assert drop(shell.current.page, tmp_path / "lease.pdf")
    qtbot.waitUntil(lambda: rows(files) == ["lease.pdf, PDF, 5 bytes, today"])
    assert not files.zone.isVisible()


def test_on_another_tab_a_drop_shows_the_files_but_contacts_are_for_the_import(qtbot, shell, files, tmp_path):
    for name in ("lease.pdf", "people.vcf"):
        (tmp_path / name).write_bytes(b"x")
    page = shell.current.page
    page.show_tab(OVERVIEW)
    drop(page, tmp_path / "people.vcf")
    assert shell.place == "imports"
    shell.go("clients")
    assert page.tabs.currentIndex() == OVERVIEW
    assert drop(page, tmp_path / "lease.pdf")
    assert page.tabs.currentIndex() == FILES
    qtbot.waitUntil(lambda: len(rows(files)) == 1)
    assert drop(page, tmp_path / "people.vcf")
    qtbot.waitUntil(lambda: len(rows(files)) == 2)


def test_files_are_chosen_too(qtbot, files, tmp_path, monkeypatch):
    (tmp_path / "lease.pdf").write_bytes(b"lease")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "lease.pdf")], ""))
    qtbot.mouseClick(files.choose_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(files)) == 1)
    qtbot.mouseClick(files.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(files)) == 2)


def test_what_is_under_way_is_shown_and_cancel_ends_it(qtbot, files, filing, tmp_path):
    (tmp_path / "big.bin").write_bytes(bytes(60 << 20))
    files.add([tmp_path / "big.bin"])
    assert files.work.isVisible()
    qtbot.waitUntil(lambda: "of 63 MB" in files.work.told.text())
    qtbot.mouseClick(files.work.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not files.work.isVisible())
    assert rows(files) == []


def test_enter_opens_and_the_row_says_so(qtbot, files, filing, file, outside):
    pick(files)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: rows(files) == ["Plan.docx, DOCX, 8 bytes, today, Open"])
    assert files.note.isVisible()
    outside[0].write_bytes(b"changed")
    filing.changed.emit()
    assert rows(files) == ["Plan.docx, DOCX, 8 bytes, today, Changed outside"]
    assert "Keep the changes as a new version" in choose(files, "Keep the changes")
    qtbot.waitUntil(lambda: len(rows(files)) == 2)
    assert rows(files)[0] == "Plan.docx, DOCX, 7 bytes, today, version 2"
    assert not files.note.isVisible()


def test_a_double_click_opens_and_a_click_does_not(qtbot, files, filing, file, outside):
    at = files.rows.visualRect(files.model.index(0, 0)).center()
    qtbot.mouseClick(files.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert filing.progress is None
    qtbot.mouseDClick(files.rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: len(outside) == 1)


def test_a_copy_goes_where_the_dialog_says(qtbot, files, file, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.docx"), ""))
    qtbot.mouseClick(files.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "out.docx").exists())
    assert (tmp_path / "out.docx").read_bytes() == b"the plan"


def test_f2_renames_and_escape_does_not(qtbot, files, store, file):
    pick(files)
    press(qtbot, F2)
    assert files.name_edit.selectedText() == "Plan"
    type_text(qtbot, "Will")
    press(qtbot, ESC)
    assert not files.naming
    assert attachments.of(store, "clients", file.client_id)[0].name == "Plan.docx"
    press(qtbot, F2)
    type_text(qtbot, "Will")
    press(qtbot, ENTER)
    assert rows(files) == ["Will.docx, DOCX, 8 bytes, today"]
    assert files.rows.hasFocus()


def test_a_new_name_is_for_the_file_it_was_begun_for(qtbot, files, store, client, file):
    attachments.add_bytes(store, "clients", client.id, "Scan.pdf", b"x", make.NOW)
    pick(files, files.model.row_of(file.id).row())
    files.rename()
    pick(files, 1 - files.rows.currentIndex().row())
    files.name_edit.setFocus()
    files.name_edit.setText("Will.docx")
    press(qtbot, ENTER)
    assert {one.name for one in attachments.of(store, "clients", client.id)} == {"Will.docx", "Scan.pdf"}
    assert attachments.of(store, "clients", client.id)[-1].id == file.id


def test_a_file_that_goes_meanwhile_takes_its_new_name_along(qtbot, files, store, client, file):
    pick(files)
    files.rename()
    attachments.remove(store, file.id, make.NOW)
    assert not files.naming


def test_after_a_removal_the_next_file_is_the_current_one(qtbot, files, store, client):
    for name in ("c.pdf", "b.pdf", "a.pdf"):
        attachments.add_bytes(store, "clients", client.id, name, b"x", make.NOW)
    assert files.current().name == "c.pdf"  # the one that was there first stays the current one
    pick(files, 1)
    press(qtbot, DELETE)
    assert files.current().name == "c.pdf"
    press(qtbot, DELETE)
    assert files.current().name == "a.pdf"


def test_a_name_of_nothing_is_refused_beside_the_line(qtbot, files, file):
    pick(files)
    files.rename()
    files.name_edit.clear()
    press(qtbot, ENTER)
    assert files.naming
    assert rows(files) == ["Plan.docx, DOCX, 8 bytes, today"]


def test_del_removes_undo_brings_back_and_the_list_puts_back(qtbot, shell, files, file):
    pick(files)
    press(qtbot, DELETE)
    assert (rows(files), tab_text(shell)) == ([], "Files")
    shell.undo()
    assert len(rows(files)) == 1
    pick(files)
    press(qtbot, DELETE)
    assert files.removed_button.label() == "1 removed file can be put back"
    qtbot.mouseClick(files.removed_button, Qt.MouseButton.LeftButton)
    assert rows(files) == ["Plan.docx, DOCX, 8 bytes, today, Removed"]
    pick(files)
    assert not files.open_button.isEnabled()
    assert choose(files, "Put back") == ["Put back"]
    assert rows(files) == ["Plan.docx, DOCX, 8 bytes, today"]
    assert not files.removed_button.isVisible()


def test_a_file_moves_to_another_record(qtbot, files, store, client, file):
    letter = make_letters.estate_plan(store, client.id)
    pick(files)
    choose(files, "Move to")
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["Estate plan", f"Draft letter {letter.number}"]
    menu.actions()[1].trigger()
    menu.close()
    assert rows(files) == [f"Plan.docx, DOCX, 8 bytes, today. Draft letter {letter.number}"]
    pick(files)
    choose(files, "This is the signed copy")
    assert attachments.signed_copy(store, letter.id).name == "Plan.docx"
    pick(files)
    assert "This is not the signed copy" in menu_texts(files)[1]
    QApplication.activePopupWidget().close()


def test_a_row_is_dragged_out_once_its_copy_is_there(qtbot, files, filing, file, monkeypatch):
    dropped = []

    class Drag:
        def __init__(self, source):
            assert source is files.rows

        def setMimeData(self, data):  # noqa: N802  Qt's own name
            self.data = data

        def exec(self, actions):
            assert actions == Qt.DropAction.CopyAction
            dropped.append(Path(self.data.urls()[0].toLocalFile()))

    monkeypatch.setattr("practice.ui.attachments.files.QDrag", Drag)
    view, at = files.rows.viewport(), files.rows.visualRect(files.model.index(0, 0)).center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)

    def pull():
        qtbot.mouseMove(view, at + QPoint(0, 40))
        qtbot.mouseMove(view, at + QPoint(0, 60))
        return bool(dropped)

    qtbot.waitUntil(pull)
    assert (dropped[0].name, dropped[0].read_bytes()) == ("Plan.docx", b"the plan")
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert dragged(dropped[0]).hasUrls()


def test_the_palette_offers_what_can_be_done_here(shell, files, file):
    pick(files)
    titles = [hint.title for hint in shell.commands()]
    assert {"Rename Plan.docx", "Save a copy of Plan.docx", "Add files, attach a file…"} <= set(titles)
    shell.current.page.show_tab(OVERVIEW)
    titles = [hint.title for hint in shell.commands()]
    assert "Rename Plan.docx" not in titles
    assert "Add files to Dorothea Lindqvist, attach a file" in titles


def test_every_control_is_named(files, file):
    for button in files.findChildren(QAbstractButton):
        assert button.accessibleName()
    assert files.rows.accessibleName() == "Files"


@pytest.mark.parametrize("heading", ["", "section"])
@pytest.mark.parametrize("full", [False, True])
def test_words_twice_as_long_fit(qtbot, shell, client, store, heading, full):
    with doubled():
        shown = Files(shell.desk, heading, signed=True)
        qtbot.addWidget(shown)
        if full:
            attachments.add_bytes(store, "clients", client.id, "Plan.docx", b"the plan", make.NOW)
        shown.show_files(Owner("clients", client.id), attachments.filed(store, "clients", client.id))
        shown.resize(900, 600)
        shown.show()
        qtbot.waitUntil(lambda: clipped(shown) == [], timeout=3_000)


# elsewhere


@pytest.fixture
def desk(qapp, store, runtime):
    made = Desk(store, clock=lambda: make.NOW)
    yield made
    made.leave()


def shown_on(qtbot, screen, record_id):
    qtbot.addWidget(screen)
    screen.resize(1300, 860)
    screen.show()
    screen.show_record(record_id)
    return screen


def test_an_issued_letter_takes_its_signed_copy(qtbot, desk, store, client, tmp_path, monkeypatch):
    make_letters.profile(store)
    letter = make_letters.estate_plan(store, client.id)
    letters.issue(store, letter.id, make.NOW)
    screen = shown_on(qtbot, LettersScreen(desk), letter.id)
    files = screen.findChild(Files)
    (tmp_path / "scan.pdf").write_bytes(b"scan")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "scan.pdf")], ""))
    qtbot.mouseClick(files.signed_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: attachments.signed_copy(store, letter.id) is not None)
    assert rows(files) == ["scan.pdf, PDF, 4 bytes, today, Signed copy"]


def test_a_note_takes_files(qtbot, desk, store, client, tmp_path):
    note = sessions.begin(store, client.id, make.NOW)
    screen = shown_on(qtbot, SessionsScreen(desk), note.id)
    (tmp_path / "drawing.png").write_bytes(b"png")
    assert drop(screen.note_place, tmp_path / "drawing.png")
    qtbot.waitUntil(lambda: rows(screen.files) == ["drawing.png, PNG, 3 bytes, today"])
    assert attachments.of(store, "notes", note.id)[0].name == "drawing.png"


def test_a_search_for_a_files_name_leads_to_the_client(shell, client, file):
    from practice.ui.finding import find  # noqa: PLC0415  only here

    (entry,) = [one for one in find(shell.desk, "plan docx", 10) if "Plan" in one.text]
    assert (entry.text, entry.detail, entry.icon) == ("Plan.docx", "Dorothea Lindqvist", "file-text")
    shell.current.page.show_tab(OVERVIEW)
    entry.run()
    assert shell.current.page.tabs.currentIndex() == FILES


# words


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (36_400, "36 kB"), (2_449_000, "2.4 MB"),
     (500_000_000, "500 MB"), (1 << 30, "1.1 GB")],
)  # fmt: skip
def test_sizes_are_short(size, text):
    assert words.size_text(size) == text


def test_places_are_called_as_the_person_calls_them():
    letter = Place(Owner("letters", 1), "EL-2026-014", 2)
    note = Place(Owner("notes", 1), "", at=make.NOW)
    assert words.place_text(letter, make.TODAY) == "Letter EL-2026-014, version 2"
    assert words.place_text(note, make.TODAY) == "Session, today"
    assert words.place_text(Place(Owner("engagements", 1), ""), make.TODAY) == "Engagement"
