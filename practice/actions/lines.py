"""The client list: rows by page, each with its next thing; all that a start reads of clients."""

from collections.abc import Sequence
from datetime import datetime

from practice.actions.store import Store
from practice.db import lines
from practice.db.lines import Place, counts, shelf, somebody
from practice.rules.lines import ClientLine, told
from practice.rules.shelves import Shelf

__all__ = ["counts", "shelf", "somebody"]


def page(store: Store, wanted: Shelf, after: ClientLine | None, limit: int, now: datetime) -> list[ClientLine]:
    """At most `limit` rows of the list that follow `after` (None: its beginning), each with its next thing."""
    place = Place(after.sort_key, after.id) if after else None
    return _with_facts(store, lines.page(store, wanted, place, limit), now)


def before(store: Store, wanted: Shelf, client_id: int, count: int) -> ClientLine | None:
    """The row that stands `count` rows before a client's, or None when the list begins later."""
    line = lines.line(store, client_id)
    return lines.earlier(store, wanted, Place(line.sort_key, line.id), count) if line else None


def of(store: Store, ids: Sequence[int], now: datetime) -> list[ClientLine]:
    """The rows of these clients, in the order given."""
    return _with_facts(store, lines.of(store, ids), now)


def _with_facts(store: Store, rows: list[ClientLine], now: datetime) -> list[ClientLine]:
    facts = lines.facts(store, [row.id for row in rows], now)
    today = now.astimezone().date()
    return [told(row, facts[row.id], today) if row.id in facts else row for row in rows]
