"""What every row of a page of rows does: one focus stop, moved through by arrows, answered by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy

from practice.ui import theme
from practice.ui.widgets.buttons import box
from practice.ui.widgets.layout import column

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1}
_NO_KEYS = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier


class Row(QFrame):
    """One item: the arrows move on, `answered(key, answer)` is the person's."""

    spoken_as = "row"

    moved = Signal(int)
    entered = Signal()
    answered = Signal(str, object)

    def __init__(self, key: str, name: str) -> None:
        super().__init__()
        self.key, self.name = key, name
        self.current = False
        self.first = self.last = False
        self.alive = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.size("rowOneLine"))
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(12, 4, 12, 4)
        self.line.setSpacing(12)

    def set_alive(self, alive: bool) -> None:
        """Whether it can be answered; a row that cannot is still read and walked through."""
        self.alive = alive

    def set_current(self, current: bool) -> None:
        """Marks it as the row that the keys answer."""
        self.current = current
        self.update()

    def say(self, state: str) -> None:
        """Tells screen readers the answer."""
        self.setAccessibleDescription(state)

    def answer(self, value: object) -> None:
        """The person answers."""
        if self.alive:
            self.answered.emit(self.key, value)

    def press(self, key: str) -> bool:
        """Answers by a key, as "3", "U" or "Y"; False when it means nothing here."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves on, or answers."""
        plain = not event.modifiers() & ~_NO_KEYS
        step = _STEPS.get(Qt.Key(event.key()))
        if plain and step:
            self.moved.emit(step)
        elif not (plain and self.press(event.text().upper())):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes it current."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """It is the current row now."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without the focus the bar goes."""
        super().focusOutEvent(event)
        self.update()

    def _ground(self) -> str:
        return "accentSoft" if self.current else "hover" if self.underMouse() and self.alive else ""

    def _outline(self) -> QPainterPath:
        """The row, round where it lies in a corner of its card."""
        path, more = QPainterPath(), theme.radius("card")
        area = self.rect().adjusted(0, 0 if self.first else -more, 0, 0 if self.last else more)
        path.addRoundedRect(area, more - 1, more - 1)
        return path

    def enterEvent(self, event: QEvent) -> None:
        """Hover shows."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hover goes."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws fill, bar and hairline."""
        painter = QPainter(self)
        painter.setClipPath(self._outline())
        if fill := self._ground():
            box(painter, self.rect(), 0, fill)
        focus = QApplication.focusWidget()
        if self.current and focus is not None and (focus is self or self.isAncestorOf(focus)):
            painter.fillRect(0, 0, 3, self.height(), theme.color("accent"))
        if not self.last:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))


class RowCard(QFrame):
    """A card of rows; the hairline under the last one is the card's edge."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        if rows:
            rows[0].first = rows[-1].last = True
        self.setProperty("surface", "card")
        self.setLayout(column(*rows, gap=0))
