"""The letter as it will read: its words on white paper, beside the decision."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.rules.letters import Bullets, Grid, LetterFacts, Paragraph
from practice.ui import theme
from practice.ui.widgets.buttons import box

EDGE, GAP, LINE, PIXELS = 18, 7, 17, 12
INK = "#25221D"  # on paper that is white in both themes


class Paper(QWidget):
    """Draws a letter's greeting, paragraphs and closing in the letter's face; tables are named, not drawn."""

    spoken_as = "word"

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: LetterFacts | None) -> None:
        """Shows what a letter says; nothing for none."""
        self._paragraphs = tuple(said(facts)) if facts else ()
        self.setAccessibleName("\n".join(self._paragraphs))
        self.setVisible(bool(self._paragraphs))
        self._measure()
        self.update()

    def text(self) -> str:
        """All of it."""
        return "\n".join(self._paragraphs)

    def _measure(self) -> None:
        self.setFixedHeight(max(60, self._draw(None)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(240, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws paper and words."""
        painter = QPainter(self)
        box(painter, self.rect(), 2, "paper", "borderStrong")
        painter.setPen(QColor(INK))
        self._draw(painter)

    def _draw(self, painter: QPainter | None) -> int:
        """Draws the paragraphs, or only measures them; how high they are together."""
        width, y = max(40, self.width() - 2 * EDGE), EDGE
        for text in self._paragraphs:
            layout = _laid(text, width)
            if painter:
                layout.draw(painter, QPointF(EDGE, y))
            y += layout.lineCount() * LINE + GAP
        return y - GAP + EDGE


def _font() -> QFont:
    font = QFont(theme.font("title", weight=400))
    font.setPixelSize(PIXELS)
    return font


def _laid(text: str, width: int) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), _font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += LINE
    layout.endLayout()
    return layout


def said(facts: LetterFacts) -> Iterator[str]:
    """The letter's words, a paragraph each; a table is said in its last row."""
    yield facts.greeting
    yield from (one.text for one in facts.opening)
    for section in facts.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, Bullets):
                yield "\n".join(item.text for item in block.items)
            elif isinstance(block, Grid):
                yield "\n".join(_row(row) for row in (*block.rows, block.total) if row)
    yield from (one.text for one in facts.closing)
    yield from (signer.name for signer in facts.signers)


def _row(cells: tuple[str, ...]) -> str:
    named = [cell for cell in (cells[0], cells[-1]) if cell]
    return "   ".join(named)
