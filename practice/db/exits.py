"""Graceful exits as they are kept, and the sessions to come that they cancel."""

from collections.abc import Iterable
from datetime import datetime

from practice.db import records
from practice.db.store import Store
from practice.db.tables import ExitRow, NoteRow, SessionRow
from practice.rules.exits import Exit, ExitState
from practice.rules.notes import Session


def get(store: Store, exit_id: int) -> Exit:
    """The exit with this id; KeyError when there is none."""
    return records.get(ExitRow, Exit, exit_id)


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Exit]:
    """The exits from these clients' work, newest first; those that were taken back too."""
    query = ExitRow.select().where(ExitRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(ExitRow.id.desc()), Exit)


def of_engagement(store: Store, engagement_id: int) -> Exit | None:
    """The exit from this engagement that stands, None where there is none or it was taken back."""
    taken = ExitRow.state == ExitState.TAKEN_BACK.value
    query = ExitRow.select().where((ExitRow.engagement_id == engagement_id) & ~taken)
    return records.first(query.order_by(ExitRow.id.desc()), Exit)


def open_ones(store: Store, limit: int) -> list[Exit]:
    """The exits that are under way, newest first, at most `limit`."""
    query = ExitRow.select().where(ExitRow.state == ExitState.OPEN.value)
    return records.fetch(query.order_by(ExitRow.id.desc()).limit(limit), Exit)


def save(store: Store, made: Exit) -> Exit:
    """Keep an exit, new or changed; inside a change of the journal."""
    return store.journal.put(ExitRow, made)


def planned(store: Store, client_ids: Iterable[int], after: datetime) -> list[Session]:
    """The sessions of these clients that begin after this instant and have no note, the earliest first."""
    noted = NoteRow.select(NoteRow.session_id)
    wanted = SessionRow.client_id.in_(list(client_ids)) & SessionRow.id.not_in(noted)
    query = SessionRow.select().where(wanted & (SessionRow.starts_at > records.plain(after)))
    return records.fetch(query.order_by(SessionRow.starts_at), Session)


def cancel(store: Store, session: Session) -> None:
    """Take a planned session away; inside a change of the journal."""
    store.journal.delete(SessionRow, session.id)


def put_back(store: Store, session: Session) -> Session:
    """Plan a cancelled session again; inside a change of the journal."""
    return store.journal.put(SessionRow, session)
