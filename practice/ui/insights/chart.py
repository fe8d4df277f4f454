"""Dots on a scale, one row for each way that work ended."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.text import draw_line, plain_tip

LABELS, EDGE, PAD = 104, 20, 8  # the width of the rows' names, what is free at the right, and at the left
ROW, TOP, BELOW = 52, 10, 30
STEP, NEAR = 11, 12  # dots that are nearer than this stand this far above or below each other
DOT = 9


class Dot(NamedTuple):
    """One dot: where on the scale, in which row (from the top), whose, and what opens."""

    at: int
    row: int
    name: str
    key: int


class Zone(NamedTuple):
    """A stretch of the scale with two lines under it."""

    start: int
    end: int
    title: str
    note: str


class Dots(QWidget):
    """The chart; `opened(key)` when a dot is pressed, `listed` when Enter asks for the list behind it."""

    spoken_as = "picture"

    opened = Signal(int)
    listed = Signal()

    def __init__(self, name: str, rows: Sequence[str]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self._dots: tuple[tuple[Dot, int], ...] = ()
        self._ticks: tuple[int, ...] = (0, 50, 100)
        self._zones: tuple[Zone, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dots(self, dots: Sequence[Dot], ticks: Sequence[int], zones: Sequence[Zone] = ()) -> None:
        """Show these on a scale from the first tick to the last, with a dashed line at each tick between."""
        self._ticks, self._zones = tuple(ticks), tuple(zones)
        self._dots = tuple(_spread(sorted(dots)))
        counts = (f"{row}: {sum(dot.row == n for dot in dots)}" for n, row in enumerate(self._rows))
        said = ", ".join(counts)
        self.setAccessibleDescription(tr("{counts}. Enter shows the list.", counts=said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(480, TOP + ROW * len(self._rows) + BELOW + (42 if self._zones else 0))

    def minimumSizeHint(self) -> QSize:
        """Room for the scale's own words."""
        return QSize(300, self.sizeHint().height())

    def ring(self) -> Ring:
        """The focus goes around the whole."""
        return Ring(self.rect().adjusted(1, 1, -1, -1), theme.radius("control"))

    def _x(self, at: int) -> int:
        first, last = self._ticks[0], self._ticks[-1]
        return LABELS + (self.width() - LABELS - EDGE) * (min(max(at, first), last) - first) // (last - first)

    def _place(self, dot: Dot, level: int) -> QPoint:
        return QPoint(self._x(dot.at), TOP + ROW * dot.row + ROW // 2 + level * STEP)

    def _dot_at(self, pos: QPoint) -> Dot | None:
        near = ((dot, self._place(dot, level) - pos) for dot, level in self._dots)
        return next((dot for dot, off in near if off.manhattanLength() <= DOT), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the scale, the rows' names and the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = TOP + ROW * len(self._rows)
        self._draw_scale(painter, bottom)
        for number, row in enumerate(self._rows):
            area = QRect(PAD, TOP + ROW * number, LABELS - PAD - 14, ROW)
            draw_line(painter, area, row, "body", "text2")
        for dot, level in self._dots:
            _draw_dot(painter, self._place(dot, level), good=dot.row == 0)
        for zone in self._zones:
            self._draw_zone(painter, zone, bottom + BELOW - 4)

    def _draw_scale(self, painter: QPainter, bottom: int) -> None:
        for tick in self._ticks:
            ends = tick in (self._ticks[0], self._ticks[-1])
            style = Qt.PenStyle.SolidLine if ends else Qt.PenStyle.DashLine
            painter.setPen(QPen(theme.color("border" if ends else "borderStrong"), 1, style))
            painter.drawLine(self._x(tick), TOP, self._x(tick), bottom)
            words = QRect(self._x(tick) - 30, bottom + 4, 60, 18)
            draw_line(painter, words, str(tick), "caption", "text2", Qt.AlignmentFlag.AlignHCenter, numbers=True)

    def _draw_zone(self, painter: QPainter, zone: Zone, top: int) -> None:
        left, right = self._x(zone.start), self._x(zone.end)
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_line(painter, QRect(left, top, right - left, 18), zone.title, "small", "text", middle, weight=600)
        draw_line(painter, QRect(left, top + 18, right - left, 18), zone.note, "small", "text2", middle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.listed.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A dot can be pressed."""
        on = self._dot_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a dot opens whose it is."""
        dot = self._dot_at(event.position().toPoint())
        if dot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(dot.key)

    def event(self, event: QEvent) -> bool:
        """A dot says whose it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            dot = self._dot_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(dot.name) if dot else "", self)
            return True
        return super().event(event)


def _spread(dots: Sequence[Dot]) -> list[tuple[Dot, int]]:
    """Each dot with its level: 0 on the line, then one above, one below, two above where the others are near."""
    placed: list[tuple[Dot, int]] = []
    for dot in dots:
        near = {level for other, level in placed if other.row == dot.row and dot.at - other.at < 3}
        placed.append((dot, next(level for level in (0, -1, 1, -2, 2, 0) if level not in near or len(near) > 4)))
    return placed


def _draw_dot(painter: QPainter, at: QPoint, good: bool) -> None:
    """Good is a full dot, not good a cross: told apart without colour too."""
    half = DOT / 2
    if good:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QPointF(at), half, half)
        return
    pen = QPen(theme.color("badText"), 2.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    reach = half - 1
    for turn in (reach, -reach):
        painter.drawLine(QPointF(at.x() - reach, at.y() - turn), QPointF(at.x() + reach, at.y() + turn))
