"""The list of places at the left of the window: `Sidebar` shows `Place`s and fires `chosen(key)`.

A place is 30 high with icon, name and a count at the right; a red clock stands before the count when something must be
answered by a date. Narrow windows show the icons alone, with the name as a tooltip.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from practice.ui import theme
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import box
from practice.ui.widgets.lists import FACE, RowDelegate, Rows
from practice.ui.widgets.text import draw_line, plain_tip, text_width

_HIGH, _GAP = 30, 14
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Place:
    """A place in the window; `first` opens a group with a gap above, `key_hint` stands where a count would."""

    key: str
    name: str
    icon: str
    count: int = 0
    due: bool = False
    first: bool = False
    key_hint: str = ""

    def said(self) -> str:
        """The place as one sentence."""
        parts = [self.name]
        if self.count:
            parts.append(trn("{n} thing", "{n} things", self.count))
        if self.due:
            parts.append(tr("a reply is due"))
        return ", ".join(parts)


class Places(QAbstractListModel):
    """The places of a sidebar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: list[Place] = []

    def show(self, places: Sequence[Place]) -> None:
        """Shows these places."""
        self.beginResetModel()
        self.places = list(places)
        self.endResetModel()

    def put(self, row: int, place: Place) -> None:
        """Shows one place otherwise."""
        self.places[row] = place
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The place for FACE, its sentence for screen readers, its name for tooltips."""
        place = self.places[index.row()]
        if role == FACE:
            return place
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return place.said()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(place.name)
        return place.name if role == Qt.ItemDataRole.DisplayRole else None


class PlaceDelegate(RowDelegate):
    """Paints a place."""

    narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """30 high, with the gap above it where a group begins."""
        gap = _GAP if index.data(FACE).first and index.row() else 0
        return QSize(48, _HIGH + gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one place."""
        place: Place = index.data(FACE)
        area = option.rect.adjusted(0, option.rect.height() - _HIGH, 0, 0)
        state = self.state(option, index)
        painter.save()
        if state.chosen or state.hover:
            box(painter, area, theme.radius("row"), "accentSoft" if state.chosen else "hover")
        ink = "accentText" if state.chosen else "text" if state.hover else "text2"
        left = area.left() + ((area.width() - 16) // 2 if self.narrow else 8)
        theme.draw_icon(painter, QRect(left, area.top() + 7, 16, 16), place.icon, ink)
        if not self.narrow:
            self._write(painter, area.adjusted(34, 0, -7, 0), place, ink, 600 if state.chosen else 500)
        if state.focus:
            box(painter, area, theme.radius("row"), edge="focus", thick=2)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, place: Place, ink: str, weight: int) -> None:
        note = str(place.count) if place.count else place.key_hint
        wide = text_width(note, "label") + 1 if note else 0
        at = area.adjusted(area.width() - wide, 0, 1, 0)
        if note:
            tone = "badText" if place.due else ink if weight == 600 else "text2"
            draw_line(painter, at, note, "label", tone)
        if place.due:
            theme.draw_icon(painter, QRect(at.left() - 18, area.top() + 8, 14, 14), "clock", "badText")
            wide += 20
        draw_line(painter, area.adjusted(0, 0, -wide - 6, 0), place.name, "body", ink, weight=weight)


class Sidebar(Rows):
    """The places, as high as they are; ↑ and ↓ move, Enter or a click goes there."""

    chosen = Signal(str)

    def __init__(self, name: str = "") -> None:
        self._places = PlaceDelegate()
        super().__init__(name or tr("Places"), self._places)
        self._model = Places(self)
        self.setModel(self._model)
        self.show_all()
        self.picked.connect(self._on_picked)

    def set_places(self, places: Sequence[Place]) -> None:
        """Shows these places."""
        self._model.show(places)
        self.setFixedHeight(sum(self.sizeHintForRow(i) for i in range(len(places))))

    def set_count(self, key: str, count: int, due: bool = False) -> None:
        """Shows a count at a place; 0 shows none."""
        for row, place in enumerate(self._model.places):
            if place.key == key:
                self._model.put(row, replace(place, count=count, due=due))

    def set_current(self, key: str) -> None:
        """Marks the place the window shows, silently; an unknown key marks none."""
        self.clearSelection()
        for row, place in enumerate(self._model.places):
            if place.key == key:
                self.setCurrentIndex(self._model.index(row, 0))

    def set_narrow(self, narrow: bool) -> None:
        """Shows the icons alone."""
        self._places.narrow = narrow
        QWidget.update(self)  # viewport() would load every kind of widget (15 ms at start)

    def _on_picked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(FACE).key)
