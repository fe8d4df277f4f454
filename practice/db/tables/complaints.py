"""Complaints, their points, what was done, and how they were closed."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class ComplaintRow(Row):
    """A complaint; once closed it never changes."""

    client_id = link("clients")
    engagement_id = link("engagements", null=True)
    number = TextField(unique=True)
    received_on = TextField()
    channel = TextField()
    words = TextField()
    remedy = TextField()
    safety = IntegerField()
    claim_signs = TextField()
    no_claim = TextField()
    severity = IntegerField(null=True)
    reviewer = TextField()
    acknowledged_on = TextField(null=True)
    updated_on = TextField()
    answered_on = TextField(null=True)
    closed_on = TextField(null=True)
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "complaints"
        indexes = ((("closed_on", "received_on", "id"), False),)


class ComplaintItemRow(Row):
    """One point of a complaint."""

    complaint_id = link("complaints")
    client_id = link("clients")
    place = IntegerField()
    wanted = TextField()
    words = TextField()
    about = TextField()
    work_on = TextField(null=True)
    basis = TextField()
    citation = TextField(null=True)
    said = TextField()
    said_on = TextField(null=True)
    misleading = IntegerField()
    clear = IntegerField(null=True)
    same = IntegerField(null=True)
    found = TextField()
    deliveries = TextField()
    record_who = TextField()
    record_on = TextField(null=True)
    record_what = TextField()
    decided = TextField(null=True)
    subtype = TextField()
    reason = TextField()
    evidence = TextField()
    decided_at = IntegerField(null=True)

    class Meta:
        table_name = "complaint_items"


class ComplaintStepRow(Row):
    """Something ticked off for a complaint."""

    complaint_id = link("complaints")
    client_id = link("clients")
    path = TextField()
    belongs = TextField()
    key = TextField()
    text = TextField()
    done_on = TextField()
    at = IntegerField(null=True)

    class Meta:
        table_name = "complaint_steps"


class ComplaintEntryRow(Row):
    """How a complaint was closed, or what was added later; append-only."""

    complaint_id = link("complaints")
    client_id = link("clients")
    closing = IntegerField()
    outcome = TextField()
    root_cause = TextField()
    changed = TextField()
    text = TextField()
    written_at = IntegerField()
    author = TextField()

    class Meta:
        table_name = "complaint_entries"
