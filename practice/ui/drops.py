"""Files dropped on a widget: taken when their names end like contacts do, and handed on as paths."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

CONTACTS = (".vcf", ".vcard", ".csv", ".tsv", ".txt")


class Drops(QObject):
    """Watches a widget for dropped files and folders; `hovered` hears when what is dragged would be taken."""

    def __init__(
        self,
        target: QWidget,
        take: Callable[[list[Path]], object],
        hovered: Callable[[bool], object] = lambda _on: None,
        allowed: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(target)
        self._take, self._hovered, self._allowed = take, hovered, allowed
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True when the event was a drag or drop of ours."""
        if event.type() == QEvent.Type.DragLeave:
            self._hovered(False)
            return False
        if not isinstance(event, QDropEvent) or event.type() == QEvent.Type.DragMove:  # an enter is a drop to Qt
            return False
        paths = files_of(event.mimeData()) if self._allowed() else []
        if not paths:
            return False
        event.acceptProposedAction()
        self._hovered(event.type() == QEvent.Type.DragEnter)
        if event.type() == QEvent.Type.Drop:
            self._take(paths)
        return True


def files_of(data: QMimeData) -> list[Path]:
    """The folders and files of contacts among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in CONTACTS or path.is_dir()]
