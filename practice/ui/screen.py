"""The base of every screen: built once, loaded when shown, loaded again when what it reads has changed."""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple, Protocol

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from practice.rules.changes import Change
from practice.ui.desk import Desk
from practice.ui.typed import takes_text


class KeyHint(NamedTuple):
    """Something that can be done here and now, and its keys: "Ctrl+N", "J", or "L then B".

    `text` is the word in the status bar ("new note"); `title` names it in the palette ("New note for Ida Crane"), and
    is empty when it does not belong there. Without `run` the keys are only shown: the widget itself knows them.
    """

    keys: str
    text: str
    run: Callable[[], object] | None = None
    title: str = ""
    icon: str = ""
    in_bar: bool = True


class Flushable(Protocol):
    """Whatever holds edits that are not saved yet."""

    def flush(self) -> bool:
        """Save now; False when something is refused and stays as a draft."""


class Screen(QWidget):
    """One place of the window. Subclasses say what they read, and fill build() and load()."""

    place: ClassVar[str] = ""  # its name in go(place, id)
    title: ClassVar[str] = ""  # English; the window translates it
    icon: ClassVar[str] = ""
    reads: ClassVar[frozenset[str]] = frozenset()  # table names

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.forms: list[Flushable] = []  # flushed on every leave
        self._stale = True
        self.build()
        desk.bus.changed.connect(self._on_changed)

    def build(self) -> None:
        """Make the widgets, once; reads nothing."""

    def load(self) -> None:
        """Show what the store holds now; called when shown and after each change of what it reads."""

    def flush(self) -> bool:
        """Save what is not saved yet; False when something is refused and stays as a draft beside its error."""
        kept = [form.flush() for form in self.forms]
        return all(kept)

    def actions_here(self) -> list[KeyHint]:
        """What can be done here now, most useful first; the first six that have `in_bar` stand in the status bar."""
        return []

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  an id, or what this place understands
        """Open this record (0 for a new one), as asked by go(place, id)."""

    def record_shown(self) -> Any:  # noqa: ANN401  as show_record
        """What show_record() would bring back here; None for the place as it is at first."""

    def to_problem(self) -> bool:
        """F8 where no field is refused: go to what is missing from what is shown; False where nothing is."""
        return False

    def toggle_inspector(self) -> None:
        """Ctrl+I; screens with an inspector show or hide it."""

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """The window became compact (at most 1360 wide) or narrow (below 1180, compact too), or wide again."""

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order: list, page, inspector."""
        return [self]

    def mark_stale(self) -> None:
        """Load again: now when visible, else when shown."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def _freshen(self) -> None:
        if self._stale:
            self._stale = False
            self.load()

    def _on_changed(self, change: Change) -> None:
        if self.reads & change.tables:
            self.mark_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while hidden."""
        super().showEvent(event)
        self._freshen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing unsaved, and no field that would take the first keys when somebody comes back."""
        super().hideEvent(event)
        left = self.focusWidget()
        if self.isHidden() and left is not None and takes_text(left):
            left.clearFocus()
        if self.desk.open:
            self.flush()
