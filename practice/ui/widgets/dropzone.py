"""Where files are dropped: `DropZone("Drop files here", "Scans, photographs.", button)`; `light(True)` under a drag."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from practice.ui import theme
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Text


class DropZone(QFrame):
    """The dashed field where a file is dropped."""

    spoken_as = "group"

    def __init__(self, lead: str, told: str, choose: Button) -> None:
        super().__init__()
        self.hot = False
        self.setAccessibleName(lead)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(24, 30, 24, 30)
        inner.setSpacing(6)
        inner.addWidget(Icon("upload", "accent", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addSpacing(6)
        inner.addWidget(Text(lead, "section"), 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addLayout(row(None, Text(told, "body", "text2", wrap=True), None))  # so that all its lines have room
        inner.addSpacing(10)
        inner.addWidget(choose, 0, Qt.AlignmentFlag.AlignHCenter)

    def light(self, on: bool) -> None:
        """Show that what is dragged would be taken here."""
        self.hot = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws ground and dashes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent" if self.hot else "fieldBorder"), 2 if self.hot else 1.2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accentSoft" if self.hot else "card"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), theme.radius("card"), theme.radius("card"))
