"""Sessions and notes: begin, write, sign, add to; and the follow-ups that come out of them."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache

from practice.actions import engagements as work
from practice.actions.practice import profile
from practice.actions.store import Store
from practice.db import attachments, clients, engagements, households, things
from practice.db import sessions as kept
from practice.db.tables import FollowUpRow, NoteEntryRow, NoteRow, SessionRow, ThingRow
from practice.errors import Refused
from practice.paths import resource
from practice.rules import notes as rules
from practice.rules.attachments import Owner
from practice.rules.clients import Client, Thing
from practice.rules.engagements import Delivery, Engagement, ScopeItem, is_open
from practice.rules.notes import (
    Crossed,
    EntryKind,
    FollowUp,
    Note,
    NoteEntry,
    NoteField,
    NoteState,
    NoteTemplate,
    Session,
)

PLANNED = 60  # minutes, until the person says otherwise


@dataclass(frozen=True, slots=True)
class NoteView:
    """All that a note's page shows."""

    client: Client
    engagement: Engagement | None
    session: Session
    note: Note
    steps: tuple[FollowUp, ...]
    entries: tuple[NoteEntry, ...]
    promised: tuple[tuple[ScopeItem, Delivery], ...]
    earlier: tuple[tuple[Session, Note], ...]  # newest first
    things: tuple[Thing, ...]  # to remember


@cache
def _templates() -> tuple[tuple[frozenset[str], NoteTemplate], ...]:
    data = tomllib.loads(resource("notes", "templates.toml").read_text("utf-8"))
    return tuple(
        (frozenset(t["for"]), NoteTemplate(t["key"], t["name"], tuple(NoteField(**f) for f in t["field"])))
        for t in data["template"]
    )


def templates(store: Store) -> tuple[NoteTemplate, ...]:
    """The note templates of the practice's profile; quick capture opens with the first."""
    return tuple(t for whose, t in _templates() if profile(store).profile in whose)


def template(key: str) -> NoteTemplate:
    """The template with this key; KeyError when there is none."""
    return {t.key: t for _, t in _templates()}[key]


def view(store: Store, note_id: int) -> NoteView:
    """A note with all that stands around it."""
    note = kept.note(store, note_id)
    session = kept.session(store, note.session_id)
    engagement = engagements.get(store, session.engagement_id) if session.engagement_id else None
    if engagement is None and note.state is NoteState.DRAFT:  # work that was agreed since
        engagement = _open_engagement(store, note.client_id)
    promised = kept.open_deliveries(store, work.binding(store, engagement.id), session.id) if engagement else []
    earlier = [(s, n) for s, n in kept.notes_of(store, note.client_id) if s.starts_at < session.starts_at]
    return NoteView(
        clients.find(store, note.client_id),
        engagement,
        session,
        note,
        tuple(kept.steps(store, session.id)),
        tuple(kept.entries(store, note_id)),
        tuple(promised),
        tuple(earlier),
        tuple(things.of_client(store, households.related(store, clients.find(store, note.client_id)))),
    )


def of_client(store: Store, client_id: int) -> list[tuple[Session, Note]]:
    """A client's sessions with their notes, newest first."""
    return kept.notes_of(store, client_id)


def recent(store: Store, limit: int = 200) -> list[tuple[Client, Session, Note]]:
    """Drafts first, then the latest signed notes, each with its client."""
    found = kept.recent(store, limit)
    by_id = {c.id: c for c in clients.find_all(store, {n.client_id for _, n in found})}
    return [(by_id[n.client_id], s, n) for s, n in found]


def follow_ups(store: Store, client_id: int) -> list[FollowUp]:
    """What is still to be done for a client, the earliest due first."""
    return kept.follow_ups(store, client_id)


