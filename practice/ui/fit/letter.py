"""The letter that a decision against a prospect asks for: it says no, or leads to somebody else."""

from PySide6.QtWidgets import QWidget

from practice.actions import clients, exits, families
from practice.rules.clients import display_name
from practice.rules.fit import Decision, FitCheck, FitState
from practice.ui import begin
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import column
from practice.ui.widgets.text import Text

FAMILIES = {Decision.DECLINE: "non_engagement", Decision.REFER: "referral"}


class LetterOffer(QWidget):
    """A button that begins the letter, or why it cannot be begun; nothing for any other decision."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._check = FitCheck()
        self._ends = False  # their work goes on, and is ended in steps
        self.button = Button("", icon="file-text")
        self.button.clicked.connect(self._on_clicked)
        self.said = Text("", "small", "text2", wrap=True)
        self.setLayout(column(self.button, self.said, gap=6))

    def show_check(self, check: FitCheck) -> None:
        """Offer what this decision asks for."""
        self._check = check
        key = FAMILIES.get(check.decision or Decision.HOLD) if check.state is FitState.DECIDED else None
        self.setVisible(key is not None)
        if key is None:
            return
        client = clients.find(self._desk.store, check.client_id)
        self._ends = exits.going(self._desk.store, client.id, self._desk.today()) is not None
        if self._ends:
            self.button.set_label(tr("End well with {name}", name=display_name(client)))
            self.button.setEnabled(True)
            self.said.setText(tr("Work goes on: end it in steps, with refund, letter and referral."))
            return
        offers = families.offered(self._desk.store, client, self._desk.today())
        offer = next(one for one in offers if one.family.key == key)
        self.button.set_label(tr("Write the {letter}", letter=tr(offer.family.start).lower()))
        self.button.setEnabled(not offer.reason)
        self.said.setText(offer.reason or tr("Write it where they could think that you act for them."))

    def _on_clicked(self) -> None:
        if self._ends:
            begin.ending(self._desk, self._check.client_id)
            return
        key = FAMILIES[self._check.decision or Decision.HOLD]
        begin.companion(self._desk, self._check.client_id, key)
