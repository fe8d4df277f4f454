"""Requests, what was added to them, and the limits that new letters begin with, as they are kept."""

from collections.abc import Iterable

from practice.db import records
from practice.db.store import Store
from practice.db.tables import RequestEntryRow, RequestRow, UsualLimitRow
from practice.rules.requests import Request, RequestEntry
from practice.rules.usual import UsualLimit


def get(store: Store, request_id: int) -> Request:
    """The request with this id; KeyError when there is none."""
    return records.get(RequestRow, Request, request_id)


def find(store: Store, request_id: int) -> Request | None:
    """The request with this id, None when there is none."""
    return records.first(RequestRow.select().where(RequestRow.id == request_id), Request)


def recalled(store: Store, request: Request) -> bool:
    """Whether undo or redo could still change this request."""
    begun = records.to_values(request)["created_at"]
    return begun in store.journal.recalled("requests", "created_at")


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Request]:
    """The requests of these clients, the newest first."""
    query = RequestRow.select().where(RequestRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(RequestRow.asked_on.desc(), RequestRow.id.desc()), Request)


def page(store: Store, before: Request | None, limit: int) -> list[Request]:
    """The next requests after `before`, at most `limit`: open ones first, the newest of each first."""
    answered = RequestRow.answered_on.is_null(False)
    query = RequestRow.select()
    if before is not None:
        was = before.answered_on is not None
        older = (answered == was) & (RequestRow.id < before.id)
        query = query.where(older if was else older | answered)
    return records.fetch(query.order_by(answered, RequestRow.id.desc()).limit(limit), Request)


def uncovered(store: Store) -> list[Request]:
    """The requests with a subject that were judged and cite no item."""
    judged = RequestRow.judgement.is_null(False) & (RequestRow.cites == "[]") & (RequestRow.subject != "")
    return records.fetch(RequestRow.select().where(judged), Request)


def subjects(store: Store) -> list[str]:
    """Every subject that a request has, the newest first, each once."""
    sql = "SELECT subject FROM requests WHERE subject <> '' GROUP BY subject ORDER BY max(id) DESC"
    return [subject for (subject,) in store.execute(sql, ())]


def save(store: Store, request: Request) -> Request:
    """Keep a request, new or changed; inside a change of the journal."""
    return store.journal.put(RequestRow, request)


def delete(store: Store, request_id: int) -> None:
    """Take away a request that was never answered; inside a change of the journal."""
    store.journal.delete(RequestRow, request_id)


def entries(store: Store, request_id: int) -> list[RequestEntry]:
    """What was added to a request, in the order it was written."""
    query = RequestEntryRow.select().where(RequestEntryRow.request_id == request_id)
    return records.fetch(query.order_by(RequestEntryRow.id), RequestEntry)


def entry(store: Store, entry_id: int) -> RequestEntry:
    """The addition with this id; KeyError when there is none."""
    return records.get(RequestEntryRow, RequestEntry, entry_id)


def add_entry(store: Store, entry: RequestEntry) -> RequestEntry:
    """Keep an addition; inside a change of the journal."""
    return store.journal.put(RequestEntryRow, entry)


def usual(store: Store) -> list[UsualLimit]:
    """The limits that new letters begin with, in the order they were made."""
    return records.fetch(UsualLimitRow.select().order_by(UsualLimitRow.id), UsualLimit)


def usual_one(store: Store, limit_id: int) -> UsualLimit:
    """The usual limit with this id; KeyError when there is none."""
    return records.get(UsualLimitRow, UsualLimit, limit_id)


def save_usual(store: Store, limit: UsualLimit) -> UsualLimit:
    """Keep a usual limit; inside a change of the journal."""
    return store.journal.put(UsualLimitRow, limit)


def delete_usual(store: Store, limit_id: int) -> None:
    """Take a usual limit away; inside a change of the journal."""
    store.journal.delete(UsualLimitRow, limit_id)
