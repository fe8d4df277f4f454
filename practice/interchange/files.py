"""Any file, in and out piece by piece: what is no plain file is refused unread, and a copy is whole or not there."""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from practice.errors import DiskFull, Trouble
from practice.rules.attachments import CHUNK, MOST, Chunk, Summing, Whole, safe_name

_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Reading:
    """A file outside that is about to be read; iterating gives its chunks, `whole()` then says what they are.

    Raises Trouble for what is no plain file, for more than MOST bytes, and for a file that changes while it is read.
    """

    def __init__(self, path: Path) -> None:
        self.name = safe_name(path.name)
        self._number, self._before = _opened(path, self.name)
        self.expected = self._before.st_size
        self._sum = Summing()

    def __iter__(self) -> Iterator[Chunk]:
        with os.fdopen(self._number, "rb") as file:
            while data := self._read(file):
                chunk = self._sum.add(data)
                _must_fit(self._sum.size, self.name)
                yield chunk
            after = os.fstat(self._number)
        if (after.st_size, after.st_mtime_ns) != (self._sum.size, self._before.st_mtime_ns):
            raise Trouble(f"“{self.name}” changed while it was read. Save and close it elsewhere, then add it again.")

    def _read(self, file: BinaryIO) -> bytes:
        try:
            return file.read(CHUNK)
        except OSError as error:
            raise Trouble(_why(error, self.name)) from error

    def whole(self) -> Whole:
        """Size and hash of what was read."""
        return self._sum.result()


def _opened(path: Path, name: str) -> tuple[int, os.stat_result]:
    """The file's number and what it was when it was opened; a pipe is never waited for, a link never followed."""
    try:
        _must_be_plain(path.lstat(), name)
        number = os.open(path, _LOOK)
    except ValueError:  # a NUL in the name
        raise Trouble(f"“{name}” is not there any more.") from None
    except OSError as error:
        raise Trouble(_why(error, name)) from error
    try:
        found = os.fstat(number)
        _must_be_plain(found, name)  # what stands there now is what is read
        _must_fit(found.st_size, name)
    except BaseException:
        os.close(number)
        raise
    return number, found


def _must_be_plain(found: os.stat_result, name: str) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    if stat.S_ISDIR(found.st_mode):
        raise Trouble(f"“{name}” is a folder. Add the files in it.")
    if stat.S_ISLNK(found.st_mode):
        raise Trouble(f"“{name}” is a link to another file. Add that file itself.")
    raise Trouble(f"“{name}” is not a file that can be kept.")


def _must_fit(size: int, name: str) -> None:
    if size > MOST:
        raise Trouble(f"“{name}” has more than {MOST >> 30} GB. Keep files as big as that elsewhere.")


def _why(error: OSError, name: str) -> str:
    if isinstance(error, FileNotFoundError):
        return f"“{name}” is not there any more."
    if error.errno == errno.ELOOP:
        return f"“{name}” is a link to another file. Add that file itself."
    return f"“{name}” cannot be read ({error.strerror}). Check who may read it."


def holds(path: Path, data: bytes) -> bool:
    """Whether the file can be read and is just this."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Put the pieces into a file for its owner alone, whole or not at all. Raises Trouble.

    What `pieces` raises ends it too, with nothing left behind.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(f"There is no room for “{path.name}”. Make some, or choose another folder.") from error
        raise Trouble(f"“{path.name}” cannot be written there. Choose another folder.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()
