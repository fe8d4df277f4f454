"""Contacts from elsewhere: what a file is, what becomes of each of its rows, and the report.

A row matches by e-mail, by the digits of a phone, or by name and birthday (likeness.py says how).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from practice.rules.clients import Client, display_name
from practice.rules.likeness import (
    Key,
    birthdays_differ,
    called,
    keys,
    merged,
    names_agree,
    phone_key,
    without_coming_birthday,
)
from practice.rules.shelves import ClientStatus

_MOST_HOLDERS = 1_000  # of one key; more are a switchboard, and tell nothing
_MOST_TRIED = 20
_MOST_ROWS = 100  # of one file that are one person; more are somebody's joke, and comparing them takes for ever


class FileKind(StrEnum):
    """What a file of contacts is."""

    VCARD = "vcard"
    CSV = "csv"


class Decision(StrEnum):
    """What becomes of one row."""

    ADD = "add"
    MERGE = "merge"
    SKIP = "skip"


class Match(StrEnum):
    """By what a row was recognised."""

    NOBODY = "nobody"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file: where it goes (a field of `columns.toml`, "" = the notes), and a few of its values."""

    position: int
    header: str
    field: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One readable row: `place` says where ("card 12", "line 40"), `not_taken` what was left out ("photo")."""

    place: str
    client: Client
    not_taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One row that cannot be taken, and one sentence why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A file that was opened: a vCard's text, or the rows of a CSV file below its header; `total` is for progress."""

    name: str
    kind: FileKind
    total: int
    layout: str = ""  # the program that wrote a CSV file, "" where nothing tells
    text: str = ""
    codec: str = ""  # in which a vCard says its encoded values are
    table: tuple[tuple[int, tuple[str, ...]], ...] = ()  # (line, cells)
    columns: tuple[Column, ...] = ()
    above: tuple[Unreadable, ...] = ()  # what stands above the header
    ends: Unreadable | None = None  # where and why reading stopped early

    @property
    def needs_mapping(self) -> bool:
        """Whether no column says who a row is about, so somebody has to."""
        return self.kind is FileKind.CSV and not any(names_somebody(c.field) for c in self.columns)


