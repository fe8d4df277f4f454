"""The tables that hold no records: the content of files, what is derived from records, and the history.

They have no salt: the journal neither hashes their rows nor takes them back by itself.
"""

from typing import Any

from peewee import SQL, AutoField, BlobField, DatabaseProxy, IntegerField, Model, TextField

database: Any = DatabaseProxy()


def link(table: str, *, null: bool = False, unique: bool = False) -> Any:  # noqa: ANN401  one type per `null` in the stubs
    """The id of a row of `table`; a plain number in Python, a RESTRICT foreign key in SQLite."""
    keeps = [SQL(f"REFERENCES {table} (id) ON DELETE RESTRICT")]
    return IntegerField(constraints=keeps, null=null, unique=unique, index=not unique)  # type: ignore[call-overload]


class StoredFileRow(Model):
    """The content of a file; nothing shows it before an attachment does."""

    id = AutoField()

    class Meta:
        database = database
        table_name = "stored_files"


class ChunkRow(Model):
    """A piece of a stored file with its own hash; append-only, and outside history and undo."""

    id = AutoField()
    file_id = link("stored_files")
    number = IntegerField()
    sha256 = TextField()
    data = BlobField()

    class Meta:
        database = database
        table_name = "file_chunks"
        indexes = ((("file_id", "number"), True),)


class ClientKeyRow(Model):
    """Derived: what a client can be recognised by (kinds email, phone, name)."""

    client_id = IntegerField(index=True)
    kind = TextField()
    key = TextField()

    class Meta:
        database = database
        table_name = "client_keys"
        indexes = ((("kind", "key"), False),)


class SearchDocRow(Model):
    """Derived: what a row of the search index stands for; a lower id is newer."""

    id = AutoField()
    table_name = TextField()
    record_id = IntegerField()
    client_id = IntegerField(index=True)

    class Meta:
        database = database
        table_name = "search_docs"
        indexes = ((("table_name", "record_id"), True),)


class HistoryRow(Model):
    """The hash-chained record of every change; append-only."""

    seq = AutoField()
    at = IntegerField()
    label = TextField()
    table_name = TextField()
    record_id = IntegerField()
    before = BlobField(null=True)
    after = BlobField(null=True)
    hash = BlobField()

    class Meta:
        database = database
        table_name = "history"
        indexes = ((("table_name", "record_id", "seq"), False),)


class ErasingRow(Model):
    """Whose records are being erased: the one way past the triggers that keep what was recorded.

    Filled and emptied inside the transaction that erases a person; at any other time it is empty.
    """

    client_id = IntegerField(primary_key=True)

    class Meta:
        database = database
        table_name = "erasing"


INNER: tuple[type[Model], ...] = (StoredFileRow, ChunkRow, ClientKeyRow, SearchDocRow, HistoryRow, ErasingRow)
