"""How work ended, from the records and the person's answer; and what was foreseen of it, over all that ended."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from practice.actions import boundaries, complaints, engagements, ledger, letters, outcomes, timeline
from practice.actions.store import Store
from practice.db import refunds as kept_refunds
from practice.errors import Refused
from practice.rules.boundaries import Category, Direction
from practice.rules.complaint_days import DeadlineKind
from practice.rules.engagements import Engagement, Fee, FeeKind
from practice.rules.ledger import EntryKind, LedgerEntry
from practice.rules.outcomes import RECORDED, Fact, Finding, Ground, finding
from practice.rules.refund_decisions import RefundDecision, RefundState
from practice.rules.timeline import Event
from tests import make, make_complaints, make_endings

LATER = make.NOW + timedelta(days=3)


@pytest.fixture
def work(store: Store, client) -> Engagement:
    """Work for a fee of 900.00 that was begun a while ago."""
    day = make.TODAY - timedelta(days=60)
    draft = Engagement(client_id=client.id, title="A will", fee=Fee(kind=FeeKind.FLAT, amount=90_000), opened_on=day)
    return engagements.create(store, draft, make.NOW, make.TODAY)


def fact(store: Store, engagement: Engagement, ground: Ground) -> Fact:
    found = outcomes.facts(store, engagements.get(store, engagement.id), make.TODAY)
    assert tuple(one.ground for one in found) == RECORDED
    return next(one for one in found if one.ground is ground)


def paid(store: Store, work: Engagement, amount: int, kind: EntryKind = EntryKind.PAYMENT) -> None:
    entry = LedgerEntry(
        client_id=work.client_id, engagement_id=work.id, kind=kind, amount=amount, on=make.TODAY,
        payer="Imelda Corrant", text="Settled",
    )  # fmt: skip
    ledger.record(store, entry, make.NOW)


def log(store: Store, client_id: int, severity: int, direction: Direction, days: int = 2):
    draft = boundaries.begin(store, client_id, make.NOW)
    boundaries.write(
        store, draft.id, category=Category.TIME_CONTACT, facts="Rang at 23:10.", direction=direction,
        severity=severity, happened_at=make.NOW - timedelta(days=days), late_reason="Written with the others.",
        response_reason="As talked over.",
    )  # fmt: skip
    return boundaries.record(store, draft.id, make.NOW)


def test_without_any_record_all_but_payment_speak_for_it(store: Store, work: Engagement) -> None:
    for ground in (Ground.COMPLAINT, Ground.REFUND, Ground.BOUNDARY):
        assert fact(store, work, ground) == Fact(ground=ground, holds=True)


def test_paid_in_full_is_nothing_owed_and_nothing_let_go(store: Store, work: Engagement) -> None:
    ledger.correct(store, make_endings.all_done(work), make.NOW)
    assert (fact(store, work, Ground.PAID).holds, fact(store, work, Ground.PAID).cited[0].text) == (
        False, "$900.00 owed",
    )  # fmt: skip
    paid(store, work, 80_000)
    assert fact(store, work, Ground.PAID).cited[0].text == "$800.00 paid, $100.00 owed"
    paid(store, work, 10_000)
    assert fact(store, work, Ground.PAID).holds


def test_what_was_let_go_was_not_paid(store: Store, work: Engagement) -> None:
    ledger.correct(store, make_endings.all_done(work), make.NOW)
    paid(store, work, 80_000)
    paid(store, work, 10_000, EntryKind.WRITE_OFF)
    assert not fact(store, work, Ground.PAID).holds


def test_what_a_refund_gave_back_was_paid_before(store: Store, work: Engagement) -> None:
    ledger.correct(store, make_endings.all_done(work), make.NOW)
    paid(store, work, 90_000)
    back = LedgerEntry(
        client_id=work.client_id, engagement_id=work.id, kind=EntryKind.REFUND, amount=90_000, on=make.TODAY,
        payer="Imelda Corrant", decision_id=5,
    )  # fmt: skip
    let_go = replace(back, kind=EntryKind.WRITE_OFF, payer="", text="Given back beyond what was not earned")
    ledger.record_all(store, [back, let_go], make.NOW)
    assert fact(store, work, Ground.PAID).holds


def test_a_complaint_counts_once_it_was_closed_with_a_point_upheld(store: Store) -> None:
    told = make_complaints.told(store)
    about = engagements.get(store, told.complaint.engagement_id or 0)
    make_complaints.decided(store, told)
    assert fact(store, about, Ground.COMPLAINT).holds
    complaints.tell(store, told.complaint.id, DeadlineKind.FINAL, make.TODAY, make.NOW)
    complaints.close(store, told.complaint.id, "No watch on due dates", "Reminders", make.NOW)
    found = fact(store, about, Ground.COMPLAINT)
    assert not found.holds
    assert [(one.place, one.record_id, one.text) for one in found.cited] == [
        ("complaints", told.complaint.id, told.complaint.number)
    ]


def test_a_boundary_that_the_client_crossed_counts_from_severity_3(store: Store, work: Engagement) -> None:
    theirs, ours = Direction.CLIENT_TO_PRACTITIONER, Direction.PRACTITIONER_TO_CLIENT
    log(store, work.client_id, 2, theirs)
    log(store, work.client_id, 4, ours)
    log(store, work.client_id, 3, theirs, days=80)  # before this work
    assert fact(store, work, Ground.BOUNDARY).holds
    entry = log(store, work.client_id, 3, theirs)
    found = fact(store, work, Ground.BOUNDARY)
    assert not found.holds
    assert [(one.place, one.record_id) for one in found.cited] == [("boundaries", entry.id)]
    milder = boundaries.amend(store, entry.id, "It was 21:10.", "Misread", make.NOW, entry.category, 2)
    boundaries.add(store, milder)
    assert fact(store, work, Ground.BOUNDARY).holds


@pytest.mark.parametrize(("amount", "holds"), [(30_000, True), (30_001, False)])
def test_a_refund_counts_when_it_goes_beyond_the_floor(
    store: Store, work: Engagement, amount: int, holds: bool
) -> None:
    decision = RefundDecision(
        client_id=work.client_id, engagement_id=work.id, state=RefundState.ISSUED, given={}, floor=30_000,
        amount=amount, issued_at=make.NOW, created_at=make.NOW,
    )  # fmt: skip
    with store.journal.change("test"):
        kept_refunds.save(store, replace(decision, state=RefundState.RECORDED, issued_at=None))
    assert fact(store, work, Ground.REFUND).holds
    with store.journal.change("test"):
        kept_refunds.save(store, decision)
    assert fact(store, work, Ground.REFUND).holds is holds


# the answer


def over(store: Store, work: Engagement) -> Engagement:
    ledger.correct(store, make_endings.all_done(work), make.NOW)
    paid(store, work, 90_000)
    return engagements.close(store, work.id, make.TODAY)


def test_work_that_is_over_is_asked_about_until_it_was_answered(store: Store, client, work: Engagement) -> None:
    assert outcomes.asked(store, client, make.TODAY) is None
    assert outcomes.waiting(store) == 0
    over(store, work)
    asked = outcomes.asked(store, client, make.TODAY)
    assert asked is not None
    assert asked.id == work.id
    assert [one.client for one in outcomes.unanswered(store, make.TODAY)] == ["Imelda Corrant"]
    assert outcomes.waiting(store) == 1
    assert outcomes.answer(store, work.id, True, make.NOW).good
    assert outcomes.asked(store, client, make.TODAY) is None
    assert outcomes.waiting(store) == 0
    store.journal.undo()
    assert outcomes.of_engagement(store, work.id) is None
    assert outcomes.waiting(store) == 1


def test_the_ending_stands_in_the_clients_timeline(store: Store, client, work: Engagement) -> None:
    over(store, work)
    outcomes.answer(store, work.id, False, make.NOW)
    (told,) = [entry for entry in timeline.of_client(store, client) if entry.event is Event.EXIT]
    assert (told.code, told.day, told.record_id) == ("bad", make.TODAY, 0)


def test_work_whose_last_day_is_to_come_is_not_asked_about(store: Store, client, work: Engagement) -> None:
    engagements.close(store, work.id, make.TODAY + timedelta(days=7))
    assert outcomes.asked(store, client, make.TODAY) is None
    assert outcomes.waiting(store) == 0


def test_work_that_was_answered_about_stays_when_its_draft_goes(store: Store, client) -> None:
    draft = letters.start(store, client.id, None, make.NOW, "A will")
    engagements.close(store, draft.engagement_id or 0, make.TODAY)
    outcomes.answer(store, draft.engagement_id or 0, False, make.NOW)
    letters.discard(store, draft.id)
    assert outcomes.of_engagement(store, draft.engagement_id or 0) is not None
    assert engagements.get(store, draft.engagement_id or 0).title == "A will"


def test_an_answer_can_be_given_anew(store: Store, work: Engagement) -> None:
    over(store, work)
    first = outcomes.answer(store, work.id, True, make.NOW)
    again = outcomes.answer(store, work.id, False, LATER)
    assert (again.id, again.good) == (first.id, False)
    assert len(outcomes.ended(store)) == 1


def test_what_the_person_knows_better_waits_until_the_answer(store: Store, work: Engagement) -> None:
    over(store, work)
    paid(store, work, 1, EntryKind.WRITE_OFF)
    outcomes.wait(store, work.id, [Ground.PAID], "")
    with pytest.raises(Refused, match="know better"):
        outcomes.answer(store, work.id, True, make.NOW, [Ground.PAID], "")
    outcomes.wait(store, work.id, [Ground.PAID], "A cent of rounding")
    seen = outcomes.view(store, work.id, make.TODAY)
    assert (seen.otherwise, seen.why, seen.outcome) == ((Ground.PAID,), "A cent of rounding", None)
    assert outcomes.answer(store, work.id, True, make.NOW, seen.otherwise, seen.why).good
    seen = outcomes.view(store, work.id, make.TODAY)
    assert (seen.otherwise, seen.why) == ((Ground.PAID,), "A cent of rounding")


def test_records_that_change_after_the_answer_are_told(store: Store, work: Engagement) -> None:
    over(store, work)
    outcomes.answer(store, work.id, True, make.NOW)
    assert outcomes.view(store, work.id, make.TODAY).moved == ()
    log(store, work.client_id, 4, Direction.CLIENT_TO_PRACTITIONER)
    seen = outcomes.view(store, work.id, make.TODAY)
    assert seen.moved == (Ground.BOUNDARY,)
    assert seen.outcome is not None
    assert seen.outcome.good
    assert not outcomes.answer(store, work.id, True, LATER).good


# what was foreseen


def test_forecasts_meet_the_endings_they_spoke_of(store: Store) -> None:
    for name, forecast, good in make_endings.WORKED:
        make_endings.ended(store, name, forecast, good)
    found = outcomes.calibration(store)
    assert (found.n, found.good, found.forecast.brier) == (5, 3, Fraction("0.158"))
    assert found.forecast.skill is not None
    assert round(found.forecast.skill, 3) == Fraction("0.342")
    assert finding(found) is Finding.FEW
    assert {one.client for one in outcomes.ended(store)} == {
        "Ada Vale",
        "Bea Vale",
        "Cleo Vale",
        "Dora Vale",
        "Ed Vale",
    }


def test_work_without_a_fit_check_is_left_out_of_the_figures(store: Store, work: Engagement) -> None:
    over(store, work)
    outcomes.answer(store, work.id, True, make.NOW)
    found = outcomes.calibration(store)
    assert (found.n, found.left_out) == (0, 1)
