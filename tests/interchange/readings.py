"""Short ways to read contacts in tests."""

from pathlib import Path

from practice.interchange import contacts
from practice.rules.clients import Client
from practice.rules.imports import Contact, ImportFile, Row, Unreadable

DATA = Path(__file__).parent / "data"


def opened(name: str) -> ImportFile:
    """One of our own fixtures."""
    return contacts.read(DATA / name)


def rows(name: str) -> list[Row]:
    """All rows of one of our own fixtures."""
    return list(contacts.rows(opened(name)))


def people(name: str) -> list[Client]:
    """The readable rows of one of our own fixtures."""
    return clients(rows(name))


def clients(found: list[Row]) -> list[Client]:
    """The clients of readable rows."""
    return [row.client for row in found if isinstance(row, Contact)]


def bad(found: list[Row]) -> list[Unreadable]:
    """The rows that are not taken."""
    return [row for row in found if isinstance(row, Unreadable)]


def card(*lines: str, version: str = "3.0") -> Contact:
    """The one contact of a card with these lines."""
    text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))
    (row,) = contacts.rows(contacts.read(text.encode(), "one.vcf"))
    assert isinstance(row, Contact), row
    return row


def table(text: str, **how: bool) -> list[Row]:
    """The rows of a CSV text."""
    return list(contacts.rows(contacts.read(text.encode(), "list.csv", **how)))
