"""The Money tab of a client's page: the account of one piece of work at a time."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practice.actions import ledger, practice, statements
from practice.actions.attachments import Filed
from practice.actions.ledger import AccountView
from practice.errors import Trouble
from practice.rules.engagements import is_open
from practice.rules.ledger import EntryKind, LedgerEntry
from practice.ui.desk import Desk
from practice.ui.ledger import words
from practice.ui.ledger.asking import Asking
from practice.ui.ledger.bills import Bills
from practice.ui.ledger.far import Correcting, HowFar
from practice.ui.ledger.recording import Recording, Reversing
from practice.ui.ledger.rows import LedgerHead, LedgerModel, LedgerRows
from practice.ui.screen import KeyHint
from practice.ui.setfields import combo, fill
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.layout import Card, FactsStrip, SectionTitle, column, row
from practice.ui.widgets.messages import EmptyState


class Money(QWidget):
    """Where the money of a client's work stands, entry by entry; `turned` when other keys work here."""

    turned = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._accounts: tuple[AccountView, ...] = ()
        self._files: tuple[Filed, ...] = ()
        self._away: set[int] = set()  # the work whose half-typed entry was put away
        self._kind = EntryKind.PAYMENT
        self.which = combo([])
        self.which.setAccessibleName(tr("Which work"))
        self.title = SectionTitle("")
        self.statement_button = Button(tr("Statement"), icon="file-text", chevron=True)
        self.record_button = Button(tr("Record"), icon="banknote", key=tr("L P"))
        self.record_button.setAccessibleName(tr("Record an entry"))
        self.strip = FactsStrip()
        self.transfer_button = Button("", "link", icon="arrow-right")
        self.recording, self.reversing, self.correcting = Recording(desk), Reversing(desk), Correcting(desk)
        self.far, self.bills = HowFar(), Bills(desk)
        self.model = LedgerModel(self)
        self.rows = LedgerRows()
        self.rows.setModel(self.model)
        self.head = LedgerHead(self.rows)
        self.more_button = Button("", "quiet", icon="ellipsis", name=tr("More for this entry"), small=True)
        self.entries = SectionTitle(tr("Ledger"), right=self.more_button)
        self.card = Card(padding=0, gap=0)
        told = tr("Payments, deposits, costs and fees of this work stand here, each with its day and who paid.")
        self.empty = EmptyState("banknote", tr("Nothing recorded yet"), told, card=False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.card.add(self.head)
        self.card.add(self.rows)
        top = row(self.title, self.which, None, self.statement_button, self.record_button)
        self.whole = QWidget()
        above = (self.strip, self.recording, self.far, self.correcting, self.bills)
        parts = (*above, self.entries, self.reversing, self.card)
        inner = column(gap=14)
        inner.addLayout(top)
        for part in parts:
            inner.addWidget(part)
            if part is self.strip:
                inner.addLayout(row(self.transfer_button, None))
        inner.addWidget(self.empty)
        self.whole.setLayout(inner)
        said = tr("Money is kept for each piece of work. Begin a letter or open work for this client first.")
        self.nothing = EmptyState("banknote", tr("No work yet"), said, card=False)
        self.setLayout(column(self.whole, self.nothing, gap=0))
        self.setAccessibleName(tr("Money"))

    def _connect(self) -> None:
        self.which.activated.connect(lambda _: self._on_which())
        self.record_button.clicked.connect(lambda: self.record())
        self.transfer_button.clicked.connect(lambda: self.record(EntryKind.TRANSFER))
        self.statement_button.clicked.connect(self._on_statement)
        self.more_button.clicked.connect(lambda: self.show_menu(self._below(self.more_button)))
        self.rows.menu_asked.connect(self.show_menu)
        self.far.asked.connect(self.correct)
        self.recording.left.connect(self._on_recording_left)
        self.correcting.left.connect(lambda: self._put_away(self.correcting, self.far.change_button))
        self.reversing.left.connect(lambda: self._put_away(self.reversing, self.rows))

    # what is shown

    def show_accounts(self, accounts: tuple[AccountView, ...], files: tuple[Filed, ...]) -> None:
        """Show the accounts of a client; the one that is shown stays, else the newest open work's is."""
        before = self.which.currentData()
        self._accounts, self._files = accounts, files
        fill(self.which, [(one.engagement.id, words.title(one.engagement)) for one in accounts])
        if self.which.currentIndex() < 0 and accounts:
            opened = (one for one in accounts if is_open(one.engagement, self._desk.today()))
            first = next(opened, accounts[0]).engagement.id
            self.which.setCurrentIndex(self.which.findData(first))
        if before != self.which.currentData():
            self._leave_cards()
        self._show()

    def _on_which(self) -> None:
        self._leave_cards()
        self._show()

    def _leave_cards(self) -> None:
        """What is typed waits where it was typed."""
        for card in self.forms:
            card.form.flush()
            card.hide()

    @property
    def account(self) -> AccountView | None:
        """The account that is shown."""
        return next((one for one in self._accounts if one.engagement.id == self.which.currentData()), None)

    @property
    def forms(self) -> list[Asking]:
        """What may hold words that are not kept yet."""
        return [self.recording, self.reversing, self.correcting]

    @property
    def _locale(self) -> str:
        return practice.profile(self._desk.store).locale

    def _show(self) -> None:
        told = self.account
        self.whole.setVisible(told is not None)
        self.nothing.setVisible(told is None)
        if told is None:
            return
        say, today = words.says(told, self._locale), self._desk.today()
        several = len(self._accounts) > 1
        self.which.setVisible(several)
        self.title.setVisible(not several)
        self.title.title.setText(words.title(told.engagement))
        self.strip.set_facts(words.facts(told, say))
        left = told.balances.transferable
        self.transfer_button.setVisible(left > 0)
        self.transfer_button.set_label(tr("Take {amount} out of trust", amount=say(left)))
        self.far.show_account(told, tuple(ledger.corrections(self._desk.store, told.engagement.id)), today)
        self.bills.show_work(told.engagement.id, say)
        self._show_entries(told, say)
        waits = told.engagement.id not in self._away and self.recording.waiting("ledger.record", told.engagement)
        if waits or self.recording.isVisibleTo(self):
            self._ask(self._kind)

    def _show_entries(self, told: AccountView, say: words.Say) -> None:
        stays = self.model.at(self.rows.currentIndex())
        self.model.show(told.entries, say, self._desk.today())
        self.rows.fit()
        self.head.tell()
        same = self.model.row_of(stays.id) if stays else self.model.index(-1)
        self.rows.setCurrentIndex(same if same.isValid() else self.model.index(0))
        there = bool(told.entries)
        self.entries.remark.setText(trn("{n} entry", "{n} entries", len(told.entries)))
        for part in (self.entries, self.card):
            part.setVisible(there)
        self.empty.setVisible(not there)

    def show_part(self, what: str, record_id: int) -> None:
        """Show the account of a "work", or the one that holds an "entry", with the entry as the current one."""
        holds = (one.engagement.id for one in self._accounts for entry in one.entries if entry.id == record_id)
        work = record_id if what == "work" else next(holds, self.which.currentData())
        self.which.setCurrentIndex(self.which.findData(work))
        self._on_which()
        if what == "entry":
            self.rows.setCurrentIndex(self.model.row_of(record_id))
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # recording

    def record(self, kind: EntryKind | None = None) -> None:
        """Ask for an entry of this kind, else for what comes in next; say what is missing where there is no work."""
        told = self.account
        if told is None:
            self._desk.tell(tr("There is no work to pay for yet. Begin a letter first."))
            return
        self._away.discard(told.engagement.id)
        self._kind = kind or ledger.comes_in(told)
        self._ask(self._kind)
        self.recording.focus_first()

    def _ask(self, kind: EntryKind) -> None:
        told = self.account
        assert told is not None
        people = ledger.payers(self._desk.store, told.engagement)
        self.recording.show_account(told, people, self._files, kind, self._locale)
        self.recording.show()
        self.turned.emit()

    def _on_recording_left(self) -> None:
        told = self.account
        if told is not None:
            self._away.add(told.engagement.id)
        self._put_away(self.recording, self.record_button)

    def _put_away(self, card: Asking, lead: QWidget) -> None:
        inside = card.isAncestorOf(self.focusWidget() or self)
        card.hide()
        if inside:
            lead.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def correct(self) -> None:
        """Ask how far the work is."""
        told = self.account
        if told is not None:
            self.correcting.show_account(told, self._locale)
            self.correcting.show()
            self.correcting.focus_first()
            self.turned.emit()

    def reverse(self, entry: LedgerEntry) -> None:
        """Ask why an entry is taken back."""
        told = self.account
        if told is not None:
            self.reversing.show_entry(entry, told, self._locale)
            self.reversing.show()
            self.reversing.focus_first()
            self.turned.emit()

    @property
    def asking(self) -> Asking | None:
        """The card in which somebody types, else the first that asks something."""
        asked = [card for card in self.forms if card.isVisibleTo(self)]
        return next((card for card in asked if self._types_in(card)), asked[0] if asked else None)

    def _types_in(self, card: Asking) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and card.isAncestorOf(focus)

    # one entry, and all of them

    def show_menu(self, at: QPoint) -> None:
        """What can be done with the current entry."""
        entry = self.model.at(self.rows.currentIndex())
        if entry is None:
            return
        menu = self._menu()
        if self.model.can_be_reversed(entry) and not ledger.stands_on_invoice(entry):
            menu.add(tr("Take this entry back…"), "undo-2", lambda: self.reverse(entry))
        for place, number, said in (
            ("money", entry.invoice_id, tr("Open the invoice")),
            ("refunds", entry.decision_id, tr("Open the decision")),
        ):
            if number is not None:
                menu.add(said, "file-text", partial(self._desk.go, place, number))
        receipt = next((one.attachment for one in self._files if one.attachment.id == entry.receipt_id), None)
        if receipt is not None and receipt.removed_at is None:
            menu.add(tr("Open the receipt"), "eye", lambda: self._desk.filing.open(receipt))
        if menu.isEmpty():
            said = tr("An entry that takes another one back stays.") if entry.reverses else tr("Taken back already.")
            menu.add(said).setEnabled(False)
        menu.popup(at)

    def _on_statement(self) -> None:
        menu = self._menu()
        menu.add(tr("Save as PDF…"), "download", lambda: self.export("pdf"))
        menu.add(tr("Save the entries as CSV…"), "download", lambda: self.export("csv"))
        menu.add(tr("Print…"), "printer", self.print_statement)
        if self.account is not None:
            menu.addSeparator()
            work = ("work", self.account.engagement.id)
            menu.add(tr("Time, costs and invoices"), "timer", partial(self._desk.go, "money", work))
        menu.popup(self._below(self.statement_button))

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _below(self, button: Button) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())

    def export(self, ending: str) -> None:
        """Ask where to, and write the statement there."""
        told = self.account
        if told is None:
            return
        named = f"{statements.file_name(told.engagement.id, self._desk.today())}.{ending}"
        kind = tr("CSV (*.csv)") if ending == "csv" else tr("PDF (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self.window(), tr("Save the statement"), named, kind)
        if chosen:
            path = Path(chosen) if Path(chosen).suffix.lower() == f".{ending}" else Path(f"{chosen}.{ending}")
            self._try(lambda: self._write(told.engagement.id, path))

    def _write(self, engagement_id: int, path: Path) -> None:
        statements.export(self._desk.store, engagement_id, path, self._desk.today())
        self._desk.toast(tr("Saved {name}", name=path.name), undo=False)

    def print_statement(self) -> None:
        """Ask the system's print dialog, and print."""
        told = self.account
        if told is None:
            return
        from practice.ui.printing import print_pdf  # noqa: PLC0415  start-up: only once something is printed

        pdf = statements.pages(self._desk.store, told.engagement.id, self._desk.today())
        self._try(lambda: print_pdf(pdf, self, statements.file_name(told.engagement.id, self._desk.today())))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Trouble as trouble:
            self._desk.tell(str(trouble))

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.asking is not None:
            card = self.asking
            return [KeyHint("Ctrl+Enter", tr("record"), card.press), KeyHint("Esc", tr("not now"), card.left.emit)]
        if self.account is None:
            return []
        save, page = tr("Save a statement as PDF"), tr("Print a statement of account")
        return [
            KeyHint("Ctrl+P", tr("print"), self.print_statement, page, "printer", False),
            KeyHint("", tr("save"), lambda: self.export("pdf"), save, "download", False),
            KeyHint("", tr("far"), self.correct, tr("Say how far the work is"), "pen-line", False),
        ]
