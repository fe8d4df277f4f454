"""Complaints, their points, what was done, how they were closed; what is closed stays as it is."""

from typing import Any

_CLOSED = "EXISTS (SELECT 1 FROM complaints WHERE id = {row}.complaint_id AND closed_on IS NOT NULL)"
_STAYS = "NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = {row}.client_id)"
_LOCKED = """
    CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} WHEN {closed} AND {stays}
    BEGIN SELECT RAISE(ABORT, 'a closed complaint is added to, never changed'); END
"""


def _locked(table: str, name: str, act: str) -> str:
    """Nothing comes to a closed complaint, changes there or goes away, but in the erasing of a person."""
    row = "new" if act == "INSERT" else "old"
    closed, stays = _CLOSED.format(row=row), _STAYS.format(row=row)
    return _LOCKED.format(table=table, name=name, act=act, closed=closed, stays=stays)


STATEMENTS = (
    """
    CREATE TABLE "complaints" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER REFERENCES engagements (id) ON DELETE RESTRICT,
        "number" TEXT NOT NULL, "received_on" TEXT NOT NULL, "channel" TEXT NOT NULL, "words" TEXT NOT NULL,
        "remedy" TEXT NOT NULL, "safety" INTEGER NOT NULL, "claim_signs" TEXT NOT NULL, "no_claim" TEXT NOT NULL,
        "severity" INTEGER, "reviewer" TEXT NOT NULL, "acknowledged_on" TEXT, "updated_on" TEXT NOT NULL,
        "answered_on" TEXT, "closed_on" TEXT, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "complaints_client_id" ON "complaints" ("client_id")',
    'CREATE INDEX "complaints_engagement_id" ON "complaints" ("engagement_id")',
    'CREATE UNIQUE INDEX "complaints_number" ON "complaints" ("number")',
    'CREATE INDEX "complaints_closed_on_received_on_id" ON "complaints" ("closed_on", "received_on", "id")',
    """
    CREATE TABLE "complaint_items" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "complaint_id" INTEGER NOT NULL REFERENCES complaints (id) ON DELETE RESTRICT,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "place" INTEGER NOT NULL, "wanted" TEXT NOT NULL, "words" TEXT NOT NULL, "about" TEXT NOT NULL,
        "work_on" TEXT, "basis" TEXT NOT NULL, "citation" TEXT, "said" TEXT NOT NULL, "said_on" TEXT,
        "misleading" INTEGER NOT NULL, "clear" INTEGER, "same" INTEGER, "found" TEXT NOT NULL,
        "deliveries" TEXT NOT NULL, "record_who" TEXT NOT NULL, "record_on" TEXT, "record_what" TEXT NOT NULL,
        "decided" TEXT, "subtype" TEXT NOT NULL, "reason" TEXT NOT NULL, "evidence" TEXT NOT NULL,
        "decided_at" INTEGER
    )
    """,
    'CREATE INDEX "complaint_items_complaint_id" ON "complaint_items" ("complaint_id")',
    'CREATE INDEX "complaint_items_client_id" ON "complaint_items" ("client_id")',
    """
    CREATE TABLE "complaint_steps" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "complaint_id" INTEGER NOT NULL REFERENCES complaints (id) ON DELETE RESTRICT,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "path" TEXT NOT NULL, "belongs" TEXT NOT NULL, "key" TEXT NOT NULL, "text" TEXT NOT NULL,
        "done_on" TEXT NOT NULL, "at" INTEGER
    )
    """,
    'CREATE INDEX "complaint_steps_complaint_id" ON "complaint_steps" ("complaint_id")',
    'CREATE INDEX "complaint_steps_client_id" ON "complaint_steps" ("client_id")',
    """
    CREATE TABLE "complaint_entries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "complaint_id" INTEGER NOT NULL REFERENCES complaints (id) ON DELETE RESTRICT,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "closing" INTEGER NOT NULL, "outcome" TEXT NOT NULL, "root_cause" TEXT NOT NULL, "changed" TEXT NOT NULL,
        "text" TEXT NOT NULL, "written_at" INTEGER NOT NULL, "author" TEXT NOT NULL
    )
    """,
    'CREATE INDEX "complaint_entries_complaint_id" ON "complaint_entries" ("complaint_id")',
    'CREATE INDEX "complaint_entries_client_id" ON "complaint_entries" ("client_id")',
    """
    CREATE TRIGGER complaints_kept BEFORE UPDATE ON complaints
    WHEN old.closed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'a closed complaint is added to, never changed'); END
    """,
    """
    CREATE TRIGGER complaints_stay BEFORE DELETE ON complaints
    WHEN old.closed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'a closed complaint is added to, never changed'); END
    """,
    _locked("complaint_items", "come", "INSERT"),
    _locked("complaint_items", "kept", "UPDATE"),
    _locked("complaint_items", "stay", "DELETE"),
    _locked("complaint_steps", "come", "INSERT"),
    _locked("complaint_steps", "kept", "UPDATE"),
    _locked("complaint_steps", "stay", "DELETE"),
    """
    CREATE TRIGGER complaint_entries_kept BEFORE UPDATE ON complaint_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'how a complaint was closed is append-only'); END
    """,
    """
    CREATE TRIGGER complaint_entries_stay BEFORE DELETE ON complaint_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'how a complaint was closed is append-only'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create the tables, their indexes and triggers."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
