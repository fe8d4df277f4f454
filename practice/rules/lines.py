"""What a client's row in the list says: their work at left, the next thing at right."""

from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from practice.rules.shelves import ClientKind, ClientStatus

SOON = 1  # days ahead that a session stands before what waits without a date
LATE_LETTER = 7  # days unsigned after which a letter asks for a word


class NextKind(StrEnum):
    """What comes next with a client."""

    SESSION = "session"
    FOLLOW_UP = "follow_up"
    FIT_CHECK = "fit_check"
    UNSIGNED = "unsigned"
    NOTHING = "nothing"


class Next(NamedTuple):
    """The next thing: its day, the instant of a session, and how many days ago (unsigned, overdue) it was."""

    kind: NextKind = NextKind.NOTHING
    day: date | None = None
    at: datetime | None = None
    days: int = 0


NOTHING = Next()


class Facts(NamedTuple):
    """What is known of one client's work when their row is made."""

    work: str = ""  # the open engagement's kind, else the last one's
    session_at: datetime | None = None  # the first that is not over
    fit_open: bool = False
    unsigned_since: date | None = None  # the day the oldest unsigned letter was issued
    follow_up_on: date | None = None  # the first that is not done


class ClientLine(NamedTuple):
    """One row of the client list; `sort_key` and `id` are its place."""

    id: int
    sort_key: str
    name: str
    kind: ClientKind
    status: ClientStatus
    archived: bool = False
    work: str = ""
    next: Next = NOTHING


def told(line: ClientLine, facts: Facts, today: date) -> ClientLine:
    """The row with its work and its next thing."""
    return line._replace(work=facts.work, next=next_thing(facts, today))


def next_thing(facts: Facts, today: date, zone: tzinfo | None = None) -> Next:
    """The most pressing of a client's facts: what is due, a session today or tomorrow, what waits, what comes later."""
    session = _session(facts, zone)
    follow_up = _follow_up(facts, today)
    if follow_up.day and follow_up.day <= today:
        return follow_up
    if session.day and (session.day - today).days <= SOON:
        return session
    if facts.fit_open:
        return Next(NextKind.FIT_CHECK)
    if facts.unsigned_since:
        return Next(NextKind.UNSIGNED, facts.unsigned_since, days=(today - facts.unsigned_since).days)
    coming = [thing for thing in (session, follow_up) if thing.day]
    return min(coming, key=lambda thing: thing.day or today, default=NOTHING)


def _session(facts: Facts, zone: tzinfo | None) -> Next:
    at = facts.session_at
    return Next(NextKind.SESSION, at.astimezone(zone).date(), at) if at else NOTHING


def _follow_up(facts: Facts, today: date) -> Next:
    day = facts.follow_up_on
    return Next(NextKind.FOLLOW_UP, day, days=(today - day).days) if day else NOTHING
