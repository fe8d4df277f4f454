"""A practice with four people, and the window that shows them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practice.actions import clients
from practice.actions.store import Store
from practice.rules.clients import Client
from practice.ui.clients.screen import ClientsScreen
from practice.ui.shell import Shell
from tests import make
from tests.ui.clients.driver import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = make.store(tmp_path)
    yield opened
    opened.abandon()


@pytest.fixture
def people(store: Store) -> dict[str, Client]:
    made = {}
    for given, family in (
        ("Corwin", "Ashby"),
        ("Dorothea", "Lindqvist"),
        ("Petra", "Vogt-Hale"),
        ("Anselm", "Vogt-Hale"),
    ):
        made[given] = clients.create(store, make.client(given, family), make.NOW)
    return made


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, store: Store, people: dict[str, Client]) -> Shell:
    return opened(qtbot, qapp, store)


@pytest.fixture
def screen(shell: Shell) -> ClientsScreen:
    found = shell.findChild(ClientsScreen)
    found.people.rows.setFocus()
    return found
