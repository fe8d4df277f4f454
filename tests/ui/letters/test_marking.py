"""What becomes of an issued letter, noted in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practice.actions import engagements, letters
from practice.rules.letters import LetterState
from practice.ui.letters.screen import LettersScreen
from practice.ui.places import PlaceEntry
from practice.ui.shell import Shell
from tests import make

DRAFTS, WAITING = 0, 1


def items(desk, draft):
    return engagements.items(desk.store, draft.engagement_id)


def test_sent_signed_and_a_new_version(qtbot, desk, draft, screen):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letter.id)
    issued = screen.issued
    qtbot.keyClicks(issued.marking.way_edit, "email")
    issued.mark()
    assert letters.get(desk.store, letter.id).state is LetterState.SENT
    assert issued.side.primary.label() == "Mark signed"
    issued.mark()
    assert issued.side.primary.label() == "Mark signed now"
    assert letters.get(desk.store, letter.id).state is LetterState.SENT
    issued.mark()
    assert letters.get(desk.store, letter.id).state is LetterState.SIGNED
    assert not issued.side.primary.isVisible()
    issued.new_version.click()
    assert screen.stack.currentWidget() is screen.composer
    assert screen.composer.draft.case.letter.supersedes == letter.id
    first = items(desk, draft)[0]
    screen.composer.scope.open_item(first.id)
    assert not screen.composer.scope.promises.box.text.isEnabled()


def test_a_declined_letter_is_told_with_its_reason(qtbot, desk, draft, screen):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letter.id)
    marking = screen.issued.marking
    assert not marking.lapse.isVisible()
    assert screen.issued.files.signed_button.isVisible()
    marking.decline.click()
    assert letters.get(desk.store, letter.id).state is LetterState.ISSUED
    qtbot.keyClicks(marking.why_edit, "Too dear.")
    marking.decline.click()
    ended = letters.get(desk.store, letter.id)
    assert (ended.state, ended.ended_why) == (LetterState.DECLINED, "Too dear.")
    assert not marking.isVisible()
    assert screen.issued.new_version.isVisible()


def test_a_letter_signed_in_the_room_needs_no_sending(desk, draft, screen):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letter.id)
    screen.issued.marking.signed.click()
    assert letters.get(desk.store, letter.id).state is LetterState.ISSUED
    screen.issued.marking.signed.click()
    assert letters.get(desk.store, letter.id).state is LetterState.SIGNED


def test_no_letter_is_signed_on_a_day_that_was_not_typed(qtbot, desk, draft, screen):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    letters.mark_sent(desk.store, letter.id, make.TODAY, "", make.TODAY)
    screen.show_record(letter.id)
    marking = screen.issued.marking
    marking.day_edit.setFocus(Qt.FocusReason.TabFocusReason)
    marking.day_edit.selectAll()
    QTest.keyClicks(marking.day_edit, "11/31")
    for _ in range(3):
        screen.issued.mark()
    assert letters.get(desk.store, letter.id).state is LetterState.SENT
    assert marking.day.error == "Type the day first."
    screen.show_record(letter.id)
    assert marking.day_edit.value() == desk.today()


@pytest.fixture
def window(qtbot, desk):
    shell = Shell(desk, [PlaceEntry("letters", "Letters", "file-text", lambda: LettersScreen)], lambda *_: [])
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.go("letters")
    return shell


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_esc_takes_the_first_press_back_and_then_leaves(desk, draft, window):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    letters.mark_sent(desk.store, letter.id, make.TODAY, "", make.TODAY)
    window.go("letters", letter.id)
    screen = window.current
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.issued.side.primary.label() == "Mark signed now"
    press(Qt.Key.Key_Escape)
    assert screen.issued.side.primary.label() == "Mark signed"
    assert screen.stack.currentWidget() is screen.issued
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert letters.get(desk.store, letter.id).state is LetterState.SENT
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert screen.stack.currentWidget() is screen.listing


def test_esc_takes_the_first_press_of_issue_back(desk, draft, window):
    window.go("letters", draft.id)
    composer = window.current.composer
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert composer.armed
    press(Qt.Key.Key_Escape)
    assert not composer.armed
    assert window.current.stack.currentWidget() is composer


def test_esc_takes_the_question_why_it_was_declined_back(desk, draft, window):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    window.go("letters", letter.id)
    marking = window.current.issued.marking
    marking.decline.click()
    assert marking.why_edit.hasFocus()
    press(Qt.Key.Key_Escape)
    assert marking.decline.hasFocus()
    assert (marking.why.isVisible(), marking.way.isVisible()) == (False, True)
    assert marking.decline.label() == "The client declined"
    assert letters.get(desk.store, letter.id).state is LetterState.ISSUED


def test_the_list_opens_where_there_is_something_and_stays_where_the_person_turned(desk, draft, window):
    listing = window.current.listing
    assert listing.tabs.currentIndex() == DRAFTS
    letters.issue(desk.store, draft.id, make.NOW)
    assert (listing.tabs.currentIndex(), listing.model.rowCount()) == (WAITING, 1)
    listing.tabs.setFocus()
    press(Qt.Key.Key_Left)
    window.current.show_record(draft.id)
    press(Qt.Key.Key_Escape)
    assert (listing.tabs.currentIndex(), listing.model.rowCount()) == (DRAFTS, 0)
