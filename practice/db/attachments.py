"""Attachments as they are kept: a row for each, and its content in chunks that no row shows before it is whole."""

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from practice.db import cipher, records, trouble
from practice.db.records import EPOCH, Execute
from practice.db.store import FILE, Store
from practice.db.tables import AttachmentRow
from practice.errors import Damaged
from practice.rules.attachments import COLUMNS, Attachment, Chunk, Owner, Summing, Whole, released

_USUAL_PAGES = 1_000  # of the log, after which whoever writes moves them into the file: SQLite's own number
_LOG_PAGES = 100_000  # more than a file's chunks between two calls of `settle` ever are


def get(store: Store, attachment_id: int) -> Attachment:
    """The file with this id; KeyError when there is none."""
    return records.get(AttachmentRow, Attachment, attachment_id)


def find(store: Store, attachment_id: int) -> Attachment | None:
    """The file with this id, None when there is none."""
    return records.first(AttachmentRow.select().where(AttachmentRow.id == attachment_id), Attachment)


def of(store: Store, owner: Owner) -> list[Attachment]:
    """What belongs to this record itself, the newest first, removed files too."""
    found = _fetch(getattr(AttachmentRow, COLUMNS[owner.table]) == owner.id)
    return [one for one in found if one.owner == owner]


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Attachment]:
    """What belongs to these clients or any of their records, the newest first, removed files too."""
    return _fetch(AttachmentRow.client_id.in_(list(client_ids)))


def _fetch(condition: Any) -> list[Attachment]:  # noqa: ANN401  peewee's expressions have no plain type
    return records.fetch(AttachmentRow.select().where(condition).order_by(AttachmentRow.id.desc()), Attachment)


def save(store: Store, attachment: Attachment) -> Attachment:
    """Keep a file's row; inside a change."""
    return store.journal.put(AttachmentRow, attachment)


def client_of(store: Store, owner: Owner) -> int | None:
    """The client whose record this is; None when it is not there."""
    column = "id" if owner.table == "clients" else "client_id"
    row = store.execute(f'SELECT {column} FROM "{owner.table}" WHERE id = ?', (owner.id,)).fetchone()
    return row[0] if row else None


def places(store: Store, client_ids: Collection[int]) -> list[tuple[str, int, str, int, datetime | None]]:
    """Table, id, name, version and instant of each record of these clients that files can belong to."""
    marks, found = ", ".join("?" * len(client_ids)), []
    for table, sql in _PLACES.items():
        for record_id, name, version, at in store.execute(sql.format(ids=marks), tuple(client_ids)):
            found.append((table, record_id, name, version, None if at is None else EPOCH + at * EPOCH.resolution))
    return found


_PLACES = {
    "clients": "SELECT id, list_name, 0, NULL FROM clients WHERE id IN ({ids})",
    "engagements": (
        "SELECT id, iif(title = '', kind, title), 0, NULL FROM engagements WHERE client_id IN ({ids}) ORDER BY id DESC"
    ),
    "letters": "SELECT id, number, version, NULL FROM letters WHERE client_id IN ({ids}) ORDER BY id DESC",
    "notes": (
        "SELECT n.id, s.title, 0, s.starts_at FROM notes n JOIN sessions s ON s.id = n.session_id "
        "WHERE n.client_id IN ({ids}) ORDER BY s.starts_at DESC"
    ),
}


def let_go(store: Store, owner: Owner) -> None:
    """What belongs to a record that is being taken away belongs to the client alone; inside the same change."""
    for one in of(store, owner):
        save(store, released(one))


# content


def begin(store: Store) -> int:
    """A place for chunks that nothing shows yet: its id."""
    with store.journal.unseen() as execute:
        return int(execute("INSERT INTO stored_files DEFAULT VALUES", ()).lastrowid)


def keep_chunk(store: Store, file_id: int, chunk: Chunk) -> None:
    """Keep one more chunk of a file that nothing shows yet."""
    with store.journal.unseen() as execute:
        execute("INSERT INTO file_chunks (file_id, number, sha256, data) VALUES (?, ?, ?, ?)", (file_id, *chunk))


@contextmanager
def unhurried(store: Store) -> Iterator[None]:
    """While a big file comes in: the window leaves it to `settle` to move what it wrote from the log into the file."""
    store.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    try:
        yield
    finally:
        store.execute(f"PRAGMA wal_autocheckpoint = {_USUAL_PAGES}")


def settle(folder: Path, key: bytes) -> None:
    """Move what was written so far from the log into the file, waiting for the disk; for a worker."""
    with trouble.translated(), closing(cipher.connect(folder / FILE, key, read_only=True)) as connection:
        connection.execute("PRAGMA query_only = 0")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def drop(store: Store, file_id: int) -> bool:
    """Take a chunk of a file away that nothing shows; True once all of it is gone."""
    with store.journal.unseen() as execute:
        one = "SELECT id FROM file_chunks WHERE file_id = ? LIMIT 1"
        if execute(f"DELETE FROM file_chunks WHERE id IN ({one})", (file_id,)).rowcount:
            return False
        execute("DELETE FROM stored_files WHERE id = ?", (file_id,))
        return True


def forget(store: Store, before: datetime) -> None:
    """Take away the rows of files that were removed before this instant.

    Those that undo could bring back stay, and those that show a delivery.
    """
    kept = _recalled(store)
    shows = "SELECT attachment_id FROM deliveries WHERE attachment_id IS NOT NULL"
    sql = f"SELECT id, file_id FROM attachments WHERE removed_at < ? AND id NOT IN ({shows})"
    rows = store.execute(sql, (_micros(before),)).fetchall()
    gone = [record_id for record_id, file_id in rows if file_id not in kept]
    if gone:
        with store.journal.change("attachment.forget", quiet=True):
            for record_id in gone:
                store.journal.delete(AttachmentRow, record_id)


def unseen(store: Store) -> list[int]:
    """The stored files that nothing shows and that undo cannot bring back."""
    kept = _recalled(store)
    sql = "SELECT id FROM stored_files WHERE id NOT IN (SELECT file_id FROM attachments) ORDER BY id"
    return [file_id for (file_id,) in store.execute(sql, ()) if file_id not in kept]


def _recalled(store: Store) -> set[records.Value]:
    return store.journal.recalled("attachments", "file_id")


def _micros(at: datetime) -> int:
    return (at - EPOCH) // (EPOCH.resolution)


def read(folder: Path, key: bytes, attachment: Attachment) -> Generator[bytes, None, None]:
    """The file's content chunk by chunk, each proven; safe in a worker. Raises Damaged before a wrong byte is given."""
    with closing(cipher.connect(folder / FILE, key, read_only=True)) as connection:
        for chunk in chunks(connection.execute, attachment):
            yield chunk.data


def chunks(execute: Execute, attachment: Attachment) -> Iterator[Chunk]:
    """A file's chunks in order, each proven by its own hash and all by the file's; Damaged where one is not right."""
    whole, sql = Summing(), "SELECT number, sha256, data FROM file_chunks WHERE file_id = ? AND number = ?"
    for number in range(attachment.chunks):
        with trouble.translated():
            row = execute(sql, (attachment.file_id, number)).fetchone()
        sound = row is not None and whole.add(row[2]) == Chunk(*row)
        last = number + 1 == attachment.chunks
        if not sound or (last and whole.result() != Whole(attachment.size, attachment.sha256)):
            raise Damaged(f"The file “{attachment.name}” is damaged. Take it out of a backup.")
        yield Chunk(*row)
