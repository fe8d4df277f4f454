"""Clients: the people and organisations that a practice serves, or may serve."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ClientKind(StrEnum):
    """What stands behind a client's name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    HOUSEHOLD = "household"  # two people as joint clients


class ClientStatus(StrEnum):
    """Where a client stands with the practice (PROFESSION section 9)."""

    PROSPECT = "prospect"
    CLIENT = "client"
    FORMER = "former"
    DECLINED = "declined"
    REFERRED = "referred"


OPEN_STATUSES = frozenset({ClientStatus.PROSPECT, ClientStatus.CLIENT})


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
