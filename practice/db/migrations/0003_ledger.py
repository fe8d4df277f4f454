"""The ledger of each engagement, and what is corrected of how far its work is; both append-only."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "ledger_entries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "kind" TEXT NOT NULL, "account" TEXT NOT NULL, "amount" INTEGER NOT NULL, "currency" TEXT NOT NULL,
        "on" TEXT NOT NULL, "payer" TEXT NOT NULL,
        "payer_id" INTEGER REFERENCES clients (id) ON DELETE RESTRICT, "method" TEXT NOT NULL,
        "reference" TEXT NOT NULL, "text" TEXT NOT NULL,
        "receipt_id" INTEGER REFERENCES attachments (id) ON DELETE RESTRICT,
        "reverses" INTEGER REFERENCES ledger_entries (id) ON DELETE RESTRICT, "invoice_id" INTEGER,
        "decision_id" INTEGER, "recorded_at" INTEGER NOT NULL
    )
    """,
    'CREATE INDEX "ledger_entries_client_id" ON "ledger_entries" ("client_id")',
    'CREATE INDEX "ledger_entries_engagement_id" ON "ledger_entries" ("engagement_id")',
    'CREATE INDEX "ledger_entries_payer_id" ON "ledger_entries" ("payer_id")',
    'CREATE INDEX "ledger_entries_receipt_id" ON "ledger_entries" ("receipt_id")',
    'CREATE UNIQUE INDEX "ledger_entries_reverses" ON "ledger_entries" ("reverses")',
    'CREATE INDEX "ledger_entries_account_currency_on" ON "ledger_entries" ("account", "currency", "on")',
    """
    CREATE TABLE "corrections" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "stages" INTEGER, "percent" INTEGER, "delivered" INTEGER, "forfeited" INTEGER, "minutes" INTEGER,
        "periods" INTEGER, "days" INTEGER, "evidence" TEXT NOT NULL, "on" TEXT NOT NULL,
        "recorded_at" INTEGER NOT NULL
    )
    """,
    'CREATE INDEX "corrections_client_id" ON "corrections" ("client_id")',
    'CREATE INDEX "corrections_engagement_id" ON "corrections" ("engagement_id")',
    """
    CREATE TRIGGER ledger_entries_kept BEFORE UPDATE ON ledger_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    """
    CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
    """,
    # what lies in trust at the end of each day, counted in the order of the days
    """
    CREATE TRIGGER trust_holds AFTER INSERT ON ledger_entries WHEN new.account = 'trust'
    BEGIN
        SELECT RAISE(ABORT, 'trust money never goes below zero') WHERE EXISTS (
            SELECT 1 FROM (
                SELECT sum(sum(
                    amount * CASE kind WHEN 'deposit' THEN 1 ELSE -1 END * CASE WHEN reverses IS NULL THEN 1 ELSE -1 END
                )) OVER (ORDER BY "on") AS held
                FROM ledger_entries WHERE engagement_id = new.engagement_id AND account = 'trust' GROUP BY "on"
            ) WHERE held < 0
        );
    END
    """,
    """
    CREATE TRIGGER corrections_kept BEFORE UPDATE ON corrections
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END
    """,
    """
    CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections
    WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create the tables with their indexes and triggers."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
