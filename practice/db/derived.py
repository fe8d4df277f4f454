"""What follows from a record whenever it is written, undone or redone: search rows and keys of recognition."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from practice.db.records import Execute, Values, from_values
from practice.rules.clients import Client, display_name
from practice.rules.likeness import Key, keys
from practice.rules.words import index_text

Follower = Callable[[Execute, int, int, Values | None, Values | None], None]  # start of change, id, before, after

MANY = 2_000  # records in one change; merging their whole index pays from here on
PEOPLE, SAID = "search_clients", "search"  # the two indexes: who there is, and what was noted about them
SHORTEST = {PEOPLE: 2, SAID: 1}  # the shortest beginning that each index keeps of a word
BOUNDARY_TEXTS = ("facts", "words", "interpretation", "action", "reply", "infers", "witnesses", "place")
_BLOCK = 20  # bits for the rows of one change


class Record(NamedTuple):
    """What a row of the search index stands for."""

    table: str
    id: int
    client_id: int


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
    return [*strings(json.loads(str(values["fields"]))), str(values["remember"])]


def plain_texts(values: Values) -> list[str]:
    """The text of a record that has one."""
    return [str(values["text"])]


def file_texts(values: Values) -> list[str]:
    """The name of a file, until it is removed."""
    return [str(values["name"])] if values["removed_at"] is None else []


def request_texts(values: Values) -> list[str]:
    """What was asked for, what we call it, and what was answered."""
    return [str(values[name]) for name in ("words", "subject", "answer")]


COMPLAINT_TEXTS = ("number", "words", "remedy")
POINT_TEXTS = ("wanted", "words", "said", "record_what", "reason")
END_TEXTS = ("root_cause", "changed", "text")


LEDGER_TEXTS = ("payer", "reference", "text")
REFUND_TEXTS = ("why", "citation", "note", "proof")


def _named(names: Iterable[str]) -> Callable[[Values], list[str]]:
    """These texts of a record, where they say something."""
    return lambda values: [text for name in names if (text := str(values[name]))]


def boundary_texts(values: Values) -> list[str]:
    """What a boundary entry says in a person's own words."""
    return [text for name in BOUNDARY_TEXTS if (text := str(values[name]))]


def invoice_texts(values: Values) -> list[str]:
    """The number of an invoice, what its lines say and its note."""
    lines = (str(line.get("text", "")) for line in json.loads(str(values["lines"])))
    return [text for text in (str(values["number"]), *lines, str(values["note"])) if text]


TEXTS: Mapping[str, Callable[[Values], list[str]]] = {
    "notes": note_texts,
    "note_entries": plain_texts,
    "things": plain_texts,
    "follow_ups": plain_texts,
    "attachments": file_texts,
    "invoices": invoice_texts,
    "boundary_entries": boundary_texts,
    "complaints": _named(COMPLAINT_TEXTS),
    "complaint_items": _named(POINT_TEXTS),
    "complaint_entries": _named(END_TEXTS),
    "ledger_entries": _named(LEDGER_TEXTS),
    "refunds": _named(REFUND_TEXTS),
    "requests": request_texts,
    "request_entries": plain_texts,
}
"""What is searched of each table beside the clients."""


def follow_client(execute: Execute, start: int, client_id: int, before: Values | None, after: Values | None) -> None:
    """Keep a client's search row and keys as the record is."""
    was = None if before is None else from_values(Client, {**before, "id": client_id})
    now = None if after is None else from_values(Client, {**after, "id": client_id})
    _follow_keys(execute, client_id, keys(was) if was else (), keys(now) if now else ())
    for table, index in CLIENT_INDEXES.items():
        record = Record(table, client_id, client_id)
        _reindex(execute, start, record, (index(was) or None) if was else None, (index(now) or None) if now else None)


def _follow_keys(execute: Execute, client_id: int, before: tuple[Key, ...], after: tuple[Key, ...]) -> None:
    if before == after:
        return
    if before:
        execute("DELETE FROM client_keys WHERE client_id = ?", (client_id,))
    for kind, key in after:
        execute("INSERT INTO client_keys (client_id, kind, key) VALUES (?, ?, ?)", (client_id, kind, key))


def client_index(client: Client) -> str:
    """Who a client is and how they are reached, as the search index keeps it; never nothing."""
    texts = [*_names(client), *client.tags, *(person.name for person in client.people)]
    return index_text([*texts, *(e.address for e in client.emails)], [p.number for p in client.phones]) or "?"


