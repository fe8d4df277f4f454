"""What stands in each step of an exit once it is opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions.exits import ExitView
from practice.rules.clients import display_name
from practice.rules.engagements import label
from practice.rules.exits import ExitState, Lesson, Step
from practice.rules.letters import Letter
from practice.ui.desk import Desk
from practice.ui.exit import words
from practice.ui.outcome import OutcomePanel
from practice.ui.tr import tr
from practice.ui.when import clock_text, day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import clear, row
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

LEFT = 52  # below the title, beside the icon


class Body(QWidget):
    """A step's fields and its one act; `asked` when the act is pressed. `fields` are kept as they are typed."""

    asked = Signal()

    def __init__(self, fields: dict[str, FieldBox], act: str = "", step: Step | None = None) -> None:
        super().__init__()
        self.fields = dict(fields)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(LEFT, 0, 0, 4)
        self.column.setSpacing(14)
        for box in fields.values():
            self.column.addWidget(box)
        self.state = InlineStatus("neutral", "")
        self.state.hide()
        self.act_button = Button(act)
        self.act_button.clicked.connect(self.asked)
        if act:
            self.column.addLayout(row(self.act_button, self.state, None, gap=12))
        if step is not None:
            self._add_pass(step)

    def _add_pass(self, step: Step) -> None:
        """Why the step is left out; a reason leaves it out, none takes it up again."""
        box = FieldBox(tr("Or leave it out, because"), LineEdit(), "", tr("optional"))
        self.fields[f"pass.{step.value}"] = box
        self.column.addWidget(box)

    def show_state(self, kind: str, text: str) -> None:
        """Show how what the step is about stands."""
        self.state.set_status(kind, text)
        self.state.setVisible(bool(text))

    def first(self) -> QWidget:
        """What has the keys when the step is opened."""
        return next((box.field for box in self.fields.values()), self.act_button)

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Show how things stand."""


class DecisionBody(Body):
    """Who finds that it does not fit, and why."""

    def __init__(self) -> None:
        cause = Segmented(words.causes(), tr("Who finds that it does not fit?"))
        why = TextArea(least=2, placeholder=tr("What they need is a court case, which I do not do"))
        super().__init__(
            {
                "cause": FieldBox(tr("Who finds that it does not fit?"), cause),
                "why": FieldBox(tr("Why"), why, tr("For your own records; no letter says it")),
            }
        )


class RefundBody(Body):
    """What goes back: worked out and decided where all refunds are."""

    def __init__(self) -> None:
        super().__init__({}, tr("Work out the refund"), Step.REFUND)

    def first(self) -> QWidget:
        """Its act."""
        return self.act_button

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Show how the decision stands."""
        self.act_button.set_label(tr("Open the decision") if view.refund else tr("Work out the refund"))
        self.show_state(*words.refund_state(view))


class LetterBody(Body):
    """Pending dates and papers, and the letter that ends the work."""

    def __init__(self) -> None:
        dates = TextArea(least=2, placeholder=tr("December 15, 2026: answer to the county"))
        papers = TextArea(least=2, placeholder=tr("The deed, original"))
        super().__init__(
            {
                "dates": FieldBox(tr("Dates they have to keep"), dates, tr("One in a line; the letter asks if none")),
                "papers": FieldBox(tr("Papers that go back"), papers, tr("One in a line")),
            },
            tr("Write the letter"),
            Step.LETTER,
        )

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Show the letter, or why there can be none."""
        _show_letter(self, view.letter, tr("Write the letter"))
        if view.letter is None and view.letter_reason:
            self.show_state("warn", view.letter_reason)
        self.act_button.setEnabled(view.letter is not None or not view.letter_reason)


class ReferralBody(Body):
    """Names, and the letter that leads to them."""

    def __init__(self) -> None:
        names = TextArea(least=3, placeholder=tr("A name, and how to reach them"))
        need = TextArea(least=2, placeholder=tr("Your question is one of tax law, which I do not practise."))
        super().__init__(
            {
                "names": FieldBox(tr("Whom they could ask"), names, tr("One in a line; two or three")),
                "need": FieldBox(tr("What they need, as the letter says it"), need),
            },
            tr("Write the referral letter"),
            Step.REFERRAL,
        )

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Show the letter."""
        _show_letter(self, view.referral, tr("Write the referral letter"))


