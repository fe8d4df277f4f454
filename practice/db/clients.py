"""Clients: kept with their place in the list, read one by one and by name."""

import json
from collections.abc import Iterable, Sequence

from practice.db import search
from practice.db.records import Value, fetch, get
from practice.db.store import Store
from practice.rules.clients import Client, display_name, shelf, sort_key


def derived(client: Client) -> dict[str, Value]:
    """The columns that follow from the record: how it is ordered, called and shelved."""
    return {"sort_key": sort_key(client), "list_name": display_name(client), "shelf": shelf(client)}


def find(store: Store, client_id: int) -> Client:
    """The client with this id; KeyError when there is none."""
    from practice.db.tables import ClientRow  # noqa: PLC0415  start-up: the list is read without

    return get(ClientRow, Client, client_id)


def find_all(store: Store, ids: Iterable[int]) -> list[Client]:
    """The clients with these ids, in the order of the list."""
    from peewee import SQL  # noqa: PLC0415  start-up: the list is read without

    from practice.db.tables import ClientRow  # noqa: PLC0415  start-up: as above

    wanted = SQL(
        "(SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )  # one variable: SQLite limits their number
    return fetch(ClientRow.select().where(ClientRow.id.in_(wanted)).order_by(ClientRow.sort_key, ClientRow.id), Client)


def save(store: Store, client: Client) -> Client:
    """Keep a client; inside a change."""
    from practice.db.tables import ClientRow  # noqa: PLC0415  start-up: the list is read without

    return store.journal.put(ClientRow, client, **derived(client))


def save_many(store: Store, clients: Sequence[Client]) -> list[Client]:
    """Keep new clients; inside a change."""
    from practice.db.tables import ClientRow  # noqa: PLC0415  start-up: the list is read without

    return store.journal.put_many(ClientRow, clients, derived)


def named(store: Store, name: str, limit: int = 20) -> list[Client]:
    """At most `limit` clients whose name holds all words of `name`."""
    return find_all(store, search.clients(store, name, limit))


def tags(store: Store) -> list[str]:
    """Every tag in use, most used first."""
    sql = "SELECT value, count(*) FROM clients, json_each(clients.tags) WHERE tags <> '[]' GROUP BY value"
    return [tag for tag, _ in sorted(store.execute(sql, ()).fetchall(), key=lambda row: (-row[1], row[0]))]
