"""The letterhead on a piece of paper, as it stands on letters."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.paths import resource
from practice.rules.paper import USUAL_DESIGN, Design, Letterhead, LetterStyle, accent_error
from practice.ui import theme
from practice.ui.tr import tr

INK, QUIET, EDGE = QColor("#1F1C18"), QColor("#57534B"), QColor("#CFC8BB")
BESIDE = 500  # from this width the details stand at the right, as on a page
MARGIN = 24
PITCH = 15  # from one detail to the next


@cache
def _family(file: str) -> str:
    number = QFontDatabase.addApplicationFont(str(resource("fonts", file)))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _font(pixels: float, design: Design, strong: bool = False, slanted: bool = False) -> QFont:
    cut = "SemiBold" if strong else "Italic" if slanted else "Regular"
    family = "Inter" if design.style is LetterStyle.SANS else "SourceSerif4"
    font = QFont(_family(f"{family}-{cut}.ttf"))
    font.setPixelSize(round(pixels))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setItalic(slanted)
    return font


class LetterheadPreview(QWidget):
    """Paper with the letterhead; narrow ones show the details below the rule instead of beside the name."""

    spoken_as = "picture"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head, self._design = Letterhead(""), USUAL_DESIGN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(158)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(340, 158)

    def show_head(self, head: Letterhead, design: Design = USUAL_DESIGN) -> None:
        """Show this letterhead, in its style and colour."""
        self._head, self._design = head, design
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
        rule = room.top() + 48
        if self._design.style is not LetterStyle.PLAIN:
            painter.fillRect(QRectF(room.left(), rule, room.width(), 1), self._ink())
        details = self._head.details
        first = below - PITCH * (len(details) - 1) if beside else rule + 20
        for number, text in enumerate(details):
            self._line(painter, text, _font(11, self._design), room, first + PITCH * number, QUIET, right=beside)

    def _names(self, painter: QPainter, room: QRectF) -> float:
        """Name and line at left; returns the line's baseline."""
        name = self._head.name or tr("Your practice")
        self._line(painter, name, _font(18, self._design, strong=True), room, room.top() + 18, self._ink())
        self._line(painter, self._head.line, _font(12, self._design, slanted=True), room, room.top() + 36, QUIET)
        return room.top() + 36

    def _ink(self) -> QColor:
        """The colour of name and rule."""
        accent = self._design.accent
        coloured = accent and not accent_error(accent) and self._design.style is not LetterStyle.PLAIN
        return QColor(accent) if coloured else INK

    def _line(
        self, painter: QPainter, text: str, font: QFont, room: QRectF, base: float, ink: QColor, right: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        wide = QFontMetricsF(font).horizontalAdvance(shown)
        painter.drawText(QPointF(room.right() - wide if right else room.left(), base), shown)
