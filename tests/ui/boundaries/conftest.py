"""A desk that remembers where it was sent, a client, and the screen of boundaries."""

import pytest

from practice.actions import clients
from practice.ui.boundaries.form import EntryForm
from practice.ui.boundaries.screen import BoundariesScreen
from practice.ui.desk import Desk
from tests import make, make_letters


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW)
    desk.visited = []
    desk.went.connect(lambda place, record: desk.visited.append((place, record)))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def tobias(desk):
    return clients.create(desk.store, make.client("Tobias", "Renwick"), make.NOW)


@pytest.fixture
def screen(qtbot, desk):
    screen = BoundariesScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1232, 900)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


@pytest.fixture
def form(screen, tobias):
    screen.show_record(("new", tobias.id))
    assert isinstance(screen.page, EntryForm)
    return screen.page
