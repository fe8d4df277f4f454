"""The letters screen over a practice with one draft."""

from datetime import timedelta

import pytest

from practice.ui.desk import Desk
from practice.ui.letters.screen import LettersScreen
from tests import make, make_letters


@pytest.fixture
def desk(qapp, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def draft(desk):
    return make_letters.estate_plan(desk.store, make_letters.person(desk.store).id)


@pytest.fixture
def screen(qtbot, desk):
    screen = LettersScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1230, 860)
    screen.show()
    qtbot.waitExposed(screen)
    return screen
