"""Clients kept on a real encrypted store."""

from practice.db import clients
from tests import make


def test_tags_in_use_stand_by_use(tmp_path):
    store = make.store(tmp_path)
    with store.journal.change("client.create"):
        clients.save_many(store, [make.client(tags=("estate", "online")), make.client(tags=("online",))])
    assert clients.tags(store) == ["online", "estate"]
    store.abandon()
