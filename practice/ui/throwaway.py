"""A folder for a while: gone at the end, when the program is told to end, and after a death at the next start."""

import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from practice.errors import Trouble
from practice.ui import instance

YOUNG = 3600  # seconds in which a folder that nobody holds may be one that is just being made


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A new folder that is ours alone; takes away first what dead runs left of their own."""
    sweep(Path(tempfile.gettempdir()), prefix)
    with _ends_on_sigterm(), tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as made:
        lock = instance.hold(Path(made))
        try:
            yield Path(made)
        finally:
            lock.unlock()


def sweep(where: Path, prefix: str) -> None:
    """Take away the folders of dead runs, never that of a running one; what cannot be taken away stays."""
    name = re.compile(rf"{re.escape(prefix)}[a-z0-9_]{{8}}")  # as tempfile names them
    for path in list(where.glob(f"{prefix}*")):
        with suppress(OSError, Trouble):
            if name.fullmatch(path.name) and path.is_dir() and not path.is_symlink() and _is_dead(path):
                shutil.rmtree(path)


def _is_dead(path: Path) -> bool:
    """Whether nobody holds it; raises Trouble where somebody does."""
    if not (path / instance.FILE).exists() and path.stat().st_mtime > time.time() - YOUNG:
        return False
    instance.hold(path).unlock()
    return True


@contextmanager
def _ends_on_sigterm() -> Iterator[None]:
    """SIGTERM unwinds the program, as Ctrl+C does, so that what is open is closed and taken away."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
