"""The ending page: seven steps opened in place, kept as they are typed, left and resumed, finished and taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from practice.actions import checklists, engagements, exits, letters, outcomes, sessions
from practice.rules.exits import Cause, ExitState, Lesson, Step
from practice.rules.families import value
from practice.rules.practice import Profile
from practice.rules.refund_facts import Reason
from practice.rules.shelves import ClientStatus
from tests import make, make_companions
from tests.ui.opened import window
from tests.ui.windows import press

LATER = make.NOW + timedelta(days=5)


@pytest.fixture
def told():
    return {}


@pytest.fixture
def shown(qtbot, tmp_path, told):
    def arrange(store):
        letter = make_companions.signed(store, Profile.LAWYER)
        sessions.plan(store, letter.client_id, LATER, "Review", 60, make.NOW)
        sessions.follow_up(store, letter.client_id, "Call the county", make.NOW)
        told.update(client=letter.client_id, work=letter.engagement_id)

    made = window(qtbot, tmp_path, arrange)
    made.desk.go("exit", ("engagement", told["work"]))
    QApplication.processEvents()
    return made


@pytest.fixture
def screen(shown):
    return shown.shell.current


def made_of(screen):
    return exits.get(screen.desk.store, screen._id)


def opened(screen):
    return [step for step, shown in screen.steps.items() if shown.is_open]


def decide(screen, why="It needs a litigator."):
    screen.bodies[Step.DECISION].fields["cause"].field.pick(1)
    edit = screen.bodies[Step.DECISION].fields["why"].field
    edit.setFocus()
    QTest.keyClicks(edit, why)
    screen.flush()


def leave_out(screen, *steps):
    for step in steps:
        exits.pass_step(screen.desk.store, screen._id, step, "Settled in a talk.")


def test_it_opens_at_the_step_that_comes_next_and_keeps_what_is_typed(screen):
    assert screen._title.text() == "End well with Imelda Corrant"
    assert opened(screen) == [Step.DECISION]
    decide(screen)
    assert (made_of(screen).cause, made_of(screen).why) == (Cause.US, "It needs a litigator.")
    screen.steps[Step.DECISION].button.click()
    assert opened(screen) == [Step.REFUND]


def test_left_half_way_it_is_listed_on_the_clients_page_and_resumed_there(shown, screen):
    decide(screen)
    press(Qt.Key.Key_Escape)
    assert shown.shell.place == "clients"
    card = shown.shell.current.page.ending
    assert card.said.text() == "Ending: step 2 of 7, the refund"
    card.go_button.click()
    assert shown.shell.place == "exit"
    assert opened(screen) == [Step.REFUND]


def test_all_of_it_by_keyboard_until_the_refund(shown, screen):
    press(Qt.Key.Key_Space)  # I find so
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "It needs a litigator.")
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is screen.steps[Step.DECISION].button
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.bodies[Step.REFUND].act_button
    press(Qt.Key.Key_Return)
    assert shown.shell.place == "refunds"
    decision = exits.view(shown.desk.store, screen._id, make.NOW).refund
    assert decision.reason is Reason.WRONG_FIT_BY_US
    shown.desk.go("exit", screen._id)
    assert screen.bodies[Step.REFUND].state.text() == "Begun, not decided yet"


def test_the_letter_begins_with_dates_and_papers_and_its_state_is_shown(shown, screen):
    decide(screen)
    body = screen.bodies[Step.LETTER]
    screen.steps[Step.LETTER].button.click()
    QTest.keyClicks(body.fields["dates"].field, "December 15, 2026: answer to the county")
    body.act_button.click()
    assert shown.shell.place == "letters"
    letter = exits.view(screen.desk.store, screen._id, make.NOW).letter
    assert value(letter, "dates.dates") == "December 15, 2026: answer to the county"
    shown.desk.go("exit", screen._id)
    assert body.state.text() == f"{letter.number} is a draft"
    assert body.act_button.label() == f"Open {letter.number}"


def test_a_reason_leaves_a_step_out_and_none_takes_it_up_again(screen):
    box = screen.bodies[Step.REFERRAL].fields["pass.referral"]
    screen.steps[Step.REFERRAL].button.click()
    box.field.setFocus()
    QTest.keyClicks(box.field, "They have somebody already.")
    screen.flush()
    assert screen.steps[Step.REFERRAL]._done.isVisible()
    box.field.selectAll()
    QTest.keyClick(box.field, Qt.Key.Key_Delete)
    screen.flush()
    assert not screen.steps[Step.REFERRAL]._done.isVisible()


def test_what_is_ticked_is_closed_and_undo_brings_it_back(shown, screen):
    screen.steps[Step.WORK].button.click()
    assert screen.work.act_button.label() == "Cancel 1 session and close 1 follow-up"
    next(tick for (kind, _), tick in screen.work._ticks.items() if kind == "follow_up").click()
    assert screen.work.act_button.label() == "Cancel 1 session"
    screen.work.act_button.click()
    assert screen.work.state.text() == "1 session cancelled, 0 follow-ups closed."
    assert len(sessions.follow_ups(screen.desk.store, made_of(screen).client_id)) == 1
    screen.desk.store.journal.undo()
    assert made_of(screen).work_done_at is None
    assert len(screen.work.ticked("session")) == 1


def test_the_lesson_asks_for_its_words_and_stands_in_the_checklist(screen):
    screen.steps[Step.LESSON].button.click()
    body = screen.bodies[Step.LESSON]
    body.act_button.click()
    assert "Choose where" in body.fields["lesson"].error
    assert "Write what to look for" in body.fields["lesson_text"].error
    body.fields["lesson"].field.pick(1)
    QTest.keyClicks(body.fields["lesson_text"].field, "Is at war with a sibling")
    body.act_button.click()
    assert made_of(screen).lesson is Lesson.RED_FLAG
    assert checklists.current(screen.desk.store).content.flags[-1].text == "Is at war with a sibling"
    assert "stands in version 2 of the fit checklist" in body.state.text()


def test_the_end_says_what_is_missing_then_ends_it(shown, screen, told):
    decide(screen)
    leave_out(screen, Step.REFUND, Step.LETTER, Step.REFERRAL, Step.LESSON)
    screen.steps[Step.END].button.click()
    screen.end.act_button.click()
    assert "Sessions and follow-ups are still open" in shown.shell.messages.banner.accessibleName()
    exits.close_work(screen.desk.store, screen._id, [], [], make.NOW)
    screen.end.act_button.click()
    assert made_of(screen).state is ExitState.OPEN
    screen.end.outcome.again.pick(2)
    screen.end.act_button.click()
    assert made_of(screen).state is ExitState.DONE
    assert shown.shell.place == "clients"
    view = shown.shell.current.page.view
    assert view.client.status is ClientStatus.FORMER
    assert (view.leaving, view.over) == (None, None)
    assert not outcomes.of_engagement(shown.desk.store, told["work"]).good


def test_all_of_it_is_taken_back_in_one_act_until_something_is_issued(shown, screen, told):
    decide(screen)
    draft = exits.write_letter(screen.desk.store, screen._id, make.NOW)
    screen.undo_button.click()
    assert shown.shell.place == "clients"
    assert exits.of_engagement(shown.desk.store, told["work"]) is None
    with pytest.raises(KeyError):
        letters.get(shown.desk.store, draft.id)


def test_once_a_letter_is_issued_it_says_why_nothing_is_taken_back(screen):
    decide(screen)
    draft = exits.write_letter(screen.desk.store, screen._id, make.NOW)
    fields = {"any_done": "no", "court": "no", "dates_known": "no", "originals_held": "no", "owed": "no"}
    letters.issue(screen.desk.store, make_companions.filled(screen.desk.store, draft, **fields).id, make.NOW)
    assert not screen.undo_button.isEnabled()
    assert "letter is issued" in screen.undo_said.text()


def test_undo_of_its_beginning_leaves_the_list_of_endings(shown, screen):
    shown.desk.store.journal.undo()
    QApplication.processEvents()
    assert screen.endings.empty.isVisible()
    assert screen.record_shown() is None


def test_without_a_record_it_lists_what_is_under_way(shown, screen):
    screen.show_record(0)
    QApplication.processEvents()
    (button,) = [one for one in screen.endings.findChildren(QPushButton) if "Imelda" in one.text() and one.isVisible()]
    assert button.text() == "Imelda Corrant. Ending: step 1 of 7, the decision"
    assert QApplication.focusWidget() is button
    press(Qt.Key.Key_Return)
    assert opened(screen) == [Step.DECISION]


def test_work_that_is_over_cannot_be_ended_again(shown, told):
    exits.take_back(shown.desk.store, shown.shell.current._id, make.NOW)
    engagements.close(shown.desk.store, told["work"], make.TODAY)
    shown.desk.go("exit", ("engagement", told["work"]))
    assert "over already" in shown.shell.messages.banner.accessibleName()


def test_what_is_typed_stays_over_a_lock(shown, screen):
    edit = screen.bodies[Step.DECISION].fields["why"].field
    edit.setFocus()
    QTest.keyClicks(edit, "It needs a litigator.")
    store, number = screen.desk.store, screen._id
    screen.hide()
    assert exits.get(store, number).why == "It needs a litigator."
