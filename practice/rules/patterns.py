"""Patterns in the boundary log (PROFESSION 4.4): pure functions over the marks that entries leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from practice.rules.boundaries import BoundaryEntry, Category, Direction, EntryKind, Response, is_own
from practice.rules.severity import higher, least, rank, step_up

REPEATS, REPEATED_WITHIN = 3, timedelta(days=30)
AGAIN_WITHIN = timedelta(days=14)
SERIOUS, SERIOUS_WITHIN = 3, timedelta(days=60)
RISING_LEAST, RISING_TIMES, RISING_DAYS = 3, 2, timedelta(days=30)
LOOKS_BACK = timedelta(days=90)  # further back nothing counts
_ONE = frozenset({EntryKind.ENTRY.value})


class PatternKind(StrEnum):
    """What a pattern says."""

    REPEATED = "repeated"  # the same thing three times in 30 days
    AFTER_REMINDER = "after_reminder"  # the same thing within 14 days of a written reminder
    TWO_SERIOUS = "two_serious"  # two things of severity 3 and more in 60 days
    RISING = "rising"  # more than twice as many as in the 30 days before


_PRESSING = (PatternKind.AFTER_REMINDER, PatternKind.REPEATED, PatternKind.TWO_SERIOUS, PatternKind.RISING)


class Mark(NamedTuple):
    """What patterns need of an entry; a later addition leaves its own, with `about` the first entry's id."""

    id: int
    client_id: int
    about: int | None
    entry_kind: str
    direction: str
    category: str
    severity: int
    response: str
    happened_at: datetime
    given_at: datetime | None  # its response; None while its letter is not issued


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with the entries that make it, the earliest first, and the response that it asks for, if any."""

    kind: PatternKind
    client_id: int
    direction: Direction
    entries: tuple[int, ...]
    category: Category | None = None
    response: Response | None = None
    days: int = 0


def mark(entry: BoundaryEntry, reminders: Mapping[int, datetime] = MappingProxyType({})) -> Mark:
    """The mark of an entry; `reminders` are the moments at which the letters of entries went out."""
    return Mark(
        entry.id, entry.client_id, entry.about, entry.entry_kind.value, entry.direction.value, entry.category.value,
        entry.severity, entry.response.value, entry.happened_at,
        given_at(entry.id, entry.entry_kind.value, entry.response.value, entry.recorded_at, reminders),
    )  # fmt: skip


def given_at(
    entry_id: int, entry_kind: str, response: str, recorded_at: datetime, reminders: Mapping[int, datetime]
) -> datetime | None:
    """When the response of an entry was given: a written reminder with its letter, anything else as it was recorded."""
    written = entry_kind in _ONE and response == Response.R2.value
    return reminders.get(entry_id) if written else recorded_at


def standing(marks: Iterable[Mark]) -> list[Mark]:
    """The first entries as they stand by now, in the order they happened.

    The last amendment classes an entry anew; a follow-up may tell of a higher response, given on the day that it says.
    """
    every = list(marks)
    firsts = {one.id: one for one in every if one.entry_kind in _ONE}
    for one in every:
        first = firsts.get(one.about) if one.about is not None else None
        if first is not None:
            firsts[first.id] = _with(first, one)
    return sorted(firsts.values(), key=lambda one: (one.happened_at, one.id))


def _with(first: Mark, later: Mark) -> Mark:
    if later.entry_kind == EntryKind.AMENDMENT.value:
        return first._replace(category=later.category, severity=later.severity)
    done = higher(Response(first.response), Response(later.response))
    if done.value == first.response and (first.given_at or later.response != first.response):
        return first
    return first._replace(response=done.value, given_at=later.happened_at)


def find(marks: Iterable[Mark], at: datetime) -> tuple[Pattern, ...]:
    """The patterns of these entries as seen at an instant, each client by themselves, the most pressing first."""
    since = at - LOOKS_BACK
    near = [one for one in marks if since <= one.happened_at <= at]
    sides: dict[tuple[int, bool], list[Mark]] = defaultdict(list)
    for one in standing(near):
        sides[one.client_id, one.direction == Direction.PRACTITIONER_TO_CLIENT.value].append(one)
    found = [pattern for side in sides.values() for pattern in _of_side(side, at)]
    return tuple(sorted(found, key=lambda one: (_PRESSING.index(one.kind), -one.entries[-1])))


def find_with(marks: Iterable[Mark], entry_id: int, happened_at: datetime, now: datetime) -> tuple[Pattern, ...]:
    """The patterns round one entry: as when it happened, and as seen now where that is within 30 days.

    A late entry can be the third of what came before and after it. Of two of a kind, that with the entry in it counts.
    """
    every, until = list(marks), seen_until(happened_at, now)
    both = [*find(every, until), *(find(every, happened_at) if until != happened_at else ())]
    both.sort(key=lambda one: entry_id not in one.entries)
    found: dict[tuple[object, ...], Pattern] = {}
    for one in both:
        found.setdefault((one.kind, one.direction, one.category), one)
    return tuple(sorted(found.values(), key=lambda one: _PRESSING.index(one.kind)))


def seen_until(happened_at: datetime, now: datetime) -> datetime:
    """Until when entries are looked at for the patterns round one of them."""
    return max(happened_at, now) if now - happened_at <= REPEATED_WITHIN else happened_at


def _of_side(side: Sequence[Mark], at: datetime) -> list[Pattern]:
    """The patterns of one client and one side, whose entries stand in the order they happened."""
    alike: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for one in side:
        alike[one.direction, one.category].append(one)
    found = [pattern for same in alike.values() for pattern in (*_after_reminder(same, at), *_repeated(same, at))]
    return [*found, *_two_serious(side, at), *_rising(side, at)]


def _pattern(kind: PatternKind, made_of: Sequence[Mark], at: datetime, response: Response | None = None) -> Pattern:
    first, last = made_of[0], made_of[-1]
    one = {each.category for each in made_of}
    category = Category(last.category) if len(one) == 1 else None
    days = (at.astimezone().date() - first.happened_at.astimezone().date()).days + 1
    return Pattern(
        kind, last.client_id, Direction(last.direction), tuple(e.id for e in made_of), category, response, days
    )


def _repeated(same: Sequence[Mark], at: datetime) -> list[Pattern]:
    """The same thing three times in 30 days: one level more than its severity asks for."""
    near = [one for one in same if at - one.happened_at <= REPEATED_WITHIN]
    if len(near) < REPEATS:
        return []
    response = step_up(_least(near[-1], near[:-1]))
    found = _pattern(PatternKind.REPEATED, near, at, response)
    return [replace(found, days=min(found.days, REPEATED_WITHIN.days))]


def _least(last: Mark, before: Sequence[Mark]) -> Response:
    again = any(one.severity >= SERIOUS for one in before)
    return least(last.severity, Direction(last.direction), again)


def _after_reminder(same: Sequence[Mark], at: datetime) -> list[Pattern]:
    """Any repeat within 14 days of a written reminder: a written notice with a consequence."""
    last = same[-1]
    if is_own(Direction(last.direction)) or at - last.happened_at > AGAIN_WITHIN:
        return []
    reminded = [one for one in same[:-1] if one.response == Response.R2.value and _follows(one, last)]
    return [_pattern(PatternKind.AFTER_REMINDER, [*reminded[-1:], last], at, Response.R3)] if reminded else []


def _follows(reminded: Mark, last: Mark) -> bool:
    given = reminded.given_at
    return given is not None and timedelta(0) <= last.happened_at - given <= AGAIN_WITHIN


def _two_serious(side: Sequence[Mark], at: datetime) -> list[Pattern]:
    """Two different things of severity 3 and more within 60 days: time for a review meeting."""
    serious = [one for one in side if one.severity >= SERIOUS and at - one.happened_at <= SERIOUS_WITHIN]
    if len({one.category for one in serious}) < 2:
        return []
    return [_pattern(PatternKind.TWO_SERIOUS, serious, at)]


def _rising(side: Sequence[Mark], at: datetime) -> list[Pattern]:
    """At least three in the last 30 days, and more than twice as many as in the 30 days before."""
    last = [one for one in side if at - one.happened_at <= RISING_DAYS]
    before = sum(RISING_DAYS < at - one.happened_at <= 2 * RISING_DAYS for one in side)
    if len(last) < RISING_LEAST or len(last) <= RISING_TIMES * before:
        return []
    return [_pattern(PatternKind.RISING, last, at)]


def policy(
    severity: int, direction: Direction, category: Category | None, again: bool, patterns: Iterable[Pattern]
) -> Response:
    """What the policy asks for: the minimum of the severity, raised by the patterns that this entry takes part in."""
    response = least(severity, direction, again)
    own = [one for one in patterns if one.category is category and one.direction is direction]
    if any(one.kind is PatternKind.REPEATED for one in own):
        response = step_up(response)
    for asked in (one.response for one in own if one.response):
        response = higher(response, asked)  # after a late entry, what the last one asks for
    return response


def is_done(response: Response, by: Response) -> bool:
    """Whether a response was given, or one higher on the same track."""
    return higher(response, by) is by and rank(by) >= rank(response)
