"""Units of time: minutes into what is billed, and what that costs (PROFESSION 7.2)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from practice.rules.money import half_up


class Rounding(StrEnum):
    """Which whole unit begun time counts as; of NEAREST a half counts as a whole one."""

    UP = "up"
    NEAREST = "nearest"


class Counting(StrEnum):
    """What is rounded: each piece of work, or all that was done for one matter on one day."""

    PER_ENTRY = "per_entry"
    PER_MATTER_PER_DAY = "per_matter_per_day"


@dataclass(frozen=True, slots=True)
class UnitRule:
    """How minutes are counted; `least` lets any work at all count one unit, which NEAREST alone would make none."""

    increment: int = 6  # minutes
    rounding: Rounding = Rounding.UP
    counting: Counting = Counting.PER_MATTER_PER_DAY
    least: bool = False


def units(minutes: int, rule: UnitRule = UnitRule()) -> int:
    """How many whole units `minutes` of work are; 0 minutes are always none (PROFESSION 7.2, ABA 93-379)."""
    if minutes <= 0:
        return 0
    exact = Fraction(minutes, rule.increment)
    counted = exact.__ceil__() if rule.rounding is Rounding.UP else half_up(exact)
    return max(counted, 1) if rule.least else counted


def counted(work: Iterable[tuple[Hashable, int]], rule: UnitRule = UnitRule()) -> int:
    """The units of several pieces of work, each (what counts as one matter and day, minutes), by the rule."""
    pieces = list(work)
    if rule.counting is Counting.PER_ENTRY:
        return sum(units(minutes, rule) for _, minutes in pieces)
    together: dict[Hashable, int] = {}
    for key, minutes in pieces:
        together[key] = together.get(key, 0) + minutes
    return sum(units(minutes, rule) for minutes in together.values())


def further(before: int, minutes: int, rule: UnitRule = UnitRule()) -> int:
    """The units that `minutes` add on a day of which `before` minutes are billed: none is billed twice."""
    if rule.counting is Counting.PER_ENTRY:
        return units(minutes, rule)
    return units(before + minutes, rule) - units(before, rule)


def said(rule: UnitRule) -> str:
    """How time is counted, as a letter tells it after "I count time in units of 6 minutes," (PROFESSION 7.2)."""
    together = rule.counting is Counting.PER_MATTER_PER_DAY
    what = "all that I do for you on one day together" if together else "each piece of work by itself"
    if rule.rounding is Rounding.UP:
        return f"{what}, rounded up to the next unit"
    return f"{what}, rounded to the nearest unit, half a unit up{', at least one' if rule.least else ''}"


def hours(count: int, increment: int = 6) -> Fraction:
    """How many hours so many units are: 8 of 6 minutes are 4/5."""
    return Fraction(count * increment, 60)


def cost(count: int, rate: int, increment: int = 6) -> Fraction:
    """What so many units cost exactly, in minor units, at `rate` an hour."""
    return count * Fraction(rate * increment, 60)


def fee(count: int, rate: int, increment: int = 6) -> int:
    """What so many units cost in whole minor units, halves up."""
    return half_up(cost(count, rate, increment))
