"""Refund decisions."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class RefundRow(Row):
    """One decision on an engagement's money; what was decided never changes once it is issued."""

    client_id = link("clients")
    engagement_id = link("engagements")
    complaint_id = link("complaints", null=True)
    state = TextField()
    reason = TextField(null=True)
    given = TextField()
    choice = TextField(null=True)
    why = TextField()
    citation = TextField()
    attested = IntegerField()
    note = TextField()
    credit_offered = IntegerField()
    rule_version = TextField()
    facts = TextField(null=True)
    floor = IntegerField(null=True)
    recommended = IntegerField(null=True)
    outcome = TextField(null=True)
    amount = IntegerField(null=True)
    waits = IntegerField()
    recorded_at = IntegerField(null=True)
    issued_at = IntegerField(null=True)
    letter_id = link("letters", null=True)
    paid_on = TextField(null=True)
    method = TextField()
    proof = TextField()
    trust_reference = TextField()
    corrects = link("refunds", null=True)
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "refunds"
        indexes = ((("state", "client_id"), False),)
