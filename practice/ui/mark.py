"""The practice's mark: the first letter of its name in a square."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from practice.ui import theme


class Mark(QWidget):
    """A square of `side` pixels with one letter."""

    def __init__(self, letter: str = "", side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setFixedSize(side, side)

    def set_letter(self, letter: str) -> None:
        """Show another letter."""
        self._letter = letter
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws square and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        round_by = 10 if self.width() > 40 else theme.radius("control")
        painter.drawRoundedRect(self.rect(), round_by, round_by)
        font = QFont(theme.font("title"))
        font.setPixelSize(round(self.width() * 0.56))
        painter.setFont(font)
        painter.setPen(theme.color("onAccent"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._letter or "P")
