"""The place of refunds: the list of decisions, and one of them with its working and the decision panel."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import practice, refund_letters, refunds
from practice.actions.refunds import RefundView
from practice.actions.wording import money_text
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.refund_decisions import RefundState
from practice.ui.refunds.beginning import begun
from practice.ui.refunds.judged import as_text
from practice.ui.refunds.listing import Listing
from practice.ui.refunds.panel import Panel
from practice.ui.refunds.printed import print_working
from practice.ui.refunds.sheet import Sheet
from practice.ui.screen import KeyHint, Screen
from practice.ui.split import Split
from practice.ui.tr import tr

PANEL, COMPACT = 388, 380
OF_DRAFT = frozenset({"choice", "why", "citation", "attested", "credit_offered", "note"})


class RefundsScreen(Screen):
    """Place "refunds": show_record takes an id, ("complaint", id), ("engagement", id) or ("new", a client's id)."""

    place: ClassVar[str] = "refunds"
    title: ClassVar[str] = "Refunds"
    icon: ClassVar[str] = "banknote"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "refunds", "ledger_entries", "corrections", "complaints", "complaint_items", "complaint_steps", "letters",
            "engagements", "scope_items", "deliveries", "sessions", "notes", "clients", "settings",
        }
    )  # fmt: skip

    def build(self) -> None:
        """Makes the list, the page and the panel."""
        self._id = 0
        self._what: dict[str, str] | None = None
        self.view: RefundView | None = None
        self.listing = Listing(self.desk)
        self.sheet, self.panel = Sheet(self.desk, self._keep_judged), Panel(self.desk, self._keep_decision)
        self.split = Split(self.desk, "refunds", [self.sheet, self.panel], [0, PANEL], [0, COMPACT])
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        self.stack.addWidget(self.split)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.forms += [self.sheet.judged.form, self.panel.form]
        self._connect()

    def _connect(self) -> None:
        self.listing.opened.connect(self.show_record)
        self.listing.clients_asked.connect(lambda: self.desk.go("clients"))
        self.sheet.went.connect(self._on_crumb)
        self.sheet.opened.connect(self.desk.go)
        self.sheet.what_if.connect(self._on_what_if)
        self.panel.pressed.connect(self._act)
        self.panel.thought_over.connect(self._on_thought_over)
        self.panel.letter_asked.connect(self._on_letter)

    # showing

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  as the class says
        """Opens a decision, or begins one; without either, the list."""
        self.flush()
        try:
            found = begun(self.desk, *record_id) if isinstance(record_id, tuple) else int(record_id or 0)
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        if not found:
            self.show_list()
            return
        self._what = None
        self._id = found
        self.panel.forget()
        self.stack.setCurrentWidget(self.split)
        self.load()
        if self.isVisible():
            self._focus_first()
        self.desk.hints()

    def record_shown(self) -> Any:  # noqa: ANN401  as show_record
        """The decision that is open."""
        return self._id or None

    def show_list(self) -> None:
        """Shows all decisions."""
        self.flush()
        self._id, self._what, self.view = 0, None, None
        self.stack.setCurrentWidget(self.listing)
        self.load()
        self.listing.focus_first()
        self.desk.hints()

    def load(self) -> None:
        """Shows what the store holds now."""
        if not self._id:
            self.listing.show_decisions(refunds.listed(self.desk.store))
            return
        try:
            self.view = refunds.view(self.desk.store, self._id, self.desk.today(), self._what)
        except KeyError:  # its beginning was undone
            self.show_list()
            return
        self._show(self.view)

    def _show(self, view: RefundView) -> None:
        store, now = self.desk.store, self.desk.now()
        real = None if self._what is None else refunds.view(store, self._id, self.desk.today())
        self.sheet.show_view(view, self._what, self._money, self.desk.today(), real)
        facts = None if self._what is not None else refund_letters.preview(store, view, now)
        self.panel.show_view(view, facts, self._money, now)
        self.panel.setEnabled(self._what is None)
        self.desk.hints()

    def _money(self, minor: int) -> str:
        currency = self.view.currency if self.view else "USD"
        return money_text(minor, currency, practice.profile(self.desk.store).locale)

    def _focus_first(self) -> None:
        if self.view is not None and self.view.worked is None:
            self.sheet.judged.to("reason")
        else:
            self.panel.focus_first()

    # keeping

    def _keep_judged(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  the form's key
        told = {name: as_text(value) for name, value in values.items()}
        if key is not None and key[1]:
            if self._what is not None:
                self._what = {**self._what, **told}
                self.load()
            return
        changes: dict[str, object] = {"given": {name: text for name, text in told.items() if name != "reason"}}
        if "reason" in told:
            changes["reason"] = refunds.Reason(told["reason"]) if told["reason"] else None
        refunds.fill(self.desk.store, key[0] if key else self._id, visit=visit, **changes)

    def _keep_decision(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  the form's key
        changes: dict[str, object] = {name: value for name, value in values.items() if name in OF_DRAFT}
        if "amount" in values:
            changes["given"] = {"amount": values["amount"]}
        refunds.fill(self.desk.store, key or self._id, visit=visit, **changes)

    # doing

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self.panel.show_errors(refusal.fields)
            judged = {name: text for name, text in refusal.fields.items() if name in self.sheet.judged.boxes}
            self.sheet.judged.form.show_errors({name: text for name, text in judged.items() if name != "amount"})
            shown = refusal.fields.keys() & (self.panel.boxes.keys() | self.panel.payment.keys() | judged.keys())
            if not shown:
                self.desk.tell(str(refusal))
            return False
        self.panel.show_errors({})
        return True

    def _act(self) -> None:
        """The pinned button: record, issue, note the payment, or begin a correction."""
        if self.view is None or not self.flush():
            return
        steps = {
            RefundState.DRAFT: self._record, RefundState.RECORDED: self._issue, RefundState.ISSUED: self._pay,
            RefundState.PAID: self._correct,
        }  # fmt: skip
        unpaid = self.view.decision.state is RefundState.ISSUED and not self.view.amount
        (self._correct if unpaid else steps[self.view.decision.state])()

    def _record(self) -> None:
        if self._try(lambda: refunds.decide(self.desk.store, self._id, self.desk.now())):
            self.desk.toast(tr("Decision recorded"))

    def _issue(self) -> None:
        if self._try(lambda: refunds.issue(self.desk.store, self._id, self.desk.now())):
            self.desk.toast(tr("Decision issued"), undo=False)

    def _pay(self) -> None:
        day, proof = self.panel.proof()
        on = day or self.desk.today()
        if self._try(lambda: refunds.pay(self.desk.store, self._id, on, proof, self.desk.now())):
            self.desk.toast(tr("Payment noted and posted to the ledger"), undo=False)

    def _correct(self) -> None:
        self.show_record(refunds.correct(self.desk.store, self._id, self.desk.now()).id)

    def _on_thought_over(self) -> None:
        if self.flush() and self._try(lambda: refunds.reopen(self.desk.store, self._id)):
            self.panel.focus_first()

    def _on_letter(self) -> None:
        if not self.flush():
            return
        try:
            letter = refund_letters.letter(self.desk.store, self._id, self.desk.now())
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        self.desk.go("letters", letter.id)

    def _on_what_if(self, on: bool) -> None:
        self.flush()
        self._what = {} if on else None
        self.load()
        if on:
            self.sheet.area.ensureWidgetVisible(self.sheet.judged)
            self.sheet.judged.to("done")
        else:
            self.panel.focus_first()

    def _on_crumb(self, number: int) -> None:
        if number == 0 or self.view is None:
            self.show_list()
        else:
            self.desk.go("clients", self.view.client.id)

    def print_working(self) -> None:
        """Prints every line of the working."""
        if self.view is not None and self.view.worked is not None and self.flush():
            print_working(self.desk, self._id, self.window())

    def discard(self) -> None:
        """Takes a draft away; Undo brings it back."""
        if self._try(lambda: refunds.discard(self.desk.store, self._id)):
            self.desk.toast(tr("Refund decision taken away"))

    # the window

    def to_problem(self) -> bool:
        """Goes to the first thing that is asked for and not said; False where nothing is."""
        if self.view is None or self.view.decision.state is not RefundState.DRAFT:
            return False
        try:
            refunds.may_decide(self.desk.store, self._id, self.desk.now())
        except Refused:
            self._try(lambda: refunds.may_decide(self.desk.store, self._id, self.desk.now()))
            return True
        return False

    def actions_here(self) -> list[KeyHint]:
        """The keys that work here."""
        if not self._id or self.view is None:
            return [KeyHint("J", tr("next")), KeyHint("K", tr("previous")), KeyHint("Enter", tr("open"))]
        name = display_name(self.view.client)
        label = self.panel.button.label()
        hints = [
            KeyHint("Tab", tr("next field")),
            KeyHint("Ctrl+Enter", tr("record"), self.panel.press, label),
            KeyHint(
                "Ctrl+P", tr("print the working"), self.print_working, tr("Print the working of this refund"), "printer"
            ),
            KeyHint("Esc", tr("back"), self._step_back, in_bar=False),
            KeyHint(
                "",
                "",
                partial(self.desk.go, "clients", self.view.client.id),
                tr("Go to {name}", name=name),
                "user",
                False,
            ),
        ]
        if self.view.decision.state is RefundState.DRAFT:
            away = tr("Take this refund decision away")
            hints.append(KeyHint("", "", self.discard, away, "trash-2", False))
        return hints

    def _step_back(self) -> None:
        if self.panel.arming.disarm():
            return
        if self._what is not None:
            self._on_what_if(False)
        else:
            self.show_list()

    def toggle_inspector(self) -> None:
        """Ctrl+I hides the decision panel, and shows it again."""
        self.panel.setVisible(self.panel.isHidden())

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """The panel keeps its width; the page takes the rest."""
        self.split.set_compact(compact)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.sheet, self.panel] if self._id else [self.listing]
