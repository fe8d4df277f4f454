"""Refund decisions; what is issued never changes again."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "refunds" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "complaint_id" INTEGER REFERENCES complaints (id) ON DELETE RESTRICT,
        "state" TEXT NOT NULL, "reason" TEXT, "given" TEXT NOT NULL, "choice" TEXT, "why" TEXT NOT NULL,
        "citation" TEXT NOT NULL, "attested" INTEGER NOT NULL, "note" TEXT NOT NULL,
        "credit_offered" INTEGER NOT NULL, "rule_version" TEXT NOT NULL, "facts" TEXT, "floor" INTEGER,
        "recommended" INTEGER, "outcome" TEXT, "amount" INTEGER, "waits" INTEGER NOT NULL,
        "recorded_at" INTEGER, "issued_at" INTEGER,
        "letter_id" INTEGER REFERENCES letters (id) ON DELETE RESTRICT, "paid_on" TEXT, "method" TEXT NOT NULL,
        "proof" TEXT NOT NULL, "trust_reference" TEXT NOT NULL,
        "corrects" INTEGER REFERENCES refunds (id) ON DELETE RESTRICT, "created_at" INTEGER
    )
    """,
    'CREATE INDEX "refunds_client_id" ON "refunds" ("client_id")',
    'CREATE INDEX "refunds_engagement_id" ON "refunds" ("engagement_id")',
    'CREATE INDEX "refunds_complaint_id" ON "refunds" ("complaint_id")',
    'CREATE INDEX "refunds_letter_id" ON "refunds" ("letter_id")',
    'CREATE INDEX "refunds_corrects" ON "refunds" ("corrects")',
    'CREATE INDEX "refunds_state_client_id" ON "refunds" ("state", "client_id")',
    """
    CREATE TRIGGER refunds_kept BEFORE UPDATE OF
        id, client_id, engagement_id, complaint_id, reason, given, choice, why, citation, attested, note,
        credit_offered, rule_version, facts, floor, recommended, outcome, amount, waits, recorded_at, issued_at,
        letter_id, corrects, created_at, salt ON refunds
    WHEN old.issued_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'an issued refund decision is final'); END
    """,
    """
    CREATE TRIGGER refunds_paid_once BEFORE UPDATE OF state, paid_on, method, proof, trust_reference ON refunds
    WHEN old.issued_at IS NOT NULL AND (old.paid_on IS NOT NULL OR new.state <> 'paid')
        AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'a refund is paid once'); END
    """,
    """
    CREATE TRIGGER refunds_stay BEFORE DELETE ON refunds
    WHEN old.issued_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'an issued refund decision is final'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create the table with its indexes and triggers."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
