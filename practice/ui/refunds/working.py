"""How the amount is worked out: the lines with their rules, the check, where it comes from, and why not the rest."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from practice.actions.refund_words import Said
from practice.actions.refunds import Reason, RefundView, Worked
from practice.ui.refunds import words
from practice.ui.tr import tr
from practice.ui.widgets.layout import Card, SectionTitle, clear, column, line
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text, plain_tip

SHARES = (28, 43, 13, 16)  # of a row's width: line, how we got there, rule, amount
Money = Callable[[int], str]


class WorkRow(QWidget):
    """One row of the working; all rows share their columns."""

    def __init__(self, cells: Sequence[str], role: str = "body", tip: str = "", weight: int = 0) -> None:
        super().__init__()
        self.cells = tuple(cells)
        self._role, self._weight = role, weight
        self.setAccessibleName(", ".join(cell for cell in cells if cell))
        made = QHBoxLayout(self)
        made.setContentsMargins(16, 8, 16, 8)
        made.setSpacing(12)
        for number, (cell, share) in enumerate(zip(cells, SHARES, strict=True)):
            shown = self._cell(number, cell, tip)
            if number < len(SHARES) - 1:
                made.addWidget(shown, share)
            else:  # an amount stands level with the first line of its row
                made.addLayout(column(shown, None), share)

    def _cell(self, number: int, text: str, tip: str) -> Text:
        last, head = number == len(SHARES) - 1, self._role == "small"
        weight = self._weight or (500 if head else 600 if number == 0 else 0)
        color = "text2" if head or number in (1, 2) else "text"
        shown = Text(text, self._role, color, numbers=last, wrap=not last, elide=last, weight=weight)
        shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if last:
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
        if number == 2 and tip:
            shown.setToolTip(plain_tip(tip))
        return shown


class Working(QWidget):
    """Lines, total and the second reckoning."""

    def __init__(self) -> None:
        super().__init__()
        self.card = Card(0, 0)
        self.card.body.setContentsMargins(0, 5, 0, 5)
        self.checked = InlineStatus()
        self.other = Text("", "small", "text2", wrap=True)
        self._under = QHBoxLayout()
        self._under.setContentsMargins(2, 2, 0, 0)
        self._under.setSpacing(12)
        self._under.addWidget(self.checked, 0, Qt.AlignmentFlag.AlignTop)
        self._under.addWidget(self.other, 1)
        whole = column(SectionTitle(tr("How the amount is worked out")), self.card, gap=8)
        whole.addLayout(self._under)
        self.setLayout(whole)
        self.rows: list[WorkRow] = []

    def show_view(self, view: RefundView, money: Money, was: Mapping[str, int] | None = None) -> None:
        """Shows the working of a decision; of a what-if each line that moves says what it `was`."""
        clear(self.card.body)
        self.rows = []
        self._add(WorkRow([tr("Line"), tr("How we got there"), tr("Rule"), tr("Amount")], "small"))
        for said in view.lines:
            how = said.how if was is None else _moved(said, was, money)
            self._add(WorkRow([said.line, how, said.rule, signed(said, money)], tip=said.note))
        self.card.body.addWidget(line(strong=True))
        total = money(view.worked.recommended if view.worked else 0)
        self._add(WorkRow([_total(view), "", "", total], "reading", weight=600), last=True)
        self._show_check(view, money)

    def _add(self, row: WorkRow, last: bool = False) -> None:
        if self.rows and not last:
            self.card.body.addWidget(line())
        self.card.body.addWidget(row)
        self.rows.append(row)

    def _show_check(self, view: RefundView, money: Money) -> None:
        agrees = view.worked is None or view.worked.check.agrees
        kind, word = ("ok", tr("Checked the other way")) if agrees else ("bad", tr("The other way differs"))
        self.checked.set_status(kind, word)
        self.other.setText(view.check)


def _moved(said: Said, was: Mapping[str, int], money: Money) -> str:
    """How a line of a what-if came about, and what it was."""
    before = was.get(said.line)
    if before == said.amount:
        return said.how
    told = tr("was {amount}", amount=money(before)) if before is not None else tr("new")
    return f"{said.how} ({told})" if said.how else told


def signed(said: Said, money: Money) -> str:
    """A line's amount with the sign of what it does."""
    adds = said.amount > 0 and not said.line.startswith(("Fixed", "Costs advance", "Paid"))
    return f"+{money(said.amount)}" if adds else money(said.amount)


