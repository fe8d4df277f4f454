"""A fee change for many clients: asked, looked over, made letter by letter, told."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import batch, practice
from practice.actions.batch import Making
from practice.errors import Trouble
from practice.rules.batch import BatchReport, Candidate, FeeChange
from practice.rules.letters import LetterState
from practice.ui.batch import words
from practice.ui.batch.ask import AskPage
from practice.ui.batch.summary import SummaryPage
from practice.ui.batch.who import WhoPage
from practice.ui.pump import Pump
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr, trn
from practice.ui.workpage import WorkPage

POLL_MS = 80


class BatchScreen(Screen):
    """Four pages, one after another; each letter is whole or not there, so it may be ended or left at any time."""

    place: ClassVar[str] = "batch"
    title: ClassVar[str] = "Fee change for many clients"
    icon: ClassVar[str] = "banknote"
    reads: ClassVar[frozenset[str]] = frozenset({"letters", "engagements", "scope_items", "clients", "settings"})

    def build(self) -> None:
        """Make the four pages."""
        self.making: Making | None = None
        self.pump: Pump | None = None
        self._change: FeeChange | None = None
        self.ask, self.who, self.work, self.summary = AskPage(), WhoPage(self.desk), WorkPage(), SummaryPage()
        self.stack = QStackedWidget()
        for page in (self.ask, self.who, self.work, self.summary):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._connect()

    def _connect(self) -> None:
        self.ask.asked.connect(self.look_up)
        self.ask.left.connect(self.leave)
        self.who.left.connect(self.begin)
        self.who.agreed.connect(self.make)
        self.work.stopped.connect(self.cancel)
        self.summary.ended.connect(partial(self.leave, LetterState.ISSUED))
        self.summary.again.connect(self.begin)
        self.summary.printed.connect(self.print_all)
        self.summary.exported.connect(self.export_all)
        self.summary.copied.connect(self.desk.copy)
        for page in (self.ask, self.who, self.summary):
            assert page.header.crumbs is not None
            page.header.crumbs.went.connect(self._on_crumb)

    # what changes, and who gets a letter

    def begin(self) -> None:
        """Ask what changes; what was typed stands there still."""
        self._end_pump()
        self.ask.bar.consequence.setText("")
        self._show(self.ask)

    def leave(self, letters: LetterState | int = 0) -> None:
        """Back to the letters; whoever comes again begins anew."""
        self.begin()
        self.desk.go("letters", letters)

    def _on_crumb(self, step: int) -> None:
        self.leave() if step == 0 else self.begin()

    def look_up(self) -> None:
        """Look who gets a letter."""
        change = self.ask.change(self.desk.today())
        if change is not None:
            self._change = change
            self._look_up_again()

    def _look_up_again(self) -> None:
        today = self.desk.today()
        if self._change is None or (self._change.from_day and self._change.from_day < today):
            self.begin()  # the day went by
        else:
            self._run(batch.find(self.desk.store, self._change, today), self._on_looked, self._on_found)

    def _on_looked(self, count: int) -> None:
        self.ask.bar.consequence.setText(tr("Looked at {n}", n=f"{count:,}"))

    def _on_found(self, found: tuple[Candidate, ...]) -> None:
        if self._change is None:
            return
        profile = practice.profile(self.desk.store)
        if not found:
            self._show(self.ask)
            self.ask.bar.consequence.setText(tr("Nobody has a fee of this kind."))
            return
        if self.stack.currentWidget() is not self.who:
            self._show(self.who)
        self.who.show_found(found, self._change, profile.locale)

    # making

    def make(self) -> None:
        """Read what the chosen letters are made from, check them, set their pages, issue them."""
        if self._change is None or self.making is not None:
            return
        chosen = self.who.model.chosen
        self.making = Making(self._change, chosen, self.desk.now(), lambda: self.desk.open)
        self._say_work(tr("Reading what each letter says"))
        self._show(self.work)
        steps = batch.begin(self.desk.store, self.making)
        self._run(steps, lambda done: self.work.show_progress(done, len(chosen)), lambda _: self._check())

    def _say_work(self, title: str) -> None:
        self.work.show_work(title, tr("Cancel leaves the letters that are made, and makes no more."))

    def _check(self) -> None:
        self._say_work(tr("Checking each letter"))
        self._poll.start()
        self._on_poll()
        self.desk.jobs.run(self, batch.check, partial(self._on_checked, self.making), self.making)

    def _on_poll(self) -> None:
        if self.making is not None:
            self.work.show_progress(self.making.checked, len(self.making.cases))

    def _on_checked(self, making: Making | None, _: None) -> None:
        if making is None or making is not self.making:
            return  # cancelled meanwhile
        self._poll.stop()
        self._say_work(tr("Issuing the letters"))
        self.desk.jobs.run(self, batch.set_pages, lambda _: None, making, failed=_set_here)
        steps = batch.keep(self.desk.store, making)
        self._run(steps, lambda done: self.work.show_progress(done, len(making.chosen)), lambda _: self._end())

    def cancel(self) -> None:
        """End what runs; what was made stays."""
        if self.making is not None and not self.making.made:
            self._stop()
            self.desk.toast(tr("Cancelled; no letter was made"), undo=False)
            self._show(self.who)
            self._look_up_again()
        elif self.making is not None:
            self._end()
        else:
            self._end_pump()

    def _end(self) -> None:
        making = self.making
        self._stop()
        if making is not None:
            self.summary.show_report(batch.report(making))
            self._show(self.summary)
        if not self.isVisible():
            self.desk.toast(words.came_of_it(self.summary.report), undo=False)

    def _stop(self) -> None:
        self._poll.stop()
        self._end_pump()
        if self.making is not None:
            self.making.stopped = True
            self.making = None

    # what was made

    def print_all(self) -> None:
        """Print every letter, in one job."""
        if self.summary.report.made:
            from practice.ui.batch.printed import print_all  # noqa: PLC0415  start-up: only once something is printed

            print_all(self.desk, self.summary.report, self.window())

    def export_all(self) -> None:
        """Ask for a folder, and write every letter there under its number, whatever is begun meanwhile."""
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("Export all letters"))
        if chosen and self.desk.open:
            report = self.summary.report
            steps, ended = batch.export(self.desk.store, report, Path(chosen)), partial(self._exported, report)
            Pump(steps, self._on_export, ended, lambda t: self.desk.tell(str(t)), lambda: self.desk.open, self)

    def _on_export(self, done: int) -> None:
        self.summary.bar.consequence.setText(tr("{n} exported", n=f"{done:,}"))

    def _exported(self, report: BatchReport, _: None) -> None:
        count = len(report.made)
        self.summary.bar.consequence.setText(trn("{n} letter exported", "{n} letters exported", count))

    # the place

    def _run(
        self, steps: Generator[int, None, Any], on_step: Callable[[int], None], on_end: Callable[[Any], None]
    ) -> None:
        self._end_pump()

        def ended(result: Any) -> None:  # noqa: ANN401  what the steps give
            self.pump = None
            on_end(result)

        self.pump = Pump(steps, on_step, ended, self._on_trouble, lambda: self.desk.open, self)

    def _end_pump(self) -> None:
        if self.pump is not None:
            self.pump.stop()
            self.pump = None

    def _on_trouble(self, trouble: Trouble) -> None:
        self.pump = None
        self.desk.tell(str(trouble))
        if self.making is not None:
            self.cancel()

    def load(self) -> None:
        """Suggest what is usual here; look again who gets a letter when something has changed meanwhile."""
        self.ask.begin(practice.profile(self.desk.store), self.desk.today())
        if self.stack.currentWidget() is self.who:
            self._look_up_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """A window put into the taskbar goes on, and so does a batch that is left."""
        if not event.spontaneous():
            super().hideEvent(event)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self.panes()[0].setFocus()
        self.desk.hints()

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """Fit the list's page to the width."""
        self.who.fit(20 if narrow else 24 if compact else 28)

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        panes: dict[QWidget | None, list[QWidget]] = {
            self.who: [self.who.list, self.who.preview],
            self.work: [self.work.cancel_button],
            self.summary: [self.summary.end_button],
        }
        return panes.get(self.stack.currentWidget()) or [self.ask.first()]

    def step_back(self) -> None:
        """Esc among the clients: take a first press back, else go back to what changes."""
        if not self.who.disarm():
            self.begin()

    def actions_here(self) -> list[KeyHint]:
        """The keys of the page that shows."""
        page = self.stack.currentWidget()
        if page is self.who:
            return [
                KeyHint("Ctrl+Enter", tr("issue"), self.who.press),
                KeyHint("Space", tr("in or out")),
                KeyHint("A", tr("all"), lambda: self.who.tick_all(True)),
                KeyHint("N", tr("none"), lambda: self.who.tick_all(False)),
                KeyHint("L", tr("left out"), lambda: self.who.show_side(not self.who.side.value())),
                KeyHint("Esc", tr("back"), self.step_back),
            ]
        if page is self.work:
            return [KeyHint("Esc", tr("cancel"), self.cancel)]
        if page is self.summary:
            export = tr("Export all letters to a folder")
            return [
                KeyHint("Enter", tr("open the list")),
                KeyHint("Ctrl+P", tr("print all"), self.print_all, tr("Print all letters"), "printer"),
                KeyHint("", tr("export all"), self.export_all, export, "download", False),
                KeyHint("M", tr("another"), self.begin, tr("Another fee change"), "plus"),
                KeyHint("Esc", tr("letters"), self.leave),
            ]
        return [KeyHint("Ctrl+Enter", tr("see who"), self.look_up), KeyHint("Esc", tr("letters"), self.leave)]


def _set_here(_error: BaseException) -> None:
    """Pages that no worker could set are set as each letter is issued, where a fault is told."""
