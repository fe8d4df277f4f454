"""The endings that are under way, where none of them is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from practice.rules.clients import Client, display_name
from practice.rules.exits import Exit, Step
from practice.ui.outcome import progress
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, clear
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage


class Endings(ScrollPage):
    """Each ending as a button that opens it; `opened(exit id)`."""

    opened = Signal(int)
    clients_asked = Signal()

    def __init__(self) -> None:
        super().__init__(most=LIST_MAX)
        self.set_header(PageHeader(tr("Which work ends?"), tr("Endings that were begun and are not finished yet.")))
        text = tr("End work that does not fit from its client\u2019s page: with refund, letter and referral, in steps.")
        self.clients_button = Button(tr("Go to clients"), icon="users")
        self.clients_button.clicked.connect(self.clients_asked)
        self.empty = EmptyState("heart-handshake", tr("No work is being ended"), text, self.clients_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addWidget(self.empty)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_endings(self, endings: Sequence[tuple[Exit, Client, Step | None]]) -> None:
        """Show these."""
        self.empty.setVisible(not endings)
        clear(self._rows)
        for made, client, step in endings:
            button = Button(f"{display_name(client)}. {progress(step)}", icon="arrow-right")
            button.clicked.connect(lambda _=False, number=made.id: self.opened.emit(number))
            self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def focus_first(self) -> None:
        """The first ending has the keys, or the way to the clients."""
        item = self._rows.itemAt(0)
        first = item.widget() if item else self.clients_button
        if first is not None and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
