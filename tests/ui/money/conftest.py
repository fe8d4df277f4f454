"""A money screen on a practice with a client whose work is billed by the hour."""

from datetime import timedelta

import pytest

from practice.actions import invoices, practice
from practice.ui.desk import Desk
from practice.ui.money.screen import MoneyScreen
from practice.ui.widgets.lists import FACE
from tests import make, make_invoices, make_letters

LATER = make.NOW + timedelta(days=40)


class Later:
    """The desk's clock, which a test moves on."""

    def __init__(self):
        self.now = make.NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Later()


@pytest.fixture
def desk(qtbot, tmp_path, clock):
    store = make.store(tmp_path)
    make_letters.profile(store)
    practice.change(store, {"payment_details": "Harbor Credit Union"})
    made = Desk(store, clock=clock)
    made.said = []
    made.told.connect(made.said.append)
    made.toasted.connect(lambda text, _: made.said.append(text))
    made.places = []
    made.went.connect(lambda place, record: made.places.append((place, record)))
    yield made
    made.leave()
    store.abandon()


@pytest.fixture
def client(desk):
    return make_letters.person(desk.store)


@pytest.fixture
def about(desk, client):
    return make_invoices.signed(desk.store, client)


@pytest.fixture
def screen(qtbot, desk):
    made = MoneyScreen(desk)
    qtbot.addWidget(made)
    made.resize(1240, 840)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def issued(desk, about):
    make_invoices.spent(desk.store, about, 47)
    return invoices.issue(desk.store, invoices.start(desk.store, about.id, make.NOW).id, make.NOW)


def press(screen, keys):
    """Run what a key does here."""
    next(hint for hint in screen.actions_here() if hint.keys == keys).run()


def faces(rows):
    model = rows.model()
    return [model.index(n, 0).data(FACE) for n in range(model.rowCount())]


def typed(qtbot, box, text):
    """Type into a field, over what stands there."""
    box.field.setFocus()
    box.field.selectAll()
    qtbot.keyClicks(box.field, text)
