"""Every screen for somebody without a mouse or without sight: names, roles, the way of Tab, and a focus one can see."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDateTimeEdit,
    QLineEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from practice import sample
from practice.ui import spoken, theme

FOR_THE_EYE = {"Icon", "_Icon", "Tile", "Foot", "Shell", "RingFrame", "Mark", "Scrim"}  # what they show is also said
PLAIN = {QAccessible.Role.Client, QAccessible.Role.Border, QAccessible.Role.NoRole}
WORDY = QLineEdit | QTextEdit | QAbstractButton | QAbstractItemView | QTabBar | QDateTimeEdit
MOST = 200  # presses of Tab until it must have come round


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def told(widget: QWidget) -> str:
    up = widget.parentWidget()
    return f"{type(widget).__name__} {name_of(widget)!r} in {type(up).__name__}"


def parts(window: QWidget) -> list[QWidget]:
    """What can be used now: all that shows, or only the panel that lies over it."""
    over = [one for one in window.findChildren(QWidget) if one.isVisible() and hasattr(one, "close_panel")]
    return [one for one in (over or [window])[0].findChildren(QWidget) if one.isVisible()]


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab must come by; of a group of answers, the chosen one, the others by arrows."""
    open_ones = [one for one in parts(window) if one.isEnabled() and one.focusProxy() is None]
    return [one for one in open_ones if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


class Walk:
    """The way of Tab once round: what it came by, and what of each kind showed no sign of it."""

    def __init__(self, window: QWidget) -> None:
        self.seen: list[QWidget] = []
        self.blind: list[str] = []
        self.round = False
        self._kinds: set[type[QWidget]] = set()
        for _ in range(MOST):
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            if here is not None and self.seen and here is self.seen[0]:
                self.round = True
                return
            if here is not None and here not in self.seen:
                self._come_by(here)

    def _come_by(self, here: QWidget) -> None:
        self.seen.append(here)
        if type(here) in self._kinds:
            return
        self._kinds.add(type(here))
        QApplication.processEvents()
        with_focus = around(here)
        here.clearFocus()
        QApplication.processEvents()
        if around(here) == with_focus:
            self.blind.append(told(here))
        here.setFocus(Qt.FocusReason.TabFocusReason)


def around(widget: QWidget) -> QImage:
    window = widget.window()
    area = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size()).adjusted(-6, -6, 6, 6)
    return window.grab(area.intersected(window.rect())).toImage()


def nameless(window: QWidget) -> list[str]:
    return [told(one) for one in stops(window) if not name_of(one)]


def without_role(window: QWidget) -> list[str]:
    """Painted by us and seen, but a mere box to a screen reader, or without a name."""
    found = []
    for one in parts(window):
        ours = any("paintEvent" in vars(c) and c.__module__.startswith("practice.") for c in type(one).__mro__)
        if not ours or isinstance(one, WORDY) or {c.__name__ for c in type(one).__mro__} & FOR_THE_EYE:
            continue
        face = QAccessible.queryAccessibleInterface(one)
        empty = hasattr(one, "text") and not one.text()
        if face.role() in PLAIN or not (name_of(one) or empty):
            found.append(told(one))
    return found


def only_by_mouse(window: QWidget) -> list[str]:
    """Buttons that no Tab reaches, nor arrows from the chosen one of their group, nor the keys of a row they are in."""
    found = []
    for one in parts(window):
        if isinstance(one, QAbstractButton) and one.isEnabled() and not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            if one.group() and any(b.focusPolicy() & Qt.FocusPolicy.TabFocus for b in one.group().buttons()):
                continue
            up: QWidget | None = one.parentWidget()
            while up is not None and not up.focusPolicy() & Qt.FocusPolicy.TabFocus:
                up = up.parentWidget()
            if up is None:
                found.append(told(one))
    return found


@pytest.mark.parametrize("profile", ["lawyer", "coach"])
def test_every_screen_without_a_mouse_and_without_sight(qapp, profile):
    theme.apply(qapp, theme.LIGHT)
    spoken.install()
    found: dict[str, dict[str, list[str]]] = {}
    with sample.sample(profile) as store:
        for scene, window in sample.scenes(store, (1280, 800)):
            if scene == "components":
                continue
            window.activateWindow()
            QApplication.processEvents()
            walk = Walk(window)
            found[scene] = {
                "nameless": nameless(window),
                "without a role": without_role(window),
                "only by mouse": only_by_mouse(window),
                "missed by Tab": [told(one) for one in stops(window) if one not in walk.seen],
                "Tab does not come round": [] if walk.round else [told(walk.seen[-1])],
                "no sign of focus": walk.blind,
            }
    wrong = {scene: {k: v for k, v in one.items() if v} for scene, one in found.items()}
    assert len(found) > 12
    assert {scene: one for scene, one in wrong.items() if one} == {}
