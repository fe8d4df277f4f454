"""Contacts from elsewhere: read a file, say what would become of each row, then keep it all in one change.

Reading needs no store and belongs in a worker. Planning and committing come as steps too, each short enough for one
turn of the window; closing the steps of a commit rolls everything back.
"""

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import TypeVar

from practice.actions.store import Store
from practice.db import clients, imports
from practice.errors import Trouble
from practice.interchange.columns import choices
from practice.interchange.contacts import read, rows
from practice.rules.imports import (
    Contact,
    ImportPlan,
    ImportReport,
    ImportRow,
    Recognition,
    Row,
    Unreadable,
    report,
    resolved,
)
from practice.rules.likeness import keys, merged
from practice.rules.shelves import ClientStatus

__all__ = ["choices", "commit", "commit_steps", "plan", "plan_steps", "read", "rows", "rows_of", "run"]

T = TypeVar("T")
_PLANNED = 100  # rows of one step; some 10 ms
_WRITTEN = 20  # clients of one step; some 10 ms


def plan_steps(store: Store, found: Iterable[Row], today: date) -> Generator[int, None, ImportPlan]:
    """Decide on each row by who is kept already and the rows before it; yields how many are done."""
    recognition = Recognition()
    planned: list[ImportRow] = []
    unreadable: list[Unreadable] = []
    for some in _batches(found, _PLANNED):
        contacts = [row for row in some if isinstance(row, Contact)]
        _learn(store, recognition, contacts)
        planned += [recognition.decide(contact, today) for contact in contacts]
        unreadable += [row for row in some if isinstance(row, Unreadable)]
        yield len(planned) + len(unreadable)
    return ImportPlan(tuple(planned), tuple(unreadable))


def plan(store: Store, found: Iterable[Row], today: date) -> ImportPlan:
    """`plan_steps` in one go."""
    return _last(plan_steps(store, found, today), None)


def commit_steps(
    store: Store, decided: ImportPlan, now: datetime, status: ClientStatus = ClientStatus.PROSPECT
) -> Generator[int, None, ImportReport]:
    """Keep what the plan says as one change that can be undone; yields how many clients are written.

    New clients get `status`. Closing it before its end rolls everything back; so does Trouble, such as a full disk.
    """
    work, done = resolved(decided, status), 0
    with store.journal.change("import"):
        for some in _batches(work.added, _WRITTEN):
            with _no_pause():
                clients.save_many(store, [replace(client, created_at=now) for client in some])
            done += len(some)
            yield done
        for pairs in _batches(work.merged.items(), _WRITTEN):
            for client_id, incoming in pairs:
                clients.save(store, reduce(merged, incoming, clients.find(store, client_id)))
            done += len(pairs)
            yield done
    return report(decided)


def commit(
    store: Store,
    decided: ImportPlan,
    now: datetime,
    on_progress: Callable[[int], None] | None = None,
    status: ClientStatus = ClientStatus.PROSPECT,
) -> ImportReport:
    """`commit_steps` in one go."""
    return _last(commit_steps(store, decided, now, status), on_progress)


def rows_of(paths: Sequence[Path]) -> Iterator[Row]:
    """The rows of several files, their places beginning with the file's name; a file that cannot be read is one row.

    Raises Trouble when there is one file only and it cannot be read.
    """
    for path in paths:
        try:
            found = rows(read(path))
            yield from found if len(paths) == 1 else (replace(row, place=f"{path.name}, {row.place}") for row in found)
        except Trouble as trouble:
            if len(paths) == 1:
                raise
            yield Unreadable(path.name, str(trouble))


def run(store: Store, paths: Sequence[Path], now: datetime, *, dry_run: bool = False) -> ImportReport:
    """Import files by the suggested decisions; with `dry_run` only say what would become of them."""
    decided = plan(store, rows_of(paths), now.astimezone().date())
    return report(decided) if dry_run else commit(store, decided, now)


def _learn(store: Store, recognition: Recognition, contacts: Sequence[Contact]) -> None:
    ids = imports.holders(store, (key for contact in contacts for key in keys(contact.client)))
    for client in clients.find_all(store, (i for i in ids if not recognition.knows(i))):
        recognition.learn(client.id, client)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some


@contextmanager
def _no_pause() -> Iterator[None]:
    """Put off Python's own tidying, which walks everything an import holds and would stop the window for long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _last(steps: Generator[int, None, T], on_progress: Callable[[int], None] | None) -> T:
    """Run steps to their end and give what they return."""
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        if on_progress:
            on_progress(done)
