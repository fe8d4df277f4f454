"""Words on screen: `Text("…", "small", "text2", wrap=True)` is the label to use, and `Run`s mix weights in one text.

Labels here never read mark-up: what a person typed is shown letter by letter. Lines stand at the distance the design
gives the type role. `draw_line` writes one line in a delegate or a painted widget and cuts it with … when it must.
`plain_tip` makes a tooltip safe. `Runs` lays several runs out as one paragraph, for labels and delegates alike.
"""

from collections.abc import Sequence
from functools import cached_property
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from practice.ui import theme

MAY_BREAK = "\N{ZERO WIDTH SPACE}"  # a line may end here; nobody reads or copies it
_WIDE = 100_000
_NATURAL = 480  # a wrapping label asks for no more than this, and takes what it gets


class Run(NamedTuple):
    """A stretch of text in one type role, colour role and weight (0 = the role's own)."""

    text: str
    role: str = "body"
    color: str = "text"
    weight: int = 0
    numbers: bool = False


class Runs:
    """A paragraph of runs, laid out for a width and painted with the line distance of its first run."""

    def __init__(self, runs: Sequence[Run], wrap: bool = True) -> None:
        self.runs = tuple(run for run in runs if run.text) or (Run(""),)
        self.line = theme.line_height(self.runs[0].role)
        self._wrap = wrap
        self._laid: tuple[tuple[int, str, str], QTextLayout, int] | None = None

    @cached_property
    def text(self) -> str:
        """All of it, as plain text."""
        return "".join(run.text for run in self.runs)

    def width(self) -> int:
        """The pixels its longest line takes when nothing wraps."""
        layout, _ = self._lay(_WIDE)
        return ceil(max(layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount())))

    def height(self, width: int) -> int:
        """The pixels it is high at this width."""
        return self._lay(width)[1]

    def draw(self, painter: QPainter, area: QRect, color: str = "") -> None:
        """Paints it into the area from the top, in its own colours or all in one."""
        layout, _ = self._lay(area.width(), color)
        painter.setPen(theme.color(color or self.runs[0].color))
        layout.draw(painter, QPointF(area.topLeft()))

    def _lay(self, width: int, color: str = "") -> tuple[QTextLayout, int]:
        for_what = (width, color, theme.scheme())
        if self._laid is None or self._laid[0] != for_what:
            self._laid = (for_what, *self._layout(width, color))
        return self._laid[1], self._laid[2]

    def _layout(self, width: int, color: str) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self.text.replace("\n", "\u2028"), _font(self.runs[0]))
        option = QTextOption()
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wrap else QTextOption.WrapMode.ManualWrap
        )
        layout.setTextOption(option)
        if len(self.runs) > 1:
            layout.setFormats(self._formats(color))
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y + round((self.line - line.height()) / 2)))
            y += self.line
        layout.endLayout()
        return layout, max(y, self.line)

    def _formats(self, color: str) -> list[QTextLayout.FormatRange]:
        from PySide6.QtGui import QTextCharFormat  # noqa: PLC0415  start-up: 3 ms, for mixed texts alone

        made, start = [], 0
        for run in self.runs:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, len(run.text.encode("utf-16-le")) // 2
            look = QTextCharFormat()
            look.setFont(_font(run))
            look.setForeground(theme.color(color or run.color))
            part.format = look
            made.append(part)
            start += part.length
        return made


def _font(run: Run) -> QFont:
    return theme.font(run.role, run.numbers, run.weight)


