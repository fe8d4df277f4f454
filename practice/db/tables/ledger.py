"""The tables of the ledger: its entries, and what a person corrected of how far the work is."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class LedgerEntryRow(Row):
    """One line of an engagement's ledger; append-only."""

    client_id = link("clients")
    engagement_id = link("engagements")
    kind = TextField()
    account = TextField()
    amount = IntegerField()  # minor units
    currency = TextField()
    on = TextField()
    payer = TextField()
    payer_id = link("clients", null=True)
    method = TextField()
    reference = TextField()
    text = TextField()
    receipt_id = link("attachments", null=True)
    reverses = link("ledger_entries", null=True, unique=True)
    invoice_id = IntegerField(null=True)
    decision_id = IntegerField(null=True)
    recorded_at = IntegerField()

    class Meta:
        table_name = "ledger_entries"
        indexes = ((("account", "currency", "on"), False),)


class CorrectionRow(Row):
    """What a person said was done, with what shows it; append-only."""

    client_id = link("clients")
    engagement_id = link("engagements")
    stages = IntegerField(null=True)
    percent = IntegerField(null=True)
    delivered = IntegerField(null=True)
    forfeited = IntegerField(null=True)
    minutes = IntegerField(null=True)
    periods = IntegerField(null=True)
    days = IntegerField(null=True)
    evidence = TextField()
    on = TextField()
    recorded_at = IntegerField()

    class Meta:
        table_name = "corrections"
