"""The focus ring outside a control, which style sheets cannot draw: one frame that follows the keyboard focus.

A widget that wants it has a method `ring()` that returns a `Ring`: the outline of its control in its own pixels. The
frame lies 2 px outside of it, over whatever is there, so a control needs no room kept free around it.
"""

import sys
from collections.abc import Callable
from typing import NamedTuple

import PySide6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import delete, isValid


def lend_singletons() -> None:
    """Keeps PySide6 6.12.0 on Python 3.11 alive: what returns None, True or False releases it once too often.

    After some ten thousand calls the interpreter would stop with "deallocating None". Other versions need nothing.
    """
    if sys.version_info >= (3, 12) or PySide6.__version__ != "6.12.0":
        return
    from _ctypes import _SimpleCData  # noqa: PLC0415  start-up: only for the one version that needs it

    class Count(_SimpleCData):  # type: ignore[type-arg]  # it takes none when run
        _type_ = "q"

    for single in (None, True, False, NotImplemented):
        Count.from_address(id(single)).value += 1 << 40


_OUT = 4  # 2 px gap and 2 px line
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class Ring(NamedTuple):
    """Where a control's outline is, in its widget's pixels, how round it is, and the colour role of its ring."""

    area: QRect
    radius: int = 6
    role: str = "focus"


class RingFrame(QWidget):
    """The drawn ring; it takes no clicks and no focus."""

    def __init__(self, stage: QWidget, target: QWidget, ring: Ring, color: Callable[[str], QColor]) -> None:
        super().__init__(stage)
        self._stage = stage
        self.target = target
        self._ring = ring
        self._color = color
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def place(self) -> None:
        """Lies down around the control, where that is now."""
        ring = self.target.ring()  # type: ignore[attr-defined]  # FocusRing checked that it has one
        self._ring = ring
        corner = self.target.mapTo(self._stage, ring.area.topLeft()) - QPoint(_OUT, _OUT)
        self.setGeometry(QRect(corner, ring.area.size()).adjusted(0, 0, 2 * _OUT, 2 * _OUT))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._color(self._ring.role), 2))
        round_by = self._ring.radius + 3
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), round_by, round_by)


class FocusRing(QObject):
    """Shows the ring around the control that has the focus; after a click with the mouse only once a key is pressed."""

    def __init__(self, app: QApplication, color: Callable[[str], QColor]) -> None:
        super().__init__(app)
        self._color = color
        self._frame: RingFrame | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._clear()
        if new is None or not hasattr(new, "ring"):
            return
        stage = _stage(new)
        self._frame = RingFrame(stage, new, new.ring(), self._color)
        self._frame.place()
        self._frame.setVisible(QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton)
        walk: QWidget | None = new
        while walk is not None and walk is not stage:
            walk.installEventFilter(self)
            self._watched.append(walk)
            walk = walk.parentWidget()

    def _clear(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._frame is not None and isValid(self._frame):
            delete(self._frame)  # at once: a dialog that is locked away goes before a later moment comes
        self._frame = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the control when it or what holds it moves."""
        frame = self._frame
        if frame is not None and isValid(frame) and isValid(frame.target):
            if event.type() in _MOVES:
                frame.place()
            elif event.type() == QEvent.Type.KeyPress and watched is frame.target:
                frame.show()
        return False


def _stage(widget: QWidget) -> QWidget:
    """What the ring may be drawn on: the viewport that scrolls the control, else its window."""
    walk = widget
    while not walk.isWindow():
        up = walk.parentWidget()
        if isinstance(up, QAbstractScrollArea) and up.viewport() is walk:
            return walk
        if up is None:
            return walk
        walk = up
    return walk
