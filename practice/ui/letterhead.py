"""The letterhead on a piece of paper, as it stands on letters."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.paths import resource
from practice.rules.paper import Letterhead
from practice.ui import theme
from practice.ui.tr import tr

INK, QUIET, EDGE = QColor("#1F1C18"), QColor("#57534B"), QColor("#CFC8BB")
BESIDE = 500  # from this width the details stand at the right, as on a page
MARGIN = 24


@cache
def _family(file: str) -> str:
    number = QFontDatabase.addApplicationFont(str(resource("fonts", file)))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _font(pixels: float, strong: bool = False, slanted: bool = False) -> QFont:
    cut = "SemiBold" if strong else "Italic" if slanted else "Regular"
    font = QFont(_family(f"SourceSerif4-{cut}.ttf"))
    font.setPixelSize(round(pixels))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setItalic(slanted)
    return font


class LetterheadPreview(QWidget):
    """Paper with the letterhead; narrow ones show the details below the rule instead of beside the name."""

    spoken_as = "picture"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Letterhead("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(158)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(340, 158)

    def show_head(self, head: Letterhead) -> None:
        """Show this letterhead."""
        self._head = head
        said = ", ".join(part for part in (head.name, head.line, *head.details) if part)
        self.setAccessibleName(tr("Letterhead"))
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws paper, name, line, rule and details."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("paper"))
        painter.setPen(QPen(EDGE, 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        beside = room.width() >= BESIDE
        below = self._names(painter, room)
        rule = room.top() + 58
        painter.fillRect(QRectF(room.left(), rule, room.width(), 1), INK)
        first = room.top() + 26 if beside else rule + 22
        details = self._head.details
        if beside:
            first = below - 17 * (len(details) - 1)
        for number, text in enumerate(details):
            self._line(painter, text, _font(12), room, first + 17 * number, QUIET, right=beside)

    def _names(self, painter: QPainter, room: QRectF) -> float:
        """Name and line at left; returns the line's baseline."""
        name = self._head.name or tr("Your practice")
        self._line(painter, name, _font(19, strong=True), room, room.top() + 19, INK)
        self._line(painter, self._head.line, _font(12.5, slanted=True), room, room.top() + 41, QUIET)
        return room.top() + 41

    def _line(
        self, painter: QPainter, text: str, font: QFont, room: QRectF, base: float, ink: QColor, right: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        wide = QFontMetricsF(font).horizontalAdvance(shown)
        painter.drawText(QPointF(room.right() - wide if right else room.left(), base), shown)
