"""Requests and what is added to them, the limits that new letters begin with, and the evidence of a delivery.

A column that comes later is empty in the rows that are there, so that their lines in the history still hold.
"""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "requests" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER REFERENCES engagements (id) ON DELETE RESTRICT,
        "asked_on" TEXT NOT NULL, "channel" TEXT NOT NULL, "words" TEXT NOT NULL, "subject" TEXT NOT NULL,
        "judgement" TEXT, "cites" TEXT NOT NULL, "answer" TEXT NOT NULL, "answered_on" TEXT,
        "answered_by" TEXT NOT NULL, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "requests_client_id" ON "requests" ("client_id")',
    'CREATE INDEX "requests_engagement_id" ON "requests" ("engagement_id")',
    """
    CREATE TABLE "request_entries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "request_id" INTEGER NOT NULL REFERENCES requests (id) ON DELETE RESTRICT,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "text" TEXT NOT NULL, "written_at" INTEGER NOT NULL
    )
    """,
    'CREATE INDEX "request_entries_request_id" ON "request_entries" ("request_id")',
    'CREATE INDEX "request_entries_client_id" ON "request_entries" ("client_id")',
    """
    CREATE TABLE "usual_limits" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "text" TEXT NOT NULL, "subject" TEXT NOT NULL,
        "created_at" INTEGER
    )
    """,
    'ALTER TABLE "deliveries" ADD COLUMN "evidence" TEXT',
    'ALTER TABLE "deliveries" ADD COLUMN "attachment_id" INTEGER REFERENCES attachments (id) ON DELETE RESTRICT',
    'ALTER TABLE "deliveries" ADD COLUMN "letter_id" INTEGER REFERENCES letters (id) ON DELETE RESTRICT',
    'CREATE INDEX "deliveries_attachment_id" ON "deliveries" ("attachment_id")',
    'CREATE INDEX "deliveries_letter_id" ON "deliveries" ("letter_id")',
    # Undo takes the answer itself back, and with it alone the request is open again.
    """
    CREATE TRIGGER requests_kept BEFORE UPDATE OF
        client_id, engagement_id, asked_on, channel, words, judgement, cites, answer, answered_on, answered_by,
        created_at, salt ON requests
    WHEN old.answered_on IS NOT NULL AND new.answered_on IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'an answered request is added to, never changed'); END
    """,
    """
    CREATE TRIGGER requests_stay BEFORE DELETE ON requests
    WHEN old.answered_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'an answered request is added to, never changed'); END
    """,
    """
    CREATE TRIGGER request_entries_kept BEFORE UPDATE ON request_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'additions to an answered request are append-only'); END
    """,
    """
    CREATE TRIGGER request_entries_stay BEFORE DELETE ON request_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'additions to an answered request are append-only'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create the tables and their triggers, and add the columns."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
