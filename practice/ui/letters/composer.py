"""The composer: the letter's sections at the left, its live page at the right, and its issue by a second press."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from practice.actions import clauses, letters
from practice.actions.letters import Preview
from practice.errors import Refused, Trouble
from practice.rules.cases import Stance
from practice.rules.clients import display_name
from practice.rules.families import PROMISES, Headings
from practice.rules.looks import noted
from practice.rules.ready import CHECKS
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.letters import words
from practice.ui.letters.about import AboutEditor
from practice.ui.letters.changes import Changes
from practice.ui.letters.draft import Draft
from practice.ui.letters.fees import FeeEditor
from practice.ui.letters.groups import ClauseBody, GroupRow
from practice.ui.letters.items import ItemList, ScopeEditor
from practice.ui.letters.origin import Origin
from practice.ui.letters.pages import PageSide
from practice.ui.screen import KeyHint
from practice.ui.split import Split
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, clear, column
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import Pill

WIDE, COMPACT = 600, 564
CHANGE = "change"  # the group of an addendum that holds what is added and withdrawn


class Composer(QWidget):
    """One draft being written."""

    left = Signal()  # back to the list
    issued = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.draft = Draft(desk, self)
        self._shown: Preview | None = None
        self.header = PageHeader(crumbs=[tr("Letters"), ""], role="titleSmall")
        assert self.header.crumbs is not None
        self.header.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill("neutral", "")
        self.more = Button("", "quiet", "trash-2", name=tr("Discard this draft"))
        self.origin = Origin(desk)
        self.header.add_link(self.origin)
        self.header.add_button(self.pill)
        self.header.add_button(self.more)
        self.page = ScrollPage()
        self.page.set_header(self.header)
        self.page.close_up()
        self.page.body.setSpacing(0)
        self.groups: dict[str, GroupRow] = {}
        self._lay_newer()
        self._rows = QVBoxLayout()
        self.page.body.addLayout(self._rows)
        self.changes = Changes()
        self.page.body.addSpacing(20)
        self.page.body.addWidget(self.changes)
        self.page.body.addStretch(1)
        self.side = PageSide(desk)
        self.split = Split(desk, "composer", [self.page, self.side], [WIDE, 0], [COMPACT, 0])
        laid = QVBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.addWidget(self.split)
        self._arming = Arming(self)
        self._arming.changed.connect(self._say_armed)
        self._connect()

    def _lay_newer(self) -> None:
        take = Button(tr("Use them"), small=True)
        take.clicked.connect(self._take_newer)
        self.newer = Banner("accent", "", button=take)
        self._newer_place = QWidget()
        above = column(self.newer)
        above.setContentsMargins(0, 0, 0, 12)
        self._newer_place.setLayout(above)
        self._newer_place.hide()
        self.page.body.addWidget(self._newer_place)

    def _connect(self) -> None:
        self.draft.shown.connect(self._on_shown)
        self.draft.laid.connect(self._on_laid)
        self.side.primary.clicked.connect(self.issue)
        self.side.exporting.connect(self.flush)
        self.side.ready.asked.connect(self.go_to)
        self.side.looks.asked.connect(self.go_to)
        self.side.noted.connect(self._note)
        self.more.clicked.connect(self.discard)
        self._say_armed(False)

    # show

    def open(self, letter_id: int) -> None:
        """Show this draft."""
        self._arming.disarm()
        self._shown = None
        self.side.preview.clear()
        self.draft.open(letter_id)
        self._build()
        self.show_draft()
        if self.draft.case.family != PROMISES:
            self._open_all()
        elif not self.draft.case.engagement.kind:
            self.groups["who"].set_open(True)
            self.about.kind.field.setFocus()
        else:
            self.groups["scope"].set_open(True)
            self.groups["scope"].head.setFocus()

    def _open_all(self) -> None:
        """A companion letter is one form: everything open, the cursor in the first field that is missing."""
        for group in self.groups.values():
            group.set_open(True)
            for clause in group.rows.values():
                clause.set_open(bool(clause.stance.clause.fields))
        missing = self.draft.composed().problems
        if missing:
            self.go_to(missing[0].place)
        else:
            next(iter(self.groups.values())).head.setFocus()

    def _build(self) -> None:
        clear(self._rows)
        case = self.draft.case
        self.scope, self.fee = ScopeEditor(self._desk, self.draft), FeeEditor(self._desk, self.draft)
        self.about = AboutEditor(self._desk, self.draft)
        extra: dict[str, QWidget] = {"who": self.about, "scope": self.scope, "fees": self.fee}
        if case.family != PROMISES:
            extra = {CHANGE: self.scope} if case.family.amends else {}
        for editor in (self.about, self.scope, self.fee):
            editor.setParent(self)  # what this family has no place for is never shown
            editor.hide()
        library = letters.library_of(case)
        self.groups = {
            group.key: GroupRow(self._desk, self.draft, group.key, group.title, extra.get(group.key))
            for group in library.groups
        }
        self._scope_at = CHANGE if case.family.amends else "scope"
        for group in self.groups.values():
            self._rows.addWidget(group)

    def show_draft(self) -> None:
        """Show the draft as it stands now, leaving alone what is being typed."""
        case = self.draft.case
        name = display_name(case.record)
        named = tr("{letter} for {name}", letter=case.family.title, name=name) if case.family.title else ""
        self.header.set_title(named or tr("Letter for {name}", name=name))
        assert self.header.crumbs is not None
        self.header.crumbs.last.setText(case.letter.number)
        self.origin.show_letter(case.letter)
        kind, word, icon = words.state(case.letter)
        self.pill.set_status(kind, word, icon)
        self.side.ready.show_paper(case.profile.paper)
        self.side.ready.checks = case.family.checks or len(CHECKS)
        self._show_newer()
        self._show_groups()
        self.about.show_about()
        self.scope.show_items()
        self.fee.show_fee()

    def _show_groups(self) -> None:
        made = self.draft.composed()
        headings = self.draft.case.family.headings
        numbers = dict(made.sections) if headings is Headings.NUMBERED else {}
        marked = {group for group, _ in made.conditions}
        for key, group in self.groups.items():
            stances: list[Stance] = [stance for stance in made.stances if stance.clause.group == key]
            group.setVisible(bool(stances))
            group.show_group(stances, numbers.get(key, 0), key in marked)

    def reload(self) -> None:
        """The store has changed: take what it holds, and lay over it again what is being typed."""
        before = self.draft.case
        self.draft.reload()
        if self.draft.case != before:  # undone: what the next press would issue is not what the first one asked about
            self._arming.disarm()
        self.show_draft()

    def _on_laid(self) -> None:
        self._arming.disarm()
        self._show_groups()
        self.scope.show_items()

    def _on_shown(self, preview: Preview) -> None:
        self._shown = preview
        self.side.show_pages(self.draft.case.letter, preview.rendered.pdf)
        self.side.show_looks(preview.looks)
        self.side.ready.show_problems(preview.problems)
        case = self.draft.case
        self.changes.show_changes(*letters.changes(self._desk.store, case.letter, preview.composed.facts))
        if self.armed and preview.problems:
            self._arming.disarm()
        elif self.armed:
            self._say_armed(True)

    def _note(self, key: str, text: str, visit: str) -> None:
        """Keep what was said to a thing that asked to be looked at."""
        self.draft.lay(letter=noted(self.draft.case.letter, key, text))
        self.draft.keep(visit)

    def _show_newer(self) -> None:
        """Say which clauses have newer words in the library."""
        found = clauses.newer(self._desk.store, self.draft.case)
        self._newer_place.setVisible(bool(found))
        if found:
            lead = trn("{n} clause has newer words", "{n} clauses have newer words", len(found))
            names = ", ".join(tr(clause.title) for clause in found)
            self.newer.say("accent", lead, tr("Your library has changed since this draft: {names}.", names=names))

    def _take_newer(self) -> None:
        clauses.take_newer(self._desk.store, self.draft.case.letter.id)
        self._desk.toast(tr("The draft now has the newest words"))

    # issue

    @property
    def armed(self) -> bool:
        """Whether the next press issues."""
        return self._arming.armed

    def issue(self) -> None:
        """First press: say what comes of it. Second press: issue. With something missing: go there."""
        if not self.flush():
            return
        problems = letters.check(self._desk.store, self.draft.case.letter.id, self._desk.today())
        if problems:
            self.side.ready.show_problems(problems)
            self.go_to(problems[0].place)
        elif self._arming.press():
            self._issue()

    def _issue(self) -> None:
        try:
            letter = letters.issue(self._desk.store, self.draft.case.letter.id, self._desk.now())
        except (Refused, Trouble) as wrong:
            self._desk.tell(str(wrong))
            return
        self._desk.toast(tr("Issued {number}", number=letter.number), undo=False)
        self.issued.emit(letter.id)

    def _say_armed(self, on: bool) -> None:
        self.side.name_primary(tr("Issue now") if on else tr("Issue letter"))
        if on:
            self.side.ready.say(tr("Press again to freeze this text for good."))
        elif self._shown is not None and not self._shown.problems:
            self.side.ready.say_ready()

    def step_back(self) -> bool:
        """Take a first press of Issue back, and close an open item; False when there was neither."""
        armed = self._arming.disarm()
        return self.scope.close_open() or armed

    def discard(self) -> None:
        """Take the draft away; Undo brings it back."""
        letter = self.draft.case.letter
        self.left.emit()
        letters.discard(self._desk.store, letter.id)
        self._desk.toast(tr("Draft {number} discarded", number=letter.number))

    # ways to a place

    def to_problem(self) -> bool:
        """Go to the first thing that is missing, and change nothing; False when nothing is."""
        missing = letters.check_case(self.draft.case)
        part = self._part(missing[0].place) if missing else None
        if part is not None:
            self._open(self._scope_at)
            part.add.setFocus()
        elif missing:
            self.go_to(missing[0].place)
        return bool(missing)

    def _part(self, place: str) -> ItemList | None:
        return {"promises": self.scope.promises, "limits": self.scope.limits}.get(place)

    def go_to(self, place: str) -> None:
        """Open and focus the place that a problem names."""
        kind, _, rest = place.partition(":")
        if kind == "item":
            self._open(self._scope_at)
            self.scope.open_item(int(rest))
        elif (part := self._part(place)) is not None:
            self._open(self._scope_at)
            part.add_item()
        elif place.startswith("fee."):
            self._open("fees")
            self._focus_fee(place.removeprefix("fee."))
        elif kind in ("field", "clause"):
            self._open_clause(*rest.partition(".")[::2])
        elif place == "work":
            self._open("who")
            self.about.kind.field.setFocus()
        elif place.startswith("profile."):
            self._desk.go("settings")
        elif place == "client":
            self._desk.go("clients", self.draft.case.record.id)
        else:
            self.side.preview.setFocus()
        QTimer.singleShot(0, self, self._show_focus)  # once the opened rows have their places

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.page.isAncestorOf(focus):
            self.page.area.ensureWidgetVisible(focus, 0, 60)

    def _open(self, group: str) -> None:
        if group in self.groups:
            self.groups[group].set_open(True)

    def _focus_fee(self, part: str) -> None:
        if part == "milestones":
            self.fee.stages.add.setFocus()
        else:
            self.fee.form.editor(part).setFocus()

    def _open_clause(self, key: str, gap: str) -> None:
        group = next((g for g in self.groups.values() if any(s.clause.key == key for s in g.stances)), None)
        if group is None:
            return
        group.set_open(True)
        clause = group.rows.get(key)
        if clause is None:
            group.head.setFocus()
            return
        clause.set_open(True)
        body = clause.body
        if isinstance(body, ClauseBody) and gap in body.boxes:
            body.boxes[gap].field.setFocus()
        else:
            clause.head.setFocus()

    # furniture

    def flush(self) -> bool:
        """Save everything typed; False when something is refused."""
        if not self.groups:
            return True
        kept = [self.about.flush(), self.scope.flush(), self.fee.flush(), *(g.flush() for g in self.groups.values())]
        return all([*kept, self.side.looks.flush()])

    def actions_here(self) -> list[KeyHint]:
        """The keys of the composer."""
        return [
            KeyHint("Ctrl+Enter", tr("issue"), self.issue, tr("Issue this letter"), "lock", False),
            KeyHint("Alt+↑↓", tr("move item")),
            KeyHint("Space", tr("on or off")),
            KeyHint("F8", tr("what is left")),
            KeyHint("Ctrl+P", tr("print"), self.side.print_letter, tr("Print this letter"), "printer"),
            KeyHint("Ctrl+Shift+P", tr("preview"), self.side.preview_print, tr("Show the print preview"), "eye", False),
            KeyHint("", tr("export"), self.side.export, tr("Export this letter as PDF"), "download", False),
            KeyHint("", tr("Word"), self.side.export_word, tr("Export this letter for Word"), "file-text", False),
        ]

    def set_width_class(self, compact: bool) -> None:
        """Compact windows drop the key caps of the toolbar."""
        self.split.set_compact(compact)
        self.side.ready.set_compact(compact)
        self.side.set_caps("" if compact else tr("Ctrl P"), "" if compact else tr("Ctrl Enter"))

    def panes(self) -> list[QWidget]:
        """Editor and pages."""
        return [self.page, self.side]

    def showEvent(self, event: QShowEvent) -> None:
        """Begin unarmed."""
        super().showEvent(event)
        self._arming.disarm()
