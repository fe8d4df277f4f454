"""Rows painted by delegates: `TwoLineDelegate` for lists, `Timeline` for what happened, `Sidebar` for the places.

A list model returns a `RowFace` for the role `FACE`; the delegate gives screen readers `RowFace.said()` when the model
returns it for AccessibleTextRole. `row_ground` paints hover, selection, bar and focus of a row for any delegate.
"""

from dataclasses import dataclass
from typing import NamedTuple

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
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box, fill
from practice.ui.widgets.status import draw_status, status_width
from practice.ui.widgets.text import Run, Runs, draw_line

FACE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class RowFace:
    """What a two-line row shows; `kind` is one of ok warn bad neutral accent."""

    name: str
    detail: str = ""
    status: str = ""
    kind: str = "neutral"
    icon: str = ""

    def said(self) -> str:
        """The row as one sentence."""
        return ", ".join(part for part in (self.name, self.detail, self.status) if part)


class RowState(NamedTuple):
    """How a row stands: chosen, under the pointer, with the keyboard's focus, in the active window."""

    chosen: bool = False
    hover: bool = False
    focus: bool = False
    active: bool = True


class RowDelegate(QStyledItemDelegate):
    """Knows how its rows stand by asking the view: the option's own state would load all of QStyle (15 ms at start)."""

    pose: RowState | None = None  # a state to show whatever the view says, for pictures

    def state(self, option: QStyleOptionViewItem, index: Index) -> RowState:
        """How this row stands now; the focus only counts once the keyboard is used."""
        view = option.widget
        if self.pose is not None or not isinstance(view, QAbstractItemView):
            return self.pose or RowState()
        hover = view.underMouse() and view.indexAt(view.mapFromGlobal(QCursor.pos())) == index
        keyboard = view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        focus = keyboard and view.hasFocus() and at_hand(view) == index
        return RowState(view.selectionModel().isSelected(index), hover, focus, view.isActiveWindow())


def at_hand(view: QAbstractItemView) -> QModelIndex:
    """The row that the next key acts on: the current one, or the first while there is none."""
    here = view.currentIndex()
    return here if here.isValid() or view.model() is None else view.model().index(0, 0)


def row_ground(painter: QPainter, area: QRect, state: RowState) -> None:
    """Paints a row's fill for hover and selection, the bar of the selected row, and the focus inside its edge."""
    if state.chosen or state.hover:
        fill(painter, area, "accentSoft" if state.chosen else "hover")
    if state.chosen and state.active:
        fill(painter, QRect(area.left(), area.top(), 3, area.height()), "accent")
    if state.focus:
        box(painter, area, 2, edge="focus", thick=2)


class TwoLineDelegate(RowDelegate):
    """Name; then the detail at the left, cut if need be, and the status at the right, never cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, theme.size("rowTwoLine"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        face = index.data(FACE)
        painter.save()
        area = option.rect
        row_ground(painter, area, self.state(option, index))
        fill(painter, QRect(area.left(), area.bottom(), area.width(), 1), "border")
        if isinstance(face, RowFace):
            self._write(painter, area.adjusted(16, 0, -_end(option), 0), face)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, face: RowFace) -> None:
        draw_line(painter, QRect(area.left(), area.top() + 7, area.width(), 20), face.name, "bodyStrong")
        wide = min(status_width(face.status), area.width()) if face.status else 0
        under = QRect(area.left(), area.top() + 28, area.width(), 18)
        detail = under.adjusted(0, 0, -wide - (8 if wide else 0), 0)
        draw_line(painter, detail, face.detail, "small", "text2")
        if wide:
            draw_status(painter, under.adjusted(under.width() - wide, 0, 0, 0), face.kind, face.status, face.icon)


def _end(option: QStyleOptionViewItem) -> int:
    """The free pixels at a row's end; a scroll bar is free enough."""
    view = option.widget
    return 5 if isinstance(view, QAbstractItemView) and view.verticalScrollBar().isVisible() else 13


