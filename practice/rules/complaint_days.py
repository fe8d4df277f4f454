"""By when whoever complains hears from the practice, and what they were told (PROFESSION 5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from practice.errors import Refused
from practice.rules.complaints import Complaint, open_one
from practice.rules.days import add_business_days

MOST_FINAL = 56  # days; UK: after eight weeks the client may go to the ombudsman


class DeadlineKind(StrEnum):
    """What is owed to whoever complains."""

    ACKNOWLEDGE = "acknowledge"
    UPDATE = "update"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Terms:
    """How soon: business days to the acknowledgement, days between updates, days to the final answer.

    `promised` is the number of the signed letter whose words decided, "" where the practice's own do; `named` are the
    ones that it decided.
    """

    ack_days: int
    update_days: int
    final_days: int
    promised: str = ""
    named: frozenset[DeadlineKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One of them: its last day, and the day on which it was done."""

    kind: DeadlineKind
    due_on: date
    done_on: date | None = None


def terms(usual: Terms, ack_days: int | None, final_days: int | None, letter: str) -> Terms:
    """What the signed letter promises wins over the usual terms; the final answer never takes longer than 56 days."""
    if ack_days is None and final_days is None:
        return usual
    ack = usual.ack_days if ack_days is None else ack_days
    final = usual.final_days if final_days is None else final_days
    said = {DeadlineKind.ACKNOWLEDGE: ack_days is not None, DeadlineKind.FINAL: final_days is not None}
    named = frozenset(kind for kind, held in said.items() if held)
    return Terms(ack, usual.update_days, min(final, MOST_FINAL), letter, named)


def deadlines(complaint: Complaint, agreed: Terms, closed: frozenset[date]) -> tuple[Deadline, ...]:
    """What is owed: the acknowledgement, the next word on how it stands, the final answer."""
    start = complaint.received_on
    final = start + timedelta(days=agreed.final_days)
    told = max((day for day in (start, complaint.acknowledged_on, *complaint.updated_on) if day), default=start)
    owed = [Deadline(DeadlineKind.ACKNOWLEDGE, add_business_days(start, agreed.ack_days, closed), _acked(complaint))]
    following = told + timedelta(days=agreed.update_days)
    if complaint.answered_on is None and complaint.closed_on is None and following < final:
        owed.append(Deadline(DeadlineKind.UPDATE, following))
    return (*owed, Deadline(DeadlineKind.FINAL, final, complaint.answered_on))


def _acked(complaint: Complaint) -> date | None:
    """A final answer, or any word, acknowledges too."""
    days = [complaint.acknowledged_on, complaint.answered_on, *complaint.updated_on]
    return min((day for day in days if day), default=None)


def next_due(owed: Sequence[Deadline]) -> Deadline | None:
    """What is owed next; None when all is done."""
    return min((one for one in owed if one.done_on is None), key=lambda one: one.due_on, default=None)


def is_pressing(owed: Sequence[Deadline], today: date) -> bool:
    """Whether something is owed today, tomorrow, or has been for some days."""
    following = next_due(owed)
    return following is not None and following.due_on <= today + timedelta(days=1)


def told(complaint: Complaint, kind: DeadlineKind, day: date, today: date) -> Complaint:
    """The complaint with what was told to the client on `day`. Refused for a day to come or before it was received."""
    if not complaint.received_on <= day <= today:
        raise Refused({"day": "Choose a day from the one the complaint came to today."})
    if kind is DeadlineKind.ACKNOWLEDGE:
        return replace(open_one(complaint), acknowledged_on=day)
    if kind is DeadlineKind.UPDATE:
        return replace(open_one(complaint), updated_on=tuple(sorted({*complaint.updated_on, day})))
    return replace(open_one(complaint), answered_on=day)
