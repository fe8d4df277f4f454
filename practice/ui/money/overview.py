"""What is unbilled, invoices (what is overdue first) and the months of trust: one tab each."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import invoices, practice, reconciliation, time
from practice.actions.invoices import Listed
from practice.actions.reconciliation import WaitingMonth
from practice.actions.time import Unbilled
from practice.actions.wording import money_text
from practice.rules.reconciliation import Reconciliation
from practice.ui.desk import Desk
from practice.ui.money import words
from practice.ui.table import PagedModel
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, Tabs, clear, column
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.messages import Banner, EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage

UNBILLED, INVOICES, TRUST = range(3)
FIRST = 24  # rows that are read at once: a screen of them
Placed = tuple[tuple[str, int], Unbilled]


class Overview(ScrollPage):
    """The three lists; `opened(place, id)` with place "work", "invoice" or "trust"."""

    opened = Signal(str, int)
    month_asked = Signal(object)  # a WaitingMonth

    def __init__(self, desk: Desk) -> None:
        super().__init__(most=LIST_MAX)
        self._desk = desk
        self.head = PageHeader(tr("Is everything billed and paid?"))
        self.set_header(self.head)
        self.tabs = Tabs([tr("Unbilled"), tr("Invoices"), tr("Trust")])
        self.tabs.setAccessibleName(tr("Money"))
        self.tabs.chosen.connect(self.show_tab)
        self.waiting = QVBoxLayout()
        self.waiting.setSpacing(8)
        self.months: tuple[WaitingMonth, ...] = ()
        self.stack = QStackedWidget()
        self.lists = [
            self._list(tr("What waits to be billed"), self._works, lambda row: row[1].engagement.id, self._work_face),
            self._list(tr("Invoices"), self._invoices, lambda row: row.id, self._invoice_face),
            self._list(tr("Months of trust"), self._months, lambda row: row.id, self._month_face),
        ]
        self.empties = [EmptyState(icon, title, told, button) for icon, title, told, button in self._nothing()]
        for rows, empty in zip(self.lists, self.empties, strict=True):
            self.stack.addWidget(_pane(rows, empty))
        self.body.addLayout(self.waiting)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self._more = True

    def _nothing(self) -> Sequence[tuple[str, str, str, Button]]:
        """What each list says while it is empty."""
        choose, unbilled = Button(tr("Choose a client"), icon="users"), Button(tr("See what is unbilled"), icon="timer")
        to_clients = Button(tr("Open the clients"), icon="users")
        choose.clicked.connect(lambda: self._desk.go("clients"))
        to_clients.clicked.connect(lambda: self._desk.go("clients"))
        unbilled.clicked.connect(lambda: self.show_tab(UNBILLED))
        time_told = tr("Time, costs and parts of a fee wait here until an invoice has them. Begin on a client’s page.")
        bill_told = tr("It is written from what is unbilled. Once issued it stays; a credit note takes it back.")
        trust_told = tr("Once a deposit lies in trust, each month is compared with the bank’s statement here.")
        return (
            ("timer", tr("Nothing waits to be billed"), time_told, choose),
            ("receipt-text", tr("No invoices yet"), bill_told, unbilled),
            ("landmark", tr("No month to reconcile"), trust_told, to_clients),
        )

    def _list(
        self,
        name: str,
        page: Callable[[Any, int], Sequence[Any]],
        key: Callable[[Any], int],
        face: Callable[[Any], RowFace],
    ) -> RowList:
        made = RowList(name)
        made.setModel(PagedModel(page, key, lambda row: face(row).said(), face, made, first=FIRST))
        made.picked.connect(self._on_picked)
        return made

    @property
    def list(self) -> RowList:
        """The list that shows."""
        return self.lists[self.stack.currentIndex()]

    def load(self) -> None:
        """Read the list that shows again, and what waits."""
        self._load_list()
        late = invoices.overdue(self._desk.store, self._desk.today())
        self.head.set_subline(trn("{n} invoice is overdue", "{n} invoices are overdue", late) if late else "")
        self.tabs.set_count(INVOICES, tr("{n} overdue", n=late) if late else "")
        self.months = reconciliation.waiting(self._desk.store, self._desk.today())
        clear(self.waiting)
        for one in self.months:
            self.waiting.addWidget(self._reminder(one))

    def _load_list(self) -> None:
        shown = self.stack.currentIndex()
        model = _model(self.list)
        model.reload()
        some = model.rowCount() > 0
        self.list.setVisible(some)
        self.empties[shown].setVisible(not some)
        if some and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(model.index(0))

    def _reminder(self, one: WaitingMonth) -> Banner:
        button = Button(tr("Reconcile {month}", month=words.month(one.month)), small=True)
        button.clicked.connect(lambda: self.month_asked.emit(one))
        told = tr("Compare the bank’s statement with the trust ledger and with what each client holds.")
        lead = tr("{month} is not reconciled yet ({currency})", month=words.month(one.month), currency=one.currency)
        return Banner("warn", lead, told, "landmark", button)

    def show_tab(self, tab: int) -> None:
        """Show one of the lists."""
        self.tabs.setCurrentIndex(tab)
        self.stack.setCurrentIndex(tab)
        self._load_list()
        self.list.setFocus()
        self._desk.hints()

    def show_row(self, record_id: int) -> None:
        """Make a record's row the current one."""
        model = _model(self.list)
        row = model.row_of(record_id)
        self.list.setCurrentIndex(row if row.isValid() else model.index(0))
        self.list.setFocus()

    # rows

    def _works(self, after: Placed | None, limit: int) -> Sequence[Placed]:
        return time.page(self._desk.store, after[0] if after else None, limit, self._desk.today())[0]

    def _work_face(self, row: Placed) -> RowFace:
        one = row[1]
        amount = self._said(one.total, one.currency)
        return RowFace(words.title_of(one), words.waits(one), amount, "neutral", "timer")

    def _invoices(self, after: Listed | None, limit: int) -> Sequence[Listed]:
        return invoices.page(self._desk.store, after, limit)

    def _invoice_face(self, row: Listed) -> RowFace:
        stands = words.listed_standing(row, self._desk.today())
        due = invoices.due(row)
        kind, said, icon = words.standing(stands, due, self._desk.today())
        amount = self._said(row.total, row.currency)
        paid = tr("{paid} paid", paid=self._said(row.paid, row.currency)) if 0 < row.paid < row.total else ""
        detail = ", ".join(part for part in (row.number or tr("not issued"), amount, paid) if part)
        return RowFace(row.client, detail, said, kind, icon)

    def _months(self, after: Reconciliation | None, limit: int) -> Sequence[Reconciliation]:
        return reconciliation.page(self._desk.store, after, limit)

    def _month_face(self, one: Reconciliation) -> RowFace:
        kind, said, icon = words.reconciled(one)
        balance = self._said(one.statement, one.currency) if one.statement is not None else tr("no balance yet")
        return RowFace(words.month(one.month), f"{one.currency}, {balance}", said, kind, icon)

    def _said(self, amount: int, currency: str) -> str:
        return money_text(amount, currency, practice.profile(self._desk.store).locale)

    def _on_picked(self, index: QModelIndex) -> None:
        row = _model(self.list).record(index)
        shown = self.stack.currentIndex()
        if row is not None:
            place = ("work", "invoice", "trust")[shown]
            self.opened.emit(place, row[1].engagement.id if shown == UNBILLED else row.id)


def _model(rows: RowList) -> PagedModel:
    model = rows.model()
    assert isinstance(model, PagedModel)
    return model


def _pane(rows: RowList, empty: EmptyState) -> QWidget:
    pane = QWidget()
    made = column(gap=0)
    made.addWidget(empty, 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(rows, 1)
    pane.setLayout(made)
    empty.hide()
    return pane
