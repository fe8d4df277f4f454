"""What clients keep asking for and no item covers, with the way to a limit that answers it."""

from practice.actions.requests import Repeated
from practice.rules.requests import limit_draft
from practice.ui.desk import Desk
from practice.ui.requests import words
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.messages import Banner


class Suggestion(Banner):
    """How often something was asked for, by whom and when; its button leads to the clause library."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._subject = ""
        self.limit_button = Button(tr("Write a limit…"), small=True)
        super().__init__("accent", "", "", "lightbulb", self.limit_button)
        self.limit_button.clicked.connect(self._go)
        self.hide()

    def show_repeated(self, one: Repeated | None) -> None:
        """Show what repeats; nothing for None."""
        self.setVisible(one is not None)
        if one is not None:
            self._subject = one.gathered.subject
            self.limit_button.setAccessibleName(tr("Write a limit for {subject}…", subject=self._subject))
            dates = words.dates(one.gathered, one.clients, self._desk.today())
            self.say("accent", words.repeated(one.gathered), dates, "lightbulb")

    def _go(self) -> None:
        self._desk.go("clauses", ("limit", limit_draft(self._subject), self._subject))
