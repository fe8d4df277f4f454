"""Trouble that a person can act on. Anything else that is raised is our bug."""

from collections.abc import Mapping


class Refused(Exception):
    """What was entered cannot be taken as it stands.

    `fields` maps a field's name to one sentence that says what to enter instead; the key "" is for the whole form.
    """

    def __init__(self, fields: Mapping[str, str] | str) -> None:
        self.fields: dict[str, str] = {"": fields} if isinstance(fields, str) else dict(fields)
        super().__init__("; ".join(self.fields.values()))


class Trouble(Exception):
    """A known trouble; its text is one sentence that says what happened and what to do."""


class WrongKey(Trouble):
    """Neither passphrase nor recovery code opens the practice."""


class AlreadyOpen(Trouble):
    """Another window or command holds the practice."""


class NewerVersion(Trouble):
    """The practice was written by a newer version of the program."""


class Damaged(Trouble):
    """A file of the practice is missing, cut or altered."""


class DiskFull(Trouble):
    """There is no room to write; what was kept before is whole."""
