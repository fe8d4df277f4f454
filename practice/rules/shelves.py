"""What a client is, where they stand with the practice, and on which shelf of the list."""

from enum import IntEnum, StrEnum


class ClientKind(StrEnum):
    """What stands behind a client's name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    HOUSEHOLD = "household"  # two people as joint clients


class ClientStatus(StrEnum):
    """Where a client stands with the practice (PROFESSION section 9)."""

    PROSPECT = "prospect"
    CLIENT = "client"
    FORMER = "former"
    DECLINED = "declined"
    REFERRED = "referred"


OPEN_STATUSES = frozenset({ClientStatus.PROSPECT, ClientStatus.CLIENT})


class Shelf(IntEnum):
    """Which part of the list a client stands in."""

    HIDDEN = 0  # shown only with their household
    OPEN = 1
    CLOSED = 2
    ALL = 3  # both; no client stands on it
