"""peewee's view of an encrypted file. It comes late: a start reads the list without it."""

from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from practice.db.cipher import connect
from practice.db.tables import TABLES


class CipherDatabase(SqliteDatabase):
    """The file at `path`, by the connection that is open already or by its own; the key leaves with the object."""

    def __init__(self, path: Path, key: bytes, shared: Any = None) -> None:  # noqa: ANN401  sqlcipher3 is untyped
        super().__init__(str(path))
        self._path, self._key, self._shared = path, key, shared

    def _connect(self) -> Any:  # noqa: ANN401  overrides peewee's
        return connect(self._path, self._key) if self._shared is None else self._shared

    def close(self) -> bool:
        """Close, and keep no key."""
        closed = super().close()
        self._key, self._shared = b"", None
        return closed


def bind(database: CipherDatabase) -> CipherDatabase:
    """From now on every table is read from this database."""
    database.connect()
    database.bind(TABLES, bind_refs=False, bind_backrefs=False)
    return database
