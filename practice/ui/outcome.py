"""How work ended: the facts with where they come from, what the person knows better, and the one question left."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.actions import outcomes
from practice.actions.outcomes import OutcomeView
from practice.errors import Refused
from practice.rules.exits import Step, place
from practice.rules.outcomes import Cited, Fact, Ground
from practice.ui.desk import Desk
from practice.ui.form import AFTER_LAST_MS
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import clear, column, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text

LONGEST = 60  # signs of a record that are cited


class OutcomePanel(QWidget):
    """Asks how a piece of work ended; `answered` once it was said."""

    answered = Signal(bool)  # whether it ended well

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: OutcomeView | None = None
        self._otherwise: set[Ground] = set()
        self._facts = QVBoxLayout()
        self._facts.setSpacing(6)
        self.why_edit = LineEdit(placeholder=tr("The last invoice was paid in cash"))
        self.why = FieldBox(tr("How do you know better than the records?"), self.why_edit)
        self.again = Segmented([(True, tr("Yes")), (False, tr("No"))], tr("Would you accept them again?"))
        self.said = Text("", "small", "text2", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=AFTER_LAST_MS)
        self._pause.timeout.connect(self.flush)
        self.why_edit.textEdited.connect(lambda _: self._pause.start())
        self.why_edit.editingFinished.connect(self.flush)
        self.again.chosen.connect(self._on_again)
        asked = column(Text(tr("Would you accept them again?"), "bodyStrong", wrap=True), gap=6)
        asked.addLayout(row(self.again, None))
        whole = column(gap=12)
        whole.addLayout(self._facts)
        whole.addWidget(self.why)
        whole.addLayout(asked)
        whole.addWidget(self.said)
        self.setLayout(whole)

    def show_engagement(self, engagement_id: int) -> None:
        """Ask about this work, or show what was answered."""
        if self._view is not None and self._view.engagement.id != engagement_id:
            self.flush()
        self._view = view = outcomes.view(self._desk.store, engagement_id, self._desk.today())
        self._otherwise = set(view.otherwise)
        if not self.why_edit.hasFocus():
            self.why_edit.setText(view.why)
        self.again.set_value(view.outcome.again if view.outcome else None)
        self._show_facts(view)
        self._say(view)

    def _show_facts(self, view: OutcomeView) -> None:
        at = next((n for n, mark in enumerate(self.marks()) if mark.hasFocus()), -1)
        clear(self._facts)
        for fact in view.facts:
            otherwise, client = fact.ground in self._otherwise, view.engagement.client_id
            self._facts.addWidget(FactRow(fact, otherwise, self._desk, client, self._mark))
        if at >= 0:
            self.marks()[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.why.setVisible(bool(self._otherwise))
        self.why.set_error("")

    def marks(self) -> list[Button]:
        """The button of each fact that says it is otherwise."""
        held = (self._facts.itemAt(n) for n in range(self._facts.count()))
        return [made.mark for item in held if item and isinstance(made := item.widget(), FactRow)]

    def _say(self, view: OutcomeView) -> None:
        if view.outcome is None:
            self.said.setText(tr("It ended well when all four hold and you would accept them again."))
        elif view.moved:
            self.said.setText(tr("The records have changed since you answered. Answer again to take that in."))
        else:
            self.said.setText(tr("Ended well.") if view.outcome.good else tr("Did not end well."))

    def _mark(self, ground: Ground) -> None:
        self._otherwise ^= {ground}
        self._keep()

    def _on_again(self, _: object) -> None:
        if self._keep() and self._view is not None and self._view.outcome is not None:
            self.answered.emit(self._view.outcome.good)

    def _keep(self) -> bool:
        """Keep the answer, or let what there is of it wait; False where it is refused."""
        if self._view is None:
            return False
        self._pause.stop()
        store, about, again = self._desk.store, self._view.engagement.id, self.again.value()
        otherwise, why = frozenset(self._otherwise), self.why_edit.text()
        refused = ""
        outcomes.wait(store, about, otherwise, why)
        if isinstance(again, bool):
            try:
                outcomes.answer(store, about, again, self._desk.now(), otherwise, why)
            except Refused as refusal:
                refused = refusal.fields.get("why", str(refusal))
        self._view = outcomes.view(store, about, self._desk.today())
        self._show_facts(self._view)
        self._say(self._view)
        if refused:
            self.again.set_value(self._view.outcome.again if self._view.outcome else None)
            self.why.set_error(refused)
            self.why_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return not refused

    def flush(self) -> bool:
        """Keep what was typed."""
        self._pause.stop()
        if self._desk.open and self._view is not None and self.why_edit.text() != self._view.why:
            self._keep()
        return True

    def focus_first(self) -> None:
        """The question has the keys."""
        self.again.segments()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


class FactRow(QWidget):
    """One ground: whether it holds, the records that say so, and the way to say that it is otherwise."""

    def __init__(self, fact: Fact, otherwise: bool, desk: Desk, client: int, mark: Callable[[Ground], None]) -> None:
        super().__init__()
        holds = fact.holds is not otherwise
        said = _words(fact.ground, holds)
        icon, color = ("circle-check", "okText") if holds else ("circle-alert", "badText")
        self.mark = Button(tr("As recorded") if otherwise else tr("It is otherwise"), "plain")
        self.mark.setAccessibleName(f"{said}: {self.mark.label()}")
        self.mark.clicked.connect(lambda: mark(fact.ground))
        lines = column(Text(said, wrap=True), gap=0)
        lines.addLayout(_sources(fact, otherwise, desk, client))
        whole = row(Icon(icon, color, 16, 20), gap=10)
        whole.addLayout(lines, 1)
        whole.addWidget(self.mark)
        whole.setAlignment(self.mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)


def _sources(fact: Fact, otherwise: bool, desk: Desk, client: int) -> QHBoxLayout:
    """Where a fact comes from: a way to each record, for money to the client's own tab."""
    made = row(gap=10)
    if otherwise:
        made.addWidget(Text(tr("You say so"), "small", "text2"))
    for one in fact.cited:
        button = Button(_cited(one, desk.today()), "plain")
        money = ("clients", (client, ("work", one.record_id)))
        where = money if one.place == "money" else (one.place, one.record_id)
        button.clicked.connect(lambda _=False, where=where: desk.go(*where))
        made.addWidget(button)
    if not fact.cited:
        made.addWidget(Text(tr("Nothing recorded"), "small", "text2"))
    made.addStretch(1)
    return made


