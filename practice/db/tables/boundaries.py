"""The tables of the boundary log: the practice's own rules, what is being written, and what was recorded."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class BoundaryRuleRow(Row):
    """A rule of the practice's own; once an entry cites it, it keeps its words."""

    number = IntegerField(unique=True)
    category = TextField()
    text = TextField()
    clause = TextField()
    limit = TextField()
    created_at = IntegerField(null=True)
    archived_at = IntegerField(null=True)

    class Meta:
        table_name = "boundary_rules"


class BoundaryDraftRow(Row):
    """An entry that is being written: one for each client at most."""

    client_id = link("clients", unique=True)
    session_id = link("sessions", null=True)
    content = TextField()
    created_at = IntegerField(null=True)

    class Meta:
        table_name = "boundary_drafts"


class BoundaryEntryRow(Row):
    """What was recorded; append-only."""

    client_id = link("clients")
    engagement_id = link("engagements", null=True)
    session_id = link("sessions", null=True)
    about = link("boundary_entries", null=True)
    entry_kind = TextField()
    direction = TextField()
    category = TextField()
    kind = TextField()
    intent = TextField()
    impact = TextField()
    severity = IntegerField()
    policy = TextField()
    response = TextField()
    response_reason = TextField()
    happened_at = IntegerField()
    recorded_at = IntegerField()
    late_reason = TextField()
    place = TextField()
    channel = TextField()
    witnesses = TextField()
    facts = TextField()
    words = TextField()
    interpretation = TextField()
    action = TextField()
    reply = TextField()
    infers = TextField()
    identifiable = IntegerField()
    letter_id = link("letters", null=True)
    item = TextField()
    rule_id = link("boundary_rules", null=True)
    agreed = TextField()
    author = TextField()
    sha256 = TextField()

    class Meta:
        table_name = "boundary_entries"
        # patterns and the list are read from these alone
        indexes = (
            (
                ("happened_at", "client_id", "about", "entry_kind", "direction", "category", "severity", "response",
                 "recorded_at"),
                False,
            ),
            (("client_id", "happened_at"), False),
            (("entry_kind", "happened_at"), False),
        )  # fmt: skip
