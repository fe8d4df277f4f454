"""What of the work is done: as the records tell it, and as a person corrects it, with evidence and a day."""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from practice.errors import Refused
from practice.rules.earned import Done, earned
from practice.rules.engagements import Delivery, DueKind, Fee, FeeKind, ItemKind, ScopeItem
from practice.rules.money import half_up


@dataclass(frozen=True, slots=True)
class Billed:
    """Time that is billed, in whole units already; `rate` in minor units an hour, None for the fee's own."""

    on: date
    minutes: int
    rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the records say of the work, each with its day."""

    stages: tuple[date | None, ...] = ()  # when each stage of the fee was finished
    sessions: tuple[date, ...] = ()  # held, with a signed note
    billed: tuple[Billed, ...] = ()  # of work by the hour
    invoiced: tuple[tuple[date, int], ...] = ()  # time on other work, as invoices bill it, in minor units
    delivered: date | None = None  # when the last of all that was promised was
    begun: date | None = None  # the first session or delivery
    began: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says was done by the end of the day `on`, and what shows it; None is left as the records have it.

    What the records tell of later days counts on top.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    stages: int | None = None
    percent: int | None = None  # of the stage in work, or of the whole of a flat fee
    delivered: int | None = None
    forfeited: int | None = None
    minutes: int | None = None
    periods: int | None = None
    days: int | None = None
    evidence: str = ""
    on: date
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work is: `done` counts, `recorded` is what the records alone say, `correction` is laid over it.

    `fee` is the one that holds; `list_rate` re-rates a package where the signed letter says so (minor units a session);
    `forfeits` tells that the signed letter lets a missed session count as used, `begun` that a session was held or
    something was delivered.
    """

    fee: Fee
    done: Done
    recorded: Done
    correction: Correction | None = None
    list_rate: int | None = None
    forfeits: bool = False
    begun: bool = False

    @property
    def unsaid(self) -> bool:
        """Whether neither records nor a person tell how far the work is."""
        return self.fee.kind is FeeKind.FLAT and self.correction is None and not self.recorded.percent

    @property
    def earned(self) -> Fraction:
        """What is earned, exact minor units, before write-offs; a missed session is where the signed letter says so."""
        counted = self.done if self.forfeits else replace(self.done, forfeited=0)
        return earned(self.fee, counted, self.list_rate)


FIELDS: dict[FeeKind, tuple[str, ...]] = {
    FeeKind.HOURLY: ("minutes",),
    FeeKind.FLAT: ("percent",),
    FeeKind.MILESTONES: ("stages", "percent"),
    FeeKind.PACKAGE: ("delivered", "forfeited"),
    FeeKind.MONTHLY: ("periods", "days"),
}  # what a correction may say of each kind of fee


def progress(fee: Fee, told: Recorded, corrections: Iterable[Correction], day: date) -> Progress:
    """How far the work was at the end of `day`, at `fee`; of the corrections by then the latest counts."""
    own = [one for one in corrections if one.on <= day and _says(one, fee.kind)]
    last = max(own, key=lambda one: (one.on, one.id), default=None)
    count, beside = _COUNTS[fee.kind], sum(amount for on, amount in told.invoiced if on <= day)
    done, recorded = (count(fee, told, one, day) for one in (last, None))
    return Progress(
        fee=fee,
        done=replace(done, valued=done.valued + beside),
        recorded=replace(recorded, valued=recorded.valued + beside),
        correction=last,
        begun=told.begun is not None and told.begun <= day,
    )


def _says(correction: Correction, kind: FeeKind) -> bool:
    return any(getattr(correction, name) is not None for name in FIELDS[kind])


_Count = Callable[[Fee, Recorded, Correction | None, date], Done]


def _hourly(fee: Fee, told: Recorded, said: Correction | None, day: date) -> Done:
    after, minutes = (said.on, said.minutes or 0) if said else (date.min, 0)
    later = [one for one in told.billed if after < one.on <= day]
    own = sum(one.minutes for one in later if one.rate in (None, fee.amount))
    other = [Fraction(one.minutes * one.rate, 60) for one in later if one.rate not in (None, fee.amount)]
    return Done(minutes=Fraction(minutes + own), valued=sum(map(half_up, other)))


def _flat(fee: Fee, told: Recorded, said: Correction | None, day: date) -> Done:
    after = said.on if said else date.min
    if told.delivered is not None and after < told.delivered <= day:
        return Done(percent=Fraction(100))
    return Done(percent=Fraction(said.percent or 0) if said else Fraction(0))


