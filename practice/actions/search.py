"""Search: clients and what was noted about them, newest first."""

import re
from collections.abc import Iterator
from datetime import datetime

from practice.actions import lines as listed
from practice.actions.store import Store
from practice.db import search
from practice.db.search import find
from practice.errors import Trouble
from practice.rules.lines import ClientLine
from practice.rules.shelves import Shelf
from practice.rules.words import Hit, begins, fold

__all__ = ["find"]

_NUMBER = re.compile(r"\d{1,18}")
_PAGE = 500
_MOST = 1000  # hits that a search on the command line lists


def lines(store: Store, text: str, now: datetime, limit: int = 50) -> list[ClientLine | Hit]:
    """The client list while `text` is searched: rows of clients, then notes and the like, newest first each."""
    people = listed.of(store, search.clients(store, text, limit), now)
    return [*people, *search.notes(store, text, limit)]


def everyone(store: Store, text: str, now: datetime) -> Iterator[ClientLine]:
    """Every client in the list's order, page by page; with a text those it finds, by name or note, newest first."""
    if text.strip():
        found = dict.fromkeys(hit.client_id for hit in find(store, text, _MOST))
        yield from listed.of(store, list(found), now)
        return
    page: list[ClientLine] = listed.page(store, Shelf.ALL, None, _PAGE, now)
    while page:
        yield from page
        page = listed.page(store, Shelf.ALL, page[-1], _PAGE, now)


def named(store: Store, text: str, now: datetime) -> ClientLine:
    """The one client meant by a name or a number. Raises Trouble when there is none, or more than one."""
    if _NUMBER.fullmatch(text.strip()) and (numbered := listed.of(store, [int(text)], now)):
        return numbered[0]
    people = listed.of(store, search.clients(store, text, _MOST), now) if text.strip() else []
    exact = [line for line in people if fold(line.name) == fold(text)]
    called = [line for line in people if begins(line.name, text)]  # the others are found by what was noted of them
    meant = exact or called or people
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise Trouble("Nobody is called that. List everybody with: practice clients")
    raise Trouble(f"{len(meant)} clients could be meant. Give the number from the list: practice clients --search NAME")
