"""Files dropped on a widget, handed on as paths: files of contacts, or what else the widget takes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

CONTACTS = (".vcf", ".vcard", ".csv", ".tsv", ".txt")


class Drops(QObject):
    """Watches a widget for dropped files and folders; `hovered` hears when what is dragged would be taken.

    `found` says what of it is taken; files of contacts unless told otherwise.
    """

    def __init__(
        self,
        target: QWidget,
        take: Callable[[list[Path]], object],
        hovered: Callable[[bool], object] = lambda _on: None,
        allowed: Callable[[], bool] = lambda: True,
        found: Callable[[QMimeData], list[Path]] | None = None,
    ) -> None:
        super().__init__(target)
        self._take, self._hovered, self._allowed, self._found = take, hovered, allowed, found or files_of
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True when the event was a drag or drop of ours."""
        if event.type() == QEvent.Type.DragLeave:
            self._hovered(False)
            return False
        if not isinstance(event, QDropEvent) or event.type() == QEvent.Type.DragMove:  # an enter is a drop to Qt
            return False
        paths = self._found(event.mimeData()) if self._allowed() else []
        if not paths:
            return False
        event.acceptProposedAction()
        self._hovered(event.type() == QEvent.Type.DragEnter)
        if event.type() == QEvent.Type.Drop:
            self._take(paths)
        return True


def paths_of(data: QMimeData) -> list[Path]:
    """All files and folders among what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def files_of(data: QMimeData) -> list[Path]:
    """The folders and files of contacts among what is dragged."""
    return [path for path in paths_of(data) if path.suffix.lower() in CONTACTS or path.is_dir()]
