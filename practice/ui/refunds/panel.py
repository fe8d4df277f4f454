"""The decision panel: the sum, what the person decides and why, the letter; then issue, payment, correction."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from practice.actions.refunds import RefundView
from practice.rules.letters import LetterFacts
from practice.rules.refund_decisions import Choice, RefundDecision, RefundState
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.form import Form, Save, put_value, value_of
from practice.ui.refunds import words
from practice.ui.refunds.paper import Paper
from practice.ui.refunds.working import by_letter
from practice.ui.tr import tr, trn
from practice.ui.when import day_text, moment_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check, RadioList
from practice.ui.widgets.fields import DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import INSPECTOR_MIN, Inspector
from practice.ui.widgets.text import Run, Text

Money = Callable[[int], str]
OF_DECISION = ("choice", "amount", "attested", "citation", "why", "credit_offered", "note")
SCROLL_BAR, SIDES = 10, 36
AT_ONCE = frozenset({"choice", "attested", "credit_offered"})
OF_PAYMENT = ("paid_on", "method", "proof", "trust_reference")


class Panel(Inspector):
    """Shows a decision and takes it; `pressed` is the pinned button's second press, or its only one."""

    pressed = Signal()
    thought_over = Signal()
    letter_asked = Signal()

    def __init__(self, desk: Desk, save: Save) -> None:
        super().__init__(tr("The decision"))
        self._desk = desk
        self._view: RefundView | None = None
        self._new = True  # another decision is shown: the day of payment is today's, until somebody says otherwise
        self._build_sum()
        self._build_decision()
        self._build_payment()
        self._build_letter()
        self.body.addStretch(1)
        self._build_foot()
        fields = {name: self.boxes[name] for name in OF_DECISION}
        self.form = Form(desk, fields, save, self)
        self.form.edited.connect(self._on_edited)

    # building

    def _build_sum(self) -> None:
        self.what, self.due = Text("", "small", "text2"), Text("", "small", "text2", wrap=True)
        self.figure = Text("", "figure", numbers=True)
        self.said = Text("", wrap=True)
        for part in (self.what, self.figure, self.due, self.said):
            self.body.addWidget(part)
        self.body.setSpacing(4)

    def _build_decision(self) -> None:
        self.choice = RadioList(list(words.choices().items()), tr("You decide"))
        self.below = Banner("bad", tr("Less than has to go back"))
        self.boxes: dict[str, QWidget] = {
            "choice": FieldBox(tr("You decide"), self.choice),
            "amount": FieldBox(tr("You pay"), LineEdit()),
            "attested": Check(
                tr("The rules here say otherwise"), name=tr("I attest that the rules here say otherwise")
            ),
            "citation": FieldBox(tr("Which rule, with its number"), LineEdit()),
            "why": FieldBox(tr("Reason"), TextArea(least=2, most=6), note=tr("needed, kept with the decision")),
            "credit_offered": Check(tr("A courtesy session is offered too")),
            "note": FieldBox(tr("Second pair of eyes, or your insurer"), TextArea(least=1, most=4)),
        }
        whole = column(gap=10)
        whole.setContentsMargins(0, 10, 0, 0)
        for name in ("choice", "amount"):
            whole.addWidget(self.boxes[name])
        whole.addWidget(self.below)
        for name in ("attested", "citation", "why", "credit_offered", "note"):
            whole.addWidget(self.boxes[name])
        self._decision = QWidget()
        self._decision.setLayout(whole)
        self.body.addWidget(self._decision)

    def _build_payment(self) -> None:
        self.payment: dict[str, FieldBox] = {
            "paid_on": FieldBox(tr("Paid on"), DateEdit()),
            "method": FieldBox(tr("How"), LineEdit(placeholder=tr("Bank transfer"))),
            "proof": FieldBox(tr("What shows it"), LineEdit(placeholder=tr("The transfer’s number"))),
            "trust_reference": FieldBox(
                tr("In the trust ledger"), LineEdit(placeholder=tr("Its line or check number"))
            ),
        }
        whole = column(*self.payment.values(), gap=10)
        whole.setContentsMargins(0, 10, 0, 0)
        self._payment = QWidget()
        self._payment.setLayout(whole)
        self.body.addWidget(self._payment)

    def _build_letter(self) -> None:
        self.letter_title = Text("", "bodyStrong", shrink=True)
        self.edit_button = Button(tr("Edit"), "link", name=tr("Edit the letter"))
        self.edit_button.clicked.connect(self.letter_asked)
        self.paper = Paper()
        head = row(self.letter_title, None, self.edit_button)
        whole = column(gap=8)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self.paper)
        self._letter = QWidget()
        self._letter.setLayout(whole)
        self.body.addWidget(self._letter)

    def _build_foot(self) -> None:
        self.again_button = Button(tr("Think it over again"), "link", icon="undo-2")
        self.button = Button(tr("Record decision"), "primary", key=tr("Ctrl Enter"))
        self.after = Text("", "small", "text2", wrap=True)
        self.after.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.arming = Arming(self)
        self.arming.changed.connect(self._on_armed)
        self.button.clicked.connect(self.press)
        self.again_button.clicked.connect(self.thought_over)
        for part in (self.button, self.after, self.again_button):
            self.pin(part)

    # showing

    def show_view(self, view: RefundView, facts: LetterFacts | None, money: Money, now: datetime) -> None:
        """Shows the sum and as much of the decision as its state allows."""
        if (
            self._view is None
            or self._view.decision.id != view.decision.id
            or self._view.decision.state is not view.decision.state
        ):
            self.arming.disarm()
        self._view = view
        self._show_sum(view, money, now)
        self._show_decision(view, money)
        self._payment.setVisible(view.decision.state is RefundState.ISSUED and bool(view.amount))
        self.payment["trust_reference"].setVisible(bool(view.payout and view.payout.from_trust))
        if self._new and view.decision.state is RefundState.ISSUED:
            put_value(self.payment["paid_on"].field, now.astimezone().date())
            self._new = False
        self._show_letter(view, facts)
        self._show_foot(view, now)
        inner = self.area.widget()
        if inner is not None:  # longer words make the panel wider, never cut
            needs = max(inner.minimumSizeHint().width() + SCROLL_BAR, self.button.minimumSizeHint().width() + SIDES)
            self.setMinimumWidth(max(INSPECTOR_MIN, needs))

    def _show_sum(self, view: RefundView, money: Money, now: datetime) -> None:
        if view.worked is None or view.payout is None:
            self.what.setText(tr("Goes back"))
            self.figure.setText("\N{EN DASH}")
            self.due.setText(tr("Say what happened first."))
            self.said.hide()
            return
        amount = view.worked.payable_now if view.amount is None else view.amount
        self.what.setText(_what(view))
        self.figure.setText(money(view.payout.gross))
        self.figure.setAccessibleName(f"{self.what.text()} {money(view.payout.gross)}")
        self.due.setText(_due(view) if amount else tr("Nothing to pay"))
        self.due.setVisible(bool(self.due.text()))
        self._say_state(view, now)

    def _say_state(self, view: RefundView, now: datetime) -> None:
        decision = view.decision
        self.said.setVisible(decision.state is not RefundState.DRAFT)
        if decision.recorded_at is None or decision.outcome is None:
            return
        runs = [Run(words.outcomes()[decision.outcome], "bodyStrong")]
        runs.append(Run(tr(", recorded {at}", at=moment_text(decision.recorded_at, now)), "body", "text2"))
        if decision.issued_at:
            runs.append(Run(tr(", issued {at}", at=moment_text(decision.issued_at, now)), "body", "text2"))
        if decision.paid_on:
            runs.append(Run("\n" + _paid(decision, now)))
        if view.short:
            runs.append(Run("\n" + tr("Below the floor by {rule}", rule=decision.citation), "body", "badText"))
        runs.append(Run(f"\n{decision.why}"))
        self.said.set_runs(*runs)

    def _show_decision(self, view: RefundView, money: Money) -> None:
        decision, draft = view.decision, view.decision.state is RefundState.DRAFT
        self._decision.setVisible(
            view.worked is not None and decision.state in (RefundState.DRAFT, RefundState.RECORDED)
        )
        values: dict[str, Any] = {
            "choice": decision.choice, "amount": decision.given.get("amount", ""), "attested": decision.attested,
            "citation": decision.citation, "why": decision.why, "credit_offered": decision.credit_offered,
            "note": decision.note,
        }  # fmt: skip
        self.form.show(values, decision.id)
        if view.worked is None:
            return
        self.choice.suggest(Choice.RECOMMENDED, money(view.worked.payable_now))
        below = view.short > 0
        self.below.setVisible(draft and below)
        least = money(view.worked.least_now)
        self.below.say("bad", tr("Less than has to go back"), tr("At least {least} goes back now.", least=least))
        shown = {
            "choice": draft, "amount": draft and decision.choice is Choice.OTHER, "attested": draft and below,
            "citation": draft and below and decision.attested, "why": draft,
            "credit_offered": draft and view.worked.credit_offer > 0, "note": view.waits,
        }  # fmt: skip
        for name, visible in shown.items():
            self.boxes[name].setVisible(visible)

    def _show_letter(self, view: RefundView, facts: LetterFacts | None) -> None:
        self._letter.setVisible(facts is not None)
        name = view.client.preferred_name or view.client.given or tr("they")
        self.letter_title.setText(tr("The letter {name} gets", name=name))
        self.paper.show_facts(facts)
        issued = bool(view.letters) and view.letters[0].facts is not None
        self.edit_button.set_label(tr("Open") if issued else tr("Edit"))

    def _show_foot(self, view: RefundView, now: datetime) -> None:
        label, after = step(view, now)
        if self.arming.armed:
            label = tr("Press again: {what}", what=label.lower())
        self.button.set_label(label)
        self.button.kind = "secondary" if view.decision.state is RefundState.PAID else "primary"
        self.button.setEnabled(view.worked is not None)
        self.after.setText(after)
        self.again_button.setVisible(view.decision.state is RefundState.RECORDED)

    def _on_edited(self, name: str) -> None:
        """What is chosen is kept at once: other fields hang on it."""
        self.arming.disarm()
        if name in AT_ONCE:
            self.form.flush()

    def _on_armed(self, _: bool) -> None:
        if self._view is not None:
            self._show_foot(self._view, self._desk.now())

    # doing

    def press(self) -> None:
        """The pinned button: what is final takes two presses."""
        view = self._view
        if view is None or not self.button.isEnabled():
            return
        final = view.decision.state in (RefundState.DRAFT, RefundState.RECORDED)
        if not final or self.arming.press():
            self.pressed.emit()

    def proof(self) -> tuple[date | None, dict[str, str]]:
        """When it was paid, and what shows it, as typed."""
        told = {name: value_of(self.payment[name].field) for name in OF_PAYMENT}
        return told.pop("paid_on"), told

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Says beside each field what it needs, and goes to the first one."""
        self.arming.disarm()
        first = None
        for name, box in {**self.boxes, **self.payment}.items():
            if isinstance(box, FieldBox):
                box.set_error(errors.get(name, ""))
                first = first or (box if name in errors and box.isVisible() else None)
        if first is not None:
            self.area.ensureWidgetVisible(first)
            first.field.setFocus()

    def forget(self) -> None:
        """Another decision is to be shown."""
        self.arming.disarm()
        self.show_errors({})
        self._new = True
        for name, box in self.payment.items():
            if name != "paid_on":
                put_value(box.field, "")

    def focus_first(self) -> None:
        """Goes to the choice."""
        if self._decision.isVisible():
            self.choice.setFocus()
        else:
            self.button.setFocus()


def _paid(decision: RefundDecision, now: datetime) -> str:
    day = day_text(decision.paid_on, now.astimezone().date()) if decision.paid_on else ""
    return tr("Paid {day}: {how}, {proof}", day=day, how=decision.method, proof=decision.proof)


def _what(view: RefundView) -> str:
    if view.decision.state is RefundState.PAID:
        return tr("Went back")
    if view.worked and by_letter(view.worked) and view.amount in (None, view.worked.payable_now) and view.force:
        return tr("Refund under the letter")
    return tr("Goes back")


def _due(view: RefundView) -> str:
    if view.decision.paid_on:
        return ""
    day = f"{view.due_on:%A, %B} {view.due_on.day}"
    days = trn("{n} business day", "{n} business days", view.business_days)
    return tr("by {day}: {days}", day=day, days=days)


def step(view: RefundView, now: datetime) -> tuple[str, str]:
    """The next step, and its consequence beside it."""
    decision = view.decision
    if decision.state is RefundState.DRAFT:
        if view.waits:
            return tr("Record decision"), tr("You confirm once more. It then waits a day before it is issued.")
        return tr("Record decision"), tr("You confirm once more. Corrections are added, not erased.")
    if decision.state is RefundState.RECORDED:
        if view.held:
            return tr("Issue the decision"), view.held
        if view.issue_from and now < view.issue_from:
            return tr("Issue the decision"), tr(
                "From {at}: a day to think, and a second pair of eyes.", at=moment_text(view.issue_from, now)
            )
        return tr("Issue the decision"), tr("Issued is final: it can be corrected by another one, never changed.")
    if decision.state is RefundState.ISSUED and view.amount:
        return tr("Note the payment"), tr("It is posted to the ledger, by payer and account.")
    return tr("Decide a correction"), tr("A correction is a new decision that names this one.")
