"""The place of requests: their list, and the page of one."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import requests
from practice.rules.clients import display_name
from practice.ui.requests.answered import AnsweredPage
from practice.ui.requests.listing import Listing
from practice.ui.requests.page import RequestPage
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr

Page = RequestPage | AnsweredPage


class RequestsScreen(Screen):
    """Place "requests": show_record takes a request's id, ("new", client id) or ("entry", an addition's id)."""

    place: ClassVar[str] = "requests"
    title: ClassVar[str] = "Requests"
    icon: ClassVar[str] = "message-square-text"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"requests", "request_entries", "usual_limits", "clients", "engagements", "scope_items", "letters"}
    )

    def build(self) -> None:
        """Makes the list and the place for a page."""
        self.page: Page | None = None
        self.stack = QStackedWidget()
        self.listing = Listing(self.desk)
        self.listing.opened.connect(self.show_record)
        self.stack.addWidget(self.listing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def load(self) -> None:
        """Shows the list, or the open request, as it is kept."""
        if self.page is None:
            self.listing.load()
        else:
            self._load_request(self.page.request_id)

    def _load_request(self, request_id: int) -> None:
        try:
            view = requests.view(self.desk.store, request_id)
        except KeyError:  # undone or removed
            self.close_page()
            return
        kind = AnsweredPage if view.request.answered_on else RequestPage
        if isinstance(self.page, kind) and self.page.request_id == request_id:
            self.page.show_view(view)
        else:
            self._put_page(kind(self.desk, view))
        self.desk.hints()

    def _put_page(self, page: Page) -> None:
        self._drop_page()
        self.page = page
        page.left.connect(self.close_page)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.hide()
            self.stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def show_record(self, record_id: object) -> None:
        """Opens this request; without one, the list."""
        self._leave()
        store = self.desk.store
        if isinstance(record_id, tuple):
            what, other = record_id
            new = what == "new"
            record_id = (
                requests.begin(store, other, self.desk.now()).id if new else requests.entry(store, other).request_id
            )
        if not isinstance(record_id, int) or not record_id:
            self.close_page()
            return
        self._load_request(record_id)
        if self.page is not None:
            self.page.focus_first()

    def record_shown(self) -> int | None:
        """The request that is open."""
        return self.page.request_id if self.page is not None else None

    def _leave(self) -> None:
        """Keep what was typed; a request that says nothing goes."""
        self.flush()
        if isinstance(self.page, RequestPage):
            request_id = self.page.request_id
            self._drop_page()
            requests.drop_blank(self.desk.store, request_id)

    def close_page(self) -> None:
        """Goes back to the list, to the row of the request that was open; everything written is kept."""
        was = self.page.request_id if self.page is not None else 0
        self._leave()
        self._drop_page()
        self.stack.setCurrentWidget(self.listing)
        self.listing.load()
        self.listing.show_row(was)
        self.desk.hints()

    def _step_back(self) -> None:
        """Esc takes the first press of a final act back, and leaves else."""
        if not (isinstance(self.page, AnsweredPage) and self.page.disarm()):
            self.close_page()

    def flush(self) -> bool:
        """Saves the open page."""
        return self.page.flush() if self.page is not None else True

    def panes(self) -> list[QWidget]:
        """The page, or the list."""
        return [self.page] if self.page is not None else [self.listing.list]

    def actions_here(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.page is None:
            return [KeyHint("J", tr("next")), KeyHint("K", tr("previous")), KeyHint("Enter", tr("open"))]
        to_client = tr("Go to {name}", name=display_name(self.page.view.client))
        client = self.page.view.client.id
        return [
            *self.page.hints(),
            KeyHint("Esc", tr("back to requests"), self._step_back),
            KeyHint("", "", lambda: self.desk.go("clients", client), to_client, "user", False),
        ]
