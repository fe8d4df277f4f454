"""A client's story: what happened and what is coming, one entry each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    STATUS = "status"


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


_AFTER_ISSUE = {Event.LETTER_SENT, Event.LETTER_SIGNED, Event.LETTER_DECLINED, Event.LETTER_EXPIRED}


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by day, the latest first; on one day those with a time after those without.

    A letter that was sent or signed on the day of its issue follows that, though only the day of it is known.
    """
    told, order = list(entries), list(Event)
    issued = {(e.record_id, e.day): e.at.timestamp() for e in told if e.at and e.event is Event.LETTER_ISSUED}

    def key(entry: Entry) -> tuple[date, float, int, int]:
        later = entry.event in _AFTER_ISSUE
        known = issued.get((entry.record_id, entry.day), 0.0) if later else 0.0
        return entry.day, entry.at.timestamp() if entry.at else known, order.index(entry.event), entry.record_id

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
