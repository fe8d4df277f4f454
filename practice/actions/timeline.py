"""A client's timeline, as the page shows it."""

from practice.actions.store import Store
from practice.db import households, timeline
from practice.rules.clients import Client
from practice.rules.timeline import Entry


def of_client(store: Store, client: Client) -> list[Entry]:
    """Everything about a client, and for one of two people also about their household, newest first."""
    return timeline.entries(store, households.related(store, client))
