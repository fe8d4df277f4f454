"""The client list on a real encrypted store: in order, by page, on its shelves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice.db import clients, lines
from practice.rules.shelves import ClientStatus, Shelf
from tests import make


@pytest.fixture
def store(tmp_path):
    with_store = make.store(tmp_path)
    yield with_store
    with_store.abandon()


def keep(store, *people):
    with store.journal.change("client.create"):
        return clients.save_many(store, people)


def all_pages(store, shelf, size):
    seen, after = [], None
    while rows := lines.page(store, shelf, after, size):
        seen += [row.name for row in rows]
        after = lines.Place(rows[-1].sort_key, rows[-1].id)
    return seen


def test_pages_follow_each_other_without_gap_or_repeat(store):
    keep(store, *(make.client(f"Ada{n % 3}", f"Moss{n % 7}") for n in range(50)))
    for shelf in (Shelf.OPEN, Shelf.ALL):
        whole = [row.name for row in lines.page(store, shelf, None, 100)]
        assert len(whole) == 50
        assert all_pages(store, shelf, 7) == whole


def test_open_closed_and_all_are_shelves_with_counts(store):
    ada, ida, una = keep(store, make.client("Ada"), make.client("Ida"), make.client("Una"))
    with store.journal.change("x"):
        clients.save(store, replace(ada, status=ClientStatus.FORMER))
        clients.save(store, replace(ida, archived_at=make.NOW))
        clients.save(store, replace(una, household_id=99))
    assert lines.counts(store) == {Shelf.OPEN: 0, Shelf.CLOSED: 2, Shelf.ALL: 2}
    assert [row.name for row in lines.page(store, Shelf.CLOSED, None, 9)] == ["Ada Lindqvist", "Ida Lindqvist"]
    assert all_pages(store, Shelf.ALL, 1) == ["Ada Lindqvist", "Ida Lindqvist"]


@pytest.mark.parametrize("shelf", [Shelf.OPEN, Shelf.ALL])
def test_a_page_is_read_from_its_index_alone(store, shelf):
    asked = []
    store.connection.set_trace_callback(asked.append)
    lines.page(store, shelf, lines.Place("a", 1), 100)
    store.connection.set_trace_callback(None)
    plan = str(store.execute(f"EXPLAIN QUERY PLAN {asked[-1]}", ()).fetchall())
    assert "COVERING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def test_the_row_some_lines_earlier_is_found(store):
    keep(store, *(make.client("Ada", f"Moss{n}") for n in range(9)))
    rows = lines.page(store, Shelf.ALL, None, 9)
    last = lines.Place(rows[-1].sort_key, rows[-1].id)
    assert lines.earlier(store, Shelf.ALL, last, 2).name == rows[5].name
    assert lines.earlier(store, Shelf.OPEN, last, 8) is None


def test_the_shelf_of_a_client_is_known_and_of_nobody_else(store):
    ada, ida = keep(store, make.client("Ada"), make.client("Ida", status=ClientStatus.FORMER))
    assert (lines.shelf(store, ada.id), lines.shelf(store, ida.id)) == (Shelf.OPEN, Shelf.CLOSED)
    with pytest.raises(KeyError):
        lines.shelf(store, 77)


def test_facts_come_from_every_table_that_says_what_is_next(store):
    (ada,) = keep(store, make.client("Ada"))
    at = int(make.NOW.timestamp() * 1_000_000)
    hour = 3_600_000_000
    store.execute("PRAGMA query_only = 0", ())
    store.execute(
        "INSERT INTO sessions (salt, client_id, title, starts_at, planned_minutes, place) VALUES "
        "(x'00', ?, 'Review', ?, 60, 'video'), (x'00', ?, 'Old', ?, 60, '')",
        (ada.id, at + hour, ada.id, at - 2 * hour),
    )
    store.execute(
        "INSERT INTO follow_ups (salt, client_id, text, owner, due_on) VALUES (x'00', ?, 'Call', 'me', '2026-11-20')",
        (ada.id,),
    )
    facts = lines.facts(store, [ada.id, 77], make.NOW)
    assert set(facts) == {ada.id}
    assert facts[ada.id].session_at == make.NOW + timedelta(hours=1)
    assert str(facts[ada.id].follow_up_on) == "2026-11-20"