def _show_letter(body: Body, letter: Letter | None, verb: str) -> None:
    body.act_button.set_label(tr("Open {number}", number=letter.number) if letter else verb)
    body.show_state(*(words.letter_state(letter) if letter else ("neutral", "")))


class WorkBody(Body):
    """Planned sessions and follow-ups, ticked to be closed, and the promises that stay open."""

    def __init__(self) -> None:
        super().__init__({}, tr("Leave all as it is"))
        self._lists = QVBoxLayout()
        self._lists.setSpacing(8)
        self.column.insertLayout(0, self._lists)
        self._ticks: dict[tuple[str, int], Check] = {}

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Show what is open; what was unticked stays so."""
        off = {key for key, tick in self._ticks.items() if not tick.isChecked()}
        clear(self._lists)
        self._ticks = {}
        today = desk.today()
        for one in view.sessions:
            when = f"{day_text(one.starts_at.astimezone().date(), today)}, {clock_text(one.starts_at)}"
            self._add(("session", one.id), one.title, when, off)
        for step in view.follow_ups:
            due = tr("due {day}", day=day_text(step.due_on, today)) if step.due_on else ""
            self._add(("follow_up", step.id), step.text, due, off)
        if not self._ticks:
            self._lists.addWidget(Text(tr("No session is planned, and no follow-up is open."), "body", "text2"))
        self._show_promises(view)
        if view.made.work_done_at:
            self.show_state("ok", words.closed(view))
        else:
            self.show_state("neutral", "")
        self._name()

    def _show_promises(self, view: ExitView) -> None:
        if not view.promised:
            return
        self._lists.addWidget(Text(tr("Promises that stay open; the letter names them"), "label", "text2"))
        for one in view.promised:
            self._lists.addWidget(Text(f"{label(one.item)}  {one.item.text}", "body", "text", wrap=True))

    def _add(self, key: tuple[str, int], text: str, detail: str, off: set[tuple[str, int]]) -> None:
        tick = Check(text, detail)
        tick.setChecked(key not in off)
        tick.clicked.connect(self._name)
        self._ticks[key] = tick
        self._lists.addWidget(tick)

    def ticked(self, what: str) -> list[int]:
        """The ids of the ticked ones: of "session" or "follow_up"."""
        return [number for (kind, number), tick in self._ticks.items() if kind == what and tick.isChecked()]

    def _name(self) -> None:
        self.act_button.set_label(words.closing(len(self.ticked("session")), len(self.ticked("follow_up"))))


class LessonBody(Body):
    """Where the lesson is written, in one line."""

    def __init__(self) -> None:
        lesson = Segmented(words.lessons(), tr("Where it is written"))
        text = LineEdit(placeholder=tr("Is at war with somebody over it"))
        points = Segmented([(1, tr("1 point")), (3, tr("3 points"))], tr("What the red flag takes away"))
        super().__init__(
            {
                "lesson": FieldBox(tr("Where it is written"), lesson),
                "lesson_text": FieldBox(tr("What to look for next time"), text),
                "lesson_points": FieldBox(tr("What the red flag takes away"), points),
            },
            tr("Write it down"),
            Step.LESSON,
        )

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Show where it stands, once it does."""
        there = bool(view.made.lesson_version)
        self.fields["lesson_points"].setVisible(view.made.lesson in (None, Lesson.RED_FLAG))
        self.act_button.setEnabled(not there)
        self.show_state("ok", words.written(view) if there else "")
        for box in self.fields.values():
            box.field.setEnabled(not there)


class EndBody(Body):
    """How it ended, and where the client stands then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__({}, tr("End the work"))
        self.outcome = OutcomePanel(desk)
        self.after = Text("", "body", "text2", wrap=True)
        self.column.insertWidget(0, self.outcome)
        self.column.insertWidget(1, self.after)

    def first(self) -> QWidget:
        """The question."""
        return self.outcome.again.segments()[0]

    def show_view(self, view: ExitView, desk: Desk) -> None:
        """Ask how it ended."""
        name = display_name(view.client)
        self.outcome.show_engagement(view.engagement.id)
        self.after.setText(words.afterwards(view, name))
        self.act_button.setEnabled(view.made.state is ExitState.OPEN)
