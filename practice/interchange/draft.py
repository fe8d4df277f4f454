"""A contact while it is read: values are put where they belong, and what has no place goes into the notes."""

import re
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache

from practice.interchange.text import LONGEST, clean, one_line
from practice.paths import resource
from practice.rules.clients import Address, Birthday, Client, Email, Phone, Relation, email_problem
from practice.rules.shelves import ClientKind
from practice.rules.words import fold

NOBODY = "It has no name, organisation, e-mail address or phone number."
TOO_LONG = "the end of a very long text"
_NO_YEAR = 1604  # Apple's year for a birthday without one
_DASHED = re.compile(r"(\d{4}|-)-?(\d\d)-?(\d\d)(?:[T ][\d:.,]*(?:Z|[+-][\d:]+)?)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.,]*(?:Z|[+-][\d:]+)?)?")
_LOCAL = re.compile(r"(\d{1,2})([/.-])\s?(\d{1,2})[/.-]\s?(\d{4})")


class Draft:
    """Collects one contact's values; `client` gives the record, `not_taken` what could not come along."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.full_name = ""
        self.refused = ""  # why it is no contact at all
        self.late: dict[str, str] = {}  # what only counts once all is read
        self.birthday: Birthday | None = None
        self.is_organisation = False
        self.phones: list[Phone] = []
        self.emails: list[Email] = []
        self.addresses: list[Address] = []
        self.tags: list[str] = []
        self.former_names: list[str] = []
        self.people: list[Relation] = []
        self.not_taken: list[str] = []
        self._notes: list[str] = []
        self._lines: list[str] = []

    def text(self, name: str, value: str, label: str) -> None:
        """Put `value` into the client's field `name`; a second, different one goes into the notes."""
        value = self._cut(one_line(value))
        if value and self.texts.setdefault(name, value) != value:
            self.note(label, value)

    def phone(self, number: str, label: str) -> None:
        """Add a phone; what has no digit is a remark."""
        number = one_line(number)
        if len(number) <= 60 and any(char.isdigit() for char in number):
            self.phones.append(Phone(number, capital(label)))
        else:
            self.note(_labelled("Phone", label), number)

    def email(self, address: str, label: str) -> None:
        """Add an e-mail address; what has not the shape of one is a remark."""
        address = one_line(address)
        if not email_problem(address):
            self.emails.append(Email(address, capital(label)))
        elif address:
            self.note(_labelled("E-mail", label), address)

    def address(self, address: Address) -> None:
        """Add a postal address that has at least one part."""
        if address.street or address.city or address.region or address.postal_code or address.country:
            self.addresses.append(replace(address, label=capital(address.label)))

    def born(self, value: str, day_first: bool | None = None) -> None:
        """Set the birthday; what cannot be read as a day is a remark."""
        value = one_line(value)
        day = read_day(value, day_first)
        if day is None or (self.birthday and self.birthday != day):
            self.note("Birthday", value)
        else:
            self.birthday = day

    def person(self, role: str, name: str) -> None:
        """Add somebody who matters to the client."""
        if name := one_line(name):
            self.people.append(Relation(role, self._cut(name)))

    def note(self, label: str, value: str) -> None:
        """Keep a value that has no field as a line "Label: value"."""
        if value := self._cut(clean(value)):
            self._lines.append(f"{label}: {value}")

    def free_note(self, value: str) -> None:
        """Keep the contact's own notes, which stand above the lines with labels."""
        if value := self._cut(clean(value)):
            self._notes.append(value)

    def leave(self, what: str) -> None:
        """Name something that does not come along."""
        if what not in self.not_taken:
            self.not_taken.append(what)

    def client(self) -> Client | None:
        """The record, None when nothing says who it is about."""
        self._name()
        texts = self.texts
        organisation = self.is_organisation or not (texts.get("given") or texts.get("family"))
        if not (texts.get("given") or texts.get("family") or texts.get("organisation") or texts.get("preferred_name")):
            if not (self.emails or self.phones):
                return None
            organisation = False
        return Client(
            kind=ClientKind.ORGANISATION if organisation and texts.get("organisation") else ClientKind.PERSON,
            birthday=self.birthday,
            phones=tuple(dict.fromkeys(self.phones)),
            emails=tuple(dict.fromkeys(self.emails)),
            addresses=tuple(dict.fromkeys(self.addresses)),
            tags=tuple(dict.fromkeys(self.tags)),
            former_names=tuple(self.former_names),
            people=tuple(dict.fromkeys(self.people)),
            notes="\n".join(self._notes + self._lines),
            **texts,  # type: ignore[arg-type]  # only names of text fields
        )

    def _name(self) -> None:
        """Where only a whole name stands, take it apart; where both stand, keep what the whole one says more."""
        texts, full = self.texts, one_line(self.full_name)
        if not full:
            return
        if texts.get("given") or texts.get("family"):
            if _adds(full, texts):
                self.note("Shown as", full)
        elif self.is_organisation or (texts.get("organisation") and fold(full) == fold(texts["organisation"])):
            texts.setdefault("organisation", full)
        else:
            for name, part in split_name(full).items():
                texts.setdefault(name, part)

    def _cut(self, value: str) -> str:
        if len(value) <= LONGEST:
            return value
        self.leave(TOO_LONG)
        return value[:LONGEST]


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def read_day(value: str, day_first: bool | None = None) -> Birthday | None:
    """A birthday in the forms address books write, None for others; `day_first` decides 4/9/1961, unknown = month."""
    if found := _DASHED.fullmatch(value) or _ISO.fullmatch(value):
        year, month, day = found.groups()
        return _day(None if year == "-" else int(year), int(month), int(day))
    if found := _LOCAL.fullmatch(value):
        one, sign, two, year = found.groups()
        first, second = int(one), int(two)
        if sign == "." or day_first or first > 12:
            return _day(int(year), second, first)
        return _day(int(year), first, second)
    return None


