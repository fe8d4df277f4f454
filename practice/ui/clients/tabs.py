"""The tab of sessions with their notes."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions.overview import ClientView
from practice.rules.notes import Note, NoteState, Session, minutes
from practice.ui.clients import words
from practice.ui.tr import tr
from practice.ui.when import clock_text
from practice.ui.widgets.lists import Moment, Timeline


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
