"""The currency of a piece of work: read from the list of all only once somebody looks for another one."""

from PySide6.QtGui import QFocusEvent

from practice.actions import practice
from practice.ui.widgets.fields import Combo


class CurrencyChoice(Combo):
    """A currency; the list of all of them is made at the first focus or look."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def value(self) -> str:
        """The chosen currency's code."""
        return str(self.currentData())

    def set_value(self, code: str) -> None:
        """Show this currency."""
        if self.findData(code) < 0:
            self.addItem(code, code)
        self.setCurrentIndex(self.findData(code))

    def _offer_all(self) -> None:
        if self.count() > 1:
            return
        code = self.value()
        self.clear()
        for one, name in practice.currencies():
            self.addItem(name, one)
        self.set_value(code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Letters lead to any of them."""
        self._offer_all()
        super().focusInEvent(event)

    def showPopup(self) -> None:  # noqa: N802  Qt's own name
        """All of them."""
        self._offer_all()
        super().showPopup()
