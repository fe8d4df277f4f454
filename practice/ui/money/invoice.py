"""The page of one invoice: written beside its pages while a draft; once issued what became of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import invoices, mailing, payments, practice
from practice.actions.invoices import InvoiceView
from practice.errors import Refused, Trouble
from practice.rules.clients import display_name
from practice.rules.invoice_pages import Bill
from practice.rules.invoices import InvoiceState, Standing
from practice.rules.letters import Rendered
from practice.ui import mailing as opener
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.ledger.asking import Asking
from practice.ui.ledger.words import day_text as short_day
from practice.ui.ledger.words import entry_detail, entry_name
from practice.ui.money import words
from practice.ui.money.lines import Editor
from practice.ui.money.paying import AskCredit, AskLetGo, AskPayment, AskWhy
from practice.ui.money.sheet import Sheet
from practice.ui.screen import KeyHint
from practice.ui.split import Split
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Fact, FactsStrip, PageHeader, SectionTitle, clear, column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

WIDE, COMPACT = 600, 564
PAYABLE = (Standing.OPEN, Standing.PARTLY, Standing.OVERDUE)


class InvoicePage(QWidget):
    """One invoice; `left` goes back, `opened(id)` is another one (its credit note, what it takes back)."""

    left = Signal()
    opened = Signal(int)

    def __init__(self, desk: Desk, invoice_id: int) -> None:
        super().__init__()
        self._desk, self.invoice_id = desk, invoice_id
        self.told: InvoiceView | None = None
        self._drawn: object = None  # the bill whose pages show
        self.head = PageHeader(crumbs=[tr("Money"), ""], role="titleSmall")
        assert self.head.crumbs is not None
        self.head.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill("neutral", "")
        self.head.add_button(self.pill)
        self.editor = Editor(desk)
        self.facts = FactsStrip()
        self.paid = QVBoxLayout()
        self.paid.setSpacing(4)
        self.sheet = Sheet(desk)
        self.sheet.primary.clicked.connect(self.press)
        self.pay_card, self.credit_card, self.let_go_card = AskPayment(desk), AskCredit(desk), AskLetGo(desk)
        self._acts()
        self._arming = Arming(self)
        self._arming.changed.connect(lambda _: self._say())
        self._lay_out()

    def _acts(self) -> None:
        self.send_button = Button(tr("Email…"), icon="mail", key="E")
        self.send_button.clicked.connect(self.send)
        self.pay_button = Button(tr("Record a payment"), icon="banknote", key="P")
        self.remind_button = Button(tr("Remind"), icon="clock", key="R")
        self.earlier_button = Button(tr("Use it"), small=True)
        self.earlier = Banner("accent", "", button=self.earlier_button)
        self.earlier_button.clicked.connect(self.use_earlier)
        self.let_go_button = Button(tr("Let the rest go…"), "quiet")
        self.credit_button = Button(tr("Take it back…"), "quiet", "undo-2")
        self.discard_button = Button(tr("Discard the draft"), "quiet", "trash-2")
        self.other_button = Button("", "link", icon="receipt-text")
        self.pay_button.clicked.connect(partial(self.ask, self.pay_card))
        self.remind_button.clicked.connect(self.remind)
        self.let_go_button.clicked.connect(partial(self.ask, self.let_go_card))
        self.credit_button.clicked.connect(partial(self.ask, self.credit_card))
        self.discard_button.clicked.connect(self.discard)
        self.other_button.clicked.connect(self._to_other)

    @property
    def _cards(self) -> tuple[AskPayment | AskWhy, ...]:
        return (self.pay_card, self.credit_card, self.let_go_card)

    def _lay_out(self) -> None:
        self.page = ScrollPage()
        self.page.set_header(self.head)
        self.page.body.setSpacing(16)
        acts = column(gap=6)
        acts.addLayout(row(self.pay_button, self.remind_button, self.discard_button, None))
        acts.addLayout(row(self.send_button, self.other_button, None))
        acts.addLayout(row(self.let_go_button, self.credit_button, None))
        for part in (self.facts, self.earlier, *self._cards):
            self.page.body.addWidget(part)
        for card in self._cards:
            card.left.connect(self.put_away)
        self.page.body.addWidget(self.editor)
        self.page.body.addLayout(acts)
        self.paid_title = SectionTitle(tr("What came in"))
        below = column(self.paid_title)
        below.addLayout(self.paid)
        self.page.body.addLayout(below)
        self.page.body.addStretch(1)
        self.split = Split(self._desk, "composer", [self.page, self.sheet], [WIDE, 0], [COMPACT, 0])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    # showing

    def load(self) -> None:
        """Show the invoice as it is now; KeyError where it is gone."""
        self.told = told = invoices.view(self._desk.store, self.invoice_id, self._desk.today())
        invoice, draft = told.invoice, told.standing is Standing.DRAFT
        self.head.set_title(tr("{what} for {name}", what=words.named(invoice), name=display_name(told.client)))
        assert self.head.crumbs is not None
        self.head.crumbs.last.setText(told.engagement.title or told.engagement.kind)
        self.pill.set_status(*words.standing(told.standing, invoice.due_on, self._desk.today()))
        self.editor.setVisible(draft)
        self.facts.setVisible(not draft)
        if draft:
            problems = invoices.problems(self._desk.store, invoice, self._desk.today())
            self.editor.show_draft(invoice, problems, practice.profile(self._desk.store).locale)
        else:
            self._show_facts(told)
        self._show_acts(told)
        self._show_paid(told)
        self._show_pages(told)
        self._say()

    def _show_facts(self, told: InvoiceView) -> None:
        invoice, today = told.invoice, self._desk.today()
        say = words.say_in(self._desk.store, invoice.currency)
        issued = short_day(invoice.issued_at.astimezone().date(), today) if invoice.issued_at else ""
        due = short_day(invoice.due_on, today) if invoice.due_on else "–"
        facts = [Fact(tr("Issued"), issued, invoice.check_code), Fact(tr("Total"), say(invoice.total))]
        if not invoice.reverses:
            facts[1:1] = [Fact(tr("Due"), due)]
            facts += [Fact(tr("Paid"), say(told.paid)), Fact(tr("Open"), say(told.open))]
        self.facts.set_facts(facts)

    def _show_acts(self, told: InvoiceView) -> None:
        payable = told.standing in PAYABLE
        self.send_button.setVisible(told.standing is not Standing.DRAFT)
        self.pay_button.setVisible(payable)
        self.remind_button.setVisible(told.standing is Standing.OVERDUE)
        self.let_go_button.setVisible(payable)
        self.credit_button.setVisible(payable or told.standing is Standing.PAID)
        self.discard_button.setVisible(told.standing is Standing.DRAFT)
        came = payments.usable(self._desk.store, self.invoice_id) if payable else 0
        amount = words.say_in(self._desk.store, told.invoice.currency)(came)
        lead = tr("{amount} came in for this work without an invoice", amount=amount)
        self.earlier.say("accent", lead, tr("It can pay this one; the ledger then says so."))
        self.earlier.setVisible(came > 0)
        other = told.credited_by or told.credits
        self.other_button.setVisible(other is not None)
        if other is not None:
            self.other_button.set_label(words.named(other))

    def _show_paid(self, told: InvoiceView) -> None:
        clear(self.paid)
        say, today = words.say_in(self._desk.store, told.invoice.currency), self._desk.today()
        for entry in told.payments:
            amount = say(-entry.amount if entry.reverses else entry.amount)
            made = row(Text(f"{entry_name(entry)}. {entry_detail(entry, today)}", "body", "text2", elide=True))
            made.setStretch(0, 1)
            made.addWidget(Text(amount, "bodyStrong", numbers=True))
            self.paid.addLayout(made)
        for letter in told.reminders:
            link = Button(tr("Reminder {number}", number=letter.number), "link", icon="mail")
            link.clicked.connect(partial(self._desk.go, "letters", letter.id))
            self.paid.addLayout(row(link, None))
        self.paid_title.setVisible(bool(told.payments or told.reminders))

    def _show_pages(self, told: InvoiceView) -> None:
        invoice, today = told.invoice, self._desk.today()
        write: partial[None] = partial(self._export, self.invoice_id)
        if invoice.state is InvoiceState.ISSUED:
            if self._drawn != invoice.sha256:
                self._drawn = invoice.sha256
                try:
                    pdf = invoices.pdf(self._desk.store, invoice.id, today)
                    self.sheet.show_pages(invoices.file_name(invoice), pdf, write)
                except Trouble as trouble:
                    self._desk.tell(str(trouble))
            return
        bill = invoices.bill(self._desk.store, invoice, today)
        if bill != self._drawn:
            self._drawn = bill
            self._desk.jobs.run(self, invoices.drawn, partial(self._on_drawn, bill, write), bill)

    def _on_drawn(self, bill: Bill, write: "partial[None]", made: Rendered) -> None:
        if bill == self._drawn:
            self.sheet.show_pages(invoices.file_name(bill.invoice), made.pdf, write)

    def _export(self, invoice_id: int, path: Path) -> None:
        self.flush()
        invoices.export(self._desk.store, invoice_id, path, self._desk.today())

    def _say(self) -> None:
        """What the primary button does now, and what comes of it."""
        assert self.told is not None
        draft = self.told.standing is Standing.DRAFT
        self.sheet.primary.setVisible(draft)
        if not draft:
            self.sheet.say("ok", tr("Frozen as issued"), tr("It is taken back by a credit note, and never changed."))
            return
        ready = not invoices.problems(self._desk.store, self.told.invoice, self._desk.today())
        armed = self._arming.armed
        self.sheet.name_primary(tr("Issue it now") if armed else tr("Issue it"))
        self.sheet.primary.setEnabled(ready)
        asked = tr("Press again to issue it for good; Esc to go on writing.")
        plain = tr("Issuing numbers and freezes it, and puts its fee into the ledger.")
        self.sheet.say("ok" if ready else "warn", tr("Ready") if ready else tr("Not ready"), asked if armed else plain)

    # acting

    def press(self) -> None:
        """Ctrl+Enter: what the open card asks for, else issue the draft, at the second press."""
        card = self.asking
        if card is not None:
            card.press()
        elif self.told is not None and self.told.standing is Standing.DRAFT:
            self.issue()

    def issue(self) -> None:
        """Issue the draft for good, at the second press."""
        self.flush()
        store = self._desk.store
        if wrong := invoices.problems(store, invoices.get(store, self.invoice_id), self._desk.today()):
            self._arming.disarm()
            self._show_wrong(wrong)
            return
        if not self._arming.press():
            return
        try:
            issued = invoices.issue(store, self.invoice_id, self._desk.now())
        except Refused as refusal:
            self._show_wrong(refusal.fields)
            return
        self.focus_first()
        self._desk.toast(tr("Issued {number}", number=issued.number), undo=False)

    def _show_wrong(self, wrong: dict[str, str]) -> None:
        if self.editor.form is not None:
            self.editor.form.show_errors(wrong)
        if "lines" in wrong or "practice_name" in wrong:
            self.editor.problem.setText(wrong.get("lines") or wrong["practice_name"])
            self.editor.problem.show()

    def discard(self) -> None:
        """Take the draft away, and go back."""
        self.editor.drop()
        invoices.discard(self._desk.store, self.invoice_id)
        self._desk.toast(tr("Discarded the draft"))
        self.left.emit()

    def send(self) -> None:
        """Write the PDF where the person wants it, and hand it to their mail program with the text ready."""
        if self.send_button.isHidden():
            return
        message = mailing.of_invoice(self._desk.store, self.invoice_id)
        file = self.sheet.export()
        if file is not None:
            opener.write(self, message, file, self._on_no_mail)
            opener.show_folder(file)  # some mail programs drop what xdg-email attaches

    def _on_no_mail(self) -> None:
        self._desk.tell(tr("No mail program answered. The PDF is where you put it; send it in your own way."))

    def remind(self) -> None:
        """Go to the letter that reminds of it; says why where there is none."""
        try:
            letter = payments.remind(self._desk.store, self.invoice_id, self._desk.now())
        except Refused as refusal:
            self._desk.tell(str(refusal))
            return
        self._desk.go("letters", letter.id)

    def use_earlier(self) -> None:
        """Let what came in without an invoice pay this one."""
        payments.use_earlier(self._desk.store, self.invoice_id, self._desk.now())
        self._desk.toast(tr("Used what came in before"), undo=False)

    def _to_other(self) -> None:
        other = self.told and (self.told.credited_by or self.told.credits)
        if other:
            self.opened.emit(other.id)

    def ask(self, card: Asking) -> None:
        """Open a card."""
        if self.told is None:
            return
        for one in self._cards:
            one.form.flush()
            one.setVisible(one is card)
        if isinstance(card, (AskPayment, AskWhy)):
            card.show_invoice(self.told, practice.profile(self._desk.store).locale)
        card.focus_first()
        self._desk.hints()

    def ask_payment(self) -> None:
        """P: what came in."""
        if not self.pay_button.isHidden():
            self.ask(self.pay_card)

    @property
    def asking(self) -> AskPayment | AskWhy | None:
        """The card that is open."""
        return next((one for one in self._cards if not one.isHidden()), None)

    def put_away(self) -> bool:
        """Close the card that is open; False where none is."""
        card = self.asking
        if card is None:
            return False
        card.hide()
        self.focus_first()
        self._desk.hints()
        return True

    def step_back(self) -> bool:
        """Esc: take a first press back, or close a card; False where there is neither."""
        return self._arming.disarm() or self.put_away()

    def flush(self) -> bool:
        """Keep what is typed."""
        kept = [card.form.flush() for card in self._cards]
        if self.editor.form is not None and not self.editor.isHidden():
            kept.append(self.editor.form.flush())
        return all(kept)

    def focus_first(self) -> None:
        """The first line while a draft, else the pages."""
        rows = self.editor.rows
        drafted = self.told is not None and self.told.standing is Standing.DRAFT and rows
        (rows[0].text.field if drafted else self.sheet.preview).setFocus()

    def set_width_class(self, compact: bool) -> None:
        """Fit the editor to the width."""
        self.split.set_compact(compact)

    def panes(self) -> list[QWidget]:
        """Editor and pages."""
        return [self.page, self.sheet.preview]

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        found: list[KeyHint] = []
        if self.told is None:
            return found
        named = words.named(self.told.invoice)
        if self.asking is not None or self.told.standing is Standing.DRAFT:
            said = tr("keep") if self.asking is not None else tr("issue")
            found.append(KeyHint("Ctrl+Enter", said, self.press))
        if not self.pay_button.isHidden():
            title = tr("Record a payment for {invoice}", invoice=named)
            found.append(KeyHint("P", tr("payment"), self.ask_payment, title, "banknote"))
        if not self.send_button.isHidden():
            title = tr("Email {invoice}", invoice=named)
            found.append(KeyHint("E", tr("email"), self.send, title, "mail"))
        if not self.remind_button.isHidden():
            title = tr("Remind of {invoice}", invoice=named)
            found.append(KeyHint("R", tr("remind"), self.remind, title, "clock"))
        if not self.let_go_button.isHidden():
            title = tr("Let the rest of {invoice} go", invoice=named)
            found.append(KeyHint("", "…", lambda: self.ask(self.let_go_card), title, "x", False))
        if not self.credit_button.isHidden():
            title = tr("Take {invoice} back", invoice=named)
            found.append(KeyHint("", "…", lambda: self.ask(self.credit_card), title, "undo-2", False))
        return [*found, KeyHint("Ctrl+P", tr("print"), self.sheet.print_pages, tr("Print {invoice}", invoice=named))]