def by_letter(worked: Worked) -> bool:
    """Whether the sum is what the letter's terms come to, nothing more and nothing else."""
    return not worked.discretionary and worked.facts.reason is not Reason.DUPLICATE_OR_ERROR_PAYMENT


def _total(view: RefundView) -> str:
    letter = view.force is not None and view.worked is not None and by_letter(view.worked)
    return tr("Refund under the letter") if letter else tr("Goes back")


class Accounts(QWidget):
    """Which account each part leaves, and what each payer gets."""

    def __init__(self) -> None:
        super().__init__()
        self.card = Card(0, 0)
        self.card.body.setContentsMargins(0, 5, 0, 5)
        self.setLayout(column(SectionTitle(tr("Where it comes from")), self.card, None, gap=8))

    def show_view(self, view: RefundView, money: Money) -> None:
        """Shows the accounts of what is paid now."""
        clear(self.card.body)
        paying, worked = view.payout, view.worked
        if paying is None or worked is None:
            return
        rows = [
            (tr("Client trust account"), tr("unearned fees and costs"), paying.from_trust),
            (tr("Operating account"), tr("what was earned before"), paying.from_operating),
            (tr("Stays in trust"), tr("disputed, until you agree"), worked.held),
            (tr("Tax in it"), "", paying.tax),
        ]
        shown = [one for one in rows if one[2]] or [(tr("Nothing leaves an account"), "", 0)]
        for name, detail, amount in [*shown, *self._payers(view)]:
            self._add(name, detail, money(amount))

    def _payers(self, view: RefundView) -> list[tuple[str, str, int]]:
        shares = view.payout.shares if view.payout else ()
        return [(tr("To {name}", name=one.payer), "", one.amount) for one in shares] if len(shares) > 1 else []

    def _add(self, name: str, detail: str, amount: str) -> None:
        if self.card.body.count():
            self.card.body.addWidget(line())
        row = QWidget()
        row.setAccessibleName(", ".join(part for part in (name, detail, amount) if part))
        made = QHBoxLayout(row)
        made.setContentsMargins(16, 7, 16, 7)
        made.setSpacing(6)
        made.addWidget(Text(name, "body", shrink=True))
        made.addWidget(Text(detail, "small", "text2", elide=True), 1)
        made.addWidget(Text(amount, "body", numbers=True))
        self.card.body.addWidget(row)


class Why(QWidget):
    """Why not the rest, and what stands beside the money."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text("", "body", "text2", wrap=True)
        self.setLayout(column(SectionTitle(tr("Why not the rest")), self.text, None, gap=8))

    def show_view(self, view: RefundView, money: Money) -> None:
        """Shows what is not refunded and why; what is offered; what is owed and never set off."""
        said = " ".join(_sentences(view, money))
        self.text.setText(said)
        self.setVisible(bool(said))


def _sentences(view: RefundView, money: Money) -> list[str]:
    worked = view.worked
    if worked is None:
        return [tr("Say what happened; then it is worked out from the records.")]
    found = list(view.apart)
    if worked.kept and not found:
        found.append(tr("{money} was earned or spent, so it stays with you.", money=money(worked.kept)))
    found += words.beside(view, money(worked.credit_offer))
    if worked.balance_due:
        owed = money(worked.balance_due)
        found.append(tr("{money} of earlier work is still owed. It is shown, and never set off.", money=owed))
    if worked.facts.terms.true_retainer:
        found.append(tr("A fee for being available is looked at by hand: decide the amount yourself."))
    if worked.facts.terms.nonrefundable:
        found.append(tr("The letter calls the fee nonrefundable: that changes nothing of what is not earned."))
    if worked.facts.already_refunded:
        found.append(tr("{money} went back before.", money=money(worked.facts.already_refunded)))
    return found
