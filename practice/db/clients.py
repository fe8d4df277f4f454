"""Clients: kept with their place in the list, read one by one, by page, and by what they are recognised by."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from practice.db.records import Value, fetch, get
from practice.db.store import Store
from practice.db.tables import ClientRow
from practice.rules.clients import Client, Shelf, display_name, shelf, sort_key

_COLUMNS = "id, sort_key, list_name, kind, status, archived_at IS NOT NULL"


class ListKey(NamedTuple):
    """A client's place in the list."""

    sort_key: str
    id: int


class ClientLine(NamedTuple):
    """What the list holds of a client."""

    id: int
    sort_key: str
    name: str
    kind: str
    status: str
    archived: bool

    @property
    def place(self) -> ListKey:
        """Its place in the list."""
        return ListKey(self.sort_key, self.id)


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


def page(store: Store, wanted: Shelf, after: ListKey | None, limit: int) -> list[ClientLine]:
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
    return [ClientLine(*row) for row in rows]


def lines(store: Store, ids: Sequence[int]) -> list[ClientLine]:
    """The lines of these clients, in the order given."""
    marks = ", ".join("?" * len(ids))
    rows = store.execute(f"SELECT {_COLUMNS} FROM clients WHERE id IN ({marks})", tuple(ids))
    known = {row[0]: ClientLine(*row) for row in rows}
    return [known[i] for i in ids if i in known]


def line(store: Store, client_id: int) -> ClientLine | None:
    """The line of one client, None when there is none."""
    return next(iter(lines(store, [client_id])), None)


def counts(store: Store) -> dict[Shelf, int]:
    """How many clients stand on each shelf."""
    rows = dict(store.execute("SELECT shelf, count(*) FROM clients WHERE shelf > 0 GROUP BY shelf", ()).fetchall())
    opened, closed = rows.get(Shelf.OPEN, 0), rows.get(Shelf.CLOSED, 0)
    return {Shelf.OPEN: opened, Shelf.CLOSED: closed, Shelf.ALL: opened + closed}


def position(store: Store, wanted: Shelf, place: ListKey) -> int:
    """How many lines stand before this place."""
    shelves = (wanted, wanted) if wanted is not Shelf.ALL else (Shelf.OPEN, Shelf.CLOSED)
    sql = "SELECT count(*) FROM clients WHERE shelf BETWEEN ? AND ? AND (sort_key, id) < (?, ?)"
    return int(store.execute(sql, (*shelves, *place)).fetchone()[0])


def tags(store: Store) -> list[str]:
    """Every tag in use, most used first."""
    sql = "SELECT value, count(*) FROM clients, json_each(clients.tags) WHERE tags <> '[]' GROUP BY value"
    return [tag for tag, _ in sorted(store.execute(sql, ()).fetchall(), key=lambda row: (-row[1], row[0]))]
