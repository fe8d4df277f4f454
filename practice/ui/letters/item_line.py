"""A promise or limit as a closed row: grip, number, words, due."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from practice.rules.engagements import ItemKind, ScopeItem, label
from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box
from practice.ui.widgets.text import draw_line, plain_tip, text_width

ROW = 26
NUMBER_AT, TEXT_AT = 22, 56


class ItemLine(QWidget):
    """One closed item: grip, number, text, due."""

    spoken_as = "row"

    opened = Signal(int)
    stepped = Signal(int, int)  # id, up or down
    dragged = Signal(int, QPoint)  # id, where in the screen
    dropped = Signal(int, QPoint)

    def __init__(self, item: ScopeItem) -> None:
        super().__init__()
        self.item = item
        self._due = ""
        self._pressed: QPoint | None = None
        self._moving = False
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_item(self, item: ScopeItem, due: str) -> None:
        """Show this item."""
        self.item, self._due = item, due
        self.setAccessibleName(f"{label(item)} {item.text}")
        hint = (
            tr("Issued: its number and words stay")
            if item.frozen
            else tr("Enter opens it, Alt+Up and Alt+Down move it")
        )
        self.setAccessibleDescription(f"{due}. {hint}".lstrip(". "))
        self.setToolTip(plain_tip(item.text))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Alt with the arrows moves; the arrows alone go to the next item."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self.item.id)
        elif event.key() in steps and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(self.item.id, steps[Qt.Key(event.key())])
        elif event.key() in steps and not event.modifiers():
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, for a click or a drag by the grip."""
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag by the grip."""
        if self._pressed is None or self._pressed.x() > NUMBER_AT or self.item.frozen:
            return
        self._moving = self._moving or (event.position().toPoint() - self._pressed).manhattanLength() > 4
        if self._moving:
            self.dragged.emit(self.item.id, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop, or open."""
        moving, self._moving, self._pressed = self._moving, False, None
        if moving:
            self.dropped.emit(self.item.id, event.globalPosition().toPoint())
        elif self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.item.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus's edge away."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Hover paints anew."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row."""
        painter = QPainter(self)
        if self.underMouse():
            box(painter, self.rect(), 4, "hover")
        if not self.item.frozen:
            theme.draw_icon(painter, QRect(2, (self.height() - 16) // 2, 16, 16), "grip-vertical", "text2")
        number = QRect(NUMBER_AT, 0, TEXT_AT - NUMBER_AT, self.height())
        draw_line(painter, number, label(self.item), "body", "text2", numbers=True)
        wide = text_width(self._due, "body") + 2 if self._due else 0  # never cut: the words give way
        words = QRect(TEXT_AT, 0, self.width() - TEXT_AT - wide - 18, self.height())
        text = self.item.text or tr("Say what is promised" if self.item.kind is ItemKind.PROMISE else "Say what is not")
        draw_line(painter, words, text, "body", "text" if self.item.text else "text3")
        due = QRect(self.width() - wide - 8, 0, wide, self.height())
        draw_line(painter, due, self._due, "body", "text2", Qt.AlignmentFlag.AlignRight)
        if self.hasFocus():
            box(painter, self.rect(), 4, edge="focus", thick=2)
