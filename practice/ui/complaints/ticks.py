"""A line of a list that is ticked off; its words may take several lines, and all of it takes the click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.ui.widgets.choices import Check
from practice.ui.widgets.layout import row
from practice.ui.widgets.text import Run, Text


class TickLine(QWidget):
    """A tick, its words and, quieter, when it was done."""

    ticked = Signal(bool)

    def __init__(self, text: str, done: bool, note: str = "", enabled: bool = True) -> None:
        super().__init__()
        self.check = Check("", name=f"{text} {note}".strip())
        self.check.setChecked(done)
        self.check.setEnabled(enabled)
        self.check.clicked.connect(self.ticked)
        words = Text("", "body", wrap=True)
        words.set_runs(Run(text), Run(f"  {note}" if note else "", "small", "text2"))
        words.setContentsMargins(0, 3, 0, 3)
        made = row(self.check, words, gap=8)
        made.setAlignment(self.check, Qt.AlignmentFlag.AlignTop)
        made.setStretch(1, 1)
        self.setLayout(made)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the words ticks too."""
        if self.check.isEnabled():
            self.check.setFocus(Qt.FocusReason.MouseFocusReason)
            self.check.click()
