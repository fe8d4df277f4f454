"""What of a fee has been earned: exact fractions of minor units, by the fee's kind (PROFESSION 6.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from practice.rules.engagements import Fee, FeeKind, per_session

_NONE = Fraction(0)
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What has been done of the work; each kind of fee reads its own part.

    Hourly: `minutes` billed at the fee's rate, already rounded to its time units. Stages: `stages` finished and
    `percent` (0 to 100) of the one in work. Flat: `percent` of the whole. Package: sessions `delivered` and `forfeited`
    (a missed one that the letter counts as used). By the month or another period: whole `periods` served, then `days`
    of the running one's `period_days`. Of any: `valued` minor units of time billed at its own rate, beside the fee, and
    `written_off` minor units.
    """

    stages: int = 0
    percent: Fraction = _NONE
    delivered: int = 0
    forfeited: int = 0
    minutes: Fraction = _NONE
    valued: int = 0
    written_off: int = 0
    periods: int = 0
    days: int = 0
    period_days: int = 0


class PartKind(StrEnum):
    """Which piece of work a part of the earned fee is for."""

    TIME = "time"
    VALUED = "valued"
    WRITTEN_OFF = "written_off"
    STAGE = "stage"
    NOT_STARTED = "not_started"  # all later stages together
    PERCENT = "percent"
    DELIVERED = "delivered"
    FORFEITED = "forfeited"
    PERIODS = "periods"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the earned fee: `share` of `base` minor units (or that many times it), `amount` exact minor units.

    `first` and `last` count stages from 1; they are 0 elsewhere.
    """

    kind: PartKind
    amount: Fraction
    base: Fraction = _NONE
    share: Fraction = _WHOLE
    title: str = ""
    first: int = 0
    last: int = 0


def earned(fee: Fee, done: Done, list_rate: int | None = None) -> Fraction:
    """What of `fee` is earned by `done`, exact minor units, never negative.

    Without what is `valued` it is never above a fee known beforehand. `list_rate` (minor units per session) re-rates a
    package's sessions, only where the signed letter says so.
    """
    return max(_NONE, sum((part.amount for part in parts(fee, done, list_rate)), _NONE))


def parts(fee: Fee, done: Done, list_rate: int | None = None) -> tuple[Part, ...]:
    """The earned fee piece by piece, as a person would reckon it; their sum, never below zero, is what is earned."""
    beside = ((PartKind.VALUED, done.valued, _WHOLE), (PartKind.WRITTEN_OFF, done.written_off, -_WHOLE))
    return (*_PARTS[fee.kind](fee, done, list_rate), *(_part(*one) for one in beside if one[1]))


def _hourly(fee: Fee, done: Done, _: int | None) -> Iterator[Part]:
    yield _part(PartKind.TIME, fee.amount, done.minutes / 60)


def _flat(fee: Fee, done: Done, _: int | None) -> Iterator[Part]:
    yield _part(PartKind.PERCENT, fee.amount, _share(done.percent))


def _milestones(fee: Fee, done: Done, _: int | None) -> Iterator[Part]:
    current = _share(done.percent)
    for number, stage in enumerate(fee.milestones, 1):
        share = _WHOLE if number <= done.stages else current if number == done.stages + 1 else _NONE
        if not share:
            rest = Fraction(sum(later.amount for later in fee.milestones[number - 1 :]))
            yield Part(PartKind.NOT_STARTED, _NONE, rest, _NONE, "", number, len(fee.milestones))
            return
        yield Part(PartKind.STAGE, stage.amount * share, Fraction(stage.amount), share, stage.title, number, number)


def _package(fee: Fee, done: Done, list_rate: int | None) -> Iterator[Part]:
    each = per_session(fee) if list_rate is None else Fraction(list_rate)
    left = Fraction(fee.amount)  # sessions at the list rate never cost more than the package (PROFESSION 6.2)
    for kind, count in ((PartKind.DELIVERED, done.delivered), (PartKind.FORFEITED, done.forfeited)):
        if count or kind is PartKind.DELIVERED:
            amount = min(left, each * max(0, count))
            left -= amount
            yield Part(kind, amount, each, Fraction(max(0, count)))


def _monthly(fee: Fee, done: Done, _: int | None) -> Iterator[Part]:
    if done.periods or not done.period_days:
        yield _part(PartKind.PERIODS, fee.amount, Fraction(done.periods))
    if done.period_days:
        yield _part(PartKind.DAYS, fee.amount, min(_WHOLE, Fraction(max(0, done.days), done.period_days)))


def _part(kind: PartKind, base: int, share: Fraction = _WHOLE) -> Part:
    return Part(kind, base * share, Fraction(base), share)


def _share(percent: Fraction) -> Fraction:
    return min(_WHOLE, max(_NONE, Fraction(percent) / 100))


_PARTS = {
    FeeKind.HOURLY: _hourly,
    FeeKind.FLAT: _flat,
    FeeKind.MILESTONES: _milestones,
    FeeKind.PACKAGE: _package,
    FeeKind.MONTHLY: _monthly,
}
