"""Clients kept on a real encrypted store."""

from practice.db import clients
from tests import make


def test_tags_in_use_stand_by_use(tmp_path):
    store = make.store(tmp_path)
    with store.journal.change("client.create"):
        clients.save_many(store, [make.client(tags=("estate", "online")), make.client(tags=("online",))])
    assert clients.tags(store) == ["online", "estate"]
    store.abandon()


def test_more_ids_than_a_statement_has_variables(tmp_path):
    store = make.store(tmp_path)
    with store.journal.change("client.create"):
        ida, abe = clients.save_many(store, [make.client("Ida", "Crane"), make.client("Abe", "Brook")])
    assert clients.find_all(store, range(300_000)) == [abe, ida]
    assert clients.find_all(store, iter([ida.id])) == [ida]
    assert clients.find_all(store, []) == []
    store.abandon()