def begin(store: Store, client_id: int, now: datetime, template_key: str = "") -> Note:
    """Quick capture: the client's open draft, else a note for today's planned session, else for one that starts now."""
    draft = kept.draft_of(store, client_id)
    if draft is not None:
        return draft
    planned = next((s for s in kept.without_note(store, client_id) if _day(s.starts_at) == _day(now)), None)
    if planned is None:
        return open_session(store, client_id, now, now, template_key)
    key = template_key or templates(store)[0].key
    with store.journal.change("sessions.begin"):
        note = Note(session_id=planned.id, client_id=client_id, template=key, fields={}, created_at=now)
        return store.journal.put(NoteRow, note)


def open_session(
    store: Store, client_id: int, starts_at: datetime, now: datetime, template_key: str = "", place: str = ""
) -> Note:
    """A session that starts (or started) at `starts_at`, with an empty note."""
    chosen = template(template_key) if template_key else templates(store)[0]
    engagement = _open_engagement(store, client_id)
    with store.journal.change("sessions.begin"):
        session = store.journal.put(
            SessionRow,
            Session(
                client_id=client_id, engagement_id=engagement.id if engagement else None, title=chosen.name,
                starts_at=starts_at, planned_minutes=PLANNED, place=place, created_at=now,
            ),
        )  # fmt: skip
        note = Note(session_id=session.id, client_id=client_id, template=chosen.key, fields={}, created_at=now)
        return store.journal.put(NoteRow, note)


def plan(
    store: Store, client_id: int, starts_at: datetime, title: str, planned_minutes: int, now: datetime, place: str = ""
) -> Session:
    """A session to come; quick capture on its day writes into it."""
    engagement = _open_engagement(store, client_id)
    session = Session(
        client_id=client_id, engagement_id=engagement.id if engagement else None, title=title,
        starts_at=starts_at, planned_minutes=planned_minutes, place=place, created_at=now,
    )  # fmt: skip
    with store.journal.change("sessions.plan"):
        return store.journal.put(SessionRow, session)


def write(store: Store, note_id: int, *, visit: str = "", **changes: object) -> Note:
    """Keep what was typed into a draft: fields (by key, laid over the others), remember, energy, boundary, template…"""
    note = kept.note(store, note_id)
    texts = changes.pop("fields", None)
    if isinstance(texts, dict):
        changes["fields"] = {**note.fields, **texts}
    changed = rules.edited(note, **changes)
    with store.journal.change("sessions.write", merge=visit or None):
        return store.journal.put(NoteRow, changed)


def arrange(store: Store, note_id: int, *, visit: str = "", **changes: object) -> Session:
    """Change the draft's session: title, starts_at, ends_at, planned_minutes, place."""
    note = kept.note(store, note_id)
    rules.edited(note)
    session: Session = replace(kept.session(store, note.session_id), **changes)  # type: ignore[arg-type]  # by field
    if session.ends_at and session.ends_at < session.starts_at:
        raise Refused({"ends_at": "The end comes after the start. Check both times."})
    with store.journal.change("sessions.arrange", merge=visit or None):
        return store.journal.put(SessionRow, session)


def add_step(
    store: Store, note_id: int, text: str, now: datetime, owner: str = "", due_on: date | None = None
) -> FollowUp:
    """A next step, which is a follow-up from this moment on."""
    note = kept.note(store, note_id)
    rules.edited(note)
    step = FollowUp(
        client_id=note.client_id, session_id=note.session_id, text=text, owner=owner, due_on=due_on, created_at=now
    )
    return _keep_step(store, "sessions.add_step", step)


def follow_up(
    store: Store, client_id: int, text: str, now: datetime, owner: str = "", due_on: date | None = None
) -> FollowUp:
    """Something to do for a client that comes out of no session."""
    step = FollowUp(client_id=client_id, text=text, owner=owner, due_on=due_on, created_at=now)
    return _keep_step(store, "sessions.follow_up", step)


def change_step(store: Store, step_id: int, *, visit: str = "", **changes: object) -> FollowUp:
    """Change a follow-up's text, owner or due_on."""
    changed: FollowUp = replace(kept.follow_up(store, step_id), **changes)  # type: ignore[arg-type]  # by field
    return _keep_step(store, "sessions.change_step", changed, visit)


