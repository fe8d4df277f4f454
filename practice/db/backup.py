"""One-shot backups: a zip with the encrypted database, its key file and a manifest, proven before it counts.

The database inside is encrypted as always, so the zip tells nothing; unpacked into a folder it is a practice again.
"""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from practice.db import cipher, history, keys
from practice.db.store import FILE, copy_whole
from practice.errors import Damaged, DiskFull, Trouble

MANIFEST = "manifest.json"
SCRATCH = ".unfinished-backup-"  # no name that a person gives


def back_up(folder: Path, key: bytes, path: Path, now: datetime) -> int:
    """Write a backup of the practice in `folder` to `path`; return its size. Raises Trouble."""
    if path.is_dir():
        raise Trouble("Name a file for the backup, not a folder.")
    with _explained(), tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as scratch:
        copied = Path(scratch) / FILE
        with closing(cipher.connect(folder / FILE, key)) as connection:
            copy_whole(connection, copied, key)
        manifest = describe(copied, key)
        target = path.with_name(path.name + ".tmp")
        try:
            _pack(target, copied, folder / keys.FILE, manifest)
            verify(target, key, Path(scratch) / "again")
            target.replace(path)
        finally:
            target.unlink(missing_ok=True)
        keys.sync_folder(path.parent)
    keys.show(folder, backed_up_at=now.isoformat(timespec="seconds"))
    return path.stat().st_size


def describe(path: Path, key: bytes) -> dict[str, Any]:
    """The manifest of a database file: size, SHA-256, rows by table, the history's head."""
    with closing(cipher.connect(path, key, read_only=True)) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name"
        tables = [name for (name,) in connection.execute(names)]
        rows = {t: connection.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in tables}
        head = history.head(connection.execute)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size": path.stat().st_size, "sha256": digest, "rows": rows, "head": [head.seq, head.hash.hex()]}


def verify(path: Path, key: bytes, copied: Path) -> dict[str, Any]:
    """Unpack a backup to `copied`, open it and compare it with its manifest; return the manifest. Raises Damaged."""
    try:
        with zipfile.ZipFile(path) as pack:
            manifest: dict[str, Any] = json.loads(pack.read(MANIFEST))
            with pack.open(FILE) as source, copied.open("wb") as target:
                shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise Damaged("The backup cannot be read. Make another one.") from None
    if describe(copied, key) != manifest:
        raise Damaged("The backup differs from the practice. Make another one.")
    return manifest


def _pack(target: Path, copied: Path, key_file: Path, manifest: dict[str, Any]) -> None:
    keys.write_whole(target, b"")  # for its owner alone from the first byte
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        pack.write(copied, FILE)
        pack.write(key_file, keys.FILE)
        pack.writestr(MANIFEST, json.dumps(manifest, indent=1))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DiskFull(f"The backup could not be written ({error.strerror}). Choose another place.") from error
