"""The place of complaints: a list of open and closed ones, and the page of the one that is open."""

from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import complaints
from practice.actions.complaints import ListedComplaint
from practice.rules.clients import display_name
from practice.ui.complaints import words
from practice.ui.complaints.page import ComplaintPage
from practice.ui.screen import KeyHint, Screen
from practice.ui.table import PagedModel
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage

NEW = "new"


class ComplaintsScreen(Screen):
    """The list of complaints, and the page of the one that is open."""

    place: ClassVar[str] = "complaints"
    title: ClassVar[str] = "Complaints"
    icon: ClassVar[str] = "heart-handshake"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "complaints", "complaint_items", "complaint_steps", "complaint_entries", "clients", "engagements",
            "scope_items", "deliveries", "letters", "follow_ups", "settings",
        }
    )  # fmt: skip

    def build(self) -> None:
        """Makes the list and the place for a page."""
        self.page: ComplaintPage | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_list())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _build_list(self) -> QWidget:
        page = ScrollPage(most=LIST_MAX)
        self.list_head = PageHeader(tr("Complaints"))
        page.set_header(self.list_head)
        page_of = partial(complaints.page, self.desk.store)
        key, said = attrgetter("complaint.id"), lambda one: self._face(one).said()
        self.model = PagedModel(page_of, key, said, self._face, self)
        self.list = RowList(tr("Complaints"))
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_opened)
        self.list.clicked.connect(self._on_opened)
        self.to_clients = Button(tr("Choose a client"), icon="users")
        self.to_clients.clicked.connect(lambda: self.desk.go("clients"))
        told = tr(
            "Log every word of dissatisfaction on the client’s page. "
            "Each point is laid beside what was promised and what was delivered."
        )
        self.empty = EmptyState("heart-handshake", tr("No complaints"), told, self.to_clients)
        page.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        page.body.addWidget(self.list, 1)
        return page

    def _face(self, one: ListedComplaint) -> RowFace:
        name, detail = display_name(one.client), f"{one.complaint.number}, {words.title(one.complaint)}"
        if one.complaint.closed_on:
            return RowFace(name, detail, tr("Closed"), "ok", "lock")
        if one.following is None:
            return RowFace(name, detail, tr("Answered"), "neutral", "check")
        today = self.desk.today()
        return RowFace(name, detail, words.owed(one.following, today), words.pressing(one.following, today), "clock")

    def load(self) -> None:
        """Shows the list, or the open complaint, as it is kept."""
        if self.page is not None:
            self._load_page(self.page.complaint_id)
            return
        self.model.reload()
        some, going = self.model.rowCount() > 0, complaints.waiting(self.desk.store)
        self.empty.setVisible(not some)
        self.list.setVisible(some)
        self.list_head.set_subline(trn("{n} is open", "{n} are open", going) if going else "")
        if some and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _load_page(self, complaint_id: int) -> None:
        try:
            view = complaints.get(self.desk.store, complaint_id)
        except KeyError:  # undone or discarded
            self.close_page()
            return
        if self.page is None or self.page.complaint_id != complaint_id:
            self._put_page(ComplaintPage(self.desk, view))
            return
        self.page.show_view(view)
        self.desk.hints()

    def _put_page(self, page: ComplaintPage) -> None:
        self._drop_page()
        self.page = page
        page.left.connect(self.close_page)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if self.isVisible():
            page.focus_first()
        self.desk.hints()

    def _drop_page(self) -> None:
        if self.page is not None:
            self.stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  an id, or ("new", a client's), ("item", …)
        """Opens this complaint (by a point or addition, too), or begins one for a client; without either, the list."""
        self.flush()
        if isinstance(record_id, tuple):
            kind, number = record_id[:2]
            begun = kind == NEW
            store, now = self.desk.store, self.desk.now()
            record_id = complaints.begin(store, number, now).id if begun else complaints.found(store, kind, number)
        if not record_id:
            self.close_page()
            return
        self._load_page(int(record_id))

    def record_shown(self) -> int | None:
        """The complaint that is open."""
        return self.page.complaint_id if self.page is not None else None

    def close_page(self) -> None:
        """Goes back to the list, to the row of the complaint that was open."""
        self.flush()
        was = self.page.complaint_id if self.page is not None else 0
        self._drop_page()
        self.stack.setCurrentIndex(0)
        self.load()
        here = self.model.row_of(was)
        self.list.setCurrentIndex(here if here.isValid() else self.model.index(0, 0))
        self.list.setFocus()
        self.desk.hints()

    def _step_back(self) -> None:
        """Esc takes the first press of a final act back, closes what is open in a row, and leaves else."""
        if self.page is None or not self.page.step_back():
            self.close_page()

    def flush(self) -> bool:
        """Saves the open page."""
        return self.page.flush() if self.page is not None else True

    def to_problem(self) -> bool:
        """Goes to what keeps the complaint from its next step."""
        return self.page.to_problem() if self.page is not None else False

    def _on_opened(self, index: QModelIndex) -> None:
        self.show_record(self.model.record(index).complaint.id)

    def panes(self) -> list[QWidget]:
        """The page, or the list."""
        return [self.page] if self.page is not None else [self.list]

    def actions_here(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.page is None:
            return [KeyHint("J", tr("next")), KeyHint("K", tr("previous")), KeyHint("Enter", tr("open"))]
        name = display_name(self.page.view.client)
        return [
            *self.page.hints(),
            KeyHint("Esc", tr("back"), self._step_back),
            KeyHint("", "", self._go_to_client, tr("Go to {name}", name=name), "user", False),
        ]

    def _go_to_client(self) -> None:
        if self.page is not None:
            self.desk.go("clients", self.page.view.client.id)
