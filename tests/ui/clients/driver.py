"""The clients screen in a real window, and the keys that drive it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from practice.actions.store import Store
from practice.ui import theme
from practice.ui.clients.screen import ClientsScreen
from practice.ui.clients.things import ThingRow
from practice.ui.desk import Desk
from practice.ui.places import PlaceEntry
from practice.ui.screen import Screen
from practice.ui.shell import Shell
from tests import make


class Elsewhere(Screen):
    """Where a client's buttons lead."""

    shown: object = None

    def show_record(self, record_id: object) -> None:
        self.shown = record_id


def places() -> list[PlaceEntry]:
    keys = ("fit", "letters", "sessions", "requests", "money", "imports")
    others = (PlaceEntry(key, key, "file-text", lambda: Elsewhere) for key in keys)
    return [PlaceEntry("clients", "Clients", "users", lambda: ClientsScreen), *others]


def opened(qtbot: QtBot, qapp: QApplication, store: Store) -> Shell:
    theme.apply(qapp, theme.LIGHT)
    desk = Desk(store, lambda: make.NOW)
    shell = Shell(desk, places(), lambda desk, text, limit: [])
    desk.setParent(shell)
    qtbot.addWidget(shell, before_close_func=lambda _: desk.leave())
    shell.resize(1440, 900)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.go("clients")
    return shell


def press(qtbot: QtBot, key: object, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_text(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def title(screen: ClientsScreen) -> str:
    return screen.page.header.title.text()


def names(screen: ClientsScreen) -> list[str]:
    model = screen.people.model
    return [model.data(model.index(row)).split(",")[0] for row in range(model.rowCount())]


def menu_item(screen: ClientsScreen, text: str) -> None:
    screen.page.show_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(a for a in menu.actions() if a.text().startswith(text))
    menu.close()
    action.trigger()


def thing_row(screen: ClientsScreen) -> ThingRow:
    QApplication.processEvents()  # the layout shows it
    return next(row for row in screen.side.findChildren(ThingRow) if row.isVisible())
