"""Which store is open, for the tables: they come with the first question that needs them, often after the store."""

from collections.abc import Callable

_hold: dict[str, Callable[[], object] | bool | None] = {"bind": None, "tables": False}


def now_open(bind: Callable[[], object]) -> None:
    """A store was opened; `bind` leads the tables to it: now if they are there, else once they are."""
    _hold["bind"] = bind
    if _hold["tables"]:
        bind()


def tables_are_there() -> None:
    """The tables were imported."""
    _hold["tables"] = True
    bind = _hold["bind"]
    if callable(bind):
        bind()
