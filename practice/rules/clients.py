"""Clients: the people and organisations that a practice serves, or may serve."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from practice.errors import Refused
from practice.rules.shelves import OPEN_STATUSES, ClientKind, ClientStatus, Shelf
from practice.rules.words import fold


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it was written."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address as it was written."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `street` may hold several lines."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year, with the year where it is known."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody who matters to a client: what they are to them, and their name ("Daughter", "Freya Lindqvist")."""

    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One client record; `id` 0 means not kept yet, instants are aware UTC."""

    id: int = 0
    kind: ClientKind = ClientKind.PERSON
    status: ClientStatus = ClientStatus.PROSPECT
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    preferred_name: str = ""
    former_names: tuple[str, ...] = ()
    salutation: str = ""  # how to address, "Ms. Corrant"
    organisation: str = ""  # a person's employer, or the organisation's own name
    job_title: str = ""
    birthday: Birthday | None = None
    pronouns: str = ""
    language: str = ""  # BCP 47 or plain words
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[Relation, ...] = ()
    referral_source: str = ""
    notes: str = ""
    members: tuple[int, ...] = ()  # of a household: its two people, by id
    household_id: int | None = None  # of a person: the household they belong to
    since: date | None = None  # client since
    created_at: datetime | None = None
    archived_at: datetime | None = None


class ThingKind(StrEnum):
    """What a thing to remember is about; it chooses the icon beside it."""

    NOTE = "note"
    PERSON = "person"
    SCHOOL = "school"
    CONTACT = "contact"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing to remember about a client; `from_on` is the day it was heard, `done_at` when it was ticked off."""

    id: int = 0
    client_id: int = 0
    text: str = ""
    icon: ThingKind = ThingKind.NOTE
    session_id: int | None = None
    from_on: date | None = None
    done_at: datetime | None = None


