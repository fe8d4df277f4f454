"""Recording an entry of the ledger, and taking one back."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from practice.actions import ledger, wording
from practice.actions.attachments import Filed
from practice.actions.ledger import AccountView, Payer
from practice.errors import Refused
from practice.rules import money
from practice.rules.attachments import Owner
from practice.rules.ledger import FROM_SOMEBODY, HOMES, EntryKind, LedgerEntry, balances, home, with_waiver
from practice.ui.desk import Desk
from practice.ui.ledger import words
from practice.ui.ledger.asking import Asking
from practice.ui.setfields import combo, fill, grid
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import row
from practice.ui.widgets.segmented import Segmented

FOR_GOOD = "It is kept for good; a mistake is taken back by another entry."


def _open_combo(name: str) -> Combo:
    """A list to choose from into which anything else can be typed."""
    made = combo([])
    made.setEditable(True)
    made.setInsertPolicy(Combo.InsertPolicy.NoInsert)
    made.setAccessibleName(name)
    return made


class Recording(Asking):
    """Asks for one entry: its kind, amount and day, who paid and how."""

    def __init__(self, desk: Desk) -> None:
        self._told: AccountView | None = None
        self._payers: tuple[Payer, ...] = ()
        self._locale = "en_US"
        self._filed: tuple[int, ...] = ()  # the files that could be a receipt
        self._adding = False  # one was asked for, and becomes the receipt once it is there
        self.kind = FieldBox(tr("What happened"), combo(words.kinds()))
        self.amount = FieldBox(tr("Amount"), LineEdit())
        self.on = FieldBox(tr("Day"), DateEdit())
        self.payer = FieldBox(tr("Who paid"), _open_combo(tr("Who paid")))
        self.method = FieldBox(tr("How"), _open_combo(tr("How")))
        self.reference = FieldBox(tr("Reference"), LineEdit())
        self.text = FieldBox(tr("Remark"), LineEdit())
        self.account = FieldBox(tr("Out of"), Segmented(words.accounts(), tr("Out of")))
        self.receipt = FieldBox(tr("Receipt"), combo([]), tr("A file of this client"))
        names = ("amount", "kind", "on", "payer", "method", "reference", "text", "account", "receipt")
        boxes: dict[str, FieldBox] = {name: getattr(self, name) for name in names}
        super().__init__(desk, tr("Record an entry"), Button(tr("Record"), icon="check", key=tr("Ctrl Enter")), boxes)
        self.add_button = Button(tr("Add the receipt…"), "link", icon="upload")
        self.add_button.clicked.connect(self.add_receipt)
        parts = list(self._grids())
        self._last = parts[-1]
        self._adder = QWidget()
        self._adder.setLayout(row(self.add_button, None))
        self.lay_out(*parts, self._adder)

    def _grids(self) -> Iterator[QWidget]:
        """The fields in rows; what one kind does not ask for leaves no gap at the left."""
        for fields in (
            (self.kind, self.amount),
            (self.on, self.payer),
            (self.method, self.reference),
            (self.text,),
            (self.account, self.receipt),
        ):
            holder, made = QWidget(), row(gap=16)
            for field in fields:
                made.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            holder.setLayout(made)
            yield holder

    def show_account(
        self, told: AccountView, payers: tuple[Payer, ...], files: Sequence[Filed], kind: EntryKind, locale: str
    ) -> None:
        """Ask for an entry of this account, of this kind unless another one is being typed; earned money as a whole."""
        self._told, self._payers, self._locale = told, payers, locale
        day = self.on.field
        assert isinstance(day, DateEdit)
        day.dress(locale)
        self.amount.set_label(tr("Amount"), told.currency)
        self._offer(payers, files)
        earned = told.balances.transferable if kind is EntryKind.TRANSFER else 0
        amount = money.typed(earned, told.currency, wording.decimal_point(locale)) if earned else ""
        usual: dict[str, Any] = {
            "kind": kind, "amount": amount, "on": self._desk.today(), "payer": payers[0].name if payers else "",
            "method": "", "reference": "", "text": "", "account": home(kind), "receipt": 0,
        }  # fmt: skip
        self.ask("ledger.record", told.engagement, usual)
        line = self.payer.field.findChild(QLineEdit)
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)  # so that a long name shows its beginning

    def _offer(self, payers: tuple[Payer, ...], files: Sequence[Filed]) -> None:
        payer, method, receipt = self.payer.field, self.method.field, self.receipt.field
        assert isinstance(payer, Combo)
        assert isinstance(method, Combo)
        assert isinstance(receipt, Combo)
        _fill_open(payer, [one.name for one in payers])
        _fill_open(method, ["", *words.methods()])
        there = [one.attachment for one in files if one.attachment.removed_at is None]
        fill(receipt, [(0, tr("None")), *((file.id, file.name) for file in there)])
        new = [file.id for file in there if file.id not in self._filed]
        self._filed = tuple(file.id for file in there)
        if self._adding and new:
            self._adding = False
            receipt.setCurrentIndex(receipt.findData(max(new)))
            receipt.activated.emit(receipt.currentIndex())

    def add_receipt(self) -> None:
        """Ask for a file, keep it with the work, and let it be the receipt."""
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Add the receipt"), "", tr("All files (*)"))
        if name and self._told is not None:
            self._adding = True
            self._desk.filing.add([Path(name)], Owner("engagements", self._told.engagement.id))

    def on_edited(self, name: str) -> None:
        """Show what this kind of entry asks for, and where the account would stand."""
        kind = EntryKind(self.form.read()["kind"])  # Qt gives its code back
        if name in ("", "kind"):
            self._fit(kind)
        self._say_after()

    def _fit(self, kind: EntryKind) -> None:
        back = kind is EntryKind.REFUND
        self.payer.set_label(tr("To whom") if back else tr("Who paid"))
        self.account.set_label(tr("Returned from") if back else tr("Paid out of"))
        self.text.set_label(words.text_label(kind))
        self.payer.setVisible(kind in FROM_SOMEBODY)
        self.method.setVisible(kind not in (EntryKind.FEE, EntryKind.WRITE_OFF))
        self.reference.setVisible(kind is not EntryKind.WRITE_OFF)
        self.account.setVisible(len(HOMES[kind]) > 1)
        self.receipt.setVisible(kind is EntryKind.COST and bool(self._filed))
        self._adder.setVisible(kind is EntryKind.COST)
        self._last.setVisible(len(HOMES[kind]) > 1)
        account = self.account.field
        assert isinstance(account, Segmented)
        if account.value() not in HOMES[kind]:
            account.set_value(home(kind))

    def _say_after(self) -> None:
        if self._told is None:
            return
        try:
            entry = self._entry()
        except Refused:
            self.consequence.setText(tr(FOR_GOOD))
            return
        told, say = self._told, words.says(self._told, self._locale)
        made = with_waiver(entry, told.entries, told.balances.earned)
        after = balances((*told.entries, *made), told.balances.earned)
        said = words.after_text(after, say) if after.trust >= 0 else ""
        waived = tr("{amount} of it was earned, and is waived besides.", amount=say(made[-1].amount))
        self.consequence.setText(" ".join(filter(None, (waived if len(made) > 1 else "", said, tr(FOR_GOOD)))))

    def _entry(self) -> LedgerEntry:
        """The entry as it stands in the fields; Refused where its amount or day cannot be read."""
        assert self._told is not None
        typed, told = self.form.read(), self._told
        kind = EntryKind(typed["kind"])
        payer = typed["payer"].strip() if kind in FROM_SOMEBODY else ""
        day = self.on.field
        assert isinstance(day, DateEdit)
        if not day.is_read:
            raise Refused({"on": tr("Type a day, for example {day}.", day=day.text() or "Nov 18, 2026")})
        return LedgerEntry(
            engagement_id=told.engagement.id, client_id=told.engagement.client_id, kind=kind,
            account=typed["account"] if len(HOMES[kind]) > 1 else home(kind), amount=self._amount(typed["amount"]),
            currency=told.currency, on=typed["on"], payer=payer,
            payer_id=next((one.client_id for one in self._payers if one.name == payer), None),
            method=typed["method"] if self.method.isVisibleTo(self) else "",
            reference=typed["reference"] if self.reference.isVisibleTo(self) else "", text=typed["text"],
            receipt_id=(typed["receipt"] or None) if self.receipt.isVisibleTo(self) else None,
        )  # fmt: skip

    def _amount(self, text: str) -> int:
        assert self._told is not None
        point = wording.decimal_point(self._locale)
        try:
            return money.parse(text, self._told.currency, point)
        except Refused as refusal:
            raise Refused({"amount": str(refusal)}) from None

    def keep(self) -> str:
        """Record the entry."""
        assert self._told is not None
        entry = self._entry()
        record = ledger.give_back if entry.kind is EntryKind.REFUND else ledger.record
        kept = record(self._desk.store, entry, self._desk.now())
        amount = words.says(self._told, self._locale)(kept.amount)
        return tr("Recorded: {what}, {amount}", what=words.entry_name(kept).lower(), amount=amount)


def _fill_open(made: Combo, choices: Sequence[str]) -> None:
    """Offer these without touching what stands there."""
    before = made.currentText()
    made.clear()
    made.addItems(list(dict.fromkeys(choices)))
    made.setEditText(before)


class Reversing(Asking):
    """Asks why an entry is taken back, and on which day."""

    def __init__(self, desk: Desk) -> None:
        self._entry: LedgerEntry | None = None
        self.why = FieldBox(tr("Why"), LineEdit(placeholder=tr("The bank returned the check")))
        self.on = FieldBox(tr("Day"), DateEdit())
        fields = {"text": self.why, "on": self.on}
        super().__init__(desk, tr("Take an entry back"), Button(tr("Take it back"), icon="undo-2"), fields)
        holder = QWidget()
        made = grid((self.why, self.on), 2)
        made.setColumnStretch(0, 2)
        holder.setLayout(made)
        self.lay_out(holder)

    def show_entry(self, entry: LedgerEntry, told: AccountView, locale: str) -> None:
        """Ask about this entry."""
        self._entry = entry
        day = self.on.field
        assert isinstance(day, DateEdit)
        day.dress(locale)
        amount = words.says(told, locale)(entry.amount)
        named = words.entry_name(entry)
        on = words.day_text(entry.on, self._desk.today())
        self.heading.title.setText(tr("Take back: {what} of {day}, {amount}", what=named, day=on, amount=amount))
        self.ask(f"ledger.reverse.{entry.id}", None, {"text": "", "on": self._desk.today()})
        self.consequence.setText(tr("Both entries stay in the ledger, and together they come to nothing."))

    def keep(self) -> str:
        """Record the reversal."""
        assert self._entry is not None
        typed, desk = self.form.read(), self._desk
        on: date = typed["on"]
        ledger.reverse(desk.store, self._entry.id, typed["text"], desk.now(), desk.today(), on)
        return tr("Taken back: {what}", what=words.entry_name(self._entry).lower())
