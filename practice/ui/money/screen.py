"""The place of money: the lists, one piece of work, one invoice, one month of trust."""

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import clients, engagements, reconciliation
from practice.actions.reconciliation import WaitingMonth
from practice.errors import Refused
from practice.rules.engagements import is_open
from practice.ui.money.invoice import InvoicePage
from practice.ui.money.overview import INVOICES, TRUST, UNBILLED, Overview
from practice.ui.money.trust import TrustPage
from practice.ui.money.work import WorkPage
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr

Page = WorkPage | InvoicePage | TrustPage
TABS = {"work": UNBILLED, "invoice": INVOICES, "trust": TRUST}


class MoneyScreen(Screen):
    """Place "money": show_record takes an invoice's id, ("new", client id), ("work", engagement id), "invoices",
    "trust" or ("trust", reconciliation id).
    """

    place: ClassVar[str] = "money"
    title: ClassVar[str] = "Money"
    icon: ClassVar[str] = "wallet"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            *("invoices", "time_entries", "ledger_entries", "reconciliations", "letters", "engagements"),
            *("clients", "sessions", "notes", "deliveries", "scope_items", "settings", "corrections"),
        }
    )

    def build(self) -> None:
        """Makes the lists and the place for a page."""
        self.page: Page | None = None
        self._compact = False
        self.stack = QStackedWidget()
        self.overview = Overview(self.desk)
        self.overview.opened.connect(lambda place, record: self.show_record((place, record)))
        self.overview.month_asked.connect(self.begin_month)
        self.stack.addWidget(self.overview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def load(self) -> None:
        """Shows the lists, or the open page, as it is kept."""
        if self.page is None:
            self.overview.load()
            return
        try:
            self.page.load()
        except KeyError:  # undone or discarded
            self.close_page()
        self.desk.hints()

    def show_record(self, record_id: object) -> None:
        """Opens an invoice, a piece of work or a month; without one, the lists."""
        self.flush()
        if record_id == "trust":
            self.reconcile()
            return
        if record_id == "invoices":
            self._drop()
            self.stack.setCurrentWidget(self.overview)
            self.overview.show_tab(INVOICES)
            return
        place, number = record_id if isinstance(record_id, tuple) else ("invoice", record_id)
        if place == "new":
            place, number = "work", self._work_of(int(number))
        if not isinstance(number, int) or not number:
            self.close_page()
            return
        self._open(place, number)

    def _open(self, place: str, number: int) -> None:
        kinds: dict[str, type[Page]] = {"work": WorkPage, "invoice": InvoicePage, "trust": TrustPage}
        page = kinds[place](self.desk, number)
        try:
            page.load()
        except KeyError:
            page.deleteLater()
            self.close_page()
            return
        self._put(page)
        page.focus_first()
        self.desk.hints()

    def _put(self, page: Page) -> None:
        self._drop()
        self.page = page
        page.left.connect(self.close_page)
        if isinstance(page, WorkPage):
            page.begun.connect(self.show_record)
        elif isinstance(page, InvoicePage):
            page.opened.connect(self.show_record)
        if not isinstance(page, WorkPage):
            page.set_width_class(self._compact)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def _drop(self) -> None:
        if self.page is not None:
            self.page.hide()
            self.stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def _work_of(self, client_id: int) -> int:
        """The client's work that goes on, else their last; 0 where there is none."""
        every = engagements.of_client(self.desk.store, clients.find(self.desk.store, client_id))
        going = [work for work in every if is_open(work, self.desk.today())]
        found = next(iter([*going, *every]), None)
        if found is None:
            self.desk.tell(tr("There is no work to bill yet. A letter begins it."))
        return found.id if found else 0

    def record_shown(self) -> object:
        """What is open."""
        if isinstance(self.page, WorkPage):
            return ("work", self.page.engagement_id)
        if isinstance(self.page, TrustPage):
            return ("trust", self.page.reconciliation_id)
        return self.page.invoice_id if self.page is not None else None

    def close_page(self) -> None:
        """Goes back to the lists, to the row of what was open; everything written is kept."""
        self.flush()
        shown = self.record_shown()
        self._drop()
        self.stack.setCurrentWidget(self.overview)
        if shown is not None:
            place, number = shown if isinstance(shown, tuple) else ("invoice", shown)
            self.overview.show_tab(TABS[place])
            self.overview.load()
            self.overview.show_row(number)
        else:
            self.overview.load()
        self.desk.hints()

    def begin_month(self, waiting: WaitingMonth) -> None:
        """Opens the reconciliation of a month."""
        try:
            one = reconciliation.start(self.desk.store, waiting.month, waiting.currency, self.desk.now())
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        self._open("trust", one.id)

    def reconcile(self) -> None:
        """The month that waits, else the list of months."""
        waiting = reconciliation.waiting(self.desk.store, self.desk.today())
        if waiting:
            self.begin_month(waiting[0])
            return
        self.close_page()
        self.overview.show_tab(TRUST)

    def _step_back(self) -> None:
        """Esc takes a first press back or closes a card, and leaves else."""
        page = self.page
        if page is None or not page.step_back():
            self.close_page()

    def flush(self) -> bool:
        """Saves the open page."""
        return self.page.flush() if self.page is not None else True

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """Fit the page to the width."""
        self._compact = compact
        if self.page is not None and not isinstance(self.page, WorkPage):
            self.page.set_width_class(compact)

    def panes(self) -> list[QWidget]:
        """The page's parts, or the list."""
        if isinstance(self.page, WorkPage):
            return [self.page]
        return self.page.panes() if self.page is not None else [self.overview.list]

    def actions_here(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.page is not None:
            return [*self.page.hints(), KeyHint("Esc", tr("back to money"), self._step_back)]
        trust = KeyHint("T", tr("reconcile trust"), self.reconcile, tr("Reconcile trust"), "landmark")
        shown = [
            KeyHint(str(tab + 1), name, lambda tab=tab: self.overview.show_tab(tab))  # type: ignore[misc]  # a default
            for tab, name in enumerate((tr("unbilled"), tr("invoices"), tr("trust")))
        ]
        return [
            KeyHint("J", tr("next")),
            KeyHint("Enter", tr("open")),
            *shown,
            *([trust] if self.overview.months else []),
        ]
