"""The column at the left: the practice's mark and name, Find or do, the places, then Settings and Lock."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.mark import Mark
from practice.ui.places import PlaceEntry
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box, cap_width, draw_cap
from practice.ui.widgets.sidebar import Place, Sidebar
from practice.ui.widgets.text import Text, draw_line, plain_tip

NARROW = 52
LOCK = "lock"


class FindButton(QPushButton):
    """The line that opens the palette: glass, "Find or do", its key."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = False
        self.setAccessibleName(tr("Find or do"))
        self.setToolTip(plain_tip(f"{tr('Find or do')}  Ctrl K"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def ring(self) -> Ring:
        """Where the focus ring goes."""
        return Ring(self.rect(), theme.radius("control"))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(32 if self.narrow else 160, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("control"), "hover" if self.underMouse() else "card", "borderStrong")
        left = (self.width() - 16) // 2 if self.narrow else 9
        theme.draw_icon(painter, QRect(left, 7, 16, 16), "search", "text2")
        if not self.narrow:
            wide = cap_width("Ctrl K")
            draw_cap(painter, QRect(self.width() - wide - 6, 0, wide, 30), "Ctrl K", "text2", "borderStrong")
            draw_line(painter, QRect(33, 0, self.width() - wide - 44, 30), tr("Find or do"), "body", "text2")


class SideColumn(QFrame):
    """Mark, find, places, settings and lock; icons alone when narrow."""

    chosen = Signal(str)
    find_asked = Signal()

    def __init__(self, entries: Sequence[PlaceEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sidebar")
        self._mark = Mark()
        self._name = Text("", "bodyStrong", elide=True)
        self._rest = Text("", "small", "text2", elide=True)
        self._names = QWidget()
        self.find_button = FindButton()
        self.places = Sidebar(tr("Places"))
        self.below = Sidebar(tr("Settings and lock"))
        self.places.set_places([Place(e.key, tr(e.title), e.icon, first=e.first) for e in entries if e.listed])
        self.below.set_places(
            [Place("settings", tr("Settings"), "settings"), Place(LOCK, tr("Lock"), "lock", key_hint=tr("Ctrl L"))]
        )
        self._build()
        self.find_button.clicked.connect(self.find_asked)
        self.places.chosen.connect(self.chosen)
        self.below.chosen.connect(self.chosen)

    def _build(self) -> None:
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._rest)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(4, 0, 0, 0)
        self._head.setSpacing(9)
        self._head.addWidget(self._mark)
        self._head.addWidget(self._names, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(11, 13, 11, 8)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addSpacing(12)
        column.addWidget(self.find_button)
        column.addSpacing(12)
        column.addWidget(self.places)
        column.addStretch(1)
        column.addWidget(self.below)

    def show_name(self, name: str) -> None:
        """Show the practice's name: its first word strong, the rest below it."""
        first, _, rest = (name or tr("Practice")).partition(" ")
        self._mark.set_letter(first[:1].upper())
        self._name.setText(first)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._mark.setToolTip(plain_tip(name))

    def show_place(self, key: str) -> None:
        """Mark the place the window shows."""
        self.places.set_current(key)
        self.below.set_current(key)

    def fit(self, wide: int) -> None:
        """Take this width; at NARROW show icons alone."""
        narrow = wide == NARROW
        self.setFixedWidth(wide)
        self._names.setVisible(not narrow)
        self._column.setContentsMargins(6 if narrow else 11, 13, 6 if narrow else 11, 8)
        self._head.setContentsMargins(6 if narrow else 4, 0, 0, 0)
        self.find_button.narrow = narrow
        self.find_button.updateGeometry()
        self.places.set_narrow(narrow)
        self.below.set_narrow(narrow)
