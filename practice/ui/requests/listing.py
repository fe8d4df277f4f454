"""All requests: what keeps being asked for on top, then each request, open ones first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from practice.actions import requests
from practice.rules.clients import Client, display_name
from practice.rules.requests import Request
from practice.ui.desk import Desk
from practice.ui.judged import status
from practice.ui.requests import words
from practice.ui.requests.repeated import Suggestion
from practice.ui.table import PagedModel
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, clear
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage

MOST_REPEATED = 3  # subjects that are suggested at once, those asked for most often


class Listing(ScrollPage):
    """The list; `opened(id)`."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(most=LIST_MAX)
        self._desk = desk
        self._clients: dict[int, Client] = {}
        self.head = PageHeader(tr("What clients asked for"))
        self.set_header(self.head)
        self._repeated = QVBoxLayout()
        self._repeated.setSpacing(8)
        self.body.addLayout(self._repeated)
        self.list = RowList(tr("Requests"))
        self.model = PagedModel(self._page, lambda one: one.id, lambda one: self._face(one).said(), self._face, self)
        self.list.setModel(self.model)
        self.list.picked.connect(self._on_picked)
        self.to_clients = Button(tr("Choose a client"), icon="users")
        self.to_clients.clicked.connect(lambda: desk.go("clients"))
        told = tr("What a client asks for is judged by the letter that bound both that day. Begin it on their page.")
        self.empty = EmptyState("message-square-text", tr("No requests yet"), told, self.to_clients)
        self.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.list, 1)

    def load(self) -> None:
        """Read the list again."""
        self.model.reload()
        some = self.model.rowCount() > 0
        self.empty.setVisible(not some)
        self.list.setVisible(some)
        clear(self._repeated)
        for one in requests.repeated(self._desk.store)[:MOST_REPEATED]:
            made = Suggestion(self._desk)
            self._repeated.addWidget(made)
            made.show_repeated(one)
        if some and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _page(self, after: Request | None, limit: int) -> Sequence[Request]:
        found = requests.page(self._desk.store, after, limit)
        self._clients |= requests.clients_of(self._desk.store, found)
        return found

    def _face(self, one: Request) -> RowFace:
        client, today = self._clients[one.client_id], self._desk.today()
        kind, word, icon = status(one)
        return RowFace(display_name(client), f"{words.title(one)}, {words.asked(one, today)}", word, kind, icon)

    def show_row(self, request_id: int) -> None:
        """Make a request's row the current one."""
        row = self.model.row_of(request_id)
        self.list.setCurrentIndex(row if row.isValid() else self.model.index(0, 0))
        self.list.setFocus()

    def _on_picked(self, index: QModelIndex) -> None:
        one = self.model.record(index)
        if one is not None:
            self.opened.emit(one.id)
