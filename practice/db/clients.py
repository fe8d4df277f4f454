"""Clients: kept with their place in the list, read one by one, by page, and by what they are recognised by."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from practice.db import search
from practice.db.records import EPOCH, Value, fetch, get
from practice.db.store import Store
from practice.db.tables import ClientRow
from practice.rules.clients import Client, ClientKind, ClientStatus, Shelf, display_name, shelf, sort_key
from practice.rules.lines import ClientLine, Facts

_COLUMNS = "id, sort_key, list_name, kind, status, archived_at IS NOT NULL"


class Place(NamedTuple):
    """Where a client stands in the list."""

    sort_key: str
    id: int


def derived(client: Client) -> dict[str, Value]:
    """The columns that follow from the record: how it is ordered, called and shelved."""
    return {"sort_key": sort_key(client), "list_name": display_name(client), "shelf": shelf(client)}


def find(store: Store, client_id: int) -> Client:
    """The client with this id; KeyError when there is none."""
    return get(ClientRow, Client, client_id)


def find_all(store: Store, ids: Iterable[int]) -> list[Client]:
    """The clients with these ids, in the order of the list."""
    query = ClientRow.select().where(ClientRow.id.in_(list(ids))).order_by(ClientRow.sort_key, ClientRow.id)
    return fetch(query, Client)


def save(store: Store, client: Client) -> Client:
    """Keep a client; inside a change."""
    return store.journal.put(ClientRow, client, **derived(client))


def save_many(store: Store, clients: Sequence[Client]) -> list[Client]:
    """Keep new clients; inside a change."""
    return store.journal.put_many(ClientRow, clients, derived)


def page(store: Store, wanted: Shelf, after: Place | None, limit: int) -> list[ClientLine]:
    """At most `limit` lines of the list that follow `after` (None: its beginning), in order."""
    start = tuple(after) if after else ("", 0)
    if wanted is not Shelf.ALL:
        sql = f"SELECT {_COLUMNS} FROM clients WHERE shelf = ? AND (sort_key, id) > (?, ?)"
        rows = store.execute(f"{sql} ORDER BY sort_key, id LIMIT ?", (wanted, *start, limit))
    else:
        sql = (
            f"SELECT {_COLUMNS} FROM clients INDEXED BY clients_sort_key_id WHERE (sort_key, id) > (?, ?) AND shelf > 0"
        )
        rows = store.execute(f"{sql} AND shelf > 0 ORDER BY sort_key, id LIMIT ?", (*start, limit))
    return [_line(row) for row in rows]


def earlier(store: Store, wanted: Shelf, place: Place, count: int) -> ClientLine | None:
    """The line that stands `count` lines before this place; None where the list begins later."""
    shelves = "shelf = ?" if wanted is not Shelf.ALL else "+shelf > ?"
    sql = f"SELECT {_COLUMNS} FROM clients WHERE {shelves} AND (sort_key, id) < (?, ?)"
    sql += " ORDER BY sort_key DESC, id DESC LIMIT 1 OFFSET ?"
    first = wanted if wanted is not Shelf.ALL else Shelf.HIDDEN
    row = store.execute(sql, (first, *place, count)).fetchone()
    return _line(row) if row else None


def lines(store: Store, ids: Sequence[int]) -> list[ClientLine]:
    """The lines of these clients, in the order given."""
    marks = ", ".join("?" * len(ids))
    rows = store.execute(f"SELECT {_COLUMNS} FROM clients WHERE id IN ({marks})", tuple(ids))
    known = {row[0]: _line(row) for row in rows}
    return [known[i] for i in ids if i in known]


def line(store: Store, client_id: int) -> ClientLine | None:
    """The line of one client, None when there is none."""
    return next(iter(lines(store, [client_id])), None)


def counts(store: Store) -> dict[Shelf, int]:
    """How many clients stand on each shelf."""
    rows = dict(store.execute("SELECT shelf, count(*) FROM clients WHERE shelf > 0 GROUP BY shelf", ()).fetchall())
    opened, closed = rows.get(Shelf.OPEN, 0), rows.get(Shelf.CLOSED, 0)
    return {Shelf.OPEN: opened, Shelf.CLOSED: closed, Shelf.ALL: opened + closed}


def position(store: Store, wanted: Shelf, place: Place) -> int:
    """How many lines stand before this place."""
    shelves = (wanted, wanted) if wanted is not Shelf.ALL else (Shelf.OPEN, Shelf.CLOSED)
    sql = "SELECT count(*) FROM clients WHERE shelf BETWEEN ? AND ? AND (sort_key, id) < (?, ?)"
    return int(store.execute(sql, (*shelves, *place)).fetchone()[0])


def named(store: Store, name: str, limit: int = 20) -> list[Client]:
    """At most `limit` clients whose name holds all words of `name`."""
    return find_all(store, search.clients(store, name, limit))


def tags(store: Store) -> list[str]:
    """Every tag in use, most used first."""
    sql = "SELECT value, count(*) FROM clients, json_each(clients.tags) WHERE tags <> '[]' GROUP BY value"
    return [tag for tag, _ in sorted(store.execute(sql, ()).fetchall(), key=lambda row: (-row[1], row[0]))]


def facts(store: Store, ids: Sequence[int], now: datetime) -> dict[int, Facts]:
    """What each of these clients' rows is made from; clients of whom there is nothing are left out."""
    found: dict[int, dict[str, Any]] = {}
    marks = ", ".join("?" * len(ids))
    for name, sql, read in _FACTS:
        parameters = (*ids, _micros(now)) if sql.count("{now}") else tuple(ids)
        for client_id, value in store.execute(sql.format(ids=marks, now="?"), parameters):
            found.setdefault(client_id, {})[name] = read(value)
    return {client_id: Facts(**values) for client_id, values in found.items()}


def _line(row: tuple[Any, ...]) -> ClientLine:
    client_id, key, name, kind, status, archived = row
    return ClientLine(
        id=client_id,
        sort_key=key,
        name=name,
        kind=ClientKind(kind),
        status=ClientStatus(status),
        archived=bool(archived),
    )


def _micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta.resolution


def _instant(value: int) -> datetime:
    return EPOCH + value * timedelta.resolution


def _local_day(value: int) -> date:
    return _instant(value).astimezone().date()


_FACTS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    (
        "work",
        "SELECT client_id, iif(kind = '', title, kind) FROM engagements WHERE client_id IN ({ids}) "
        "ORDER BY status = 'open', id",
        str,
    ),
    (
        "session_at",
        "SELECT client_id, min(starts_at) FROM sessions WHERE client_id IN ({ids}) "
        "AND coalesce(ends_at, starts_at + planned_minutes * 60000000) > {now} GROUP BY client_id",
        _instant,
    ),
    (
        "fit_open",
        "SELECT client_id, 1 FROM fit_checks WHERE client_id IN ({ids}) AND state <> 'decided' GROUP BY client_id",
        bool,
    ),
    (
        "unsigned_since",
        "SELECT client_id, min(issued_at) FROM letters WHERE client_id IN ({ids}) AND state IN ('issued', 'sent') "
        "AND issued_at IS NOT NULL GROUP BY client_id",
        _local_day,
    ),
    (
        "follow_up_on",
        "SELECT client_id, min(due_on) FROM follow_ups WHERE client_id IN ({ids}) AND done_at IS NULL "
        "AND due_on IS NOT NULL GROUP BY client_id",
        date.fromisoformat,
    ),
)
