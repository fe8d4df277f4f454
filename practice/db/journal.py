"""The one way to write: changes that commit whole, can be undone, and leave their line in the history."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from practice.db import history, trouble
from practice.db.records import EPOCH, Execute, Table, Value, Values, to_values
from practice.rules.changes import Change

R = TypeVar("R")
DEPTH = 50  # changes that can be undone


class Touch(NamedTuple):
    """One record before and after a write."""

    table: str
    id: int
    before: Values | None
    after: Values | None


@dataclass(slots=True)
class _Entry:
    label: str
    merge: object | None
    touches: list[Touch] = field(default_factory=list)

    def images(self) -> list[Touch]:
        """One touch per record: as it was before the first and after the last."""
        kept: dict[tuple[str, int], Touch] = {}
        for touch in self.touches:
            earlier = kept.get((touch.table, touch.id))
            kept[touch.table, touch.id] = earlier._replace(after=touch.after) if earlier else touch
        return list(kept.values())


def _clock() -> datetime:
    return datetime.now(UTC)


class Journal:
    """Writes records inside changes on one connection; listeners hear each committed change."""

    def __init__(self, connection: Any, clock: Callable[[], datetime] = _clock) -> None:  # noqa: ANN401  sqlcipher3 is untyped
        self._execute: Execute = connection.execute
        self._many: Execute = connection.executemany
        self._clock = clock
        self._head = history.head(self._execute)
        self._columns: dict[str, tuple[str, ...]] = {}
        self._highest: dict[str, int] = {}  # id by table, also of what is gone
        self._open: _Entry | None = None
        self._start = 0  # the history's length when the open change began
        self._done: list[_Entry] = []
        self._undone: list[_Entry] = []
        self._ended = False  # by a final act
        self._listeners: list[Callable[[Change], None]] = []

    @property
    def head(self) -> history.Head:
        """The end of the history."""
        return self._head

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after each commit; return what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def change(
        self, label: str, *, merge: object | None = None, final: bool = False, quiet: bool = False
    ) -> Iterator[None]:
        """All writes inside are kept together or not at all.

        Changes with an equal `merge` token that follow each other are undone as one. After a `final` change (issued,
        signed) nothing that came before can be undone; a `quiet` one (where a splitter stands) is no step of undo.
        Raises Trouble when the disk is full or cannot be written.
        """
        entry = _Entry(label, merge)
        with self._transaction(entry):
            yield
        if not quiet:
            self._remember(entry, final)
        elif any(_new_in(entry) & _new_in(undone) for undone in self._undone):
            self._undone.clear()  # the new record may have the id that redo would give back
        self._emit(entry)

    @contextmanager
    def _transaction(self, entry: _Entry) -> Iterator[None]:
        if self._open is not None:
            raise RuntimeError(f"{entry.label!r} started inside {self._open.label!r}")
        before, self._open, self._start = self._head, entry, self._head.seq
        try:
            with trouble.translated():
                self._execute("PRAGMA query_only = 0", ())
                self._execute("BEGIN IMMEDIATE", ())
                yield
                self._execute("COMMIT", ())
        except BaseException:
            self._head = before
            self._roll_back()
            raise
        finally:
            self._open = None
            self._execute("PRAGMA query_only = 1", ())

    @contextmanager
    def unseen(self) -> Iterator[Execute]:
        """Write rows that no record shows yet, such as a file's chunks: without history, undo, or a word to anybody.

        They are safe from a power cut only once a change follows, which flushes all that was written before it.
        """
        if self.busy:
            raise RuntimeError("unseen rows were written inside a change")
        self._execute("PRAGMA synchronous = NORMAL", ())
        try:
            with self._transaction(_Entry("", None)):
                yield self._execute
        finally:
            self._execute("PRAGMA synchronous = FULL", ())

    @property
    def busy(self) -> bool:
        """Whether a change is open, as while an import is being written turn by turn."""
        return self._open is not None

    def _roll_back(self) -> None:
        self._highest.clear()
        with trouble.ignored("no transaction is active"):
            self._execute("ROLLBACK", ())

    def put(self, table: Table, record: R, **derived: Value) -> R:
        """Insert (id 0) or update `record`; return it with its id. `derived` are columns the record does not have."""
        values: dict[str, Value] = {**to_values(record), **derived}
        name = _name(table)
        record_id: int = record.id  # type: ignore[attr-defined]  # every kept record has an id
        before = self._read(name, record_id) if record_id else None
        if record_id and before is None:
            raise KeyError((name, record_id))
        after = {**(before or {"salt": os.urandom(16)}), **values}
        if after == before:
            return record
        return replace(record, id=self._write(Touch(name, record_id, before, after)))  # type: ignore[type-var]

    def put_many(self, table: Table, records: Sequence[R], derive: Callable[[R], Mapping[str, Value]]) -> list[R]:
        """Insert new records, faster than one by one; return them with their ids."""
        name = _name(table)
        new = [{"salt": os.urandom(16), **to_values(record), **derive(record)} for record in records]
        kept = [self._keep(Touch(name, 0, None, values)) for values in new]
        self._follow(kept)
        return [replace(record, id=touch.id) for record, touch in zip(records, kept, strict=True)]  # type: ignore[type-var]

    def delete(self, table: Table, record_id: int) -> None:
        """Take a record away (a draft's parts; what has a history is archived instead)."""
        name = _name(table)
        before = self._read(name, record_id)
        if before is not None:
            self._write(Touch(name, record_id, before, None))

    def _columns_of(self, table: str) -> tuple[str, ...]:
        if table not in self._columns:
            found = self._execute(f'PRAGMA table_info("{table}")', ())
            self._columns[table] = tuple(name for _, name, *_ in found if name != "id")
        return self._columns[table]

    def _read(self, table: str, record_id: int) -> Values | None:
        columns = self._columns_of(table)
        row = self._execute(f'SELECT {_quoted(columns)} FROM "{table}" WHERE id = ?', (record_id,)).fetchone()
        return None if row is None else dict(zip(columns, row, strict=True))

    def _write(self, touch: Touch) -> int:
        touch = self._keep(touch)
        self._follow([touch])
        return touch.id

    def _keep(self, touch: Touch) -> Touch:
        if self._open is None:
            raise RuntimeError(f"{touch.table} was written outside a change")
        touch = touch._replace(id=self._apply(touch))
        self._log(touch)
        self._open.touches.append(touch)
        return touch

    def _follow(self, touches: Sequence[Touch]) -> None:
        from practice.db import derived  # noqa: PLC0415  start-up: reading does not need it

        with derived.hurried(self._execute, [touch.table for touch in touches]):
            for touch in touches:
                for follow in derived.FOLLOWERS.get(touch.table, ()):
                    follow(self._execute, self._start, touch.id, touch.before, touch.after)

    def _apply(self, touch: Touch) -> int:
        if touch.after is None:
            self._execute(f'DELETE FROM "{touch.table}" WHERE id = ?', (touch.id,))
            return touch.id
        if touch.before is None:
            return self._insert(touch.table, touch.id, touch.after)
        changed = {k: v for k, v in touch.after.items() if v != touch.before.get(k)}
        sets = ", ".join(f'"{c}" = ?' for c in changed)
        self._execute(f'UPDATE "{touch.table}" SET {sets} WHERE id = ?', (*changed.values(), touch.id))
        return touch.id

    def _insert(self, table: str, record_id: int, values: Values) -> int:
        marks = ", ".join("?" * (len(values) + 1))
        sql = f'INSERT INTO "{table}" (id, {_quoted(values)}) VALUES ({marks})'
        return int(self._execute(sql, (record_id or self._unused(table), *values.values())).lastrowid)

    def _unused(self, table: str) -> int:
        """An id that no record of the table ever had, so that what names one by it never meets another."""
        if table not in self._highest:
            sql = f'SELECT max(id) FROM "{table}" UNION ALL SELECT max(record_id) FROM history WHERE table_name = ?'
            self._highest[table] = max(found or 0 for (found,) in self._execute(sql, (table,)))
        self._highest[table] += 1
        return self._highest[table]

    def _log(self, touch: Touch) -> None:
        assert self._open is not None
        at = (self._clock() - EPOCH) // _MICROSECOND
        prints = [None if v is None else history.fingerprint(v) for v in (touch.before, touch.after)]
        link = history.Link(self._head.seq + 1, at, self._open.label, touch.table, touch.id, *prints)
        self._head = history.append(self._execute, self._head, link)

    def _remember(self, entry: _Entry, final: bool) -> None:
        if final:
            self.forget()
            self._ended = True
            return
        if not entry.touches:
            return
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last and entry.merge is not None and last.merge == entry.merge:
            last.touches.extend(entry.touches)
            return
        self._done.append(entry)
        del self._done[:-DEPTH]

    def _emit(self, entry: _Entry) -> None:
        if not entry.touches:
            return
        ids = frozenset((t.table, t.id) for t in entry.touches)
        change = Change(entry.label, frozenset(t for t, _ in ids), ids)
        for listener in list(self._listeners):
            listener(change)

    def forget(self) -> None:
        """Drop what could be undone: at lock, at exit, and after a final act."""
        self._done.clear()
        self._undone.clear()
        self._ended = False

    @property
    def ended(self) -> bool:
        """Whether the end of what can be undone is a final act."""
        return self._ended

    def recalled(self, table: str, column: str) -> set[Value]:
        """The values of this column in all that undo and redo could still bring back."""
        touches = (touch for entry in (*self._done, *self._undone) for touch in entry.touches if touch.table == table)
        return {image[column] for touch in touches for image in (touch.before, touch.after) if image}

    @property
    def can_undo(self) -> str | None:
        """The label of the change that undo would take back."""
        return self._done[-1].label if self._done else None

    def undo(self) -> str | None:
        """Take the last change back; return its label, None when there is none."""
        return self._swap(self._done, self._undone, "undo")

    def redo(self) -> str | None:
        """Bring back what was undone last; return its label, None when there is none."""
        return self._swap(self._undone, self._done, "redo")

    def _swap(self, source: list[_Entry], target: list[_Entry], verb: str) -> str | None:
        if not source:
            return None
        entry = source[-1]
        steps = entry.images() if verb == "redo" else [_reversed(t) for t in reversed(entry.images())]
        shown = _Entry(f"{verb} {entry.label}", None)
        with self._transaction(shown):
            kept = [self._keep(step) for step in steps if step.before != step.after]
            self._follow(sorted(kept, key=lambda t: t.id))  # after all deletes: each makes FTS5 flush what it holds
        target.append(source.pop())
        self._emit(shown)
        return entry.label


_MICROSECOND = EPOCH.resolution


def _new_in(entry: _Entry) -> set[str]:
    """The tables that it adds records to."""
    return {touch.table for touch in entry.touches if touch.before is None}


def _reversed(touch: Touch) -> Touch:
    return Touch(touch.table, touch.id, touch.after, touch.before)


def _name(table: Table) -> str:
    return str(table._meta.table_name)


def _quoted(columns: Sequence[str] | Values) -> str:
    return ", ".join(f'"{c}"' for c in columns)
