"""What pages are filled with: `PageHeader`, `Tabs`, `SectionTitle`, `Breadcrumb`, `Card`, `FactsStrip`.

`row(…)` and `column(…)` lay widgets out without margins, `line()` is a hairline, `clear(layout)` empties a layout, and
`Surface("list")` is a plain area in a colour of paper. The page itself (what scrolls, what stays) is in pages.py.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Hug, Run, Text, draw_line, draw_runs, text_width


def row(*widgets: QWidget | None, gap: int = 8) -> QHBoxLayout:
    """The widgets beside each other without margins; None is the stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def column(*widgets: QWidget | None, gap: int = 8) -> QVBoxLayout:
    """The widgets under each other without margins; None is the stretch."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def line(strong: bool = False, upright: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("line", "strong" if strong else "true")
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Surface(QFrame):
    """A plain area in a colour of paper: page, list, sidebar, card, well."""

    def __init__(self, surface: str = "page", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)


class Card(Hug):
    """A raised group; `add` puts a widget in, `add_row` one with a hairline above it."""

    def __init__(self, padding: int = 16, gap: int = 8) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(gap)

    def add(self, widget: QWidget) -> None:
        """Puts a widget at the end."""
        self.body.addWidget(widget)

    def add_row(self, widget: QWidget) -> None:
        """Puts a widget at the end, under a hairline unless it is the first."""
        if self.body.count():
            self.body.addWidget(line())
        self.body.addWidget(widget)


class Fact(NamedTuple):
    """One cell of a facts strip; with a `kind` (ok warn bad neutral) the note is a status with an icon."""

    label: str
    value: str
    note: str = ""
    kind: str = ""
    icon: str = ""


class FactsStrip(Surface):
    """A card split by hairlines: label, value and note of each fact."""

    def __init__(self, facts: Sequence[Fact] = ()) -> None:
        super().__init__("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 0, 1, 0)
        self._row.setSpacing(0)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Shows these facts, all cells equally wide."""
        clear(self._row)
        for i, fact in enumerate(facts):
            if i:
                self._row.addWidget(line(upright=True))
            self._row.addWidget(self._cell(fact), 1)

    def _cell(self, fact: Fact) -> QWidget:
        cell = QWidget()
        cell.setAccessibleName(f"{fact.label}: {fact.value}, {fact.note}".rstrip(", "))
        made = QVBoxLayout(cell)
        made.setContentsMargins(13, 10, 4, 12)
        made.setSpacing(0)
        made.addWidget(Text(fact.label, "small", "text2", elide=True))
        made.addSpacing(1)
        made.addWidget(Text(fact.value, "reading", weight=600, elide=True))
        if fact.kind:
            made.addWidget(InlineStatus(fact.kind, fact.note, fact.icon))
        else:
            made.addWidget(Text(fact.note, "small", "text2", elide=True))
        made.addStretch(1)  # all cells from the top
        return cell


class Breadcrumb(QWidget):
    """Where this page is: every step but the last is a link that fires `went(number)`."""

    went = Signal(int)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        made = QHBoxLayout(self)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(6)
        for i, step in enumerate(steps[:-1]):
            button = Button(step, "plain")
            button.clicked.connect(lambda _=False, i=i: self.went.emit(i))
            made.addWidget(button)
            made.addWidget(Icon("chevron-right", "text3", 14))
        self.last = Text(steps[-1], "small", "text2", elide=True)  # this page; it may change with what is shown
        made.addWidget(self.last, 1)


