"""Time that was spent on work, as it is kept."""

from collections.abc import Iterable

from practice.db import records
from practice.db.store import Store
from practice.db.tables import TimeEntryRow
from practice.rules.time import TimeEntry


def get(store: Store, entry_id: int) -> TimeEntry:
    """The entry with this id; KeyError when there is none."""
    return records.get(TimeEntryRow, TimeEntry, entry_id)


def of_engagement(store: Store, engagement_id: int) -> list[TimeEntry]:
    """The time of an engagement, by day."""
    query = TimeEntryRow.select().where(TimeEntryRow.engagement_id == engagement_id)
    return records.fetch(query.order_by(TimeEntryRow.on, TimeEntryRow.id), TimeEntry)


def of_engagements(store: Store, engagement_ids: Iterable[int]) -> list[TimeEntry]:
    """The time of these engagements, by day."""
    query = TimeEntryRow.select().where(TimeEntryRow.engagement_id.in_(list(engagement_ids)))
    return records.fetch(query.order_by(TimeEntryRow.on, TimeEntryRow.id), TimeEntry)


def untimed(store: Store, engagement_ids: Iterable[int]) -> frozenset[int]:
    """Those of these engagements that have a session of which no time is written down."""
    ids = tuple(engagement_ids)
    sql = (
        f"SELECT DISTINCT engagement_id FROM sessions WHERE engagement_id IN ({', '.join('?' * len(ids))}) "
        "AND NOT EXISTS (SELECT 1 FROM time_entries t WHERE t.session_id = sessions.id)"
    )
    return frozenset(work for (work,) in store.execute(sql, ids))


def of_invoice(store: Store, invoice_id: int) -> list[TimeEntry]:
    """The time that an issued invoice bills."""
    return records.fetch(TimeEntryRow.select().where(TimeEntryRow.invoice_id == invoice_id), TimeEntry)


def some(store: Store, ids: Iterable[int]) -> list[TimeEntry]:
    """The entries with these ids, by day."""
    query = TimeEntryRow.select().where(TimeEntryRow.id.in_(list(ids)))
    return records.fetch(query.order_by(TimeEntryRow.on, TimeEntryRow.id), TimeEntry)


def of_session(store: Store, session_id: int) -> TimeEntry | None:
    """The entry that was made from a session, None before there is one."""
    return records.first(TimeEntryRow.select().where(TimeEntryRow.session_id == session_id), TimeEntry)


def save(store: Store, entry: TimeEntry) -> TimeEntry:
    """Keep an entry, new or changed; inside a change of the journal."""
    return store.journal.put(TimeEntryRow, entry)


def delete(store: Store, entry_id: int) -> None:
    """Take an entry away that no invoice bills; inside a change of the journal."""
    store.journal.delete(TimeEntryRow, entry_id)
