"""Cards that ask for time, and for a cost that was laid out."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from practice.actions import ledger, time
from practice.actions.time import Unbilled
from practice.errors import Refused
from practice.rules import money
from practice.rules.engagements import FeeKind
from practice.rules.ledger import EntryKind, LedgerEntry
from practice.rules.time import TimeEntry, minutes_text, read_minutes
from practice.ui.desk import Desk
from practice.ui.ledger.asking import Asking
from practice.ui.money import words
from practice.ui.setfields import grid
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import column


def _day(box: FieldBox) -> DateEdit:
    field = box.field
    assert isinstance(field, DateEdit)
    return field


def read_day(box: FieldBox, name: str) -> date:
    """The day that stands in a field; Refused where it is none."""
    field = _day(box)
    if not field.is_read:
        raise Refused({name: tr("Type a day, for example {day}.", day=field.text() or "Nov 18, 2026")})
    return field.value()


class AskTime(Asking):
    """Asks for a piece of time, new or one that is there."""

    def __init__(self, desk: Desk) -> None:
        self._told: Unbilled | None = None
        self._entry: TimeEntry | None = None
        self.on = FieldBox(tr("Day"), DateEdit())
        self.minutes = FieldBox(tr("How long"), LineEdit(placeholder="0:45"), tr("45 for minutes, 1:30 or 1.5 h"))
        self.rate = FieldBox(tr("Rate an hour"), LineEdit(), tr("Empty for the letter’s"))
        self.text = FieldBox(tr("What was done"), LineEdit(), tr(words.ADVICE))
        self.free = FieldBox(tr("Not billed"), Check(tr("Write it down without billing it")))
        fields = {"on": self.on, "minutes": self.minutes, "rate": self.rate, "text": self.text, "free": self.free}
        super().__init__(desk, tr("Add time"), Button(tr("Keep this time"), icon="check", key=tr("Ctrl Enter")), fields)
        first, second = QWidget(), QWidget()
        first.setLayout(grid((self.on, self.minutes, self.rate), 3))
        second.setLayout(column(self.text, self.free, gap=10))
        self.free.label.hide()
        self.lay_out(first, second)

    def show_work(self, told: Unbilled, entry: TimeEntry | None, locale: str) -> None:
        """Ask for time on this work, or show an entry of it to be changed."""
        self._told, self._entry = told, entry
        _day(self.on).dress(locale)
        self.heading.title.setText(tr("Change the time") if entry else tr("Add time"))
        self.rate.set_label(tr("Rate an hour"), told.currency)
        self.rate.setVisible(told.fee.kind is not FeeKind.HOURLY or bool(entry and entry.rate is not None))
        usual: dict[str, Any] = {"on": self._desk.today(), "minutes": "", "rate": "", "text": "", "free": False}
        if entry:
            point = words.point_of(self._desk.store)
            priced = "" if entry.rate is None else money.typed(entry.rate, told.currency, point)
            usual = {
                "on": entry.on, "minutes": minutes_text(entry.minutes), "rate": priced, "text": entry.text,
                "free": not entry.billable,
            }  # fmt: skip
        self.ask(f"time.{entry.id}" if entry else "time.add", told.engagement, usual)
        self.consequence.setText(tr("It can be changed until an invoice has it."))

    def read_word(self, name: str, word: str) -> Any:  # noqa: ANN401  what the field holds
        """The tick is kept as a word."""
        return word == "True" if name == "free" else super().read_word(name, word)

    def keep(self) -> str:
        """Write it down."""
        assert self._told is not None
        typed, store = self.form.read(), self._desk.store
        made = TimeEntry(
            engagement_id=self._told.engagement.id, on=read_day(self.on, "on"), text=typed["text"].strip(),
            billable=not typed["free"],
        )  # fmt: skip
        made = replace(made, minutes=_field("minutes", lambda: read_minutes(typed["minutes"])), rate=self._rate(typed))
        if self._entry is None:
            time.add(store, made, self._desk.now())
        else:
            names = ("on", "minutes", "text", "billable", "rate")
            time.change(store, self._entry.id, self._desk.today(), **{name: getattr(made, name) for name in names})
        return tr("Kept {time}", time=minutes_text(made.minutes))

    def _rate(self, typed: dict[str, Any]) -> int | None:
        assert self._told is not None
        text, currency, point = typed["rate"].strip(), self._told.currency, words.point_of(self._desk.store)
        return _field("rate", lambda: money.parse(text, currency, point)) if text else None


class AskCost(Asking):
    """Asks for a cost that was laid out for the client; the ledger has it from then on."""

    def __init__(self, desk: Desk) -> None:
        self._told: Unbilled | None = None
        self.on = FieldBox(tr("Day"), DateEdit())
        self.amount = FieldBox(tr("What it cost"), LineEdit())
        self.reference = FieldBox(tr("Receipt or reference"), LineEdit())
        self.text = FieldBox(tr("What for"), LineEdit(), tr("As the invoice will say it"))
        fields = {"on": self.on, "amount": self.amount, "reference": self.reference, "text": self.text}
        super().__init__(desk, tr("Add a cost"), Button(tr("Record the cost"), icon="check", key="Ctrl Enter"), fields)
        first, second = QWidget(), QWidget()
        first.setLayout(grid((self.on, self.amount, self.reference), 3))
        second.setLayout(column(self.text))
        self.lay_out(first, second)

    def show_work(self, told: Unbilled, locale: str) -> None:
        """Ask for a cost of this work."""
        self._told = told
        _day(self.on).dress(locale)
        self.amount.set_label(tr("What it cost"), told.currency)
        self.ask("cost.add", told.engagement, {"on": self._desk.today(), "amount": "", "reference": "", "text": ""})
        self.consequence.setText(tr("The ledger has it from then on; it is taken back there, not changed."))

    def keep(self) -> str:
        """Record it."""
        assert self._told is not None
        typed, told, point = self.form.read(), self._told, words.point_of(self._desk.store)
        amount = _field("amount", lambda: money.parse(typed["amount"], told.currency, point))
        entry = LedgerEntry(
            engagement_id=told.engagement.id, kind=EntryKind.COST, amount=amount, currency=told.currency,
            on=read_day(self.on, "on"), reference=typed["reference"], text=typed["text"],
        )  # fmt: skip
        ledger.record(self._desk.store, entry, self._desk.now())
        return tr("Recorded: {what}", what=entry.text)


def _field(name: str, read: Any) -> int:  # noqa: ANN401  a function of nothing
    """What a field reads; its refusal stands beside that field."""
    try:
        return int(read())
    except Refused as refusal:
        raise Refused({name: str(refusal)}) from None
