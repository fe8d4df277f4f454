"""The sheet of keys (F1): what works here, and what works everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practice.ui.overlay import Overlay
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, KeyCap
from practice.ui.widgets.layout import clear
from practice.ui.widgets.text import Text


class KeySheet(Overlay):
    """Two columns of keys and words over the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 760, 56)
        self.setAccessibleName(tr("Keys"))
        self._columns = QHBoxLayout()
        self._columns.setSpacing(40)
        self.close_button = Button(tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.close_panel)
        top = QHBoxLayout()
        top.addWidget(Text(tr("Keys"), "title"), 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addLayout(top)
        column.addLayout(self._columns)

    def show_keys(self, here: Sequence[KeyHint], everywhere: Sequence[KeyHint]) -> None:
        """List both, and open."""
        clear(self._columns)
        for title, hints in ((tr("Here"), here), (tr("Everywhere"), everywhere)):
            if hints:
                self._columns.addLayout(_column(title, hints), 1)
        self.open()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)


def _column(title: str, hints: Sequence[KeyHint]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(10)
    column.addWidget(Text(title, "bodyStrong"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for number, hint in enumerate(hint for hint in hints if hint.keys):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in hint.keys.split(" then "):
            caps.addWidget(KeyCap(key.replace("+", " ") if len(key) > 1 else key))
        caps.addStretch()
        grid.addLayout(caps, number, 0)
        grid.addWidget(Text(hint.text or hint.title, "body", "text2"), number, 1)
    column.addLayout(grid)
    column.addStretch()
    return column
