"""What a person does at the keyboard, and what the store then holds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practice.actions import checklists, fit
from practice.actions.store import Store
from practice.rules.fit import FitAnswers, FitCheck, MustAnswer, Presence

NAMED = {
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Esc": Qt.Key.Key_Escape,
    "Space": Qt.Key.Key_Space,
}


def press(qtbot: QtBot, *keys: str) -> None:
    """Press keys where the focus is: names, "Ctrl+Enter", or letters to type."""
    for key in keys:
        target = QApplication.focusWidget()
        assert isinstance(target, QWidget)
        modifier = Qt.KeyboardModifier.ControlModifier if key.startswith("Ctrl+") else Qt.KeyboardModifier.NoModifier
        name = key.removeprefix("Ctrl+")
        if name in NAMED:
            qtbot.keyClick(target, NAMED[name], modifier)
        else:
            qtbot.keyClicks(target, name)


def kept(store: Store, imelda: int) -> FitCheck:
    return fit.of_client(store, imelda)[0]


def answer_all(qtbot: QtBot, store: Store, ratings: str = "4434344") -> None:
    """Yes to every must-have, seven ratings with doubts before blind trust, no flags, no deal-breakers."""
    checklist = checklists.current(store).content
    press(qtbot, *["y", "Down"] * len(checklist.must_haves))
    d1, d2, d3, d4, d5, d6, d7 = ratings
    doubts = str(4 - int(d4))
    for rating in (d1, d2, d3, doubts, "0", d5, d6, d7):
        press(qtbot, rating, "Down")
    press(qtbot, *["Down"] * len(checklist.flags))
    press(qtbot, *["n", "Down"] * len(checklist.deal_breakers))


def answer_at_once(store: Store, imelda: int, ratings: str = "4434344") -> None:
    """The same answers, written into the store; the screen follows."""
    checklist = checklists.current(store).content
    answers = FitAnswers(
        must_haves=tuple((item.key, MustAnswer.YES) for item in checklist.must_haves),
        deal_breakers=tuple((item.key, Presence.ABSENT) for item in checklist.deal_breakers),
        ratings=tuple((f"D{n}", int(rating)) for n, rating in enumerate(ratings, 1) if n != 4),
        cynic=4 - int(ratings[3]),
        blind_trust=0,
    )
    fit.fill(store, kept(store, imelda).id, answers)


def begin(qtbot: QtBot) -> None:
    press(qtbot, "Enter")


def focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
