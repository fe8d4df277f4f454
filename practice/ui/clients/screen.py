"""The clients screen: the list, and after its first paint the page and what stands beside it."""

from functools import cached_property
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from practice.actions import lines
from practice.errors import Refused
from practice.rules.shelves import ClientStatus, Shelf
from practice.ui import theme
from practice.ui.clients.parts import nobody_yet
from practice.ui.clients.people import PeopleColumn
from practice.ui.screen import KeyHint, Screen
from practice.ui.split import Split
from practice.ui.tr import tr
from practice.ui.widgets.layout import Surface, column


class ClientsScreen(Screen):
    """Place "clients": show_record takes a client's id, 0 for a new one, or a client's id and what show_part takes."""

    place: ClassVar[str] = "clients"
    title: ClassVar[str] = "Clients"
    icon: ClassVar[str] = "users"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "clients", "things", "fit_checks", "engagements", "scope_items", "deliveries", "letters", "sessions",
            "notes", "follow_ups", "attachments", "requests", "ledger_entries", "corrections", "exits", "outcomes",
            "boundary_entries", "complaints", "complaint_entries", "time_entries", "refunds", "invoices",
        }
    )  # fmt: skip

    def build(self) -> None:
        """List, page and inspector; the page gives way to the empty state while there is nobody."""
        self.client_id = 0
        self._new = False  # a client who is not kept yet is being typed
        self._side_wanted = True
        self._narrow = False
        self._painted = False
        self._parts: tuple[Any, Any] | None = None  # the ClientPage and its Side, once they are made
        self.people = PeopleColumn(self.desk)
        self.middle = QStackedWidget()
        self._blank = Surface("page")
        self.middle.addWidget(self._blank)
        self._beside = Surface("list")
        self._beside.setLayout(column())
        wide = [theme.size("list"), 0, theme.size("inspector")]
        compact = [theme.size("listCompact"), 0, theme.size("inspectorCompact")]
        self.split = Split(self.desk, "clients", [self.people, self.middle, self._beside], wide, compact, self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self.people.chosen.connect(self._on_chosen)
        self.people.refilled.connect(self._on_refilled)
        self.people.entered.connect(self._on_entered)
        self.people.new_asked.connect(self.start_new)
        self.people.rows.menu_asked.connect(lambda *at: self.page.show_menu(*at))
        self.people.rows.painted.connect(self._on_painted)

    @property
    def page(self) -> Any:  # noqa: ANN401  a ClientPage, which comes late
        """The page of the client that is shown."""
        return self._rest()[0]

    @property
    def side(self) -> Any:  # noqa: ANN401  a Side, likewise
        """What stands beside the page."""
        return self._rest()[1]

    def _rest(self) -> tuple[Any, Any]:
        """Page and inspector, made at their first use or right after the list's first paint, whichever is sooner."""
        if self._parts is None:
            from practice.ui.clients.page import ClientPage  # noqa: PLC0415  start-up: the list is there first
            from practice.ui.clients.side import Side  # noqa: PLC0415  start-up: as above

            self._parts = (ClientPage(self.desk), Side(self.desk))
            self.middle.addWidget(self.page)
            self._beside.layout().addWidget(self.side)  # type: ignore[union-attr]
            self.side.show()
            self.forms = [*self.page.forms, self.side.things]
            self._connect()
            self._show_page()
            self.desk.hints()
        return self._parts

    def _on_painted(self) -> None:
        """The first paint of the list brings the rest."""
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, lambda: self.desk.open and self.client_id and self._rest())

    @cached_property
    def empty(self) -> QWidget:
        """The page while there is nobody."""
        page = nobody_yet(self.start_new, lambda: self.desk.go("imports"))
        self.middle.addWidget(page)
        return page

    def _connect(self) -> None:
        self.page.asked.connect(self._on_asked)
        self.page.moved.connect(self._on_moved)
        self.page.details.created.connect(self._on_created)
        self.page.household.joined.connect(self.show_record)
        self.page.overview.opened.connect(self.desk.go)
        self.page.sessions.opened.connect(lambda note_id: self.desk.go("sessions", note_id))
        self.side.went.connect(self.show_record)
        self.page.details.turned.connect(self.desk.hints)

    def load(self) -> None:
        """Read the list again, and the page of the client that is shown."""
        self.people.load()
        if self._new:
            return
        if not self.client_id or not self._still_there():
            self.client_id = self.people.client_id()
        if not self.client_id:
            self.people.select_first()
            self.client_id = self.people.client_id()
        self._show_page()

    def _still_there(self) -> bool:
        """Whether the client is kept; whoever left this list (archived, ended) gives way to the next row."""
        try:
            stands = lines.shelf(self.desk.store, self.client_id)
        except KeyError:
            return False
        if self.people.model.searched or stands is Shelf.HIDDEN:
            return True
        return self.people.model.shelf in (stands, Shelf.ALL)

    def _show_page(self) -> None:
        somebody = bool(self.client_id) or self._new
        self._beside.setVisible(self._side_shown())
        if not somebody or self._parts is None:
            self.middle.setCurrentWidget(self._blank if somebody else self.empty)
            return
        self.middle.setCurrentWidget(self.page)
        if not self.client_id:
            return
        from practice.actions import overview  # noqa: PLC0415  start-up: as above

        view = overview.of_client(self.desk.store, self.client_id, self.desk.now())
        for part in self._parts:
            part.show_view(view)
        if self.people.client_id() != self.client_id and not self.people.model.searched:
            self.people.select(self.client_id)

    def show_record(self, record_id: int | tuple[int, Any] | None) -> None:
        """Show a client wherever they stand in the list; 0 starts a new one. With a part of the page, show that too."""
        if isinstance(record_id, tuple):
            self.show_record(record_id[0])
            self.page.show_part(record_id[1])
            return
        if not record_id:
            self.start_new()
            return
        self._leave_new()
        self.client_id = record_id
        stands = lines.shelf(self.desk.store, record_id)
        if self.people.model.searched or stands not in (self.people.model.shelf, Shelf.HIDDEN):
            self.people.show_shelf(self.people.model.shelf if stands is self.people.model.shelf else stands)
        self._show_page()
        if stands is Shelf.HIDDEN:
            self.people.rows.clearSelection()

    def record_shown(self) -> int | None:
        """The client that is shown."""
        return self.client_id or None

    def _leave_new(self) -> None:
        self.flush()
        if self._new:
            self._new = False
            self.page.show_overview()

    def start_new(self) -> None:
        """An empty form; the client is kept with the first name."""
        self.flush()
        self._new, self.client_id = True, 0
        self._rest()
        self._show_page()
        self.people.rows.clearSelection()
        self.page.show_new()
        self.desk.hints()

    def _on_created(self, client_id: int) -> None:
        """The form's first save made a client; they are now shown like any other, the cursor stays."""
        self._new = False
        self.client_id = client_id
        QTimer.singleShot(0, self, lambda: self._settle(client_id))

    def _settle(self, client_id: int) -> None:
        if self.desk.open and self.client_id == client_id:
            if not self._still_there():
                self.people.show_shelf(Shelf.OPEN)
            if not self._still_there():  # taken back in the same moment
                self.load()
                return
            self._show_page()
            self.page.show_details()
            self.desk.hints()

    def _on_chosen(self, client_id: int) -> None:
        if client_id == self.client_id and not self._new:
            return
        self._leave_new()
        self.client_id = client_id
        self._show_page()

    def _on_refilled(self) -> None:
        """Another search holds other rows; the page stays, and its row is the current one where it is held."""
        if self.client_id and not self._new:
            self.people.select(self.client_id)

    def _on_entered(self) -> None:
        self.page.show_overview()
        self.page.overview.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_asked(self, what: str) -> None:
        if self.page.view is None:
            return
        self.flush()
        from practice.ui.clients import acts  # noqa: PLC0415  start-up: as above

        try:
            acts.do(what, self.desk, self.page.view.client)
        except Refused as refusal:
            self.desk.tell(str(refusal))

    def _on_moved(self, status: ClientStatus) -> None:
        if self.page.view is None:
            return
        self.flush()
        from practice.ui.clients import acts  # noqa: PLC0415  start-up: as above

        acts.move(self.desk, self.page.view.client, status)

    def actions_here(self) -> list[KeyHint]:
        """What can be done with the list and the client that is shown."""
        back = self._way_back() if self._parts else []
        if self._parts and self.page.details.typing:
            return [*back, *(self.page.hints() if self.page.view is not None else [])]
        here = [
            *back,
            KeyHint("J", tr("next")),
            KeyHint("K", tr("previous")),
            KeyHint("Enter", tr("open")),
            KeyHint("/", tr("search"), self.people.start_search, tr("Search clients and notes"), "search", False),
        ]
        if not self.client_id or not (self._painted or self._parts) or self.page.view is None:
            return here
        title = tr("Remember something about {name}", name=self.page.name)
        return [*here, *self.page.hints(), KeyHint("R", tr("remember"), self.remember, title, "lightbulb", False)]

    def _way_back(self) -> list[KeyHint]:
        """Esc, while something inside this screen wants it."""
        ways = (
            (self.people.search_edit.hasFocus(), self.people.end_search),
            (self.side.things.editor is not None, self.side.things.close_editor),
            (self.page.household.isVisible(), self.page.leave_household),
            (self.page.files.naming, self.page.files.leave_name),
            (self.page.promises.box is not None, self.page.promises.close_box),
        )
        if self.page.details.typing:
            return [KeyHint("Esc", tr("back to the list"), self._leave_details)]
        return [KeyHint("Esc", tr("back"), leave, in_bar=False) for wanted, leave in ways if wanted][:1]

    def _leave_details(self) -> None:
        """Esc in the details: what is typed is kept, and the list has the keys; a new client without a name goes."""
        self._leave_new()
        self.load()
        self.people.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remember(self) -> None:
        """Open the inspector at an empty thing to remember."""
        self._side_wanted = True
        self._beside.show()
        self.side.things.add()

    def _side_shown(self) -> bool:
        return self._side_wanted and bool(self.client_id) and not self._new

    def toggle_inspector(self) -> None:
        """Show or hide what stands beside the page."""
        self._side_wanted = not self._beside.isVisible()
        self._beside.setVisible(self._side_shown())

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """Narrow windows begin without the inspector; Ctrl+I brings it."""
        self.split.set_compact(compact)
        if narrow != self._narrow:
            self._narrow = narrow
            self._side_wanted = not narrow
            self._beside.setVisible(self._side_shown())

    def panes(self) -> list[QWidget]:
        """List, page, inspector."""
        return [self.people.rows, *(self._parts or ())]