def remark_index(client: Client) -> str:
    """What is remarked about a client, with their name, so that words of both find them; "" without remarks.

    It stands apart so that typing remarks does not exchange every word of the client in the index.
    """
    return index_text([*_names(client), client.notes]) if client.notes else ""


def _names(client: Client) -> list[str]:
    names = [client.given, client.middle, client.family, client.suffix, client.preferred_name, client.organisation]
    return [*names, *client.former_names, *_unspaced(client)]


def _unspaced(client: Client) -> list[str]:
    """The whole name where it is written without a space (王小明), as people then type it."""
    whole = client.family + client.given
    if not (client.family and client.given) or whole.isascii() or whole != display_name(client):
        return []
    return [whole]


CLIENT_INDEXES: Mapping[str, Callable[[Client], str]] = {"clients": client_index, "remarks": remark_index}


def _texts_follower(table: str) -> Follower:
    texts = TEXTS[table]

    def follow(execute: Execute, start: int, record_id: int, before: Values | None, after: Values | None) -> None:
        record = Record(table, record_id, _client_of(execute, after or before or {}))
        _reindex(execute, start, record, *(None if v is None else index_text(texts(v)) for v in (before, after)))

    return follow


def _client_of(execute: Execute, values: Values) -> int:
    if "client_id" in values:
        return int(values["client_id"] or 0)
    return int(execute("SELECT client_id FROM notes WHERE id = ?", (values["note_id"],)).fetchone()[0])


def _reindex(execute: Execute, start: int, record: Record, before: str | None, after: str | None) -> None:
    """Exchange a record's words; the old ones are named, else FTS5 could not take them out of its file."""
    if before == after:
        return
    index = PEOPLE if record.table in CLIENT_INDEXES else SAID
    row = _new_row(execute, start, record) if before is None else _row(execute, record)
    gone, come = (before, after) if before is None or after is None else exchanged(before, after, SHORTEST[index])
    if gone is not None:
        execute(f"INSERT INTO {index} ({index}, rowid, text) VALUES ('delete', ?, ?)", (row, gone))
    if come is not None:
        execute(f"INSERT INTO {index} (rowid, text) VALUES (?, ?)", (row, come))
    else:
        execute("DELETE FROM search_docs WHERE id = ?", (row,))


def exchanged(before: str, after: str, shortest: int) -> tuple[str, str]:
    """The words to take out of a record's row and those to put in, so that it holds the words of `after`.

    The words that stay are left alone, for each costs a look into pages of the index that may have to be read. But a
    row has each beginning once, whichever of its words have it: those words are exchanged together.
    """
    was, now = dict.fromkeys(before.split()), dict.fromkeys(after.split())
    changed = {word[:shortest] for word in was.keys() ^ now.keys()}
    gone, come = (" ".join(word for word in side if word[:shortest] in changed) for side in (was, now))
    return gone, come


def _row(execute: Execute, record: Record) -> int:
    sql = "SELECT id FROM search_docs WHERE table_name = ? AND record_id = ?"
    return int(execute(sql, (record.table, record.id)).fetchone()[0])


def _new_row(execute: Execute, start: int, record: Record) -> int:
    """A new row of the search index; its id lies below those of all earlier changes.

    So newest first is ascending order, the only one that FTS5 reads fast once its secure delete was used; and inside a
    change ids ascend, for going back makes FTS5 write a segment for each row.
    """
    first = -(start + 1) << _BLOCK
    sql = "SELECT max(id) FROM search_docs WHERE id BETWEEN ? AND ?"
    last = execute(sql, (first, first + (1 << _BLOCK) - 1)).fetchone()[0]
    row = first if last is None else int(last) + 1
    sql = "INSERT INTO search_docs (id, table_name, record_id, client_id) VALUES (?, ?, ?, ?)"
    execute(sql, (row, record.table, record.id, record.client_id))
    return row


@contextmanager
def hurried(execute: Execute, tables: Iterable[str]) -> Iterator[None]:
    """While records of these tables are indexed or taken out; an index with many of them is one piece afterwards.

    Word by word, FTS5's secure delete needs a minute to take a big import back, and after one in many pieces every
    later edit and search looks into all of them; instead the words go in one merge at the end.
    """
    counted = Counter(PEOPLE if table == "clients" else SAID for table in tables if table in FOLLOWERS)
    many = [index for index, records in counted.items() if records >= MANY]
    for index in many:
        execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 0)", ())
    try:
        yield
        for index in many:
            execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')", ())
    finally:
        for index in many:
            execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)", ())


FOLLOWERS: Mapping[str, tuple[Follower, ...]] = {
    "clients": (follow_client,),
    **{table: (_texts_follower(table),) for table in TEXTS},
}
