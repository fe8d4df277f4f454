"""Who is kept already under the keys of rows that come in."""

from collections.abc import Iterable
from itertools import islice

from practice.db.store import Store
from practice.rules.likeness import Key

_AT_ONCE = 400  # keys asked for in one statement
_MOST_HOLDERS = 1_000  # clients of one key; more share a switchboard's number and tell nothing


def holders(store: Store, keys: Iterable[Key]) -> set[int]:
    """The ids of the clients that have any of these keys."""
    found: set[int] = set()
    waiting = iter(sorted(set(keys)))
    while some := list(islice(waiting, _AT_ONCE)):
        marks = ", ".join(["(?, ?)"] * len(some))
        sql = f"SELECT kind, key, client_id FROM client_keys WHERE (kind, key) IN (VALUES {marks})"
        seen: dict[Key, int] = {}
        for kind, key, client_id in store.execute(sql, tuple(part for pair in some for part in pair)):
            seen[kind, key] = seen.get((kind, key), 0) + 1
            if seen[kind, key] <= _MOST_HOLDERS:
                found.add(int(client_id))
    return found
