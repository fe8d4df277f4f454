"""Locking by itself: after so many minutes without a key or a mouse."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """Emits `timed_out` when nothing was typed or moved for the minutes given."""

    timed_out = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard: QWindow | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.timed_out)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._on_window_changed)

    def _on_window_changed(self, window: QWindow | None) -> None:
        """Listen to the window that is worked in; filtering the whole program would slow down every paint and move."""
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = window
        if window is not None:
            window.installEventFilter(self)
            self._again()

    def _again(self) -> None:
        if self._timer.isActive():
            self._timer.start()

    def start(self, minutes: float) -> None:
        """Begin to count, from now."""
        self._timer.start(round(minutes * 60_000))

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    @property
    def minutes(self) -> float:
        """After how many minutes it fires; 0 while stopped."""
        return self._timer.interval() / 60_000 if self._timer.isActive() else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every sign of the person begins the count again."""
        if event.type() in _SIGNS:
            self._again()
        return False
