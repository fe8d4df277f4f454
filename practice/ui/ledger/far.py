"""How far the work is, where that comes from, and saying otherwise with what shows it."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import ledger
from practice.actions.ledger import AccountView
from practice.errors import Refused
from practice.rules.engagements import FeeKind
from practice.rules.progress import FIELDS, Correction
from practice.ui.desk import Desk
from practice.ui.ledger import words
from practice.ui.ledger.asking import Asking
from practice.ui.setfields import grid
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import SectionTitle, clear, column, row
from practice.ui.widgets.text import Text


class Correcting(Asking):
    """Asks how far the work is, and what shows it."""

    def __init__(self, desk: Desk) -> None:
        self._told: AccountView | None = None
        self.first, self.second = FieldBox(tr("Done"), LineEdit()), FieldBox(tr("Done"), LineEdit())
        self.evidence = FieldBox(tr("What shows it"), LineEdit(placeholder=tr("The draft sent on November 3")))
        self.on = FieldBox(tr("As of the day"), DateEdit())
        fields = {"first": self.first, "second": self.second, "evidence": self.evidence, "on": self.on}
        super().__init__(desk, tr("Say how far the work is"), Button(tr("Keep this"), icon="check"), fields)
        numbers, rest = QWidget(), QWidget()
        numbers.setLayout(grid((self.first, self.second)))
        rest.setLayout(grid((self.evidence, self.on)))
        self.lay_out(numbers, rest)

    def show_account(self, told: AccountView, locale: str) -> None:
        """Ask about this account's work."""
        self._told = told
        day = self.on.field
        assert isinstance(day, DateEdit)
        day.dress(locale)
        measures = words.measures(told.progress.fee.kind)
        self.second.setVisible(len(measures) > 1)
        for box, (_, label) in zip((self.first, self.second), measures, strict=False):
            box.set_label(label)
        usual = {"first": "", "second": "", "evidence": "", "on": self._desk.today()}
        self.ask(f"ledger.correct.{told.progress.fee.kind.value}", told.engagement, usual)
        self.consequence.setText(tr("It is kept with its day; what was said before stays in the list."))

    def keep(self) -> str:
        """Record the correction; Refused names the fields as they stand here."""
        assert self._told is not None
        typed, told = self.form.read(), self._told
        names = FIELDS[told.progress.fee.kind]
        places = dict(zip(names, ("first", "second"), strict=False))
        values: dict[str, Any] = {name: _whole(typed[place], place) for name, place in places.items()}
        said = Correction(engagement_id=told.engagement.id, evidence=typed["evidence"], on=typed["on"], **values)
        try:
            ledger.correct(self._desk.store, said, self._desk.now())
        except Refused as refusal:
            raise Refused({places.get(name, name): text for name, text in refusal.fields.items()}) from None
        return tr("Kept how far the work is")


def _whole(text: str, field: str) -> int | None:
    """The whole number typed, None where nothing is."""
    plain = text.strip().rstrip("%").strip()
    if plain and not plain.isdecimal():
        raise Refused({field: tr("Type a whole number, for example 25.")})
    return int(plain) if plain else None


class HowFar(QWidget):
    """The section of the Money tab; `asked` when somebody wants to say otherwise."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = Text("", "bodyStrong", wrap=True)
        self.source = Text("", "small", "text2", wrap=True)
        self.change_button = Button(tr("Say otherwise"), "link", icon="pen-line")
        self.earlier_button = Button("", "link")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._all = False
        self._told: tuple[Correction, ...] = ()
        self._kind, self._today = FeeKind.FLAT, date.min
        whole = column(SectionTitle(tr("How far the work is"), right=self.change_button), self.said, self.source, gap=3)
        whole.addLayout(row(self.earlier_button, None))
        whole.addLayout(self._list)
        self.setLayout(whole)
        self.change_button.clicked.connect(self.asked)
        self.earlier_button.clicked.connect(self._on_earlier)

    def show_account(self, told: AccountView, corrections: tuple[Correction, ...], today: date) -> None:
        """Show how far this account's work is."""
        self._told, self._kind, self._today = corrections, told.progress.fee.kind, today
        self.said.setText(words.done_text(told.progress))
        self.source.setText(words.source_text(told.progress, today))
        self._show_earlier()

    def _on_earlier(self) -> None:
        self._all = not self._all
        self._show_earlier()

    def _show_earlier(self) -> None:
        clear(self._list)
        count = len(self._told)
        hidden = trn("What was said once", "What was said {n} times", count)
        self.earlier_button.set_label(tr("Hide what was said") if self._all else hidden)
        self.earlier_button.setVisible(bool(count))
        for one in self._told if self._all else ():
            said = words.correction_text(one, self._kind)
            day = words.day_text(one.on, self._today)
            self._list.addWidget(Text(f"{day}: {said}. {one.evidence}", "small", "text2", wrap=True))
