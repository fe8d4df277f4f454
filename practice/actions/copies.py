"""Private copies outside the store: what another program may open, in a folder of its own that nobody else can enter.

A copy bears a random name, for programs remember what they opened; a copy to be dragged out bears the file's own.
It is taken away when it is put back, at lock, and by the next start if the program was killed.
"""

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from practice import paths
from practice.errors import DiskFull
from practice.interchange.files import write
from practice.rules.attachments import Attachment, ending, safe_name

_PLAIN = (".", "~")  # how the locks and halves of other programs' files begin


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
    with suppress(OSError):
        return _stamp(copy.path) != copy.stamp or bool(others(copy))
    return False


def changed(copy: Copy) -> bool:
    """Whether the copy holds something else than the store; reads it."""
    with suppress(OSError):
        return _stamp(copy.path) != copy.stamp and _hash(copy.path) != copy.attachment.sha256
    return False


def others(copy: Copy) -> list[Path]:
    """What was saved beside the copy under another name."""
    with suppress(OSError):
        found = sorted(path for path in copy.path.parent.iterdir() if path != copy.path)
        return [path for path in found if path.is_file() and not path.is_symlink() and not path.name.startswith(_PLAIN)]
    return []


def remove(copy: Copy) -> None:
    """Take the copy away with all that was saved beside it."""
    _remove(copy.path.parent)


def sweep(practice: Path, before: float) -> None:
    """Take away what a killed program left of this practice before this moment, as time.time() gives it."""
    for folder in paths.runtime_dir().glob(_prefix(practice) + "*"):
        with suppress(OSError):
            if not folder.is_symlink() and folder.is_dir() and folder.stat().st_mtime < before:
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
