"""What the clients screen looks like to everybody: long words, names for readers, narrow windows, long lists."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit

from practice.actions import clients
from practice.db import clients as kept
from practice.rules.clients import Email, ThingKind
from practice.ui.clients.page import DETAILS, OVERVIEW
from practice.ui.clients.screen import ClientsScreen
from practice.ui.widgets.text import MAY_BREAK, Text
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


def test_a_long_address_breaks_at_its_signs_and_not_in_a_word(qtbot, qapp, store, people):
    address = "anna.kessler-braun@lawyers-of-oakland.example.com"
    clients.edit(store, people["Corwin"].id, {"emails": (Email(address),)}, make.NOW)
    screen = opened(qtbot, qapp, store).findChild(ClientsScreen)
    qtbot.waitUntil(lambda: screen.side.isVisible())
    label = next(one for one in screen.side.contact.findChildren(Text) if one.text() == address)
    for wide in range(130, 400, 7):
        layout, _ = label._runs._lay(wide)
        lines = [layout.lineAt(n) for n in range(layout.lineCount())]
        parts = [layout.text()[line.textStart() : line.textStart() + line.textLength()] for line in lines]
        ends = [part.strip(MAY_BREAK) for part in parts]
        assert all(one[-1] in "@-" or other[0] == "." for one, other in pairwise(ends)), ends


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
