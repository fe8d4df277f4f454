"""An open window on a new practice, with one plain place besides Settings and the set-up."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from practice.actions import practice
from practice.ui.places import PlaceEntry
from practice.ui.screen import KeyHint, Screen
from practice.ui.settings.screen import SettingsScreen
from practice.ui.welcome.screen import WelcomeScreen
from practice.ui.widgets.fields import LineEdit
from practice.ui.widgets.text import Text
from practice.ui.window import Window
from tests import make

NAME = "Zebedee Quill"  # a client's name that must not stay on a locked screen


class PlainScreen(Screen):
    """A place with a name on it and a line to type in."""

    reads = frozenset({"clients"})

    def build(self) -> None:
        self.loads = 0
        self.asked: list[object] = []
        self.pressed: list[str] = []
        self.inspected = 0
        self.name = Text(NAME)
        self.line = LineEdit()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.name)
        column.addWidget(self.line)

    def load(self) -> None:
        self.loads += 1

    def show_record(self, record_id: object) -> None:
        self.asked.append(record_id)

    def toggle_inspector(self) -> None:
        self.inspected += 1

    def actions_here(self) -> list[KeyHint]:
        return [
            KeyHint("N", "new note", lambda: self.pressed.append("N"), f"New note for {NAME}", "notebook-pen"),
            KeyHint("L then B", "log a boundary", lambda: self.pressed.append("LB")),
            KeyHint("Ctrl+P", "print", lambda: self.pressed.append("P")),
        ]


PLACES = (
    PlaceEntry("clients", "Clients", "users", lambda: PlainScreen),
    PlaceEntry("letters", "Letters", "file-text", lambda: PlainScreen, first=True),
    PlaceEntry("settings", "Settings", "settings", lambda: SettingsScreen, listed=False),
    PlaceEntry("welcome", "Set-up", "sun", lambda: WelcomeScreen, listed=False),
)


def new_window(qtbot, folder: Path, *, set_up: bool = True) -> Window:
    """A shown, active window on an unlocked new practice."""
    store = make.store(folder)
    if set_up:
        practice.change(store, {"practice_name": "Halvard Estate Planning", "signer_name": "Ines Halvard"})
        practice.change(store, {"setup_done": True})
        store.journal.forget()
    window = Window(folder / "practice", PLACES, lambda desk, text, limit: [], clock=lambda: make.NOW)
    qtbot.addWidget(window, before_close_func=lambda w: w.lock())
    window.open(store)
    show(qtbot, window)
    return window


def show(qtbot, window) -> None:
    """Show a window and give it the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


CTRL = Qt.KeyboardModifier.ControlModifier


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def texts(widget: QWidget) -> set[str]:
    """The labels that can be seen."""
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}
