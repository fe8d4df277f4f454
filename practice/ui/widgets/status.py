"""Status and measures: always icon, word and colour, so nothing is lost where colour is not seen.

`Pill("ok", "Signed")` is filled, for headers; `InlineStatus("bad", "Reply by tomorrow", "clock")` is bare, for rows.
`draw_status` paints the bare one in delegates. Kinds: ok warn bad neutral accent. `ScoreBar` is the banded bar with
its marker, `ProgressLine` the thin bar of so many out of so many.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box
from practice.ui.widgets.text import draw_line, text_width

ICONS = {"ok": "circle-check", "warn": "clock", "bad": "circle-alert", "neutral": "circle-dashed", "accent": "info"}
_ICON, _GAP = 14, 5


class InlineStatus(QLabel):
    """An icon and a word in the colour of its kind, without a fill."""

    _left, _right, _high, _weight = 0, 0, 16, 400

    def __init__(self, kind: str = "neutral", text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(kind, text, icon)

    def set_status(self, kind: str, text: str, icon: str = "") -> None:
        """Shows another status; without an icon the kind's own."""
        self.kind = kind
        self._icon = icon or ICONS[kind]
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, gap, word."""
        wide = self._left + _ICON + _GAP + text_width(self.text(), "small", weight=self._weight) + self._right
        return QSize(wide, self._high)

    def minimumSizeHint(self) -> QSize:
        """A status is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws icon and word."""
        painter = QPainter(self)
        area = self.rect().adjusted(self._left, 0, -self._right, 0)
        draw_status(painter, area, self.kind, self.text(), self._icon, weight=self._weight)


class Pill(InlineStatus):
    """The same in a soft fill, 22 high, for headers and cards."""

    _left, _right, _high, _weight = 7, 9, 22, 500

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the fill, then icon and word."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("pill"), f"{self.kind}Soft")
        painter.end()
        super().paintEvent(event)


def status_width(text: str, weight: int = 400) -> int:
    """The pixels an inline status is wide."""
    return _ICON + _GAP + text_width(text, "small", weight=weight) + 1


def draw_status(painter: QPainter, area: QRect, kind: str, text: str, icon: str = "", weight: int = 400) -> None:
    """Paints icon and word from the left of the area, in the middle of its height."""
    ink = f"{kind}Text"
    place = QRect(area.left(), area.top() + (area.height() - _ICON) // 2, _ICON, _ICON)
    theme.draw_icon(painter, place, icon or ICONS[kind], ink)
    draw_line(painter, area.adjusted(_ICON + _GAP, 0, 1, 0), text, "small", ink, weight=weight)


class Band(NamedTuple):
    """A stretch of a scale, from `low` up to the next band, and what it is called."""

    low: float
    name: str


class ScoreBar(QWidget):
    """A scale in bands 10 high with a marker; the band the value is in is outlined. Ticks and names stand under it."""

    spoken_as = "measure"

    _gap, _apart = 3, 8

    def __init__(
        self, bands: Sequence[Band], high: float = 100, names: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__()
        self._bands = tuple(bands)
        self._high = high
        self._names = names
        self._value: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(None)

    def set_value(self, value: float | None) -> None:
        """Moves the marker; None takes it away."""
        self._value = value
        self.setAccessibleName(tr("Score"))
        self.setAccessibleDescription(self._said())
        self.update()

    def active(self) -> int | None:
        """The number of the band the value is in."""
        if self._value is None:
            return None
        return max((i for i, band in enumerate(self._bands) if band.low <= self._value), default=0)

    def _said(self) -> str:
        place = self.active()
        if place is None:
            return tr("No score yet")
        return tr("{value} of {high}: {band}", value=self._value, high=self._high, band=self._bands[place].name)

    def sizeHint(self) -> QSize:
        """20 high for the bar, and 36 more with ticks and names."""
        return QSize(240, 56 if self._names else 20)

    minimumSizeHint = sizeHint

    def _x(self, value: float) -> int:
        return round(self.width() * value / self._high)

    def _edges(self) -> list[float]:
        return [band.low for band in self._bands] + [self._high]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws bands, marker, ticks and names."""
        painter = QPainter(self)
        edges, active = self._edges(), self.active()
        for i in range(len(self._bands)):
            left = self._x(edges[i]) + (self._gap - 1 if i else 0)
            area = QRect(left, 5, self._x(edges[i + 1]) - left, 10)
            if i == active:
                box(painter, area, 2, "accentSoft", "accent")
            else:
                box(painter, area, 2, "hover", "borderStrong")
        if self._value is not None:
            x = min(max(self._x(self._value) - 2, 0), self.width() - 4)
            box(painter, QRect(x, 0, 4, 20), 2, "accent")
        if self._names:
            self._label(painter, edges, active)

    def _label(self, painter: QPainter, edges: list[float], active: int | None) -> None:
        for edge in edges:
            self._tick(painter, edge)
        for i, area in enumerate(self._name_areas(edges, active or 0)):
            ink, weight = ("accentText", 600) if i == active else ("text2", 500)
            draw_line(painter, area, self._bands[i].name, "caption", ink, Qt.AlignmentFlag.AlignHCenter, weight=weight)

    def _name_areas(self, edges: list[float], active: int) -> list[QRect]:
        """Each name under its band; where bands are narrow, the active one's stays and the others give way."""
        wide = [text_width(band.name, "caption", weight=600) + 2 for band in self._bands]
        left = [(self._x(a) + self._x(b) - w) // 2 for a, b, w in zip(edges, edges[1:], wide, strict=False)]
        for i in range(active - 1, -1, -1):
            left[i] = min(left[i], left[i + 1] - self._apart - wide[i])
        for i in range(active + 1, len(left)):
            left[i] = max(left[i], left[i - 1] + wide[i - 1] + self._apart)
        return [QRect(x, 38, w, 18) for x, w in zip(left, wide, strict=True)]

    def _tick(self, painter: QPainter, edge: float) -> None:
        text = f"{edge:g}"
        wide = text_width(text, "caption") + 1
        left = min(max(self._x(edge) - wide // 2, 0), self.width() - wide)
        draw_line(painter, QRect(left, 22, wide, 16), text, "caption", "text2")


class ProgressLine(QWidget):
    """A thin bar that is filled as far as `done` of `total`."""

    spoken_as = "measure"

    def __init__(self, done: int = 0, total: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_progress(done, total)

    def set_progress(self, done: int, total: int) -> None:
        """Shows another state."""
        self._done, self._total = done, total
        self.setAccessibleName(tr("Progress"))
        self.setAccessibleDescription(tr("{done} of {total}", done=done, total=total))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws track and fill."""
        painter = QPainter(self)
        box(painter, self.rect(), 3, "hover")
        wide = round(self.width() * min(self._done, self._total) / self._total) if self._total else 0
        if wide:
            box(painter, QRect(0, 0, max(wide, 6), 6), 3, "accent")
