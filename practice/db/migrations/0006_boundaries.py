"""The boundary log: the practice's own rules, one draft for each client, and entries that are only added to."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "boundary_rules" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "number" INTEGER NOT NULL,
        "category" TEXT NOT NULL, "text" TEXT NOT NULL, "clause" TEXT NOT NULL, "limit" TEXT NOT NULL,
        "created_at" INTEGER, "archived_at" INTEGER
    )
    """,
    'CREATE UNIQUE INDEX "boundary_rules_number" ON "boundary_rules" ("number")',
    """
    CREATE TABLE "boundary_drafts" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "session_id" INTEGER REFERENCES sessions (id) ON DELETE RESTRICT,
        "content" TEXT NOT NULL, "created_at" INTEGER
    )
    """,
    'CREATE UNIQUE INDEX "boundary_drafts_client_id" ON "boundary_drafts" ("client_id")',
    'CREATE INDEX "boundary_drafts_session_id" ON "boundary_drafts" ("session_id")',
    """
    CREATE TABLE "boundary_entries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER REFERENCES engagements (id) ON DELETE RESTRICT,
        "session_id" INTEGER REFERENCES sessions (id) ON DELETE RESTRICT,
        "about" INTEGER REFERENCES boundary_entries (id) ON DELETE RESTRICT,
        "entry_kind" TEXT NOT NULL, "direction" TEXT NOT NULL, "category" TEXT NOT NULL, "kind" TEXT NOT NULL,
        "intent" TEXT NOT NULL, "impact" TEXT NOT NULL, "severity" INTEGER NOT NULL, "policy" TEXT NOT NULL,
        "response" TEXT NOT NULL, "response_reason" TEXT NOT NULL,
        "happened_at" INTEGER NOT NULL, "recorded_at" INTEGER NOT NULL, "late_reason" TEXT NOT NULL,
        "place" TEXT NOT NULL, "channel" TEXT NOT NULL, "witnesses" TEXT NOT NULL, "facts" TEXT NOT NULL,
        "words" TEXT NOT NULL, "interpretation" TEXT NOT NULL, "action" TEXT NOT NULL, "reply" TEXT NOT NULL,
        "infers" TEXT NOT NULL, "identifiable" INTEGER NOT NULL,
        "letter_id" INTEGER REFERENCES letters (id) ON DELETE RESTRICT, "item" TEXT NOT NULL,
        "rule_id" INTEGER REFERENCES boundary_rules (id) ON DELETE RESTRICT, "agreed" TEXT NOT NULL,
        "author" TEXT NOT NULL, "sha256" TEXT NOT NULL
    )
    """,
    'CREATE INDEX "boundary_entries_client_id" ON "boundary_entries" ("client_id")',
    'CREATE INDEX "boundary_entries_engagement_id" ON "boundary_entries" ("engagement_id")',
    'CREATE INDEX "boundary_entries_session_id" ON "boundary_entries" ("session_id")',
    'CREATE INDEX "boundary_entries_about" ON "boundary_entries" ("about")',
    'CREATE INDEX "boundary_entries_letter_id" ON "boundary_entries" ("letter_id")',
    'CREATE INDEX "boundary_entries_rule_id" ON "boundary_entries" ("rule_id")',
    """
    CREATE INDEX "boundary_entries_marks" ON "boundary_entries" (
        "happened_at", "client_id", "about", "entry_kind", "direction", "category", "severity", "response",
        "recorded_at"
    )
    """,
    'CREATE INDEX "boundary_entries_story" ON "boundary_entries" ("client_id", "happened_at")',
    'CREATE INDEX "boundary_entries_list" ON "boundary_entries" ("entry_kind", "happened_at")',
    """
    CREATE TRIGGER boundary_entries_kept BEFORE UPDATE ON boundary_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'recorded boundary entries are append-only'); END
    """,
    """
    CREATE TRIGGER boundary_entries_stay BEFORE DELETE ON boundary_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'recorded boundary entries are append-only'); END
    """,
    """
    CREATE TRIGGER boundary_rules_kept BEFORE UPDATE OF number, category, "text", clause, "limit", created_at, salt
    ON boundary_rules WHEN EXISTS (SELECT 1 FROM boundary_entries WHERE rule_id = old.id)
    BEGIN SELECT RAISE(ABORT, 'a rule that was cited keeps its words'); END
    """,
    """
    CREATE TRIGGER boundary_rules_stay BEFORE DELETE ON boundary_rules
    WHEN EXISTS (SELECT 1 FROM boundary_entries WHERE rule_id = old.id)
    BEGIN SELECT RAISE(ABORT, 'a rule that was cited is archived, not taken away'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create the tables, their indexes and their triggers."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
