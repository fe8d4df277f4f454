"""Boundaries: what was crossed, how serious it is, what is done about it (PROFESSION 4). Entries are only added to.

An entry is written as a draft and recorded once, for good. What is added later is an entry of its own that points at
the first: an amendment, which may class it anew, or a follow-up, which may tell what was done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from practice.rules.notes import Crossed

LATE_AFTER = timedelta(hours=24)  # PROFESSION 4.5: then the entry is labelled as late
SIMILAR_WITHIN = timedelta(days=90)  # PROFESSION 4.3: the second like it in these days is no longer minor
SEVERITIES = range(1, 6)
GRAVE = 4  # from here on: talk to somebody, and a follow-up
TALK_WITHIN = timedelta(days=2)


class Direction(StrEnum):
    """Who crossed whose boundary."""

    CLIENT_TO_PRACTITIONER = "client_to_practitioner"
    PRACTITIONER_TO_CLIENT = "practitioner_to_client"
    THIRD_PARTY = "third_party"


class Category(StrEnum):
    """What the boundary is about (PROFESSION 4.2)."""

    TIME_CONTACT = "TIME_CONTACT"
    CHANNEL = "CHANNEL"
    PLACE = "PLACE"
    MONEY = "MONEY"
    GIFTS_FAVOURS = "GIFTS_FAVOURS"
    CONFIDENTIALITY_PRIVACY = "CONFIDENTIALITY_PRIVACY"
    DUAL_SOCIAL = "DUAL_SOCIAL"
    ROMANTIC_SEXUAL = "ROMANTIC_SEXUAL"
    SELF_DISCLOSURE = "SELF_DISCLOSURE"
    PRIVATE_INTRUSION = "PRIVATE_INTRUSION"
    THIRD_PARTY = "THIRD_PARTY"
    SCOPE_CREEP = "SCOPE_CREEP"
    TONE_ABUSE = "TONE_ABUSE"
    SAFETY_THREAT = "SAFETY_THREAT"
    DISCRIMINATION = "DISCRIMINATION"


class Kind(StrEnum):
    """A departure from what is usual, or one that harms or exploits."""

    CROSSING = "crossing"
    VIOLATION = "violation"
    UNSURE = "unsure"


class Intent(StrEnum):
    """Whether it was meant."""

    ACCIDENTAL = "accidental"
    UNCLEAR = "unclear"
    DELIBERATE = "deliberate"


class Impact(StrEnum):
    """What it did; nobody knows that it did nothing until somebody has said so."""

    UNKNOWN = ""
    NONE = "none"
    HELPFUL = "helpful"
    MILD = "mild"  # discomfort or cost
    MATERIAL = "material"  # harm or risk that matters


class Channel(StrEnum):
    """How it came about."""

    UNKNOWN = ""
    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    IN_PERSON = "in_person"
    VIDEO = "video"
    SOCIAL = "social"
    LETTER = "letter"
    OTHER = "other"


class Response(StrEnum):
    """What is done: R towards others, P for one's own slips, S for safety (PROFESSION 4.4)."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    S = "S"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class EntryKind(StrEnum):
    """A first entry, or what is added to one."""

    ENTRY = "entry"
    AMENDMENT = "amendment"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a draft holds: as typed and chosen; None where the program's own proposal stands.

    `cited` is the key of what was agreed about it, "" while the program finds it, "none" for no rule yet.
    """

    direction: Direction = Direction.CLIENT_TO_PRACTITIONER
    category: Category | None = None
    kind: Kind = Kind.UNSURE
    intent: Intent = Intent.UNCLEAR
    impact: Impact = Impact.UNKNOWN
    severity: int | None = None
    response: Response | None = None
    response_reason: str = ""
    happened_at: datetime | None = None
    late_reason: str = ""
    place: str = ""
    channel: Channel = Channel.UNKNOWN
    witnesses: str = ""
    facts: str = ""
    words: str = ""  # the exact words, quoted
    interpretation: str = ""
    action: str = ""  # what I did
    reply: str = ""  # what the client said to it
    infers: str = ""  # what a listener could infer
    identifiable: bool = False  # a listener could tell who the client is
    cited: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryDraft:
    """An entry that is being written; each client has at most one."""

    id: int = 0
    client_id: int = 0
    session_id: int | None = None
    content: Written = Written()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryEntry:
    """What was recorded; it never changes. Instants are aware UTC.

    `about` is the first entry that an amendment or a follow-up belongs to. `policy` is the least response at the time,
    `item` what was agreed in a letter ("2.10", or "clause 6"), `agreed` its words or those of the practice's own rule.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int | None = None
    session_id: int | None = None
    about: int | None = None
    entry_kind: EntryKind = EntryKind.ENTRY
    direction: Direction = Direction.CLIENT_TO_PRACTITIONER
    category: Category = Category.TIME_CONTACT
    kind: Kind = Kind.UNSURE
    intent: Intent = Intent.UNCLEAR
    impact: Impact = Impact.UNKNOWN
    severity: int = 1
    policy: Response = Response.R0
    response: Response = Response.R0
    response_reason: str = ""
    happened_at: datetime
    recorded_at: datetime
    late_reason: str = ""
    place: str = ""
    channel: Channel = Channel.UNKNOWN
    witnesses: str = ""
    facts: str = ""
    words: str = ""
    interpretation: str = ""
    action: str = ""
    reply: str = ""
    infers: str = ""
    identifiable: bool = False
    letter_id: int | None = None
    item: str = ""
    rule_id: int | None = None
    agreed: str = ""
    author: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryRule:
    """A rule of the practice's own; cited by its number, and once cited it never changes.

    `clause` is the clause of the engagement letter that says it to clients, "" for none; `limit` are words by which a
    limit in a letter is known to say the same.
    """

    id: int = 0
    number: int = 0
    category: Category = Category.TIME_CONTACT
    text: str = ""
    clause: str = ""
    limit: str = ""
    created_at: datetime | None = None
    archived_at: datetime | None = None


def is_own(direction: Direction) -> bool:
    """Whether the slip is the practitioner's own."""
    return direction is Direction.PRACTITIONER_TO_CLIENT


def is_danger(category: Category | None, severity: int) -> bool:
    """Whether the safety steps come before anything else (PROFESSION 4.3 and 4.6)."""
    return category is Category.SAFETY_THREAT or severity == SEVERITIES[-1]


def direction_of(crossed: Crossed) -> Direction:
    """The direction that a session note's tick tells."""
    ours = crossed is Crossed.OURS
    return Direction.PRACTITIONER_TO_CLIENT if ours else Direction.CLIENT_TO_PRACTITIONER


def is_blank(written: Written) -> bool:
    """Whether nothing was typed yet."""
    said = (written.facts, written.words, written.interpretation, written.action, written.reply, written.infers)
    return not any(text.strip() for text in (*said, written.witnesses, written.response_reason))


def is_late(happened_at: datetime, now: datetime) -> bool:
    """Whether an entry recorded `now` is a late one."""
    return now - happened_at > LATE_AFTER


def late_entry(entry: BoundaryEntry) -> bool:
    """Whether it was recorded late."""
    return is_late(entry.happened_at, entry.recorded_at)


def is_answered(entry: BoundaryEntry, by_letter: bool) -> bool:
    """Whether it tells that its response was given; else it is planned, and one `by_letter` until that is sent."""
    return entry.response is Response.R0 or (bool(entry.action.strip()) and not by_letter)
