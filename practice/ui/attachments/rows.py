"""The rows of a list of files: what they show, the keys that work on them, and dragging one out."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from practice.actions.attachments import Filed
from practice.rules.attachments import Attachment, Owner
from practice.ui import theme
from practice.ui.attachments import words
from practice.ui.filing import Filing
from practice.ui.tr import tr
from practice.ui.widgets.lists import FACE, RowFace, RowList

Index = QModelIndex | QPersistentModelIndex


class FilesModel(QAbstractListModel):
    """Files, those that are shown first, then those that were removed."""

    def __init__(self, filing: Callable[[], Filing], today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._filing, self._today = filing, today
        self._owner: Owner | None = None
        self.files: tuple[Filed, ...] = ()

    def show(self, files: Sequence[Filed], owner: Owner | None) -> None:
        """Show these files on the page of `owner`."""
        self.beginResetModel()
        self.files, self._owner = tuple(files), owner
        self.endResetModel()

    def refresh(self) -> None:
        """Show anew which of them are open."""
        if self.files:
            self.dataChanged.emit(self.index(0), self.index(len(self.files) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row's face, or its sentence."""
        if role == FACE:
            return self._face(self.files[index.row()])
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._face(self.files[index.row()]).said() if role in texts else None

    def _face(self, one: Filed) -> RowFace:
        file, filing = one.attachment, self._filing()
        said, kind, icon = words.status(file, file.id in filing.copies, filing.is_changed(file))
        return RowFace(file.name, words.detail_text(one, self._today(), self._owner), said, kind, icon)

    def at(self, index: Index) -> Attachment | None:
        """The file of a row, None for no row."""
        return self.files[index.row()].attachment if index.isValid() else None

    def row_of(self, attachment_id: int) -> QModelIndex:
        """Where a file stands; no index when it does not."""
        found = (n for n, one in enumerate(self.files) if one.attachment.id == attachment_id)
        return next((self.index(n) for n in found), QModelIndex())


class FileRows(RowList):
    """As high as its rows. Enter or a double click opens, Del removes, the Menu key asks what else; rows drag out."""

    opened = Signal()
    removed = Signal()
    menu_asked = Signal(QPoint)  # on the screen
    dragged = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Files"))
        self.show_all()
        self._pressed: QPoint | None = None
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def fit(self) -> None:
        """Be as high as the rows are now."""
        self.setFixedHeight(self.model().rowCount() * theme.size("rowTwoLine"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Del are ours; the rest is as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Where the pointer is, or at the row when a key asked."""
        self._pressed = None
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        under = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(under if by_key else event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A row may be dragged from here."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        on_row = self.indexAt(event.position().toPoint()).isValid()
        self._pressed = event.position().toPoint() if left and on_row else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Far enough with the button held, the row is dragged, as soon as there is something to drop."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self.dragged.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged any more."""
        self._pressed = None
        super().mouseReleaseEvent(event)

    def forget_press(self) -> None:
        """The drag is over: the system kept the release for itself."""
        self._pressed = None
