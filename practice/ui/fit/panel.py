"""The decision panel: the score with its working, then, once the answers are locked, gut, forecast and decision."""

import re
from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from practice.errors import Refused
from practice.rules.checklists import Checklist
from practice.rules.fit import Assessment, Decision, FitCheck, FitState, Result, Rule, suggestion, worth
from practice.rules.fit_decisions import ACCEPTING, FORECASTS, Considered, conditions_for, override_from
from practice.ui.fit import words
from practice.ui.fit.sums import Decided, Figure, Sums, numbered
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import RadioList
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import column, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import Inspector
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.status import Band, ScoreBar
from practice.ui.widgets.text import Text

SAVE_MS = 600
SCROLL_BAR = 10
_NUMBER = re.compile(r"^\s*\d+[.)]\s*")


class Panel(Inspector):
    """Shows an assessment and takes the decision; `changed(visit)` asks to keep the draft."""

    changed = Signal(str)
    pressed = Signal()  # the pinned button
    override_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("Fit score and decision"))
        self._assessment: Assessment | None = None
        self._filled = ""  # the conditions as the program proposed them
        self._unkept = False  # something was entered since it was kept last
        self._later = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._later.timeout.connect(lambda: self._ask("text"))
        self._build_score()
        self._build_override()
        self._build_decision()
        self.decided = Decided()
        self.body.addWidget(self.decided)
        self.body.addStretch(1)
        self.button = Button(tr("Lock the answers"), "primary", key=tr("Ctrl Enter"))
        self.button.clicked.connect(self.pressed)
        self._consequence = Text("", "small", "text2", wrap=True)
        self.pin(self.button)
        self.pin(self._consequence)

    # Building

    def _build_score(self) -> None:
        self.figure = Figure()
        self.bar = ScoreBar([Band(low, name) for low, name in words.bands()])
        self.sums = Sums()
        self.explanation = Text("", wrap=True)
        self._prior = Text(
            tr("Weights and cut-offs are our best guess, not measured, until 20 engagements are closed."),
            "small",
            "text2",
            wrap=True,
        )
        self.banner = Banner("bad", tr("Safety first"))
        for part in (self.banner, self.figure, self.bar, self.sums, self.explanation, self._prior):
            if part in (self.sums, self.explanation):
                self.body.addSpacing(6)
            self.body.addWidget(part)

    def _build_override(self) -> None:
        self.override_edit = TextArea(least=2, most=4)
        self._override_box = FieldBox(tr("Why the deal-breaker does not count here"), self.override_edit)
        self.override_button = Button(tr("Ask to override"))
        self.override_button.clicked.connect(lambda: self.override_asked.emit(self.override_edit.text()))
        self._override_said = Text("", "small", "text2", wrap=True)
        self._override = QWidget()
        self._override.setLayout(column(self._override_box, self._override_said, self.override_button))
        self.body.addWidget(self._override)

    def _build_decision(self) -> None:
        self.gut = Segmented([(n, str(n)) for n in range(1, 6)], tr("Gut feeling"), keys=False)
        self.gut_reason_edit = LineEdit(placeholder=tr("Moves the suggestion by one band"))
        self.forecast_edit = LineEdit(placeholder=tr("5 to 95"))
        self.decision = RadioList(list(words.decisions().items()), tr("Your decision"))
        self.conditions_edit = TextArea(least=3, most=12)
        self.reason_edit = TextArea(least=2, most=6)
        self.boxes = {
            "gut": FieldBox(tr("Gut feeling"), self.gut, note=tr("5 is glad")),
            "gut_reason": FieldBox(tr("Why this gut feeling"), self.gut_reason_edit),
            "forecast": FieldBox(tr("Ends well"), self.forecast_edit, note=tr("percent")),
            "decision": FieldBox(tr("Your decision"), self.decision),
            "override": self._override_box,
            "conditions": FieldBox(tr("Conditions"), self.conditions_edit, note=tr("go into the letter")),
            "reason": FieldBox(tr("Reason"), self.reason_edit),
        }
        self._judging = QWidget()
        self._lay_out_decision()
        self.body.addWidget(self._judging)
        self._listen()

    def _lay_out_decision(self) -> None:
        pair = row(self.boxes["gut"], self.boxes["forecast"], gap=12)
        pair.setStretch(1, 1)
        pair.setAlignment(Qt.AlignmentFlag.AlignTop)
        whole = column(gap=12)
        whole.addLayout(pair)
        for name in ("decision", "gut_reason", "reason", "conditions"):  # what comes and goes stands after the decision
            whole.addWidget(self.boxes[name])
        whole.setContentsMargins(0, 8, 0, 0)
        self._judging.setLayout(whole)

    def _listen(self) -> None:
        self.gut.chosen.connect(lambda _: self._ask("gut"))
        self.decision.chosen.connect(self._on_decision)
        for editor in (self.gut_reason_edit, self.forecast_edit):
            editor.textEdited.connect(self._on_typed)
        for area in (self.override_edit, self.conditions_edit, self.reason_edit):
            area.edited.connect(self._on_typed)

    # Showing

    def show_check(
        self, check: FitCheck, checklist: Checklist, found: Assessment, result: Result, now: datetime
    ) -> None:
        """Shows the score of a check and as much of the decision as its state allows."""
        self._assessment = found
        self._show_score(check, checklist, found, result)
        self._show_override(check, found, now)
        self._judging.setVisible(check.state is FitState.LOCKED)
        self.decided.setVisible(check.state is FitState.DECIDED)
        if check.state is FitState.LOCKED:
            self._show_draft(check, found, result)
        elif check.state is FitState.DECIDED:
            self.decided.show_check(check, now)
        self._show_button(check)
        inner = self.area.widget()
        if inner is not None:  # longer words make the panel wider, never cut
            self.area.setMinimumWidth(inner.minimumSizeHint().width() + SCROLL_BAR)

    def _show_score(self, check: FitCheck, checklist: Checklist, found: Assessment, result: Result) -> None:
        known = found.coverage > 0
        self.figure.show_score(found.score if known else None)
        self.bar.set_value(found.score if known else None)
        self.sums.show_sum(checklist, check.answers, found)
        gain = worth(checklist, check.answers) if check.state is FitState.OPEN else None
        runs = words.explanation(found, result, checklist, gain)
        self.explanation.set_runs(*runs)
        self.banner.setVisible(found.rule is Rule.DANGER)
        said = tr("Call the emergency number, stay with the person, start no work. The score does not count.")
        self.banner.say("bad", tr("Someone may be in danger"), said)

    def show_prior(self, visible: bool) -> None:
        """Whether it still has to be said that the weights are a guess."""
        self._prior.setVisible(visible)

    def _show_override(self, check: FitCheck, found: Assessment, now: datetime) -> None:
        asked = override_from(check)
        self._override.setVisible(found.rule is Rule.DEAL_BREAKER and check.state is not FitState.OPEN)
        open_now = check.state is FitState.LOCKED and asked is None
        self.override_button.setVisible(open_now)
        self.override_edit.setReadOnly(not open_now)
        if not self.override_edit.hasFocus() or not open_now:
            self.override_edit.set_text(check.override_reason or self.override_edit.text())
        self._override_said.setText(
            words.override_said(check.override_at, asked, now)
            if asked and check.override_at
            else tr("It can be accepted 24 hours after you have asked.")
        )

    def _show_draft(self, check: FitCheck, found: Assessment, result: Result) -> None:
        self.gut.set_value(check.gut)
        self.decision.set_value(check.decision)
        self.decision.suggest(suggestion(result))
        _put(self.gut_reason_edit, check.gut_reason)
        if not self._wrong_forecast():  # what is no forecast yet stays to be mended
            _put(self.forecast_edit, "" if check.forecast is None else str(check.forecast))
        if not self.conditions_edit.hasFocus() and self._conditions() != check.conditions:
            self.conditions_edit.set_text(numbered(check.conditions))
        if not self.reason_edit.hasFocus():
            self.reason_edit.set_text(check.reason)
        moves = check.gut not in (None, 3) and found.rule in (Rule.BAND, Rule.CAP)
        self.boxes["gut_reason"].setVisible(moves)
        self.boxes["conditions"].setVisible(check.decision in ACCEPTING)
        differs = check.decision is not None and check.decision is not suggestion(result)
        self.boxes["reason"].set_label(tr("Reason"), tr("needed, it differs from the suggestion") if differs else "")

    def _show_button(self, check: FitCheck) -> None:
        label, after = self._next_step(check)
        self.button.kind = "secondary" if check.state is FitState.DECIDED else "primary"
        self.button.set_label(label)
        self._consequence.setText(after)

    def _next_step(self, check: FitCheck) -> tuple[str, str]:
        if check.state is FitState.OPEN:
            return tr("Lock the answers"), tr(
                "Gut feeling and decision come after, so that they cannot colour the answers."
            )
        if check.state is FitState.LOCKED and check.decision in ACCEPTING:
            return tr("Record and start the letter"), tr("The decision is dated and kept with the answers.")
        if check.state is FitState.LOCKED:
            return tr("Record the decision"), tr("The decision is dated and kept with the answers.")
        return tr("Check again"), tr("A new check starts from these answers; this one stays as it is.")

    # What the person does

    def _on_typed(self) -> None:
        """Asks to keep what is typed soon, also while typing goes on without a pause."""
        self._unkept = True
        if not self._later.isActive():
            self._later.start()

    def _ask(self, visit: str) -> None:
        self._unkept = True
        self.changed.emit(visit)

    def _on_decision(self, decision: Decision) -> None:
        if self._assessment is not None and self.conditions_edit.text().strip() in ("", self._filled):
            self._filled = numbered(conditions_for(self._assessment, decision))
            self.conditions_edit.setPlainText(self._filled)
        self._ask("decision")

    def _conditions(self) -> tuple[str, ...]:
        lines = (_NUMBER.sub("", line).strip() for line in self.conditions_edit.text().splitlines())
        return tuple(line for line in lines if line)

    def read(self) -> Considered:
        """What stands in the panel now. Refused when the forecast is none."""
        text = self._forecast_text()
        if text and not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) in FORECASTS):
            raise Refused({"forecast": tr("Give a number from 5 to 95, such as 70.")})
        return self._with_forecast(int(text) if text else None)

    def read_or(self, forecast: int | None) -> Considered:
        """The same, with this forecast where what was typed is none; what is wrong with it is said beside it."""
        wrong = self._wrong_forecast()
        if self.boxes["forecast"].error != wrong:
            self.boxes["forecast"].set_error(wrong)
        return self._with_forecast(forecast) if wrong else self.read()

    def _forecast_text(self) -> str:
        return self.forecast_edit.text().strip().removesuffix("%").strip()

    def _wrong_forecast(self) -> str:
        try:
            self.read()
        except Refused as refusal:
            return str(refusal)
        return ""

    def _with_forecast(self, forecast: int | None) -> Considered:
        gut, decision = self.gut.value(), self.decision.value()
        return Considered(
            gut=gut if isinstance(gut, int) else None,
            gut_reason=self.gut_reason_edit.text(),
            forecast=forecast,
            decision=decision if isinstance(decision, Decision) else None,
            conditions=self._conditions(),
            reason=self.reason_edit.text(),
        )

    def waiting(self) -> dict[str, str]:
        """What is typed and cannot stand in the check yet, by field."""
        return {
            "override": "" if self.override_edit.isReadOnly() else self.override_edit.text(),
            "forecast": self.forecast_edit.text() if self._wrong_forecast() else "",
        }

    def pending(self) -> bool:
        """Whether something entered is not kept yet."""
        return self._unkept

    def settle(self) -> None:
        """What was entered is kept."""
        self._later.stop()
        self._unkept = False

    def show_errors(self, errors: dict[str, str], go_there: bool = True) -> None:
        """Says beside each field what it needs, and goes to the first one."""
        for name, box in self.boxes.items():
            if box.error != errors.get(name, ""):
                box.set_error(errors.get(name, ""))
        first = next((self.boxes[name] for name in self.boxes if name in errors), None)
        if first is not None and go_there:
            self.area.ensureWidgetVisible(first)
            first.field.setFocus()

    def forget(self, waiting: Mapping[str, str]) -> None:
        """Another check is to be shown: nothing of this one stays; what waits at the other is there."""
        self.settle()
        self._filled = ""
        self.show_errors({})
        for area in (self.conditions_edit, self.reason_edit):
            area.setPlainText("")
        self.override_edit.setPlainText(waiting.get("override", ""))
        self.forecast_edit.setText(waiting.get("forecast", ""))

    def focus_first(self) -> None:
        """Goes to the first thing to answer here."""
        self.gut.setFocus()


def _put(edit: LineEdit, text: str) -> None:
    if not edit.hasFocus() and edit.text() != text:
        edit.setText(text)
