from dataclasses import replace

import pytest

from practice.db import records
from practice.db.tables import ClientRow, HistoryRow, ThingRow
from practice.rules.clients import Client, Phone, Thing
from tests import make

SHELF = {"sort_key": "k", "list_name": "n", "shelf": 1}


@pytest.fixture
def store(tmp_path):
    store = make.store(tmp_path)
    yield store
    store.abandon()


def put(store, client, merge=None):
    with store.change("edit", merge=merge):
        return store.journal.put(ClientRow, client, **SHELF)


def kept(client_id):
    return records.get(ClientRow, Client, client_id)


def test_what_is_put_comes_back_equal(store):
    client = put(store, Client(given="Ines", phones=(Phone("(503) 555-0142", "work"),), created_at=make.NOW))
    assert client.id
    assert kept(client.id) == client


def test_an_error_inside_a_change_keeps_nothing(store):
    with pytest.raises(KeyError), store.change("edit"):  # noqa: PT012  the error comes after a write
        store.journal.put(ClientRow, Client(given="Ines"), **SHELF)
        store.journal.put(ClientRow, Client(id=99), **SHELF)
    assert records.fetch(ClientRow.select(), Client) == []
    assert HistoryRow.select().count() == 0
    put(store, Client(given="Corwin"))
    assert store.journal.head.seq == 1


def test_a_record_never_gets_the_id_of_one_that_is_gone(store):
    first = put(store, Client(given="Ines"))
    with store.change("drop"):
        store.journal.delete(ClientRow, first.id)
    second = put(store, Client(given="Corwin"))
    assert second.id > first.id
    store.journal.undo()
    third = put(store, Client(given="Tavish"))
    assert third.id > second.id


def test_writing_outside_a_change_is_refused(store):
    with pytest.raises(RuntimeError):
        store.journal.put(ClientRow, Client(given="Ines"), **SHELF)
    with pytest.raises(Exception, match="readonly"):
        ClientRow.update(given="x").execute()


def test_a_change_inside_a_change_is_refused(store):
    with pytest.raises(RuntimeError), store.change("outer"), store.change("inner"):
        pass
    put(store, Client(given="Ines"))


def test_undo_and_redo_bring_back_each_state(store):
    first = put(store, Client(given="Ines"))
    put(store, replace(first, given="Inez"))
    assert store.journal.undo() == "edit"
    assert kept(first.id) == first
    assert store.journal.redo() == "edit"
    assert kept(first.id).given == "Inez"
    store.journal.undo()
    store.journal.undo()
    assert records.fetch(ClientRow.select(), Client) == []
    assert store.journal.undo() is None
    store.journal.redo()
    assert kept(first.id) == first


def test_a_new_change_ends_what_could_be_redone(store):
    client = put(store, Client(given="Ines"))
    put(store, replace(client, given="Inez"))
    store.journal.undo()
    put(store, replace(client, given="Agnes"))
    assert store.journal.redo() is None


def test_redo_takes_no_id_that_a_quiet_change_has_used(store):
    put(store, Client(given="Ines"))
    store.journal.undo()
    with store.journal.change("layout", quiet=True):
        quiet = store.journal.put(ClientRow, Client(given="Corwin"), **SHELF)
    assert store.journal.redo() is None
    assert store.journal.undo() is None
    assert kept(quiet.id).given == "Corwin"


def test_redo_stays_where_a_quiet_change_adds_to_another_table(store):
    first = put(store, Client(given="Ines"))
    put(store, Client(given="Corwin"))
    store.journal.undo()
    with store.journal.change("draft", quiet=True):
        store.journal.put(ThingRow, Thing(client_id=first.id, text="Half a"))
    assert store.journal.redo() == "edit"


def test_changes_of_one_visit_are_undone_as_one(store):
    client = put(store, Client(given="I"))
    for name in ("In", "Ine", "Ines"):
        put(store, replace(client, given=name), merge=("visit", 1))
    put(store, replace(client, given="Ines H"), merge=("visit", 2))
    store.journal.undo()
    assert kept(client.id).given == "Ines"
    store.journal.undo()
    assert kept(client.id).given == "I"


def test_undo_of_linked_records_goes_backwards(store):
    with store.change("two"):
        client = store.journal.put(ClientRow, Client(given="Ines"), **SHELF)
        store.journal.put(ThingRow, Thing(client_id=client.id, text="Likes green tea"))
    store.journal.undo()
    assert ThingRow.select().count() == ClientRow.select().count() == 0
    store.journal.redo()
    assert ThingRow.select().count() == ClientRow.select().count() == 1


def test_nothing_before_a_final_change_can_be_undone(store):
    client = put(store, Client(given="Ines"))
    with store.change("issue", final=True):
        store.journal.put(ClientRow, replace(client, given="Inez"), **SHELF)
    assert store.journal.undo() is None
    assert kept(client.id).given == "Inez"


def test_listeners_hear_each_commit_once_and_no_rollback(store):
    heard = []
    stop = store.journal.subscribe(heard.append)
    client = put(store, Client(given="Ines"))
    put(store, client)
    with pytest.raises(KeyError), store.change("edit"):
        store.journal.put(ClientRow, replace(client, id=99), **SHELF)
    store.journal.undo()
    stop()
    put(store, Client(given="Corwin"))
    assert [c.label for c in heard] == ["edit", "undo edit"]
    assert heard[0].tables == {"clients"}
    assert heard[0].ids == {("clients", client.id)}


def test_history_is_append_only(store):
    put(store, Client(given="Ines"))
    store.execute("PRAGMA query_only = 0")
    for sql in ("DELETE FROM history", "UPDATE history SET label = 'x'"):
        with pytest.raises(Exception, match="append-only"):
            store.execute(sql)
