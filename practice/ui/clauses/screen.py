"""The clause library: all clauses at the left, one being edited, and a sample letter that shows it at once."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import clauses, letters, practice
from practice.errors import Refused
from practice.rules.cases import Case
from practice.rules.clauses import Clause, Library
from practice.rules.letters import ENGAGEMENT
from practice.ui.clauses import words
from practice.ui.clauses.page import ClausePage
from practice.ui.clauses.usual import belongs_to
from practice.ui.preview import Pager, Preview
from practice.ui.screen import KeyHint, Screen
from practice.ui.split import Split
from practice.ui.table import PagedModel
from practice.ui.tr import tr
from practice.ui.widgets.fields import Combo
from practice.ui.widgets.layout import Surface, column, line, row
from practice.ui.widgets.line_edits import FindField
from practice.ui.widgets.lists import RowFace, RowList
from practice.ui.widgets.text import Text

PAUSE_MS = 80  # in typing, before the page is made anew
WIDE, COMPACT = (300, 520, 0), (264, 460, 0)


class ClausesScreen(Screen):
    """Place "clauses": show_record takes a clause's key, or ("limit", words, subject) to write a usual limit."""

    place = "clauses"
    title = "Clauses"
    icon = "scale"
    reads = frozenset({"clauses", "letters", "settings", "usual_limits"})

    def build(self) -> None:
        """Make list, page and sample letter."""
        self._key = ""
        self.family = ENGAGEMENT
        self._busy = self._again = False
        self._shown = ("", "", "")  # family, clause and condition of the place that is in view
        self.page = ClausePage(self.desk)
        self.page.changed.connect(self._on_changed_words)
        self.split = Split(self.desk, "clauses", [self._make_list(), self.page, self._make_side()], WIDE, COMPACT)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._make)

    def _make_list(self) -> QWidget:
        self.letters = Combo()
        self.letters.setAccessibleName(tr("Clauses of"))
        self.letters.activated.connect(lambda _: self.show_family(self.letters.currentData()))
        self.search = FindField(tr("Search clauses"), "/")
        self.search.textEdited.connect(lambda _: self._search())
        self.search.left_down.connect(self._enter_list)
        self.search.ended.connect(self._end_search)
        self.list = RowList(tr("Clauses"))
        self.model = PagedModel(self._found, lambda clause: clause.key, self._said, self._face, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.none = Text(tr("No clause holds these words."), "body", "text2", wrap=True)
        self.none.setContentsMargins(16, 12, 16, 12)
        made = Surface("list")
        top = column(self.letters, self.search)
        top.setContentsMargins(14, 12, 14, 10)
        whole = column(gap=0)
        whole.addLayout(top)
        for part in (line(), self.none, self.list):
            whole.addWidget(part)
        whole.setStretch(3, 1)
        made.setLayout(whole)
        return made

    def _make_side(self) -> QWidget:
        self.preview = Preview()
        told = Text(tr("A sample letter, invented"), "small", "text2", elide=True)
        bar = row(Pager(self.preview), told, gap=12)
        bar.setContentsMargins(18, 12, 18, 12)
        bar.setStretch(1, 1)
        self.side = Surface("page")
        whole = column(gap=0)
        whole.addLayout(bar)
        whole.addWidget(line())
        whole.addWidget(self.preview, 1)
        self.side.setLayout(whole)
        return self.side

    # the list

    def _found(self, after: Clause | None, _limit: int) -> Sequence[Clause]:
        return [] if after else clauses.find(self.library, self.search.text())

    def _face(self, clause: Clause) -> RowFace:
        kind, word, icon = words.level(clauses.level(self.desk.store, clause))
        group = next(group.title for group in self.library.groups if group.key == clause.group)
        return RowFace(tr(clause.title), tr(group), word, kind, icon)

    def _said(self, clause: Clause) -> str:
        return self._face(clause).said()

    def load(self) -> None:
        """Show the library as it is kept now."""
        self._name_families()
        self.library = clauses.library(self.desk.store, self.family)
        self.model.reload()
        opened = next((clause for clause in self.library.clauses if clause.key == self._key), None)
        if opened is None:
            self._key = ""  # the other profession has not got it
        else:
            self._show(opened)  # also where the search leaves it out of the list
        self._show_any()

    def _name_families(self) -> None:
        """The kinds of letters, in the words of the profession."""
        self.letters.clear()
        for key, title in clauses.named(self.desk.store):
            self.letters.addItem(tr(title), key)
        self.letters.setCurrentIndex(self.letters.findData(self.family))

    def show_family(self, family: str) -> None:
        """Show the clauses of another kind of letter; what is edited waits."""
        if family != self.family:
            self.page.flush()
            self.family, self._key = family, ""
            self.search.clear()
            self.library = clauses.library(self.desk.store, family)
            self.model.restart()
            self._show_any()
        self.letters.setCurrentIndex(self.letters.findData(self.family))

    def _search(self) -> None:
        self.model.restart()
        self._show_any()

    def _show_any(self) -> None:
        """Keep the clause that shows, or show the first that was found."""
        self.none.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)
        wanted = self.model.row_of(self._key)
        if wanted.isValid() or (not self._key and self.model.rowCount()):
            self.list.setCurrentIndex(wanted if wanted.isValid() else self.model.index(0))

    def _enter_list(self) -> None:
        """Go on to what was found; the first of it is opened where the open clause is not among it."""
        if self.model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _end_search(self) -> None:
        self.search.clear()
        self._search()
        self._enter_list()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        clause = self.model.record(index)
        if clause is not None and clause.key != self._key:
            self._show(clause)

    def _show(self, clause: Clause) -> None:
        self._key = clause.key
        self.page.show_clause(self.library, clause, self.family)
        self._pause.start(0)

    def show_record(self, record_id: object) -> None:
        """Show the clause with this key, or the one that prints the limits, where another is to be written."""
        if isinstance(record_id, tuple):
            _, text, subject = record_id
            self.show_record(next(one.key for one in self._engagement().clauses if belongs_to(one, ENGAGEMENT)))
            self.page.propose_limit(text, subject)
        elif isinstance(record_id, str):
            self.show_family(ENGAGEMENT)
            self.search.clear()
            self._search()
            self.list.setCurrentIndex(self.model.row_of(record_id))

    def _engagement(self) -> Library:
        return clauses.library(self.desk.store, ENGAGEMENT)

    def record_shown(self) -> str | None:
        """The clause that is shown, where show_record() would find it."""
        return self._key if self.family == ENGAGEMENT and self._key else None

    # the sample letter

    def _on_changed_words(self) -> None:
        self._pause.start(PAUSE_MS)

    def _make(self) -> None:
        if not self.desk.open:
            return
        if self._busy or not self._key:
            self._again = self._busy
            return
        profile = practice.profile(self.desk.store)
        here = clauses.sample(profile, self.page.clause, self.page.when, self.desk.today(), self.family)
        try:
            here = clauses.with_words(here, clauses.newest(self.desk.store, self.family), self.page.typed())
        except Refused:
            return  # the page stays as it was until the words can stand
        self._busy = True
        asked = (self.family, self._key, self.page.when)
        self.desk.jobs.run(self, _made, self._on_made, asked, here, failed=self._on_failed)

    def _on_made(self, made: tuple[tuple[str, str, str], str, bytes]) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._make()
        asked, said, pdf = made
        self.preview.show_pdf(pdf)
        if self._shown != asked:
            self._shown = asked
            self.preview.show_words(said)

    def _on_failed(self, error: BaseException) -> None:
        self._busy = self._again = False
        raise error

    # furniture

    def flush(self) -> bool:
        """Let what was edited wait."""
        return self.page.flush()

    def actions_here(self) -> list[KeyHint]:
        """The keys of the library."""
        return [
            KeyHint("Ctrl+Enter", tr("save"), self.page.save, tr("Save this clause as its next version"), "check"),
            KeyHint("/", tr("search"), self.search.setFocus),
            KeyHint("J", tr("next")),
            KeyHint("K", tr("previous")),
        ]

    def toggle_inspector(self) -> None:
        """Ctrl+I: the sample letter comes or goes."""
        self.side.setVisible(self.side.isHidden())

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """A narrow window has room for list and page alone; Ctrl+I brings the letter."""
        self.split.set_compact(compact)
        self.side.setVisible(not narrow)

    def panes(self) -> list[QWidget]:
        """List, page and letter."""
        return [self.list, self.page, self.side]


def _made(asked: tuple[str, str, str], case: Case) -> tuple[tuple[str, str, str], str, bytes]:
    """What was asked for, the words by which the clause is found, and the pages."""
    shown = letters.preview(case)
    return asked, clauses.said(case, shown.composed, *asked[1:]), shown.rendered.pdf