def finish_step(store: Store, step_id: int, done: bool, now: datetime) -> FollowUp:
    """Tick a follow-up off, or take the tick back."""
    return _keep_step(
        store, "sessions.finish_step", replace(kept.follow_up(store, step_id), done_at=now if done else None)
    )


def drop_step(store: Store, step_id: int) -> None:
    """Take a follow-up away (Undo brings it back)."""
    with store.journal.change("sessions.drop_step"):
        store.journal.delete(FollowUpRow, step_id)


def _keep_step(store: Store, label: str, step: FollowUp, visit: str = "") -> FollowUp:
    if not step.text.strip():
        raise Refused({"text": "Say what is to be done."})
    with store.journal.change(label, merge=visit or None):
        return store.journal.put(FollowUpRow, step)


def tick(store: Store, note_id: int, delivery_id: int, made: bool) -> Note:
    """Say that a promise's delivery was made in this session; signing the note marks it as kept."""
    note = kept.note(store, note_id)
    others = tuple(d for d in note.kept if d != delivery_id)
    return write(store, note_id, kept=(*others, delivery_id) if made else others)


def may_sign(store: Store, note_id: int, now: datetime) -> None:
    """Raises Refused where sign() would."""
    _signed(store, note_id, now)


def _signed(store: Store, note_id: int, now: datetime) -> tuple[Note, Session, Note]:
    """The note as it is, its session as it ended, and the note as it would be signed."""
    note = kept.note(store, note_id)
    session = kept.session(store, note.session_id)
    if session.ends_at is None:
        planned = session.starts_at + timedelta(minutes=session.planned_minutes)
        session = replace(session, ends_at=max(session.starts_at, min(now, planned)))
    return note, session, rules.sign(note, session, kept.steps(store, session.id), profile(store).signer_name, now)


def sign(store: Store, note_id: int, now: datetime) -> Note:
    """Lock, date and hash the note, mark its ticked deliveries as kept, keep what to remember. It cannot be undone."""
    note, session, signed = _signed(store, note_id, now)
    with store.journal.change("sessions.sign", final=True):
        store.journal.put(SessionRow, session)
        for delivery_id in note.kept:
            work.delivered(store, delivery_id, _day(session.starts_at), session.id)
        if note.remember.strip():
            thing = Thing(
                client_id=note.client_id, text=note.remember, session_id=session.id, from_on=_day(session.starts_at)
            )
            store.journal.put(ThingRow, thing)
        return store.journal.put(NoteRow, signed)


def entry(
    store: Store,
    note_id: int,
    kind: EntryKind,
    text: str,
    now: datetime,
    reason: str = "",
    event_on: date | None = None,
) -> NoteEntry:
    """An addendum, amendment or late entry to a signed note, not kept yet. Refused where it cannot be added so."""
    note = kept.note(store, note_id)
    return rules.entry(note, kind, text, reason, event_on, profile(store).signer_name, now)


def add_entry(store: Store, entry: NoteEntry) -> NoteEntry:
    """Keep an entry of entry(). It cannot be undone."""
    with store.journal.change("sessions.add_entry", final=True):
        return store.journal.put(NoteEntryRow, entry)


def discard(store: Store, note_id: int) -> None:
    """Take an unsigned note away with its session and steps (Undo brings them back)."""
    note = kept.note(store, note_id)
    rules.edited(note)
    with store.journal.change("sessions.discard"):
        for step in kept.steps(store, note.session_id):
            store.journal.delete(FollowUpRow, step.id)
        attachments.let_go(store, Owner("notes", note_id))
        store.journal.delete(NoteRow, note_id)
        store.journal.delete(SessionRow, note.session_id)


def _open_engagement(store: Store, client_id: int) -> Engagement | None:
    found = work.of_client(store, clients.find(store, client_id))
    return next((e for e in found if is_open(e, store.clock().astimezone().date())), None)


def _day(instant: datetime) -> date:
    return instant.astimezone().date()


__all__ = ["Crossed", "EntryKind", "FollowUp", "Note", "NoteState", "NoteTemplate", "NoteView", "Session"]
