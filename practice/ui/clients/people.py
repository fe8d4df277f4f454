"""The list column: title, New, search, the three shelves, and the rows."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import lines
from practice.rules.shelves import Shelf
from practice.ui.clients import faces
from practice.ui.clients.model import ClientModel
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Surface, line, row
from practice.ui.widgets.line_edits import FindField
from practice.ui.widgets.lists import RowList
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.text import Text

MOST_HELD = 1_000  # rows; after longer scrolling a change reads those round the current one again, not all of them


class ClientRows(RowList):
    """The rows; the Menu key and the right button ask for the menu of the row."""

    menu_asked = Signal()
    painted = Signal()  # after each paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and say so."""
        super().paintEvent(event)
        self.painted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row that was clicked, or of the chosen one."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse and index.isValid():
            self.setCurrentIndex(index)
        if self.currentIndex().isValid():
            self.menu_asked.emit()


class PeopleColumn(Surface):
    """The list column; `chosen(client id)` when another row becomes the current one, `entered` on Enter."""

    chosen = Signal(int)
    entered = Signal()
    new_asked = Signal()
    refilled = Signal()  # another shelf or search; no row is the current one yet

    def __init__(self, desk: Desk) -> None:
        super().__init__("list")
        self._desk = desk
        self._filling = False
        self._painted = False
        self.model = ClientModel(desk, self)
        self.new_button = Button(tr("New"), icon="plus", key="Ctrl N", small=True, name=tr("New client"))
        self.search_edit = FindField(tr("Search names and notes"), "/")
        shelves = [(shelf, "") for shelf in (Shelf.OPEN, Shelf.CLOSED, Shelf.ALL)]
        self.shelf_choice = Segmented(shelves, tr("Which clients"), small=True)
        self.rows = ClientRows(tr("Clients"))
        self.rows.setModel(self.model)
        self._lay_out()
        self._connect()
        self.shelf_choice.set_value(Shelf.OPEN)
        self.show_counts({})

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(14, 18, 14, 12)
        top.setSpacing(8)
        top.addLayout(row(Text(tr("Clients"), "section"), None, self.new_button))
        top.addWidget(self.search_edit)
        top.addWidget(self.shelf_choice)
        self.shelf_choice.setSizePolicy(self.search_edit.sizePolicy())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(line())
        whole.addWidget(self.stack, 1)

    @cached_property
    def nobody(self) -> Text:
        """What stands in place of the rows while there are none."""
        quiet = QWidget()
        column = QVBoxLayout(quiet)
        column.setContentsMargins(16, 16, 14, 16)
        text = Text("", "small", "text2", wrap=True)
        column.addWidget(text)
        column.addStretch(1)
        self.stack.addWidget(quiet)
        return text

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_asked)
        self.search_edit.textChanged.connect(self._on_searched)
        self.search_edit.left_down.connect(self.enter_rows)
        self.search_edit.ended.connect(self.end_search)
        self.shelf_choice.chosen.connect(self._on_shelf_chosen)
        self.rows.selectionModel().currentChanged.connect(self._on_current_changed)
        self.rows.painted.connect(self._on_painted)
        self.rows.activated.connect(lambda _: self.entered.emit())
        self.rows.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.model.refreshed.connect(self._on_refreshed)

    def load(self) -> None:
        """Read the rows again, and the counts once the rows are on the screen."""
        here = self.client_id()
        if self.model.rowCount() > MOST_HELD and here and not self.model.searched:
            self._fill(lambda: self.model.start_near(here))
        else:
            self.model.reload()
        if self._painted or not self.model.rowCount():
            QTimer.singleShot(0, self, self._count)

    def _on_painted(self) -> None:
        """The first paint brings the counts."""
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._count)

    def _count(self) -> None:
        if self._desk.open:
            self.show_counts(lines.counts(self._desk.store))

    def show_counts(self, counts: dict[Shelf, int]) -> None:
        """Show how many stand on each shelf."""
        self.shelf_choice.set_labels(faces.shelves(counts))

    def client_id(self) -> int:
        """The client of the current row, 0 for none."""
        return self.model.client_id(self.rows.currentIndex())

    def select(self, client_id: int) -> bool:
        """Make this client's row the current one; False where they are not in the list as it is."""
        index = self.model.reveal(client_id)
        if index.isValid():
            self.rows.setCurrentIndex(index)
            self.rows.scrollTo(index)
        return index.isValid()

    def show_shelf(self, shelf: Shelf) -> None:
        """Show another shelf, and no search."""
        self.search_edit.clear()
        self.shelf_choice.set_value(shelf)
        if self.model.shelf is not shelf:
            self.model.show_shelf(shelf)

    def select_first(self) -> None:
        """Make the first row the current one."""
        self.rows.setCurrentIndex(self.model.index(0))

    def enter_rows(self) -> None:
        """Go on to the rows."""
        if self.model.rowCount():
            if not self.rows.currentIndex().isValid():
                self.select_first()
            self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_search(self) -> None:
        """Put the cursor into the search."""
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.selectAll()

    def end_search(self) -> None:
        """Show the whole list again, at the client that was found."""
        self.search_edit.clear()
        self.enter_rows()

    def _on_searched(self, text: str) -> None:
        self._fill(lambda: self.model.search(text))

    def _on_shelf_chosen(self, shelf: Shelf) -> None:
        self._fill(lambda: self.model.show_shelf(shelf))
        if not self.rows.currentIndex().isValid():
            self.select_first()

    def _fill(self, fill: Callable[[], object]) -> None:
        """Show other rows; none of them is the current one, whatever Qt makes of it, until somebody asks for one."""
        self._filling = True
        try:
            fill()
            self.rows.setCurrentIndex(QModelIndex())
        finally:
            self._filling = False
        self.refilled.emit()

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid() and not self._filling:
            self.chosen.emit(self.model.client_id(current))

    def _on_scrolled(self, value: int) -> None:
        if value == self.rows.verticalScrollBar().minimum() and self.model.has_earlier:
            QTimer.singleShot(0, self, self._fetch_earlier)

    def _fetch_earlier(self) -> None:
        bar = self.rows.verticalScrollBar()
        came = self.model.fetch_earlier()
        bar.setValue(bar.value() + came * self.rows.sizeHintForRow(0))

    def _on_refreshed(self) -> None:
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.rows)
            return
        self.nobody.setText(self._why_empty())
        self.stack.setCurrentIndex(1)

    def _why_empty(self) -> str:
        if self.model.searched:
            return tr(
                "Nothing found for “{typed}”. Try part of a name, a word of a note, or four digits of a phone.",
                typed=self.model.searched,
            )
        return {
            Shelf.OPEN: tr("Nobody here yet. Prospects and active clients stand in this list."),
            Shelf.CLOSED: tr("Nobody here yet. Former, declined, referred and archived clients stand in this list."),
        }.get(self.model.shelf, tr("Nobody here yet."))
