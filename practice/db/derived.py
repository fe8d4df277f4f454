"""What follows from a record whenever it is written, undone or redone: search rows and keys of recognition."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from practice.db.records import Value, from_values
from practice.rules.clients import Client
from practice.rules.imports import keys
from practice.rules.words import index_text

Values = Mapping[str, Value]
Execute = Callable[[str, Sequence[Any]], Any]
Follower = Callable[[Execute, int, Values | None], None]

CLIENTS_ABOVE = 1 << 40  # search ids of clients lie above those of notes: newest first, people before what was said


def strings(data: object) -> Iterator[str]:
    """Every text inside JSON data, in order; the names of its fields are left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


def note_texts(values: Values) -> list[str]:
    """The texts of a session note."""
    return list(strings(json.loads(str(values["fields"]))))


def plain_texts(values: Values) -> list[str]:
    """The text of a record that has one."""
    return [str(values["text"])]


TEXTS: Mapping[str, Callable[[Values], list[str]]] = {
    "notes": note_texts,
    "note_entries": plain_texts,
    "things": plain_texts,
    "follow_ups": plain_texts,
}
"""What is searched of each table beside the clients."""


def follow_client(execute: Execute, client_id: int, values: Values | None) -> None:
    """Keep a client's search row and keys as the record is."""
    execute("DELETE FROM client_keys WHERE client_id = ?", (client_id,))
    if values is None:
        _unindex(execute, "clients", client_id)
        return
    client = from_values(Client, {**values, "id": client_id})
    for kind, key in keys(client):
        execute("INSERT INTO client_keys (client_id, kind, key) VALUES (?, ?, ?)", (client_id, kind, key))
    _index(execute, CLIENTS_ABOVE + client_id, "clients", client_id, client_id, client_index(client))


def client_index(client: Client) -> str:
    """What the search index keeps of a client."""
    names = [client.given, client.middle, client.family, client.suffix, client.preferred_name, *client.former_names]
    texts = [*names, client.organisation, *client.tags, client.notes, *(person.name for person in client.people)]
    return index_text([*texts, *(e.address for e in client.emails)], [p.number for p in client.phones])


def _texts_follower(table: str) -> Follower:
    texts = TEXTS[table]

    def follow(execute: Execute, record_id: int, values: Values | None) -> None:
        if values is None:
            _unindex(execute, table, record_id)
            return
        doc_id = _doc_id(execute, table, record_id)
        _index(execute, doc_id, table, record_id, _client_of(execute, values), index_text(texts(values)))

    return follow


def _doc_id(execute: Execute, table: str, record_id: int) -> int:
    known = execute("SELECT id FROM search_docs WHERE table_name = ? AND record_id = ?", (table, record_id)).fetchone()
    if known:
        return int(known[0])
    last = execute("SELECT max(id) FROM search_docs WHERE id < ?", (CLIENTS_ABOVE,)).fetchone()[0]
    return int(last or 0) + 1


def _client_of(execute: Execute, values: Values) -> int:
    if "client_id" in values:
        return int(values["client_id"] or 0)
    return int(execute("SELECT client_id FROM notes WHERE id = ?", (values["note_id"],)).fetchone()[0])


def _index(execute: Execute, doc_id: int, table: str, record_id: int, client_id: int, text: str) -> None:
    execute(
        "INSERT OR IGNORE INTO search_docs (id, table_name, record_id, client_id) VALUES (?, ?, ?, ?)",
        (doc_id, table, record_id, client_id),
    )
    execute("INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)", (doc_id, text))


def _unindex(execute: Execute, table: str, record_id: int) -> None:
    doc_id = _doc_id(execute, table, record_id) if table != "clients" else CLIENTS_ABOVE + record_id
    execute("DELETE FROM search WHERE rowid = ?", (doc_id,))
    execute("DELETE FROM search_docs WHERE id = ?", (doc_id,))


FOLLOWERS: Mapping[str, tuple[Follower, ...]] = {
    "clients": (follow_client,),
    **{table: (_texts_follower(table),) for table in TEXTS},
}
