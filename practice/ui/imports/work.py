"""The long part of an import that needs no store: reading on a worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from practice.actions import imports
from practice.rules.imports import FileKind, ImportFile, Row
from practice.ui.drops import CONTACTS


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
