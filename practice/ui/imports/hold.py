"""While a change is being written, keys and clicks elsewhere wait: they could begin another one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_INPUT = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel}
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Hold(QObject):
    """Lets only one page have keys and clicks while it is on; Esc cancels."""

    def __init__(self, page: QWidget, cancel: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._cancel = page, cancel
        self.on = False

    def set_on(self, on: bool) -> None:
        """Begin or end to hold."""
        app = QApplication.instance()
        assert app is not None
        if on and not self.on:
            app.installEventFilter(self)
        elif self.on and not on:
            app.removeEventFilter(self)
        self.on = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True for what has to wait; nothing has to while the page is out of sight, as when a fault is told."""
        if not self.on or event.type() not in _INPUT or not isinstance(watched, QWidget) or not self._page.isVisible():
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._cancel()
            return True
        if isinstance(event, QKeyEvent) and event.modifiers() & _CHORD:
            return event.key() != Qt.Key.Key_L  # locking never waits; Ctrl+Z would take back something else
        return not self._page.isAncestorOf(watched)
