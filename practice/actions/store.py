"""The store as the window and the command line see it: make, unlock, lock, back up, check, undo."""

import sys
from pathlib import Path

from practice.db import keys
from practice.db.keys import Cost, Shown
from practice.db.store import Store, create, exists, unlock
from practice.rules.findings import Findings

__all__ = [
    "Cost",
    "Findings",
    "Shown",
    "Store",
    "back_up",
    "change_passphrase",
    "check",
    "create",
    "create_closed",
    "data_key",
    "exists",
    "lock",
    "new_recovery_code",
    "opened",
    "shown",
    "sweep",
    "unlock",
]


def shown(folder: Path) -> Shown:
    """What may be told of a locked practice: its name, mark, last lock and last backup, light or dark."""
    return keys.load(folder).shown


def data_key(folder: Path, secret: str) -> bytes:
    """The key that opens `Store(folder, key)`, by passphrase or recovery code; safe in a worker. Raises WrongKey."""
    return keys.unwrap(keys.load(folder), secret)


def opened(folder: Path, secret: str) -> tuple[bytes, bool]:
    """The same key, and whether the recovery code gave it, so that a new passphrase is asked for. Raises WrongKey."""
    return keys.opened(keys.load(folder), secret)


def create_closed(folder: Path, passphrase: str, cost: Cost | None = None) -> tuple[bytes, str]:
    """Make a practice and close it again; return its data key and recovery code. Safe in a worker."""
    store, code = create(folder, passphrase, cost=cost)
    key = store.key
    store.close()
    return key, code


def lock(store: Store) -> None:
    """Close the practice and forget its key and the words of its letters, even where the lock cannot be noted.

    Raises Trouble for that.
    """
    try:
        store.close()
    finally:
        typesetter = sys.modules.get("practice.letters")  # what was never imported has nothing to forget
        if typesetter is not None:
            typesetter.forget()


def change_passphrase(store: Store, passphrase: str) -> None:
    """From now on this passphrase opens the practice. Raises Refused when it is too short."""
    keys.change_passphrase(store.folder, store.key, passphrase)


def new_recovery_code(store: Store) -> str:
    """A new recovery code, to be printed; the old one opens nothing any more."""
    return keys.change_recovery(store.folder, store.key)


def back_up(store: Store, path: Path) -> int:
    """Write one encrypted backup file, verified by reopening; return its size in bytes.

    Safe in a worker: it opens the practice by itself. Raises Trouble and leaves nothing behind when it cannot be made.
    """
    from practice.db import backup  # noqa: PLC0415  start-up: zip, temporary files and hashes, once in a while

    return backup.back_up(store.folder, store.key, path, store.clock())


def sweep(folder: Path, before: float) -> None:
    """Take away what a killed program left before this moment, as time.time() gives it: its unfinished work in
    `folder`, and its private copies of files.

    Only for who holds the practice; may leave anything, never raises.
    """
    from practice.actions import copies  # noqa: PLC0415  start-up: once the window is there
    from practice.db import leftovers  # noqa: PLC0415  start-up: as above

    leftovers.sweep(folder, before)
    copies.sweep(folder, before)


def check(store: Store) -> Findings:
    """Read everything and say what does not hold together."""
    from practice.db import check as checks  # noqa: PLC0415  start-up: once in a while

    return checks.check(store)
