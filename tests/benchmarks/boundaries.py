"""Patterns in ten years of boundary entries: of all clients from the store, of all entries in memory, in the form."""

import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from practice.actions import boundaries, clients
from practice.actions.boundary_judging import assess
from practice.actions.store import Store
from practice.db import records
from practice.db.tables import BoundaryEntryRow
from practice.rules import patterns
from practice.rules.boundaries import BoundaryEntry, Category, Direction, Response
from practice.rules.boundary_log import sealed
from tests import make
from tests.benchmarks.measured import Measured, in_turns, seconds

ENTRIES, CLIENTS, YEARS = 20_000, 400, 10
LIMIT = 0.016  # seconds: one frame
BARE = (
    "SELECT id, client_id, about, entry_kind, direction, category, severity, response, happened_at, recorded_at "
    "FROM boundary_entries"
)
SAID = "A call at 9:47 PM, four minutes, about the schedule of the trust."


def measure() -> Iterator[Measured]:
    """All figures of this file."""
    with tempfile.TemporaryDirectory(prefix="practice-boundaries-") as folder:
        store = make.store(Path(folder))
        fill(store)
        yield from _measured(store)
        store.abandon()


def _measured(store: Store) -> Iterator[Measured]:
    ours, bare = in_turns([lambda: boundaries.current(store, make.NOW), lambda: store.execute(BARE, ()).fetchall()], 60)
    every = f"{ENTRIES:,} entries of {YEARS} years"
    yield Measured(f"patterns of all clients, {every}", ours, LIMIT, 1.0)
    yield Measured("… against reading what patterns need of all of them, bare", ours, bare, None)
    marks = [patterns.mark(one) for one in records.fetch(BoundaryEntryRow.select(), BoundaryEntry)]
    yield Measured(f"patterns in memory, {every}", seconds(lambda: patterns.find(marks, make.NOW), 60), LIMIT, 1.0)
    draft = boundaries.begin(store, 1, make.NOW)
    draft = boundaries.write(store, draft.id, category=Category.TIME_CONTACT, facts=SAID)
    judged = seconds(lambda: assess(store, draft, make.NOW), 60)
    yield Measured("a boundary entry judged while it is typed", judged, LIMIT, 1.0)
    page = seconds(lambda: boundaries.page(store, None, 100), 40)
    yield Measured(f"the newest 100 of {every}", page, LIMIT, None)


def fill(store: Store) -> None:
    """Entries spread over the years and the clients, a few of these with many."""
    chance = random.Random(7)
    for number in range(CLIENTS):
        clients.create(store, make.client(f"Given{number}", f"Family{number}"), make.NOW)
    with store.journal.change("bench.fill", final=True):
        store.journal.put_many(BoundaryEntryRow, [_entry(chance) for _ in range(ENTRIES)], lambda _: {})


def _entry(chance: random.Random) -> BoundaryEntry:
    at = make.NOW - timedelta(seconds=chance.randrange(YEARS * 365 * 86_400))
    return sealed(
        BoundaryEntry(
            client_id=1 + min(chance.randrange(CLIENTS), chance.randrange(CLIENTS)),
            direction=chance.choice(list(Direction)),
            category=chance.choice(list(Category)),
            severity=chance.randrange(1, 6),
            response=chance.choice([Response.R0, Response.R1, Response.R2]),
            happened_at=at,
            recorded_at=at + timedelta(hours=chance.randrange(40)),
            facts=SAID,
        )
    )
