"""Letters that come of a record: which one, and the tables that they print. And who is being erased.

A column that comes later is empty in the rows that are there, so that their lines in the history still hold.
"""

from typing import Any

STATEMENTS = (
    'CREATE TABLE "erasing" ("client_id" INTEGER NOT NULL PRIMARY KEY)',
    'ALTER TABLE "letters" ADD COLUMN "source" TEXT',
    'ALTER TABLE "letters" ADD COLUMN "tables" TEXT',
    'CREATE INDEX "letters_source" ON "letters" ("source")',
    "DROP TRIGGER letters_kept",
    """
    CREATE TRIGGER letters_kept BEFORE UPDATE OF
        engagement_id, client_id, family, number, version, draft, signs, choices,
        clauses, notes, asked, facts, fee, check_code, sha256, pages,
        sign_by, issued_at, supersedes, amends, created_at, source, "tables", salt ON letters WHEN old.state <> 'draft'
    BEGIN SELECT RAISE(ABORT, 'an issued letter is frozen'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Add the columns, the table and the index."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
