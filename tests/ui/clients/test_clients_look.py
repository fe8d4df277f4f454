"""What the clients screen looks like to everybody: long words, names for readers, narrow windows, long lists."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit

from practice.actions import clients
from practice.db import clients as kept
from practice.rules.clients import ThingKind
from practice.ui.clients.page import DETAILS, OVERVIEW
from practice.ui.clients.screen import ClientsScreen
from tests import make
from tests.ui.clients.driver import opened, title
from tests.ui.clip import clipped, doubled


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800)])
@pytest.mark.parametrize("tab", [OVERVIEW, DETAILS])
def test_words_twice_as_long_are_not_cut_off(qtbot, qapp, store, people, size, tab):
    clients.add_thing(store, people["Corwin"].id, "Likes trains.", ThingKind.NOTE, make.TODAY)
    with doubled():
        shell = opened(qtbot, qapp, store)
        shell.resize(*size)
        screen = shell.findChild(ClientsScreen)
        screen.page.show_tab(tab)
        assert clipped(screen.page.body.parentWidget()) == []
        assert size != (1440, 900) or clipped(screen.side) == []  # narrower, twice the words cannot all fit


def test_every_control_has_a_name(screen):
    screen.remember()
    for tab in (OVERVIEW, DETAILS):
        screen.page.show_tab(tab)
        for kind in (QAbstractButton, QLineEdit, QTextEdit, QComboBox):
            nameless = [w for w in screen.findChildren(kind) if w.isVisible() and not w.accessibleName()]
            assert nameless == []


def test_ctrl_i_hides_what_stands_beside(qtbot, shell, screen):
    assert screen.side.isVisible()
    screen.toggle_inspector()
    assert not screen.side.isVisible()
    screen.toggle_inspector()
    shell.resize(1000, 700)
    qtbot.waitUntil(lambda: not screen.side.isVisible())


def test_after_long_scrolling_a_change_keeps_the_client_and_reads_few_rows(qtbot, qapp, store):
    with store.journal.change("import.commit"):
        kept.save_many(store, [make.client(f"Ada{n:04}", f"Moss{n:04}") for n in range(1500)])
    shell = opened(qtbot, qapp, store)
    screen = shell.findChild(ClientsScreen)
    model = screen.people.model
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    screen.people.select(1200)
    clients.edit(store, 1200, {"given": "Una"}, make.NOW)
    assert title(screen) == "Una Moss1199"
    assert screen.people.client_id() == 1200
    assert model.rowCount() < 300
