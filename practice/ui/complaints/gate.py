"""The insurer's gate: what comes before any apology or refund where a claim is possible, in order, with its days."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from practice.actions.complaints import ComplaintView
from practice.rules.complaints import StepList, Tick
from practice.rules.grammar import ended
from practice.ui.complaints.ticks import TickLine
from practice.ui.desk import Desk
from practice.ui.form import Form, Save
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import Card, clear
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.text import Text


class Gate(QWidget):
    """The banner, the steps, and why there is no cover to lose."""

    ticked = Signal(object, bool)  # Tick

    def __init__(self, desk: Desk, save: Save) -> None:
        super().__init__()
        self.desk = desk
        self.lines: dict[str, TickLine] = {}
        self._held: bool | None = None
        self.steps_button = Button(tr("Show the steps"), small=True)
        self.steps_button.clicked.connect(self._on_steps)
        self.banner = Banner("warn", "", button=self.steps_button)
        self.card = Card(padding=14, gap=8)
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(24)
        self._steps.setVerticalSpacing(0)
        self.card.body.addLayout(self._steps)
        self.reminder = Text("", "small", "text2", wrap=True)
        hint = tr("Such as: the policy does not cover it, and nobody else does.")
        self.no_claim = FieldBox(tr("No cover to lose, because"), LineEdit(), hint)
        self.card.add(self.no_claim)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        whole.setSpacing(8)
        whole.addWidget(self.banner)
        whole.addWidget(self.reminder)
        whole.addWidget(self.card)
        self.form = Form(desk, {"no_claim": self.no_claim}, save, self)

    def show_view(self, view: ComplaintView) -> None:
        """Shows how far the gate is passed; nothing where no claim is possible."""
        self.setVisible(view.claim)
        if not view.claim:
            return
        if view.held:
            self.banner.say("warn", tr("The insurer comes first"), view.held, "shield-half")
        else:
            self.banner.say("ok", tr("The insurer’s gate is passed"), self._passed(view), "shield-half")
        self._fold(view)
        self.reminder.setText(view.reminder)
        self.reminder.setVisible(_done(view) < len(view.gate))
        self._show_steps(view)
        self.form.show({"no_claim": view.complaint.no_claim}, view.complaint.id)
        self.no_claim.setEnabled(view.complaint.closed_on is None)

    def _fold(self, view: ComplaintView) -> None:
        """The steps stand there until the gate is passed; afterwards they can be looked at."""
        if bool(view.held) != self._held:
            self._held = bool(view.held)
            self._show_card(self._held)
        self.steps_button.setVisible(not self._held)

    def _on_steps(self) -> None:
        self._show_card(self.card.isHidden())

    def _show_card(self, on: bool) -> None:
        self.card.setVisible(on)
        self.steps_button.set_label(tr("Hide the steps") if on else tr("Show the steps"))

    def _passed(self, view: ComplaintView) -> str:
        far = tr("{n} of {of} steps are done.", n=_done(view), of=len(view.gate))
        if view.notified_on:
            return tr("Told {day}. {far}", day=day_text(view.notified_on, self.desk.today()), far=far)
        return tr("No cover to lose: {why} {far}", why=ended(view.complaint.no_claim), far=far)

    def _show_steps(self, view: ComplaintView) -> None:
        focused = next((key for key, one in self.lines.items() if one.check.hasFocus()), "")
        clear(self._steps)
        self.lines = {}
        half = (len(view.gate) + 1) // 2
        for place, tick in enumerate(view.gate):
            line = self._line(place, tick, view)
            self.lines[tick.key] = line
            self._steps.addWidget(line, place % half, place // half)
        if focused in self.lines:
            self.lines[focused].check.setFocus()

    def _line(self, place: int, tick: Tick, view: ComplaintView) -> TickLine:
        done = view.done(StepList.GATE, tick.key)
        note = day_text(done.done_on, self.desk.today()) if done else ""
        text = tr("{n}. {step}", n=place + 1, step=tr(tick.text))
        line = TickLine(text, done is not None, note, view.complaint.closed_on is None)
        line.ticked.connect(partial(self.ticked.emit, tick))
        return line

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        return self.form.flush()


def _done(view: ComplaintView) -> int:
    return sum(view.done(StepList.GATE, tick.key) is not None for tick in view.gate)
