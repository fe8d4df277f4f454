"""`practice check`: everything read once, and one sentence for each thing that does not hold together."""

import hashlib
from collections.abc import Iterator

from practice.db import attachments, history, keys, records, trouble
from practice.db.records import Value
from practice.db.store import Store
from practice.db.tables import RECORDS, AttachmentRow, NoteRow, SessionRow
from practice.errors import Damaged
from practice.rules.attachments import Attachment
from practice.rules.findings import Findings
from practice.rules.notes import Note, Session, holds


def check(store: Store) -> Findings:
    """Verify pages, keys, history, every record against its last history entry, every letter, signed note and file.

    Raises Damaged where the file cannot be read to its end.
    """
    with trouble.translated():
        rows = sum(store.execute(f'SELECT count(*) FROM "{t._meta.table_name}"').fetchone()[0] for t in RECORDS)
        chain = history.breaks(store.execute)
        problems = (*_pages(store), *chain, *_records(store), *_head(store), *_letters(store))
        problems = problems or (*_notes(store), *_files(store))  # only what is sound so far can be read as records
    head = store.journal.head
    return Findings(rows, head.seq, head.hash.hex(), problems)


def _pages(store: Store) -> Iterator[str]:
    for (text,) in store.execute("PRAGMA cipher_integrity_check"):
        yield f"A page of the file is damaged: {text}."
    for (text,) in store.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield f"The file's structure is damaged: {text}."
    for table, row, parent, _ in store.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row} points to a record of {parent} that is not there."


def _records(store: Store) -> Iterator[str]:
    for table in RECORDS:
        name = table._meta.table_name
        kept = history.last_fingerprints(store.execute, name)
        cursor = store.execute(f'SELECT * FROM "{name}"')
        columns = [c[0] for c in cursor.description]
        for row in cursor:
            values: dict[str, Value] = dict(zip(columns, row, strict=True))
            record_id = values.pop("id")
            if kept.pop(int(record_id or 0), None) != history.fingerprint(values):
                yield f"{name} {record_id!r} was changed outside the program."
        for record_id, after in kept.items():
            if after is not None:
                yield f"{name} {record_id} was taken away outside the program."


def _head(store: Store) -> Iterator[str]:
    kept = keys.load(store.folder)
    if kept.head_seq:
        row = store.execute('SELECT "hash" FROM history WHERE seq = ?', (kept.head_seq,)).fetchone()
        if row is None or row[0].hex() != kept.head_hash:
            yield "The file is older than when it was last locked, or its history was rewritten."


def _letters(store: Store) -> Iterator[str]:
    rows = "SELECT l.number, l.sha256, d.sha256, d.pdf FROM letters l JOIN letter_documents d ON d.letter_id = l.id"
    for number, letter, document, pdf in store.execute(rows):
        if not letter == document == hashlib.sha256(pdf).hexdigest():
            yield f"The pages of letter {number} are not those that were issued."
    lost = "SELECT number FROM letters WHERE state <> 'draft' AND id NOT IN (SELECT letter_id FROM letter_documents)"
    for (number,) in store.execute(lost):
        yield f"The pages of letter {number} are missing."
    yield from _signed_copies(store)


def _signed_copies(store: Store) -> Iterator[str]:
    """Each begins with the one before it, and the first with the issued pages."""
    rows = """
        SELECT l.number, c.sha256, c.pdf, coalesce(
            (SELECT e.pdf FROM signed_copies e WHERE e.letter_id = c.letter_id AND e.id < c.id ORDER BY e.id DESC),
            (SELECT d.pdf FROM letter_documents d WHERE d.letter_id = c.letter_id))
        FROM signed_copies c JOIN letters l ON l.id = c.letter_id
    """
    for number, kept, pdf, before in store.execute(rows):
        if hashlib.sha256(pdf).hexdigest() != kept:
            yield f"A signed copy of letter {number} is not what was signed."
        elif not pdf.startswith(before or b""):
            yield f"A signed copy of letter {number} does not begin with the pages that were signed."


def _notes(store: Store) -> Iterator[str]:
    held = {session.id: session for session in records.fetch(SessionRow.select(), Session)}
    for note in records.fetch(NoteRow.select(), Note):
        if not holds(note, held[note.session_id]):
            yield f"The note of session {note.session_id} does not say what was signed."


def _files(store: Store) -> Iterator[str]:
    for attachment in records.fetch(AttachmentRow.select(), Attachment):
        try:
            for _ in attachments.chunks(store.execute, attachment):
                pass
        except Damaged:
            yield f"File {attachment.id} is not what was put into the store."
