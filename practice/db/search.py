"""Search: newest first, no ranking; people before what was said."""

from collections.abc import Iterable, Sequence
from typing import Any

from practice.db.derived import (
    BOUNDARY_TEXTS,
    COMPLAINT_TEXTS,
    END_TEXTS,
    LEDGER_TEXTS,
    PEOPLE,
    POINT_TEXTS,
    REFUND_TEXTS,
    SAID,
    TEXTS,
)
from practice.db.store import Store
from practice.rules.words import Hit, match_query, snippet


def clients(store: Store, text: str, limit: int = 50) -> list[int]:
    """Ids of the clients that `text` finds by name, e-mail, phone, tag or remark, newest first."""
    found = (client_id for _, _, client_id in _found(store, PEOPLE, text, 2 * limit))  # by who they are, by a remark
    return list(dict.fromkeys(found))[:limit]


def find(store: Store, text: str, limit: int = 50) -> list[Hit]:
    """At most `limit` clients, then at most `limit` notes and the like that `text` finds, newest first each."""
    people = clients(store, text, limit)
    names = _names(store, people)
    hits = [Hit("clients", i, i, names[i]) for i in people if i in names]
    return hits + notes(store, text, limit)


def notes(store: Store, text: str, limit: int = 50) -> list[Hit]:
    """At most `limit` notes and the like that `text` finds, newest first, each with the words round what was found."""
    docs = _found(store, SAID, text, limit)
    names = _names(store, [client_id for _, _, client_id in docs])
    said = _said(store, docs)
    return [
        Hit(table, record_id, client_id, names.get(client_id, ""), snippet(said[table, record_id], text))
        for table, record_id, client_id in docs
        if (table, record_id) in said
    ]


def _found(store: Store, index: str, text: str, limit: int) -> list[tuple[str, int, int]]:
    """Table, id and client of each record found, newest first: the ids of search rows descend from change to change."""
    query = match_query(text)
    if not query:
        return []
    matched = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid LIMIT ?"
    rows = tuple(row for (row,) in store.execute(matched, (query, limit)))
    sql = f"SELECT table_name, record_id, client_id FROM search_docs WHERE id IN ({_marks(rows)}) ORDER BY id"
    return list(store.execute(sql, rows))


def _names(store: Store, ids: Iterable[int]) -> dict[int, str]:
    wanted = tuple(set(ids))
    return dict(store.execute(f"SELECT id, list_name FROM clients WHERE id IN ({_marks(wanted)})", wanted).fetchall())


def _said(store: Store, docs: Sequence[tuple[str, int, int]]) -> dict[tuple[str, int], str]:
    """The words of each found record, by table and id."""
    said: dict[tuple[str, int], str] = {}
    for table in {table for table, _, _ in docs}:
        ids = tuple(record_id for name, record_id, _ in docs if name == table)
        columns = _COLUMNS.get(table, ("text",))
        rows = store.execute(f'SELECT id, {", ".join(columns)} FROM "{table}" WHERE id IN ({_marks(ids)})', ids)
        for record_id, *values in rows:
            said[table, record_id] = " ".join(TEXTS[table](dict(zip(columns, values, strict=True))))
    return said


_COLUMNS = {
    "notes": ("fields", "remember"),
    "attachments": ("name", "removed_at"),
    "invoices": ("number", "lines", "note"),
    "requests": ("words", "subject", "answer"),
    "boundary_entries": BOUNDARY_TEXTS,
    "complaints": COMPLAINT_TEXTS,
    "complaint_items": POINT_TEXTS,
    "complaint_entries": END_TEXTS,
    "ledger_entries": LEDGER_TEXTS,
    "refunds": REFUND_TEXTS,
}


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
