"""The client list: read by page, without the records and tables that writing needs, so that a start is quick."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from practice.db.records import EPOCH
from practice.db.store import Store
from practice.rules.lines import ClientLine, Facts
from practice.rules.shelves import ClientKind, ClientStatus, Shelf

_COLUMNS = "id, sort_key, list_name, kind, status, archived_at IS NOT NULL"

_KINDS = {kind.value: kind for kind in ClientKind}
_STATUSES = {status.value: status for status in ClientStatus}


class Place(NamedTuple):
    """Where a client stands in the list."""

    sort_key: str
    id: int


def page(store: Store, wanted: Shelf, after: Place | None, limit: int) -> list[ClientLine]:
    """At most `limit` lines of the list that follow `after` (None: its beginning), in order."""
    sql = f"{_listed(wanted)} AND (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT ?"
    return [_line(row) for row in store.execute(sql, (*(after or ("", 0)), limit))]


def earlier(store: Store, wanted: Shelf, place: Place, count: int) -> ClientLine | None:
    """The line that stands `count` lines before the one just before this place; None where the list begins later."""
    sql = f"{_listed(wanted)} AND (sort_key, id) < (?, ?) ORDER BY sort_key DESC, id DESC LIMIT 1 OFFSET ?"
    row = store.execute(sql, (*place, count)).fetchone()
    return _line(row) if row else None


def _listed(wanted: Shelf) -> str:
    """The lines of a shelf; its index holds all that a line needs, so no client's own row is read."""
    rest = "sort_key_id{}_list_name_kind_status_archived_at"
    if wanted is Shelf.ALL:
        return f"SELECT {_COLUMNS} FROM clients INDEXED BY clients_{rest.format('_shelf')} WHERE shelf > 0"
    return f"SELECT {_COLUMNS} FROM clients INDEXED BY clients_shelf_{rest.format('')} WHERE shelf = {int(wanted)}"


def of(store: Store, ids: Sequence[int]) -> list[ClientLine]:
    """The lines of these clients, in the order given."""
    marks = ", ".join("?" * len(ids))
    rows = store.execute(f"SELECT {_COLUMNS} FROM clients WHERE id IN ({marks})", tuple(ids))
    known = {row[0]: _line(row) for row in rows}
    return [known[i] for i in ids if i in known]


def line(store: Store, client_id: int) -> ClientLine | None:
    """The line of one client, None when there is none."""
    return next(iter(of(store, [client_id])), None)


def counts(store: Store) -> dict[Shelf, int]:
    """How many clients stand on each shelf."""
    sql = "SELECT shelf, count(*) FROM clients INDEXED BY clients_shelf GROUP BY shelf"
    rows = dict(store.execute(sql, ()).fetchall())
    opened, closed = rows.get(Shelf.OPEN, 0), rows.get(Shelf.CLOSED, 0)
    return {Shelf.OPEN: opened, Shelf.CLOSED: closed, Shelf.ALL: opened + closed}


def somebody(store: Store) -> bool:
    """Whether there is any client."""
    return bool(store.execute("SELECT EXISTS (SELECT 1 FROM clients)", ()).fetchone()[0])


def shelf(store: Store, client_id: int) -> Shelf:
    """The shelf that a client stands on; KeyError when there is none."""
    row = store.execute("SELECT shelf FROM clients WHERE id = ?", (client_id,)).fetchone()
    if row is None:
        raise KeyError(client_id)
    return Shelf(row[0])


def facts(store: Store, ids: Sequence[int], now: datetime) -> dict[int, Facts]:
    """What each of these clients' rows is made from; clients of whom there is nothing are left out."""
    found: dict[int, dict[str, Any]] = {}
    marks = ", ".join("?" * len(ids))
    for name, sql, read in _FACTS:
        for client_id, value in store.execute(sql.format(ids=marks, now=_micros(now)), tuple(ids)):
            found.setdefault(client_id, {})[name] = read(value)
    return {client_id: Facts(**values) for client_id, values in found.items()}


def _line(row: tuple[Any, ...]) -> ClientLine:
    client_id, key, name, kind, status, archived = row
    what, stands = _KINDS[kind], _STATUSES[status]
    return ClientLine(id=client_id, sort_key=key, name=name, kind=what, status=stands, archived=bool(archived))


def _micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta.resolution


def _instant(value: int) -> datetime:
    return EPOCH + value * timedelta.resolution


def _local_day(value: int) -> date:
    return _instant(value).astimezone().date()


_FACTS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    (
        "work",
        "SELECT client_id, iif(kind = '', title, kind) FROM engagements "
        "INDEXED BY engagements_client_id_status_kind_title WHERE client_id IN ({ids}) "
        "ORDER BY status = 'open', id",
        str,
    ),
    (
        "session_at",
        "SELECT client_id, min(starts_at) FROM sessions "
        "INDEXED BY sessions_starts_at_client_id_ends_at_planned_minutes "
        "WHERE starts_at > {now} - 86400000000 AND client_id IN ({ids}) "
        "AND coalesce(ends_at, starts_at + planned_minutes * 60000000) > {now} GROUP BY client_id",
        _instant,
    ),
    (
        "fit_open",
        "SELECT client_id, 1 FROM fit_checks INDEXED BY fit_checks_state_client_id "
        "WHERE state IN ('open', 'locked') AND client_id IN ({ids}) GROUP BY client_id",
        bool,
    ),
    (
        "unsigned_since",
        "SELECT client_id, min(issued_at) FROM letters INDEXED BY letters_state_client_id_issued_at "
        "WHERE state IN ('issued', 'sent') AND client_id IN ({ids}) AND issued_at IS NOT NULL GROUP BY client_id",
        _local_day,
    ),
    (
        "follow_up_on",
        "SELECT client_id, min(due_on) FROM follow_ups INDEXED BY follow_ups_done_at_due_on_client_id "
        "WHERE done_at IS NULL AND due_on IS NOT NULL AND client_id IN ({ids}) GROUP BY client_id",
        date.fromisoformat,
    ),
)
