"""One line to type in; apart from the other fields, so that a start loads no editor, calendar or combo box.

`SearchField` has the glass, and a key cap while it is empty; `FindField` leads on to what it found.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from practice.ui import theme
from practice.ui.widgets.buttons import cap_width, draw_cap


class LineEdit(QLineEdit):
    """One line to type in; `textEdited` is the person's, `setText` is silent to it."""

    def __init__(
        self, text: str = "", placeholder: str = "", small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setProperty("small", small)
        self.setFont(theme.font("small" if small else "body"))

    def setText(self, text: str | None) -> None:  # noqa: N802  Qt's own name
        """Shows a text from its beginning, even where it is longer than the line."""
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the program leads into it, one goes on at its end."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ShortcutFocusReason):
            self.end(False)


class SearchField(LineEdit):
    """A line with the glass at its left and, while empty and without focus, the key that leads to it."""

    def __init__(self, placeholder: str, key: str = "") -> None:
        super().__init__(placeholder=placeholder)
        self._key = key
        self.setAccessibleName(placeholder)
        self.setTextMargins(23, 0, cap_width(key) if key else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's field, then glass and cap."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme.draw_icon(painter, QRect(11, (self.height() - 16) // 2, 16, 16), "search", "text2")
        if self._key and not self.text() and not self.hasFocus():
            wide = cap_width(self._key)
            area = QRect(self.width() - wide - 10, 0, wide, self.height())
            draw_cap(painter, area, self._key, "text2", "borderStrong")


class FindField(SearchField):
    """The search; ↓ and Enter go on to what was found, Esc ends it."""

    left_down = Signal()
    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter to the rows, Esc back to the whole list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)
