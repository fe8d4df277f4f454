"""The journal's commits as a Qt signal."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from practice.actions.store import Store


class Bus(QObject):
    """Emits `changed(Change)` after each commit of the store it listens to."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end: Callable[[], None] | None = None

    def listen(self, store: Store) -> None:
        """Hear this store's journal from now on, and no other."""
        self.leave()
        self._end = store.journal.subscribe(self.changed.emit)

    def leave(self) -> None:
        """Stop listening."""
        if self._end is not None:
            self._end()
            self._end = None
