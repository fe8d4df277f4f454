"""Time, invoices and the reconciliation of trust: what is issued or finished is frozen, nothing is billed twice."""

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "invoices" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "number" TEXT NOT NULL, "state" TEXT NOT NULL, "currency" TEXT NOT NULL, "lines" TEXT NOT NULL,
        "tax_label" TEXT NOT NULL, "tax_percent" TEXT NOT NULL, "total" INTEGER NOT NULL, "due_on" TEXT,
        "note" TEXT NOT NULL, "reverses" INTEGER REFERENCES invoices (id) ON DELETE RESTRICT, "why" TEXT NOT NULL,
        "facts" TEXT, "check_code" TEXT NOT NULL, "sha256" TEXT NOT NULL, "pages" INTEGER NOT NULL,
        "issued_at" INTEGER, "created_at" INTEGER, "deposit" INTEGER NOT NULL, "costs" TEXT NOT NULL
    )
    """,
    'CREATE INDEX "invoices_client_id" ON "invoices" ("client_id")',
    'CREATE INDEX "invoices_engagement_id" ON "invoices" ("engagement_id")',
    'CREATE UNIQUE INDEX "invoices_reverses" ON "invoices" ("reverses")',
    'CREATE INDEX "invoices_state_due_on" ON "invoices" ("state", "due_on")',
    'CREATE INDEX "invoices_number" ON "invoices" ("number")',
    """
    CREATE TABLE "invoice_documents" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "invoice_id" INTEGER NOT NULL REFERENCES invoices (id) ON DELETE RESTRICT, "pdf" BLOB NOT NULL,
        "sha256" TEXT NOT NULL
    )
    """,
    'CREATE UNIQUE INDEX "invoice_documents_invoice_id" ON "invoice_documents" ("invoice_id")',
    """
    CREATE TABLE "time_entries" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "client_id" INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
        "engagement_id" INTEGER NOT NULL REFERENCES engagements (id) ON DELETE RESTRICT,
        "session_id" INTEGER REFERENCES sessions (id) ON DELETE RESTRICT, "on" TEXT NOT NULL,
        "minutes" INTEGER NOT NULL, "text" TEXT NOT NULL, "billable" INTEGER NOT NULL, "rate" INTEGER,
        "invoice_id" INTEGER REFERENCES invoices (id) ON DELETE RESTRICT, "recorded_at" INTEGER
    )
    """,
    'CREATE INDEX "time_entries_client_id" ON "time_entries" ("client_id")',
    'CREATE INDEX "time_entries_engagement_id" ON "time_entries" ("engagement_id")',
    'CREATE INDEX "time_entries_session_id" ON "time_entries" ("session_id")',
    'CREATE INDEX "time_entries_invoice_id" ON "time_entries" ("invoice_id")',
    """
    CREATE TABLE "reconciliations" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL, "month" TEXT NOT NULL, "currency" TEXT NOT NULL,
        "state" TEXT NOT NULL, "statement" INTEGER, "outstanding" TEXT NOT NULL, "named" TEXT NOT NULL,
        "note" TEXT NOT NULL, "ledger" INTEGER, "holdings" TEXT NOT NULL, "facts" TEXT, "check_code" TEXT NOT NULL,
        "sha256" TEXT NOT NULL, "pages" INTEGER NOT NULL, "finished_at" INTEGER, "created_at" INTEGER
    )
    """,
    'CREATE UNIQUE INDEX "reconciliations_currency_month" ON "reconciliations" ("currency", "month")',
    """
    CREATE TABLE "reconciliation_documents" (
        "id" INTEGER NOT NULL PRIMARY KEY, "salt" BLOB NOT NULL,
        "reconciliation_id" INTEGER NOT NULL REFERENCES reconciliations (id) ON DELETE RESTRICT,
        "pdf" BLOB NOT NULL, "sha256" TEXT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "reconciliation_documents_reconciliation_id"
        ON "reconciliation_documents" ("reconciliation_id")
    """,
    """
    CREATE TRIGGER invoices_kept BEFORE UPDATE ON invoices
    WHEN old.state = 'issued' AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'an issued invoice is frozen'); END
    """,
    """
    CREATE TRIGGER invoices_stay BEFORE DELETE ON invoices
    WHEN old.state = 'issued' AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'an issued invoice is frozen'); END
    """,
    """
    CREATE TRIGGER invoices_bill_a_cost_once BEFORE UPDATE OF state ON invoices
    WHEN new.state = 'issued' AND EXISTS (
        SELECT 1 FROM invoices one, json_each(one.costs) billed, json_each(new.costs) asked
        WHERE one.engagement_id = new.engagement_id AND one.id <> new.id AND one.state = 'issued'
            AND one.reverses IS NULL AND billed.value = asked.value
            AND NOT EXISTS (SELECT 1 FROM invoices note WHERE note.reverses = one.id)
    )
    BEGIN SELECT RAISE(ABORT, 'a cost is billed once'); END
    """,
    """
    CREATE TRIGGER invoice_documents_kept BEFORE UPDATE ON invoice_documents
    WHEN NOT EXISTS (
        SELECT 1 FROM erasing JOIN invoices ON invoices.client_id = erasing.client_id WHERE invoices.id = old.invoice_id
    )
    BEGIN SELECT RAISE(ABORT, 'an issued invoice is frozen'); END
    """,
    """
    CREATE TRIGGER invoice_documents_stay BEFORE DELETE ON invoice_documents
    WHEN NOT EXISTS (
        SELECT 1 FROM erasing JOIN invoices ON invoices.client_id = erasing.client_id WHERE invoices.id = old.invoice_id
    )
    BEGIN SELECT RAISE(ABORT, 'an issued invoice is frozen'); END
    """,
    """
    CREATE TRIGGER time_entries_kept BEFORE UPDATE OF
        id, client_id, engagement_id, session_id, "on", minutes, text, billable, rate, recorded_at, salt
        ON time_entries
    WHEN old.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'billed time is frozen'); END
    """,
    """
    CREATE TRIGGER time_entries_stay BEFORE DELETE ON time_entries
    WHEN old.invoice_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM erasing WHERE client_id = old.client_id)
    BEGIN SELECT RAISE(ABORT, 'billed time is frozen'); END
    """,
    """
    CREATE TRIGGER time_entries_billed_once BEFORE UPDATE OF invoice_id ON time_entries
    WHEN old.invoice_id IS NOT NULL AND old.invoice_id IS NOT new.invoice_id AND NOT EXISTS (
        SELECT 1 FROM invoices note WHERE note.reverses = old.invoice_id AND new.invoice_id IS NULL
    )
    BEGIN SELECT RAISE(ABORT, 'time is billed once'); END
    """,
    """
    CREATE TRIGGER reconciliations_kept BEFORE UPDATE ON reconciliations
    WHEN old.state = 'finished' AND NOT EXISTS (SELECT 1 FROM erasing)
    BEGIN SELECT RAISE(ABORT, 'a finished reconciliation is frozen'); END
    """,
    """
    CREATE TRIGGER reconciliations_stay BEFORE DELETE ON reconciliations WHEN old.state = 'finished'
    BEGIN SELECT RAISE(ABORT, 'a finished reconciliation is frozen'); END
    """,
    """
    CREATE TRIGGER reconciliation_documents_kept BEFORE UPDATE ON reconciliation_documents
    WHEN NOT EXISTS (SELECT 1 FROM erasing)
    BEGIN SELECT RAISE(ABORT, 'a finished reconciliation is frozen'); END
    """,
    """
    CREATE TRIGGER reconciliation_documents_stay BEFORE DELETE ON reconciliation_documents
    WHEN NOT EXISTS (SELECT 1 FROM erasing)
    BEGIN SELECT RAISE(ABORT, 'a finished reconciliation is frozen'); END
    """,
)


def up(migrator: Any, database: Any) -> None:  # noqa: ANN401  called by playhouse.migrations, which is untyped
    """Create the tables with their indexes and triggers."""
    for statement in STATEMENTS:
        database.execute_sql(statement)
