"""What a change to the store touched, for whoever shows it."""

from typing import NamedTuple


class Change(NamedTuple):
    """One committed change: its label, the tables it touched and each (table, id)."""

    label: str
    tables: frozenset[str]
    ids: frozenset[tuple[str, int]]
