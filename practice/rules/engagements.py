"""Engagements: a piece of work for a client, with its fee, its promises and its limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from math import ceil

from practice.errors import Refused
from practice.rules.days import add_business_days
from practice.rules.money import half_up, same_figures

SCOPE_SECTION = 2  # "What this letter covers" is always a letter's second section


class FeeKind(StrEnum):
    """How the fee is reckoned."""

    HOURLY = "hourly"
    FLAT = "flat"
    MILESTONES = "milestones"
    PACKAGE = "package"  # a number of sessions for one price
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A stage of the work that has its own part of the fee (minor units)."""

    title: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """The fee of an engagement; all amounts in minor units of `currency`.

    `amount` is the hourly rate, the flat fee, the package's price or the monthly price; milestones make their own sum.
    `from_day` is the first day on which a changed fee holds, None for the day of its signing.
    """

    kind: FeeKind = FeeKind.FLAT
    currency: str = "USD"
    amount: int = 0
    milestones: tuple[Milestone, ...] = ()
    sessions: int = 0
    session_minutes: int = 60
    increment_minutes: int = 6
    deposit: int = 0
    from_day: date | None = None


class ItemKind(StrEnum):
    """A scope item is promised or it is excluded."""

    PROMISE = "promise"
    LIMIT = "limit"


class DueKind(StrEnum):
    """What a promise's date hangs on."""

    ON = "on"  # a day
    AFTER_ITEM = "after_item"  # days after another item is delivered
    AFTER_EVENT = "after_event"  # days after something the client or the practice does
    WITH_ITEM = "with_item"  # together with another item
    AGREED = "agreed"  # on a day to be agreed
    THROUGHOUT = "throughout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a promise falls due; `item` is another item's id, `event` plain words such as "you comment"."""

    kind: DueKind = DueKind.AGREED
    day: date | None = None
    days: int = 0
    business: bool = True
    item: int | None = None
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeItem:
    """A promise or a limit: one record, one number for the life of the engagement.

    `number` is the part after the dot in "2.4"; until the first issue it follows the page's order, then it is frozen.
    `stage` counts the fee's milestones from 1; `value` is in minor units; `deliveries` names what is to be handed over,
    empty meaning the item itself.
    """

    id: int = 0
    engagement_id: int = 0
    kind: ItemKind = ItemKind.PROMISE
    number: int = 0
    text: str = ""
    due: Due = Due()
    stage: int | None = None
    value: int | None = None
    deliveries: tuple[str, ...] = ()
    frozen: bool = False
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing that a promise hands over, the day it was, and what shows it.

    `evidence` is plain words; a file or an issued letter of the client may stand beside or instead of them.
    """

    id: int = 0
    item_id: int = 0
    text: str = ""
    due_on: date | None = None
    delivered_on: date | None = None
    session_id: int | None = None
    evidence: str = ""
    attachment_id: int | None = None
    letter_id: int | None = None


class EngagementStatus(StrEnum):
    """Whether work goes on."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A piece of work for one client record (a person, an organisation or a household of two)."""

    id: int = 0
    client_id: int = 0
    sponsor_id: int | None = None
    title: str = ""
    kind: str = ""  # "Estate plan"
    fee: Fee = Fee()
    refund_terms: str = ""
    contact_hours: str = ""
    channels: str = ""
    conditions: tuple[str, ...] = ()  # from the fit check
    fit_check_id: int | None = None
    status: EngagementStatus = EngagementStatus.OPEN
    opened_on: date | None = None
    closed_on: date | None = None
    created_at: datetime | None = None


def is_open(engagement: Engagement, today: date) -> bool:
    """Whether work goes on: it is not closed, or its last day is still to come."""
    coming = engagement.closed_on is not None and engagement.closed_on > today
    return engagement.status is EngagementStatus.OPEN or coming


def label(item: ScopeItem) -> str:
    """An item's number as letters and notes cite it, "2.4"."""
    return f"{SCOPE_SECTION}.{item.number}"


