"""All entries: what waits to be recorded, patterns that stand now, and the log itself, read page by page."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout

from practice.actions import boundaries
from practice.actions.boundaries import Listed
from practice.rules.boundaries import BoundaryDraft, Direction, late_entry
from practice.rules.patterns import Pattern
from practice.ui.boundaries import words
from practice.ui.clientfield import ClientField
from practice.ui.desk import Desk
from practice.ui.table import PagedModel
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox
from practice.ui.widgets.layout import Card, PageHeader, clear, row
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.messages import Banner, EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage
from practice.ui.widgets.segmented import Segmented

PATTERNS = 3  # banners at most
FIRST = 40


class Listing(ScrollPage):
    """The list; `entry_opened(id)`, `draft_opened(id)`, `begun(client id)`, `rules_asked`."""

    entry_opened = Signal(int)
    draft_opened = Signal(int)
    begun = Signal(int)
    rules_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(most=LIST_MAX)
        self.desk = desk
        self._direction: Direction | None = None
        self.head = PageHeader(tr("Boundaries"))
        self.rules_button = Button(tr("Rules and words"), icon="scale")
        self.new_button = Button(tr("Log a boundary"), "primary", icon="fence")
        for button in (self.rules_button, self.new_button):
            self.head.add_button(button)
        self.set_header(self.head)
        self._build_ask()
        self._banners = QVBoxLayout()
        self._banners.setSpacing(8)
        every: list[tuple[object, str]] = [(None, tr("All")), *words.directions()]
        self.side = Segmented([(value or "", name) for value, name in every], tr("Which way"), small=True)
        self.side.set_value("")
        self.model = PagedModel(self._page, lambda one: one.entry.id, lambda one: face(one).said(), face, self, FIRST)
        self.list = RowList(tr("Boundary entries"))
        self.list.setModel(self.model)
        told = tr("Log what crossed a boundary, theirs or yours, as a camera would have seen it. Three of a kind show.")
        self.empty = EmptyState("fence", tr("No entries yet"), told)
        for part in (self.ask, self.empty, self.side):
            self.body.addWidget(part)
        self.body.insertLayout(1, self._banners)
        self.body.addWidget(self.list, 1)
        self._connect()

    def _build_ask(self) -> None:
        self.client = ClientField(self.desk, tr("Type a name"))
        self.ask = Card(padding=14)
        self.ask_box = FieldBox(tr("About whom?"), self.client, tr("What was begun about somebody is gone on with"))
        self.ask.add(self.ask_box)
        self.begin_button = Button(tr("Begin"), small=True, key=tr("Enter"))
        self.ask.body.addLayout(row(self.begin_button, None))
        self.ask.hide()

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.ask_client)
        self.rules_button.clicked.connect(self.rules_asked)
        self.begin_button.clicked.connect(self._on_begin)
        self.client.returnPressed.connect(self._on_begin)
        self.side.chosen.connect(self._on_side)
        self.list.picked.connect(self._on_picked)

    def _page(self, after: Listed | None, limit: int) -> Sequence[Listed]:
        return boundaries.page(self.desk.store, after, limit, self._direction)

    def load(self) -> None:
        """Shows what the store holds now."""
        store = self.desk.store
        self._show_banners(boundaries.drafts(store), boundaries.current(store, self.desk.now()))
        self.model.reload()
        empty = not self.model.rowCount() and self._direction is None
        self.empty.setVisible(empty)
        for part in (self.list, self.side):
            part.setVisible(not empty)
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _show_banners(self, drafts: Sequence[tuple[BoundaryDraft, str]], found: Sequence[tuple[Pattern, str]]) -> None:
        clear(self._banners)
        for draft, name in drafts:
            button = Button(tr("Go on"), small=True, name=tr("Go on with the entry about {name}", name=name))
            button.clicked.connect(lambda _=False, i=draft.id: self.draft_opened.emit(i))
            lead = tr("Not recorded yet: {name}", name=name)
            self._banners.addWidget(Banner("neutral", lead, self._begin_of(draft), "pen-line", button))
        for one, name in found[:PATTERNS]:
            button = Button(tr("Show"), small=True, name=tr("Show the last entry about {name}", name=name))
            button.clicked.connect(lambda _=False, i=one.entries[-1]: self.entry_opened.emit(i))
            lead, asks = f"{name}: {words.pattern(one)}", words.pattern_asks(one)
            self._banners.addWidget(Banner("warn", lead, asks, "triangle-alert", button))
        waits = trn("{n} entry waits to be recorded", "{n} entries wait to be recorded", len(drafts))
        self.head.set_subline(waits if drafts else "")

    def _begin_of(self, draft: BoundaryDraft) -> str:
        said = " ".join(draft.content.facts.split())
        return (said if len(said) <= 90 else said[:90].rpartition(" ")[0] + "…") or tr("Nothing written yet.")

    def ask_client(self) -> None:
        """Asks about whom the entry is."""
        self.ask.show()
        self.client.set_value((None, ""))
        self.ask_box.set_error("")
        self.client.setFocus()

    def close_ask(self) -> bool:
        """Puts the question away; False where it was not asked."""
        if self.ask.isHidden():
            return False
        self.ask.hide()
        self.list.setFocus()
        return True

    def _on_begin(self) -> None:
        client_id, _ = self.client.value()
        if client_id is None:
            self.ask_box.set_error(tr("Choose somebody from the list; add a new client first."))
            return
        self.ask.hide()
        self.begun.emit(client_id)

    def _on_side(self, value: object) -> None:
        self._direction = value if isinstance(value, Direction) else None
        self.model.restart()

    def _on_picked(self, index: QModelIndex) -> None:
        self.entry_opened.emit(self.model.record(index).entry.id)

    def focus_first(self, entry_id: int = 0) -> None:
        """The list has the keys, at this entry's row if it is there."""
        at = self.model.row_of(entry_id)
        if at.isValid():
            self.list.setCurrentIndex(at)
        self.list.setFocus()


def face(one: Listed) -> RowFace:
    """A row: whom, what and when, how much."""
    entry = one.entry
    at = entry.happened_at.astimezone()
    arrow = {Direction.PRACTITIONER_TO_CLIENT: tr("ours"), Direction.THIRD_PARTY: tr("somebody else")}
    parts = [words.category(entry.category), f"{at.strftime('%b')} {at.day}, {at.year}", arrow.get(entry.direction, "")]
    if late_entry(entry):
        parts.append(tr("late entry"))
    if one.added:
        parts.append(trn("{n} addition", "{n} additions", one.added))
    level = f"{entry.severity} {words.severity(entry.severity)}"
    kind = words.SEVERITY_KINDS[entry.severity]
    icon = "triangle-alert" if kind == "bad" else "fence"
    return RowFace(one.client, ", ".join(part for part in parts if part), level, kind, icon)
