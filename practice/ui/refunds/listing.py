"""All refund decisions: what waits first, then what was paid."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from practice.actions import practice
from practice.actions.refunds import ListedRefund
from practice.rules.refund_decisions import RefundState
from practice.ui.desk import Desk
from practice.ui.refunds import words
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader
from practice.ui.widgets.lists import FACE, RowList
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage

Index = QModelIndex | QPersistentModelIndex


class Decisions(QAbstractListModel):
    """The decisions as they are listed."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._locale = "en_US"
        self.items: list[ListedRefund] = []

    def show(self, items: Sequence[ListedRefund]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.items = list(items)
        self._locale = practice.profile(self._desk.store).locale
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row's face, or its sentence."""
        face = words.face(self.items[index.row()], self._desk.now(), self._locale)
        if role == FACE:
            return face
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return face.said() if role in texts else None


class Listing(ScrollPage):
    """The first page of the place."""

    opened = Signal(int)
    clients_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(most=LIST_MAX)
        self.header = PageHeader(tr("Refunds"))
        self.set_header(self.header)
        self.model = Decisions(desk, self)
        self.list = RowList(tr("Refund decisions"))
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_opened)
        self.list.clicked.connect(self._on_opened)
        button = Button(tr("Choose a client"), icon="users")
        button.clicked.connect(self.clients_asked)
        told = tr(
            "Every refund is worked out to the cent from letter, ledger and what was delivered, and you decide. "
            "Begin one on a complaint, or on the client’s page."
        )
        self.empty = EmptyState("banknote", tr("No refunds yet"), told, button)
        self.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.list, 1)

    def show_decisions(self, items: Sequence[ListedRefund]) -> None:
        """Shows the decisions; without any it says what this place is for."""
        self.model.show(items)
        self.empty.setVisible(not items)
        self.list.setVisible(bool(items))
        waiting = sum(one.decision.state is not RefundState.PAID for one in items)
        self.header.set_subline(trn("{n} is not finished", "{n} are not finished", waiting) if waiting else "")
        if items and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.items[index.row()].decision.id)

    def focus_first(self) -> None:
        """The keys start at the list."""
        self.list.setFocus()