def binding(items: Iterable[ScopeItem], in_force: frozenset[str] | None) -> tuple[ScopeItem, ...]:
    """The items that bind, in page order: those with a number in the letter in force; without one, all that stand.

    A new version's additions and withdrawals begin to bind when it is signed, not while it is drafted or sent.
    """
    if in_force is None:
        return open_items(items)
    return _in_order(item for item in items if label(item) in in_force)


def open_items(items: Iterable[ScopeItem]) -> tuple[ScopeItem, ...]:
    """The items that stand, in page order: promises by number, then limits by number."""
    return _in_order(item for item in items if item.withdrawn_on is None)


def _in_order(items: Iterable[ScopeItem]) -> tuple[ScopeItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.kind is ItemKind.LIMIT, item.number)))


def numbered(items: Sequence[ScopeItem]) -> tuple[ScopeItem, ...]:
    """All `items` with their numbers: page order until one is frozen, then the next free number for each later one.

    The order within each kind is the order given. A withdrawn item keeps its number, so none is ever used twice.
    """
    fixed = [item for item in items if item.frozen]
    loose = sorted((item for item in items if not item.frozen), key=lambda item: item.kind is ItemKind.LIMIT)
    first = max((item.number for item in fixed), default=0) + 1
    counted = [replace(item, number=number) for number, item in enumerate(loose, first)]
    return tuple(sorted([*fixed, *counted], key=lambda item: (item.kind is ItemKind.LIMIT, item.number)))


def moved(items: Sequence[ScopeItem], item_id: int, to: int) -> tuple[ScopeItem, ...]:
    """`items` with one of them at place `to` (from 0) among those of its kind that may move, numbered anew."""
    item = next(item for item in items if item.id == item_id)
    if item.frozen:
        raise Refused("This number was issued in a letter, so it stays where it is.")
    peers = [other for other in items if other.kind is item.kind and not other.frozen and other.id != item_id]
    peers.insert(max(0, min(to, len(peers))), item)
    rest = [other for other in items if other.kind is not item.kind or other.frozen]
    return numbered([*rest, *peers])


def total(fee: Fee) -> int:
    """The whole fee in minor units where it is known beforehand; 0 for an hourly one."""
    if fee.kind is FeeKind.MILESTONES:
        return sum(stage.amount for stage in fee.milestones)
    return 0 if fee.kind is FeeKind.HOURLY else fee.amount


def in_currency(fee: Fee, currency: str) -> Fee:
    """The same figures in another currency; where that has fewer decimals, rounded halves up."""

    def same(minor: int) -> int:
        return same_figures(minor, fee.currency, currency)

    stages = tuple(replace(stage, amount=same(stage.amount)) for stage in fee.milestones)
    return replace(fee, currency=currency, amount=same(fee.amount), deposit=same(fee.deposit), milestones=stages)


def has_rest(fee: Fee) -> bool:
    """Whether a rest is due after the deposit; a fee by the month is due each month, whatever lies there."""
    return fee.kind is not FeeKind.MONTHLY and 0 < fee.deposit < total(fee)


def per_session(fee: Fee) -> Fraction:
    """What one session of a package counts for, exact minor units."""
    return Fraction(fee.amount, fee.sessions or 1)


@dataclass(frozen=True, slots=True)
class Split:
    """What is kept and what goes back once `done` stages or sessions are finished; kept + back = the fee."""

    done: int
    kept: int
    back: int


