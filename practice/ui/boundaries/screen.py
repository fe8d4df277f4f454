"""The place of boundaries: the log, the form of an entry, a recorded entry, and the practice's own rules."""

from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import boundaries, practice, sessions
from practice.actions.boundaries import DraftView, EntryView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.ui import begin
from practice.ui.boundaries import words
from practice.ui.boundaries.aside import Aside, Beside
from practice.ui.boundaries.entry import EntryPage
from practice.ui.boundaries.form import EntryForm
from practice.ui.boundaries.listing import Listing
from practice.ui.boundaries.rules import RulesPage
from practice.ui.boundaries.strip import DAYS
from practice.ui.screen import KeyHint, Screen
from practice.ui.split import Split
from practice.ui.tr import tr

RULES, DRAFT, NEW = "rules", "draft", "new"
REVIEW_WITHIN = timedelta(days=7)
ASIDE = (384, 320)  # pixels, wide and compact


class BoundariesScreen(Screen):
    """Place "boundaries": an entry's id, ("new", client), ("new", client, session), ("draft", id), "rules", or None."""

    place: ClassVar[str] = "boundaries"
    title: ClassVar[str] = "Boundaries"
    icon: ClassVar[str] = "fence"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"boundary_entries", "boundary_drafts", "boundary_rules", "clients", "letters", "sessions", "settings"}
    )

    def build(self) -> None:
        """Makes the list, the rules, and the place for a page with what stands beside it."""
        self.page: EntryForm | EntryPage | None = None
        self._compact = self._narrow = False
        self.listing, self.rules = Listing(self.desk), RulesPage(self.desk)
        self.pages, self.aside = QStackedWidget(), Aside()
        self.split = Split(self.desk, "boundaries", [self.pages, self.aside], [0, ASIDE[0]], [0, ASIDE[1]])
        self.stack = QStackedWidget()
        for part in (self.listing, self.split, self.rules):
            self.stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.listing.entry_opened.connect(self.show_record)
        self.listing.draft_opened.connect(lambda i: self.show_record((DRAFT, i)))
        self.listing.begun.connect(lambda i: self.show_record((NEW, i)))
        self.listing.rules_asked.connect(lambda: self.show_record(RULES))
        self.rules.left.connect(self.show_list)
        self.aside.opened.connect(self.show_record)
        self.aside.review_asked.connect(self._on_review_asked)

    # showing

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  an entry's id, or one of our ways to begin
        """Shows an entry, a draft, the rules, or begins an entry about a client."""
        self.flush()
        if record_id == RULES:
            self._drop_page()
            self._show(self.rules)
            self.rules.focus_first()
        elif record_id == 0 or record_id == (NEW, 0):
            self.show_list()
            self.listing.ask_client()
        elif isinstance(record_id, (tuple, list)):
            self._open(*record_id)
        elif record_id:
            self._load_entry(int(record_id))
        else:
            self.show_list()
        if self.page is not None:
            self.page.focus_first()

    def _open(self, what: str, record_id: int, session_id: int | None = None) -> None:
        store, now = self.desk.store, self.desk.now()
        draft_id = record_id if what == DRAFT else boundaries.begin(store, record_id, now, session_id).id
        self._load_draft(draft_id)

    def record_shown(self) -> Any:  # noqa: ANN401  as show_record
        """The page that is open."""
        if isinstance(self.page, EntryForm):
            return (DRAFT, self.page.draft_id)
        if isinstance(self.page, EntryPage):
            return self.page.entry_id
        return RULES if self.stack.currentWidget() is self.rules else None

    def show_list(self) -> None:
        """Shows the log; everything written is kept."""
        self.flush()
        was = self.page.entry_id if isinstance(self.page, EntryPage) else 0
        self._drop_page()
        self._show(self.listing)
        self.listing.focus_first(was)

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self.load()
        self.desk.hints()

    def load(self) -> None:
        """Shows what the store holds now."""
        part = self.stack.currentWidget()
        if part is self.listing:
            self.listing.load()
        elif part is self.rules:
            self.rules.load()
        elif isinstance(self.page, EntryForm):
            self._load_draft(self.page.draft_id)
        elif isinstance(self.page, EntryPage):
            self._load_entry(self.page.entry_id)

    def _load_draft(self, draft_id: int) -> None:
        try:
            view = boundaries.draft_view(self.desk.store, draft_id, self.desk.now())
        except KeyError:  # recorded, discarded, or its start was undone
            self.show_list()
            return
        if not (isinstance(self.page, EntryForm) and self.page.draft_id == draft_id):
            self._put_page(self._form(view))
        assert isinstance(self.page, EntryForm)
        self.page.show_view(view)
        self.aside.show_beside(self._beside_draft(view))
        self.desk.hints()

    def _form(self, view: DraftView) -> EntryForm:
        form = EntryForm(self.desk, view)
        self._fit(form)
        form.left.connect(self.show_list)
        form.moved.connect(lambda i: self.show_record((DRAFT, i)))
        form.recorded.connect(self._on_recorded)
        return form

    def _fit(self, form: EntryForm) -> None:
        form.show_keys(not self._compact)
        form.show_narrow(self._narrow)

    def _load_entry(self, entry_id: int) -> None:
        view = boundaries.view(self.desk.store, entry_id, self.desk.now())
        if not (isinstance(self.page, EntryPage) and self.page.entry_id == view.told.entry.id):
            page = EntryPage(self.desk, view)
            page.left.connect(self.show_list)
            page.letter_asked.connect(lambda: self._draft_letter(view.told.entry.id))
            page.letter_opened.connect(lambda i: self.desk.go("letters", i))
            self._put_page(page)
        assert isinstance(self.page, EntryPage)
        self.page.show_view(view)
        self.aside.show_beside(self._beside_entry(view))
        self.desk.hints()

    def _put_page(self, page: EntryForm | EntryPage) -> None:
        self._drop_page()
        self.page = page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.stack.setCurrentWidget(self.split)

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.hide()
            self.pages.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    # beside

    def _closed(self, last: date) -> frozenset[date]:
        """The days of the strip without office hours."""
        profile = practice.profile(self.desk.store)
        days = [last - timedelta(days=n) for n in range(DAYS)]
        holidays = practice.closed_days(profile, {day.year for day in days})
        return frozenset(day for day in days if profile.hours[day.weekday()] is None or day in holidays)

    def _beside_draft(self, view: DraftView) -> Beside:
        written, judged, today = view.draft.content, view.assessment, self.desk.today()
        now = self.desk.now()
        happened = written.happened_at or now
        at = now if now - happened < timedelta(days=DAYS) else happened
        agreed = judged.agreed
        cites = tr("Cites {what}.", what=words.item(agreed.item)) if agreed.item else ""
        return Beside(
            direction=written.direction, category=written.category, severity=judged.severity, told=view.told,
            patterns=judged.patterns, today=today, at=at, closed=self._closed(at.astimezone().date()),
            now=judged.policy if written.category else None, cites=cites, letters=view.letters,
            writing=(happened, written.channel),
        )  # fmt: skip

    def _beside_entry(self, view: EntryView) -> Beside:
        told, now = view.told, self.desk.now()
        every = sorted((told, *view.others), key=lambda one: one.entry.happened_at, reverse=True)
        return Beside(
            direction=told.entry.direction, category=told.category, severity=told.severity, told=every,
            patterns=view.patterns, today=self.desk.today(), at=now, closed=self._closed(self.desk.today()),
            letters={told.entry.id: view.letters},
        )  # fmt: skip

    # acting

    def _on_recorded(self, entry_id: int, with_letter: bool) -> None:
        self.show_record(entry_id)
        self.desk.toast(tr("Recorded boundary entry {n}", n=entry_id), undo=False)
        if with_letter:
            self._draft_letter(entry_id)

    def _draft_letter(self, entry_id: int) -> None:
        try:
            letter = boundaries.draft_letter(self.desk.store, entry_id, self.desk.now())
        except Refused as refusal:
            self.desk.tell(str(refusal))
            return
        self.desk.go("letters", letter.id)

    def _on_review_asked(self) -> None:
        if self.page is None:
            return
        client, today = self.page.view.client, self.desk.today()
        text = tr("Arrange a review meeting about how we work together")
        sessions.follow_up(self.desk.store, client.id, text, self.desk.now(), due_on=today + REVIEW_WITHIN)
        self.desk.toast(tr("Follow-up for {name}: a review meeting", name=display_name(client)))

    def flush(self) -> bool:
        """Keeps what is typed."""
        kept = self.page.flush() if self.page is not None else True
        return self.rules.flush() and kept

    def _step_back(self) -> None:
        """Esc takes the first press of a final act back, puts a question away, and leaves else."""
        if self.stack.currentWidget() is self.listing:
            self.listing.close_ask()
        elif self.page is None or not self.page.disarm():
            self.show_list()

    # the window

    def actions_here(self) -> list[KeyHint]:
        """What can be done here."""
        back = KeyHint("Esc", tr("back"), self._step_back)
        if self.page is not None:
            client = self.page.view.client
            name, to = display_name(client), client.id
            note = tr("New session note for {name}", name=name)
            return [
                *self.page.hints(),
                back,
                KeyHint("Ctrl+Shift+N", tr("note"), lambda: begin.note(self.desk, to), note, "notebook-pen"),
                KeyHint("", "", lambda: self.desk.go("clients", to), tr("Go to {name}", name=name), "user", False),
            ]
        if self.stack.currentWidget() is self.rules:
            return [back]
        rules = KeyHint("", "", lambda: self.show_record(RULES), tr("Boundary rules and words"), "scale", False)
        return [
            KeyHint("J", tr("next")),
            KeyHint("K", tr("previous")),
            KeyHint("Enter", tr("open")),
            KeyHint("L then B", tr("log"), self.listing.ask_client, tr("Log a boundary"), "fence"),
            rules,
            KeyHint("Esc", tr("close"), self._step_back, in_bar=False),
        ]

    def toggle_inspector(self) -> None:
        """Shows or hides what stands beside an entry."""
        self.aside.setVisible(self.aside.isHidden())

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """What stands beside is narrower in a compact window and closed in a narrow one."""
        self._compact, self._narrow = compact, narrow
        self.split.set_compact(compact)
        if isinstance(self.page, EntryForm):
            self._fit(self.page)
        self.aside.setHidden(narrow)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        if self.page is not None:
            return [self.page, self.aside]
        return [self.rules if self.stack.currentWidget() is self.rules else self.listing.list]
