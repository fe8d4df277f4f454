"""The last 30 days at a glance: closed days shaded, a day with an entry marked with how it came about."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.ui import theme
from practice.ui.boundaries.words import short
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box
from practice.ui.widgets.text import draw_line

DAYS = 30
_HIGH, _NUMBERS, _ICON = 34, 18, 12
_FIGURES = 18  # pixels of a number, with air


class PatternStrip(QWidget):
    """One cell a day, the last is the day it is shown for."""

    spoken_as = "picture"

    def __init__(self) -> None:
        super().__init__()
        self._last = date.min
        self._marked: Mapping[date, str] = {}
        self._closed: frozenset[date] = frozenset()
        self.setFixedHeight(_HIGH + _NUMBERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("The last 30 days"))

    def show_days(self, last: date, marked: Mapping[date, str], closed: frozenset[date]) -> None:
        """Shows 30 days up to `last`; `marked` days have an icon, `closed` ones are shaded."""
        self._last, self._marked, self._closed = last, marked, closed
        days = ", ".join(short(day) for day in sorted(marked)) or tr("none")
        self.setAccessibleDescription(tr("Days with an entry: {days}", days=days))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for its icons."""
        return QSize(DAYS * 11, _HIGH + _NUMBERS)

    def minimumSizeHint(self) -> QSize:
        """Cells may be as narrow as a figure."""
        return QSize(DAYS * 7, _HIGH + _NUMBERS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the cells, then what is marked over them."""
        painter = QPainter(self)
        if self._last == date.min:
            return
        cells = {self._last - timedelta(days=DAYS - 1 - n): self._cell(n) for n in range(DAYS)}
        for day, cell in cells.items():
            box(painter, cell, 2, "neutralSoft" if day in self._closed else "card", "border")
        for day, cell in cells.items():
            self._mark(painter, day, cell)

    def _cell(self, number: int) -> QRect:
        left, right = (round(n * (self.width() + 2) / DAYS) for n in (number, number + 1))
        return QRect(left, 0, right - left - 2, _HIGH)

    def _mark(self, painter: QPainter, day: date, cell: QRect) -> None:
        around = cell.adjusted(-2, 0, 2, 0)
        if day in self._marked:
            box(painter, around, 3, "warnSoft", "warnText")
            icon = QRect(0, 0, _ICON, _ICON)
            icon.moveCenter(around.center())
            theme.draw_icon(painter, icon, self._marked[day], "warnText")
        if day == self._last:
            box(painter, cell.adjusted(-1, 0, 0, 0), 3, edge="accent", thick=2)
        if self._numbered(day, cell):
            left = min(max(cell.center().x() - 12, -6), self.width() - 18)
            number = QRect(left, _HIGH + 3, 24, 15)
            draw_line(painter, number, str(day.day), "caption", "text2", Qt.AlignmentFlag.AlignHCenter, numbers=True)

    def _numbered(self, day: date, cell: QRect) -> bool:
        """Whether its number stands below it: the later one, where two would run into each other."""
        near = range(1, _FIGURES // max(1, cell.width() + 2) + 1)
        after = {day + timedelta(days=n) for n in near if day + timedelta(days=n) <= self._last}
        told = {*self._marked, self._last}
        return day in told and not after & told
