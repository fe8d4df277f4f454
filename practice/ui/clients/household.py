"""Making two people one household: an inline search for the other person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from practice.actions import clients, search
from practice.errors import Refused
from practice.rules.clients import Client, display_name, joint_name
from practice.rules.shelves import ClientKind
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import Card, clear, row

MOST = 5


class HouseholdCard(Card):
    """Asks for the other person and joins; `joined(household id)`, `left` when nothing comes of it."""

    joined = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client: Client | None = None
        self.name_edit = LineEdit(placeholder=tr("Type a name"))
        self.box = FieldBox(tr("Who is the other person?"), self.name_edit, tr("They become one joint client"))
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        self.leave_button = Button(tr("Not now"), "quiet", small=True, key="Esc")
        self.add(self.box)
        self.body.addLayout(self._found)
        self.body.addLayout(row(self.leave_button, None))
        self.name_edit.textEdited.connect(self._on_typed)
        self.name_edit.returnPressed.connect(self._on_entered)
        self.leave_button.clicked.connect(self.left)
        self.hide()

    def ask(self, client: Client) -> None:
        """Ask who lives with this client."""
        self._client = client
        self.name_edit.clear()
        self.box.set_error("")
        clear(self._found)
        self.show()
        self.name_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choices(self) -> list[Button]:
        """One button for each person found."""
        held = (self._found.itemAt(n) for n in range(self._found.count()))
        return [button for item in held if item and isinstance(button := item.widget(), Button)]

    def _on_typed(self, text: str) -> None:
        clear(self._found)
        for person in self._candidates(text):
            button = Button(joint_name(self._client or person, person), icon="users", small=True)
            button.clicked.connect(lambda _=False, other=person.id: self._join(other))
            self._found.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if text.strip() and not self._found.count():
            self.box.set_error(tr("Nobody of that name is free. Add them as a client first."))

    def _candidates(self, text: str) -> list[Client]:
        hits = [hit.client_id for hit in search.find(self._desk.store, text, 20) if hit.table == "clients"]
        people = [clients.find(self._desk.store, found) for found in hits]
        free = [one for one in people if one.kind is ClientKind.PERSON and one.household_id is None]
        return [one for one in free if self._client is None or one.id != self._client.id][:MOST]

    def _on_entered(self) -> None:
        if buttons := self.choices():
            buttons[0].click()

    def _join(self, other_id: int) -> None:
        if self._client is None:
            return
        try:
            household = clients.join(self._desk.store, self._client.id, other_id, self._desk.now())
        except Refused as refusal:
            self.box.set_error(str(refusal))
            return
        self.hide()
        self._desk.toast(tr("{name} are one client now", name=display_name(household)))
        self.joined.emit(household.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
