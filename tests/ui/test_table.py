import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView

from practice.ui.table import PAGE, RECORD_ROLE, PagedModel
from practice.ui.widgets.lists import FACE


class Shelf:
    """Rows (key, name) that are given out in pages by key."""

    def __init__(self, count):
        self.rows = [(n, f"Client {n}") for n in range(count)]
        self.asked = []

    def page(self, after, limit):
        self.asked.append((after, limit))
        start = 0 if after is None else self.rows.index(after) + 1
        return self.rows[start : start + limit]


@pytest.fixture
def shelf():
    return Shelf(250)


@pytest.fixture
def model(qtbot, shelf):
    model = PagedModel(shelf.page, key=lambda row: row[0], text=lambda row: row[1], face=lambda row: row[1].upper())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def load_all(model):
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())


def test_pages_come_one_by_one(model, shelf):
    shelf.asked.clear()
    model.restart()
    assert model.rowCount() == PAGE
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    load_all(model)
    assert model.rowCount() == 250
    assert not model.canFetchMore(QModelIndex())
    assert shelf.asked[-1][0] == (199, "Client 199")


def test_a_row_has_its_sentence_its_face_and_its_record(model):
    model.restart()
    index = model.index(3)
    assert (index.data(), index.data(FACE), index.data(RECORD_ROLE)) == ("Client 3", "CLIENT 3", (3, "Client 3"))
    assert model.record(index) == (3, "Client 3")
    assert model.row_of(3) == index
    assert not model.row_of(999).isValid()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows,
        lambda rows: [*rows[:5], *rows[6:]],
        lambda rows: [(-1, "First"), *rows],
        lambda rows: [*rows, (999, "Last")],
        lambda rows: [*rows[:40], (40, "Renamed"), *rows[41:]],
        lambda rows: rows[:10],
        lambda rows: [],
        lambda rows: rows[::-1],
        lambda rows: [*rows[50:], (777, "New"), *rows[:40]],
    ],
)
def test_reload_shows_what_is_there_now(model, shelf, change):
    load_all(model)
    held = model.rowCount()
    shelf.rows = change(shelf.rows)
    model.reload()
    assert [model.record(model.index(n)) for n in range(model.rowCount())] == shelf.rows[: max(PAGE, held)]


def test_reload_keeps_the_selection_of_what_stays(qtbot, model, shelf):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.restart()
    view.selectionModel().select(model.index(50), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    shelf.rows = [(-1, "New"), *shelf.rows[:10], *shelf.rows[11:90], *shelf.rows[91:]]
    model.reload()
    assert [model.record(i)[0] for i in view.selectionModel().selectedIndexes()] == [50]


def test_a_row_that_moves_keeps_its_selection(qtbot, model, shelf):
    shelf.rows = shelf.rows[:20]
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.restart()
    view.selectionModel().select(model.index(3), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    moved = shelf.rows.pop(3)
    shelf.rows.append(moved)
    model.reload()
    assert [index.row() for index in view.selectionModel().selectedIndexes()] == [19]
    assert model.record(model.index(19)) == moved
