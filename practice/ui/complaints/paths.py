"""The paths that the points take: towards the client and inside, each with its lines to tick."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from practice.actions.complaints import ComplaintView, PathView, called
from practice.rules.clauses import fill
from practice.rules.complaints import Check, StepList, Tick
from practice.rules.notes import FollowUp
from practice.ui.complaints import words
from practice.ui.complaints.ticks import TickLine
from practice.ui.desk import Desk
from practice.ui.tr import tr, trn
from practice.ui.when import day_text
from practice.ui.widgets.layout import Card, SectionTitle, clear, line, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Run, Text


class PathCard(Card):
    """One path: what it is, its two lists, and how it is spoken."""

    ticked = Signal(object, object, str, bool)  # Tick, StepList, the path's key
    finished = Signal(int, bool)  # a follow-up

    def __init__(self, desk: Desk, view: ComplaintView, path: PathView) -> None:
        super().__init__(padding=16, gap=8)
        self.desk, self.view, self.path = desk, view, path
        self.lines: dict[tuple[str, str], TickLine] = {}
        self.setAccessibleName(tr(path.path.title))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        look = path.path.look
        places = [next(n for n, one in enumerate(view.items, 1) if one.id == item.id) for item in path.points]
        title = row(Icon(path.path.icon, f"{look}Text", 16), gap=8)
        about = Text(words.points_text(places), "small", "text2")
        title.addWidget(SectionTitle(tr(path.path.title), right=about), 1)
        lead = Text(tr(path.path.lead), "body", "text2", wrap=True)
        lead.setContentsMargins(24, 0, 0, 0)
        self.body.addLayout(title)
        self.add(lead)
        self.add(line())
        self.body.addLayout(self._lists())
        self.add(line())
        self.add(self._manner())
        self.body.addStretch(1)

    def _lists(self) -> QHBoxLayout:
        name = called(self.view.client)
        outside = self._list(tr("Outside, to {name}", name=name), self.path.outside, StepList.OUTSIDE)
        inside = self._list(tr("Inside, for us"), self.path.inside, StepList.INSIDE)
        for check in self.path.path.checks:
            inside.addWidget(self._check(check))
        made = QHBoxLayout()
        made.setSpacing(16)
        for one in (outside, inside):
            one.addStretch(1)
            made.addLayout(one, 1)
        return made

    def _list(self, title: str, ticks: tuple[Tick, ...], belongs: StepList) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(0)
        made.addWidget(Text(title, "bodyStrong"))
        made.addSpacing(4)
        for tick in ticks:
            done = self.view.done(belongs, tick.key, self.path.path.key)
            one = TickLine(tr(tick.text), done is not None, enabled=self.view.complaint.closed_on is None)
            one.ticked.connect(partial(self.ticked.emit, tick, belongs, self.path.path.key))
            self.lines[belongs, tick.key] = one
            made.addWidget(one)
        return made

    def _check(self, check: Check) -> QWidget:
        """A follow-up: its day once the answer is given, before that the days until then."""
        text = fill(check.text, {"name": called(self.view.client)}, lambda _: "")
        made = self._made(text)
        if made is None:
            after = trn("{n} day after the answer", "{n} days after the answer", check.days)
            return TickLine(text, False, after, enabled=False)
        day = day_text(made.due_on, self.desk.today()) if made.due_on else ""
        one = TickLine(text, made.done_at is not None, day)
        one.ticked.connect(partial(self.finished.emit, made.id))
        self.lines["follow_up", str(check.days)] = one
        return one

    def _made(self, text: str) -> FollowUp | None:
        return next((one for one in self.view.follow_ups if one.text.startswith(text)), None)

    def _manner(self) -> QWidget:
        """How it is spoken, what is offered, what is never done."""
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        path = self.path.path
        never = "; ".join(tr(one)[:1].lower() + tr(one)[1:] for one in path.never)
        for head, said in ((tr("Tone"), path.tone), (tr("Remedy"), path.remedy), (tr("Never"), f"{never}.")):
            text = Text("", "small", wrap=True)
            text.set_runs(Run(f"{head}  ", "label", "text2"), Run(said, "small", "text2"))
            lines.addWidget(text)
        return whole


class Paths(QWidget):
    """The cards of all paths that are taken, two beside each other."""

    ticked = Signal(object, object, str, bool)
    finished = Signal(int, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[PathCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def show_view(self, view: ComplaintView) -> None:
        """Shows the paths; the line that has the focus keeps it."""
        focused = self._focused()
        clear(self._grid)
        self.cards = [PathCard(self.desk, view, path) for path in view.paths]
        for place, card in enumerate(self.cards):
            card.ticked.connect(self.ticked)
            card.finished.connect(self.finished)
            self._grid.addWidget(card, place // 2, place % 2, 1, 2 if len(self.cards) == 1 else 1)
        self.setVisible(bool(self.cards))
        for card in self.cards:
            key = focused.get(card.path.path.key)
            if key in card.lines:
                card.lines[key].check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> dict[str, tuple[str, str]]:
        found = {}
        for card in self.cards:
            for key, one in card.lines.items():
                if one.check.hasFocus():
                    found[card.path.path.key] = key
        return found
