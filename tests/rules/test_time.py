"""Time as it is typed, checked and priced."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from practice.errors import Refused
from practice.rules import time
from practice.rules.engagements import Fee, FeeKind
from practice.rules.notes import Session
from practice.rules.time import TimeEntry
from practice.rules.units import Rounding, UnitRule

DAY = date(2026, 11, 18)
ENTRY = TimeEntry(on=DAY, minutes=47, text="Call with the bank")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("45", 45), ("45 min", 45), ("1:30", 90), ("1.5 h", 90), ("1,25h", 75), ("2 hours", 120), ("1 h 20 min", 80),
        ("1h20", 80), ("0.1 h", 6), (" 7m ", 7),
    ],
)  # fmt: skip
def test_minutes_are_read_as_people_write_them(typed, wanted):
    assert time.read_minutes(typed) == wanted


@pytest.mark.parametrize("typed", ["", "0", "soon", "1:75", "-5", "25 h", "1.5.2 h"])
def test_what_is_no_time_is_refused_with_an_example(typed):
    with pytest.raises(Refused, match="1:30"):
        time.read_minutes(typed)


@pytest.mark.parametrize("count", [1, 45, 59, 60, 61, 600])
def test_minutes_that_are_shown_are_read_again(count):
    assert time.read_minutes(time.minutes_text(count)) == count


def test_an_entry_says_what_it_lacks_by_field():
    with pytest.raises(Refused) as refused:
        time.checked(TimeEntry(on=DAY + timedelta(days=1), rate=-1), DAY)
    assert set(refused.value.fields) == {"minutes", "text", "on", "rate"}
    assert time.checked(ENTRY, DAY) is ENTRY


def test_the_rate_is_the_fee_of_the_day_unless_one_was_typed():
    hourly = Fee(kind=FeeKind.HOURLY, amount=19_500)
    assert time.rate(ENTRY, hourly) == 19_500
    assert time.rate(replace(ENTRY, rate=0), hourly) == 0
    assert time.rate(ENTRY, Fee(kind=FeeKind.FLAT, amount=90_000)) == 0
    assert time.rate(ENTRY, None) == 0


def test_a_session_gives_its_minutes_and_its_title_and_nothing_of_its_note():
    begins = datetime(2026, 11, 18, 17, tzinfo=UTC)
    session = Session(id=4, client_id=2, title="Review", starts_at=begins, planned_minutes=60)
    entry = time.of_session(session, 3)
    assert (entry.minutes, entry.text, entry.session_id, entry.engagement_id) == (60, "Review", 4, 3)
    assert time.of_session(replace(session, ends_at=begins + timedelta(minutes=47)), 3).minutes == 47


def test_the_letter_names_the_unit_and_the_practice_the_rounding():
    rule = UnitRule(6, Rounding.NEAREST)
    assert time.rule_for(rule, Fee(increment_minutes=15)) == UnitRule(15, Rounding.NEAREST)
    assert time.rule_for(rule, None) == rule
