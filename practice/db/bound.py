"""peewee's view of an encrypted file. It comes late: a start reads the list without it."""

from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from practice.db.tables import TABLES


class CipherDatabase(SqliteDatabase):
    """The file at `path` by the connection that is open already, so that peewee never holds a key."""

    def __init__(self, path: Path, connection: Any) -> None:  # noqa: ANN401  sqlcipher3 is untyped
        super().__init__(str(path))
        self._opened = connection

    def _connect(self) -> Any:  # noqa: ANN401  overrides peewee's
        return self._opened


def bind(database: CipherDatabase) -> CipherDatabase:
    """From now on every table is read from this database."""
    database.connect()
    database.bind(TABLES, bind_refs=False, bind_backrefs=False)
    return database
