"""Business days: Monday to Friday less the jurisdiction's holidays. Office hours are another thing."""

from collections.abc import Iterable
from datetime import date, timedelta

_ONE = timedelta(days=1)


def is_business_day(day: date, closed: frozenset[date]) -> bool:
    """Whether `day` is a weekday that is not among the `closed` days."""
    return day.weekday() < 5 and day not in closed


def next_business_day(day: date, closed: frozenset[date]) -> date:
    """`day` itself if it is a business day, else the first one after it."""
    while not is_business_day(day, closed):
        day += _ONE
    return day


def add_business_days(day: date, count: int, closed: frozenset[date]) -> date:
    """The day `count` business days after `day` (before it when negative); 0 rolls forward to a business day."""
    if count == 0:
        return next_business_day(day, closed)
    step = _ONE if count > 0 else -_ONE
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day, closed):
            day += step
    return day


def business_days_between(start: date, end: date, closed: frozenset[date]) -> int:
    """How many business days lie after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -business_days_between(end, start, closed)
    span = (end - start).days
    return sum(is_business_day(start + timedelta(days=offset), closed) for offset in range(1, span + 1))


def closed_days(holidays: Iterable[date], extra: Iterable[date], working: Iterable[date]) -> frozenset[date]:
    """The holidays and the practice's own days off, less the holidays on which it works."""
    return (frozenset(holidays) | frozenset(extra)) - frozenset(working)
