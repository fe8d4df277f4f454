"""A panel over the dimmed window: the palette and the sheet of keys stand on one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from practice.ui import theme


class Overlay(QWidget):
    """One panel over the dimmed window; a click beside it or Esc closes it and the focus goes back."""

    spoken_as = "panel"

    closed = Signal()

    def __init__(self, window: QWidget, wide: int, top: int) -> None:
        super().__init__(window)
        self._window, self._wide, self._top = window, wide, top
        self._before: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setProperty("surface", "dialog")
        shadow = QGraphicsDropShadowEffect(self.panel)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 12)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.panel.setGraphicsEffect(shadow)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Cover the window and show the panel."""
        self._before = QApplication.focusWidget()
        self.fit()
        self.show()
        self.raise_()

    def close_panel(self) -> None:
        """Go away and give the focus back."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def fit(self) -> None:
        """Stand in the middle of the window, as high as the panel needs and the window allows."""
        window = self._window
        self.setGeometry(window.rect())
        wide = min(self._wide, window.width() - 48)
        top = min(self._top, window.height() // 7)
        high = min(self.panel.sizeHint().height(), window.height() - top - 40)
        self.panel.setGeometry((window.width() - wide) // 2, top, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dims the window."""
        QPainter(self).fillRect(self.rect(), theme.color("scrim"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes it."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's own name
        """Tab goes round inside the panel: what is dimmed has no keys."""
        stops = [one for one in self.panel.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        stops = [one for one in stops if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if stops:
            focus = QApplication.focusWidget()
            here = stops.index(focus) if focus in stops else -1
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key goes through to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.fit()
        return False
