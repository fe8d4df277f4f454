"""The letters: their list, one being written, or one that was issued."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import letters
from practice.rules.letters import LetterState
from practice.ui.letters.composer import Composer
from practice.ui.letters.issued import IssuedPage
from practice.ui.letters.listing import Listing
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr


class LettersScreen(Screen):
    """Place "letters": show_record takes a letter's id; without one it is the list."""

    place = "letters"
    title = "Letters"
    icon = "file-text"
    reads = frozenset(
        {
            "letters",
            "signed_copies",
            "clauses",
            "engagements",
            "scope_items",
            "deliveries",
            "clients",
            "settings",
            "attachments",
            "usual_limits",
        }
    )

    def build(self) -> None:
        """Make the list; composer and issued letter follow when first needed."""
        self.listing = Listing(self.desk)
        self.listing.opened.connect(self.show_record)
        self.listing.clients_asked.connect(lambda: self.desk.go("clients"))
        self.listing.many_asked.connect(self.begin_many)
        self._composer: Composer | None = None
        self._issued: IssuedPage | None = None
        self._compact = False
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    @property
    def composer(self) -> Composer:
        """The composer, made when first needed."""
        if self._composer is None:
            self._composer = Composer(self.desk)
            self._composer.left.connect(self.show_list)
            self._composer.issued.connect(self.show_record)
            self._composer.set_width_class(self._compact)
            self.stack.addWidget(self._composer)
        return self._composer

    @property
    def issued(self) -> IssuedPage:
        """The page of an issued letter, made when first needed."""
        if self._issued is None:
            self._issued = IssuedPage(self.desk)
            self._issued.left.connect(self.show_list)
            self._issued.revised.connect(self.show_record)
            self._issued.set_width_class(self._compact)
            self.stack.addWidget(self._issued)
        return self._issued

    def begin_many(self) -> None:
        """Change the fee of many clients."""
        self.desk.go("batch")

    def show_record(self, record_id: int | LetterState | None) -> None:
        """Open a letter, in the composer while a draft, else as it was issued; or the list of those that stand so."""
        self.flush()
        if isinstance(record_id, LetterState):
            self.listing.show_state(record_id)
        if not record_id or isinstance(record_id, LetterState):
            self.show_list()
            return
        draft = letters.get(self.desk.store, record_id).state is LetterState.DRAFT
        page = self.composer if draft else self.issued
        self.stack.setCurrentWidget(page)
        page.open(record_id)
        self.desk.hints()

    def record_shown(self) -> int | None:
        """The letter that is open."""
        return self._open_id() or None

    def show_list(self) -> None:
        """Back to the list."""
        self.flush()
        self.listing.load()
        self.stack.setCurrentWidget(self.listing)
        self.listing.list.setFocus()
        self.desk.hints()

    @property
    def _page(self) -> Composer | IssuedPage | None:
        page = self.stack.currentWidget()
        return page if isinstance(page, (Composer, IssuedPage)) else None

    def load(self) -> None:
        """Show what the store holds now; a letter that is gone leads back to the list."""
        page = self._page
        if page is None:
            self.listing.load()
            return
        letter_id = self._open_id()
        try:
            state = letters.get(self.desk.store, letter_id).state
        except KeyError:
            self._leave_composer()
            return
        if isinstance(page, Composer):
            page.reload() if state is LetterState.DRAFT else self.show_record(letter_id)
        else:
            page.show_letter(letter_id) if state is not LetterState.DRAFT else self.show_record(letter_id)
        self.desk.hints()

    def _open_id(self) -> int:
        page = self._page
        if isinstance(page, Composer):
            return page.draft.case.letter.id
        return page.letter.id if page is not None and page.letter is not None else 0

    def _leave_composer(self) -> None:
        """The letter is gone (discarded, or its start undone): nothing of it may be saved any more."""
        self.listing.load()
        self.stack.setCurrentWidget(self.listing)
        self.desk.hints()

    def flush(self) -> bool:
        """Save what is typed."""
        page = self._page
        return page.flush() if isinstance(page, Composer) else True

    def actions_here(self) -> list[KeyHint]:
        """The keys of the page that shows."""
        page = self._page
        if page is not None:
            return [*page.actions_here(), KeyHint("Esc", tr("back"), self.step_back, in_bar=False)]
        many = KeyHint("M", tr("many letters"), self.begin_many)
        return [KeyHint("J", tr("next")), KeyHint("K", tr("previous")), KeyHint("Enter", tr("open")), many]

    def to_problem(self) -> bool:
        """F8: what the letter being written still misses."""
        page = self._page
        return isinstance(page, Composer) and page.to_problem()

    def step_back(self) -> None:
        """Esc: take a first press back, or close the open item, else go back to the list."""
        page = self._page
        if page is None or not page.step_back():
            self.show_list()

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """Fit the composer to the width."""
        self._compact = compact
        for page in (self._composer, self._issued):
            if page is not None:
                page.set_width_class(compact)

    def panes(self) -> list[QWidget]:
        """List, or editor and pages."""
        page = self._page
        return page.panes() if page is not None else [self.listing.list]
