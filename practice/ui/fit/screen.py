"""The fit checks: all of them, one of them with its decision, the checklist and the ideal client."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from practice.actions import checklists, clients, drafts, fit, letters
from practice.errors import Refused
from practice.rules import fit as rules
from practice.rules.checklists import ChecklistVersion
from practice.rules.clients import display_name
from practice.rules.fit import FitAnswers, FitCheck, FitState
from practice.rules.fit_decisions import ACCEPTING
from practice.ui.fit import words
from practice.ui.fit.editor import ChecklistEditor
from practice.ui.fit.ideal import IdealPage
from practice.ui.fit.letter import LetterOffer
from practice.ui.fit.listing import IdealNote, Listing
from practice.ui.fit.panel import Panel
from practice.ui.fit.sheet import Sheet
from practice.ui.screen import KeyHint, Screen
from practice.ui.split import Split
from practice.ui.tr import tr

PANEL = 336
CHECKLIST, IDEAL = "checklist", "ideal"
DRAFT = "fit"


class FitScreen(Screen):
    """Place "fit": show_record takes a check's id, "checklist" or "ideal"; None is the list."""

    place = "fit"
    title = "Fit checks"
    icon = "clipboard-check"
    reads = frozenset({"fit_checks", "checklists", "ideal_clients", "clients", "letters"})

    def build(self) -> None:
        """Makes the four pages."""
        self._check: FitCheck | None = None
        self._version: ChecklistVersion | None = None
        self._words = QTimer(self, singleShot=True, interval=600)
        self._words.timeout.connect(self._keep_words)
        self._waiting: tuple[FitAnswers, str] | None = None
        self.listing, self.note, self.sheet, self.panel = Listing(), IdealNote(), Sheet(), Panel()
        self.overview = Split(self.desk, "fit.list", [self.listing, self.note], [0, PANEL], [0, PANEL])
        self.split = Split(self.desk, "fit", [self.sheet, self.panel], [0, PANEL], [0, PANEL])
        self.editor, self.ideal, self.offer = ChecklistEditor(self.desk), IdealPage(self.desk), LetterOffer(self.desk)
        self.stack = QStackedWidget()
        for page in (self.overview, self.split, self.editor, self.ideal):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.forms += [self.editor, self.ideal]
        self._connect()

    def _connect(self) -> None:
        self.listing.check_opened.connect(self.show_record)
        self.listing.client_chosen.connect(self.start)
        self.listing.client_asked.connect(lambda: self.desk.go("clients", 0))
        self.note.asked.connect(lambda: self.show_record(IDEAL))
        self.listing.checklist_asked.connect(lambda: self.show_record(CHECKLIST))
        self.sheet.went_back.connect(self.show_list)
        self.sheet.filled.connect(self._on_filled)
        self.sheet.occasion_edited.connect(lambda _: self._later(None, "occasion"))
        self.panel.changed.connect(self._on_considered)
        self.panel.pressed.connect(self.finish)
        self.panel.override_asked.connect(self._on_override)
        self.panel.decided.add(self.offer)
        self.editor.left.connect(self.show_list)
        self.ideal.left.connect(self.show_list)

    # Showing

    def show_record(self, record_id: Any) -> None:  # noqa: ANN401  a check's id, or the name of one of our pages
        """Shows a check, the checklist or the ideal client."""
        self.flush()
        if record_id == CHECKLIST:
            self._show(self.editor)
            self.editor.tabs.setFocus()
        elif record_id == IDEAL:
            self._show(self.ideal)
            self.ideal.edits["who"].setFocus()
        else:
            self._check = fit.get(self.desk.store, int(record_id))
            self.panel.forget(drafts.kept(self.desk.store, DRAFT, self._check))
            self.panel.show_prior(fit.is_guess(self.desk.store))
            self._show(self.split)
            self.panel.focus_first() if self._check.state is FitState.LOCKED else self.sheet.focus_first()

    def record_shown(self) -> Any:  # noqa: ANN401  as show_record
        """The check or the page that is open."""
        named = [(self.editor, CHECKLIST), (self.ideal, IDEAL), (self.split, self._check and self._check.id)]
        return next((record for page, record in named if page is self.stack.currentWidget()), None)

    def show_list(self) -> None:
        """Shows all checks."""
        self.flush()
        self._check = None
        self._show(self.overview)
        self.listing.focus_first()

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.load()
        self.desk.hints()

    def load(self) -> None:
        """Shows what the store holds now."""
        page = self.stack.currentWidget()
        if page is self.overview:
            store = self.desk.store
            self.listing.show_checks(fit.undecided(store), fit.decided(store), fit.unchecked(store), self.desk.now())
            self.note.show_ideal(checklists.ideal(store))
        elif page is self.editor:
            self.editor.load()
        elif page is self.ideal:
            self.ideal.load()
        elif self._check is not None:
            self._load_check(self._check.id)

    def _load_check(self, check_id: int) -> None:
        store, now = self.desk.store, self.desk.now()
        try:
            check = self._check = fit.get(store, check_id)
        except KeyError:  # its start was undone
            self.show_list()
            return
        version = self._version_of(check)
        found = rules.assess(version.content, check.answers)
        self.sheet.show_check(check, clients.find(store, check.client_id), version, found)
        verdict = rules.moved_by_gut(found, check.gut, check.gut_reason)
        self.panel.show_check(check, version.content, found, verdict, now)
        self.offer.show_check(check)
        self.desk.hints()

    def _version_of(self, check: FitCheck) -> ChecklistVersion:
        """The checklist of a check; a version never changes, so it is read once."""
        wanted = (check.checklist_key, check.checklist_version)
        if self._version is None or (self._version.key, self._version.version) != wanted:
            self._version = checklists.version(self.desk.store, *wanted)
        return self._version

    # Saving

    def _try(self, act: Callable[[], object]) -> bool:
        """Acts; what is refused is said beside its field, or in the message bar."""
        try:
            act()
        except Refused as refusal:
            self.panel.show_errors(refusal.fields)
            if not refusal.fields.keys() & self.panel.boxes.keys():
                self.desk.tell(str(refusal))
            return False
        self.panel.show_errors({})
        return True

    def _on_filled(self, answers: FitAnswers, visit: str) -> None:
        if visit:
            self._later(answers, visit)
        else:
            self._waiting = (answers, "")
            self._keep_words()

    def _later(self, answers: FitAnswers | None, visit: str) -> None:
        kept = answers or (self._waiting[0] if self._waiting else self._check.answers if self._check else FitAnswers())
        self._waiting = (kept, visit)
        self.desk.report_form(self, True, 0)
        if not self._words.isActive():
            self._words.start()

    def _keep_words(self) -> None:
        self._words.stop()
        waiting, check = self._waiting, self._check
        if waiting is None or check is None:
            self._waiting = None
            return
        occasion = self.sheet.occasion_edit.text()
        self._try(lambda: fit.fill(self.desk.store, check.id, waiting[0], occasion, visit=waiting[1]))
        self._waiting = None  # not before: a full disk leaves it for the next try
        self.desk.report_form(self, False, 0)

    def _on_considered(self, visit: str) -> None:
        check, store = self._check, self.desk.store
        if check is not None and check.state is FitState.LOCKED:
            drafts.keep(store, DRAFT, check, self.panel.waiting())
            considered = self.panel.read_or(check.forecast)
            fit.consider(store, check.id, considered, visit=visit if visit == "text" else "")
        self.panel.settle()  # not before: a full disk leaves it for the next try

    def _on_override(self, reason: str) -> None:
        check = self._check
        if check is not None and self._try(lambda: fit.override(self.desk.store, check.id, reason, self.desk.now())):
            drafts.keep(self.desk.store, DRAFT, check, self.panel.waiting())

    def flush(self) -> bool:
        """Keeps what is typed."""
        self._keep_words()
        if self.panel.pending():
            self._on_considered("text")
        return super().flush()

    # Acting

    def start(self, client_id: int) -> None:
        """Starts a check of a client, or goes on with the open one."""
        self.show_record(fit.start(self.desk.store, client_id, self.desk.now()).id)

    def finish(self) -> None:
        """The pinned button: lock, record, or check again."""
        self.flush()
        check = self._check
        if check is None:
            return
        {FitState.OPEN: self._lock, FitState.LOCKED: self._decide, FitState.DECIDED: self._repeat}[check.state](check)

    def _lock(self, check: FitCheck) -> None:
        if self._try(lambda: fit.lock(self.desk.store, check.id, self.desk.now())):
            self.desk.toast(tr("Answers locked"))
            self.panel.focus_first()
            self.desk.hints()

    def _decide(self, check: FitCheck) -> None:
        store, now = self.desk.store, self.desk.now()
        if not self._try(lambda: fit.decide(store, check.id, self.panel.read(), now, self.desk.today())):
            return
        drafts.keep(store, DRAFT, check, {})
        done = fit.get(store, check.id)
        name = display_name(clients.find(store, done.client_id))
        if done.decision is not None:
            decision = words.lower(words.decisions()[done.decision])
            self.desk.toast(tr("Recorded for {name}: {decision}", name=name, decision=decision))
        self.desk.hints()
        if done.decision in ACCEPTING:
            self.desk.go("letters", letters.start(store, done.client_id, done.id, now).id)

    def _repeat(self, check: FitCheck) -> None:
        self.show_record(fit.repeat(self.desk.store, check.id, self.desk.now()).id)

    # The window

    def actions_here(self) -> list[KeyHint]:
        """What the keys do here."""
        page = self.stack.currentWidget()
        if page is self.overview:
            edits = ((IDEAL, tr("Write the ideal client")), (CHECKLIST, tr("Edit the fit checklist")))
            return [
                KeyHint("↑ ↓", tr("move")),
                KeyHint("Enter", tr("open")),
                *(KeyHint("", tr("edit"), partial(self.show_record, r), n, "pen-line", False) for r, n in edits),
            ]
        back = KeyHint("Esc", tr("back"), self._step_back, in_bar=False)
        if page is not self.split:
            return [KeyHint("Ctrl+Enter", tr("save"), (self.editor if page is self.editor else self.ideal).save), back]
        finish = KeyHint("Ctrl+Enter", words.lower(self.panel.button.label()), self.finish, self.panel.button.label())
        if self._check is None or self._check.state is not FitState.OPEN:
            return [finish, back]
        return [
            KeyHint("↑ ↓", tr("move")),
            KeyHint("0–4 U", tr("answer")),
            KeyHint("Y N", tr("yes, no")),
            KeyHint("X", tr("red flag"), self._on_x),
            finish,
            back,
        ]

    def _on_x(self) -> None:
        row = self.sheet.current()
        if row is None or not row.press("X"):
            self.sheet.to_flags()

    def _step_back(self) -> None:
        row, focus = self.sheet.current(), self.focusWidget()
        inside = row is not None and focus is not None and focus is not row and row.isAncestorOf(focus)
        if self.stack.currentWidget() is self.split and inside:
            self.sheet.focus_first()
        else:
            self.show_list()

    def toggle_inspector(self) -> None:
        """Ctrl+I hides the panel at the right, and shows it again."""
        panel = self.note if self.stack.currentWidget() is self.overview else self.panel
        panel.setVisible(panel.isHidden())

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """The panel keeps its width; the sheet takes the rest."""
        self.split.set_compact(compact)
        self.overview.set_compact(compact)
        self.note.setHidden(narrow)

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        page = self.stack.currentWidget()
        if page is self.overview:
            return [self.listing, self.note]
        return [self.sheet, self.panel] if page is self.split else [self.editor if page is self.editor else self.ideal]
