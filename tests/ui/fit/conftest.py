"""A window with the fit screen and one prospect."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practice.actions import clients
from practice.actions.store import Store
from practice.ui import theme
from practice.ui.desk import Desk
from practice.ui.fit.screen import FitScreen
from practice.ui.places import PlaceEntry
from practice.ui.screen import Screen
from practice.ui.shell import Shell
from tests import make


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = make.NOW

    def __call__(self) -> datetime:
        return self.now


class LettersStandIn(Screen):
    """Where the decision leads."""

    place = "letters"
    shown: object = None

    def show_record(self, record_id: object) -> None:
        self.shown = record_id


@pytest.fixture(scope="module", autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path)
    yield opened
    opened.abandon()


@pytest.fixture
def imelda(store: Store) -> int:
    draft = make.client("Imelda", "Corrant", referral_source="Noor Vasquez-Lim")
    return clients.create(store, draft, make.NOW).id


@pytest.fixture
def shell(qtbot: QtBot, store: Store, clock: Clock, imelda: int) -> Iterator[Shell]:
    desk = Desk(store, clock)
    entries = [
        PlaceEntry("fit", "Fit checks", "clipboard-check", lambda: FitScreen),
        PlaceEntry("letters", "Letters", "file-text", lambda: LettersStandIn),
    ]
    window = Shell(desk, entries, lambda desk, text, limit: [])
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.go("fit")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    yield window
    desk.leave()


@pytest.fixture
def screen(shell: Shell) -> FitScreen:
    found = shell.current
    assert isinstance(found, FitScreen)
    return found
