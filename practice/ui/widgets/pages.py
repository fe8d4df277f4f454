"""The page itself: `ScrollPage` with header, tabs and `ActionBar` that stay and a body that scrolls; and `Inspector`.

`page = ScrollPage(); page.set_header(PageHeader("Is Imelda a right client?")); page.body.addWidget(…)`. With
`reading=True` the body is at most 640 wide. `inspector.body` scrolls, `inspector.pin(button)` stays below it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, Surface, Tabs, column, line
from practice.ui.widgets.text import Text

INSPECTOR_MIN = 232
LIST_MAX = 900  # a list on a page of its own: a row's end must not be far from its beginning


class ActionBar(Surface):
    """The bar at the bottom of a form: primary left, then secondary, then one line of consequence."""

    def __init__(self, *buttons: Button, consequence: str = "") -> None:
        super().__init__("page")
        self.setObjectName("actions")  # toasts stay clear of it
        self.consequence = Text(consequence, "small", "text2", elide=True)
        self.inner = QHBoxLayout()
        self.inner.setSpacing(8)
        for button in buttons:
            self.inner.addWidget(button)
        self.inner.addSpacing(4)
        self.inner.addWidget(self.consequence, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(line())
        whole.addLayout(self.inner)
        self.pad(28)

    def offer(self, buttons: Sequence[Button], on: bool, lead: QWidget) -> None:
        """Offers these buttons or not; the focus of one that is no longer offered goes to `lead`, not anywhere."""
        if not on and any(button.hasFocus() for button in buttons):
            lead.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in buttons:
            button.setEnabled(on)

    def pad(self, side: int) -> None:
        """Stands so far from both sides, as the page above it does."""
        self.inner.setContentsMargins(side, 12, side, 12)


class ScrollBody(QScrollArea):
    """A body that scrolls up and down only; `inner` is its column, which a scroll bar never makes narrower."""

    def __init__(self, surface: str = "page") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = Surface(surface)
        self.inner = QVBoxLayout(content)
        self.inner.setSpacing(8)
        self.setWidget(content)
        self._margins = self.inner.contentsMargins()
        self.verticalScrollBar().installEventFilter(self)

    def pad(self, left: int, top: int, right: int, bottom: int) -> None:
        """Keeps this free around the column, the scroll bar's width included."""
        self._margins = QMargins(left, top, right, bottom)
        self._give_way()

    def _give_way(self) -> None:
        bar = self.verticalScrollBar()
        room = min(bar.sizeHint().width(), self._margins.right()) if bar.isVisible() else 0
        self.inner.setContentsMargins(self._margins - QMargins(0, 0, room, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The scroll bar comes and goes within the margin at the right."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._give_way()
        return super().eventFilter(watched, event)


class ScrollPage(Surface):
    """A page of which only the body scrolls; its padding follows the window's width: 28, 24 or 20.

    What scrolls is at most the reading width wide, or `most` pixels, where asked.
    """

    def __init__(self, reading: bool = False, most: int = 0) -> None:
        super().__init__("page")
        self._header: PageHeader | None = None
        self._bars: list[ActionBar] = []
        self._tabbed = False
        self._under = (12, 4)  # below the header, above the body
        self._top = QVBoxLayout()
        self._top.setSpacing(8)
        self.area = ScrollBody()
        self.body = self.area.inner
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self._top)
        self._whole.addWidget(self.area, 1)
        self._most = most or (theme.size("readingMax") if reading else 0)
        self._pad()

    def set_header(self, header: PageHeader) -> None:
        """Puts the header on top."""
        self._header = header
        self._top.insertWidget(0, header)

    def close_up(self) -> None:
        """Lets the body begin right below the header: its first row has air of its own."""
        self._under = (0, 4)  # inside the body, where the first row's ring has room
        self._pad()

    def set_tabs(self, tabs: Tabs) -> None:
        """Puts tabs under the header, on a hairline of the whole width."""
        self._top.addWidget(tabs)
        self._whole.insertWidget(1, line())
        self._tabbed = True
        self._pad()

    def set_bar(self, bar: ActionBar) -> None:
        """Puts the action bar at the bottom."""
        self.bar = bar
        self._bars.append(bar)
        self._whole.addWidget(bar)
        self._pad()

    def _pad(self) -> None:
        wide = self.window().width()
        pad = 28 if wide >= 1361 else 24 if wide >= 1180 else 20
        tabbed = self._tabbed
        self._top.setContentsMargins(pad, 20, pad, 0 if tabbed else self._under[0])
        right = max(pad, self.width() - pad - self._most) if self._most else pad
        self.area.pad(pad, 18 if tabbed else self._under[1], right, 24)
        for bar in self._bars:
            bar.pad(pad)
        if self._header is not None:
            self._header.make_short(self.window().height() < 760)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another padding."""
        super().resizeEvent(event)
        self._pad()


class Inspector(Surface):
    """The panel at the right: a body that scrolls, and a footer that is pinned under it once something is put there."""

    def __init__(self, name: str = "") -> None:
        super().__init__("list")
        self.setAccessibleName(name or tr("Details"))
        self.setMinimumWidth(INSPECTOR_MIN)
        self.area = ScrollBody("list")
        self.body = self.area.inner
        self.area.pad(18, 18, 18, 16)
        self.footer = QVBoxLayout()
        self.footer.setContentsMargins(18, 12, 18, 12)
        self.footer.setSpacing(8)
        self._foot = QWidget()
        under = QVBoxLayout(self._foot)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addWidget(line())
        under.addLayout(self.footer)
        panel = column(self.area, self._foot, gap=0)
        panel.setStretch(0, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.edge = line(upright=True)  # hidden beside a divider, which is a line itself
        whole.addWidget(self.edge)
        whole.addLayout(panel, 1)
        self._foot.hide()

    def pin(self, widget: QWidget) -> None:
        """Puts a widget into the pinned footer."""
        self.footer.addWidget(widget)
        self._foot.show()
