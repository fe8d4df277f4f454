"""The draft of an invoice as fields: its lines, its tax, the day it is due and a note; kept as it is typed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import invoices
from practice.errors import Refused
from practice.rules import money
from practice.rules.invoices import Invoice, Line, LineKind, sums
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.money import words
from practice.ui.setfields import grid
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import SectionTitle, clear, column, line, row
from practice.ui.widgets.text import Text

AMOUNT_WIDE = 112


class LineRow(QWidget):
    """One line: what it is for, what it comes to, whether tax is added."""

    def __init__(self, number: int, told: Line, say: Callable[[int], str]) -> None:
        super().__init__()
        name = tr("line {n}", n=number + 1)
        self.text = FieldBox(tr("For, {line}", line=name), LineEdit())
        self.text.label.hide()
        self.amount: FieldBox | None = None
        self.taxed = Check(tr("Tax"), name=tr("Add tax to {line}", line=name))
        self.remove = Button("", "quiet", "x", name=tr("Take {line} out", line=name))
        made = row(self.text)
        made.setStretch(0, 1)
        made.addWidget(self.taxed, 0, Qt.AlignmentFlag.AlignTop)
        if told.kind in (LineKind.FEE, LineKind.DEPOSIT, LineKind.ADVANCE):
            self.amount = FieldBox(tr("Amount of {line}", line=name), LineEdit())
            self.amount.label.hide()
            self.amount.setFixedWidth(AMOUNT_WIDE)
            self.amount.field.setAlignment(Qt.AlignmentFlag.AlignRight)  # type: ignore[attr-defined]  # a line
            made.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignTop)
        else:
            shown = Text(say(told.amount), "body", numbers=True)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            shown.setFixedSize(AMOUNT_WIDE, 32)
            made.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        made.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(made)


class Editor(QWidget):
    """The fields of a draft; `removed(n)` takes a line out, `added` asks for one, `taken_up` for what is unbilled."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._draft = Invoice()
        self._shape: object = None
        self.form: Form | None = None
        self.rows: list[LineRow] = []
        self.add_button = Button(tr("Add a line"), "link", icon="plus")
        self.more_button = Button(tr("Add what is unbilled"), "link", icon="timer")
        self.add_button.clicked.connect(self.add_line)
        self.more_button.clicked.connect(self.take_up)
        self.sum = Text("", "bodyStrong", numbers=True)
        self.problem = Text("", "small", "badText", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(14)
        whole = column(SectionTitle(tr("Lines"), tr("without tax")), gap=8)
        whole.addLayout(self._lines)
        whole.addLayout(row(None, self.sum))
        whole.addLayout(row(self.add_button, None))
        whole.addLayout(row(self.more_button, None))
        whole.addWidget(Text(tr(words.ADVICE), "small", "text2", wrap=True))
        whole.addWidget(self.problem)
        whole.addSpacing(8)
        whole.addWidget(line())
        whole.addSpacing(8)
        whole.addLayout(self._rest)
        self.setLayout(whole)

    def show_draft(self, draft: Invoice, problems: dict[str, str], locale: str) -> None:
        """Show a draft; fields are made anew only where its lines are others."""
        self._draft = draft
        say = words.say_in(self._desk.store, draft.currency)
        kinds = tuple((one.kind, one.amount if one.times or one.cost_id else 0) for one in draft.lines)
        shape = (draft.id, kinds)
        if shape != self._shape:
            self._build(draft, say, locale)
            self._shape = shape
        assert self.form is not None
        self.form.show(self._values(draft), draft.id)
        for made in self.rows:
            made.taxed.setVisible(bool(draft.tax_percent))
        added = sums(draft.lines, draft.tax_percent)
        with_tax = tr("{net} and {tax} tax: {total}", net=say(added.net), tax=say(added.tax), total=say(added.total))
        self.sum.setText(with_tax if added.tax else say(added.total))
        self.problem.setText(problems.get("lines", "") or problems.get("practice_name", ""))
        self.problem.setVisible(bool(self.problem.text()))

    def _build(self, draft: Invoice, say: Callable[[int], str], locale: str) -> None:
        self.drop()
        fields: dict[str, QWidget] = {}
        self.rows = [LineRow(number, one, say) for number, one in enumerate(draft.lines)]
        for number, made in enumerate(self.rows):
            self._lines.addWidget(made)
            made.remove.clicked.connect(lambda _=False, n=number: self.remove_line(n))
            fields[f"text:{number}"] = made.text
            if made.amount is not None:
                fields[f"amount:{number}"] = made.amount
            fields[f"taxed:{number}"] = made.taxed
        day = DateEdit()
        day.dress(locale)
        fields["due_on"] = FieldBox(tr("To be paid by"), day)
        fields["tax_label"] = FieldBox(tr("Tax"), LineEdit(), tr("Such as VAT; empty for none"))
        fields["tax_percent"] = FieldBox(tr("Rate, percent"), LineEdit())
        fields["note"] = FieldBox(tr("Note below the lines"), TextArea(), tr("A word to the client, or nothing"))
        self._rest.addLayout(grid([fields[name] for name in ("due_on", "tax_label", "tax_percent")], 3))
        self._rest.addWidget(fields["note"])
        self.form = Form(self._desk, fields, self._keep, self)
        self.form.saved.connect(self.changed)

    def drop(self) -> None:
        """Take the fields away, with what they hold kept."""
        if self.form is not None:
            self.form.flush()
            self._desk.forget_form(self.form)
            self.form.deleteLater()
            self.form = None
        clear(self._lines)
        clear(self._rest)
        self._shape = None

    def _values(self, draft: Invoice) -> dict[str, Any]:
        point = words.point_of(self._desk.store)
        values: dict[str, Any] = {name: getattr(draft, name) for name in ("due_on", "tax_label", "tax_percent", "note")}
        for number, one in enumerate(draft.lines):
            typed = money.typed(abs(one.amount), draft.currency, point)
            values |= {f"text:{number}": one.text, f"amount:{number}": typed, f"taxed:{number}": one.taxed}
        return values

    def _keep(self, _key: object, changed: dict[str, Any], visit: str) -> None:
        try:
            draft = invoices.get(self._desk.store, self._draft.id)
        except KeyError:  # its beginning was undone meanwhile
            return
        lines = list(draft.lines)
        for name, value in changed.items():
            part, _, number = name.partition(":")
            if number and int(number) < len(lines):  # else its line was undone meanwhile
                lines[int(number)] = replace(lines[int(number)], **{part: self._read(name, value, lines[int(number)])})
        rest = {name: value for name, value in changed.items() if ":" not in name}
        try:
            invoices.keep(self._desk.store, replace(draft, lines=tuple(lines), **rest), visit=visit)
        except Refused as refusal:
            raise refusal if refusal.fields.keys() != {""} else Refused({"tax_percent": str(refusal)}) from None

    def _read(self, name: str, value: Any, one: Line) -> Any:  # noqa: ANN401  text, amount or tick
        if not name.startswith("amount"):
            return value
        try:
            amount = money.parse(value, self._draft.currency, words.point_of(self._desk.store))
        except Refused as refusal:
            raise Refused({name: str(refusal)}) from None
        return -amount if one.kind is LineKind.ADVANCE else amount

    # lines come and go

    def _put(self, lines: tuple[Line, ...]) -> None:
        if self.form is not None:
            self.form.flush()
        draft = invoices.get(self._desk.store, self._draft.id)
        invoices.keep(self._desk.store, replace(draft, lines=lines))

    def _now(self) -> tuple[Line, ...]:
        if self.form is not None:
            self.form.flush()
        return invoices.get(self._desk.store, self._draft.id).lines

    def add_line(self) -> None:
        """Another line to be typed."""
        self._put((*self._now(), Line()))
        if self.rows:
            self.rows[-1].text.field.setFocus()

    def remove_line(self, number: int) -> None:
        """Take a line out; what it bills waits again."""
        lines = self._now()
        self._put((*lines[:number], *lines[number + 1 :]))
        self._desk.toast(tr("Took a line out"))
        (self.rows[min(number, len(self.rows) - 1)].text.field if self.rows else self.add_button).setFocus()

    def take_up(self) -> None:
        """Put in what has become due meanwhile."""
        before = len(self._now())
        after = invoices.take_up(self._desk.store, self._draft.id, self._desk.today())
        if len(after.lines) == before:
            self._desk.toast(tr("Nothing else waits to be billed"), undo=False)
