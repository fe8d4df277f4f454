"""The tables of time, invoices and the reconciliation of trust."""

from peewee import BlobField, IntegerField, TextField

from practice.db.tables.base import Row, link


class TimeEntryRow(Row):
    """Time spent on a piece of work; once an invoice bills it, it stays as it is."""

    client_id = link("clients")
    engagement_id = link("engagements")
    session_id = link("sessions", null=True)
    on = TextField()
    minutes = IntegerField()
    text = TextField()
    billable = IntegerField()
    rate = IntegerField(null=True)  # minor units an hour
    invoice_id = link("invoices", null=True)
    recorded_at = IntegerField(null=True)

    class Meta:
        table_name = "time_entries"


class InvoiceRow(Row):
    """An invoice or a credit note; once issued it is frozen.

    `deposit` is 1 where it asks for a deposit, `costs` the ids of the ledger's entries that it bills.
    """

    client_id = link("clients")
    engagement_id = link("engagements")
    number = TextField()
    state = TextField()
    currency = TextField()
    lines = TextField()
    tax_label = TextField()
    tax_percent = TextField()
    total = IntegerField()  # minor units
    due_on = TextField(null=True)
    note = TextField()
    reverses = link("invoices", null=True, unique=True)
    why = TextField()
    facts = TextField(null=True)
    check_code = TextField()
    sha256 = TextField()
    pages = IntegerField()
    issued_at = IntegerField(null=True)
    created_at = IntegerField(null=True)
    deposit = IntegerField()
    costs = TextField()

    class Meta:
        table_name = "invoices"
        indexes = ((("state", "due_on"), False), (("number",), False))


class InvoiceDocumentRow(Row):
    """The bytes of an issued invoice, apart so that lists stay light."""

    invoice_id = link("invoices", unique=True)
    pdf = BlobField()
    sha256 = TextField()

    class Meta:
        table_name = "invoice_documents"


class ReconciliationRow(Row):
    """One month of a trust account; once finished it is frozen."""

    month = TextField()  # its last day
    currency = TextField()
    state = TextField()
    statement = IntegerField(null=True)
    outstanding = TextField()
    named = TextField()
    note = TextField()
    ledger = IntegerField(null=True)
    holdings = TextField()
    facts = TextField(null=True)
    check_code = TextField()
    sha256 = TextField()
    pages = IntegerField()
    finished_at = IntegerField(null=True)
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "reconciliations"
        indexes = ((("currency", "month"), True),)


class ReconciliationDocumentRow(Row):
    """The bytes of a finished reconciliation."""

    reconciliation_id = link("reconciliations", unique=True)
    pdf = BlobField()
    sha256 = TextField()

    class Meta:
        table_name = "reconciliation_documents"
