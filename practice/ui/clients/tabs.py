"""The tabs beside overview and details: promises, and sessions with their notes."""

from datetime import date, datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practice.actions.engagements import Promised
from practice.actions.overview import ClientView
from practice.rules.engagements import label
from practice.rules.notes import Note, NoteState, Session, minutes
from practice.ui.clients import words
from practice.ui.clients.side import promise_sign
from practice.ui.tr import tr
from practice.ui.when import clock_text
from practice.ui.widgets.layout import Card, clear, line
from practice.ui.widgets.lists import Moment, Timeline
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Text


class PromiseList(QWidget):
    """Every promise with what it hands over, when that is due and when it was done."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_view(self, view: ClientView, today: date) -> None:
        """Show a client's promises."""
        clear(self._column)
        card = Card(padding=0, gap=0)
        for number, one in enumerate(view.promised):
            if number:
                card.body.addWidget(line())
            card.body.addWidget(_promise_row(one, today))
        if view.engagement is not None:
            self._column.addWidget(Text(view.engagement.title or view.engagement.kind, "section"))
        self._column.addWidget(card)
        self._column.addStretch(1)


def _promise_row(one: Promised, today: date) -> QWidget:
    icon, color, state = promise_sign(one, today)
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(14, 9, 14, 9)
    layout.setSpacing(10)
    number = Text(label(one.item), "body", "text2", numbers=True)
    number.setFixedWidth(34)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(Text(one.item.text, wrap=True))
    for text in _handed_over(one, today):
        said.addWidget(Text(text, "small", "text2", wrap=True))
    layout.addWidget(Icon(icon, color, 16, 20))
    layout.addWidget(number)
    layout.addLayout(said, 1)
    layout.addWidget(Text(state, "small", color))
    made.setAccessibleName(f"{label(one.item)}, {one.item.text}, {state}")
    return made


def _handed_over(one: Promised, today: date) -> list[str]:
    told = []
    for delivery in one.deliveries:
        name = f"{delivery.text}: " if delivery.text and delivery.text != one.item.text else ""
        if delivery.delivered_on:
            told.append(name + tr("done {day}", day=words.inner_day(delivery.delivered_on, today)))
        elif delivery.due_on:
            told.append(name + tr("due {day}", day=words.inner_day(delivery.due_on, today)))
        elif name:
            told.append(name + tr("no day yet"))
    return told


class SessionList(QWidget):
    """Every session with the beginning of its note; `opened(note id)`."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline(tr("Sessions"))
        self.timeline.opened.connect(self.opened.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.timeline)
        column.addStretch(1)

    def show_view(self, view: ClientView, now: datetime) -> None:
        """Show a client's sessions."""
        self.timeline.set_moments(tuple(_moment(session, note, now) for session, note in view.notes))

    def current(self) -> QModelIndex:
        """The row that has the focus."""
        return self.timeline.currentIndex()


def _moment(session: Session, note: Note, now: datetime) -> Moment:
    day = words.short_day(session.starts_at.astimezone().date(), now.astimezone().date())
    took = minutes(session)
    draft = note.state is NoteState.DRAFT
    rest = tr(" at {time}", time=clock_text(session.starts_at)) + (tr(", {n} min", n=took) if took else "")
    rest += tr(", not signed yet") if draft else ""
    said = " ".join(" ".join(note.fields.values()).split())
    detail = said if len(said) <= 300 else said[:300].rpartition(" ")[0] + "…"
    icon, color = ("pen-line", "warnText") if draft else ("lock", "text2")
    return Moment(day, icon, session.title, rest, detail, color, key=note.id)
