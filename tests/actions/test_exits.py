"""The graceful exit on a real store: its steps, left half-way and resumed, finished, and taken back as one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import checklists, clients, engagements, exits, families, fit, letters, outcomes, sessions
from practice.actions.exits import ExitView
from practice.actions.store import Store
from practice.db import exits as kept
from practice.db import refunds as kept_refunds
from practice.errors import Refused
from practice.rules.exits import Cause, Exit, ExitState, Lesson, Step
from practice.rules.families import value
from practice.rules.letters import LetterState
from practice.rules.practice import Profile
from practice.rules.refund_decisions import RefundDecision, RefundState
from practice.rules.refund_facts import Reason
from practice.rules.shelves import ClientStatus
from tests import make, make_companions, make_letters

LATER = make.NOW + timedelta(days=7)


@pytest.fixture
def begun(store: Store) -> Exit:
    """An exit from a signed estate plan, decided, with a session planned and something to follow up."""
    letter = make_companions.signed(store, Profile.LAWYER)
    sessions.plan(store, letter.client_id, LATER, "Review", 60, make.NOW)
    sessions.follow_up(store, letter.client_id, "Call the county", make.NOW)
    made = exits.begin(store, letter.engagement_id or 0, make.NOW)
    return exits.edit(store, made.id, {"cause": Cause.US, "why": "It needs a litigator.", "need": "A court case."})


def seen(store: Store, made: Exit) -> ExitView:
    return exits.view(store, made.id, make.NOW)


def close_all(store: Store, made: Exit) -> Exit:
    view = seen(store, made)
    return exits.close_work(
        store, made.id, [one.id for one in view.sessions], [one.id for one in view.follow_ups], make.NOW
    )


def learnt(store: Store, made: Exit, lesson: Lesson = Lesson.RED_FLAG) -> Exit:
    exits.edit(store, made.id, {"lesson": lesson, "lesson_text": "Is at war with a sibling", "lesson_points": 3})
    return exits.learn(store, made.id, "yes", make.NOW)


def issued(store: Store, letter_id: int, **fields: str) -> None:
    draft = make_companions.filled(store, letters.get(store, letter_id), **fields)
    letters.issue(store, draft.id, make.NOW)


def test_it_begins_once_and_is_resumed_where_it_was_left(store: Store, begun: Exit) -> None:
    assert exits.begin(store, begun.engagement_id, LATER).id == begun.id
    assert exits.following(store, begun) is Step.REFUND
    assert [one.id for one in exits.of_client(store, clients.find(store, begun.client_id))] == [begun.id]
    assert begun.status is ClientStatus.CLIENT


def test_work_that_is_over_has_no_exit(store: Store) -> None:
    letter = make_companions.signed(store, Profile.LAWYER)
    engagements.close(store, letter.engagement_id or 0, make.TODAY)
    with pytest.raises(Refused, match="over already"):
        exits.begin(store, letter.engagement_id or 0, make.NOW)


def test_the_letter_begins_with_what_the_exit_knows(store: Store, begun: Exit) -> None:
    exits.edit(store, begun.id, {"dates": "December 15, 2026: answer to the county", "papers": "The deed"})
    letter = exits.write_letter(store, begun.id, make.NOW)
    assert (letter.family, letter.engagement_id) == ("disengagement", begun.engagement_id)
    assert value(letter, "ending.who") == "I"
    assert value(letter, "dates.dates") == "December 15, 2026: answer to the county"
    assert value(letter, "papers.originals") == "The deed"
    assert exits.write_letter(store, begun.id, make.NOW).id == letter.id
    assert seen(store, begun).letter == letter
    assert not seen(store, begun).stands.letter_issued


def test_the_referral_carries_the_names(store: Store, begun: Exit) -> None:
    names = "Odile Marchetti, (503) 555-0151\nTheo Lindgren, (503) 555-0164"
    exits.edit(store, begun.id, {"names": names})
    letter = exits.write_referral(store, begun.id, make.NOW)
    assert (letter.family, value(letter, "names.names"), value(letter, "why.why")) == (
        "referral",
        names,
        "A court case.",
    )


def test_sessions_and_follow_ups_are_closed_together(store: Store, begun: Exit) -> None:
    view = seen(store, begun)
    assert [one.title for one in view.sessions] == ["Review"]
    assert [one.text for one in view.follow_ups] == ["Call the county"]
    assert len(view.promised) == 6
    made = close_all(store, begun)
    assert (seen(store, begun).sessions, seen(store, begun).follow_ups) == ((), ())
    assert [one.title for one in made.cancelled] == ["Review"]
    store.journal.undo()
    assert len(seen(store, begun).sessions) == len(seen(store, begun).follow_ups) == 1
    assert exits.get(store, begun.id).work_done_at is None


def test_what_is_left_unticked_stays(store: Store, begun: Exit) -> None:
    exits.close_work(store, begun.id, [], [], make.NOW)
    assert len(seen(store, begun).sessions) == len(seen(store, begun).follow_ups) == 1
    assert exits.get(store, begun.id).work_done_at == make.NOW


def test_the_lesson_stands_in_the_next_version_of_the_checklist(store: Store, begun: Exit) -> None:
    before = checklists.current(store)
    made = learnt(store, begun)
    after = checklists.current(store)
    assert (after.version, made.lesson_version) == (before.version + 1, before.version + 1)
    assert after.content.flags[:-1] == before.content.flags
    assert after.content.flags[-1].text == "Is at war with a sibling"
    with pytest.raises(Refused, match="already"):
        exits.learn(store, begun.id, "yes", make.NOW)


def test_the_lesson_goes_into_an_edit_that_waits_too(store: Store, begun: Exit) -> None:
    current = checklists.current(store)
    checklists.wait(store, current, exits.rules.learnt(current.content, Lesson.MUST_HAVE, "Lives here", 1, "yes"))
    learnt(store, begun)
    waiting = checklists.waiting(store, checklists.current(store))
    assert waiting is not None
    assert waiting.must_haves[-1].text == "Lives here"
    assert waiting.flags[-1].text == "Is at war with a sibling"


def test_who_the_ideal_client_is_not_goes_into_words_that_wait_too(store: Store, begun: Exit) -> None:
    ideal = checklists.ideal(store)
    checklists.wait_ideal(store, ideal, replace(ideal, who="Couples with a house"))
    learnt(store, begun, Lesson.NOT_THEM)
    waiting = checklists.ideal_waiting(store, checklists.ideal(store))
    assert (waiting.who, waiting.not_them) == ("Couples with a house", "Is at war with a sibling")


@pytest.mark.parametrize("theirs", [ClientStatus.CLIENT, ClientStatus.FORMER])
def test_both_of_a_household_become_former_clients_and_what_they_were_again(store: Store, theirs: ClientStatus) -> None:
    make_letters.profile(store)
    one = clients.create(store, make.client("Anselm", "Vogt", status=ClientStatus.CLIENT), make.NOW)
    other = clients.create(store, make.client("Petra", "Vogt", status=ClientStatus.CLIENT), make.NOW)
    both = clients.join(store, one.id, other.id, make.NOW)
    letter = letters.issue(store, make_letters.estate_plan(store, both.id).id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    made = exits.begin(store, letter.engagement_id or 0, make.NOW)
    exits.edit(store, made.id, {"cause": Cause.US, "why": "It needs a litigator."})
    passed(store, made)
    close_all(store, made)
    outcomes.answer(store, made.engagement_id, False, make.NOW)
    if theirs is ClientStatus.FORMER:
        clients.set_status(store, other.id, theirs, make.TODAY)
    before = [clients.find(store, who).status for who in (both.id, one.id, other.id)]
    assert before == [ClientStatus.CLIENT, ClientStatus.CLIENT, theirs]
    exits.finish(store, made.id, make.NOW)
    stand = [clients.find(store, who).status for who in (both.id, one.id, other.id)]
    assert stand == [ClientStatus.FORMER] * 3
    exits.take_back(store, made.id, LATER)
    stand = [clients.find(store, who).status for who in (both.id, one.id, other.id)]
    assert stand == before


def test_the_lesson_may_say_who_the_ideal_client_is_not(store: Store, begun: Exit) -> None:
    learnt(store, begun, Lesson.NOT_THEM)
    assert checklists.ideal(store).not_them == "Is at war with a sibling"


def decided(store: Store, made: Exit, amount: int, state: RefundState = RefundState.RECORDED) -> RefundDecision:
    decision = exits.decide_refund(store, made.id, make.NOW)
    issued_at = make.NOW if state is RefundState.ISSUED else None
    with store.journal.change("test"):
        return kept_refunds.save(store, replace(decision, state=state, amount=amount, issued_at=issued_at))


def test_the_refund_begins_with_the_reason_of_the_exit(store: Store, begun: Exit) -> None:
    decision = exits.decide_refund(store, begun.id, make.NOW)
    assert (decision.engagement_id, decision.reason) == (begun.engagement_id, Reason.WRONG_FIT_BY_US)
    assert exits.decide_refund(store, begun.id, make.NOW) == decision
    assert not seen(store, begun).stands.refund_decided
    assert seen(store, begun).back == ""


def test_what_goes_back_stands_in_the_letter(store: Store, begun: Exit) -> None:
    decided(store, begun, 180_000)
    assert (seen(store, begun).stands.refund_decided, seen(store, begun).back) == (True, "$1,800.00")
    assert exits.following(store, begun) is Step.LETTER
    assert value(exits.write_letter(store, begun.id, make.NOW), "account.refund") == ""
    decided(store, begun, 180_000, RefundState.ISSUED)
    assert value(exits.write_letter(store, begun.id, make.NOW), "account.refund") == "1,800.00"


def test_a_refund_that_was_begun_elsewhere_meanwhile_is_taken_up_and_stays(store: Store, begun: Exit) -> None:
    other = RefundDecision(
        client_id=begun.client_id, engagement_id=begun.engagement_id, given={}, created_at=LATER
    )  # fmt: skip
    with store.journal.change("test"):
        other = kept_refunds.save(store, other)
    assert exits.decide_refund(store, begun.id, LATER) == other
    exits.take_back(store, begun.id, LATER)
    assert kept_refunds.get(store, other.id) == other


def test_a_decided_refund_goes_with_the_exit_an_issued_one_keeps_it(store: Store, begun: Exit) -> None:
    decision = decided(store, begun, 180_000)
    assert exits.why_not_back(store, begun.id) == ""
    decided(store, begun, 180_000, RefundState.ISSUED)
    assert "refund is issued" in exits.why_not_back(store, begun.id)
    with pytest.raises(Refused, match="refund is issued"):
        exits.take_back(store, begun.id, LATER)
    assert kept_refunds.get(store, decision.id).amount == 180_000


def test_an_exit_whose_refund_letter_is_issued_is_not_taken_back(store: Store, begun: Exit) -> None:
    decision = decided(store, begun, 90_000)
    source = f"refund:{decision.id}"
    letter = families.start(store, begun.client_id, "refund_confirmation", make.NOW, begun.engagement_id, source=source)
    issued(store, letter.id, **make_companions.FIELDS["refund_confirmation"])
    with pytest.raises(Refused, match="about the refund is issued"):
        exits.take_back(store, begun.id, LATER)
    assert kept_refunds.get(store, decision.id) == decision


def passed(store: Store, made: Exit) -> None:
    for step in (Step.REFUND, Step.LETTER, Step.REFERRAL, Step.LESSON):
        exits.pass_step(store, made.id, step, "Settled in a talk.")


def test_it_is_finished_by_hand_where_no_letter_was_needed_and_can_be_taken_back(store: Store, begun: Exit) -> None:
    passed(store, begun)
    close_all(store, begun)
    with pytest.raises(Refused, match="how it ended"):
        exits.finish(store, begun.id, make.NOW)
    outcomes.answer(store, begun.engagement_id, False, make.NOW)
    done = exits.finish(store, begun.id, make.NOW)
    assert (done.state, done.ended_work) == (ExitState.DONE, True)
    assert clients.find(store, begun.client_id).status is ClientStatus.FORMER
    assert engagements.get(store, begun.engagement_id).closed_on == make.TODAY
    assert exits.following(store, done) is None
    with pytest.raises(Refused, match="finished"):
        exits.edit(store, begun.id, {"why": "Else."})
    exits.take_back(store, begun.id, LATER)
    assert clients.find(store, begun.client_id).status is ClientStatus.CLIENT
    assert engagements.get(store, begun.engagement_id).closed_on is None
    assert outcomes.of_engagement(store, begun.engagement_id) is None


def test_a_letter_that_was_sent_ends_the_work_on_its_day(store: Store, begun: Exit) -> None:
    passed(store, begun)
    exits.pass_step(store, begun.id, Step.LETTER, "")
    close_all(store, begun)
    letter = exits.write_letter(store, begun.id, make.NOW)
    issued(store, letter.id, any_done="no", court="no", dates_known="no", originals_held="no", owed="no")
    outcomes.answer(store, begun.engagement_id, False, make.NOW)
    with pytest.raises(Refused, match="mark it as sent"):
        exits.finish(store, begun.id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
    exits.pass_step(store, begun.id, Step.REFERRAL, "")
    assert exits.write_referral(store, begun.id, make.NOW).family == "referral"  # for a former client by now, too
    exits.pass_step(store, begun.id, Step.REFERRAL, "Settled in a talk.")
    assert not exits.finish(store, begun.id, make.NOW).ended_work
    assert clients.find(store, begun.client_id).status is ClientStatus.FORMER


def test_finish_names_the_step_that_is_open(store: Store, begun: Exit) -> None:
    with pytest.raises(Refused, match="refund"):
        exits.finish(store, begun.id, make.NOW)


def test_taken_back_before_anything_was_issued_all_stands_as_before(store: Store, begun: Exit) -> None:
    before = checklists.current(store)
    planned, follow_up = seen(store, begun).sessions[0], seen(store, begun).follow_ups[0]
    draft, referral = exits.write_letter(store, begun.id, make.NOW), exits.write_referral(store, begun.id, make.NOW)
    close_all(store, begun)
    learnt(store, begun)
    exits.take_back(store, begun.id, LATER)
    for letter in (draft, referral):
        with pytest.raises(KeyError):
            letters.get(store, letter.id)
    assert exits.of_engagement(store, begun.engagement_id) is None
    again = kept.planned(store, [begun.client_id], make.NOW)
    assert [(one.title, one.starts_at, one.planned_minutes) for one in again] == [
        (planned.title, planned.starts_at, planned.planned_minutes)
    ]
    assert sessions.follow_ups(store, begun.client_id) == [follow_up]
    assert checklists.current(store).content == before.content
    store.journal.undo()
    assert exits.get(store, begun.id).state is ExitState.OPEN
    assert letters.get(store, draft.id).state is LetterState.DRAFT
    assert kept.planned(store, [begun.client_id], make.NOW) == []


def test_a_lesson_that_a_check_has_used_stays(store: Store, begun: Exit) -> None:
    learnt(store, begun)
    newcomer = clients.create(store, make.client("Rhea", "Solano"), make.NOW)
    fit.start(store, newcomer.id, make.NOW)
    exits.take_back(store, begun.id, LATER)
    assert checklists.current(store).content.flags[-1].text == "Is at war with a sibling"


def test_nothing_is_taken_back_once_a_letter_is_issued(store: Store, begun: Exit) -> None:
    letter = exits.write_letter(store, begun.id, make.NOW)
    issued(store, letter.id, any_done="no", court="no", dates_known="no", originals_held="no", owed="no")
    assert "letter is issued" in exits.why_not_back(store, begun.id)
    with pytest.raises(Refused, match="letter is issued"):
        exits.take_back(store, begun.id, LATER)
    assert exits.get(store, begun.id).state is ExitState.OPEN


def test_a_new_version_of_an_issued_letter_makes_nothing_undone(store: Store, begun: Exit) -> None:
    letter = exits.write_letter(store, begun.id, make.NOW)
    issued(store, letter.id, any_done="no", court="no", dates_known="no", originals_held="no", owed="no")
    again = letters.revise(store, letter.id, make.NOW)
    assert again.state is LetterState.DRAFT
    view = seen(store, begun)
    assert (view.letter.id, view.stands.letter_issued) == (letter.id, True)
    with pytest.raises(Refused, match="letter is issued"):
        exits.take_back(store, begun.id, LATER)


def test_a_prospect_whose_letter_nobody_signed_gets_a_letter_that_says_no(store: Store) -> None:
    make_letters.profile(store)
    client = make_letters.person(store)
    letter = letters.issue(store, make_letters.estate_plan(store, client.id).id, make.NOW)
    made = exits.begin(store, letter.engagement_id or 0, make.NOW)
    exits.edit(store, made.id, {"cause": Cause.US, "why": "It needs a litigator."})
    assert exits.write_letter(store, made.id, make.NOW).family == "non_engagement"
