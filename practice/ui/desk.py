"""What every screen may use: the store, the bus, the jobs, the message bar, the toast, the way to other places."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from practice.actions.store import Store
from practice.ui.bus import Bus
from practice.ui.jobs import Jobs

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The instant now, aware, in UTC."""
    return datetime.now(UTC)


class Desk(QObject):
    """One open practice and the window's services; lives from unlock to lock."""

    went = Signal(str, object)  # place, record id or None
    toasted = Signal(str, bool)  # sentence, whether Undo stands beside it
    told = Signal(str)  # known trouble for the message bar
    settled = Signal(str)  # what was told no longer holds; "" for whatever was told before
    hints_changed = Signal()  # what can be done here is different now
    save_state_changed = Signal()
    backed_up = Signal()  # a backup was made and proven

    def __init__(self, store: Store, clock: Clock = system_clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.clock = clock
        self.open = True  # False once the store is being dropped
        self.bus = Bus(self)
        self.bus.listen(store)
        self.jobs = Jobs(self)
        self._unsaved: set[int] = set()
        self._refused: dict[int, int] = {}
        self._copied = ""

    def go(self, place: str, record_id: Any = None) -> None:  # noqa: ANN401  an id, or what the place understands
        """Show a place, and there a record (0 for a new one)."""
        self.went.emit(place, record_id)

    def toast(self, text: str, undo: bool = True, settles: bool = True) -> None:
        """Say what was done, with Undo beside it unless it cannot be undone.

        It settles what was told before, unless that may be of the very same work.
        """
        self.toasted.emit(text, undo)
        if settles:
            self.settle()

    def tell(self, sentence: str) -> None:
        """Show known trouble in the message bar: one sentence that says what to do."""
        self.told.emit(sentence)

    def settle(self, sentence: str = "") -> None:
        """What was told no longer holds, as the same thing went well now; without a sentence: whatever was told."""
        self.settled.emit(sentence)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, from which it is taken at lock."""
        self._copied = text
        QGuiApplication.clipboard().setText(text)

    def now(self) -> datetime:
        """The instant now, aware, in UTC."""
        return self.clock()

    def today(self) -> date:
        """Today where this computer is."""
        return self.clock().astimezone().date()

    def hints(self) -> None:
        """Tell the window that actions_here() answers differently now."""
        self.hints_changed.emit()

    def report_form(self, form: object, unsaved: bool, refused: int) -> None:
        """A form says whether it holds unsaved edits and how many of its fields are refused."""
        key = id(form)
        (self._unsaved.add if unsaved else self._unsaved.discard)(key)
        self._refused[key] = refused
        self.save_state_changed.emit()

    def forget_form(self, form: object) -> None:
        """A form that is gone no longer counts."""
        self.report_form(form, False, 0)

    @property
    def unsaved(self) -> bool:
        """Whether an edit waits to be saved."""
        return bool(self._unsaved)

    @property
    def refused(self) -> int:
        """How many fields need attention."""
        return sum(self._refused.values())

    def leave(self) -> None:
        """Stop listening and wait for the workers; the store itself is closed by the window.

        Raises Trouble when what was changed in an opened file cannot be kept, or files were still coming in.
        """
        self.open = False
        self._clear_clipboard()
        self.bus.leave()
        self.jobs.close()
        if "filing" in self.__dict__:
            self.filing.leave()

    @cached_property
    def filing(self) -> Any:  # noqa: ANN401  a Filing
        """What takes files in and hands them out."""
        from practice.ui.filing import Filing  # noqa: PLC0415  start-up: at the first file

        return Filing(self)

    @property
    def coming_in(self) -> int:
        """How many files are still being taken in."""
        return int(self.filing.coming_in) if "filing" in self.__dict__ else 0

    def keep_open_files(self) -> None:
        """Keep what was changed in files that are open outside. Raises Trouble when it cannot be kept."""
        if "filing" in self.__dict__:
            self.filing.keep_changes()

    def _clear_clipboard(self) -> None:
        """What was copied elsewhere since stays."""
        if self._copied and QGuiApplication.clipboard().text() == self._copied:
            QGuiApplication.clipboard().clear()
        self._copied = ""
