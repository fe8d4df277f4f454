"""A line in which a client is found by name."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter

from practice.actions import search
from practice.ui.desk import Desk
from practice.ui.widgets.fields import LineEdit

OFFERED = 8


class ClientField(LineEdit):
    """A line that finds a client by name; `chosen` is the person's, the value is (id, name), id None for nobody."""

    chosen = Signal()

    def __init__(self, desk: Desk, placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self._desk = desk
        self._id: int | None = None
        self._found: dict[str, int] = {}
        self._names = QStringListModel(self)
        finder = QCompleter(self._names, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.activated.connect(self._on_activated)
        self.setCompleter(finder)
        self.textEdited.connect(self._on_typed)

    def value(self) -> tuple[int | None, str]:
        """The chosen client and what stands in the line."""
        return self._id, self.text().strip()

    def set_value(self, value: tuple[int | None, str]) -> None:
        """Show a client."""
        self._id = value[0]
        self.setText(value[1])

    def _on_typed(self, text: str) -> None:
        found = [hit for hit in search.find(self._desk.store, text, OFFERED) if hit.table == "clients"]
        self._found = {hit.client_name: hit.client_id for hit in found}
        self._names.setStringList(list(self._found))
        self._id = self._found.get(text.strip())
        self.chosen.emit()

    def _on_activated(self, name: str) -> None:
        self._id = self._found.get(name)
        self.chosen.emit()