def split_name(full: str) -> dict[str, str]:
    """A whole name in parts: "Dr. Ana de la Cruz Jr." and "Cruz, Ana" alike."""
    data = _name_words()
    family, comma, rest = full.partition(",")
    if comma and rest.strip() and not _known(rest, data["suffixes"]):
        return {"family": family.strip(), "given": rest.strip()}
    parts, found = full.replace(",", " ").split(), {"prefix": "", "suffix": ""}
    while len(parts) > 1 and _known(parts[0], data["prefixes"]):
        found["prefix"] = f"{found['prefix']} {parts.pop(0)}".strip()
    while len(parts) > 2 and _known(parts[-1], data["suffixes"]):
        found["suffix"] = f"{parts.pop()} {found['suffix']}".strip()
    start = len(parts) - 1
    while start > 1 and _known(parts[start - 1], data["particles"]):
        start -= 1
    if len(parts) == 1:
        found["family" if found["prefix"] else "given"] = parts[0]
    else:
        found |= {"given": parts[0], "middle": " ".join(parts[1:start]), "family": " ".join(parts[start:])}
    return {name: part for name, part in found.items() if part}


def _day(year: int | None, month: int, day: int) -> Birthday | None:
    year = None if year in (_NO_YEAR, 0) else year
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return Birthday(month, day, year)


def _adds(full: str, texts: dict[str, str]) -> bool:
    """Whether a whole name has a word that no part has."""
    have = fold(" ".join(texts.values())).replace(",", " ").replace(".", " ").split()
    return any(word not in have for word in fold(full).replace(",", " ").replace(".", " ").split())


def _labelled(what: str, label: str) -> str:
    return f"{what} ({label})" if label else what


def _known(word: str, among: frozenset[str]) -> bool:
    return fold(word).replace(".", "").strip(" ,") in among


@cache
def _name_words() -> dict[str, frozenset[str]]:
    with resource("interchange", "names.toml").open("rb") as file:
        return {name: frozenset(entries) for name, entries in tomllib.load(file).items()}
