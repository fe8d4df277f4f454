"""Letters: what one says, as plain facts that any page can be made from."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Paper(StrEnum):
    """The sheet a letter is printed on."""

    LETTER = "letter"
    A4 = "a4"


class LetterState(StrEnum):
    """The life of a letter."""

    DRAFT = "draft"
    ISSUED = "issued"
    SENT = "sent"
    SIGNED = "signed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One promise or limit: its number ("2.4"), its words, when it is due ("" for a limit)."""

    number: str
    text: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Promises or limits; `due_heading` stands right of the heading in italics."""

    heading: str
    rows: tuple[ItemRow, ...]
    due_heading: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; columns named in `right` hold money and stand right; `total` is the last row, set strong."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    right: tuple[int, ...] = ()


Block = Paragraph | Bullets | ItemTable | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """One of a letter's numbered clauses: its title and what stands below it."""

    number: int
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """A place to sign: the name and what stands below it."""

    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the rule: name and line at left, details at right."""

    name: str
    line: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """All that a letter says, in reading order; plain text throughout, never markup.

    `version` 0 is a draft that was never issued; then the foot says "draft {draft}, not issued" and `check_code` is empty.
    """

    family: str = "engagement"
    number: str = ""
    version: int = 0
    draft: int = 1
    check_code: str = ""
    paper: Paper = Paper.LETTER
    language: str = "en-US"
    title: str = ""
    letterhead: Letterhead = Letterhead("")
    date_line: str = ""
    recipient: tuple[str, ...] = ()
    delivery_line: str = ""
    subject: str = ""
    reference: str = ""
    greeting: str = ""
    opening: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter's pages: the PDF's bytes, their number, and each character that no font has."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that stops an issue: where it is (a clause or item key) and one sentence."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChoice:
    """What the composer holds for one clause: on or off, and its fields as typed."""

    key: str
    on: bool = True
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One version of a letter; once issued its words, bytes and facts are frozen."""

    id: int = 0
    engagement_id: int = 0
    client_id: int = 0
    family: str = "engagement"
    number: str = ""  # EL-2026-021
    version: int = 0  # 0 while a draft
    draft: int = 1
    state: LetterState = LetterState.DRAFT
    choices: tuple[ClauseChoice, ...] = ()
    facts: LetterFacts | None = None
    check_code: str = ""
    sha256: str = ""
    pages: int = 0
    sign_by: date | None = None
    issued_at: datetime | None = None
    sent_on: date | None = None
    sent_by: str = ""
    signed_on: date | None = None
    supersedes: int | None = None
    created_at: datetime | None = None
