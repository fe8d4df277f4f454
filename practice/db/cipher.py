"""Opening an encrypted database file, never a plain one."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from practice.db import trouble
from practice.errors import Damaged

PRAGMAS = (
    "PRAGMA journal_mode = wal",
    "PRAGMA synchronous = FULL",  # WAL with NORMAL loses acknowledged commits at a power cut
    "PRAGMA foreign_keys = 1",
    "PRAGMA secure_delete = 1",
    "PRAGMA recursive_triggers = 1",  # else REPLACE deletes past the triggers that keep what is issued
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",  # at most 32 MB; the index pages that edits share are decrypted once
    "PRAGMA query_only = 1",  # the journal alone lifts it
)


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:  # noqa: ANN401  sqlcipher3 is untyped
    """A connection by raw key with the log off, encryption proven and the safe pragmas set. Raises Damaged.

    `read_only` leaves every byte of the file as it is.
    """
    if len(key) != 32:
        raise ValueError("a data key has 32 bytes")
    connection = dbapi2.connect(str(path), isolation_level=None, timeout=5)
    try:
        _prepare(connection, key)
        if not read_only:
            _make_safe(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, key: bytes) -> None:  # noqa: ANN401
    connection.execute("PRAGMA cipher_log = off")  # else a wrong key prints to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    with trouble.translated():
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
            raise Damaged("The practice file is not encrypted; it is not one of ours.")
        connection.execute("PRAGMA query_only = 1")


def _make_safe(connection: Any) -> None:  # noqa: ANN401
    with trouble.translated():
        for pragma in PRAGMAS:
            connection.execute(pragma).fetchall()
    if connection.execute("PRAGMA synchronous").fetchone() != (2,):
        raise Damaged("The practice file cannot be written safely on this disk.")


def require_encrypted(path: Path) -> None:
    """Raise Damaged unless the file at `path` has content that is not a plain database."""
    try:
        with path.open("rb") as file:
            header = file.read(16)
    except FileNotFoundError:
        raise Damaged(f"The practice file {path.name} is missing; restore the last backup.") from None
    if not header:
        raise Damaged(f"The practice file {path.name} is empty; restore the last backup.")
    if header.startswith(b"SQLite"):
        raise Damaged(f"The practice file {path.name} is not encrypted; it is not one of ours.")
