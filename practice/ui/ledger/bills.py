"""The invoices of a piece of work on its client's page: each with what has become of it, and the way to them."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import invoices
from practice.actions.invoices import Stood
from practice.ui.desk import Desk
from practice.ui.invoiced import standing
from practice.ui.ledger.words import Say
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import SectionTitle, clear, column, row
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text


class Bills(QWidget):
    """The section of the Money tab."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._work = 0
        self.to_work = Button(tr("What can be billed"), "link", icon="receipt-text")
        self.to_work.clicked.connect(lambda: desk.go("money", ("work", self._work)))
        self.list = QVBoxLayout()
        self.list.setSpacing(4)
        whole = column(SectionTitle(tr("Invoices"), right=self.to_work), gap=6)
        whole.addLayout(self.list)
        self.setLayout(whole)

    def show_work(self, engagement_id: int, say: Say) -> None:
        """Show the invoices of this work, newest first."""
        self._work = engagement_id
        clear(self.list)
        for one in invoices.of_work(self._desk.store, engagement_id, self._desk.today()):
            self._add(one, say)
        if not self.list.count():
            self.list.addWidget(Text(tr("No invoice yet."), "small", "text2"))

    def _add(self, one: Stood, say: Say) -> None:
        link = Button(one.invoice.number or tr("Draft"), "link")
        link.clicked.connect(partial(self._desk.go, "money", one.invoice.id))
        status = InlineStatus(*standing(one.standing, one.invoice.due_on, self._desk.today()))
        self.list.addLayout(row(link, status, None, Text(say(one.invoice.total), "body", numbers=True), gap=12))
