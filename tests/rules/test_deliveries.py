from dataclasses import replace
from datetime import date, timedelta

import pytest

from practice.errors import Refused
from practice.rules.engagements import Delivery, Due, DueKind, agreed_apart, is_late, noted

TODAY = date(2026, 11, 18)
PAST, NEXT = TODAY - timedelta(1), TODAY + timedelta(1)


@pytest.mark.parametrize(
    ("due", "apart"),
    [
        (Due(kind=DueKind.AGREED), True),
        (Due(kind=DueKind.AFTER_EVENT, days=10, event="you comment"), True),
        (Due(kind=DueKind.AFTER_EVENT, days=10, event="you sign"), False),  # the letter itself brings that day
        (Due(kind=DueKind.ON, day=TODAY), False),
        (Due(kind=DueKind.AFTER_ITEM, days=5, item=1), False),
        (Due(kind=DueKind.WITH_ITEM, item=1), False),
        (Due(kind=DueKind.THROUGHOUT), False),
    ],
)
def test_a_person_names_the_day_that_nothing_here_brings(due, apart):
    assert agreed_apart(due) is apart


@pytest.mark.parametrize(
    ("due", "delivered", "late"),
    [(PAST, None, True), (TODAY, None, False), (NEXT, None, False), (None, None, False), (PAST, TODAY, False)],
)
def test_what_is_overdue(due, delivered, late):
    assert is_late(Delivery(due_on=due, delivered_on=delivered), TODAY) is late


def test_a_delivery_is_noted_with_what_shows_it():
    made = noted(Delivery(id=1), TODAY, delivered_on=TODAY, session_id=4, evidence="By hand.")
    assert made == Delivery(id=1, delivered_on=TODAY, session_id=4, evidence="By hand.")
    assert noted(made, TODAY, delivered_on=None) == replace(made, delivered_on=None, session_id=None)
    with pytest.raises(Refused) as refused:
        noted(made, TODAY, delivered_on=NEXT)
    assert refused.value.fields.keys() == {"delivered_on"}
