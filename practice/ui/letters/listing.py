"""All letters by where they stand: drafts, waiting for signature, signed, sent without one, and what is past."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import letters
from practice.actions.letters import ListedLetter
from practice.rules.letters import OUT, LetterState
from practice.ui.desk import Desk
from practice.ui.letters import words
from practice.ui.table import PagedModel
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, Tabs
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage

SHELVES: tuple[frozenset[LetterState], ...] = (
    frozenset({LetterState.DRAFT}),
    OUT,
    frozenset({LetterState.SIGNED}),
    frozenset({LetterState.FILED}),
    frozenset({LetterState.DECLINED, LetterState.EXPIRED, LetterState.SUPERSEDED}),
)


class Listing(ScrollPage):
    """The letters' first page; `opened(id)` is the person's."""

    opened = Signal(int)
    clients_asked = Signal()
    many_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(most=LIST_MAX)
        self._desk = desk
        self._chosen = False  # the shelf, by the person
        self.header = PageHeader(tr("What have we promised?"), tr("Every letter, from its draft to its signature."))
        self.many = Button(tr("Many letters"), icon="users", key=tr("M"))
        self.many.clicked.connect(self.many_asked)
        self.header.add_button(self.many)
        self.tabs = Tabs([tr("Drafts"), tr("Waiting for signature"), tr("Signed"), tr("Sent"), tr("Past")])
        self.tabs.chosen.connect(self._on_shelf)
        self.list = RowList(tr("Letters"))
        self.model = PagedModel(self._page, lambda row: row.letter.id, self._said, self._face, self)
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)
        button = Button(tr("Go to clients"), icon="users")
        button.clicked.connect(self.clients_asked)
        text = tr("A letter says what you promise and what you do not. Start one from a client's page.")
        self.empty = EmptyState("file-text", tr("No letters here"), text, button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(_on_top(self.empty))
        self.set_header(self.header)
        self.set_tabs(self.tabs)
        self.body.addWidget(self.stack, 1)

    def _states(self) -> frozenset[LetterState]:
        return SHELVES[self.tabs.currentIndex()]

    def show_state(self, state: LetterState) -> None:
        """Turn to the shelf of letters that stand so."""
        self.tabs.setCurrentIndex(next(n for n, states in enumerate(SHELVES) if state in states))
        self.model.restart()
        self._chosen = True

    def _page(self, after: ListedLetter | None, limit: int) -> Sequence[ListedLetter]:
        return letters.listed(self._desk.store, self._states(), after, limit)

    def _face(self, row: ListedLetter) -> RowFace:
        kind, word, icon = words.state(row.letter)
        when = words.since(row, self._desk.today())
        detail = "  ·  ".join(part for part in (row.letter.number, row.work, when) if part)
        return RowFace(row.client, detail, word, kind, icon)

    def _said(self, row: ListedLetter) -> str:
        return self._face(row).said()

    def load(self) -> None:
        """Show the letters as they are now."""
        counts = [letters.count(self._desk.store, states) for states in SHELVES]
        for tab, found in enumerate(counts):
            self.tabs.set_count(tab, str(found) if found else "")
        self.model.reload()
        if not self._chosen and not self.model.rowCount():  # be where there is something
            self.tabs.setCurrentIndex(next((n for n, found in enumerate(counts) if found), 0))
            self.model.restart()
        self._show_any()

    def _on_shelf(self, _: int) -> None:
        self._chosen = True
        self.restart()

    def restart(self) -> None:
        """Show another shelf from its beginning."""
        self.model.restart()
        self._show_any()

    def _show_any(self) -> None:
        self.stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))  # so that Enter opens the newest

    def _on_activated(self, index: QModelIndex) -> None:
        row: ListedLetter | None = self.model.record(index)
        if row is not None:
            self.opened.emit(row.letter.id)


def _on_top(inner: QWidget) -> QWidget:
    made = QWidget()
    laid = QVBoxLayout(made)
    laid.setContentsMargins(0, 0, 0, 0)
    laid.addWidget(inner)
    laid.addStretch(1)
    return made
