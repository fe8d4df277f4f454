"""Time that was spent on a piece of work: written down as it passes, until an invoice has it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from practice.errors import Refused
from practice.rules.engagements import Fee, FeeKind
from practice.rules.money import half_up
from practice.rules.notes import Session, minutes
from practice.rules.units import UnitRule

DAY = 24 * 60  # minutes
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?: ?h)?")
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?) ?h(?:ours?|rs?)?(?: ?([0-5]?\d) ?(?:m|min|minutes)?)?")
_MINUTES = re.compile(r"(\d+) ?(?:m|min|minutes)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntry:
    """Time that was spent on one piece of work on one day.

    `text` is what an invoice says of it, so it reveals no advice (PROFESSION 7.4). `rate` is minor units an hour, None
    for the rate that the letter had on that day. `invoice_id` is the issued invoice that bills it.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    session_id: int | None = None
    on: date
    minutes: int = 0
    text: str = ""
    billable: bool = True
    rate: int | None = None
    invoice_id: int | None = None
    recorded_at: datetime | None = None


def read_minutes(text: str) -> int:
    """The minutes that a person writes: "45", "1:30", "1.5 h", "1 h 20 min". Raises Refused."""
    said = " ".join(text.strip().lower().split())
    if found := _CLOCK.fullmatch(said):
        count = int(found[1]) * 60 + int(found[2])
    elif found := _MINUTES.fullmatch(said):
        count = int(found[1])
    elif found := _HOURS.fullmatch(said):
        count = half_up(Fraction(found[1].replace(",", ".")) * 60) + int(found[2] or 0)
    else:
        count = 0
    if not 0 < count <= DAY:
        raise Refused("Type how long it took: 45 for minutes, 1:30 or 1.5 h.")
    return count


def minutes_text(count: int) -> str:
    """Minutes as a person reads and types them: "45 min", "1:30 h"."""
    return f"{count // 60}:{count % 60:02} h" if count >= 60 else f"{count} min"


def checked(entry: TimeEntry, today: date) -> TimeEntry:
    """The entry as it can be kept. Raises Refused by field."""
    wrong = {}
    if not 0 < entry.minutes <= DAY:
        wrong["minutes"] = "Type how long it took: 45 for minutes, 1:30 or 1.5 h."
    if not entry.text.strip():
        wrong["text"] = "Say what was done, in words that an invoice may show."
    if entry.on > today:
        wrong["on"] = "Name the day it was done, not one to come."
    if entry.rate is not None and entry.rate < 0:
        wrong["rate"] = "Type a rate of zero or more."
    if wrong:
        raise Refused(wrong)
    return entry


def of_session(session: Session, engagement_id: int) -> TimeEntry:
    """The time that a session took, under the session's title alone: its note may hold advice, an invoice may not."""
    took = minutes(session) or session.planned_minutes
    return TimeEntry(
        client_id=session.client_id, engagement_id=engagement_id, session_id=session.id,
        on=session.starts_at.astimezone().date(), minutes=took, text=session.title,
    )  # fmt: skip


def rate(entry: TimeEntry, fee: Fee | None) -> int:
    """What an hour of this entry costs: its own rate, else that of the fee on its day where that is by the hour."""
    if entry.rate is not None:
        return entry.rate
    return fee.amount if fee is not None and fee.kind is FeeKind.HOURLY else 0


def rule_for(rule: UnitRule, fee: Fee | None) -> UnitRule:
    """The practice's rule with the unit that the letter names."""
    named = fee.increment_minutes if fee is not None else 0
    return UnitRule(named or rule.increment, rule.rounding, rule.counting, rule.least)
