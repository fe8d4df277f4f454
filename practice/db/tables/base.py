"""What every table of records has."""

from peewee import AutoField, BlobField, Model

from practice.db.inner import database
from practice.db.inner import link as link


class Row(Model):
    """A kept record; the salt goes into its history hashes and dies with it."""

    id = AutoField()
    salt = BlobField()

    class Meta:
        database = database
        legacy_table_names = False
