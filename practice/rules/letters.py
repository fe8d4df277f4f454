"""Letters: what one says, as plain facts that any page can be made from."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from practice.errors import Refused
from practice.rules.engagements import Fee
from practice.rules.paper import NO_LETTERHEAD, USUAL_DESIGN, Design
from practice.rules.paper import Letterhead as Letterhead
from practice.rules.paper import Paper as Paper

ENGAGEMENT = "engagement"  # the family of the letter that promises; the others stand beside it
SHEETS = frozenset({"invoice", "credit_note", "reconciliation"})  # issued once: a number, but no versions
STATEMENT = "statement"  # of account: pages like a letter's, but nothing that is issued and has versions


class LetterState(StrEnum):
    """The life of a letter."""

    DRAFT = "draft"
    ISSUED = "issued"
    SENT = "sent"
    SIGNED = "signed"
    FILED = "filed"  # sent, and nobody has to sign it
    DECLINED = "declined"  # the client will not sign it
    EXPIRED = "expired"  # its day to sign by passed, and it was let go
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch of a text set bold, italic or both: from the sign `start` to the one before `end`, counted from 0."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `emphasis` says which stretches of it are bold or italic (rules.markup reads and cuts them)."""

    text: str
    emphasis: tuple[Emphasis, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One promise or limit: its number ("2.4"), its words, when it is due ("" for a limit)."""

    number: str
    text: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Promises or limits, given or taken back; `due_heading` stands right of the heading in italics."""

    heading: str
    rows: tuple[ItemRow, ...]
    due_heading: str = ""
    withdraws: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; columns named in `right` hold money and stand right; `total` is the last row, set strong.

    Of a `form` the empty places are for the client's hand, and high enough for it.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    form: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """All that a letter says, in reading order: the one model that pages and the Word file are made from.

    Plain text throughout, never markup. `opening` and `closing` stand before and after the numbered `sections`.
    `version` 0 is a draft that was never issued, of the version `draft`: the foot says so, and `check_code` is empty.
    """

    family: str = ENGAGEMENT
    number: str = ""
    version: int = 0
    draft: int = 1
    check_code: str = ""
    paper: Paper = Paper.LETTER
    language: str = "en-US"
    title: str = ""
    letterhead: Letterhead = NO_LETTERHEAD
    design: Design = USUAL_DESIGN
    date_line: str = ""
    recipient: tuple[str, ...] = ()
    delivery_line: str = ""
    subject: str = ""
    reference: str = ""
    greeting: str = ""
    opening: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter's pages: the PDF's bytes, their number, and each character that no font has."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a letter to see to: where it is (a clause or item key) and one sentence.

    It stops the issue, or only asks to be looked at; then `key` names it within the letter for the `note` that answers
    it, `asks` says what that note tells, and `source` is the rule behind it. `old` is a note of the version before;
    `given` is the clause library's reason, where nobody has written another one.
    """

    place: str
    text: str
    stops: bool = True
    key: str = ""
    asks: str = ""
    source: str = ""
    note: str = ""
    given: str = ""
    old: bool = False

    @property
    def answered(self) -> bool:
        """Whether there is a reason, of the person or of the library."""
        return bool(self.note.strip() or self.given)


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
    engagement_id: int | None = None  # none for somebody whose work was never taken on
    client_id: int = 0
    family: str = ENGAGEMENT
    number: str = ""  # EL-2026-021
    version: int = 0  # 0 while a draft
    draft: int = 1  # the version that it is a draft of
    state: LetterState = LetterState.DRAFT
    signs: bool = True  # whether anybody has to sign it
    choices: tuple[ClauseChoice, ...] = ()
    clauses: tuple[tuple[str, int], ...] = ()  # (key, version) of edited clauses; once issued of all that stand in it
    notes: tuple[tuple[str, str], ...] = ()  # what was said to each thing that asked to be looked at, by its key
    asked: tuple[Problem, ...] = ()  # what asked to be looked at as it was issued, each with its note; none in a draft
    facts: LetterFacts | None = None
    fee: Fee | None = None  # the fee of the work once this version is signed; none while a draft
    check_code: str = ""
    sha256: str = ""
    pages: int = 0
    sign_by: date | None = None
    issued_at: datetime | None = None
    sent_on: date | None = None
    sent_by: str = ""
    signed_on: date | None = None
    ended_on: date | None = None  # declined or expired
    ended_why: str = ""
    supersedes: int | None = None
    amends: int | None = None  # the signed letter that an addendum changes
    created_at: datetime | None = None
    source: str = ""  # the record that it came of, such as "boundary:17"; "" for none
    tables: tuple[tuple[str, Grid], ...] = ()  # what that record gave it to print, by name


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """The bytes of an issued letter, kept apart."""

    id: int = 0
    letter_id: int = 0
    pdf: bytes = b""
    sha256: str = ""


OUT = frozenset({LetterState.ISSUED, LetterState.SENT})  # issued, not signed yet
ENDED = frozenset({LetterState.DECLINED, LetterState.EXPIRED})  # never signed
_NOT_OUT = {
    LetterState.DRAFT: "Issue the letter first.",
    LetterState.SIGNED: "This letter is signed already.",
    LetterState.FILED: "Nobody has to sign this letter.",
    LetterState.DECLINED: "This letter was declined. Start a new version.",
    LetterState.EXPIRED: "This letter has expired. Start a new version.",
    LetterState.SUPERSEDED: "A newer version has taken this letter's place.",
}
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_code(facts_text: str) -> str:
    """The code printed on an issued letter, from the hash of its facts as text: "K7Q4-M2XD"."""
    number = int.from_bytes(hashlib.sha256(facts_text.encode()).digest()[:5], "big")
    signs = "".join(_CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def next_number(prefix: str, year: int, taken: Iterable[str]) -> str:
    """The number after the highest one `taken` this year: "EL-2026-021"."""
    head = f"{prefix}-{year}-"
    used = (int(number.removeprefix(head)) for number in taken if re.fullmatch(rf"{head}\d+", number))
    return f"{head}{max(used, default=0) + 1:03}"


def item_numbers(facts: LetterFacts) -> frozenset[str]:
    """The numbers of the promises and limits that a letter gives: "2.1", "2.4"."""
    return _numbers(facts, withdrawn=False)


def withdrawn_numbers(facts: LetterFacts) -> frozenset[str]:
    """The numbers of the promises and limits that an addendum takes back."""
    return _numbers(facts, withdrawn=True)


def _numbers(facts: LetterFacts | None, *, withdrawn: bool) -> frozenset[str]:
    blocks = (block for section in (facts.sections if facts else ()) for block in section.blocks)
    tables = (block for block in blocks if isinstance(block, ItemTable) and block.withdraws is withdrawn)
    return frozenset(row.number for table in tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class InForce:
    """What binds both: a signed letter, and its signed addenda in the order in which they were signed."""

    letter: Letter
    addenda: tuple[Letter, ...] = ()

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of the promises and limits that bind."""
        found = _numbers(self.letter.facts, withdrawn=False)
        for addendum in self.addenda:
            found = found - _numbers(addendum.facts, withdrawn=True) | _numbers(addendum.facts, withdrawn=False)
        return found

    @property
    def fee(self) -> Fee | None:
        """The fee that is agreed."""
        return (self.letter, *self.addenda)[-1].fee

    def fee_on(self, day: date) -> Fee | None:
        """The fee for what is done on `day`: a change that was agreed for a later day does not count yet."""
        fees = (one.fee for one in reversed((self.letter, *self.addenda)))
        return next((fee for fee in fees if fee and (fee.from_day is None or fee.from_day <= day)), None)

    def older_than(self, letter: Letter) -> bool:
        """Whether nothing of it was begun after this letter."""
        return all(one.id < letter.id for one in (self.letter, *self.addenda))


def letter_in_force(letters: Iterable[Letter], day: date) -> InForce | None:
    """What of an engagement's letters bound both on `day`: the newest version signed by then, None before any.

    The addenda to it that were signed by then go with it; those to an older version gave way with that.
    """
    signed = [(letter.signed_on, letter) for letter in letters if letter.signed_on and letter.signed_on <= day]
    versions = [letter for _, letter in signed if letter.family == ENGAGEMENT]
    newest = max(versions, key=lambda letter: (letter.version, letter.id), default=None)
    if newest is None:
        return None
    added = sorted((on, letter.id, letter) for on, letter in signed if letter.amends == newest.id)
    return InForce(newest, tuple(letter for _, _, letter in added))


def first_signed(letters: Iterable[Letter]) -> dict[str, date]:
    """The day on which each promise and limit was first signed for, by its number; later versions keep it."""
    days: dict[str, date] = {}
    for letter in letters:
        if letter.signed_on and letter.facts:
            for number in item_numbers(letter.facts):
                days[number] = min(letter.signed_on, days.get(number, letter.signed_on))
    return days


def sent(letter: Letter, day: date, way: str, today: date) -> Letter:
    """The letter as sent on `day`; Refused for a draft, one that has ended or an impossible day."""
    if letter.state not in OUT | {LetterState.SIGNED, LetterState.FILED}:
        raise Refused({"sent_on": _NOT_OUT[letter.state]})
    _check_day("sent_on", letter, day, today)
    gone = LetterState.SENT if letter.signs else LetterState.FILED
    state = gone if letter.state is LetterState.ISSUED else letter.state
    return replace(letter, state=state, sent_on=day, sent_by=way.strip())


def signed(letter: Letter, day: date, today: date) -> Letter:
    """The letter as signed by everybody on `day`; Refused for a draft, twice, or on an impossible day."""
    if letter.state not in OUT or not letter.signs:
        raise Refused({"signed_on": _NOT_OUT.get(letter.state, _NOT_OUT[LetterState.FILED])})
    _check_day("signed_on", letter, day, today)
    return replace(letter, state=LetterState.SIGNED, signed_on=day)


def declined(letter: Letter, day: date, why: str, today: date) -> Letter:
    """The letter as the client declined it on `day`, for a reason that may be empty; Refused as `signed` is."""
    if letter.state not in OUT or not letter.signs:
        raise Refused({"ended_on": _NOT_OUT.get(letter.state, _NOT_OUT[LetterState.FILED])})
    _check_day("ended_on", letter, day, today)
    return replace(letter, state=LetterState.DECLINED, ended_on=day, ended_why=why.strip())


def expired(letter: Letter, today: date) -> Letter:
    """The letter let go after its day to sign by; Refused before that day is over."""
    if letter.state not in OUT:
        raise Refused({"ended_on": _NOT_OUT[letter.state]})
    if not overdue(letter, today):
        raise Refused({"ended_on": "This letter can still be signed. Wait until its day to sign by is over."})
    return replace(letter, state=LetterState.EXPIRED, ended_on=today)


def overdue(letter: Letter, today: date) -> bool:
    """Whether a letter that waits for its signature is past its day to sign by."""
    return letter.state in OUT and letter.sign_by is not None and letter.sign_by < today


def _check_day(field: str, letter: Letter, day: date, today: date) -> None:
    if day > today:
        raise Refused({field: "Choose today or a day before it."})
    if letter.issued_at and day < letter.issued_at.astimezone().date():
        raise Refused({field: "Choose a day on or after the one the letter was issued."})


def editable(letter: Letter) -> Letter:
    """The letter, if it is a draft; Refused with what to do instead when it was issued."""
    if letter.state is not LetterState.DRAFT:
        raise Refused("An issued letter is never edited. Start a new version instead.")
    return letter
