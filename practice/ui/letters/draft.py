"""The draft in the composer: the records with the unsaved text laid over them, kept and previewed as it changes."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from practice.actions import engagements, letters
from practice.actions.letters import Preview
from practice.rules.cases import Case, Stance, choose
from practice.rules.compose import Composed
from practice.rules.engagements import Engagement, ItemKind, ScopeItem
from practice.rules.letters import Letter
from practice.ui.desk import Desk

PAUSE_MS = 80  # in typing, before the page is made anew


class Draft(QObject):
    """One letter as it stands on the screen; `case` holds what is typed, saved or not."""

    shown = Signal(object)  # Preview, when a page is ready
    laid = Signal()  # the case changed

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case: Case | None = None
        self._busy = self._again = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._make)

    @property
    def case(self) -> Case:
        """The letter's case; only while one is open."""
        assert self._case is not None
        return self._case

    def open(self, letter_id: int) -> None:
        """Take this letter from the store, and make its page at once."""
        self._case = letters.case(self._desk.store, letter_id, self._desk.today())
        self._make()

    def reload(self) -> None:
        """Take the letter as the store holds it now."""
        fresh = letters.case(self._desk.store, self.case.letter.id, self._desk.today())
        if fresh != self._case:
            self._case = fresh
            self._pause.start()

    def composed(self) -> Composed:
        """The letter's facts and clauses now."""
        return letters.composed(self.case)

    # what is typed

    def lay(self, letter: Letter | None = None, engagement: Engagement | None = None) -> None:
        """Lay unsaved words over the records; the page follows after a pause."""
        before = self.case
        self._case = replace(before, letter=letter or before.letter, engagement=engagement or before.engagement)
        self._changed()

    def lay_fields(self, stance: Stance, values: Mapping[str, str]) -> None:
        """Lay the typed fields of a clause over the draft."""
        self.lay(letter=choose(self.case.letter, stance, values=values))

    def lay_item(self, item: ScopeItem) -> None:
        """Lay an item's unsaved words over its record."""
        items = tuple(item if other.id == item.id else other for other in self.case.items)
        self._case = replace(self.case, items=items)
        self._changed()

    def _changed(self) -> None:
        self._pause.start()
        self.laid.emit()

    # what is kept

    def keep(self, visit: str = "") -> None:
        """Keep letter and engagement as they stand here."""
        letters.keep(self._desk.store, self.case.letter, self.case.engagement, visit=visit)

    def keep_item(self, item: ScopeItem, visit: str) -> None:
        """Keep an item's words."""
        self.lay_item(item)
        engagements.save_item(self._desk.store, item, visit=visit)

    def turn(self, stances: list[Stance], on: bool) -> None:
        """Turn clauses on or off, and keep that."""
        letter = self.case.letter
        for stance in stances:
            letter = choose(letter, stance, on=on)
        self.lay(letter=letter)
        self.keep()

    def add_item(self, kind: ItemKind) -> ScopeItem:
        """A new promise or limit at the end."""
        return engagements.add_item(self._desk.store, self.case.engagement.id, kind)

    # the page

    def _make(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._desk.jobs.run(self, letters.preview, self._on_made, self.case, failed=self._on_failed)

    def _on_made(self, preview: Preview) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._make()
        self.shown.emit(preview)

    def _on_failed(self, error: BaseException) -> None:
        self._busy = self._again = False
        raise error
