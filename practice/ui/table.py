"""Long lists: a model that fetches its rows in pages by key, never all of them."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from practice.ui.widgets.lists import FACE

PAGE = 100
Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole  # the row's record itself, for delegates


class PagedModel(QAbstractListModel):
    """Rows of `page(after, limit)`, where `after` is the last row held, or None for the first page.

    `key` tells rows apart; `text` is the row in one sentence, for display and screen readers; `face` is what the
    delegate paints (FACE). `first` rows are read at the start, enough for a screen; further pages are whole ones.
    """

    refreshed = Signal()  # the rows were read again

    def __init__(
        self,
        page: Callable[[Any, int], Sequence[Any]],
        key: Callable[[Any], Hashable],
        text: Callable[[Any], str] = str,
        face: Callable[[Any], object] | None = None,
        parent: QObject | None = None,
        first: int = PAGE,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._key = key
        self._text = text
        self._face = face
        self._first = first
        self._rows: list[Any] = []
        self._more = True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many rows are held so far."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  Qt's signature
        """The row's sentence, or the record itself under RECORD_ROLE."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RECORD_ROLE:
            return row
        if role == FACE:
            return self._face(row) if self._face is not None else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the last page was full, so that there may be more."""
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        """Read and append the next page."""
        if parent.isValid() or not self._more:
            return
        rows = list(self._page(self._rows[-1] if self._rows else None, PAGE))
        self._more = len(rows) == PAGE
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def record(self, index: Index) -> Any:  # noqa: ANN401  the caller knows its rows
        """The record at `index`, None for no index."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, key: Hashable) -> QModelIndex:
        """Where the row with this key stands among those held; an index that is not valid when it is not."""
        for number, row in enumerate(self._rows):
            if self._key(row) == key:
                return self.index(number)
        return QModelIndex()

    def restart(self) -> None:
        """Forget all rows and read the first page: after another search or another filter."""
        self.beginResetModel()
        rows = list(self._page(None, self._first))
        self._rows, self._more = rows, len(rows) >= self._first
        self.endResetModel()
        self.refreshed.emit()

    def reload(self) -> None:
        """Read as many rows again as are held; rows that stay keep their place and their selection."""
        wanted = max(self._first, len(self._rows))
        rows = list(self._page(None, wanted))
        self._more = len(rows) >= wanted
        self._replace(rows)
        self.refreshed.emit()

    def _replace(self, rows: list[Any]) -> None:
        """Take out what is gone, put what stays in its new order, put in what is new, then show every row anew."""
        keys = [self._key(row) for row in rows]
        held = {self._key(row) for row in self._rows}
        self._take_out(set(keys))
        self._reorder({key: place for place, key in enumerate(keys)})
        for first, last in _runs([key not in held for key in keys]):
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = rows[first : last + 1]
            self.endInsertRows()
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def _take_out(self, stay: set[Hashable]) -> None:
        for first, last in reversed(_runs([self._key(row) not in stay for row in self._rows])):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, place: dict[Hashable, int]) -> None:
        wanted = sorted(self._rows, key=lambda row: place[self._key(row)])
        if [self._key(row) for row in wanted] == [self._key(row) for row in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        marked = self.persistentIndexList()
        keys = [self._key(self._rows[index.row()]) for index in marked]
        self._rows = wanted
        now = {self._key(row): number for number, row in enumerate(wanted)}
        self.changePersistentIndexList(marked, [self.index(now[key]) for key in keys])
        self.layoutChanged.emit()


def _runs(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last place of each run of true marks."""
    runs: list[tuple[int, int]] = []
    for place, marked in enumerate(marks):
        if marked and runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        elif marked:
            runs.append((place, place))
    return runs
