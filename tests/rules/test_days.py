from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules import days

CLOSED = frozenset({date(2026, 11, 26), date(2026, 12, 25)})


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 11, 18), True),  # a Wednesday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 26), False),  # Thanksgiving
        (date(2026, 11, 27), True),  # the Friday after is no federal holiday
    ],
)
def test_business_day_is_a_weekday_that_is_not_closed(day: date, open_: bool) -> None:
    assert days.is_business_day(day, CLOSED) is open_


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 18), 15, date(2026, 12, 10)),
        (date(2026, 11, 25), 1, date(2026, 11, 27)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
        (date(2026, 11, 27), -1, date(2026, 11, 25)),
    ],
)
def test_business_days_are_added_over_weekends_and_holidays(start: date, count: int, end: date) -> None:
    assert days.add_business_days(start, count, CLOSED) == end


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_adding_and_counting_agree(start: date, count: int) -> None:
    end = days.add_business_days(start, count, CLOSED)
    assert days.is_business_day(end, CLOSED)
    assert days.business_days_between(start, end, CLOSED) == count
    assert days.business_days_between(end, start, CLOSED) == -count


def test_own_days_off_close_and_own_working_days_open() -> None:
    extra, working = date(2026, 12, 24), date(2026, 11, 26)
    closed = days.closed_days(CLOSED, [extra], [working])
    assert not days.is_business_day(extra, closed)
    assert days.is_business_day(working, closed)
    assert days.next_business_day(extra, closed) == extra + timedelta(days=4)
