"""The rows of who gets a letter: ticked by Space or a click on the mark, or read with the reason why not."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from practice.rules.batch import Candidate
from practice.ui import theme
from practice.ui.batch.words import face
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box, fill
from practice.ui.widgets.lists import FACE, RowFace, RowList, TwoLineDelegate, row_ground

Index = QModelIndex | QPersistentModelIndex
TICK = int(Qt.ItemDataRole.CheckStateRole)
MARK, LEFT = 16, 16  # pixels
CORNERS = ((4.2, 8.3), (6.9, 11), (11.8, 5.4))


class Candidates(QAbstractListModel):
    """Those who can get a letter, each ticked or not, or those who are left out."""

    ticked = Signal()  # something was ticked, or no longer

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Candidate, ...] = ()
        self._rows: tuple[Candidate, ...] = ()
        self._off: set[int] = set()  # the works whose tick was taken away
        self._locale = "en_US"

    def show(self, found: Sequence[Candidate], locale: str) -> None:
        """Show another find; a tick that was taken away stays away."""
        self._all, self._locale = tuple(found), locale
        self.show_side(left_out=False)

    def tick_anew(self) -> None:
        """Forget whose tick was taken away: something else is asked."""
        self._off = set()

    def show_side(self, left_out: bool) -> None:
        """Show those who can get one, or those who are left out."""
        self.beginResetModel()
        self._rows = tuple(one for one in self._all if bool(one.reason) is left_out)
        self.endResetModel()

    @property
    def open(self) -> tuple[Candidate, ...]:
        """Those who can get a letter."""
        return tuple(one for one in self._all if not one.reason)

    @property
    def left_out(self) -> int:
        """How many are left out for a reason."""
        return len(self._all) - len(self.open)

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """Those who are ticked."""
        return tuple(one for one in self.open if one.engagement_id not in self._off)

    def index_of(self, one: Candidate | None) -> QModelIndex:
        """Where this work stands, else the first row."""
        keys = [row.engagement_id for row in self._rows]
        return self.index(keys.index(one.engagement_id) if one and one.engagement_id in keys else 0)

    def record(self, index: Index) -> Candidate | None:
        """Who stands at `index`."""
        return self._rows[index.row()] if index.isValid() else None

    def is_ticked(self, one: Candidate) -> bool:
        """Whether a letter is made for this work."""
        return not one.reason and one.engagement_id not in self._off

    def tick(self, ones: Sequence[Candidate], on: bool) -> None:
        """Take these in, or leave them out."""
        keys = {one.engagement_id for one in ones if not one.reason}
        self._off = self._off - keys if on else self._off | keys
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many show."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Whoever can get a letter can be ticked."""
        found = self.record(index)
        tickable = found is not None and not found.reason
        return super().flags(index) | (Qt.ItemFlag.ItemIsUserCheckable if tickable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row's face, its sentence, and whether it is ticked."""
        found = self.record(index)
        if found is None:
            return None
        if role == TICK:
            on = Qt.CheckState.Checked if self.is_ticked(found) else Qt.CheckState.Unchecked
            return None if found.reason else on
        shown = face(found, self._locale)
        if role == FACE:
            return shown
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = tr("gets a letter") if self.is_ticked(found) else tr("gets none")
            return f"{shown.said()}, {said}"
        return None

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tick, as a screen reader asks."""
        found = self.record(index)
        if role != TICK or found is None or found.reason:
            return False
        self.tick([found], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True


class TickDelegate(TwoLineDelegate):
    """A mark before the two lines; whoever cannot be ticked has none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        shown, tick = index.data(FACE), index.data(TICK)
        painter.save()
        area = option.rect
        row_ground(painter, area, self.state(option, index))
        fill(painter, QRect(area.left(), area.bottom(), area.width(), 1), "border")
        if tick is not None:
            _draw_mark(painter, mark_of(area), Qt.CheckState(tick) == Qt.CheckState.Checked)
        if isinstance(shown, RowFace):
            self._write(painter, area.adjusted(LEFT if tick is None else LEFT + MARK + 12, 0, -13, 0), shown)
        painter.restore()


def mark_of(area: QRect) -> QRect:
    """Where the mark of a row stands."""
    return QRect(area.left() + LEFT, area.top() + (area.height() - MARK) // 2, MARK, MARK)


def _draw_mark(painter: QPainter, area: QRect, on: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box(painter, area, 4, "accent" if on else "field", "" if on else "fieldBorder")
    if on:
        painter.setPen(QPen(theme.color("onAccent"), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        corner = QPointF(area.topLeft())
        painter.drawPolyline([corner + QPointF(*at) for at in CORNERS])


class TickList(RowList):
    """A list whose rows Space ticks, or a click on the mark."""

    def __init__(self, name: str) -> None:
        super().__init__(name, TickDelegate())

    def flip(self, index: QModelIndex) -> None:
        """Tick a row, or take its tick away."""
        tick = index.data(TICK)
        if tick is not None:
            on = Qt.CheckState(tick) == Qt.CheckState.Checked
            self.model().setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, TICK)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.flip(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the mark, or close by, ticks."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < LEFT + MARK + LEFT // 2:
            self.flip(index)
