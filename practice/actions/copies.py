"""Private copies outside the store: what another program may open, in a folder of its own that nobody else can enter.

A copy bears a random name, for programs remember what they opened; a copy to be dragged out bears the file's own.
It is taken away when it is put back, at lock, and by the next start if the program was killed.
What could not be kept stays: see `spare`.
"""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from practice import paths
from practice.errors import DiskFull, Trouble
from practice.interchange.files import write
from practice.rules.attachments import Attachment, ending, safe_name

_OWN = (".", "~$")  # how the locks and halves of other programs' files begin
_SPARED = ".stays"  # lies beside what could not be kept


@dataclass(frozen=True, slots=True)
class Copy:
    """A private copy of a file, and how it looked when it was written."""

    attachment: Attachment
    path: Path
    stamp: tuple[int, int]  # size, and the instant of the last change in nanoseconds


def make(practice: Path, attachment: Attachment, pieces: Iterable[bytes], named: bool = False) -> Copy:
    """Write a private copy for the practice in this folder, `named` as it is called. Worker-safe; raises Trouble."""
    folder = Path(tempfile.mkdtemp(prefix=_prefix(practice), dir=paths.runtime_dir()))  # 0700
    name = safe_name(attachment.name) if named else secrets.token_hex(8) + ending(attachment.name)
    try:
        write(folder / name, pieces)
    except DiskFull as full:
        _remove(folder)
        raise DiskFull("There is no room to open the file. Save a copy of it in another place.") from full
    except BaseException:
        _remove(folder)
        raise
    return Copy(attachment, folder / name, _stamp(folder / name))


def touched(copy: Copy) -> bool:
    """Whether something was saved in the copy or beside it, perhaps unchanged; quick."""
    try:
        return _altered(copy) or bool(others(copy))
    except Trouble:  # nobody knows
        return True


def changed(copy: Copy) -> bool:
    """Whether the copy holds something else than the store; reads it. Raises Trouble when it cannot."""
    with _readable():
        return _altered(copy) and _hash(copy.path) != copy.attachment.sha256


def _altered(copy: Copy) -> bool:
    with _readable():
        try:
            return _stamp(copy.path) != copy.stamp
        except FileNotFoundError:  # taken away, or saved under another name
            return False


@contextmanager
def _readable() -> Iterator[None]:
    """What cannot be read may be changed: it is never taken away as if it were not."""
    try:
        yield
    except OSError as error:
        said = "What you changed in an opened file cannot be read ({why}). Close it in the other program and try again."
        raise Trouble(said.format(why=error.strerror)) from error


def others(copy: Copy) -> list[Path]:
    """What was saved beside the copy under another name, in folders too. Raises Trouble when it cannot be told."""
    found: list[Path] = []
    with _readable():
        for folder, inner, names in os.walk(copy.path.parent, onerror=_fail):
            inner[:] = [name for name in inner if not name.startswith(_OWN)]
            found += [path for name in names if _counts(copy, path := Path(folder, name))]
    return sorted(found)


def _counts(copy: Copy, path: Path) -> bool:
    """Other programs' own files do not; what begins with "~" does where it is of the document's kind."""
    if path == copy.path or path.name.startswith(_OWN) or path.is_symlink() or not path.is_file():
        return False
    return not path.name.startswith("~") or ending(path.name) == ending(copy.path.name)


def _fail(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def spare(copy: Copy) -> None:
    """Mark what could not be kept: no later start takes it away."""
    with suppress(OSError):
        (copy.path.parent / _SPARED).touch(0o600)


def remove(copy: Copy) -> None:
    """Take the copy away with all that was saved beside it."""
    _remove(copy.path.parent)


def sweep(practice: Path, before: float) -> None:
    """Take away what a killed program left of this practice before this moment, as time.time() gives it."""
    for folder in paths.runtime_dir().glob(_prefix(practice) + "*"):
        with suppress(OSError):
            if folder.is_symlink() or not folder.is_dir() or (folder / _SPARED).exists():
                continue
            if folder.stat().st_mtime < before:
                _remove(folder)


def _prefix(practice: Path) -> str:
    """Tells the copies of one practice from those of another, and nothing else."""
    return f"practice-{hashlib.sha256(os.fsencode(practice.resolve())).hexdigest()[:16]}-"


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
