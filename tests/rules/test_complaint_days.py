from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import complaint_days as rules
from practice.rules.complaint_days import Deadline, DeadlineKind, Terms
from practice.rules.complaints import Complaint

RECEIVED = date(2026, 11, 10)
USUAL = Terms(2, 14, 56)
VETERANS = frozenset({date(2026, 11, 11)})
COMPLAINT = Complaint(id=1, received_on=RECEIVED)
A, U, F = DeadlineKind.ACKNOWLEDGE, DeadlineKind.UPDATE, DeadlineKind.FINAL


def due(complaint, agreed=USUAL):
    return {one.kind: (one.due_on, one.done_on) for one in rules.deadlines(complaint, agreed, VETERANS)}


def test_what_is_owed_counts_from_the_day_it_came():
    assert due(COMPLAINT) == {
        A: (date(2026, 11, 13), None),
        U: (date(2026, 11, 24), None),
        F: (date(2027, 1, 5), None),
    }


def test_a_promise_of_the_signed_letter_wins():
    agreed = rules.terms(USUAL, 5, 28, "EL-2026-009")
    assert agreed == Terms(5, 14, 28, "EL-2026-009", frozenset({A, F}))
    assert rules.terms(USUAL, 5, None, "EL-2026-009").named == {A}
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


def test_a_day_on_which_something_was_told_lies_between_then_and_today():
    today = date(2026, 11, 18)
    for day in (date(2026, 11, 9), date(2026, 11, 19)):
        with pytest.raises(Refused):
            rules.told(COMPLAINT, A, day, today)
    once = rules.told(COMPLAINT, U, date(2026, 11, 15), today)
    again = rules.told(once, U, date(2026, 11, 12), today)
    assert again.updated_on == (date(2026, 11, 12), date(2026, 11, 15))
    assert rules.told(again, F, today, today).answered_on == today
