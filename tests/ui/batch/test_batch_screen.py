"""The fee change for many clients in the real window: by keyboard from M to the list, cancelled, locked, and told."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from practice import app
from practice.actions import clients, engagements, letters, practice
from practice.actions.store import check, unlock
from practice.rules.batch import FeeChange
from practice.rules.letters import LetterState
from practice.ui.arming import Arming
from practice.ui.batch import printed
from practice.ui.batch.rows import TICK, Candidates
from practice.ui.batch.words import asked as asked_for
from practice.ui.widgets.text import Text
from tests import make, make_batch
from tests.make_batch import WHY
from tests.ui.clip import clipped, doubled

COUNT = 6
PATIENCE = 20_000


@pytest.fixture
def store(qapp, tmp_path):
    return make.store(tmp_path)


@pytest.fixture
def signed(store):
    made = make_batch.agreed(store, COUNT)
    practice.change(store, {"setup_done": True})
    return made


@pytest.fixture
def window(qtbot, store, signed):
    shown = app.window(store.folder, lambda: make.NOW + timedelta(minutes=5))
    qtbot.addWidget(shown, before_close_func=lambda w: w.lock())
    shown.open(store)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def screen(qtbot, window):
    window.shell.go("batch")
    return window.shell.current


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def type_in(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def shows(qtbot, screen, page):
    qtbot.waitUntil(lambda: screen.stack.currentWidget() is page, timeout=PATIENCE)


def asked(qtbot, screen, percent="5"):
    screen.ask.percent.field.setText(percent)
    screen.ask.why.field.setPlainText(WHY)
    screen.look_up()
    shows(qtbot, screen, screen.who)
    qtbot.waitUntil(lambda: screen.who.preview.pages > 0, timeout=PATIENCE)


def made(qtbot, screen):
    screen.who.press()
    screen.who.press()
    shows(qtbot, screen, screen.summary)
    qtbot.waitUntil(lambda: not screen.desk.jobs.busy, timeout=PATIENCE)


def words(widget):
    return " ".join(text.text() for text in widget.findChildren(Text))


def test_from_the_list_of_letters_to_what_was_made_by_keyboard(qtbot, store, window):
    shell = window.shell
    shell.go("letters")
    press(Qt.Key.Key_M)
    screen = shell.current
    assert shell.place == "batch"
    assert QApplication.focusWidget() is screen.ask.percent.field
    type_in("5")
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.ask.why.field
    type_in(WHY)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shows(qtbot, screen, screen.who)
    assert screen.who.header.subline.text() == "Packages of sessions, 5% more from January 1, 2027"
    assert QApplication.focusWidget() is screen.who.list
    qtbot.waitUntil(lambda: "Person00" in screen.who.preview.page_text(), timeout=PATIENCE)
    press(Qt.Key.Key_N)
    assert not screen.who.make_button.isEnabled()
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_J)
    press(Qt.Key.Key_Space)
    assert screen.who.make_button.label() == f"Issue {COUNT - 1} letters"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Press again" in screen.who.bar.consequence.text()
    press(Qt.Key.Key_Escape)  # takes the first press back
    assert screen.stack.currentWidget() is screen.who
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shows(qtbot, screen, screen.summary)
    assert [one.client for one in screen.summary.report.made] == [f"Person{n:02} Quill" for n in (0, 2, 3, 4, 5)]
    assert QApplication.focusWidget() is screen.summary.end_button
    press(Qt.Key.Key_Return)
    assert shell.place == "letters"
    assert shell.current.listing.model.rowCount() == COUNT - 1
    assert letters.waiting(store) == COUNT - 1


def test_a_first_press_that_is_left_alone_is_taken_back(qtbot, store, screen):
    asked(qtbot, screen)
    screen.who.press()
    assert "Press again" in screen.who.bar.consequence.text()
    screen.who.findChild(Arming).findChild(QTimer).timeout.emit()  # its seconds are over
    assert "Each fee stays" in screen.who.bar.consequence.text()
    screen.who.press()
    assert letters.waiting(store) == 0
    assert screen.stack.currentWidget() is screen.who


def test_the_palette_leads_to_it_from_everywhere(window):
    window.shell.go("clients")
    next(hint for hint in window.shell.commands() if hint.title == "Fee change for many clients").run()
    assert window.shell.place == "batch"


def test_every_letter_is_printed_in_one_job(qtbot, screen, monkeypatch):
    asked(qtbot, screen)
    made(qtbot, screen)
    jobs = []
    monkeypatch.setattr(printed, "print_pdf", lambda stack, _parent, name: jobs.append((len(stack), name)))
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    pages = sum(letters.get(screen.desk.store, one.letter_id).pages for one in screen.summary.report.made)
    assert jobs == [(pages, f"SC-2026-001 – SC-2026-{COUNT:03}")]


def test_what_is_missing_is_said_beside_its_field(qtbot, screen):
    screen.look_up()
    assert "percentage" in screen.ask.percent.error
    assert "each letter" in screen.ask.why.error
    assert QApplication.focusWidget() is screen.ask.percent.field
    screen.ask.how.segments()[1].click()
    screen.ask.amount.field.setText("two thousand")
    screen.look_up()
    assert screen.ask.amount.error
    assert screen.stack.currentWidget() is screen.ask


def test_what_is_asked_is_told_as_it_is_reckoned():
    change = FeeChange(percent=Fraction("-12.3456789"), from_day=date(2027, 1, 1))
    assert asked_for(change, "en_US") == "Packages of sessions, 12.3456789% less from January 1, 2027"
    assert "12,3456789%" in asked_for(change, "de_DE")


def test_to_one_amount(qtbot, screen):
    screen.ask.how.segments()[1].click()
    screen.ask.amount.field.setText("$2,000.00")
    asked(qtbot, screen, percent="")
    assert "$1,800.00 → $2,000.00" in screen.who.model.data(screen.who.model.index(0))


def test_who_is_left_out_stands_there_with_the_reason(qtbot, store, signed, screen):
    engagements.close(store, signed[3].engagement_id, make.TODAY)
    asked(qtbot, screen)
    assert [segment.label for segment in screen.who.side.segments()] == [f"Can get one {COUNT - 1}", "Left out 1"]
    screen.who.side.segments()[1].click()
    assert "The work is closed." in screen.who.model.data(screen.who.model.index(0))
    press(Qt.Key.Key_Space)  # nobody can be taken in here
    assert len(screen.who.model.chosen) == COUNT - 1


def test_a_change_elsewhere_leaves_one_where_one_was(qtbot, store, signed, screen):
    engagements.close(store, signed[3].engagement_id, make.TODAY)
    asked(qtbot, screen)
    for on_side, name in ((False, "Person04 Quill"), (True, "Person03 Quill")):
        screen.who.show_side(on_side)
        screen.who.list.setCurrentIndex(screen.who.model.index(0 if on_side else 3))
        practice.change(store, {"phone": f"(503) 555-010{on_side:d}"})
        qtbot.waitUntil(lambda: screen.pump is None, timeout=PATIENCE)
        assert screen.who.side.value() is on_side
        assert screen.who.current.client == name


def test_a_letter_that_cannot_be_issued_says_so_before_and_after(qtbot, store, signed, screen):
    clients.edit(store, signed[0].client_id, {"family": "Quill\U000e0123"}, make.NOW)
    asked(qtbot, screen)
    screen.who.list.setCurrentIndex(screen.who.model.index(COUNT - 1))
    qtbot.waitUntil(lambda: "cannot be issued. No font of the letter" in screen.who.said.text(), timeout=PATIENCE)
    made(qtbot, screen)
    assert len(screen.summary.report.made) == COUNT - 1
    assert "1 was not made" in screen.summary.header.subline.text()
    assert "No font of the letter has" in words(screen.summary)
    screen.summary.copy_button.click()
    copied = QApplication.clipboard().text()
    assert "Quill\U000e0123, Career change: No font" in copied
    assert "SC-2026-005: Person05 Quill" in copied


def cancel_after(store, screen, count, act):
    """Call `act` once so many letters are made, in the next turn of the window."""
    issued = []

    def hear(change):
        if change.label == "letter.issue":
            issued.append(change)
            if len(issued) == count:
                QTimer.singleShot(0, act)

    store.journal.subscribe(hear)


def test_cancelled_in_the_middle_it_leaves_those_made_whole(qtbot, store, screen):
    asked(qtbot, screen)
    cancel_after(store, screen, 2, screen.work.cancel_button.click)
    made(qtbot, screen)
    report = screen.summary.report
    assert 2 <= len(report.made) < COUNT
    assert {one.reason for one in report.not_made} == {"Cancelled before its turn."}
    assert letters.waiting(store) == len(report.made)
    assert letters.count(store, [LetterState.DRAFT]) == 0
    assert all(letters.reprint(store, one.letter_id) for one in report.made)
    screen.summary.again_button.click()
    asked(qtbot, screen)
    assert len(screen.who.model.open) == COUNT - len(report.made)


def test_cancelled_before_anything_was_made_it_leads_back(qtbot, store, screen):
    asked(qtbot, screen)
    screen.who.press()
    screen.who.press()
    assert screen.stack.currentWidget() is screen.work
    screen.cancel()
    assert screen.stack.currentWidget() is screen.who
    assert letters.waiting(store) == 0


def test_locked_in_the_middle_nothing_is_half_made(qtbot, store, window, screen):
    asked(qtbot, screen)
    cancel_after(store, screen, 2, window.lock)
    screen.who.press()
    screen.who.press()
    qtbot.waitUntil(lambda: window.shell is None, timeout=PATIENCE)
    again = unlock(store.folder, make.PASSPHRASE)
    try:
        assert 2 <= letters.waiting(again) < COUNT
        assert letters.count(again, [LetterState.DRAFT]) == 0
        assert check(again).problems == ()
    finally:
        again.close()


def test_it_goes_on_while_another_place_is_shown(qtbot, store, window, screen):
    asked(qtbot, screen)
    screen.who.press()
    screen.who.press()
    window.shell.go("clients")
    qtbot.waitUntil(lambda: screen.making is None, timeout=PATIENCE)
    assert letters.waiting(store) == COUNT
    window.shell.go("batch")
    assert screen.stack.currentWidget() is screen.summary


def test_all_are_exported_under_their_numbers(qtbot, screen, tmp_path, monkeypatch):
    asked(qtbot, screen)
    made(qtbot, screen)
    folder = tmp_path / "for the post"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    screen.summary.export_button.click()
    qtbot.waitUntil(lambda: "letters exported" in screen.summary.bar.consequence.text(), timeout=PATIENCE)
    assert sorted(path.name for path in folder.iterdir()) == [f"SC-2026-{n:03}.pdf" for n in range(1, COUNT + 1)]


def test_an_export_goes_on_while_another_change_is_begun(qtbot, screen, tmp_path, monkeypatch):
    asked(qtbot, screen)
    made(qtbot, screen)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    screen.summary.export_button.click()
    screen.summary.again_button.click()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("SC-*.pdf"))) == COUNT, timeout=5000)


@pytest.mark.parametrize("way", ["M", "Esc", "Enter"])
def test_after_the_summary_another_change_is_asked_for(qtbot, screen, way):
    asked(qtbot, screen)
    made(qtbot, screen)
    assert screen.stack.currentWidget() is screen.summary
    if way == "Enter":
        screen.summary.end_button.click()
    else:
        next(hint for hint in screen.actions_here() if hint.keys == way).run()
    assert screen.stack.currentWidget() is screen.ask


def test_the_rows_are_a_sound_model_and_can_be_ticked_from_outside(qtbot, screen):
    asked(qtbot, screen)
    model = screen.who.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.QtTest)
    assert model.setData(model.index(2), Qt.CheckState.Unchecked, TICK)
    assert "gets none" in model.data(model.index(2))
    assert not model.setData(QModelIndex(), Qt.CheckState.Checked, TICK)
    assert isinstance(model, Candidates)
    assert len(model.chosen) == COUNT - 1


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800)])
def test_nothing_is_cut_off_with_texts_twice_as_long(qtbot, store, signed, size):
    with doubled():
        shown = app.window(store.folder, lambda: make.NOW)
        qtbot.addWidget(shown, before_close_func=lambda w: w.lock())
        shown.resize(*size)
        shown.open(store)
        shown.show()
        shown.shell.go("batch")
        screen = shown.shell.current
        for step in (lambda: None, lambda: screen.look_up(), lambda: asked(qtbot, screen), lambda: made(qtbot, screen)):
            step()
            QApplication.processEvents()
            assert clipped(screen) == []
