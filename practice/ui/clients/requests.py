"""The tab of requests: what this client asked for, newest first, and a button to log the next one."""

from datetime import date, datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from practice.actions.overview import ClientView
from practice.rules.requests import Request
from practice.ui.clients import words
from practice.ui.judged import status
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import SectionTitle, column
from practice.ui.widgets.lists import Moment, Timeline
from practice.ui.widgets.text import Text


class RequestList(QWidget):
    """A client's requests; `opened(id)`, and `asked` for a new one."""

    opened = Signal(int)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.log_button = Button(tr("Log a request"), icon="plus", key="L R")
        self.log_button.clicked.connect(self.asked)
        self.timeline = Timeline(tr("Requests"))
        self.timeline.opened.connect(self.opened.emit)
        told = tr("Nothing was asked for beyond the letter yet. Each request is judged by the letter of its day.")
        self.none = Text(told, "body", "text2", wrap=True)
        self.setLayout(
            column(SectionTitle(tr("Requests"), right=self.log_button), self.none, self.timeline, None, gap=10)
        )

    def show_view(self, view: ClientView, now: datetime) -> None:
        """Show a client's requests."""
        today = now.astimezone().date()
        self.none.setVisible(not view.requests)
        self.timeline.setVisible(bool(view.requests))
        self.timeline.set_moments(tuple(_moment(one, today) for one in view.requests))

    def current(self) -> QModelIndex:
        """The row that has the focus."""
        return self.timeline.currentIndex()


def _moment(one: Request, today: date) -> Moment:
    kind, word, icon = status(one)
    cites = ", ".join(cited.number for cited in one.cites)
    rest = f" {one.subject}" if one.subject else ""
    rest += tr(", by {numbers}", numbers=cites) if cites else ""
    said = " ".join(one.words.split())
    detail = said if len(said) <= 300 else said[:300].rpartition(" ")[0] + "…"
    lead = f"{word}:" if one.subject else word
    return Moment(words.short_day(one.asked_on, today), icon, lead, rest, detail, f"{kind}Text", key=one.id)
