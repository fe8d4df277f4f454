"""The list's model: pages by key, a start in the middle, and what a search finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from practice.actions import clients
from practice.actions.store import Store
from practice.db import clients as kept
from practice.rules.shelves import Shelf
from practice.ui.clients.model import ClientModel
from practice.ui.desk import Desk
from tests import make

PEOPLE = 450


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path)
    with opened.journal.change("import.commit"):
        kept.save_many(opened, [make.client(f"Ada{n:03}", f"Moss{n:03}") for n in range(PEOPLE)])
    yield opened
    opened.abandon()


@pytest.fixture
def model(qapp, store: Store) -> Iterator[ClientModel]:
    desk = Desk(store, lambda: make.NOW)
    made = ClientModel(desk)
    made.restart()
    yield made
    desk.leave()


def watched(model: ClientModel) -> QAbstractItemModelTester:
    """Qt's own check of a model, while it is held; only once all is fetched, for it fetches inside its own checks."""
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def names(model: ClientModel) -> list[str]:
    return [model.record(model.index(row)).name for row in range(model.rowCount())]


EVERYBODY = [f"Ada{n:03} Moss{n:03}" for n in range(PEOPLE)]


def test_pages_are_fetched_as_they_are_wanted(model):
    assert model.rowCount() == 40
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert names(model) == EVERYBODY


def test_the_list_can_start_at_somebody_in_the_middle(model):
    wanted = EVERYBODY.index("Ada400 Moss400") + 1  # ids follow the order here
    index = model.reveal(wanted)
    assert model.record(index).name == "Ada400 Moss400"
    assert model.rowCount() < 150
    while model.has_earlier:
        before = names(model)
        came = model.fetch_earlier()
        assert names(model)[came : came + len(before)] == before
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert names(model) == EVERYBODY


def test_a_change_is_followed_where_the_list_stands(model, store):
    model.reveal(401)
    tester = watched(model)
    clients.edit(store, 401, {"given": "Una"}, make.NOW)
    model.reload()
    assert "Una Moss400" in names(model)
    clients.archive(store, 401, make.NOW)
    model.reload()
    assert "Una Moss400" not in names(model)
    del tester


def test_a_search_takes_the_place_of_the_shelf_and_gives_it_back(model):
    model.search("moss449")
    assert names(model) == ["Ada449 Moss449"]
    model.search("ada")
    assert model.rowCount() == 50
    model.search("")
    assert model.rowCount() == 40


def test_another_shelf_has_other_rows(model, store):
    clients.archive(store, 1, make.NOW)
    model.show_shelf(Shelf.CLOSED)
    assert names(model) == ["Ada000 Moss000"]
    assert not model.reveal(2).isValid()
