"""Cards about an issued invoice: what came in, out of trust, let go, or the whole of it taken back."""

from PySide6.QtWidgets import QWidget

from practice.actions import invoices, ledger, payments
from practice.actions.invoices import InvoiceView
from practice.actions.payments import kept_in_trust
from practice.errors import Refused
from practice.rules import money
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.ui.desk import Desk
from practice.ui.ledger.asking import Asking
from practice.ui.ledger.words import methods
from practice.ui.money import words
from practice.ui.money.adding import read_day
from practice.ui.setfields import combo, grid
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import column
from practice.ui.widgets.segmented import Segmented


class AskPayment(Asking):
    """Asks what came in for an invoice, or what pays it out of trust."""

    def __init__(self, desk: Desk) -> None:
        self._told: InvoiceView | None = None
        sources = [("in", tr("Came in")), ("trust", tr("Out of trust"))]
        accounts = [(Account.OPERATING, tr("Your account")), (Account.TRUST, tr("Trust"))]
        self.source = FieldBox(tr("Paid by"), Segmented(sources, tr("Paid by")))
        self.account = FieldBox(tr("It went into"), Segmented(accounts, tr("It went into")))
        self.amount = FieldBox(tr("Amount"), LineEdit())
        self.on = FieldBox(tr("Day"), DateEdit())
        self.payer = FieldBox(tr("Who paid"), combo([]))
        self.method = FieldBox(tr("How"), combo([]))
        self.reference = FieldBox(tr("Reference"), LineEdit())
        names = ("amount", "on", "source", "account", "payer", "method", "reference")
        fields: dict[str, FieldBox] = {name: getattr(self, name) for name in names}
        button = Button(tr("Record it"), icon="check", key=tr("Ctrl Enter"))
        super().__init__(desk, tr("Record a payment"), button, fields)
        for box in (self.payer, self.method):
            box.field.setEditable(True)  # type: ignore[attr-defined]  # both are lists to choose from
        first, second, third = QWidget(), QWidget(), QWidget()
        first.setLayout(column(self.source, self.account))
        second.setLayout(grid((self.amount, self.on)))
        third.setLayout(grid((self.payer, self.method, self.reference), 3))
        self._third = third
        self.lay_out(first, second, third)

    def show_invoice(self, told: InvoiceView, locale: str) -> None:
        """Ask what pays this invoice; all that is open, unless something else is typed."""
        self._told = told
        day = self.on.field
        assert isinstance(day, DateEdit)
        day.dress(locale)
        store, currency = self._desk.store, told.invoice.currency
        people = [one.name for one in ledger.payers(store, told.engagement)]
        for box, choices in ((self.payer, people), (self.method, ["", *methods()])):
            box.field.clear()  # type: ignore[attr-defined]  # a list to choose from
            box.field.addItems(choices)  # type: ignore[attr-defined]  # as above
        deposit = invoices.asks_deposit(told.invoice)
        self.source.setVisible(told.transferable > 0 and not deposit)
        self.account.setVisible(deposit)
        self.amount.set_label(tr("Amount"), currency)
        usual = {
            "source": "in", "account": Account.TRUST if deposit and kept_in_trust(store) else Account.OPERATING,
            "amount": money.typed(told.open, currency, words.point_of(store)), "on": self._desk.today(),
            "payer": people[0] if people else "", "method": "", "reference": "",
        }  # fmt: skip
        self.ask(f"payment.{told.invoice.id}", None, usual)

    def on_edited(self, name: str) -> None:
        """Out of trust nobody is asked who paid."""
        if self._told is None:
            return
        trust = self._out_of_trust
        self._third.setVisible(not trust)
        most = words.say_in(self._desk.store, self._told.invoice.currency)(self._told.transferable)
        said = tr("{most} of what lies in trust is earned. The ledger has it for good.", most=most)
        self.consequence.setText(
            said if trust else tr("The ledger has it for good; an entry is reversed, not changed.")
        )

    @property
    def _out_of_trust(self) -> bool:
        return not self.source.isHidden() and self.form.read()["source"] == "trust"

    def keep(self) -> str:
        """Record it."""
        assert self._told is not None
        typed, told, desk = self.form.read(), self._told, self._desk
        try:
            amount = money.parse(typed["amount"], told.invoice.currency, words.point_of(desk.store))
        except Refused as refusal:
            raise Refused({"amount": str(refusal)}) from None
        on = read_day(self.on, "on")
        if self._out_of_trust:
            payments.pay_from_trust(desk.store, told.invoice.id, amount, on, desk.now())
        else:
            payers = {one.name: one.client_id for one in ledger.payers(desk.store, told.engagement)}
            entry = LedgerEntry(
                kind=EntryKind.PAYMENT, account=typed["account"], amount=amount, on=on, payer=typed["payer"],
                payer_id=payers.get(typed["payer"]), method=typed["method"], reference=typed["reference"],
            )  # fmt: skip
            payments.pay(desk.store, told.invoice.id, entry, desk.now())
        return tr("Recorded {amount}", amount=words.say_in(desk.store, told.invoice.currency)(amount))


class AskWhy(Asking):
    """Asks why an invoice is taken back whole, or its rest let go."""

    def __init__(self, desk: Desk, title: str, button: Button, hint: str) -> None:
        self._told: InvoiceView | None = None
        self.why = FieldBox(tr("Why"), LineEdit(), hint)
        super().__init__(desk, title, button, {"why": self.why})
        holder = QWidget()
        holder.setLayout(column(self.why))
        self.lay_out(holder)

    def show_invoice(self, told: InvoiceView, _locale: str) -> None:
        """Ask about this invoice."""
        self._told = told
        self.ask(f"{type(self).__name__}.{told.invoice.id}", None, {"why": ""})
        self.consequence.setText(self.said(told))

    def said(self, told: InvoiceView) -> str:
        """What comes of it."""
        raise NotImplementedError


class AskCredit(AskWhy):
    """A credit note."""

    def __init__(self, desk: Desk) -> None:
        button = Button(tr("Take it back"), icon="undo-2", key=tr("Ctrl Enter"))
        super().__init__(desk, tr("Take the invoice back"), button, tr("The credit note tells it to the client"))

    def said(self, told: InvoiceView) -> str:
        """What comes of it."""
        return tr("A credit note over the whole sum is issued for good. Time and costs wait to be billed again.")

    def keep(self) -> str:
        """Issue it."""
        assert self._told is not None
        note = invoices.credit(self._desk.store, self._told.invoice.id, self.form.read()["why"], self._desk.now())
        return tr("Issued {number}", number=note.number)


class AskLetGo(AskWhy):
    """A rest that is not asked for any more."""

    def __init__(self, desk: Desk) -> None:
        button = Button(tr("Let it go"), icon="check", key=tr("Ctrl Enter"))
        super().__init__(desk, tr("Let the rest go"), button, tr("For you; the ledger keeps it"))

    def said(self, told: InvoiceView) -> str:
        """What comes of it."""
        rest = words.say_in(self._desk.store, told.invoice.currency)(told.open)
        return tr("{rest} is written off in the ledger.", rest=rest)

    def keep(self) -> str:
        """Write it off."""
        assert self._told is not None
        try:
            payments.let_go(self._desk.store, self._told.invoice.id, self.form.read()["why"], self._desk.now())
        except Refused as refusal:
            raise Refused({"why": str(refusal)}) from None
        return tr("Let the rest go")
