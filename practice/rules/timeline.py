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


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by day, the latest first; on one day those whose day alone is known stand above those with a time.

    They are what was noted afterwards: that a letter was sent or signed, that something was delivered.
    """
    order = list(Event)

    def key(entry: Entry) -> tuple[date, float, int, int]:
        return entry.day, entry.at.timestamp() if entry.at else inf, order.index(entry.event), entry.record_id

    return sorted(entries, key=key, reverse=True)


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
