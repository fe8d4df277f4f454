"""What cannot be taken back takes two presses: the first says what the second does."""

from PySide6.QtCore import QObject, QTimer, Signal

ARMED_MS = 8000  # how long a first press waits for the second


class Arming(QObject):
    """The first press of a final act, until the second, a change of mind, or some seconds without either."""

    changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.armed = False
        self._waiting = QTimer(self, singleShot=True, interval=ARMED_MS)
        self._waiting.timeout.connect(self.disarm)

    def press(self) -> bool:
        """Whether this is the second press, so that it is done now."""
        if self.disarm():
            return True
        self.armed = True
        self._waiting.start()
        self.changed.emit(True)
        return False

    def disarm(self) -> bool:
        """Forget the first press; False where there was none."""
        if not self.armed:
            return False
        self.armed = False
        self._waiting.stop()
        self.changed.emit(False)
        return True
