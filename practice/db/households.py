"""Households: two people kept as one joint client."""

from practice.db import clients
from practice.db.store import Store
from practice.rules.clients import Client


def members(store: Store, household: Client) -> tuple[Client, ...]:
    """The household's people, in the order they were joined."""
    known = {client.id: client for client in clients.find_all(store, household.members)}
    return tuple(known[i] for i in household.members if i in known)


def of(store: Store, client: Client) -> Client | None:
    """The household that a person belongs to, None when to none."""
    return clients.find(store, client.household_id) if client.household_id else None


def related(store: Store, client: Client) -> tuple[int, ...]:
    """Ids whose records concern this client: their own, their household's, its people's."""
    return (client.id, *client.members, *((client.household_id,) if client.household_id else ()))
