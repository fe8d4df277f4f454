"""SQLite's errors, told once as the known trouble they are."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from practice.errors import AlreadyOpen, Damaged, DiskFull

_FULL = ("database or disk is full", "disk I/O error")
_HELD = ("database is locked", "database table is locked")
_BROKEN = ("database disk image is malformed", "file is not a database", "vtable constructor failed")


@contextmanager
def translated() -> Iterator[None]:
    """Raise Trouble instead of the database errors that a person can act on."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, dbapi2.DatabaseError) and type(error).__module__ != "peewee":
            raise
        text = str(error)
        if any(t in text for t in _FULL):
            raise DiskFull("The disk is full. Make some room and try again; what was kept before is whole.") from error
        if any(t in text for t in _HELD):
            raise AlreadyOpen("Another program is using this practice. Close it and try again.") from error
        if any(t in text for t in _BROKEN):
            raise Damaged("The practice file is damaged. Restore the last backup.") from error
        raise


@contextmanager
def ignored(text: str) -> Iterator[None]:
    """Pass over the one database error that says `text`."""
    try:
        yield
    except dbapi2.OperationalError as error:
        if text not in str(error):
            raise
