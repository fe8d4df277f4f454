"""The whole window on a practice that a test has arranged."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practice import app
from practice.actions import practice
from practice.actions.store import Store
from practice.ui import theme
from practice.ui.window import Window
from tests import make, make_letters
from tests.ui.windows import show


def window(qtbot: QtBot, folder: Path, arrange: Callable[[Store], object]) -> Window:
    """A shown, active window on a lawyer's practice, with what `arrange` has told it; nothing of that can be undone."""
    assert QApplication.instance() is not None
    app.application(theme.LIGHT)
    store = make.store(folder)
    make_letters.profile(store)
    practice.change(store, {"setup_done": True})
    arrange(store)
    store.journal.forget()
    made = app.window(folder / "practice", lambda: make.NOW)
    qtbot.addWidget(made, before_close_func=lambda w: w.lock())
    made.open(store)
    show(qtbot, made)
    return made