class PageHeader(QWidget):
    """Breadcrumb, title, subline (with a pill before it), and the page's buttons at the right.

    `role` is the title's type: "titleSmall" on a page that stands beside its letter, where it may take two lines.
    """

    def __init__(self, title: str = "", subline: str = "", crumbs: Sequence[str] = (), role: str = "title") -> None:
        super().__init__()
        self.title = Text(title, role, elide=role == "title", wrap=role != "title")
        self.title.setContentsMargins(0, 0 if role == "title" else 2, 0, 0)  # level with the buttons beside it
        self.subline = Text(subline, "body", "text2", shrink=True)
        self.crumbs = Breadcrumb(crumbs) if crumbs else None
        self.buttons = row()
        self._under = row(self.subline, None)  # the stretch: alone, a pill would keep the title as narrow as itself
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.title, 1)
        top.addLayout(self.buttons)
        top.setAlignment(self.buttons, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if self.crumbs is not None:
            whole.addWidget(self.crumbs)
        whole.addLayout(top)
        whole.addSpacing(3)
        whole.addLayout(self._under)
        self.set_subline(subline)

    def set_title(self, title: str) -> None:
        """Shows another title."""
        self.title.setText(title)

    def set_subline(self, text: str) -> None:
        """Shows another subline."""
        self.subline.setText(text)
        self.subline.setVisible(bool(text))

    def add_button(self, button: QWidget) -> None:
        """Puts a button at the right end."""
        self.buttons.addWidget(button)

    def set_pill(self, pill: QWidget) -> None:
        """Puts a status pill before the subline."""
        self._under.insertWidget(0, pill)

    def add_link(self, link: QWidget) -> None:
        """Puts a link after the subline."""
        self._under.insertWidget(self._under.count() - 1, link)

    def make_short(self, short: bool) -> None:
        """Leaves the subline out while the window is low."""
        self.subline.setVisible(not short and bool(self.subline.text()))


class SectionTitle(QWidget):
    """A section's name, a quiet remark beside it, and what stands at the right."""

    def __init__(self, title: str, remark: str = "", right: QWidget | None = None, role: str = "section") -> None:
        super().__init__()
        self.title = Text(title, role, shrink=True)
        self.remark = Text(remark, "small", "text2", elide=True)
        made = QHBoxLayout(self)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(10)
        made.addWidget(self.title)
        made.addWidget(self.remark, 1)
        if right is not None:
            made.addWidget(right)


class Tabs(QTabBar):
    """Tabs with a line under the chosen one and a quiet count after the name; `chosen(number)` is the person's.

    Where there is no room for all, the counts go before any name is cut.
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._counts: dict[int, str] = {}
        self._tight = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        for name in names:
            self.setTabData(self.addTab(name.replace("&", "&&")), name)
        self.tabBarClicked.connect(self._on_clicked)
        self.currentChanged.connect(self.updateGeometry)  # moves the ring

    def ring(self) -> Ring:
        """Around the chosen tab's words."""
        area = self.tabRect(self.currentIndex()).adjusted(0, 0, -20, 0)
        return Ring(QRect(area.left() - 2, 9, area.width() + 4, 22), 3)

    def set_count(self, tab: int, count: str) -> None:
        """Shows a count after a tab's name, as "3 of 6"."""
        self._counts[tab] = count
        name = str(self.tabData(tab))
        self.setAccessibleTabName(tab, f"{name} {count}".strip())
        self.setTabText(tab, name.replace("&", "&&"))  # makes Qt measure it again
        self._fit()

    def _fit(self) -> None:
        """Leave the counts out where they would cost names their ends."""
        shown = [tab for tab in range(self.count()) if self.isTabVisible(tab)]
        wanted = sum(self._wide(tab, self._counts.get(tab, "")) for tab in shown) - 20
        tight = not self.isWindow() and wanted > self.width()
        if tight != self._tight:
            self._tight = tight
            for tab in shown:
                self.setTabText(tab, self.tabText(tab))

    def _wide(self, tab: int, count: str) -> int:
        more = text_width(count, "small") + 4 if count else 0
        return text_width(str(self.tabData(tab)), weight=600) + more + 20

    def _count(self, tab: int) -> str:
        return "" if self._tight else self._counts.get(tab, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room may show the counts, less may not."""
        super().resizeEvent(event)
        self._fit()

    def setTabVisible(self, tab: int, visible: bool) -> None:  # noqa: N802  Qt's own name
        """One tab more or less leaves less or more room for the counts."""
        super().setTabVisible(tab, visible)
        self._fit()

    def _on_clicked(self, tab: int) -> None:
        if tab >= 0 and tab != self.currentIndex():
            self.setCurrentIndex(tab)
            self.chosen.emit(tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, as Qt has it; the person's move is told."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.chosen.emit(self.currentIndex())

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's own name
        """Name and count, and the gap to the next tab."""
        return QSize(self._wide(index, self._count(index)), 38)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's own name
        """Names are cut before a window must be wider than its screen."""
        return QSize(min(self.tabSizeHint(index).width(), 76), 38)

    def minimumSizeHint(self) -> QSize:
        """All tabs at their least."""
        return QSize(sum(self.minimumTabSizeHint(n).width() for n in range(self.count())), 38)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws names, counts, the line and the focus."""
        painter = QPainter(self)
        for i in filter(self.isTabVisible, range(self.count())):
            self._draw_tab(painter, i, self.tabRect(i).adjusted(0, 0, -20, 0))

    def _draw_tab(self, painter: QPainter, tab: int, area: QRect) -> None:
        on = tab == self.currentIndex()
        name = str(self.tabData(tab))
        weight = 600 if on else 500
        count = self._count(tab)
        after = text_width(count, "small") + 4 if count else 0
        ink = "accentText" if on else "text2"
        used = draw_runs(painter, area.adjusted(0, 0, 2 - after, 0), [Run(name, "body", ink, weight)])
        draw_line(painter, area.adjusted(used + 4, 0, 4, 0), count, "small", "text2")
        if on:
            painter.fillRect(area.left(), self.height() - 2, area.width(), 2, theme.color("accent"))