Row = Contact | Unreadable


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One contact with its decision.

    `target` is who it was recognised as: a client's id, or -(n + 1) for row n of the same plan, 0 for nobody. It is
    `certain` when they are the same person; otherwise they only share something, and the row is added unless told so.
    """

    contact: Contact
    decision: Decision = Decision.ADD
    target: int = 0
    target_name: str = ""
    match: Match = Match.NOBODY
    certain: bool = True
    by_hand: bool = False  # the decision is the person's own

    @property
    def choices(self) -> tuple[Decision, ...]:
        """What may be decided."""
        return tuple(Decision) if self.target else (Decision.ADD, Decision.SKIP)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every row of one or more files with its decision, before anything is written."""

    rows: tuple[ImportRow, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def read(self) -> int:
        """How many cards or lines there were."""
        return len(self.rows) + len(self.unreadable)

    @property
    def counts(self) -> Mapping[Decision, int]:
        """How many rows are added, merged and skipped."""
        return Counter(row.decision for row in self.rows)

    def decided(self, rows: Iterable[int], decision: Decision) -> "ImportPlan":
        """The plan with another decision for `rows`, where they allow it."""
        changed = list(self.rows)
        for n in rows:
            if decision in changed[n].choices:
                changed[n] = replace(changed[n], decision=decision, by_hand=True)
        return replace(self, rows=tuple(changed))

    def decided_as(self, before: "ImportPlan") -> "ImportPlan":
        """The plan with what was decided by hand on the same rows of an earlier plan of the same files.

        What was left out stays out; another decision is kept where the row is still recognised as the same person.
        """
        made = {place: row for place, row in _placed(before.rows) if row.by_hand}
        if not made:
            return self
        return replace(self, rows=tuple(_again(row, made.get(place)) for place, row in _placed(self.rows)))


def _placed(rows: Iterable[ImportRow]) -> Iterator[tuple[tuple[str, int], ImportRow]]:
    """Each row with what tells it from all others: two files may have one name."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row.contact.place] += 1
        yield (row.contact.place, seen[row.contact.place]), row


def _again(row: ImportRow, before: ImportRow | None) -> ImportRow:
    if before is None or before.decision not in row.choices:
        return row
    same = (row.target, row.target_name) == (before.target, before.target_name)
    return replace(row, decision=before.decision, by_hand=True) if same or before.decision is Decision.SKIP else row


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row that was not imported because it is there already, or by choice."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: read = added + merged + skipped + unreadable."""

    read: int
    added: int
    merged: int
    skipped: tuple[Skipped, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    not_taken: Mapping[str, int] = field(default_factory=dict)  # what of the rows was left out, how often

    def as_json(self) -> dict[str, Any]:
        """The report as JSON data."""
        return {
            "read": self.read,
            "added": self.added,
            "merged": self.merged,
            "skipped": [{"place": row.place, "reason": row.reason} for row in self.skipped],
            "unreadable": [{"place": row.place, "reason": row.reason} for row in self.unreadable],
            "not_taken": dict(self.not_taken),
        }


@dataclass(frozen=True, slots=True)
class Work:
    """What a plan writes: new clients, and what is merged into each kept one."""

    added: tuple[Client, ...]
    merged: Mapping[int, tuple[Client, ...]]


def names_somebody(column: str) -> bool:
    """Whether a column going to this field tells who a row is about."""
    return column in {"given", "family", "full_name", "organisation"} or column.partition("#")[0] == "email"


class Recognition:
    """Says of one row after another who it is, from the clients it was told of and the rows it has seen."""

    def __init__(self) -> None:
        self._holders: dict[Key, dict[int, None]] = {}
        self._people: dict[int, Client] = {}
        self._names: dict[int, set[tuple[str, ...]]] = {}  # by which each was called
        self._rows: Counter[int] = Counter()  # merged into each
        self._seen = 0

    def learn(self, target: int, client: Client) -> None:
        """Remember a kept client, or a row that will become one."""
        self._people[target] = client
        self._name(target, client)

    def _name(self, target: int, client: Client) -> None:
        self._names.setdefault(target, set()).add(called(client))
        for key in keys(client):
            self._holders.setdefault(key, {})[target] = None

    def knows(self, target: int) -> bool:
        """Whether this client was learned."""
        return target in self._people

    def decide(self, contact: Contact, today: date) -> ImportRow:
        """The row with its suggested decision; its values count as there for the rows that follow."""
        contact = replace(contact, client=without_coming_birthday(contact.client, today))
        row = self._recognised(contact)
        self._seen += 1
        if row.certain and row.target:
            self._rows[row.target] += row.decision is Decision.MERGE
            self.learn(row.target, merged(self._people[row.target], contact.client))
            self._name(row.target, contact.client)  # later rows may be like this one only
        else:
            self.learn(-self._seen, contact.client)
        return row

    def _recognised(self, contact: Contact) -> ImportRow:
        similar = ImportRow(contact)
        same: list[ImportRow] = []
        for target, match in self._candidates(keys(contact.client)):
            row = self._compared(contact, target, match)
            if row.certain and row.decision is Decision.SKIP:
                return row
            if row.certain and row.target:
                same.append(row)
            elif row.target and not similar.target:
                similar = row
        return same[0] if same else similar

    def _candidates(self, wanted: Sequence[Key]) -> Iterator[tuple[int, Match]]:
        """Who shares a key, those who share most first, with the strongest thing shared."""
        shared: dict[int, list[str]] = {}
        for key in wanted:
            for target in list(self._holders.get(key, ()))[:_MOST_HOLDERS]:
                shared.setdefault(target, []).append(key[0])
        order = sorted(shared, key=lambda t: (-len(shared[t]), t <= 0, abs(t)))
        for target in [t for t in order if self._rows[t] < _MOST_ROWS][:_MOST_TRIED]:
            yield target, next(match for match in (Match.EMAIL, Match.PHONE, Match.NAME) if match in shared[target])

    def _compared(self, contact: Contact, target: int, match: Match) -> ImportRow:
        kept, theirs = self._people[target], contact.client
        two_days = birthdays_differ(kept.birthday, theirs.birthday)
        if two_days and match is Match.NAME:
            return ImportRow(contact)
        everything_there = merged(kept, theirs) is kept
        certain = not two_days and self._is(target, theirs, match, everything_there)
        suggested = Decision.SKIP if everything_there else Decision.MERGE
        return ImportRow(contact, suggested if certain else Decision.ADD, target, display_name(kept), match, certain)

    def _is(self, target: int, theirs: Client, match: Match, everything_there: bool) -> bool:
        """Whether they are the same person and do not only share something."""
        kept = self._people[target]
        if match is not Match.NAME:
            return names_agree(kept, theirs)
        if called(theirs) not in self._names[target]:
            return False
        if kept.birthday and theirs.birthday:
            return True  # they were compared before
        if theirs.emails or theirs.birthday or any(phone_key(p.number) for p in theirs.phones):
            return False  # the name alone, where more could have matched and did not
        return everything_there or not (kept.addresses and theirs.addresses)


def resolved(plan: ImportPlan, status: ClientStatus = ClientStatus.PROSPECT) -> Work:
    """What the plan's decisions write, rows of one person folded into one record; new clients stand in row order."""
    added: list[Client] = []
    merges: dict[int, list[Client]] = {}
    homes: dict[int, int] = {}  # of a row that others point to: a client's id, or -(place in added + 1)
    for n, row in enumerate(plan.rows):
        target = homes.get(row.target, 0) if row.target < 0 else row.target
        if row.decision is Decision.SKIP:
            continue
        if row.decision is Decision.MERGE and target:
            homes[-(n + 1)] = target
            if target > 0:
                merges.setdefault(target, []).append(row.contact.client)
            else:
                added[-target - 1] = merged(added[-target - 1], row.contact.client)
            continue
        client = row.contact.client
        added.append(client if client.status is status else replace(client, status=status))
        homes[-(n + 1)] = -len(added)
        if row.decision is Decision.MERGE:  # the row it belongs to was skipped, so it stands for both
            homes[row.target] = -len(added)
    return Work(tuple(added), {target: tuple(clients) for target, clients in merges.items()})


def report(plan: ImportPlan) -> ImportReport:
    """What becomes of every row of `plan` once it is written."""
    added = len(resolved(plan).added)
    taken = [row.contact for row in plan.rows if row.decision is not Decision.SKIP]
    return ImportReport(
        read=plan.read,
        added=added,
        merged=len(taken) - added,
        skipped=tuple(Skipped(r.contact.place, _why_skipped(r)) for r in plan.rows if r.decision is Decision.SKIP),
        unreadable=plan.unreadable,
        not_taken=Counter(what for contact in taken for what in contact.not_taken),
    )


def _why_skipped(row: ImportRow) -> str:
    if row.certain and row.target:
        return f"All of it is there already ({row.target_name})."
    return "Skipped by choice."
