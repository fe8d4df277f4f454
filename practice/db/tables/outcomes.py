"""How work ended."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class OutcomeRow(Row):
    """The outcome of one engagement."""

    client_id = link("clients")
    engagement_id = link("engagements", unique=True)
    good = IntegerField()
    again = IntegerField()
    facts = TextField()
    otherwise = TextField()
    why = TextField()
    answered_at = IntegerField(null=True)

    class Meta:
        table_name = "outcomes"
