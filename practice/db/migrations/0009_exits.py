"""How work ended, and graceful exits from it."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "outcomes" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "good" INTEGER NOT NULL, "again" INTEGER NOT NULL, "facts" TEXT NOT NULL,
        "otherwise" TEXT NOT NULL, "why" TEXT NOT NULL, "answered_at" INTEGER
    )
    """,
    'CREATE INDEX "outcomes_client_id" ON "outcomes" ("client_id")',
    'CREATE UNIQUE INDEX "outcomes_engagement_id" ON "outcomes" ("engagement_id")',
    """
    CREATE TABLE "exits" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "state" TEXT NOT NULL, "cause" TEXT, "why" TEXT NOT NULL, "dates" TEXT NOT NULL,
        "papers" TEXT NOT NULL, "names" TEXT NOT NULL, "need" TEXT NOT NULL, "refund_id" INTEGER,
        "work_done_at" INTEGER, "cancelled" TEXT NOT NULL, "closed" TEXT NOT NULL, "lesson" TEXT,
        "lesson_text" TEXT NOT NULL, "lesson_points" INTEGER NOT NULL, "lesson_version" INTEGER NOT NULL,
        "passed" TEXT NOT NULL, "status" TEXT, "stood" TEXT NOT NULL, "ended_work" INTEGER NOT NULL,
        "created_at" INTEGER, "done_at" INTEGER
    )
    """,
    'CREATE INDEX "exits_client_id" ON "exits" ("client_id")',
    'CREATE INDEX "exits_engagement_id" ON "exits" ("engagement_id")',
    'CREATE INDEX "engagements_status_closed_on" ON "engagements" ("status", "closed_on")',
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Add the two tables."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
