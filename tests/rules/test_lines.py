"""A row of the list says the most pressing thing first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice.rules.lines import Facts, NextKind, next_thing

TODAY = date(2026, 11, 18)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def day(offset):
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("facts", "kind", "days"),
    [
        (Facts(), NextKind.NOTHING, 0),
        (Facts(session_at=NOON, follow_up_on=day(-2)), NextKind.FOLLOW_UP, 2),
        (Facts(session_at=NOON, follow_up_on=day(0)), NextKind.FOLLOW_UP, 0),
        (Facts(session_at=NOON, follow_up_on=day(1), fit_open=True), NextKind.SESSION, 0),
        (Facts(session_at=NOON + timedelta(days=1), fit_open=True), NextKind.SESSION, 0),
        (Facts(session_at=NOON + timedelta(days=2), fit_open=True), NextKind.FIT_CHECK, 0),
        (Facts(session_at=NOON + timedelta(days=2), unsigned_since=day(-8)), NextKind.UNSIGNED, 8),
        (Facts(session_at=NOON + timedelta(days=2), follow_up_on=day(6)), NextKind.SESSION, 0),
        (Facts(session_at=NOON + timedelta(days=20), follow_up_on=day(6)), NextKind.FOLLOW_UP, -6),
    ],
)
def test_what_is_next(facts, kind, days):
    found = next_thing(facts, TODAY, UTC)
    assert (found.kind, found.days) == (kind, days)
