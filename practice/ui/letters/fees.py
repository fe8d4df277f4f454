"""The fee in the composer: how it is reckoned, its amount, deposit and day to sign by, and its stages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from practice.actions import engagements, wording
from practice.errors import Refused
from practice.rules import money
from practice.rules.cases import Case
from practice.rules.engagements import Fee, FeeKind, Milestone, total
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.letters import words
from practice.ui.letters.currency import CurrencyChoice
from practice.ui.letters.draft import Draft
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit
from practice.ui.widgets.layout import clear, column, row
from practice.ui.widgets.text import Text


class Stages(QWidget):
    """The stages of a fixed fee: name and amount of each; `edited` is the person's. Amounts are text until parsed.

    `drop` takes a stage (from 1) out of what is kept, with its items; where it answers False the stage stays.
    """

    edited = Signal()

    def __init__(self, drop: Callable[[int], bool]) -> None:
        super().__init__()
        self._drop = drop
        self._pairs: list[tuple[LineEdit, LineEdit]] = []
        self._rows = column(gap=6)
        self._note = Text("", "label", "badText", wrap=True)
        self.add = Button(tr("Add a stage"), "link", "plus")
        self.add.clicked.connect(self._on_add)
        whole = column(Text(tr("Stages"), "label", "text2"), gap=6)
        whole.addLayout(self._rows)
        whole.addWidget(self._note)
        whole.addLayout(row(self.add, None))
        self.setLayout(whole)
        self.say("")

    def value(self) -> tuple[tuple[str, str], ...]:
        """Name and amount of each stage as typed."""
        return tuple((name.text().strip(), amount.text().strip()) for name, amount in self._pairs)

    def set_value(self, stages: tuple[tuple[str, str], ...]) -> None:
        """Show these stages, silently."""
        if len(stages) != len(self._pairs):
            clear(self._rows)
            self._pairs = []
            for number in range(1, len(stages) + 1):
                self._add_row(number)
        for (name, amount), (title, sum_) in zip(self._pairs, stages, strict=True):
            for line, text in ((name, title), (amount, sum_)):
                if line.text() != text and not line.hasFocus():
                    line.setText(text)

    def say(self, sentence: str) -> None:
        """Say what is wrong with them."""
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))

    def _add_row(self, number: int) -> None:
        name, amount = LineEdit(placeholder=tr("Discovery")), LineEdit(placeholder="900.00")
        name.setAccessibleName(tr("Name of stage {n}", n=number))
        amount.setAccessibleName(tr("Amount of stage {n}", n=number))
        amount.setFixedWidth(130)
        remove = Button("", "quiet", "x", small=True, name=tr("Remove stage {n}", n=number))
        remove.clicked.connect(lambda: self._on_removed(number))
        for line in (name, amount):
            line.textEdited.connect(self.edited)
        self._pairs.append((name, amount))
        holder = QWidget()
        holder.setLayout(row(Text(str(number), "body", "text2", numbers=True), name, amount, remove))
        self._rows.addWidget(holder)

    def _on_add(self) -> None:
        self.set_value((*self.value(), ("", "")))
        self._pairs[-1][0].setFocus()
        self.edited.emit()

    def _on_removed(self, number: int) -> None:
        kept = tuple(stage for place, stage in enumerate(self.value(), 1) if place != number)
        if not self._drop(number):
            return
        clear(self._rows)
        self._pairs = []
        self.set_value(kept)
        self.edited.emit()


class FeeEditor(QWidget):
    """The fields of the fee; wrong amounts say what to type instead."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk, self._draft = desk, draft
        kind = Combo()
        for one in words.FEE_KINDS:
            kind.addItem(words.fee_kind(one), one)
        self.amount = FieldBox(tr("Fixed fee"), LineEdit())
        self.deposit = FieldBox(tr("Deposit"), LineEdit())
        self.sign_by = FieldBox(tr("Sign by"), DateEdit())
        self.kind = FieldBox(tr("Reckoned"), kind)
        self.sessions = FieldBox(tr("Sessions"), LineEdit())
        self.minutes = FieldBox(tr("Minutes a session"), LineEdit())
        self.unit = FieldBox(tr("Unit, minutes"), LineEdit())
        self.currency = FieldBox(tr("Currency"), CurrencyChoice())
        self.stages = Stages(self._drop)
        self._lay_out()
        names = ("kind", "amount", "deposit", "sign_by", "sessions", "minutes", "unit", "stages")
        self.form = Form(desk, {name: getattr(self, name) for name in names}, self._save, self)
        self.form.edited.connect(self._on_edited)
        self._choice.activated.connect(lambda _: self._on_currency())

    @property
    def _choice(self) -> CurrencyChoice:
        field = self.currency.field
        assert isinstance(field, CurrencyChoice)
        return field

    def _on_currency(self) -> None:
        """The same figures in another currency; the store's change brings them back here."""
        work = self._draft.case.engagement
        if self.flush() and self._choice.value() != work.fee.currency:
            try:
                engagements.set_currency(self._desk.store, work.id, self._choice.value())
            except Refused as refusal:
                self._desk.tell(str(refusal))
        self._choice.set_value(self._draft.case.engagement.fee.currency)

    def _lay_out(self) -> None:
        laid = QGridLayout(self)
        laid.setContentsMargins(0, 0, 0, 12)
        laid.setHorizontalSpacing(10)
        for place, field in enumerate((self.amount, self.deposit, self.sign_by)):
            laid.addWidget(field, 0, place, alignment=Qt.AlignmentFlag.AlignTop)
            laid.setColumnStretch(place, 1)
        for place, field in enumerate((self.kind, self.sessions, self.minutes)):
            laid.addWidget(field, 1, place)
        laid.addWidget(self.unit, 1, 1)
        laid.addWidget(self.currency, 1, 2)
        laid.addWidget(self.stages, 3, 0, 1, 3)
        self._laid = laid

    def show_fee(self) -> None:
        """Show the fee as it stands, leaving alone what is being typed."""
        case = self._draft.case
        fee, letter = case.engagement.fee, case.letter
        values: dict[str, Any] = {
            "kind": fee.kind,
            "amount": self._said(total(fee) or fee.amount),
            "deposit": self._said(fee.deposit),
            "sign_by": letter.sign_by or case.today,
            "sessions": str(fee.sessions or ""),
            "minutes": str(fee.session_minutes),
            "unit": str(fee.increment_minutes),
            "stages": tuple((stage.title, self._said(stage.amount)) for stage in fee.milestones),
        }
        sign_by = self.sign_by.field
        assert isinstance(sign_by, DateEdit)
        sign_by.dress(case.profile.locale)
        self.form.show(values, letter.id)
        self._choice.set_value(fee.currency)
        self.currency.setEnabled(engagements.may_change_currency(self._desk.store, case.engagement.id))
        self._fit(fee.kind)

    def _said(self, minor: int) -> str:
        case = self._draft.case
        return wording.money_text(minor, case.engagement.fee.currency, case.profile.locale) if minor else ""

    def _fit(self, kind: FeeKind) -> None:
        staged = kind is FeeKind.MILESTONES
        self.amount.set_label(words.amount_label(kind), tr("sum of the stages") if staged else "")
        self.amount.field.setEnabled(not staged)
        self.stages.setVisible(staged)
        self.sessions.setVisible(kind is FeeKind.PACKAGE)
        self.minutes.setVisible(kind is FeeKind.PACKAGE)
        self.unit.setVisible(kind is FeeKind.HOURLY)
        self._laid.addWidget(self.currency, *((2, 0) if kind is FeeKind.PACKAGE else (1, 2)))

    def _on_edited(self, name: str) -> None:
        fee, _ = self._typed()
        if name == "kind":
            self._fit(fee.kind)
            if fee.kind is FeeKind.MILESTONES and not fee.milestones:
                self.stages._on_add()
        if fee.kind is FeeKind.MILESTONES:
            self.amount.field.setText(self._said(total(fee)))  # type: ignore[attr-defined]  # a line
        self._lay(fee)

    def _lay(self, fee: Fee) -> None:
        case = self._draft.case
        day = self.form.read()["sign_by"]
        self._draft.lay(replace(case.letter, sign_by=day), replace(case.engagement, fee=fee))

    def _save(self, _key: object, values: dict[str, object], visit: str) -> None:
        fee, wrong = self._typed()
        self.stages.say(wrong.get("stages", ""))
        refused = {name: said for name, said in wrong.items() if name in values}
        if refused:
            raise Refused(refused)
        self._lay(fee)
        self._draft.keep(visit)

    def _drop(self, number: int) -> bool:
        """Take a stage out with what is kept of it; False where issued items stand against that."""
        try:
            engagements.drop_stage(self._desk.store, self._draft.case.engagement.id, number)
        except Refused as refusal:
            self._desk.tell(str(refusal))
            return False
        return True

    def _typed(self) -> tuple[Fee, dict[str, str]]:
        """The fee as typed, what cannot be read standing as it was; and a sentence for each of these."""
        before, now = self._draft.case.engagement.fee, self.form.read()
        wrong: dict[str, str] = {}
        stages, refused = self._stages(now["stages"], before)
        if refused:
            wrong["stages"] = refused
        numbers = {
            name: self._number(name, now[name], old, wrong)
            for name, old in (
                ("sessions", before.sessions),
                ("minutes", before.session_minutes),
                ("unit", before.increment_minutes),
            )
        }
        kind = FeeKind(now["kind"])  # Qt gives back a plain string
        staged = kind is FeeKind.MILESTONES
        fee = replace(
            before,
            kind=kind,
            amount=before.amount if staged else self._amount("amount", now["amount"], before.amount, wrong),
            deposit=self._amount("deposit", now["deposit"], before.deposit, wrong),
            milestones=stages,
            sessions=numbers["sessions"],
            session_minutes=numbers["minutes"],
            increment_minutes=numbers["unit"],
        )
        return fee, wrong

    def _amount(self, name: str, text: str, before: int, wrong: dict[str, str]) -> int:
        if not text.strip():
            return 0
        try:
            return self._parse(text)
        except Refused as refusal:
            wrong[name] = str(refusal)
            return before

    def _number(self, name: str, text: str, before: int, wrong: dict[str, str]) -> int:
        if not text.strip():
            return 0 if name == "sessions" else before
        if not text.strip().isdecimal() or not 0 < int(text) < 1000:
            wrong[name] = tr("Type a whole number, such as {n}.", n=before or 10)
            return before
        return int(text)

    def _stages(self, typed: tuple[tuple[str, str], ...], before: Fee) -> tuple[tuple[Milestone, ...], str]:
        made: list[Milestone] = []
        refused = ""
        for place, (title, text) in enumerate(typed):
            old = before.milestones[place].amount if place < len(before.milestones) else 0
            try:
                made.append(Milestone(title, self._parse(text) if text else 0))
            except Refused as refusal:
                refused = str(refusal)
                made.append(Milestone(title, old))
        return tuple(made), refused

    def _parse(self, text: str) -> int:
        case: Case = self._draft.case
        return money.parse(text, case.engagement.fee.currency, wording.decimal_point(case.profile.locale))

    def flush(self) -> bool:
        """Save what is typed."""
        return self.form.flush()
