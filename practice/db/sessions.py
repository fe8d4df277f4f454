"""Sessions, notes, what was added to them, and follow-ups, as they are kept."""

from collections.abc import Iterable

from practice.db.records import fetch, first, get
from practice.db.store import Store
from practice.db.tables import DeliveryRow, FollowUpRow, NoteEntryRow, NoteRow, SessionRow
from practice.rules.engagements import Delivery, ScopeItem
from practice.rules.notes import FollowUp, Note, NoteClass, NoteEntry, NoteState, Session


def session(store: Store, session_id: int) -> Session:
    """The session with this id; KeyError when there is none."""
    return get(SessionRow, Session, session_id)


def note(store: Store, note_id: int) -> Note:
    """The note with this id; KeyError when there is none."""
    return get(NoteRow, Note, note_id)


def notes_of(store: Store, client_id: int) -> list[tuple[Session, Note]]:
    """A client's sessions with their notes, newest first."""
    held = fetch(SessionRow.select().where(SessionRow.client_id == client_id), Session)
    by_id = {s.id: s for s in held}
    notes = fetch(NoteRow.select().where(NoteRow.client_id == client_id), Note)
    return sorted(((by_id[n.session_id], n) for n in notes), key=lambda pair: pair[0].starts_at, reverse=True)


def recent(store: Store, limit: int) -> list[tuple[Session, Note]]:
    """The drafts, then the notes of the latest sessions: at most `limit` of each, newest first."""
    drafts = fetch(_by_start().where(NoteRow.state == NoteState.DRAFT.value).limit(limit), Note)
    signed = fetch(_by_start().where(NoteRow.state == NoteState.SIGNED.value).limit(limit), Note)
    ids = [n.session_id for n in (*drafts, *signed)]
    by_id = {s.id: s for s in fetch(SessionRow.select().where(SessionRow.id.in_(ids)), Session)}
    return [(by_id[n.session_id], n) for n in (*drafts, *signed)]


def _by_start():  # type: ignore[no-untyped-def]  # noqa: ANN202  peewee's queries have no plain type
    return (
        NoteRow.select(NoteRow)
        .join(SessionRow, on=(SessionRow.id == NoteRow.session_id))
        .order_by(SessionRow.starts_at.desc())
    )


def held(store: Store, engagement_id: int) -> list[Session]:
    """The sessions of an engagement whose professional note is signed, the earliest first."""
    of_note = NoteRow.select(NoteRow.session_id).where(
        (NoteRow.state == NoteState.SIGNED.value) & (NoteRow.note_class == NoteClass.PROFESSIONAL.value)
    )
    query = SessionRow.select().where((SessionRow.engagement_id == engagement_id) & SessionRow.id.in_(of_note))
    return fetch(query.order_by(SessionRow.starts_at), Session)


def draft_of(store: Store, client_id: int) -> Note | None:
    """The note of this client that is still being written, the latest one."""
    query = NoteRow.select().where((NoteRow.client_id == client_id) & (NoteRow.state == NoteState.DRAFT.value))
    return first(query.order_by(NoteRow.id.desc()), Note)


def without_note(store: Store, client_id: int) -> list[Session]:
    """A client's sessions that nobody has written a note for, the earliest first."""
    noted = NoteRow.select(NoteRow.session_id)
    query = SessionRow.select().where((SessionRow.client_id == client_id) & SessionRow.id.not_in(noted))
    return fetch(query.order_by(SessionRow.starts_at), Session)


def entries(store: Store, note_id: int) -> list[NoteEntry]:
    """What was added to a note, in the order it was written."""
    return fetch(NoteEntryRow.select().where(NoteEntryRow.note_id == note_id).order_by(NoteEntryRow.id), NoteEntry)


def steps(store: Store, session_id: int) -> list[FollowUp]:
    """The next steps that came out of a session, in the order they were written."""
    return fetch(FollowUpRow.select().where(FollowUpRow.session_id == session_id).order_by(FollowUpRow.id), FollowUp)


def follow_ups(store: Store, client_id: int) -> list[FollowUp]:
    """What is still to be done for a client, the earliest due first."""
    query = FollowUpRow.select().where((FollowUpRow.client_id == client_id) & FollowUpRow.done_at.is_null())
    return fetch(query.order_by(FollowUpRow.due_on.is_null(), FollowUpRow.due_on, FollowUpRow.id), FollowUp)


def follow_up(store: Store, follow_up_id: int) -> FollowUp:
    """The follow-up with this id; KeyError when there is none."""
    return get(FollowUpRow, FollowUp, follow_up_id)


def of_letter(store: Store, letter_id: int) -> list[FollowUp]:
    """The follow-ups that wait for a letter's signature."""
    return fetch(FollowUpRow.select().where(FollowUpRow.letter_id == letter_id), FollowUp)


def save_follow_up(store: Store, follow_up: FollowUp) -> FollowUp:
    """Keep a follow-up, new or changed; inside a change of the journal."""
    return store.journal.put(FollowUpRow, follow_up)


def open_deliveries(store: Store, items: Iterable[ScopeItem], session_id: int) -> list[tuple[ScopeItem, Delivery]]:
    """What these items still owe, and what this session delivered, by item number."""
    by_id = {item.id: item for item in items}
    owed = DeliveryRow.delivered_on.is_null() | (DeliveryRow.session_id == session_id)
    query = DeliveryRow.select().where(DeliveryRow.item_id.in_(list(by_id)) & owed)
    return sorted(((by_id[d.item_id], d) for d in fetch(query, Delivery)), key=lambda p: (p[0].number, p[1].id))
