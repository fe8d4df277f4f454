"""The list's rows: a shelf paged by key, or what a search finds."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

from practice.actions import lines
from practice.rules.lines import ClientLine
from practice.rules.shelves import Shelf
from practice.rules.words import Hit
from practice.ui.clients import faces
from practice.ui.desk import Desk
from practice.ui.table import PagedModel
from practice.ui.widgets.lists import RowFace

Row = ClientLine | Hit
Index = QModelIndex | QPersistentModelIndex
FIRST = 40  # rows that a screen may show at once; read when the list is opened, the rest as it is scrolled
ABOVE = 20  # rows read before the one that the list starts at


class ClientModel(PagedModel):
    """Clients of a shelf in their order; while something is searched, what was found.

    The list may start in the middle, at a client who was asked for; then what stands before is fetched on the way up.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(
            self._rows_after, self._key_of, lambda row: self._face_of(row).said(), self._face_of, parent, FIRST
        )
        self._desk = desk
        self.shelf = Shelf.OPEN
        self.searched = ""
        self._start: ClientLine | None = None  # the row that stands just before the first one held

    def _rows_after(self, after: Row | None, limit: int) -> list[Row]:
        if self.searched:
            from practice.actions import search  # noqa: PLC0415  start-up: once something is looked for

            return list(search.lines(self._desk.store, self.searched, self._desk.now())) if after is None else []
        place = after if isinstance(after, ClientLine) else self._start
        return list(lines.page(self._desk.store, self.shelf, place, limit, self._desk.now()))

    def _face_of(self, row: Row) -> RowFace:
        return faces.face(row, self._desk.now())

    @staticmethod
    def _key_of(row: Row) -> tuple[str, int]:
        return ("clients", row.id) if isinstance(row, ClientLine) else (row.table, row.record_id)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show another shelf from its beginning."""
        self.shelf, self._start = shelf, None
        self.restart()

    def search(self, text: str) -> None:
        """Show what `text` finds; nothing shows the shelf again."""
        self.searched, self._start = text.strip(), None
        self.restart()

    def client_id(self, index: Index) -> int:
        """The client a row belongs to, 0 for no row."""
        row = self.record(index) if index.isValid() else None
        return 0 if row is None else row.id if isinstance(row, ClientLine) else row.client_id

    def reveal(self, client_id: int) -> QModelIndex:
        """Where a client stands; the list starts near them if they were not read yet. No index off this shelf."""
        found = self.row_of(("clients", client_id))
        if found.isValid() or self.searched:
            return found
        return self.start_near(client_id)

    def start_near(self, client_id: int) -> QModelIndex:
        """Forget all rows and read those round a client; where they stand, no index off this shelf."""
        self._start = lines.before(self._desk.store, self.shelf, client_id, ABOVE)
        self.restart()
        return self.row_of(("clients", client_id))

    @property
    def has_earlier(self) -> bool:
        """Whether rows stand before the first one held."""
        return self._start is not None

    def fetch_earlier(self) -> int:
        """Read the page before the first row held; return how many rows came."""
        if self._start is None:
            return 0
        held, first = self.rowCount(), self._key_of(self.record(self.index(0)))
        self._start = lines.before(self._desk.store, self.shelf, self._start.id, ABOVE * 5)
        self._reload_with(held)
        return max(self.row_of(first).row(), 0)

    def _reload_with(self, held: int) -> None:
        self.reload()
        while self.rowCount() <= held + ABOVE * 5 and self.canFetchMore(QModelIndex()):
            self.fetchMore(QModelIndex())
