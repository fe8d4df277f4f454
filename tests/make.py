"""Builders: the shortest way to a record or a real encrypted store that a test needs."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from practice.actions.store import Cost, Store, create
from practice.rules.clients import Client
from practice.rules.shelves import ClientKind

NOW = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
PASSPHRASE = "correct horse battery"
CHEAP = Cost(memory=8, passes=1, lanes=1)

__all__ = ["CHEAP", "NOW", "PASSPHRASE", "TODAY", "client", "organisation", "store"]


def store(folder: Path, name: str = "Halvard Estate Planning") -> Store:
    """A new practice in `folder`, encrypted like any other but cheap to unlock; its clock stands at NOW."""
    return create(folder / "practice", PASSPHRASE, name, cost=CHEAP, clock=lambda: NOW)[0]


def client(given: str = "Dorothea", family: str = "Lindqvist", **fields: Any) -> Client:
    """A person."""
    return Client(given=given, family=family, **fields)


def organisation(name: str = "Alder & Co.", **fields: Any) -> Client:
    """An organisation."""
    return Client(kind=ClientKind.ORGANISATION, organisation=name, **fields)
