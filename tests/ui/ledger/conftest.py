"""A practice with a client whose estate plan is being worked on, and the window that shows them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practice.actions import clients, engagements
from practice.actions.store import Store
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, Fee, FeeKind
from practice.ui.clients.screen import ClientsScreen
from practice.ui.ledger.tab import Money
from tests import make
from tests.ui.clients.driver import opened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make.store(tmp_path)
    yield made
    made.abandon()


@pytest.fixture
def client(store: Store) -> Client:
    return clients.create(store, make.client("Dorothea", "Lindqvist"), make.NOW)


@pytest.fixture
def work(store: Store, client: Client) -> Engagement:
    fee = Fee(kind=FeeKind.FLAT, amount=240_000)
    draft = Engagement(client_id=client.id, title="Estate plan", fee=fee)
    return engagements.create(store, draft, make.NOW, make.TODAY)


@pytest.fixture
def screen(qtbot: QtBot, qapp: QApplication, store: Store, work: Engagement) -> ClientsScreen:
    shell = opened(qtbot, qapp, store)
    found = shell.findChild(ClientsScreen)
    assert found is not None
    found.people.rows.setFocus()
    assert found.page.view is not None
    return found


@pytest.fixture
def money(screen: ClientsScreen) -> Money:
    made: Money = screen.page.money
    return made
