"""Contacts from elsewhere: how they are recognised, merged, decided on and reported.

A row of a file matches by e-mail, by the digits of a phone, or by name and birthday. Merging adds what is missing and
never overwrites: a value that differs from the one kept goes into the notes, so nothing of a file is lost and a second
import of the same file finds every value there already.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from practice.rules.clients import Address, Birthday, Client, ClientStatus, Phone, birthday_text, display_name
from practice.rules.words import digits, fold, words

Key = tuple[str, str]  # kind (email, phone, name) and folded value
LOCAL_DIGITS = 9  # the end of a number that is the same with and without its country code
SHORTEST_PHONE = 6  # fewer digits are an extension or an emergency number, shared by many
_MOST_HOLDERS = 1_000  # of one key; more are a switchboard, and tell nothing
_MOST_TRIED = 50
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#|;|,)\s*\D{0,5}(\d+)\s*$", re.IGNORECASE)


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
                changed[n] = replace(changed[n], decision=decision)
        return replace(self, rows=tuple(changed))


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


def keys(client: Client) -> tuple[Key, ...]:
    """By what `client` can be recognised; a name stands twice when there is a birthday, alone and with it."""
    found = [("email", email_key(e.address)) for e in client.emails]
    found += [("phone", key) for p in client.phones if (key := phone_key(p.number))]
    if name := name_key(client.given, client.family, client.organisation) or " ".join(words(display_name(client))):
        found.append(("name", name))
        if client.birthday:
            found.append(("name", f"{name} {client.birthday.month:02}-{client.birthday.day:02}"))
    return tuple(dict.fromkeys(found))


def email_key(address: str) -> str:
    """An address without case and spaces."""
    return fold("".join(address.split()))


def phone_key(number: str) -> str:
    """The last nine digits, extension left out, so that +44 20 7946 0018 equals 020 7946 0018; "" when too few."""
    local = digits(_EXTENSION.sub("", number) or number)
    return local[-LOCAL_DIGITS:] if len(local) >= SHORTEST_PHONE else ""


def name_key(given: str, family: str, organisation: str) -> str:
    """The folded words of a name in alphabetical order; the organisation's where there is no person's."""
    return " ".join(sorted(words(f"{given} {family}") or words(organisation)))


def merged(kept: Client, incoming: Client) -> Client:
    """`kept` with what `incoming` adds; what differs goes into the notes. Equal to `kept` when all is there already."""
    values = {name: getattr(kept, name) or getattr(incoming, name) for name in _TEXTS}
    birthday, odd_day = _one_birthday(kept.birthday, incoming.birthday)
    differing = [f"{label}: {theirs}" for label, theirs in _differing(kept, incoming)] + odd_day
    notes = "\n".join([*incoming.notes.splitlines(), *differing])
    result = replace(
        kept,
        **values,
        birthday=birthday,
        phones=_joined(kept.phones, incoming.phones, _number),
        emails=_joined(kept.emails, incoming.emails, lambda e: email_key(e.address)),
        addresses=_joined(kept.addresses, incoming.addresses, _place),
        tags=_joined(kept.tags, incoming.tags, fold),
        former_names=_joined(kept.former_names, incoming.former_names, fold),
        people=_joined(kept.people, incoming.people, lambda p: (fold(p.role), fold(p.name))),
        notes=_with_lines(kept.notes, notes),
    )
    return kept if result == kept else result


class Recognition:
    """Says of one row after another who it is, from the clients it was told of and the rows it has seen."""

    def __init__(self) -> None:
        self._holders: dict[Key, dict[int, None]] = {}
        self._people: dict[int, Client] = {}
        self._seen = 0

    def learn(self, target: int, client: Client) -> None:
        """Remember a kept client, or a row that will become one."""
        self._people[target] = client
        for key in keys(client):
            self._holders.setdefault(key, {})[target] = None

    def knows(self, target: int) -> bool:
        """Whether this client was learned."""
        return target in self._people

    def decide(self, contact: Contact, today: date) -> ImportRow:
        """The row with its suggested decision; its values count as there for the rows that follow."""
        contact = replace(contact, client=_without_coming_birthday(contact.client, today))
        row = self._recognised(contact)
        self._seen += 1
        if row.certain and row.target:
            self.learn(row.target, merged(self._people[row.target], contact.client))
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
        for target in order[:_MOST_TRIED]:
            yield target, next(match for match in (Match.EMAIL, Match.PHONE, Match.NAME) if match in shared[target])

    def _compared(self, contact: Contact, target: int, match: Match) -> ImportRow:
        kept, theirs = self._people[target], contact.client
        two_days = _birthdays_differ(kept.birthday, theirs.birthday)
        if two_days and match is Match.NAME:
            return ImportRow(contact)
        everything_there = merged(kept, theirs) is kept
        certain = not two_days and _same_person(kept, theirs, match, everything_there)
        suggested = Decision.SKIP if everything_there else Decision.MERGE
        return ImportRow(contact, suggested if certain else Decision.ADD, target, display_name(kept), match, certain)


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


_TEXTS = {
    "prefix": "Prefix",
    "given": "Given name",
    "middle": "Middle name",
    "family": "Family name",
    "suffix": "Suffix",
    "preferred_name": "Preferred name",
    "salutation": "How to address",
    "organisation": "Organisation",
    "job_title": "Job title",
    "pronouns": "Pronouns",
    "language": "Language",
    "referral_source": "Referred by",
}


def _differing(kept: Client, incoming: Client) -> Iterator[tuple[str, str]]:
    for name, label in _TEXTS.items():
        ours, theirs = getattr(kept, name), getattr(incoming, name)
        if ours and theirs and ours != theirs and fold(ours) != fold(theirs):
            yield label, theirs


def _one_birthday(kept: Birthday | None, incoming: Birthday | None) -> tuple[Birthday | None, list[str]]:
    if incoming is None or kept == incoming:
        return kept, []
    if kept is None:
        return incoming, []
    if (kept.month, kept.day) == (incoming.month, incoming.day) and None in (kept.year, incoming.year):
        return replace(kept, year=kept.year or incoming.year), []
    return kept, [f"Birthday: {birthday_text(incoming)}"]


def _birthdays_differ(one: Birthday | None, other: Birthday | None) -> bool:
    if one is None or other is None:
        return False
    same_day = (one.month, one.day) == (other.month, other.day)
    return not same_day or (None not in (one.year, other.year) and one.year != other.year)


def _without_coming_birthday(client: Client, today: date) -> Client:
    day = client.birthday
    if day is None or day.year is None or (day.year, day.month, day.day) <= (today.year, today.month, today.day):
        return client
    return replace(client, birthday=None, notes=_with_lines(client.notes, f"Birthday: {birthday_text(day)}"))


def _joined(kept: tuple[Any, ...], incoming: tuple[Any, ...], key: Any) -> tuple[Any, ...]:  # noqa: ANN401  any record
    have = {key(item) for item in kept}
    new = []
    for item in incoming:
        if key(item) not in have:
            have.add(key(item))
            new.append(item)
    return (*kept, *new) if new else kept


def _number(phone: Phone) -> tuple[str, str]:
    extension = _EXTENSION.search(phone.number)
    local = phone_key(phone.number) or digits(phone.number) or fold(phone.number)
    return local, extension[1] if extension else ""


def _place(address: Address) -> tuple[str, ...]:
    parts = (address.street, address.city, address.region, address.postal_code, address.country)
    return tuple(fold(" ".join(part.split())) for part in parts)


def _with_lines(notes: str, more: str) -> str:
    """`notes` and below them the lines of `more` that they do not have yet."""
    have = {line.strip() for line in notes.splitlines()}
    new = [line for line in more.splitlines() if line.strip() and line.strip() not in have]
    return "\n".join([notes, *new] if notes else new) if new else notes


def _same_person(kept: Client, theirs: Client, match: Match, everything_there: bool) -> bool:
    if match is not Match.NAME:
        return _names_agree(kept, theirs)
    if kept.birthday and theirs.birthday:
        return True  # they were compared before
    if theirs.emails or theirs.birthday or any(phone_key(p.number) for p in theirs.phones):
        return False  # the name alone, where more could have matched and did not
    return everything_there or not (kept.addresses and theirs.addresses)


def _names_agree(one: Client, other: Client) -> bool:
    """Whether two names can be one person's: equal, one without the other's middle or family, Bob for Bobby."""
    ours, theirs = _name_words(one), _name_words(other)
    if not ours or not theirs or ours <= theirs or theirs <= ours:
        return True
    if fold(one.family) != fold(other.family):
        return False
    given, their_given = fold(one.given), fold(other.given)
    return bool(given and their_given) and (given.startswith(their_given) or their_given.startswith(given))


def _name_words(client: Client) -> frozenset[str]:
    person = words(f"{client.given} {client.middle} {client.family}")
    return frozenset(person or words(client.preferred_name) or words(client.organisation))


def _why_skipped(row: ImportRow) -> str:
    if row.certain and row.target:
        return f"All of it is there already: {row.target_name}."
    return "Skipped by choice."
