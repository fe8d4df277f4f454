from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import complaints as rules
from practice.rules.complaints import (
    Citation,
    ClaimSign,
    Complaint,
    ComplaintItem,
    ComplaintStep,
    Deadline,
    DeadlineKind,
    Kind,
    StepList,
    Terms,
)

RECEIVED = date(2026, 11, 10)
USUAL = Terms(2, 14, 56)
VETERANS = frozenset({date(2026, 11, 11)})
COMPLAINT = Complaint(id=1, received_on=RECEIVED)
A, U, F = DeadlineKind.ACKNOWLEDGE, DeadlineKind.UPDATE, DeadlineKind.FINAL


def due(complaint, agreed=USUAL):
    return {one.kind: (one.due_on, one.done_on) for one in rules.deadlines(complaint, agreed, VETERANS)}


def point(kind=None, text="Moving your house", **fields):
    return ComplaintItem(decided=kind, citation=Citation(letter_id=1, label="2.7", text=text), **fields)


def test_what_is_owed_counts_from_the_day_it_came():
    assert due(COMPLAINT) == {
        A: (date(2026, 11, 13), None),
        U: (date(2026, 11, 24), None),
        F: (date(2027, 1, 5), None),
    }


def test_a_promise_of_the_signed_letter_wins():
    agreed = rules.terms(USUAL, 5, 28, "EL-2026-009")
    assert agreed == Terms(5, 14, 28, "EL-2026-009")
    assert due(COMPLAINT, agreed)[A] == (date(2026, 11, 18), None)
    assert due(COMPLAINT, agreed)[F] == (date(2026, 12, 8), None)
    assert rules.terms(USUAL, None, None, "EL-2026-009") == USUAL


def test_a_final_answer_never_takes_more_than_eight_weeks():
    assert rules.terms(USUAL, 5, 90, "EL-2026-009").final_days == 56


def test_each_word_to_the_client_moves_the_next_update():
    acked = replace(COMPLAINT, acknowledged_on=date(2026, 11, 12))
    assert due(acked)[A] == (date(2026, 11, 13), date(2026, 11, 12))
    assert due(acked)[U] == (date(2026, 11, 26), None)
    assert due(replace(acked, updated_on=(date(2026, 11, 20),)))[U] == (date(2026, 12, 4), None)


def test_no_update_is_owed_at_or_after_the_final_day_nor_once_it_is_answered():
    late = replace(COMPLAINT, updated_on=(date(2026, 12, 22),))
    assert U not in due(late)
    answered = replace(COMPLAINT, answered_on=date(2026, 11, 20))
    assert due(answered) == {A: (date(2026, 11, 13), date(2026, 11, 20)), F: (date(2027, 1, 5), date(2026, 11, 20))}


@given(
    st.lists(st.integers(0, 60), max_size=5),
    st.integers(1, 20),
    st.integers(1, 56),
    st.one_of(st.none(), st.integers(0, 60)),
)
def test_whatever_was_told_the_final_day_stands_last(told, ack, final, answered):
    days = tuple(RECEIVED + timedelta(days=n) for n in told)
    on = None if answered is None else RECEIVED + timedelta(days=answered)
    owed = rules.deadlines(replace(COMPLAINT, updated_on=days, answered_on=on), Terms(ack, 14, final), frozenset())
    assert owed[-1] == Deadline(F, RECEIVED + timedelta(days=final), on)
    assert all(one.due_on < owed[-1].due_on for one in owed if one.kind is U)
    following = rules.next_due(owed)
    assert (following is None) == (on is not None)
    if following:
        assert all(following.due_on <= one.due_on for one in owed if one.done_on is None)


@pytest.mark.parametrize(("day", "pressing"), [(11, False), (12, True), (13, True), (20, True)])
def test_what_is_due_by_tomorrow_or_was_due_is_pressing(day, pressing):
    assert rules.is_pressing(rules.deadlines(COMPLAINT, USUAL, VETERANS), date(2026, 11, day)) is pressing


KINDS = [k for k in Kind if k is not Kind.MIXED]


@given(st.lists(st.sampled_from([None, *KINDS]), max_size=6))
def test_the_whole_is_decided_once_every_point_is_and_mixed_where_they_differ(kinds):
    found = rules.whole([ComplaintItem(decided=kind) for kind in kinds])
    if not kinds or None in kinds:
        assert found is None
    else:
        assert found is (kinds[0] if len(set(kinds)) == 1 else Kind.MIXED)


def test_times_in_a_year_counts_complaints_and_not_points():
    mine = point(Kind.EXPECTATION_MISMATCH, complaint_id=9)
    day = date(2026, 11, 10)
    others = [
        (1, date(2025, 11, 10), point(Kind.EXPECTATION_MISMATCH)),  # more than a year ago
        (2, date(2025, 11, 12), point(Kind.EXPECTATION_MISMATCH)),
        (3, date(2026, 3, 1), point(Kind.EXPECTATION_MISMATCH, "moving YOUR house")),
        (3, date(2026, 3, 1), point(Kind.EXPECTATION_MISMATCH)),
        (4, date(2026, 4, 1), point(Kind.SERVICE_FAILURE)),
        (5, date(2026, 5, 1), point(Kind.EXPECTATION_MISMATCH, "Tax returns")),
        (9, day, mine),
    ]
    assert rules.times(mine, others, day) == 3
    assert rules.times(point(), others, day) == 0


NOTIFIED = ComplaintStep(belongs=StepList.GATE, key="notify", done_on=RECEIVED)


@pytest.mark.parametrize("sign", ClaimSign)
def test_any_sign_of_a_claim_holds_apology_and_refund_until_the_insurer_knows(sign):
    claim = replace(COMPLAINT, claim_signs=(sign,))
    assert rules.held(claim, [replace(NOTIFIED, key="preserve")])
    assert rules.held(claim, [replace(NOTIFIED, belongs=StepList.OUTSIDE)])
    assert not rules.held(claim, [NOTIFIED])
    assert not rules.held(replace(claim, no_claim="No cover: the policy ended in May."), [])
    assert rules.held(replace(claim, no_claim="  "), [])
    assert not rules.held(COMPLAINT, [])


def test_a_day_on_which_something_was_told_lies_between_then_and_today():
    today = date(2026, 11, 18)
    for day in (date(2026, 11, 9), date(2026, 11, 19)):
        with pytest.raises(Refused):
            rules.told(COMPLAINT, A, day, today)
    once = rules.told(COMPLAINT, U, date(2026, 11, 15), today)
    again = rules.told(once, U, date(2026, 11, 12), today)
    assert again.updated_on == (date(2026, 11, 12), date(2026, 11, 15))
    assert rules.told(again, F, today, today).answered_on == today


def test_a_complaint_of_tomorrow_is_refused():
    with pytest.raises(Refused):
        rules.edited(COMPLAINT, RECEIVED, received_on=RECEIVED + timedelta(days=1))


def test_closing_waits_for_decisions_answer_cause_and_change():
    decided, today = [ComplaintItem(decided=Kind.EXPLAINED)], date(2026, 11, 18)
    answered = replace(COMPLAINT, answered_on=today)
    for complaint, items, cause, change in [
        (answered, [], "a", "b"),
        (answered, [ComplaintItem()], "a", "b"),
        (COMPLAINT, decided, "a", "b"),
        (answered, decided, " ", "b"),
        (answered, decided, "a", ""),
    ]:
        with pytest.raises(Refused):
            rules.closed(complaint, items, cause, change, today)
    done = rules.closed(answered, decided, "a", "b", today)
    assert done.closed_on == today
    with pytest.raises(Refused):
        rules.edited(done, today, words="else")
