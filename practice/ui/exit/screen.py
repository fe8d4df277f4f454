"""The graceful exit: seven steps on one calm page, opened in place, in any order, left and resumed."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import exits
from practice.actions.exits import ExitView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.exits import MAY_PASS, ExitState, Step, is_done, passed, place
from practice.rules.letters import Letter
from practice.ui.exit import words
from practice.ui.exit.bodies import (
    Body,
    DecisionBody,
    EndBody,
    LessonBody,
    LetterBody,
    ReferralBody,
    RefundBody,
    WorkBody,
)
from practice.ui.exit.endings import Endings
from practice.ui.form import Form
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr
from practice.ui.widgets import steps as rows
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import row
from practice.ui.widgets.text import Text

PASS = "pass."  # before the name of a step: the field with the reason why it is left out


class ExitScreen(Screen):
    """Place "exit": show_record takes ("engagement", id), which begins or resumes it, or an exit's id."""

    place: ClassVar[str] = "exit"
    title: ClassVar[str] = "End well"
    icon: ClassVar[str] = "heart-handshake"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "exits", "letters", "sessions", "notes", "follow_ups", "deliveries", "checklists", "ideal_clients",
            "clients", "engagements", "outcomes", "refunds",
        }
    )  # fmt: skip

    def build(self) -> None:
        """Make the steps and their form."""
        self._id = 0
        self._view: ExitView | None = None
        self.end, self.work = EndBody(self.desk), WorkBody()
        self.bodies: dict[Step, Body] = {
            Step.DECISION: DecisionBody(),
            Step.REFUND: RefundBody(),
            Step.LETTER: LetterBody(),
            Step.REFERRAL: ReferralBody(),
            Step.WORK: self.work,
            Step.LESSON: LessonBody(),
            Step.END: self.end,
        }
        self.steps = {step: self._step(step, body) for step, body in self.bodies.items()}
        self._title = Text("", "title", wrap=True)
        self.back_button = Button(tr("To the client"), icon="arrow-left")
        self.undo_button = Button(tr("Take it all back"), "quiet", icon="undo-2")
        self.undo_said = Text("", "small", "text2", wrap=True)
        self._lay_out()
        fields: dict[str, QWidget] = {name: box for body in self.bodies.values() for name, box in body.fields.items()}
        self.form = Form(self.desk, fields, self._save, self)
        self.forms += [self.form, self.end.outcome]
        self.back_button.clicked.connect(self._to_client)
        self.undo_button.clicked.connect(self._take_back)

    def _step(self, step: Step, body: Body) -> rows.Step:
        icon, title, sentence, verb = words.steps()[step]
        made = rows.Step(icon, title, sentence, tr("Step {n} of 7", n=place(step)), verb, body)
        made.pressed.connect(partial(self._on_step, step))
        acts: dict[Step, Callable[[], object]] = {
            Step.REFUND: self._to_refund,
            Step.LETTER: partial(self._write, exits.write_letter),
            Step.REFERRAL: partial(self._write, exits.write_referral),
            Step.WORK: self._close_work,
            Step.LESSON: self._learn,
            Step.END: self._finish,
        }
        if step in acts:
            body.asked.connect(acts[step])
        return made

    def _lay_out(self) -> None:
        said = tr(
            "A wrong fit is nobody’s failure. Seven steps end it fairly: go in any order, stop anywhere, come back "
            "later. Until a letter or a refund is issued, all of it can be taken back."
        )
        words = Text(said, "reading", "text2", wrap=True)
        self.area = rows.GuidedPage(self._title, words, self.steps.values(), top=40, gap=22)
        column = self.area.column
        column.addSpacing(18)
        column.addLayout(row(self.back_button, self.undo_button, None))
        column.addSpacing(6)
        column.addWidget(self.undo_said)
        column.addStretch(1)
        self.stack, self.endings = QStackedWidget(), Endings()
        self.endings.opened.connect(self.show_record)
        self.endings.clients_asked.connect(partial(self.desk.go, "clients"))
        self.stack.addWidget(self.endings)
        self.stack.addWidget(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  an exit's id, or what it is begun from
        """Resume the exit of this work, or begin it; says why where it cannot be."""
        self.flush()
        try:
            if isinstance(record_id, tuple):
                record_id = exits.begin(self.desk.store, record_id[1], self.desk.now()).id
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        self._id = int(record_id or 0)
        self.load()
        if self._view is not None and self._view.following is not None:
            self.open_step(self._view.following)

    def record_shown(self) -> int | None:
        """The exit that is shown."""
        return self._id or None

    def load(self) -> None:
        """Show how the steps stand."""
        view = self._found()
        self._view = view
        if view is None:
            self.endings.show_endings(exits.open_ones(self.desk.store))
            self.stack.setCurrentWidget(self.endings)
            self.endings.focus_first()
            return
        self.stack.setCurrentWidget(self.area)
        self._title.setText(words.title(view, display_name(view.client)))
        self._show_fields(view)
        for body in self.bodies.values():
            body.show_view(view, self.desk)
        self._show_states(view)
        self._show_way_back(view)

    def _found(self) -> ExitView | None:
        """The exit that is shown, None for none; its beginning may have been undone."""
        try:
            return exits.view(self.desk.store, self._id, self.desk.now()) if self._id else None
        except KeyError:
            self._id = 0
            return None

    def _show_fields(self, view: ExitView) -> None:
        made = view.made
        plain = ("cause", "why", "dates", "papers", "names", "need", "lesson", "lesson_text", "lesson_points")
        values = {name: getattr(made, name) for name in plain}
        values |= {f"{PASS}{step.value}": passed(made, step) for step in MAY_PASS}
        self.form.show(values, made.id)

    def _show_states(self, view: ExitView) -> None:
        opened = next((step for step, shown in self.steps.items() if shown.is_open), None)
        going = view.made.state is ExitState.OPEN
        for step, shown in self.steps.items():
            shown.show_state(is_done(view.made, step, view.stands), step is (opened or view.following) and going)
            shown.sentence.setText(words.summary(view, step) or words.steps()[step][2])
            shown.button.setEnabled(going)
            if not going:
                shown.set_open(False)

    def _show_way_back(self, view: ExitView) -> None:
        why = exits.why_not_back(self.desk.store, view.made.id)
        self.undo_button.setEnabled(not why)
        said = tr("Drafts go, sessions and follow-ups come back, and so does the client’s status.")
        self.undo_said.setText(why or said)

    def _save(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  the exit's id
        own = {name: value for name, value in values.items() if not name.startswith(PASS)}
        if own:
            exits.edit(self.desk.store, key, own, visit=visit)
        for name in values.keys() - own.keys():
            exits.pass_step(self.desk.store, key, Step(name.removeprefix(PASS)), values[name], visit=visit)

    def _on_step(self, step: Step) -> None:
        self.flush()
        was_open = self.steps[step].is_open
        following = self._view.following if self._view else None
        self.open_step(following if was_open and following is not step else None if was_open else step)

    def open_step(self, step: Step | None) -> None:
        """Open one step, with the keys in its first field, and close the others."""
        for other, shown in self.steps.items():
            shown.set_open(other is step)
        if self._view is not None:
            self._show_states(self._view)
        if step is not None:
            first = self.bodies[step].first()
            first.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.steps[step])

    def _to_refund(self) -> None:
        self.flush()
        self.desk.go("refunds", exits.decide_refund(self.desk.store, self._id, self.desk.now()).id)

    def _write(self, write: Callable[..., Letter]) -> None:
        self.flush()
        self._try(lambda: self.desk.go("letters", write(self.desk.store, self._id, self.desk.now()).id))

    def _close_work(self) -> None:
        sessions, follow_ups = self.work.ticked("session"), self.work.ticked("follow_up")
        exits.close_work(self.desk.store, self._id, sessions, follow_ups, self.desk.now())
        self._go_on(tr("Closed what was planned"))

    def _learn(self) -> None:
        self.flush()
        try:
            exits.learn(self.desk.store, self._id, tr("yes"), self.desk.now())
        except Refused as refusal:
            self.form.show_errors({name: refusal.fields.get(name, "") for name in ("lesson", "lesson_text")})
        else:
            self._go_on(tr("Wrote the lesson down"))

    def _go_on(self, done: str) -> None:
        """Say what was done, and open the step that comes next."""
        self.desk.toast(done)
        self.load()
        if self._view is not None:
            self.open_step(self._view.following)

    def _finish(self) -> None:
        self.flush()
        name = display_name(self._view.client) if self._view else ""
        if self._try(lambda: exits.finish(self.desk.store, self._id, self.desk.now())):
            self.desk.toast(tr("Ended with {name}", name=name))
            self._to_client()

    def _take_back(self) -> None:
        self.flush()
        if self._try(lambda: exits.take_back(self.desk.store, self._id, self.desk.now())):
            self.desk.toast(tr("All of it is taken back"))
            self._to_client()

    def _to_client(self) -> None:
        if self._view is not None:
            self.desk.go("clients", self._view.client.id)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return False
        return True

    def actions_here(self) -> list[KeyHint]:
        """The way through the steps."""
        if self._view is None:
            return [KeyHint("Tab", tr("next")), KeyHint("Enter", tr("open"))]
        back = tr("Take the ending back")
        return [
            KeyHint("Tab", tr("next")),
            KeyHint("Enter", tr("open")),
            KeyHint("Esc", tr("to the client"), self._to_client),
            KeyHint("", tr("take back"), self._take_back, back, "undo-2", False),
        ]

    def panes(self) -> list[QWidget]:
        """The step that is open, or the first one."""
        if self._view is None:
            return [self.endings]
        step = next((one for one, shown in self.steps.items() if shown.is_open), Step.DECISION)
        return [self.steps[step].button]
