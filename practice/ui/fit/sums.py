"""The score in figures, the sum it comes from line by line, and the decision once it is recorded."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from practice.rules.checklists import Checklist, counted_must_haves
from practice.rules.fit import (
    CYNIC,
    MOST_OFF,
    POINTS_PER_FLAG_POINT,
    Assessment,
    Decision,
    FitAnswers,
    FitCheck,
    MustAnswer,
    Presence,
    flags_seen,
    unanswered,
)
from practice.ui.fit import words
from practice.ui.tr import tr
from practice.ui.when import moment_text
from practice.ui.widgets.layout import Card, column, row
from practice.ui.widgets.text import Run, Text

NONE = "\N{EN DASH}"


class Figure(QWidget):
    """The score in big figures."""

    def __init__(self) -> None:
        super().__init__()
        self.figure = Text("", "figure", numbers=True)
        self.of = Text(tr("of 100"), "body", "text2")
        self.of.setContentsMargins(0, 0, 0, 3)
        line = row(self.figure, self.of, None, gap=4)
        line.setAlignment(self.of, Qt.AlignmentFlag.AlignBottom)
        whole = column(Text(tr("Fit score"), "small", "text2"), gap=2)
        whole.addLayout(line)
        self.setLayout(whole)

    def show_score(self, score: int | None) -> None:
        """Shows a score, or that there is none yet."""
        self.figure.setText(NONE if score is None else str(score))
        self.setAccessibleName(tr("No score yet") if score is None else tr("Fit score {n} of 100", n=score))


class SumLine(QWidget):
    """One line of the sum: what, and how much."""

    def __init__(self, strong: bool = False, quiet: bool = False) -> None:
        super().__init__()
        role, color = ("bodyStrong" if strong else "small" if quiet else "body"), "text2" if quiet else "text"
        self.what = Text("", role, color, elide=True)
        self.amount = Text("", role, color, numbers=True)
        line = row(self.what, self.amount)
        line.setStretch(0, 1)
        line.setContentsMargins(0, 4, 0, 4)
        self.setLayout(line)

    def put(self, what: str, amount: str) -> None:
        """Shows other words."""
        self.what.setText(what)
        self.amount.setText(amount)
        self.setAccessibleName(f"{what}: {amount}")


class Sums(Card):
    """The sum as lines: answers, flags, must-haves, deal-breakers, score, and the score with equal weights."""

    def __init__(self) -> None:
        super().__init__(12, 0)
        self.body.setContentsMargins(12, 8, 12, 8)
        self.answers, self.flags, self.must, self.breakers = (SumLine() for _ in range(4))
        self.score, self.unit = SumLine(strong=True), SumLine(quiet=True)
        for part in (self.answers, self.flags, self.must, self.breakers, self.score, self.unit):
            self.add_row(part)

    def show_sum(self, checklist: Checklist, answers: FitAnswers, found: Assessment) -> None:
        """Shows where the score comes from."""
        count, total = len(found.ratings), len(checklist.dimensions)
        what = tr("Seven answers, weighted") if count == total else tr("{n} of 7 answers, weighted", n=count)
        self.answers.put(what, str(found.base) if count else NONE)
        self.flags.put(_flags(len(flags_seen(checklist, answers)), found), words.minus(found.deduction))
        self._show_must(checklist, answers)
        self._show_breakers(checklist, answers)
        self.score.put(tr("Score"), str(found.score) if count else NONE)
        self.unit.put(tr("With equal weights, less the flags"), str(found.unit_score) if count else NONE)

    def _show_must(self, checklist: Checklist, answers: FitAnswers) -> None:
        given, items = dict(answers.must_haves), counted_must_haves(checklist)
        met = sum(given.get(item.key) is MustAnswer.YES for item in items)
        failed = any(given.get(item.key) is MustAnswer.NO for item in items)
        state = tr("missing") if failed else tr("pass") if met == len(items) else tr("unknown")
        self.must.put(tr("Must-haves, {n} of {all}", n=met, all=len(items)), state)

    def _show_breakers(self, checklist: Checklist, answers: FitAnswers) -> None:
        given = dict(answers.deal_breakers)
        present = sum(given.get(i.key) is Presence.PRESENT for i in checklist.deal_breakers) + (answers.cynic == 4)
        open_keys = {item.key for item in checklist.deal_breakers} | {CYNIC}
        state = tr("unknown") if open_keys & set(unanswered(checklist, answers)) else tr("pass")
        none = tr("Deal-breakers") if state == tr("unknown") else tr("Deal-breakers, none")
        what = tr("Deal-breakers, {n}", n=present) if present else none
        self.breakers.put(what, tr("present") if present else state)


class Decided(QWidget):
    """A recorded decision: when, what, on which conditions and why."""

    def __init__(self) -> None:
        super().__init__()
        self.decision, self._feeling = Text("", wrap=True), Text("", "small", "text2", wrap=True)
        self._conditions_label, self._reason_label = (
            Text(text, "label", "text2") for text in (tr("Conditions"), tr("Reason"))
        )
        self.conditions, self.reason = Text("", wrap=True), Text("", wrap=True)
        whole = column(self.decision, gap=12)
        for label, text in ((self._conditions_label, self.conditions), (self._reason_label, self.reason)):
            whole.addLayout(column(label, text, gap=4))
        whole.addWidget(self._feeling)
        self._whole = whole
        self.setLayout(whole)

    def add(self, part: QWidget) -> None:
        """Let a part stand below what was decided."""
        self._whole.addWidget(part)

    def show_check(self, check: FitCheck, now: datetime) -> None:
        """Shows the decision of a check."""
        at = moment_text(check.decided_at or now, now).replace(" ", "\N{NO-BREAK SPACE}")
        decision = words.decisions()[check.decision or Decision.HOLD]
        self.decision.set_runs(Run(decision, "bodyStrong"), Run(tr(", decided {at}", at=at), "body", "text2"))
        self.conditions.setText(numbered(check.conditions))
        self.reason.setText(check.reason)
        for label, text in ((self._conditions_label, self.conditions), (self._reason_label, self.reason)):
            label.setVisible(bool(text.text()))
            text.setVisible(bool(text.text()))
        gut = tr("Gut feeling {n} of 5.", n=check.gut) if check.gut else ""
        forecast = tr("Chance that it ends well: {n} %.", n=check.forecast) if check.forecast else ""
        self._feeling.setText(" ".join(part for part in (gut, check.gut_reason, forecast) if part))


def _flags(seen: int, found: Assessment) -> str:
    """How many red flags take something away, and whether all of it."""
    if not seen:
        return tr("Red flags, none")
    if found.deduction < POINTS_PER_FLAG_POINT * found.flag_points:
        return tr("Red flags, {n} seen, {most} at most", n=seen, most=MOST_OFF)
    return tr("Red flags, {n} seen", n=seen)


def numbered(conditions: tuple[str, ...]) -> str:
    """Conditions as lines with their numbers."""
    return "\n".join(f"{n}. {text}" for n, text in enumerate(conditions, 1))
