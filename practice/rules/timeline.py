"""A client's story: what happened and what is coming, one entry each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import inf


class Event(StrEnum):
    """What an entry of the timeline tells."""

    INQUIRY = "inquiry"
    JOINED = "joined"  # two people became one client
    FIT_OPEN = "fit_open"
    FIT_DECIDED = "fit_decided"
    LETTER_ISSUED = "letter_issued"
    LETTER_SENT = "letter_sent"
    LETTER_SIGNED = "letter_signed"
    LETTER_DECLINED = "letter_declined"
    LETTER_EXPIRED = "letter_expired"
    SESSION = "session"
    FOLLOW_UP = "follow_up"
    FOLLOW_UP_DONE = "follow_up_done"
    DELIVERED = "delivered"
    BOUNDARY = "boundary"
    REQUEST = "request"
    COMPLAINT = "complaint"
    COMPLAINT_ANSWERED = "complaint_answered"
    COMPLAINT_CLOSED = "complaint_closed"
    REFUND = "refund"
    REFUND_PAID = "refund_paid"
    PAID = "paid"  # into trust or not
    INVOICE = "invoice"
    INVOICE_CREDITED = "invoice_credited"  # a credit note took one back
    EXIT = "exit"  # how work ended
    STATUS = "status"


_OF_LETTERS = frozenset(event for event in Event if event.value.startswith("letter_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `title` and `detail` are the person's own words, `code` a choice of the record it tells of.

    `amount` is a score, minutes or a version, as the event has it; `at` is None where the day alone is known.
    `record_id` is the check's, the letter's, for a session its note's.
    """

    event: Event
    day: date
    at: datetime | None = None
    record_id: int = 0
    title: str = ""
    detail: str = ""
    code: str = ""
    amount: int | None = None


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by day, the latest first; on one day those whose day alone is known stand above those with a time.

    They are what was noted afterwards: that a letter was sent or signed, that something was delivered. What became of
    one version of a letter stands below the issue of the next one, and letters stand one after the other.
    """
    told, order = list(entries), list(Event)
    issued = {(one.title, one.amount): one.at for one in told if one.event is Event.LETTER_ISSUED}

    def time(entry: Entry) -> float:
        following = issued.get((entry.title, (entry.amount or 0) + 1)) if entry.event in _OF_LETTERS else None
        if entry.at is None and following and following.astimezone().date() == entry.day:
            return following.timestamp()
        return entry.at.timestamp() if entry.at else inf

    def key(entry: Entry) -> tuple[date, float, bool, int, int, int]:
        letter = entry.event in _OF_LETTERS
        place = entry.record_id if letter else 0
        return entry.day, time(entry), not letter, place, order.index(entry.event), entry.record_id

    return sorted(told, key=key, reverse=True)


def standing(labels: Iterable[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    """The steps of a history, oldest first, without those that were undone and not redone."""
    kept: list[tuple[datetime, str]] = []
    for at, label in labels:
        verb, _, name = label.partition(" ")
        if verb == "undo":
            place = next((n for n in reversed(range(len(kept))) if kept[n][1] == name), None)
            if place is not None:
                del kept[place]
        else:
            kept.append((at, name if verb == "redo" else label))
    return kept