class Hug(QFrame):
    """A frame exactly as high as its words are at the width it has: none is cut, and no air is left around them."""

    def sizeHint(self) -> QSize:
        """The width that is asked for, the height that the present width needs."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width())) if self.hasHeightForWidth() else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Text(QLabel):
    """A label of plain text in a type role and colour role.

    `wrap` lets it break; `elide` takes what room there is and cuts with … there; `shrink` is as wide as its words, and
    cuts them only where room is short. What is cut is read in full in the tooltip.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        color: str = "text",
        wrap: bool = False,
        numbers: bool = False,
        weight: int = 0,
        elide: bool = False,
        shrink: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._like = Run("", role, color, weight, numbers)
        self._elide = elide or shrink
        self._cut_tip = ""
        self._runs = Runs([])
        if not wrap:
            across = QSizePolicy.Policy.Ignored if elide else QSizePolicy.Policy.Preferred
            self.setSizePolicy(QSizePolicy.Policy.Maximum if shrink else across, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's own name
        """Shows this text, letter by letter."""
        like = self._like
        self.set_runs(Run(text, like.role, like.color, like.weight, like.numbers))

    def set_runs(self, *runs: Run) -> None:
        """Shows several runs as one text."""
        if self._runs.runs == (tuple(run for run in runs if run.text) or (Run(""),)):
            return
        self._runs = Runs(runs, self.wordWrap())
        if self._cut_tip and self.toolTip() == self._cut_tip:
            self.setToolTip("")  # it told of the text before
        super().setText(self._runs.text.replace(MAY_BREAK, ""))
        self.updateGeometry()
        self.update()

    def set_color(self, role: str) -> None:
        """Shows the same text in another colour role."""
        like = self._like
        self._like = Run("", like.role, role, like.weight, like.numbers)
        self.set_runs(*(Run(run.text, run.role, role, run.weight, run.numbers) for run in self._runs.runs))

    def sizeHint(self) -> QSize:
        """As wide as the text, at most the reading width of a short paragraph when it wraps."""
        margins = self.contentsMargins()
        width = self._runs.width() + 1
        if self.wordWrap():
            width = min(width, _NATURAL)
        return QSize(width + margins.left() + margins.right(), self.heightForWidth(width) if width else 0)

    def minimumSizeHint(self) -> QSize:
        """One line high; as wide as the text unless it may wrap or be cut."""
        if self.wordWrap() or self._elide:
            return QSize(min(self.sizeHint().width(), 48), self._runs.line)
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right() if self.wordWrap() else _WIDE
        return self._runs.height(inner) + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the lines."""
        painter = QPainter(self)
        area = self.contentsRect()
        color = "" if self.isEnabled() else "disabled"
        if not self.wordWrap() and self._runs.width() > area.width() + 1:
            draw_runs(painter, area, self._runs.runs, color)
            if not self.toolTip():
                self._cut_tip = plain_tip(self._runs.text)
                self.setToolTip(self._cut_tip)
            return
        high = self._runs.height(area.width() if self.wordWrap() else _WIDE)
        top = area.top() + max(0, (area.height() - high) // 2) if not self.wordWrap() else area.top()
        self._runs.draw(painter, self._aligned(area, top, high), color)

    def _aligned(self, area: QRect, top: int, high: int) -> QRect:
        if self.wordWrap():
            return QRect(area.left(), top, area.width(), high)
        wide = self._runs.width() + 1
        left = area.left()
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            left = area.right() + 1 - wide
        elif self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            left = area.left() + (area.width() - wide) // 2
        return QRect(left, top, _WIDE, high)


def draw_line(
    painter: QPainter,
    area: QRect,
    text: str,
    role: str = "body",
    color: str = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    numbers: bool = False,
    weight: int = 0,
) -> None:
    """Writes one line of plain text, centred in the height of the area and cut with … at its width."""
    font = theme.font(role, numbers, weight)
    painter.setFont(font)
    painter.setPen(theme.color(color))
    shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, area.width())
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # by the words' own script
    painter.drawText(area, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def draw_runs(painter: QPainter, area: QRect, runs: Sequence[Run], color: str = "") -> int:
    """Writes runs on one line as `draw_line` does, cut with … where the area ends; returns the pixels used."""
    whole = Runs(runs, wrap=False)
    if whole.width() > area.width() + 1:
        whole = Runs(_cut(runs, area.width()), wrap=False)
    whole.draw(painter, area.adjusted(0, (area.height() - whole.line) // 2, 0, 0), color)
    return whole.width()


def _cut(runs: Sequence[Run], room: int) -> list[Run]:
    """The runs up to where … must stand so that all is at most `room` wide."""
    made: list[Run] = []
    for n, run in enumerate(runs):
        metrics = QFontMetrics(_font(run))
        wide, dots = metrics.horizontalAdvance(run.text), metrics.horizontalAdvance("…") + 1
        if wide + dots > room:
            rest = "".join(one.text for one in runs[n:])
            made.append(run._replace(text=metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(room, dots))))
            break
        made.append(run)
        room -= wide
    return made


def text_width(text: str, role: str = "body", numbers: bool = False, weight: int = 0) -> int:
    """The pixels one line of text is wide."""
    return ceil(QFontMetrics(theme.font(role, numbers, weight)).horizontalAdvance(text))


def plain_tip(text: str) -> str:
    """Text for a tooltip that stays text even where it looks like mark-up."""
    if "<" not in text:
        return text
    from html import escape  # noqa: PLC0415  start-up: it brings the name of every character

    return f"<span>{escape(text)}</span>"
