"""A settings row: what it is, one quiet line, and the control at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.ui.widgets.layout import line
from practice.ui.widgets.text import Text


class Row(QWidget):
    """Title and note at left, the control at right; a hairline below."""

    def __init__(self, title: str, note: str, control: QWidget | None = None) -> None:
        super().__init__()
        self.note = Text(note, "small", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(title, "bodyStrong", wrap=True))
        words.addWidget(self.note)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(words, 1)
        if control is not None:
            top.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.more = QVBoxLayout()
        self.more.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self.more)
        column.addWidget(line())
        self.note.setVisible(bool(note))  # not before it has a parent: it would be a window for a moment

    def say(self, note: str) -> None:
        """Show another quiet line."""
        self.note.setText(note)
        self.note.setVisible(bool(note))


class Section(QWidget):
    """A part of the settings page: its title and its rows."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Text(title, "section"))

    def add(self, widget: QWidget) -> None:
        """Put a row at the end."""
        self.column.addWidget(widget)
