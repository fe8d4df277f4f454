"""One month of trust: the bank's balance against the ledger and the clients, until every difference has a name."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from practice.actions import reconciliation as trust
from practice.actions.reconciliation import ReconciliationView
from practice.errors import Refused, Trouble
from practice.rules import money
from practice.rules.ledger import LedgerEntry, effect
from practice.rules.reconciliation import Named, ReconciliationState
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.ledger.words import entry_name
from practice.ui.money import words
from practice.ui.money.sheet import Sheet
from practice.ui.screen import KeyHint
from practice.ui.split import Split
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import PageHeader, SectionTitle, clear, column, line, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import InlineStatus, Pill
from practice.ui.widgets.text import Text

WIDE, COMPACT = 600, 564
AMOUNT_WIDE = 128


class TrustPage(QWidget):
    """A month of one currency; `left` goes back."""

    left = Signal()

    def __init__(self, desk: Desk, reconciliation_id: int) -> None:
        super().__init__()
        self._desk, self.reconciliation_id = desk, reconciliation_id
        self.told: ReconciliationView | None = None
        self._drawn: object = None
        self._shape: object = None
        self._listed: object = None
        self.form: Form | None = None
        self.named_rows: list[tuple[FieldBox, FieldBox]] = []
        self.ticks: dict[int, Check] = {}
        self.head = PageHeader(crumbs=[tr("Money"), tr("Trust")], role="titleSmall")
        assert self.head.crumbs is not None
        self.head.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill("neutral", "")
        self.head.add_button(self.pill)
        self.page = ScrollPage()
        self.page.set_header(self.head)
        self.sums = QGridLayout()
        self.sums.setContentsMargins(0, 0, 0, 0)
        self.sums.setVerticalSpacing(6)
        self.sums.setColumnStretch(0, 1)
        self.agrees = InlineStatus("neutral", "")
        self._entries, self._fields, self._held = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.discard_button = Button(tr("Discard"), "quiet", "trash-2")
        self.discard_button.clicked.connect(self.discard)
        self.sheet = Sheet(desk)
        self.sheet.primary.clicked.connect(self.finish)
        self._arming = Arming(self)
        self._arming.changed.connect(lambda _: self._say())
        self._lay_out()

    def _lay_out(self) -> None:
        body = self.page.body
        body.setSpacing(12)
        body.addLayout(self._fields)
        body.addWidget(line())
        body.addLayout(self.sums)
        body.addLayout(row(self.agrees, None))
        body.addSpacing(8)
        body.addWidget(SectionTitle(tr("Not on the statement yet"), tr("tick what the bank does not show")))
        body.addLayout(self._entries)
        body.addSpacing(8)
        body.addWidget(SectionTitle(tr("What each client holds")))
        body.addLayout(self._held)
        body.addLayout(row(self.discard_button, None))
        body.addStretch(1)
        for layout in (self._entries, self._held):
            layout.setSpacing(2)
        self._fields.setSpacing(12)
        self.split = Split(self._desk, "composer", [self.page, self.sheet], [WIDE, 0], [COMPACT, 0])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    # showing

    def load(self) -> None:
        """Show the month as it is now; KeyError where it is gone."""
        self.told = told = trust.view(self._desk.store, self.reconciliation_id, self._desk.today())
        one = told.reconciliation
        self.head.set_title(tr("Does the trust of {month} agree?", month=words.month(one.month)))
        self.head.set_subline(tr("All amounts in {currency}", currency=one.currency))
        self.pill.set_status(*words.reconciled(one))
        self._show_fields(told)
        self._show_sums(told)
        self._show_entries(told)
        self._show_held(told)
        self.discard_button.setVisible(one.state is ReconciliationState.DRAFT)
        self._show_pages(told)
        self._say()

    def _show_fields(self, told: ReconciliationView) -> None:
        one = told.reconciliation
        draft = one.state is ReconciliationState.DRAFT
        shape = (draft, len(one.named))
        if shape != self._shape:
            self._build(told, draft)
            self._shape = shape
        if self.form is not None:
            self.form.show(self._values(told), one.id)

    def _build(self, told: ReconciliationView, draft: bool) -> None:
        self._drop_form()
        one = told.reconciliation
        if not draft:
            note = one.note or tr("Finished; what came later belongs to the next month.")
            self._fields.addWidget(Text(note, "body", "text2", wrap=True))
            for named in one.named:
                self._fields.addWidget(Text(f"{named.text}: {self._say_money(named.amount)}", "body", wrap=True))
            return
        hint = tr("What it ends with, as the bank wrote it")
        fields: dict[str, QWidget] = {"statement": FieldBox(tr("Balance of the bank’s statement"), LineEdit(), hint)}
        self._fields.addWidget(fields["statement"])
        self.named_rows = []
        for number in range(len(one.named)):
            text = FieldBox(tr("A difference, in words"), LineEdit(placeholder=tr("Bank fee, put back on November 3")))
            amount = FieldBox(tr("Amount"), LineEdit(), tr("Minus where the bank has too much"))
            amount.setFixedWidth(AMOUNT_WIDE + 60)
            remove = Button("", "quiet", "x", name=tr("Take difference {n} out", n=number + 1))
            remove.clicked.connect(partial(self._remove, number))
            level = column(gap=0)  # with the fields, below their labels
            level.addSpacing(21)
            level.addWidget(remove)
            level.addStretch(1)
            made = row(gap=8)
            made.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
            made.addWidget(amount, 0, Qt.AlignmentFlag.AlignTop)
            made.addLayout(level)
            self._fields.addLayout(made)
            self.named_rows.append((text, amount))
            fields[f"text:{number}"], fields[f"amount:{number}"] = text, amount
        add = Button(tr("Name a difference"), "link", "plus")
        add.clicked.connect(lambda: self.add_named())
        self._fields.addLayout(row(add, None))
        fields["note"] = FieldBox(tr("Remarks"), TextArea(), tr("They stand on the page"))
        self._fields.addWidget(fields["note"])
        self.form = Form(self._desk, fields, self._keep, self)

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.flush()
            self._desk.forget_form(self.form)
            self.form.deleteLater()
            self.form = None
        clear(self._fields)

    def _values(self, told: ReconciliationView) -> dict[str, Any]:
        one, point = told.reconciliation, words.point_of(self._desk.store)
        stated = "" if one.statement is None else money.typed(one.statement, one.currency, point)
        values: dict[str, Any] = {"statement": stated, "note": one.note}
        for number, named in enumerate(one.named):
            typed = money.typed(named.amount, one.currency, point) if named.amount else ""
            values |= {f"text:{number}": named.text, f"amount:{number}": typed}
        return values

    def _keep(self, _key: object, changed: dict[str, Any], visit: str) -> None:
        try:
            one = trust.get(self._desk.store, self.reconciliation_id)
        except KeyError:  # its beginning was undone meanwhile
            return
        named = list(one.named)
        after: dict[str, Any] = {}
        for name, value in changed.items():
            part, _, number = name.partition(":")
            if number and int(number) >= len(named):  # undone meanwhile
                continue
            if part == "statement":
                after[part] = self._read(name, value) if value.strip() else None
            elif part == "text":
                named[int(number)] = Named(value, named[int(number)].amount)
            elif part == "amount":
                named[int(number)] = Named(named[int(number)].text, self._read(name, value) if value.strip() else 0)
            else:
                after[part] = value
        trust.change(self._desk.store, self.reconciliation_id, visit=visit, named=tuple(named), **after)

    def _read(self, name: str, text: str) -> int:
        """An amount that may be below zero."""
        assert self.told is not None
        minus = text.strip()[:1] in ("-", "\u2212")
        try:
            currency, point = self.told.reconciliation.currency, words.point_of(self._desk.store)
            amount = money.parse(text.strip().lstrip("-\u2212"), currency, point)
        except Refused as refusal:
            raise Refused({name: str(refusal)}) from None
        return -amount if minus else amount

    def _say_money(self, amount: int) -> str:
        assert self.told is not None
        return words.say_in(self._desk.store, self.told.reconciliation.currency)(amount)

    def _show_sums(self, told: ReconciliationView) -> None:
        clear(self.sums)
        sums = told.compared
        rows = [
            (tr("Balance of the bank’s statement"), sums.statement, False),
            (tr("Not on the statement yet"), sums.outstanding, False),
            (tr("Other differences"), sums.named, False),
            (tr("Statement, adjusted"), sums.adjusted if sums.statement is not None else None, True),
            (tr("Trust ledger"), sums.ledger, True),
            (tr("Sum of the clients’ balances"), sums.holdings, True),
        ]
        for place, (name, amount, strong) in enumerate(rows):
            role = "bodyStrong" if strong else "body"
            shown = Text("–" if amount is None else self._say_money(amount), role, numbers=True)
            self.sums.addWidget(Text(name, role), place, 0)
            self.sums.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignRight)
        if sums.agrees:
            self.agrees.set_status("ok", tr("All three agree"))
        elif sums.statement is None:
            self.agrees.set_status("neutral", tr("No balance yet"))
        else:
            left = self._say_money(sums.unexplained or sums.apart)
            self.agrees.set_status("warn", tr("{left} to explain", left=left), "circle-alert")

    def _show_entries(self, told: ReconciliationView) -> None:
        marked = set(told.reconciliation.outstanding)
        draft = told.reconciliation.state is ReconciliationState.DRAFT
        shown = told.entries if draft else told.out
        if (shown, draft) == self._listed:  # the ticks stay where they are, and the focus with them
            for number, tick in self.ticks.items():
                tick.setChecked(number in marked)
            return
        self._listed = (shown, draft)
        clear(self._entries)
        self.ticks = {}
        for entry in shown:
            self._entries.addLayout(self._entry(entry, entry.id in marked, draft))
        if not shown:
            none = (
                tr("Nothing waits: the statement shows every entry.") if told.entries else tr("Nothing moved in trust.")
            )
            self._entries.addWidget(Text(none, "body", "text2", wrap=True))

    def _entry(self, entry: LedgerEntry, out: bool, draft: bool) -> Any:  # noqa: ANN401  a row
        assert self.told is not None
        day = day_text(entry.on, self._desk.today())
        name = self.told.names.get(entry.client_id, "")
        said = ", ".join(part for part in (entry_name(entry), name, entry.reference) if part)
        tick = Check(day, said)
        tick.setChecked(out)
        tick.setEnabled(draft)
        tick.clicked.connect(lambda: self._mark(entry.id, tick.isChecked()))
        self.ticks[entry.id] = tick
        made = row(tick, Text(self._say_money(effect(entry).trust), "body", numbers=True))
        made.setStretch(0, 1)
        return made

    def _mark(self, entry_id: int, out: bool) -> None:
        self.flush()
        trust.mark(self._desk.store, self.reconciliation_id, entry_id, out)

    def _show_held(self, told: ReconciliationView) -> None:
        clear(self._held)
        for one in told.holdings:
            amount = Text(self._say_money(one.amount), "body", "badText" if one.amount < 0 else "text", numbers=True)
            self._held.addLayout(row(Text(one.name, "body"), None, amount))
        if not told.holdings:
            self._held.addWidget(Text(tr("Nobody holds anything in trust."), "body", "text2"))

    def _show_pages(self, told: ReconciliationView) -> None:
        now = (told.reconciliation, told.compared, told.holdings)
        if now == self._drawn:
            return
        self._drawn = now
        try:
            pdf = trust.pdf(self._desk.store, self.reconciliation_id, self._desk.today())
        except Trouble as trouble:
            self._desk.tell(str(trouble))
            return
        self.sheet.show_pages(trust.file_name(told.reconciliation), pdf, self._export)

    def _export(self, path: Path) -> None:
        self.flush()
        trust.export(self._desk.store, self.reconciliation_id, path, self._desk.today())

    def _say(self) -> None:
        assert self.told is not None
        one = self.told.reconciliation
        draft = one.state is ReconciliationState.DRAFT
        self.sheet.primary.setVisible(draft)
        if not draft:
            self.sheet.say("ok", tr("Finished"), tr("Kept as it was finished. Print it, and sign it by hand."))
            return
        armed = self._arming.armed
        self.sheet.name_primary(tr("Finish it now") if armed else tr("Finish it"))
        self.sheet.primary.setEnabled(not self.told.problems)
        plain = next(iter(self.told.problems.values()), tr("Finishing keeps these balances for good."))
        asked = tr("Press again to finish it for good; Esc to go on.")
        ready = tr("Ready") if not self.told.problems else tr("Not ready")
        self.sheet.say("warn" if self.told.problems else "ok", ready, asked if armed else plain)

    # acting

    def add_named(self) -> None:
        """Another difference to be named: by what is still to be explained."""
        self.flush()
        now = trust.view(self._desk.store, self.reconciliation_id, self._desk.today())
        left = now.compared.unexplained if now.compared.statement is not None else 0
        trust.change(self._desk.store, self.reconciliation_id, named=(*now.reconciliation.named, Named("", left)))
        if self.named_rows:
            self.named_rows[-1][0].field.setFocus()

    def _remove(self, number: int) -> None:
        self.flush()
        named = trust.get(self._desk.store, self.reconciliation_id).named
        trust.change(self._desk.store, self.reconciliation_id, named=(*named[:number], *named[number + 1 :]))

    def finish(self) -> None:
        """Keep the month for good, at the second press."""
        self.flush()
        if self.told is None or self.told.problems or not self._arming.press():
            return
        try:
            trust.finish(self._desk.store, self.reconciliation_id, self._desk.now())
        except Refused as refusal:
            self._desk.tell(str(refusal))
            return
        self.focus_first()
        self._desk.toast(tr("Finished the month"), undo=False)

    def discard(self) -> None:
        """Take the month away before it is finished."""
        self._drop_form()
        trust.discard(self._desk.store, self.reconciliation_id)
        self._desk.toast(tr("Discarded the reconciliation"))
        self.left.emit()

    def step_back(self) -> bool:
        """Esc: take a first press back; False where there was none."""
        return self._arming.disarm()

    def flush(self) -> bool:
        """Keep what is typed."""
        return self.form.flush() if self.form is not None else True

    def focus_first(self) -> None:
        """The balance while a draft, else the pages."""
        (self.form.editor("statement") if self.form is not None else self.sheet.preview).setFocus()

    def set_width_class(self, compact: bool) -> None:
        """Fit the page to the width."""
        self.split.set_compact(compact)

    def panes(self) -> list[QWidget]:
        """Fields and pages."""
        return [self.page, self.sheet.preview]

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.told is None or self.told.reconciliation.state is ReconciliationState.FINISHED:
            return [KeyHint("Ctrl+P", tr("print"), self.sheet.print_pages, tr("Print the reconciliation"), "printer")]
        return [
            KeyHint("Ctrl+Enter", tr("finish"), self.finish),
            KeyHint("Space", tr("not on the statement")),
            KeyHint("D", tr("name a difference"), self.add_named),
            KeyHint("Ctrl+P", tr("print"), self.sheet.print_pages),
        ]
