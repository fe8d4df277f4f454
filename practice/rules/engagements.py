"""Engagements: a piece of work for a client, with its fee, its promises and its limits."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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

    `amount` is the hourly rate, the flat fee, the package's price or the monthly price; with milestones it is their sum.
    """

    kind: FeeKind = FeeKind.FLAT
    currency: str = "USD"
    amount: int = 0
    milestones: tuple[Milestone, ...] = ()
    sessions: int = 0
    session_minutes: int = 60
    increment_minutes: int = 6
    deposit: int = 0


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

    `number` is the part after the dot in "2.4"; until the first issue it follows the order on the page, then it is frozen.
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
    """One thing that a promise hands over, and the day it was."""

    id: int = 0
    item_id: int = 0
    text: str = ""
    due_on: date | None = None
    delivered_on: date | None = None
    session_id: int | None = None


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
