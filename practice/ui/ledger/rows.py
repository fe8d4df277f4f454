"""The entries of an account, the newest first: what, how much, and where account and trust stood after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from practice.rules.ledger import LedgerEntry, Line, lines, reversed_ids
from practice.ui import theme
from practice.ui.ledger import words
from practice.ui.tr import tr
from practice.ui.widgets.buttons import fill
from practice.ui.widgets.lists import FACE, RowDelegate, RowList, row_ground
from practice.ui.widgets.text import draw_line, text_width

Index = QModelIndex | QPersistentModelIndex
LEFT, GAP, LEAST = 14, 14, 62  # pixels: before the words, between columns, of a column
RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class LineFace:
    """What a row shows; one that was taken back is quiet."""

    name: str
    detail: str
    icon: str
    columns: tuple[str, ...]
    quiet: bool = False


class LedgerModel(QAbstractListModel):
    """An account's entries with the balances after each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._back: dict[int, int] = {}
        self._say: words.Say = str
        self._today = date.min
        self.trusted = False  # whether anything ever lay in trust

    def show(self, entries: Sequence[LedgerEntry], say: words.Say, today: date) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._lines = lines(entries)[::-1]
        self._back, self._say, self._today = reversed_ids(entries), say, today
        self.trusted = any(line.trust for line in self._lines)
        self.endResetModel()

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands over the columns of amounts."""
        return (tr("Amount"), tr("Balance"), *((tr("In trust"),) if self.trusted else ()))

    def widths(self) -> tuple[int, ...]:
        """How wide each column must be for its widest amount."""
        faces = [self.face(line).columns for line in self._lines]
        return tuple(
            max(
                LEAST,
                text_width(head, "label"),
                *(text_width(face[n], numbers=True, weight=0 if n else 600) for face in faces),
            )
            for n, head in enumerate(self.heads)
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row's face, or its sentence."""
        line = self._lines[index.row()]
        if role == FACE:
            return self.face(line)
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._said(line) if role in texts else None

    def face(self, line: Line) -> LineFace:
        """What the row of this line shows."""
        entry = line.entry
        amount = self._say(-entry.amount if entry.reverses else entry.amount)
        columns = (amount, self._say(line.account), *((self._say(line.trust),) if self.trusted else ()))
        detail = words.entry_detail(entry, self._today)
        if entry.id in self._back:
            detail = tr("{detail}. Taken back", detail=detail)
        return LineFace(words.entry_name(entry), detail, words.ICONS[entry.kind], columns, entry.id in self._back)

    def _said(self, line: Line) -> str:
        face = self.face(line)
        amounts = (f"{head} {amount}" for head, amount in zip(self.heads, face.columns, strict=True))
        return ", ".join((face.name, face.detail, *amounts))

    def at(self, index: Index) -> LedgerEntry | None:
        """The entry of a row, None for no row."""
        return self._lines[index.row()].entry if index.isValid() else None

    def can_be_reversed(self, entry: LedgerEntry) -> bool:
        """Whether an entry stands and takes none back."""
        return not entry.reverses and entry.id not in self._back

    def row_of(self, entry_id: int) -> QModelIndex:
        """Where an entry stands; no index when it does not."""
        found = (n for n, line in enumerate(self._lines) if line.entry.id == entry_id)
        return next((self.index(n) for n in found), QModelIndex())


def places(area: QRect, widths: Sequence[int]) -> list[QRect]:
    """Where the words stand, and then each column of amounts."""
    found, end = [], area.right() - LEFT
    for wide in reversed(widths):
        found.append(QRect(end - wide, area.top(), wide, area.height()))
        end -= wide + GAP
    words_at = QRect(area.left() + LEFT, area.top(), end - area.left() - LEFT, area.height())
    return [words_at, *reversed(found)]


class LedgerDelegate(RowDelegate):
    """Icon and name, the detail under it, amounts at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, theme.size("rowTwoLine"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one row."""
        face, view = index.data(FACE), option.widget
        painter.save()
        area = option.rect
        row_ground(painter, area, self.state(option, index))
        fill(painter, QRect(area.left(), area.bottom(), area.width(), 1), "border")
        if isinstance(view, LedgerRows):
            self._write(painter, area, face, view.widths)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, face: LineFace, widths: Sequence[int]) -> None:
        said, *columns = places(area, widths)
        ink = "text2" if face.quiet else "text"
        theme.draw_icon(painter, QRect(said.left(), said.top() + 9, 16, 16), face.icon, "text2")
        top, under = QRect(said.left() + 24, said.top() + 7, said.width() - 24, 20), 28
        draw_line(painter, top, face.name, "body", ink, weight=600)
        low = QRect(top.left(), area.top() + under, top.width(), 18)
        draw_line(painter, low, face.detail, "small", "text2")
        for n, (place, amount) in enumerate(zip(columns, face.columns, strict=True)):
            at = QRect(place.left(), area.top() + 7, place.width(), 20)
            draw_line(painter, at, amount, "body", "text2" if n else ink, RIGHT, weight=0 if n else 600, numbers=True)


class LedgerRows(RowList):
    """As high as its rows; Enter, a double click or the Menu key asks what can be done with an entry."""

    menu_asked = Signal(QPoint)  # on the screen

    def __init__(self) -> None:
        super().__init__(tr("Entries"), LedgerDelegate())
        self.widths: tuple[int, ...] = ()
        self.show_all()
        self.doubleClicked.connect(lambda _: self._ask())

    def fit(self) -> None:
        """Be as high as the rows are now, with columns as wide as their amounts."""
        model = self.model()
        assert isinstance(model, LedgerModel)
        self.widths = model.widths()
        self.setFixedHeight(model.rowCount() * theme.size("rowTwoLine"))

    def _ask(self) -> None:
        under = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_asked.emit(self.viewport().mapToGlobal(under))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is ours; the rest is as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Where the pointer is, or at the row when a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask()
        else:
            self.menu_asked.emit(event.globalPos())


class LedgerHead(QWidget):
    """The names over the columns."""

    spoken_as = "word"

    def __init__(self, rows: LedgerRows) -> None:
        super().__init__()
        self._rows = rows
        self.setFixedHeight(theme.size("rowOneLine"))

    def tell(self) -> None:
        """Say the columns that there are now."""
        model = self._rows.model()
        assert isinstance(model, LedgerModel)
        self.setAccessibleName(", ".join((tr("Entry"), *model.heads)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws them over a line."""
        painter = QPainter(self)
        model = self._rows.model()
        if isinstance(model, LedgerModel):
            said, *columns = places(self.rect(), self._rows.widths)
            draw_line(painter, said, tr("Entry"), "label", "text2")
            for place, head in zip(columns, model.heads, strict=True):
                draw_line(painter, place, head, "label", "text2", RIGHT)
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), "borderStrong")
