"""By when the client hears, what they were told, and everything that was done for the complaint, newest first."""

from collections.abc import Iterator
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions.complaints import ComplaintView
from practice.rules.complaint_days import DeadlineKind, Terms
from practice.rules.complaints import StepList
from practice.rules.letters import Letter, LetterState
from practice.ui.complaints import words
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, DateEdit
from practice.ui.widgets.layout import Fact, FactsStrip, SectionTitle, row
from practice.ui.widgets.lists import Moment, Timeline
from practice.ui.widgets.text import Text

Told = tuple[date, datetime, Moment]


class Story(QWidget):
    """Deadlines, noting what was told, and the timeline."""

    told = Signal(object, object)  # DeadlineKind, day
    opened = Signal(object)  # a letter, by its id

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.facts = FactsStrip()
        self.promised = Text("", "small", "text2", wrap=True)
        self.kind = Combo()
        for kind, word in _tellings():
            self.kind.addItem(word, kind)
        self.kind.setAccessibleName(tr("What they were told"))
        self.day = DateEdit()
        self.day.setAccessibleName(tr("On which day"))
        self.day.setFixedWidth(150)
        self.note_button = Button(tr("Note it"))
        self.note_button.clicked.connect(
            lambda: self.told.emit(DeadlineKind(self.kind.currentData()), self.day.value())
        )
        self._noting = QWidget()
        self._noting.setLayout(row(self.kind, self.day, self.note_button, None))
        self.timeline = Timeline(tr("What was done"))
        self.timeline.opened.connect(self.opened)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(8)
        for part in (SectionTitle(tr("By when, and what was done")), self.facts, self.promised, self._noting):
            whole.addWidget(part)
        whole.addWidget(self.timeline)

    def show_view(self, view: ComplaintView) -> None:
        """Shows what is owed and what happened."""
        today = self.desk.today()
        self.facts.set_facts([_fact(view, kind, today) for kind in DeadlineKind])
        self.promised.setText(_days_from(view.terms))
        self._noting.setVisible(view.complaint.closed_on is None)
        if not self.day.hasFocus():
            self.day.set_value(today)
        self.timeline.set_moments(tuple(one for _, _, one in sorted(_told(view, today), key=_when, reverse=True)))


def _tellings() -> tuple[tuple[DeadlineKind, str], ...]:
    return (
        (DeadlineKind.ACKNOWLEDGE, tr("I said that it came")),
        (DeadlineKind.UPDATE, tr("I said how far I am")),
        (DeadlineKind.FINAL, tr("I gave the final answer")),
    )


def _heads() -> dict[DeadlineKind, str]:
    return {
        DeadlineKind.ACKNOWLEDGE: tr("Say that it came"),
        DeadlineKind.UPDATE: tr("Say how far you are"),
        DeadlineKind.FINAL: tr("Final answer"),
    }


def _days_from(terms: Terms) -> str:
    """Which days the client signed for, and which are the practice's own."""
    if not terms.promised:
        return tr("The practice’s own days; a signed letter that promises others comes first.")
    named = ", ".join(f"“{head}”" for kind, head in _heads().items() if kind in terms.named)
    usual = tr("{what} as {letter} says, which the client signed. The other days are the practice’s usual ones.")
    return usual.format(what=named, letter=terms.promised)


def _fact(view: ComplaintView, kind: DeadlineKind, today: date) -> Fact:
    heads = _heads()
    one = next((owed for owed in view.owed if owed.kind is kind), None)
    if one is None:
        last = view.complaint.updated_on[-1:] or (None,)
        return Fact(heads[kind], day_text(last[0], today) if last[0] else tr("Not needed"), tr("nothing more is due"))
    if one.done_on:
        late = one.done_on > one.due_on
        note = tr("late") if late else tr("in time")
        return Fact(heads[kind], day_text(one.done_on, today), note, "warn" if late else "ok")
    return Fact(heads[kind], f"{one.due_on:%a}, {words.short(one.due_on, today)}", words.distance(one.due_on, today),
                words.pressing(one, today), "clock")  # fmt: skip


def _when(one: Told) -> tuple[date, datetime]:
    return one[0], one[1]


def _moment(day: date, at: datetime | None) -> datetime:
    """When on its day something stands: at the instant known, in the morning else."""
    here = at.astimezone() if at else None
    return here if here and here.date() == day else datetime.combine(day, time(9)).astimezone()


def _told(view: ComplaintView, today: date) -> Iterator[Told]:
    complaint = view.complaint

    def on(
        day: date | None, icon: str, lead: str, detail: str = "", key: object = None, at: datetime | None = None
    ) -> Iterator[Told]:
        if day:
            yield day, _moment(day, at), Moment(words.short(day, today), icon, lead, detail=detail, key=key)

    yield from on(
        complaint.received_on, "mail", tr("It came"), complaint.words.strip(), at=_dawn(complaint.received_on)
    )
    yield from on(complaint.acknowledged_on, "check", tr("Said that it came"))
    for day in complaint.updated_on:
        yield from on(day, "message-square-text", tr("Said how far it is"))
    for item in view.items:
        _, word, icon = words.kind_status(item.decided)
        decided = item.decided_at.astimezone().date() if item.decided_at else None
        yield from on(decided, icon, f"{words.point_name(item)}: {word}", item.reason, at=item.decided_at)
    for step in view.steps:
        yield from on(step.done_on, _ICONS[step.belongs], tr(step.text), _LISTS[step.belongs], at=step.at)
    for letter in view.letters:
        at = letter.issued_at or letter.created_at
        yield from on(_letter_day(letter), "file-text", _letter_words(letter), key=letter.id, at=at)
    yield from on(complaint.answered_on, "check", tr("Gave the final answer"), at=_evening(complaint.answered_on))
    for one in view.follow_ups:
        done = one.done_at.astimezone().date() if one.done_at else None
        yield from on(done, "circle-check", one.text, at=one.done_at)
    for entry in view.entries:
        day, at = entry.written_at.astimezone().date(), entry.written_at
        cause = tr("From: {cause} Changed: {changed}", cause=entry.root_cause, changed=entry.changed)
        if entry.closing:
            yield from on(day, "lock", tr("Closed"), cause, at=_evening(day))
        else:
            yield from on(day, "plus", tr("Added"), entry.text, at=_evening(day))


def _dawn(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _evening(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59)).astimezone() if day else None


_ICONS = {StepList.OUTSIDE: "user", StepList.INSIDE: "clipboard-check", StepList.GATE: "shield-half"}
_LISTS = {StepList.OUTSIDE: "Outside", StepList.INSIDE: "Inside", StepList.GATE: "Insurer"}


def _letter_day(letter: Letter) -> date | None:
    begun = letter.issued_at or letter.created_at
    return letter.sent_on or (begun.astimezone().date() if begun else None)


def _letter_words(letter: Letter) -> str:
    if letter.sent_on:
        return tr("Sent {number}", number=letter.number)
    if letter.state is LetterState.DRAFT:
        return tr("Begun {number}", number=letter.number)
    return tr("Issued {number}", number=letter.number)
