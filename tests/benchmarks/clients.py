"""Search as you type, pages of the list, saving one edit, and how all of it grows with the number of clients."""

import shutil
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from practice.actions import clients, lines, search
from practice.actions.store import Store
from practice.db import cipher
from practice.db.derived import PEOPLE, SHORTEST, exchanged, remark_index
from practice.db.history import INSERT
from practice.db.store import FILE
from practice.rules.lines import ClientLine
from practice.rules.shelves import Shelf
from tests import make
from tests.benchmarks import big
from tests.benchmarks.measured import Measured, seconds

FIRST = 40  # rows that the window reads at first
SIZES = (1_000, 10_000, 100_000)
ROUNDS, SWEEPS = 60, 12
SEARCH_LIMIT, PAGE_LIMIT, SAVE_LIMIT, GROWTH_LIMIT = 0.016, 0.004, 6.0, 1.3
PREFIXES = list(dict.fromkeys(word[:length].lower() for word in big.WORDS for length in (1, 2, 3, 4)))[:200]
TAKE_OUT = "INSERT INTO search_clients (search_clients, rowid, text) VALUES ('delete', ?, ?)"
_RUN = uuid4().hex[:8]  # so that a kept practice is edited anew in each run
_edits = count(1)


def measure(base: Path) -> Iterator[Measured]:
    """All figures of this file; the practices are made in `base` on first use."""
    places = {size: big.folder(base, size) for size in SIZES}
    yield search_as_you_type(places[SIZES[-1]])
    for size, place in places.items():
        yield page_while_scrolling(place, size)
    yield save_one_edit(places[SIZES[1]], base)
    yield from growth(places)


def search_as_you_type(place: Path) -> Measured:
    """The worst of the per-query medians of the prefixes, with the rows that the list shows of them."""
    store = big.opened(place)
    worst = max(seconds(partial(search.lines, store, text, make.NOW), 5) for text in PREFIXES)
    store.abandon()
    return Measured(f"search as you type, worst of {len(PREFIXES)} prefixes", worst, SEARCH_LIMIT, 1.0)


def page_while_scrolling(place: Path, size: int) -> Measured:
    """A page of 100 rows with what each row says, the pages taken in turn from the beginning on."""
    store = big.opened(place)
    pages = _pages(store)
    taken = seconds(lambda: next(pages), 40)
    store.abandon()
    return Measured(f"page of 100 rows while scrolling, {size:,} clients", taken, PAGE_LIMIT, 1.0)


def _pages(store: Store) -> Iterator[list[ClientLine]]:
    """Pages of the list one after the other, from the beginning again after the last."""
    after = None
    while True:
        rows = lines.page(store, Shelf.ALL, after, 100, make.NOW)
        after = rows[-1] if len(rows) == 100 else None
        yield rows


def save_one_edit(place: Path, base: Path) -> Measured:
    """An edit of a client's notes, history and search included, against raw sqlcipher3 committing the same rows."""
    copy = base / "raw"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place, copy)
    store = big.opened(place)
    raw = cipher.connect(copy / FILE, store.key)
    raw.execute("PRAGMA query_only = 0")
    ours, baseline = _in_turns([lambda: edit(store), _raw_edit(store, raw)])
    raw.close()
    store.abandon()
    shutil.rmtree(copy)
    return Measured("save one edit, history and search included", ours, baseline, SAVE_LIMIT)


def edit(store: Store) -> None:
    """Change the notes of another client each time."""
    number = next(_edits)
    clients.edit(store, number * 7 % 900 + 1, {"notes": f"{_RUN} met on day {number}"}, make.NOW)


def _raw_edit(store: Store, raw: Any) -> Callable[[], None]:
    """A function that commits the rows such an edit makes, worked out before."""
    sequence, numbers = count(10_000_000), count(1)
    people = {client_id: clients.find(store, client_id) for client_id in range(1, 901)}
    held = {client_id: remark_index(person) for client_id, person in people.items()}
    coming = {client_id: remark_index(replace(person, notes="Met on day")) for client_id, person in people.items()}
    docs = dict(raw.execute("SELECT client_id, id FROM search_docs WHERE table_name = 'remarks' AND client_id < 901"))

    def commit() -> None:
        number = next(numbers)
        client_id = number * 7 % 900 + 1
        doc, text = docs[client_id], f"{coming[client_id]} {_RUN} {number}"
        gone, come = exchanged(held[client_id], text, SHORTEST[PEOPLE])
        change = (next(sequence), 1, "client.edit", "clients", client_id, bytes(32), bytes(32), bytes(32))
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE clients SET notes = ? WHERE id = ?", (f"{_RUN} met on day {number}", client_id))
        raw.execute(INSERT, change)
        raw.execute(TAKE_OUT, (doc, gone))
        raw.execute("INSERT INTO search_clients (rowid, text) VALUES (?, ?)", (doc, come))
        raw.execute("COMMIT")
        held[client_id] = text

    return commit


def growth(places: dict[int, Path]) -> Iterator[Measured]:
    """Opening, searching, saving: the slowest of the sizes against the fastest."""
    works: dict[str, Callable[[Path], list[float]]] = {"opening": _opening, "searching": _searching, "saving": _saving}
    sizes = " / ".join(f"{size:,}" for size in places)
    for name, work in works.items():
        sweeps = [[statistics.median(work(place)) for place in places.values()] for _ in range(SWEEPS)]
        first = statistics.median(sweep[0] for sweep in sweeps)
        grown = _to_the_first(sweeps)
        slowest, fastest = first * max(grown), first * min(grown)
        yield Measured(f"{name} at {sizes} clients, slowest to fastest", slowest, fastest, GROWTH_LIMIT)


def _to_the_first(sweeps: Sequence[Sequence[float]]) -> list[float]:
    """How many times the first size's time each size takes, compared sweep by sweep: machines have slow spells."""
    return [statistics.median(sweep[i] / sweep[0] for sweep in sweeps) for i in range(len(sweeps[0]))]


def _opening(place: Path) -> list[float]:
    def work() -> None:
        store = big.opened(place)
        lines.page(store, Shelf.OPEN, None, FIRST, make.NOW)
        store.abandon()

    return _times([work] * 10)


def _searching(place: Path) -> list[float]:
    store = big.opened(place)
    taken = _times([partial(search.lines, store, text, make.NOW) for text in PREFIXES])
    store.abandon()
    return taken


def _saving(place: Path) -> list[float]:
    store = big.opened(place)
    taken = _times([partial(edit, store)] * 30)
    store.abandon()
    return taken[5:]  # the first ones after opening read what the next ones find


def _in_turns(works: list[Callable[[], object]]) -> list[float]:
    """The median time of each work; they take turns, so that a slow spell of the machine meets all of them."""
    taken = [_times(works) for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def _times(works: Sequence[Callable[[], object]]) -> list[float]:
    taken = []
    for work in works:
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return taken
