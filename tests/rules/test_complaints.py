from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import complaints as rules
from practice.rules.complaint_days import DeadlineKind, Terms
from practice.rules.complaints import Citation, ClaimSign, Complaint, ComplaintItem, ComplaintStep, Kind, StepList

RECEIVED = date(2026, 11, 10)
USUAL = Terms(2, 14, 56)
VETERANS = frozenset({date(2026, 11, 11)})
COMPLAINT = Complaint(id=1, received_on=RECEIVED)
A, U, F = DeadlineKind.ACKNOWLEDGE, DeadlineKind.UPDATE, DeadlineKind.FINAL


def point(kind=None, text="Moving your house", **fields):
    return ComplaintItem(decided=kind, citation=Citation(letter_id=1, label="2.7", text=text), **fields)


KINDS = [k for k in Kind if k is not Kind.MIXED]


@given(st.lists(st.sampled_from([None, *KINDS]), max_size=6))
def test_the_whole_is_decided_once_every_point_is_and_mixed_where_they_differ(kinds):
    found = rules.whole([ComplaintItem(decided=kind) for kind in kinds])
    ours = {Kind.SERVICE_FAILURE, Kind.MISLEADING_PROMISE}
    if not kinds or None in kinds:
        assert found is None
    elif set(kinds) == ours:
        assert found is Kind.SERVICE_FAILURE  # a misleading promise is one
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