def _milestones(fee: Fee, told: Recorded, said: Correction | None, day: date) -> Done:
    days = [on if on is not None and on <= day else None for on in told.stages[: len(fee.milestones)]]
    count = _leading(days)
    if said is None:
        return Done(stages=count)
    then = said.stages if said.stages is not None else _leading([on if on and on <= said.on else None for on in days])
    further = then + _leading([on if on and on > said.on else None for on in days[then:]])
    done = further if said.stages is not None else count
    return Done(stages=done, percent=Fraction(said.percent or 0) if done == then else Fraction(0))


def _leading(days: Sequence[date | None]) -> int:
    return next((number for number, on in enumerate(days) if on is None), len(days))


def _package(fee: Fee, told: Recorded, said: Correction | None, day: date) -> Done:
    held = [on for on in told.sessions if on <= day]
    if said is None or said.delivered is None:
        return Done(delivered=len(held), forfeited=(said.forfeited or 0) if said else 0)
    later = sum(1 for on in held if on > said.on)
    return Done(delivered=said.delivered + later, forfeited=said.forfeited or 0)


def _monthly(fee: Fee, told: Recorded, said: Correction | None, day: date) -> Done:
    last = min(day, told.ended or day)
    start = _start(said) if said else told.began
    if start is None or last < start:
        return Done()
    periods = 0
    while _months_on(start, periods + 1) <= last + timedelta(days=1):
        periods += 1
    begins, ends = _months_on(start, periods), _months_on(start, periods + 1)
    return Done(periods=periods, days=(last - begins).days + 1, period_days=(ends - begins).days)


def _start(said: Correction) -> date:
    """The day on which the work would have begun to be so far by the correction's day."""
    return _months_on(said.on + timedelta(days=1 - (said.days or 0)), -(said.periods or 0))


def _months_on(day: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_COUNTS: Mapping[FeeKind, _Count] = {
    FeeKind.HOURLY: _hourly,
    FeeKind.FLAT: _flat,
    FeeKind.MILESTONES: _milestones,
    FeeKind.PACKAGE: _package,
    FeeKind.MONTHLY: _monthly,
}


def stage_days(fee: Fee, items: Iterable[ScopeItem], deliveries: Iterable[Delivery]) -> tuple[date | None, ...]:
    """The day on which each stage of the fee was finished: all that its promises hand over was; None where not.

    A stage without a promise is never finished by the records alone.
    """
    every, made = tuple(items), tuple(deliveries)
    stages = range(1, len(fee.milestones) + 1)
    return tuple(_last((item for item in every if item.stage == number), made) for number in stages)


def last_delivery(items: Iterable[ScopeItem], deliveries: Iterable[Delivery]) -> date | None:
    """The day on which the last of all that is promised was delivered; None while something is not.

    What is kept throughout the work is never delivered, so it is not waited for.
    """
    return _last((item for item in items if item.due.kind is not DueKind.THROUGHOUT), deliveries)


def _last(items: Iterable[ScopeItem], deliveries: Iterable[Delivery]) -> date | None:
    """The day of the last delivery of these promises; None while one is missing, and where there are none."""
    by_item: dict[int, list[date | None]] = {}
    for one in deliveries:
        by_item.setdefault(one.item_id, []).append(one.delivered_on)
    promises = (item for item in items if item.kind is ItemKind.PROMISE)
    days = [on for item in promises for on in by_item.get(item.id, [None])]
    return max(on for on in days if on) if days and all(days) else None


def checked(correction: Correction, fee: Fee, today: date) -> Correction:
    """The correction as it may be kept for this fee; Refused without evidence, or with what cannot be."""
    errors = {}
    for name in FIELDS[fee.kind]:
        value, most = getattr(correction, name), _most(name, fee)
        if value is not None and not 0 <= value <= most:
            errors[name] = f"Type a number from 0 to {most}."
    if not _says(correction, fee.kind):
        errors[FIELDS[fee.kind][0]] = "Say how much is done."
    if not correction.evidence.strip():
        errors["evidence"] = "Say what shows it, such as the draft sent on May 3."
    if correction.on > today:
        errors["on"] = "Choose today or a day before it."
    if errors:
        raise Refused(errors)
    return replace(correction, evidence=correction.evidence.strip())


def _most(name: str, fee: Fee) -> int:
    most = {
        "percent": 100, "stages": len(fee.milestones), "delivered": fee.sessions, "forfeited": fee.sessions, "days": 31,
    }  # fmt: skip
    return most.get(name, 10**6)