_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Rows(QListView):
    """A list without a frame whose rows show hover, and the focus once a key has been used in it.

    `picked` comes once for a click or Enter; Qt's own `activated` may come with the click too on some systems.
    """

    picked = Signal(QModelIndex)

    def __init__(self, name: str, delegate: QStyledItemDelegate) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self.picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From now on the focus shows."""
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not self.currentIndex().isValid():
            self.setCurrentIndex(at_hand(self))
        super().keyPressEvent(event)
        if entered and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """So it does where a key led here."""
        if event.reason() in _BY_KEY:
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """From now on it does not, until the next key."""
        self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        super().mousePressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  Qt's own name
        """Nothing: letters are commands here, and / searches."""

    def show_all(self) -> None:
        """As high as its rows, so that the page scrolls and not the list."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class RowList(Rows):
    """A list of equally high rows with one selection; J and K move as ↓ and ↑ do."""

    single_letters = True  # a setting of the person's, for all lists at once

    def __init__(self, name: str, delegate: QStyledItemDelegate | None = None) -> None:
        super().__init__(name, delegate or TwoLineDelegate())
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K do what ↓ and ↑ do, unless single letters are turned off."""
        steps: dict[int, Qt.Key] = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}
        step = steps.get(event.key())
        if step is not None and RowList.single_letters and not event.modifiers():
            event = QKeyEvent(event.type(), step, event.modifiers())
        super().keyPressEvent(event)


@dataclass(frozen=True)
class Moment:
    """One thing that happened: `lead` is bold, `rest` goes on in the same line, `detail` stands under it."""

    day: str
    icon: str
    lead: str
    rest: str = ""
    detail: str = ""
    color: str = "text2"
    key: object = None

    def said(self) -> str:
        """The moment as one sentence."""
        return ". ".join(part for part in (f"{self.day}: {self.lead}{self.rest}", self.detail) if part)


class Moments(QAbstractListModel):
    """The moments of a timeline, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()

    def show(self, moments: tuple[Moment, ...]) -> None:
        """Shows these moments."""
        self.beginResetModel()
        self._moments = moments
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self._moments)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The moment for FACE, its sentence for screen readers."""
        moment = self._moments[index.row()]
        if role == FACE:
            return moment
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return moment.said()
        return None


class TimelineDelegate(RowDelegate):
    """Day at the right of its column, icon, a line down to the next one, then the words."""

    _words = 96

    def _runs(self, moment: Moment) -> tuple[Runs, Runs | None]:
        lead = Runs([Run(moment.lead, "bodyStrong"), Run(moment.rest)])
        return lead, Runs([Run(moment.detail, "body", "text2")]) if moment.detail else None

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        return max(wide - self._words - 4, 80)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words at the view's width."""
        lead, detail = self._runs(index.data(FACE))
        wide = self._width(option)
        return QSize(wide, lead.height(wide) + (detail.height(wide) if detail else 0) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one moment."""
        moment: Moment = index.data(FACE)
        area, wide = option.rect, self._width(option)
        painter.save()
        state = self.state(option, index)
        if state.hover and moment.key is not None:
            box(painter, area.adjusted(0, 0, 0, -6), 6, "hover")
        day = QRect(area.left(), area.top(), 58, 20)
        draw_line(painter, day, moment.day, "small", "text2", Qt.AlignmentFlag.AlignRight, numbers=True)
        theme.draw_icon(painter, QRect(area.left() + 69, area.top() + 2, 16, 16), moment.icon, moment.color)
        if index.row() < index.model().rowCount() - 1:
            fill(painter, QRect(area.left() + 77, area.top() + 24, 1, area.height() - 27), "borderStrong")
        self._write(painter, QRect(area.left() + self._words, area.top(), wide, area.height()), moment)
        if state.focus:
            box(painter, area.adjusted(0, 0, 0, -4), 6, edge="focus", thick=2)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, moment: Moment) -> None:
        lead, detail = self._runs(moment)
        lead.draw(painter, area)
        if detail:
            detail.draw(painter, area.adjusted(0, lead.height(area.width()), 0, 0))


class Timeline(Rows):
    """What happened, newest first, as high as it needs, so that the page scrolls; `opened(key)` on Enter or click."""

    opened = Signal(object)

    def __init__(self, name: str = "") -> None:
        super().__init__(name or tr("Timeline"), TimelineDelegate())
        self._model = Moments(self)
        self.setModel(self._model)
        self.show_all()
        self.picked.connect(self._on_picked)

    def set_moments(self, moments: tuple[Moment, ...]) -> None:
        """Shows these moments."""
        self._model.show(moments)
        self._fit()

    def _on_picked(self, index: QModelIndex) -> None:
        moment = index.data(FACE)
        if moment.key is not None:
            self.opened.emit(moment.key)

    def _fit(self) -> None:
        option = QStyleOptionViewItem()
        option.widget = self
        rows = range(self._model.rowCount())
        self.setFixedHeight(sum(self._delegate.sizeHint(option, self._model.index(i, 0)).height() for i in rows) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()