def _cited(one: Cited, today: date) -> str:
    words = one.text if len(one.text) <= LONGEST else f"{one.text[:LONGEST]}…"
    return f"{words}, {day_text(one.day, today)}" if one.day else words


def _words(ground: Ground, holds: bool) -> str:
    if holds:
        return {
            Ground.COMPLAINT: tr("No complaint was upheld"),
            Ground.REFUND: tr("No refund beyond what was owed"),
            Ground.BOUNDARY: tr("No serious boundary was crossed by them"),
            Ground.PAID: tr("Paid in full"),
        }[ground]
    return {
        Ground.COMPLAINT: tr("A complaint was upheld"),
        Ground.REFUND: tr("A refund went beyond what was owed"),
        Ground.BOUNDARY: tr("They crossed a serious boundary"),
        Ground.PAID: tr("Not paid in full"),
    }[ground]


def progress(step: Step | None) -> str:
    """How far an ending is, by the step that comes next."""
    names = {
        Step.DECISION: tr("the decision"),
        Step.REFUND: tr("the refund"),
        Step.LETTER: tr("the letter"),
        Step.REFERRAL: tr("the referral"),
        Step.WORK: tr("what is still planned"),
        Step.LESSON: tr("the lesson"),
        Step.END: tr("the end"),
    }
    last = step or Step.END
    return tr("Ending: step {n} of {all}, {what}", n=place(last), all=len(Step), what=names[last])
