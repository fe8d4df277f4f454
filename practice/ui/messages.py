"""What the window says by itself: one bar for known trouble, and one toast at a time."""

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.messages import Banner, Toast
from practice.ui.widgets.text import plain_tip

EDGE = 16


class MessageBar(QFrame):
    """One sentence of known trouble above the page, until it is put away; `said` tells that it is a new one."""

    said = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        QHBoxLayout(self).setContentsMargins(16, 12, 16, 0)
        self.hide()

    @cached_property
    def banner(self) -> Banner:
        """What it says, with its way out; made once there is something to say."""
        close_button = Button("", "quiet", icon="x", small=True, name=tr("Put this message away"))
        close_button.setToolTip(plain_tip(f"{tr('Put this message away')}  {tr('Esc')}"))
        close_button.clicked.connect(self.hide)
        banner = Banner("bad", "", button=close_button)
        self.layout().addWidget(banner)  # type: ignore[union-attr]  # set above
        return banner

    def say(self, sentence: str, kind: str = "bad") -> None:
        """Show this sentence instead of the last one."""
        self.banner.say(kind, sentence)
        self.show()
        self.said.emit()

    @property
    def text(self) -> str:
        """What it says now, "" when it is away."""
        return "" if self.isHidden() else self.banner.accessibleName()


class Toasts(QObject):
    """Shows toasts at the bottom left of a page above its actions, a new one in place of the last."""

    undo_asked = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._toast: Toast | None = None
        page.installEventFilter(self)

    @property
    def text(self) -> str:
        """What the toast says now, "" when there is none."""
        return self._toast.accessibleName() if self._toast is not None and self._toast.isVisible() else ""

    def show(self, text: str, undo: bool, icon: str = "check") -> None:
        """Say this, with Undo beside it where that makes sense."""
        self.clear()
        toast = Toast(text, undo, icon=icon, parent=self._page)
        toast.undone.connect(self.undo_asked)
        toast.closed.connect(lambda: self._on_closed(toast))
        self._toast = toast
        self._place()
        toast.start()

    def _on_closed(self, toast: Toast) -> None:
        """What its Undo has said since stays."""
        if toast is self._toast:
            self.clear()

    def clear(self) -> None:
        """Take the toast away."""
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None

    def _place(self) -> None:
        if self._toast is not None:
            self._toast.fit(self._page.width() - 2 * EDGE)
            self._toast.move(QPoint(EDGE, self._page.height() - self._toast.height() - EDGE - self._bar()))

    def _bar(self) -> int:
        """How high the bar of actions is that must stay free, 0 where the page has none."""
        return max((bar.height() for bar in self._page.findChildren(QWidget, "actions") if bar.isVisible()), default=0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom, above the actions, when the page changes its size or what it shows."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False
