"""The encrypted store of one practice: a folder with the database and its key file."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from practice.db import cipher, keys, opened, trouble
from practice.db.journal import Journal
from practice.errors import AlreadyOpen, Damaged, NewerVersion

FILE = "practice.db"
MIGRATIONS = Path(__file__).with_name("migrations")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


class Store:
    """An open practice. Reads go through peewee's tables, writes through `journal`."""

    def __init__(self, folder: Path, key: bytes, clock: Clock = utc_now) -> None:
        self.folder, self.key, self.clock = folder, key, clock
        path = folder / FILE
        cipher.require_encrypted(path)
        with trouble.translated():
            self.connection = cipher.connect(path, key)
            try:
                _migrate(self.connection, path, key)
                self.journal = Journal(self.connection, clock)
            except BaseException:
                self.connection.close()
                raise
        opened.now_open(self._bind)

    def _bind(self) -> None:
        from practice.db import bound  # noqa: PLC0415  start-up: peewee, once a table is asked for

        if self.key:
            bound.bind(bound.CipherDatabase(self.folder / FILE, self.connection))

    @property
    def execute(self) -> Any:  # noqa: ANN401  sqlcipher3 is untyped
        """The connection's own execute, for the few reads that peewee would slow down."""
        return self.connection.execute

    def change(self, label: str, *, merge: object | None = None, final: bool = False) -> Any:  # noqa: ANN401
        """The journal's `change`."""
        return self.journal.change(label, merge=merge, final=final)

    def shown(self) -> keys.Shown:
        """What the lock screen shows."""
        return keys.load(self.folder).shown

    def show(self, **parts: str) -> None:
        """Change what the lock screen shows: name, mark, locked_at, backed_up_at, theme."""
        keys.show(self.folder, **parts)

    def close(self) -> None:
        """Lock: note the history's head and the time in the key file, forget undo and key even where that fails."""
        head = self.journal.head
        try:
            keys.change(self.folder, head_seq=head.seq, head_hash=head.hash.hex())
            self.show(locked_at=self.clock().isoformat(timespec="seconds"))
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close the file without a word in the key file."""
        self.journal.forget()
        self.connection.close()
        self.key = b""


def exists(folder: Path) -> bool:
    """Whether `folder` holds a practice."""
    return (folder / FILE).exists()


def create(
    folder: Path, passphrase: str, name: str = "", *, cost: keys.Cost | None = None, clock: Clock = utc_now
) -> tuple[Store, str]:
    """Make a new practice in `folder`; return it open, with the recovery code, which is kept nowhere.

    Raises AlreadyOpen where there is one, Refused for a passphrase that is too short. The database is named last, so
    what was cut short can be made again.
    """
    if exists(folder):
        raise AlreadyOpen("There is a practice in this folder already. Unlock it, or choose another folder.")
    if (folder / keys.FILE).exists() and keys.load(folder).head_seq:
        raise Damaged(f"{FILE} is missing here, but its key is not. Put it back, or choose another folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    key, code = keys.create(folder, passphrase, keys.Shown(name=name, mark=name[:1].upper()), cost)
    _create_database(folder / FILE, key)
    return Store(folder, key, clock), code


def unlock(folder: Path, secret: str, *, clock: Clock = utc_now) -> Store:
    """Open the practice by passphrase or recovery code. Raises WrongKey, Damaged, NewerVersion."""
    return Store(folder, keys.unwrap(keys.load(folder), secret), clock)


def _create_database(path: Path, key: bytes) -> None:
    temporary = path.with_name(path.name + ".new")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL, 0o600))  # SQLite gives -wal and -shm the same rights
    with trouble.translated(), closing(cipher.connect(temporary, key)) as connection:
        _run_migrations(connection, temporary)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    temporary.replace(path)
    keys.sync_folder(path.parent)


def _migrate(connection: Any, path: Path, key: bytes) -> None:  # noqa: ANN401
    done = {row[0] for row in connection.execute("SELECT name FROM schema_migration")}
    ours = {file.stem for file in MIGRATIONS.glob("[0-9]*.py")}
    if done - ours:
        raise NewerVersion("This practice was written by a newer version of the program. Install that version.")
    if ours - done:
        copy_whole(connection, path.with_name(f"before-{min(ours - done)}.db"), key)
        _run_migrations(connection, path)


def _run_migrations(connection: Any, path: Path) -> None:  # noqa: ANN401
    from playhouse.migrations import Runner  # noqa: PLC0415  start-up: only an older file needs it

    from practice.db.bound import CipherDatabase  # noqa: PLC0415  start-up: as above

    connection.execute("PRAGMA query_only = 0")
    Runner(CipherDatabase(path, connection), str(MIGRATIONS)).up()
    connection.execute("PRAGMA query_only = 1")


def copy_whole(connection: Any, path: Path, key: bytes) -> None:  # noqa: ANN401
    """Copy the open database to `path`, encrypted by the same key, in one shot, verified by reopening."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with trouble.translated():
            with closing(cipher.connect(temporary, key, read_only=True)) as copy:  # no WAL: one file, nothing beside it
                copy.execute("PRAGMA query_only = 0")
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = delete").fetchall()
            _verify(temporary, key, connection)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    keys.sync_folder(path.parent)


def _verify(path: Path, key: bytes, source: Any) -> None:  # noqa: ANN401
    with closing(cipher.connect(path, key, read_only=True)) as copy:
        rows = "SELECT name FROM sqlite_master ORDER BY name"
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",) or (
            copy.execute(rows).fetchall() != source.execute(rows).fetchall()
        ):
            raise Damaged("The copy could not be read back. Try another disk.")
