"""The rows of the preview: everything the file holds, filtered by what becomes of it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from practice.rules.clients import display_name
from practice.rules.imports import Decision, ImportPlan, ImportRow, Unreadable
from practice.ui.imports.words import face, unreadable_face
from practice.ui.widgets.lists import FACE

Index = QModelIndex | QPersistentModelIndex
Shown = Decision | None | str  # None shows all, "unreadable" what cannot be taken
UNREADABLE = "unreadable"


class PlanModel(QAbstractListModel):
    """The plan's rows, those that cannot be taken first, so that nobody overlooks them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = ImportPlan()
        self.shown: Shown = None
        self._places: list[int] = []  # n of rows, -(n + 1) of unreadable ones

    def show(self, plan: ImportPlan, shown: Shown) -> None:
        """Show another plan or another filter."""
        self.beginResetModel()
        self.plan, self.shown = plan, shown
        bad = [-(n + 1) for n in range(len(plan.unreadable))] if shown in (None, UNREADABLE) else []
        rows = [n for n, row in enumerate(plan.rows) if shown in (None, row.decision)]
        self._places = bad + rows
        self.endResetModel()

    def decide(self, indexes: Sequence[QModelIndex], decision: Decision) -> ImportPlan:
        """The plan with another decision for these rows; they stay in sight whatever the filter is."""
        places = [self._places[index.row()] for index in indexes]
        self.plan = self.plan.decided([n for n in places if n >= 0], decision)
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))
        return self.plan

    def record(self, index: QModelIndex) -> ImportRow | Unreadable | None:
        """What stands at `index`."""
        if not index.isValid():
            return None
        place = self._places[index.row()]
        return self.plan.rows[place] if place >= 0 else self.plan.unreadable[-place - 1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many rows the filter shows."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row's face, or its sentence."""
        if role not in (FACE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self.record(self.index(index.row()))
        if isinstance(found, ImportRow):
            shown = face(found, display_name(found.contact.client))
        else:
            shown = unreadable_face(found or Unreadable("", ""))
        return shown if role == FACE else shown.said()
