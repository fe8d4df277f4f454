"""The page of a decision: what we know, how the amount is worked out, where it comes from, what the person judges."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practice.actions.refunds import RefundView
from practice.rules.refund_decisions import RefundState
from practice.ui.desk import Desk
from practice.ui.form import Save
from practice.ui.refunds import words
from practice.ui.refunds.facts import KnownStrip, crumbs, known
from practice.ui.refunds.judged import JudgedFields
from practice.ui.refunds.working import Accounts, Why, Working
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, SectionTitle, column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import Pill

Money = Callable[[int], str]
ALONE = "Change anything below and see what moves. Nothing of it is kept."


class Sheet(ScrollPage):
    """Everything but the decision itself; `went(number of the crumb)`, `opened(place, record)`, `what_if(on)`."""

    went = Signal(int)
    opened = Signal(str, object)
    what_if = Signal(bool)

    def __init__(self, desk: Desk, save: Save) -> None:
        super().__init__()
        self.header = PageHeader(tr("What is fair to return?"), crumbs=["", "", ""])
        assert self.header.crumbs is not None
        self.header.crumbs.went.connect(self.went)
        self.pill = Pill()
        self.header.add_button(self.pill)
        self.set_header(self.header)
        self.stop_button = Button(tr("End the what-if"), small=True)
        self.stop_button.clicked.connect(lambda: self.what_if.emit(False))
        self.alone = Banner("accent", tr("What if"), button=self.stop_button)
        self.insurer = Banner("warn", tr("A claim is possible"))
        self.corrects = Banner("neutral", "")
        self.known = KnownStrip()
        self.working, self.accounts, self.why = Working(), Accounts(), Why()
        self.judged = JudgedFields(desk, save)
        self._lay_out()
        self.known.opened.connect(self._on_opened)
        self.judged.what_button.clicked.connect(lambda: self.what_if.emit(True))

    def _lay_out(self) -> None:
        facts = QWidget()
        title = SectionTitle(tr("What we know"), tr("Taken from the records; change a fact where it lives"))
        facts.setLayout(column(title, self.known, gap=8))
        self._facts = facts
        self._pair = QWidget()
        pair = row(self.accounts, self.why, gap=28)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        self._pair.setLayout(pair)
        for part in (self.alone, self.insurer, self.corrects, facts, self.working, self._pair, self.judged):
            self.body.addWidget(part)
        self.body.setSpacing(18)
        self.body.addStretch(1)

    def show_view(
        self,
        view: RefundView,
        what: Mapping[str, str] | None,
        money: Money,
        today: date,
        real: RefundView | None = None,
    ) -> None:
        """Shows a decision; with `what` as it would be, and what that moves of the `real` one."""
        self._say_where(view, today)
        kind, word, icon = words.state_face(view.decision)
        self.pill.set_status(kind, word, icon)
        self.known.show_facts(known(view, money, today))
        worked = view.worked is not None
        for part in (self.working, self._pair):
            part.setVisible(worked)
        if worked:
            self.working.show_view(view, money, {one.line: one.amount for one in real.lines} if real else None)
            self.accounts.show_view(view, money)
            self.why.show_view(view, money)
        self.judged.setVisible(view.decision.state is RefundState.DRAFT)
        self.judged.show_view(view, what, money, today)
        self.judged.what_button.setVisible(worked and what is None)
        self._order(worked)
        self._say_more(view, what)
        if real and real.worked and view.worked:
            said = words.moved(view.worked.payable_now - real.worked.payable_now, money)
            self.alone.say("accent", said, tr(ALONE))

    def _order(self, worked: bool) -> None:
        """Until something is worked out, what has to be said stands first."""
        place = self.body.indexOf(self._facts) + 1
        wanted = self.body.indexOf(self._pair) if worked else place
        if self.body.indexOf(self.judged) != wanted + (1 if worked else 0):
            self.body.removeWidget(self.judged)
            after = self.body.indexOf(self._pair) + 1 if worked else self.body.indexOf(self._facts) + 1
            self.body.insertWidget(after, self.judged)

    def _say_where(self, view: RefundView, today: date) -> None:
        steps = crumbs(view, today)
        bar = self.header.crumbs
        if bar is not None:
            buttons = bar.findChildren(Button)
            for button, step in zip(buttons, steps[:-1], strict=True):
                button.set_label(step)
            bar.last.setText(steps[-1])

    def _say_more(self, view: RefundView, what: Mapping[str, str] | None) -> None:
        self.alone.setVisible(what is not None)
        self.alone.say("accent", tr("What if"), tr(ALONE))
        told = view.complaint is not None and not view.held
        insurer = bool(view.held or (view.worked and view.worked.insurer)) and view.decision.issued_at is None
        self.insurer.setVisible(insurer and not told)
        said = view.held
        usual = tr("Tell your insurer before anything leaves; what is not earned goes back all the same.")
        self.insurer.say("warn", tr("A claim is possible"), said or usual)
        corrects, corrected = view.decision.corrects, view.corrected_by
        self.corrects.setVisible(bool(corrects or corrected))
        if corrected:
            self.corrects.say("neutral", tr("This decision is corrected by another one, number {n}.", n=corrected.id))
        elif corrects:
            self.corrects.say("neutral", tr("This corrects decision number {n}, which stays as it was.", n=corrects))

    def _on_opened(self, place: str, record: object) -> None:
        if place == "field":
            self.judged.to(str(record))
        else:
            self.opened.emit(place, record)
