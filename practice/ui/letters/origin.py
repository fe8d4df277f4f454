"""The line that says what a letter came of, and leads back there."""

from practice.actions import sources
from practice.actions.sources import Source
from practice.rules.letters import Letter
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button


class Origin(Button):
    """A link below a letter's title; hidden for a letter that was begun by hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "link")
        self._desk = desk
        self._source: Source | None = None
        self.clicked.connect(self.go)
        self.hide()

    def show_letter(self, letter: Letter) -> None:
        """Names what this letter came of."""
        self._source = sources.source(self._desk.store, letter)
        self.setVisible(self._source is not None)
        if self._source is not None:
            self.set_label(self._said(self._source))

    def go(self) -> None:
        """Shows the record."""
        if self._source is not None:
            self._desk.go(self._source.place, self._source.record_id)

    def _said(self, source: Source) -> str:
        day = day_text(source.day, self._desk.today()) if source.day else ""
        said = {
            "boundary": tr("From the boundary entry, {day}", day=day),
            "complaint": tr("From complaint {number}, {day}", number=source.number, day=day),
            "refund": tr("From the refund decision, {day}", day=day) if day else tr("From a refund decision"),
            "invoice": tr("From invoice {number}", number=source.number),
            "request": tr("From the request, {day}", day=day),
            "exit": tr("From the end of the work, {day}", day=day),
        }
        return said[source.kind]