NAMELESS = "No name yet"
_CJK = re.compile(r"[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_LEADING = re.compile(r"^[\W_]+")


def display_name(client: Client) -> str:
    """The name as it is said and printed: "Dorothea Lindqvist"; Han, Kana and Hangul names family first, unspaced."""
    if client.kind is ClientKind.ORGANISATION:
        return client.organisation or _person_name(client) or _reach(client)
    return _person_name(client) or client.preferred_name or client.organisation or _reach(client)


def is_named(client: Client) -> bool:
    """Whether anybody has typed a name; else one is called by address or number."""
    return bool(client.given or client.family or client.preferred_name or client.organisation)


def list_name(client: Client) -> str:
    """The name by which a list is ordered: "Lindqvist, Dorothea"."""
    if client.kind is ClientKind.PERSON and client.family and client.given and not _is_cjk(client.family):
        return f"{client.family}, {_spaced(client.given, client.middle)}"
    return display_name(client)


def sort_key(client: Client) -> str:
    """The folded family name, then the given ones; people, households and organisations in one order, any script."""
    if client.kind is ClientKind.ORGANISATION or not (client.family or client.given):
        parts = [display_name(client)]
    else:
        parts = [client.family, client.given, client.middle, client.suffix]
    return "\x1f".join(_LEADING.sub("", fold(part)) for part in parts if part)


def initials(client: Client) -> str:
    """One or two capitals that stand for the client: "DL"; one sign for Han, Kana and Hangul."""
    if client.kind is not ClientKind.ORGANISATION and client.given and client.family:
        parts = [client.family] if _is_cjk(client.family) else [client.given, client.family]
    else:
        parts = display_name(client).split()[:2]
    return "".join(letter[0].upper() for part in parts if (letter := _LEADING.sub("", part)))


def greeting(client: Client) -> str:
    """How a letter begins: "Dear Ms. Corrant", from how to address, else from prefix and name."""
    if client.salutation:
        return f"Dear {client.salutation}"
    if client.kind is ClientKind.PERSON and client.prefix and client.family:
        return f"Dear {client.prefix} {client.family}"
    return f"Dear {display_name(client)}"


def address_lines(address: Address) -> tuple[str, ...]:
    """An address as an envelope has it: street lines, then "City, Region Postcode", then the country."""
    place = ", ".join(part for part in (address.city, _spaced(address.region, address.postal_code)) if part)
    streets = [line.strip() for line in address.street.splitlines()]
    return tuple(line for line in (*streets, place, address.country) if line)


def joint(one: Client, other: Client) -> tuple[str, str]:
    """The given and family part of a household's name: ("Anselm and Petra", "Vogt-Hale")."""
    if one.family and one.family == other.family and one.given and other.given:
        return f"{one.given} and {other.given}", one.family
    return f"{display_name(one)} and {display_name(other)}", ""


def joint_name(one: Client, other: Client) -> str:
    """What two people are called together: "Anselm and Petra Vogt-Hale", "Ana Ruiz and Tom Berg"."""
    return _spaced(*joint(one, other))


def problems(client: Client, today: date) -> dict[str, str]:
    """One sentence by field for all that cannot be kept as it stands."""
    name = "organisation" if client.kind is ClientKind.ORGANISATION else "given"
    emails = (said for email in client.emails if (said := email_problem(email.address)))
    phones = (phone.number for phone in client.phones if not any(char.isdigit() for char in phone.number))
    found = {
        name: "" if is_named(client) else "Type a name or an organisation.",
        "emails": next(emails, ""),
        "phones": next((f"Type “{number}” with its digits, for example (503) 555-0117." for number in phones), ""),
        "birthday": birthday_problem(client.birthday, today) if client.birthday else "",
    }
    return {field: said for field, said in found.items() if said}


def check(client: Client, today: date) -> None:
    """Refused with the sentences of `problems`, when there are any."""
    if found := problems(client, today):
        raise Refused(found)


def email_problem(address: str) -> str:
    """What to type instead of `address`, "" when it has the shape of an e-mail address."""
    if _EMAIL.fullmatch(address):
        return ""
    if _EMAIL.fullmatch(mended := address.replace(",", ".").replace(" ", "")):
        return f"Type “{address}” without commas and spaces: {mended}"
    return f"Type “{address}” as a whole address, for example name@example.com."


def birthday_problem(birthday: Birthday, today: date) -> str:
    """What to type instead of an impossible or coming day of birth, "" when it is possible."""
    try:
        day = date(birthday.year or 2000, birthday.month, birthday.day)
    except ValueError:
        return "Type a day of the calendar, for example April 9, 1961, or April 9."
    return "Type the day of birth, which lies in the past." if birthday.year and day > today else ""


_MONTHS = [f"{date(2000, month, 1):%B}".casefold() for month in range(1, 13)]


def read_birthday(text: str) -> Birthday | None:
    """The birthday as one writes it, "April 9, 1961", "9 Apr", "1961-04-09", "--04-09"; None for nothing, else Refused.

    Figures alone are read where they can mean one day only: 3/14/1958, not 3/4/1958.
    """
    if not text.strip():
        return None
    parts = re.findall(r"\d+|[^\W\d_]+", text.casefold())
    numbers = [int(part) for part in parts if part.isdecimal()]
    months = [n for part in parts if len(part) > 2 for n, name in enumerate(_MONTHS, 1) if name.startswith(part)]
    if re.fullmatch(r"(\d{4}-|-{0,2})\d{1,2}-\d{1,2}", text.strip()):
        return Birthday(numbers[-2], numbers[-1], numbers[0] if len(numbers) == 3 else None)
    if len(months) == 1 and len(numbers) in (1, 2) and len(parts) == len(numbers) + 1:
        return Birthday(months[0], numbers[0], numbers[1] if len(numbers) == 2 else None)
    if len(parts) == len(numbers) == 3 and numbers[2] > 999 and (max(numbers[:2]) > 12 or numbers[0] == numbers[1]):
        return Birthday(min(numbers[:2]), max(numbers[:2]), numbers[2])
    raise Refused({"birthday": "Type it with the month as a word: April 9, 1961, or April 9."})


def birthday_text(birthday: Birthday | None) -> str:
    """The birthday in words, "April 9, 1961", as `read_birthday` reads it."""
    if birthday is None:
        return ""
    said = f"{date(2000, birthday.month, 1):%B} {birthday.day}"
    return f"{said}, {birthday.year}" if birthday.year else said


MOVES: dict[ClientStatus, frozenset[ClientStatus]] = {
    ClientStatus.PROSPECT: frozenset({ClientStatus.CLIENT, ClientStatus.DECLINED, ClientStatus.REFERRED}),
    ClientStatus.CLIENT: frozenset({ClientStatus.FORMER}),
    ClientStatus.FORMER: frozenset({ClientStatus.CLIENT, ClientStatus.PROSPECT}),
    ClientStatus.DECLINED: frozenset({ClientStatus.PROSPECT, ClientStatus.REFERRED}),
    ClientStatus.REFERRED: frozenset({ClientStatus.PROSPECT}),
}
_STAYS = {
    ClientStatus.PROSPECT: "A prospect becomes a client, or is declined or referred.",
    ClientStatus.CLIENT: "A client becomes a former client first.",
    ClientStatus.FORMER: "A former client can come back as a client or a prospect.",
    ClientStatus.DECLINED: "Somebody declined becomes a prospect again first.",
    ClientStatus.REFERRED: "Somebody referred becomes a prospect again first.",
}


def moved(client: Client, status: ClientStatus, today: date) -> Client:
    """The client with the new status, `since` set when they become one; Refused where no such step exists."""
    if status is client.status:
        return client
    if status not in MOVES[client.status]:
        raise Refused({"status": _STAYS[client.status]})
    return replace(client, status=status, since=today if status is ClientStatus.CLIENT else client.since)


def shelf(client: Client) -> Shelf:
    """Open are prospects and clients that are not archived; members stand with their household alone."""
    if client.household_id is not None:
        return Shelf.HIDDEN
    return Shelf.OPEN if client.status in OPEN_STATUSES and client.archived_at is None else Shelf.CLOSED


def asked(text: str) -> tuple[str, str]:
    """A thing to remember in two parts: what is so, and from its first "Ask …" sentence what to ask about."""
    found = re.search(r"(?:^|(?<=[.!?] ))Ask\b", text)
    return (text[: found.start()].rstrip(), text[found.start() :]) if found else (text, "")


def tidy(client: Client) -> Client:
    """The client with the spaces round every text gone and empty rows of its lists left out."""
    texts: dict[str, Any] = {name: " ".join(getattr(client, name).split()) for name in ONE_LINE}
    return replace(
        client,
        **texts,
        notes=client.notes.strip(),
        former_names=_filled(client.former_names),
        tags=tuple(dict.fromkeys(_filled(client.tags))),
        phones=tuple(Phone(p.number.strip(), p.label.strip()) for p in client.phones if p.number.strip()),
        emails=tuple(Email(e.address.strip(), e.label.strip()) for e in client.emails if e.address.strip()),
        addresses=tuple(a for a in client.addresses if address_lines(a)),
        people=tuple(p for p in client.people if p.name.strip()),
    )


ONE_LINE = (
    "prefix", "given", "middle", "family", "suffix", "preferred_name", "salutation", "organisation", "job_title",
    "pronouns", "language", "referral_source",
)  # fmt: skip


def _filled(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())


def _person_name(client: Client) -> str:
    if client.family and client.given and _is_cjk(client.family) and _is_cjk(client.given):
        return client.family + client.given
    name = _spaced(client.given, client.middle, client.family)
    return _spaced(name, client.suffix) if name else ""


def _reach(client: Client) -> str:
    if client.emails:
        return client.emails[0].address
    return client.phones[0].number if client.phones else NAMELESS


def _is_cjk(text: str) -> bool:
    return _CJK.fullmatch(text.replace(" ", "")) is not None


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
