"""A client's page: name, status, buttons, tabs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QWidget

from practice.actions.overview import ClientView
from practice.rules.attachments import Owner
from practice.rules.clients import MOVES, Client, display_name
from practice.rules.shelves import ClientKind, ClientStatus
from practice.ui import envelopes
from practice.ui.attachments.files import Files
from practice.ui.clients import acts, words
from practice.ui.clients.details import Details
from practice.ui.clients.ending import EndingCard
from practice.ui.clients.household import HouseholdCard
from practice.ui.clients.letters import letter_menu
from practice.ui.clients.overview import Overview
from practice.ui.clients.promises import PromiseList
from practice.ui.clients.requests import RequestList
from practice.ui.clients.side import is_kept
from practice.ui.clients.tabs import SessionList
from practice.ui.desk import Desk
from practice.ui.drops import Drops, files_of, paths_of
from practice.ui.ledger.tab import Money
from practice.ui.screen import Flushable, KeyHint
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.layout import PageHeader, Tabs
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import Pill

OVERVIEW, DETAILS, PROMISES, SESSIONS, REQUESTS, MONEY, FILES = range(7)
Act = Callable[[], object]


class ClientPage(ScrollPage):
    """The page; what its buttons and menu ask for is done by the screen."""

    asked = Signal(str)  # note, request, fit, letter, archive, restore, split, import
    moved = Signal(object)  # the status asked for

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view: ClientView | None = None
        self.header = PageHeader()
        self.pill = Pill()
        self.menu_button = Button("", icon="ellipsis", name=tr("More for this client"))
        self.note_button = Button(tr("New note"), "primary", icon="notebook-pen", key="N")
        names = ("Overview", "Details", "Promises", "Sessions", "Requests", "Money", "Files")
        self.tabs = Tabs([tr(name) for name in names])
        self.overview = Overview(desk)
        self.details = Details(desk)
        self.promises = PromiseList(desk)
        self.sessions = SessionList()
        self.requests = RequestList()
        self.money = Money(desk)
        self.files = Files(desk)
        self.household = HouseholdCard(desk)
        self.ending = EndingCard(desk)
        self._lay_out()
        self.show_tab(OVERVIEW)
        self.menu_button.clicked.connect(self.show_menu)
        self.note_button.clicked.connect(lambda: self.asked.emit("note"))
        self.tabs.chosen.connect(self.show_tab)
        self.tabs.chosen.connect(lambda _: self._desk.hints())
        self.household.left.connect(self.leave_household)
        self.money.turned.connect(self._desk.hints)
        self.requests.asked.connect(lambda: self.asked.emit("request"))
        self.requests.opened.connect(lambda request_id: self._desk.go("requests", request_id))
        self.overview.promises_asked.connect(lambda: self.show_tab(PROMISES))
        Drops(self, self._on_dropped, self.files.zone.light, lambda: self.view is not None, self._wanted)

    def _lay_out(self) -> None:
        self.header.set_pill(self.pill)
        self.header.add_button(self.menu_button)
        self.header.add_button(self.note_button)
        self.set_header(self.header)
        self.set_tabs(self.tabs)
        self.body.addWidget(self.household)
        self.body.addWidget(self.ending)
        for part in self._parts():
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _parts(self) -> tuple[QWidget, ...]:
        """What each tab shows."""
        return self.overview, self.details, self.promises, self.sessions, self.requests, self.money, self.files

    @property
    def forms(self) -> list[Flushable]:
        """What holds edits that may not be saved yet."""
        return [self.details.form, self.ending, *(card.form for card in self.money.forms)]

    @property
    def name(self) -> str:
        """What the client that is shown is called."""
        return display_name(self.view.client) if self.view is not None else ""

    def show_view(self, view: ClientView) -> None:
        """Show a client; the tab stays where the client has it."""
        another = self.view is None or self.view.client.id != view.client.id
        self.view = view
        client = view.client
        self.header.set_title(display_name(client))
        kind, word, icon = words.status(client.status, client.archived_at is not None)
        self.pill.set_status(kind, word, icon)
        self.pill.show()
        self.header.set_subline(subline(view))
        self.menu_button.show()
        self.note_button.show()
        self.details.show_client(client)
        self._show_parts(view)
        self._show_counts(view)
        if another:
            self._desk.hints()

    def _show_parts(self, view: ClientView) -> None:
        self.ending.show_view(view)
        self.overview.show_view(view)
        self.promises.show_view(view, self._desk.today())
        self.sessions.show_view(view, self._desk.now())
        self.requests.show_view(view, self._desk.now())
        self.money.show_accounts(view.accounts, view.files)
        self.files.show_files(Owner("clients", view.client.id), view.files)

    def _show_counts(self, view: ClientView) -> None:
        self.tabs.setTabVisible(OVERVIEW, True)
        self.tabs.setTabVisible(PROMISES, bool(view.works))
        self.tabs.setTabVisible(REQUESTS, bool(view.requests or view.engagement))
        self.tabs.set_count(REQUESTS, str(len(view.requests)) if view.requests else "")
        self.tabs.setTabVisible(SESSIONS, bool(view.notes))
        done = sum(is_kept(one) for one in view.promised)
        self.tabs.set_count(PROMISES, tr("{done} of {total}", done=done, total=len(view.promised)))
        self.tabs.set_count(SESSIONS, str(len(view.notes)))
        self.tabs.setTabVisible(MONEY, bool(view.accounts))
        self.tabs.setTabVisible(FILES, True)
        files = sum(one.attachment.removed_at is None for one in view.files)
        self.tabs.set_count(FILES, str(files) if files else "")
        if not self.tabs.isTabVisible(self.tabs.currentIndex()):
            self.show_tab(OVERVIEW)

    def show_overview(self) -> None:
        """Show the first tab."""
        self.show_tab(OVERVIEW)

    def show_details(self) -> None:
        """Show the tab with the form."""
        self.show_tab(DETAILS)

    def show_new(self) -> None:
        """Show the form of a client who is not kept yet, with the cursor in the name."""
        self.view = None
        self.header.set_title(tr("New client"))
        self.pill.set_status(*words.status(ClientStatus.PROSPECT))
        self.header.set_subline(tr("Kept as you type. A name is enough."))
        self.menu_button.hide()
        self.note_button.hide()
        self.household.hide()
        self.ending.hide()
        for tab in (OVERVIEW, PROMISES, SESSIONS, REQUESTS, MONEY, FILES):
            self.tabs.setTabVisible(tab, False)
        self.details.show_client(Client())
        self.show_tab(DETAILS)
        self.details.focus_name()

    def show_tab(self, tab: int) -> None:
        """Show one of the tabs."""
        self.tabs.setCurrentIndex(tab)
        for number, part in enumerate(self._parts()):
            part.setVisible(number == tab)
        self.area.verticalScrollBar().setValue(0)

    def _wanted(self, data: QMimeData) -> list[Path]:
        """All files while theirs are shown; elsewhere none where contacts could be imported."""
        paths = paths_of(data)
        return paths if self.tabs.currentIndex() == FILES or not files_of(data) else []

    def _on_dropped(self, paths: list[Path]) -> None:
        self.show_tab(FILES)
        self.files.add(paths)

    def _choose_files(self) -> None:
        self.show_tab(FILES)
        self.files.choose()

    def hints(self) -> list[KeyHint]:
        """What can be done with the client, and with the tab that is shown."""
        ask, name = self.asked.emit, self.name
        note, add = tr("New session note for {name}", name=name), tr("Add files to {name}, attach a file", name=name)
        envelope = tr("Print an envelope for {name}", name=name)
        adding = KeyHint("", tr("add"), self._choose_files, add, "upload", False)
        payment, tab = tr("Record a payment from {name}", name=name), self.tabs.currentIndex()
        return [
            *(self.money.hints() if tab == MONEY else []),
            KeyHint("N", tr("new note"), lambda: ask("note"), note, "notebook-pen"),
            KeyHint("Ctrl+Shift+N", tr("new note"), lambda: ask("note"), in_bar=False),
            KeyHint("Ctrl+E", tr("edit"), self.edit, tr("Edit {name}", name=name), "pen-line", False),
            *acts.hints(ask, name),
            KeyHint("L then P", tr("payment"), self.record_payment, payment, "banknote", tab == MONEY),
            KeyHint("", tr("envelope"), self.print_envelope, envelope, "mail", False),
            KeyHint("", tr("archive"), lambda: ask("archive"), tr("Archive {name}", name=name), "archive", False),
            *self.ending.hints(name),
            *(self.files.hints() if tab == FILES else [adding]),
        ]

    def record_payment(self) -> None:
        """Ask for a payment on the Money tab."""
        self.show_tab(MONEY if self.money.account else self.tabs.currentIndex())
        self.money.record()

    def print_envelope(self) -> None:
        """Ask how to print an envelope to the client."""
        if self.view is not None:
            envelopes.for_client(self._desk, self.view.client.id, self)

    def show_part(self, part: int | str | tuple[str, int]) -> None:
        """Show a file by its id, ask for a "payment", or show an ("entry", id) or a ("work", id) of the ledger."""
        if part == "payment":
            self.record_payment()
        elif isinstance(part, tuple):
            self.show_tab(MONEY)
            self.money.show_part(*part)
        elif isinstance(part, int):
            self.show_tab(FILES)
            self.files.pick(part)

    def edit(self) -> None:
        """Show the details with the cursor in the name."""
        self.show_tab(DETAILS)
        self.details.focus_name()

    def show_menu(self) -> None:
        """Open the menu of what else can be done with this client."""
        if self.view is None:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, self.view.client)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _fill_menu(self, menu: Menu, client: Client) -> None:
        menu.add(tr("Edit details"), "pen-line", self.edit, key="Ctrl E")
        menu.add(tr("Log a boundary"), "fence", partial(self.asked.emit, "boundary"), key="L B")
        menu.add(tr("Log a request"), "message-square-text", partial(self.asked.emit, "request"))
        menu.add(tr("Start a fit check"), "clipboard-check", partial(self.asked.emit, "fit"))
        menu.add(tr("Start a letter"), "file-text", partial(self.asked.emit, "letter"))
        menu.add(tr("Another kind of letter…"), "file-text", partial(self.show_letters, client))
        menu.add(tr("Print an envelope…"), "mail", self.print_envelope)
        menu.addSeparator()
        for status in sorted(MOVES[client.status]):
            menu.add(words.moves(status, client.status)[0], words.status(status)[2], partial(self.moved.emit, status))
        self.ending.fill(menu, self.name)
        menu.addSeparator()
        if client.kind is ClientKind.HOUSEHOLD:
            menu.add(tr("Separate into two clients"), "split", partial(self.asked.emit, "split"))
        elif client.kind is ClientKind.PERSON and client.household_id is None:
            menu.add(tr("Make a household with…"), "users", partial(self.ask_household, client))
        if client.archived_at is None:
            menu.add(tr("Archive"), "archive", partial(self.asked.emit, "archive"))
        else:
            menu.add(tr("Take out of the archive"), "undo-2", partial(self.asked.emit, "restore"))
        menu.addSeparator()
        menu.add(tr("Import contacts…"), "upload", partial(self.asked.emit, "import"))

    def show_letters(self, client: Client) -> None:
        """Open the menu of companion letters: each that applies, and why the others do not."""
        menu = letter_menu(self._desk, client, self)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def ask_household(self, client: Client) -> None:
        """Ask inline who the other person is."""
        self.show_tab(OVERVIEW)
        self.household.ask(client)

    def leave_household(self) -> None:
        """Put the question away."""
        self.household.hide()
        self.menu_button.setFocus(Qt.FocusReason.OtherFocusReason)


def subline(view: ClientView) -> str:
    """What stands under the name: the work, and since when."""
    client = view.client
    work = view.engagement.kind or view.engagement.title if view.engagement else ""
    if not work and client.kind is ClientKind.PERSON and client.organisation:
        work = ", ".join(part for part in (client.job_title, client.organisation) if part)
    since = ""
    if client.since and client.status in (ClientStatus.CLIENT, ClientStatus.FORMER):
        since = tr("client since {day}", day=words.long_day(client.since))
    elif day := words.first_day(view):
        since = tr("first inquiry {day}", day=words.long_day(day))
    said = ", ".join(part for part in (work, since) if part)
    return said[:1].upper() + said[1:]
