"""Sessions, their notes and what follows from them: drafts that are signed once, and then only added to."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from practice.errors import Refused

LATE_AFTER = timedelta(hours=48)  # PROFESSION 7.1: then the note carries the word "late"
_TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(am|pm)?")
LONGEST = timedelta(hours=12)  # of a session; what would last longer is a slip of the pen
ENERGIES = range(1, 6)
STEPS = "next_steps"  # the key under which a signed note keeps its next steps


class NoteState(StrEnum):
    """A note is written, then signed for good (PROFESSION 7.3)."""

    DRAFT = "draft"
    SIGNED = "signed"


class NoteClass(StrEnum):
    """What a note belongs to when a file is handed over (PROFESSION 7.4)."""

    PROFESSIONAL = "professional"
    ADMINISTRATIVE = "administrative"
    PERSONAL = "personal"


class EntryKind(StrEnum):
    """What may still be written under a signed note (PROFESSION 7.3)."""

    ADDENDUM = "addendum"  # adds
    AMENDMENT = "amendment"  # corrects; what was signed stays visible
    LATE_ENTRY = "late_entry"  # was never written then


class Crossed(StrEnum):
    """Whether a boundary came up, and who crossed it."""

    NO = "no"
    THEIRS = "theirs"  # they crossed ours
    OURS = "ours"  # we crossed theirs


@dataclass(frozen=True, slots=True)
class NoteField:
    """One thing a template asks for; `line` is a field of one line."""

    key: str
    label: str
    hint: str = ""
    line: bool = False


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """The fields of a kind of note."""

    key: str
    name: str
    fields: tuple[NoteField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A meeting, call or exchange with a client; instants are aware UTC."""

    id: int = 0
    client_id: int = 0
    engagement_id: int | None = None
    title: str = ""
    starts_at: datetime
    ends_at: datetime | None = None
    planned_minutes: int = 0
    place: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The note of a session.

    `fields` hold the template's texts by key, `remember` what to bring up next time, `kept` the deliveries (by id) that
    signing marks as made, `energy` 1 to 5 how the session left the practitioner (never for the client's eyes).
    """

    id: int = 0
    session_id: int = 0
    client_id: int = 0
    template: str = ""
    note_class: NoteClass = NoteClass.PROFESSIONAL
    fields: dict[str, str]
    remember: str = ""
    energy: int | None = None
    boundary: Crossed = Crossed.NO
    kept: tuple[int, ...] = ()
    writing_seconds: int = 0
    state: NoteState = NoteState.DRAFT
    late_reason: str = ""
    signed_at: datetime | None = None
    signed_by: str = ""
    sha256: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEntry:
    """Something written under a signed note, dated when it was written; `event_on` is the day it speaks of."""

    id: int = 0
    note_id: int = 0
    kind: EntryKind = EntryKind.ADDENDUM
    text: str = ""
    reason: str = ""
    event_on: date | None = None
    written_at: datetime
    author: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something to do: `owner` is "" for the practitioner, else whoever does it."""

    id: int = 0
    client_id: int = 0
    session_id: int | None = None
    letter_id: int | None = None  # the letter whose signature is waited for
    text: str = ""
    owner: str = ""
    due_on: date | None = None
    done_at: datetime | None = None
    created_at: datetime | None = None


def ended(session: Session) -> datetime:
    """When the session was over: its end, else its start and the minutes planned."""
    return session.ends_at or session.starts_at + timedelta(minutes=session.planned_minutes)


def minutes(session: Session) -> int:
    """How long the session took, whole minutes; 0 while it has no end."""
    return 0 if session.ends_at is None else max(0, (session.ends_at - session.starts_at) // timedelta(minutes=1))


def is_late(session: Session, now: datetime) -> bool:
    """Whether a note signed `now` is a late one."""
    return now - ended(session) > LATE_AFTER


def written(note: Note) -> bool:
    """Whether the note says anything."""
    return any(text.strip() for text in note.fields.values())


def digest(parts: Mapping[str, object]) -> str:
    """SHA-256 over what was signed, as hexadecimal digits: equal words give equal digests."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def note_digest(note: Note, session: Session) -> str:
    """The digest of a note as signed: session, texts, deliveries, instant and signer."""
    when = (session.title, session.starts_at, session.ends_at, session.place)
    texts = {k: v for k, v in note.fields.items() if v}
    signed = (note.signed_at, note.signed_by, note.late_reason)
    return digest({"session": when, "fields": texts, "kept": note.kept, "signed": signed})


def step_lines(steps: Sequence[FollowUp]) -> str:
    """The next steps as the signed note keeps them, one a line; the follow-ups themselves go on living."""
    return "\n".join(
        ": ".join(filter(None, (s.owner, s.text))) + (f", by {day_words(s.due_on)}" if s.due_on else "") for s in steps
    )


def day_words(day: date) -> str:
    """A day as a signed note has it: "November 18, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def sign(note: Note, session: Session, steps: Sequence[FollowUp], author: str, now: datetime) -> Note:
    """The note locked, dated and hashed. Raises Refused while it is empty, or late without a reason."""
    _require_draft(note)
    if not written(note):
        raise Refused({"": "Write what was covered before you sign."})
    if is_late(session, now) and not note.late_reason.strip():
        raise Refused({"late_reason": "This is more than 48 hours after the session. Say why it is written late."})
    fields = {**note.fields, STEPS: step_lines(steps)} if steps else note.fields
    signed = replace(note, state=NoteState.SIGNED, fields=fields, signed_at=now, signed_by=author)
    return replace(signed, sha256=note_digest(signed, session))


def edited(note: Note, **changes: object) -> Note:
    """The draft with `changes`. Raises Refused for a signed note: it is added to, never changed."""
    _require_draft(note)
    energy = changes.get("energy")
    if energy is not None and energy not in ENERGIES:
        raise Refused({"energy": "Choose 1 to 5."})
    return replace(note, **changes)  # type: ignore[arg-type]  # checked by the record's own fields


def entry(
    note: Note, kind: EntryKind, text: str, reason: str, event_on: date | None, author: str, now: datetime
) -> NoteEntry:
    """An addition to a signed note. Raises Refused without words, or without the reason of a correction."""
    if note.state is not NoteState.SIGNED:
        raise Refused("This note is still a draft; write in it directly.")
    missing = {} if text.strip() else {"text": "Write what you want to add."}
    if kind is not EntryKind.ADDENDUM and not reason.strip():
        missing["reason"] = "Say why this is written now."
    if event_on and event_on > now.date() + timedelta(days=1):
        missing["event_on"] = "Name the day it happened, not one to come."
    if missing:
        raise Refused(missing)
    parts = {"note": note.sha256, "kind": kind, "text": text, "reason": reason, "event_on": event_on, "at": now}
    return NoteEntry(
        note_id=note.id, kind=kind, text=text, reason=reason, event_on=event_on,
        written_at=now, author=author, sha256=digest({**parts, "author": author}),
    )  # fmt: skip


def holds(note: Note, session: Session) -> bool:
    """Whether a signed note still says what was signed."""
    return note.state is NoteState.DRAFT or note.sha256 == note_digest(note, session)


def _require_draft(note: Note) -> None:
    if note.state is not NoteState.DRAFT:
        raise Refused("This note is signed. Add to it instead.")


def read_time(text: str) -> time:
    """The time of day that a person writes: "9:30", "9.30 am", "2 PM", "14:05". Raises Refused."""
    found = _TIME.fullmatch(text.strip().lower().replace(".", ":").replace("a:m:", "am").replace("p:m:", "pm"))
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    half = found[3] if found else None
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half:
        hour = 99
    if hour > 23 or minute > 59:
        raise Refused("Write a time like 9:30 AM or 14:05.")
    return time(hour, minute)


def end_day(day: date, start: time, end: time) -> date:
    """The day on which a session of `day` ends: the next one when it goes past midnight. Raises Refused."""
    first = datetime.combine(day, start)
    last = datetime.combine(day, end) + timedelta(days=end < start)
    if last - first > LONGEST and end < start:
        raise Refused("The end comes after the start. Check both times.")
    return last.date()
