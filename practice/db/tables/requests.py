"""The tables of requests: what was asked for, what was added later, and the limits that new letters begin with."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class RequestRow(Row):
    """Something that a client asked for; once answered only its subject changes."""

    client_id = link("clients")
    engagement_id = link("engagements", null=True)
    asked_on = TextField()
    channel = TextField()
    words = TextField()
    subject = TextField()
    judgement = TextField(null=True)
    cites = TextField()
    answer = TextField()
    answered_on = TextField(null=True)
    answered_by = TextField()
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "requests"


class RequestEntryRow(Row):
    """Something added to an answered request; append-only."""

    request_id = link("requests")
    client_id = link("clients")
    text = TextField()
    written_at = IntegerField()

    class Meta:
        table_name = "request_entries"


class UsualLimitRow(Row):
    """A limit that new letters begin with."""

    text = TextField()
    subject = TextField()
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "usual_limits"
