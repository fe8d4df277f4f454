"""List, page and inspector side by side: draggable, remembered per screen, reset by a double click."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from practice.actions import preferences
from practice.ui.desk import Desk

REMEMBER_MS = 500


class Split(QSplitter):
    """Panes in a row. `wide` and `compact` are their widths as designed, 0 for the one that takes the rest."""

    def __init__(
        self,
        desk: Desk,
        place: str,
        panes: Sequence[QWidget],
        wide: Sequence[int],
        compact: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk, self._place = desk, place
        self._panes = list(panes)
        self._wide, self._compact = list(wide), list(compact)
        self._is_compact = False
        self._fresh = True
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for number, pane in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(number, 0 if wide[number] else 1)
            edge = getattr(pane, "edge", None)  # an inspector's own line; here the divider is it
            if isinstance(edge, QWidget):
                edge.hide()
            if number:
                self.handle(number).installEventFilter(self)
        self._later = QTimer(self, singleShot=True, interval=REMEMBER_MS)
        self._later.timeout.connect(self._remember)
        self.splitterMoved.connect(self._later.start)

    def set_compact(self, compact: bool) -> None:
        """Use the compact widths, or the wide ones; what was dragged is kept for each."""
        if compact != self._is_compact:
            self._is_compact = compact
            self._restore()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the remembered widths at the first sight."""
        super().showEvent(event)
        if self._fresh:
            self._fresh = False
            self._restore()

    def _key(self) -> str:
        return f"{self._place}.compact" if self._is_compact else self._place

    def _designed(self) -> list[int]:
        return self._compact if self._is_compact else self._wide

    def _restore(self) -> None:
        kept = preferences.layout(self._desk.store, self._key())
        self._spread(kept if len(kept) == self.count() else self._designed())

    def _spread(self, widths: list[int]) -> None:
        """Give each pane its width and the one without a width the rest."""
        least = [pane.minimumSizeHint().width() for pane in self._panes]
        fixed = [max(w, least[n]) if self._designed()[n] else 0 for n, w in enumerate(widths)]
        rest = max(self.width() - sum(fixed), 200)
        self.setSizes([w or rest for w in fixed])

    def _remember(self) -> None:
        if self._desk.open:
            preferences.remember_layout(self._desk.store, self._key(), self.sizes())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on a divider brings back the designed widths."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._spread(self._designed())
            self._later.start()
            return True
        return False
