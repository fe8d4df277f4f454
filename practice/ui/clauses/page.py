"""The page of one clause: its words, its versions, and the letters that it stands in."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from practice.actions import clauses
from practice.actions.clauses import Typed, Use
from practice.errors import Refused, Trouble
from practice.rules.clauses import Clause, ClauseVersion, Library
from practice.rules.letters import ENGAGEMENT
from practice.ui import theme
from practice.ui.clauses import words
from practice.ui.clauses.editor import ClauseEditor
from practice.ui.clauses.usual import UsualLimits, belongs_to
from practice.ui.clauses.versions import Versions
from practice.ui.desk import Desk
from practice.ui.table import PagedModel
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, Tabs, column
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text

WORDS, VERSIONS, USES = range(3)
WAIT_MS = 800  # after the last key, before an edit is put by
ROOMY = 560  # the bar has room for the key cap too


class ClausePage(ScrollPage):
    """Shows one clause; `changed` tells that other words or another passage should stand in the sample letter."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.clause = Clause(key="")
        self.family = ENGAGEMENT
        self.when = ""  # the condition of the passage that is looked at
        self.dirty = False
        self._pause = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._pause.timeout.connect(self.flush)
        self.header = PageHeader(" ")
        self.pill = Pill("neutral", "")
        self.header.set_pill(self.pill)
        self.set_header(self.header)
        self.tabs = Tabs([tr("Words"), tr("Versions"), tr("Where it stands")])
        self.tabs.currentChanged.connect(self._show_tab)
        self.set_tabs(self.tabs)
        self.editor, self.versions = ClauseEditor(), Versions()
        self.editor.edited.connect(self._on_edited)
        self.editor.entered.connect(self._on_entered)
        self.versions.restore_asked.connect(self.restore)
        self._build_uses()
        self.usual = UsualLimits(desk)
        self.body.addWidget(self.usual)
        self.parts = (self.editor, self.versions, self.uses)
        for part in self.parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.save_button = Button(tr("Save"), "primary", key=tr("Ctrl Enter"))
        self.save_button.clicked.connect(self.save)
        self.drop_button = Button(tr("Drop changes"))
        self.drop_button.clicked.connect(self.drop)
        self.set_bar(ActionBar(self.save_button, self.drop_button))
        self.bar.consequence.setText(tr("Issued letters stay."))
        self._pin_told()
        self._show_tab(WORDS)

    def _pin_told(self) -> None:
        """What was lost is told above the bar, where it is seen from every passage."""
        self.told = QWidget()
        laid = column(self.editor.told)
        laid.setContentsMargins(24, 0, 24, 10)
        self.told.setLayout(laid)
        self._whole.insertWidget(self._whole.indexOf(self.bar), self.told)
        self.editor.lost.connect(self.told.setVisible)
        self.told.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the bar is short, its key cap goes before its words."""
        super().resizeEvent(event)
        self.save_button.set_key(tr("Ctrl Enter") if self.width() >= ROOMY else "")

    def _build_uses(self) -> None:
        self.list = RowList(tr("Letters with this clause"))
        self.model = PagedModel(self._uses, lambda use: use.letter.id, lambda use: _face(use).said(), _face, self)
        self.list.setModel(self.model)
        self.list.show_all()
        self.list.picked.connect(self._on_picked)
        self.none = Text(tr("It stands in no letter yet."), "body", "text2", wrap=True)
        self.uses = QWidget()
        self.uses.setLayout(column(self.none, self.list, gap=8))

    # show

    def show_clause(self, lib: Library, clause: Clause, family: str) -> None:
        """Show this clause as it is kept now; what was typed over it and is no version yet stays in its fields."""
        another = (family, clause.key) != (self.family, self.clause.key)
        every = clauses.versions(self._desk.store, clause.key, family)
        if self.dirty and not another and every[0] == self.version:
            return
        focus = None if another else QApplication.focusWidget()
        writing = focus is not None and self.isAncestorOf(focus)
        self.flush()
        self.clause, self.family, self.when = clause, family, self.when if not another else ""
        names = clauses.names(lib, clause.key)
        self.header.set_title(tr(clause.title))
        group = next(group.title for group in lib.groups if group.key == clause.group)
        self.header.set_subline(f"{tr(group)}  ·  {words.version(every[0].version)}")
        self.pill.set_status(*words.level(clauses.level(self._desk.store, clause)))
        self.editor.show_clause(lib, clause, every[0], names)
        self._lay(every[0])
        self.versions.show_versions(every, names, self._desk.today())
        self.tabs.set_count(VERSIONS, str(len(every)) if len(every) > 1 else "")
        self._show_uses()
        self._show_usual()
        if writing and focus is not None and not focus.isVisible():  # the passage went with the words before
            self.editor.write_on()
        self._tell()
        if another:
            self.area.verticalScrollBar().setValue(0)

    @property
    def version(self) -> ClauseVersion:
        """The version that is shown, or was typed over."""
        return self.editor.version

    def _lay(self, version: ClauseVersion) -> None:
        """What waits over the clause stands in the fields again, and says so."""
        self._stood = self._read()
        typed = clauses.waiting(self._desk.store, version)
        self.dirty = typed not in (None, self._stood)
        if typed is not None and self.dirty:
            self.editor.lay(typed)
        self.editor.waits.setVisible(self.dirty)

    def _show_uses(self) -> None:
        """Only once they are looked at: every draft is composed to know."""
        if self.tabs.currentIndex() == USES and self.clause.key:
            self.model.restart()
            self.none.setVisible(self.model.rowCount() == 0)
            self.list.setVisible(self.model.rowCount() > 0)
            self.list.setFixedHeight(self.model.rowCount() * theme.size("rowTwoLine") + 2)

    def _show_usual(self) -> None:
        here = belongs_to(self.clause, self.family)
        self.usual.setVisible(here and self.tabs.currentIndex() == WORDS)
        if here:
            self.usual.load()

    def propose_limit(self, text: str, subject: str) -> None:
        """Let a usual limit wait to be written, with what clients ask for as its beginning."""
        self.tabs.setCurrentIndex(WORDS)
        self.usual.propose(text, subject)

    def _uses(self, after: Use | None, _limit: int) -> Sequence[Use]:
        if after or not self.clause.key:
            return []
        return clauses.uses(self._desk.store, self.clause.key, self._desk.today(), self.family)

    def _show_tab(self, tab: int) -> None:
        for place, part in enumerate(self.parts):
            part.setVisible(place == tab)
        self.usual.setVisible(tab == WORDS and belongs_to(self.clause, self.family))
        self.bar.setVisible(tab == WORDS)
        self.told.setVisible(tab == WORDS and bool(self.editor.gone()))
        self.area.verticalScrollBar().setValue(0)
        self._show_uses()

    def _on_picked(self, index: QModelIndex) -> None:
        use = self.model.record(index)
        if use is not None:
            self._desk.go("letters", use.letter.id)

    # edit

    def _on_edited(self) -> None:
        self.dirty = self._read() != self._stood
        self._tell()
        self._desk.report_form(self, True, 0)
        self._pause.start()
        self.changed.emit()

    def _on_entered(self, when: str) -> None:
        if when != self.when:
            self.when = when
            self.changed.emit()

    def _tell(self) -> None:
        self.save_button.set_label(tr("Save as version {n}", n=self.editor.version.version + 1))
        if not self.dirty and (self.save_button.hasFocus() or self.drop_button.hasFocus()):
            self.editor.write_on()
        self.bar.offer((self.save_button, self.drop_button), self.dirty, self.tabs)

    def typed(self) -> ClauseVersion:
        """The clause as it stands in the fields; Refused where it cannot stand."""
        return clauses.typed(self._desk.store, self.editor.version, self._read())

    def _read(self) -> Typed:
        return Typed(self.editor.title(), self.editor.typed(), self.editor.reason())

    def save(self) -> bool:
        """Keep what stands here as the next version; False when something has to be written first."""
        if not self.dirty:
            return True
        before, typed = self.version, self._read()
        self.dirty = False  # for the reload that comes with it: what stands here is the version then
        try:
            kept = clauses.edit(self._desk.store, self.clause.key, typed, self._desk.now(), self.family)
        except Trouble:
            self.dirty = True
            raise
        except Refused as refusal:
            self.dirty = True
            self.tabs.setCurrentIndex(WORDS)
            self.editor.show_errors(refusal.fields)
            self._desk.report_form(self, False, len(refusal.fields))
            return False
        self._forget(before)
        self._settle()
        if kept.version > before.version:
            self._desk.toast(tr("Saved as version {n}", n=kept.version))
        return True

    def flush(self) -> bool:
        """Let what was typed wait beside the clause: only the press makes a version of it."""
        self._pause.stop()
        self.usual.flush()
        if self.clause.key:
            clauses.wait(self._desk.store, self.version, self._read() if self.dirty else None)
            self._desk.report_form(self, False, 0)
        return True

    def drop(self) -> None:
        """Forget what was edited."""
        self._forget(self.version)
        self._settle()

    def _forget(self, version: ClauseVersion) -> None:
        self.dirty = False
        self._pause.stop()
        clauses.wait(self._desk.store, version, None)

    def restore(self, version: int) -> None:
        """Bring an earlier version back as the newest."""
        self._forget(self.version)
        kept = clauses.restore(self._desk.store, self.clause.key, version, self._desk.now(), self.family)
        self._settle()
        self._desk.toast(tr("{name} is back as version {n}", name=words.version(version), n=kept.version))

    def _settle(self) -> None:
        self.dirty = False
        self._desk.report_form(self, False, 0)
        lib = clauses.library(self._desk.store, self.family)
        self.show_clause(lib, next(clause for clause in lib.clauses if clause.key == self.clause.key), self.family)
        self.changed.emit()


def _face(use: Use) -> RowFace:
    detail = f"{use.letter.number}  ·  {words.version(use.version)}"
    return RowFace(use.client, detail, *_status(use))


def _status(use: Use) -> tuple[str, str, str]:
    kind, word, icon = words.state(use.letter)
    return word, kind, icon
