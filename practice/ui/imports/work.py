"""The long parts of an import: reading on a worker, planning and writing in steps on the window's thread."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

from practice.actions import imports
from practice.errors import Trouble
from practice.rules.imports import FileKind, ImportFile, Row
from practice.ui.drops import CONTACTS

TURN = 0.012  # seconds of one turn of the window; one step may take as long again


@dataclass(slots=True)
class Reading:
    """What a worker has read so far; setting `stopped` ends it."""

    paths: tuple[Path, ...] = ()
    file: ImportFile | None = None  # when there is one only
    rows: list[Row] = field(default_factory=list)
    total: int = 0
    stopped: bool = False


def read(reading: Reading, first_is_header: bool | None = None) -> Reading:
    """Open and read all of `reading.paths`; raises Trouble when one file alone cannot be read."""
    if len(reading.paths) == 1:
        reading.file = imports.read(reading.paths[0], first_is_header=first_is_header)
        return read_rows(reading, reading.file, {})
    reading.total = len(reading.paths)
    return _take(reading, imports.rows_of(reading.paths))


def read_rows(reading: Reading, file: ImportFile, mapping: Mapping[int, str]) -> Reading:
    """Read the rows of an opened file, its columns mapped."""
    reading.file, reading.total = file, file.total
    return _take(reading, imports.rows(file, mapping))


def _take(reading: Reading, rows: Any) -> Reading:  # noqa: ANN401  any iterable of rows
    for row in rows:
        reading.rows.append(row)
        if reading.stopped:
            break
    return reading


def wanted(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files, folders opened one level deep, in order of their names."""
    found: list[Path] = []
    for path in paths:
        found += sorted(p for p in path.iterdir() if p.suffix.lower() in CONTACTS) if path.is_dir() else [path]
    return tuple(found)


def is_csv(file: ImportFile | None) -> bool:
    """Whether columns can be mapped."""
    return file is not None and file.kind is FileKind.CSV


class Pump(QObject):
    """Runs steps a few at a time, a turn of the window each; `stop` closes them, which rolls a change back."""

    def __init__(
        self,
        steps: Generator[int, None, Any],
        on_step: Callable[[int], None],
        on_end: Callable[[Any], None],
        on_trouble: Callable[[Trouble], None],
        goes_on: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._on_step, self._on_end, self._on_trouble = on_step, on_end, on_trouble
        self._goes_on = goes_on  # False once the practice is being locked
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    @property
    def running(self) -> bool:
        """Whether there are steps to come."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Run no further, and let the steps clean up."""
        self._timer.stop()
        self._steps.close()

    def _turn(self) -> None:
        if not self._goes_on():
            self.stop()
            return
        ends = perf_counter() + TURN
        try:
            done = next(self._steps)
            while perf_counter() < ends:
                done = next(self._steps)
        except StopIteration as end:
            self._timer.stop()
            self._on_end(end.value)
        except Trouble as trouble:
            self._timer.stop()
            self._on_trouble(trouble)
        except BaseException:
            self._timer.stop()
            raise
        else:
            self._on_step(done)
