"""Graceful exits."""

from peewee import IntegerField, TextField

from practice.db.tables.base import Row, link


class ExitRow(Row):
    """One exit from one engagement; a plain number names its refund decision, which may be discarded."""

    client_id = link("clients")
    engagement_id = link("engagements")
    state = TextField()
    cause = TextField(null=True)
    why = TextField()
    dates = TextField()
    papers = TextField()
    names = TextField()
    need = TextField()
    refund_id = IntegerField(null=True)
    work_done_at = IntegerField(null=True)
    cancelled = TextField()
    closed = TextField()
    lesson = TextField(null=True)
    lesson_text = TextField()
    lesson_points = IntegerField()
    lesson_version = IntegerField()
    passed = TextField()
    status = TextField(null=True)
    stood = TextField()
    ended_work = IntegerField()
    created_at = IntegerField(null=True)
    done_at = IntegerField(null=True)

    class Meta:
        table_name = "exits"
