"""What becomes of an issued letter, noted in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practice.actions import engagements, letters
from practice.rules.letters import LetterState
from tests import make


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
