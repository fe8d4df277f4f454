"""Search: clients and what was noted about them, newest first."""

from datetime import datetime

from practice.actions import clients
from practice.actions.store import Store
from practice.db import search
from practice.db.search import find
from practice.rules.lines import ClientLine
from practice.rules.words import Hit

__all__ = ["find"]


def lines(store: Store, text: str, now: datetime, limit: int = 50) -> list[ClientLine | Hit]:
    """The client list while `text` is searched: rows of clients, then notes and the like, newest first each."""
    people = clients.lines_of(store, search.clients(store, text, limit), now)
    return [*people, *search.notes(store, text, limit)]