def splits(fee: Fee) -> tuple[Split, ...]:
    """The refund table of a fee in stages or a package: one row per step before the last (PROFESSION 6.2).

    What goes back is rounded up to the next minor unit, so that the client is never short.
    """
    whole = total(fee)
    if fee.kind is FeeKind.MILESTONES:
        sums = accumulate((stage.amount for stage in fee.milestones[:-1]), initial=0)
        return tuple(Split(done, kept, whole - kept) for done, kept in enumerate(sums)) if fee.milestones else ()
    if fee.kind is FeeKind.PACKAGE and fee.sessions:
        steps = sorted({0, 1, fee.sessions // 2, fee.sessions - 1})
        backs = [(done, ceil(whole - done * per_session(fee))) for done in steps if done < fee.sessions]
        return tuple(Split(done, whole - back, back) for done, back in backs)
    return ()


def hourly_example(fee: Fee, minutes: int) -> int:
    """What `minutes` of work cost at an hourly fee, rounded up to its time unit, halves of a minor unit up."""
    units = ceil(Fraction(minutes, fee.increment_minutes or 1))
    return half_up(Fraction(units * (fee.increment_minutes or 1) * fee.amount, 60))


SIGNING = "you sign"  # the event whose day the letter itself brings


def due_day(
    item: ScopeItem,
    items: Iterable[ScopeItem],
    delivered: Mapping[int, date],
    closed: frozenset[date],
    events: Mapping[str, date] | None = None,
) -> date | None:
    """The day `item` falls due as far as it is known: `delivered` says which items were, and when.

    An item that hangs on another one without a day, in a circle or on an unknown event has none yet.
    """
    by_id = {other.id: other for other in items}
    seen: set[int] = set()
    while item.due.kind is DueKind.WITH_ITEM and item.id not in seen:
        seen.add(item.id)
        found = by_id.get(item.due.item or 0)
        if found is None:
            return None
        item = found
    due = item.due
    if due.kind is DueKind.ON:
        return due.day
    if due.kind is DueKind.AFTER_ITEM:
        start = delivered.get(due.item or 0)
    else:
        start = (events or {}).get(due.event) if due.kind is DueKind.AFTER_EVENT else None
    return _after(start, due, closed) if start else None


def _after(start: date, due: Due, closed: frozenset[date]) -> date:
    return add_business_days(start, due.days, closed) if due.business else start + timedelta(days=due.days)


def agreed_apart(due: Due) -> bool:
    """Whether a person names the day a promise falls due: nothing that is kept here brings it."""
    return due.kind is DueKind.AGREED or (due.kind is DueKind.AFTER_EVENT and due.event != SIGNING)


def noted(delivery: Delivery, today: date, **changes: object) -> Delivery:
    """The delivery with `changes`; without its day it has no session. Refused for a day to come."""
    after: Delivery = replace(delivery, **changes)  # type: ignore[arg-type]  # checked by the record's own fields
    if after.delivered_on and after.delivered_on > today:
        raise Refused({"delivered_on": "Choose today or a day before it."})
    return after if after.delivered_on else replace(after, session_id=None)


def is_late(delivery: Delivery, today: date) -> bool:
    """Whether something was due before `today` and is not delivered."""
    return delivery.delivered_on is None and delivery.due_on is not None and delivery.due_on < today


@dataclass(frozen=True, slots=True)
class Kept:
    """The record of promises: how many deliveries were made of all, and the next that is due."""

    kept: int
    of: int
    following: Delivery | None
    late: int  # due before today and not delivered


def kept(deliveries: Iterable[Delivery], today: date) -> Kept:
    """How well the promises stand on `today`."""
    every = tuple(deliveries)
    still = [delivery for delivery in every if delivery.delivered_on is None]
    dated = sorted((d for d in still if d.due_on), key=lambda d: (d.due_on or today, d.id))
    late = sum(is_late(delivery, today) for delivery in dated)
    return Kept(len(every) - len(still), len(every), dated[0] if dated else None, late)


def fee_errors(fee: Fee) -> dict[str, str]:
    """One sentence for each part of the fee that cannot be billed; empty when all can."""
    errors: dict[str, str] = {}
    if fee.kind is FeeKind.MILESTONES:
        if not fee.milestones:
            errors["milestones"] = "Add a stage and what it costs."
        elif not all(stage.title.strip() and stage.amount > 0 for stage in fee.milestones):
            errors["milestones"] = "Give each stage a name and an amount above zero."
    elif fee.amount <= 0:
        errors["amount"] = "Type the fee, for example 3,600.00."
    if fee.kind is FeeKind.PACKAGE and fee.sessions < 1:
        errors["sessions"] = "Type how many sessions the package holds."
    whole = total(fee)
    if fee.deposit < 0 or (whole and fee.deposit > whole):
        errors["deposit"] = "Let the deposit be no more than the whole fee."
    return errors
