"""Contacts from elsewhere: drop or choose a file, look it over, bring it in, read what did not come."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import imports
from practice.errors import Trouble
from practice.rules.imports import Decision, ImportPlan, ImportReport
from practice.ui.drops import CONTACTS, Drops
from practice.ui.imports.hold import Hold
from practice.ui.imports.preview import PreviewPage
from practice.ui.imports.report import ReportPage
from practice.ui.imports.start import StartPage
from practice.ui.imports.words import file_text
from practice.ui.imports.work import Reading, is_csv, read, read_rows, wanted
from practice.ui.pump import Pump
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr, trn
from practice.ui.workpage import WorkPage

POLL_MS = 80


class ImportScreen(Screen):
    """Start, work, preview and report, one after another; nothing is written before Import is pressed."""

    place: ClassVar[str] = "imports"
    title: ClassVar[str] = "Import contacts"
    icon: ClassVar[str] = "upload"
    reads: ClassVar[frozenset[str]] = frozenset({"clients"})

    def build(self) -> None:
        """Makes the four pages."""
        self.reading = Reading()
        self.pump: Pump | None = None
        self.report: ImportReport | None = None
        self._mapping: dict[int, str] = {}
        self._first_is_header: bool | None = None
        self.start, self.work, self.preview, self.result = StartPage(), WorkPage(), PreviewPage(), ReportPage()
        self.stack = QStackedWidget()
        for page in (self.start, self.work, self.preview, self.result):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.hold = Hold(self.work, self.cancel)
        self.drops = Drops(self, self.open_files, self.start.zone.light, lambda: not self._writing)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._connect()

    def _connect(self) -> None:
        self.start.chosen.connect(self.choose)
        self.work.stopped.connect(self.cancel)
        self.preview.left.connect(self.begin)
        self.preview.committed.connect(self.commit)
        self.preview.mapping.changed.connect(self._on_mapped)
        self.preview.mapping.header_changed.connect(self._on_header)
        self.result.ended.connect(lambda: self.desk.go("clients"))
        self.result.again.connect(self.begin)
        self.result.undone.connect(self.undo)
        self.result.copied.connect(self.desk.copy)

    # a file

    def begin(self) -> None:
        """Back to choosing a file."""
        self._stop()
        self.reading, self.preview.plan = Reading(), ImportPlan()
        self.start.say("")
        self._show(self.start)

    def choose(self) -> None:
        """Ask for files."""
        kinds = tr("Contacts ({endings})", endings=" ".join(f"*{ending}" for ending in CONTACTS))
        names, _ = QFileDialog.getOpenFileNames(self, tr("Choose contacts"), "", f"{kinds};;{tr('All files')} (*)")
        if names:
            self.open_files([Path(name) for name in names])

    def open_file(self, path: Path) -> None:
        """Read one file, as if it were dropped here."""
        self.open_files([path])

    def open_files(self, paths: Sequence[Path]) -> None:
        """Read files, as if they were dropped here."""
        found = wanted(paths)
        if not found:
            self.begin()
            self.start.say(tr("There is no file of contacts in that folder. Choose a .vcf or .csv file."))
            return
        self._mapping, self._first_is_header, self.preview.plan = {}, None, ImportPlan()
        self._read(Reading(found), read, None)

    def show_record(self, record: Any) -> None:  # noqa: ANN401  a path or several; else nothing
        """Opens the file that was dropped elsewhere."""
        if isinstance(record, Path):
            self.open_file(record)
        elif isinstance(record, (list, tuple)):
            self.open_files(record)

    def _read(self, reading: Reading, work: Any, *rest: Any) -> None:  # noqa: ANN401  read or read_rows
        self._stop()
        self.reading = reading
        names = ", ".join(path.name for path in reading.paths[:3])
        self.work.show_work(tr("Reading {name}", name=names), tr("Nothing is kept yet."))
        self._show(self.work)
        self._poll.start()
        self.desk.jobs.run(self, work, self._on_read, reading, *rest, failed=self._on_unread)

    def _on_poll(self) -> None:
        self.work.show_progress(len(self.reading.rows), self.reading.total)

    def _on_read(self, reading: Reading) -> None:
        if reading is self.reading and not reading.stopped:
            self._poll.stop()
            self._plan()

    def _on_unread(self, error: BaseException) -> None:
        self._poll.stop()
        if not isinstance(error, Trouble):
            raise error
        self.begin()
        self.start.say(str(error))

    def _on_mapped(self, position: int, field: str) -> None:
        self._mapping[position] = field
        self._read_again()

    def _on_header(self, first_is_header: bool) -> None:
        self._mapping, self._first_is_header = {}, first_is_header
        self._read(Reading(self.reading.paths), read, first_is_header)

    def _read_again(self) -> None:
        if self.reading.file is not None:
            self._read(Reading(self.reading.paths), read_rows, self.reading.file, dict(self._mapping))

    # the plan

    def _plan(self) -> None:
        rows = self.reading.rows
        self.work.show_work(tr("Comparing with your clients"), tr("Nothing is kept yet."))
        self._show(self.work)
        steps = imports.plan_steps(self.desk.store, rows, self.desk.today())
        self._run(steps, self._on_planned, len(rows))

    def _on_planned(self, plan: ImportPlan) -> None:
        self.pump = None
        file = self.reading.file
        told = file_text(file) if file else trn("{n} file", "{n} files", len(self.reading.paths))
        self.preview.mapping.setVisible(is_csv(file))
        if file is not None and is_csv(file):
            self.preview.mapping.show_file(file, self._mapping, self._headed())
        self._show(self.preview)
        self.preview.show_plan(plan.decided_as(self.preview.plan), told)

    def _headed(self) -> bool:
        if self._first_is_header is not None or self.reading.file is None:
            return bool(self._first_is_header)
        return any(column.header != f"Column {column.position + 1}" for column in self.reading.file.columns)

    # writing

    def commit(self) -> None:
        """Keep what the preview shows, in one change."""
        plan = self.preview.plan
        coming = plan.counts[Decision.ADD] + plan.counts[Decision.MERGE]
        if not coming or self._writing:
            return
        self.work.show_work(tr("Bringing your contacts in"), tr("Cancel takes back what was written so far."))
        self._show(self.work)
        steps = imports.commit_steps(self.desk.store, plan, self.desk.now(), self.preview.status)
        self.hold.set_on(True)
        self._run(steps, self._on_committed, coming)

    def _on_committed(self, report: ImportReport) -> None:
        self.hold.set_on(False)
        self.pump, self.report = None, report
        self.reading = Reading()
        self.result.show_report(report)
        self._show(self.result)

    def undo(self) -> None:
        """Take the import back, if it is still the last thing that was done."""
        if self.desk.store.journal.can_undo == "import":
            self.desk.store.journal.undo()
            self.desk.toast(tr("The import is taken back"), undo=False)
            self.begin()
        else:
            self.desk.tell(tr("Something was changed since. Press Ctrl+Z until the import is taken back."))

    def cancel(self) -> None:
        """End what runs: reading and comparing go back to the start, writing back to the preview."""
        writing = self._writing
        self._stop()
        if writing:
            self._show(self.preview)
            self.desk.toast(tr("Cancelled; nothing was kept"), undo=False)
        else:
            self.begin()

    @property
    def _writing(self) -> bool:
        return self.hold.on

    def _run(self, steps: Any, on_end: Any, total: int) -> None:  # noqa: ANN401  steps of any kind
        def on_step(done: int) -> None:
            self.work.show_progress(done, total)

        self.pump = Pump(steps, on_step, on_end, self._on_trouble, lambda: self.desk.open, self)

    def _on_trouble(self, trouble: Trouble) -> None:
        self.hold.set_on(False)
        self.pump = None
        self.desk.tell(str(trouble))
        self._show(self.preview)

    def _stop(self) -> None:
        self._poll.stop()
        self.reading.stopped = True
        if self.pump is not None:
            self.pump.stop()
            self.pump = None
        self.hold.set_on(False)

    # the place

    def load(self) -> None:
        """Compares again when clients have changed while the preview is open."""
        if self.stack.currentWidget() is self.preview and self.reading.rows:
            self._plan()

    def flush(self) -> bool:
        """Nothing is half kept: leaving takes back what is being written."""
        if self._writing:
            self.cancel()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """A window put into the taskbar goes on."""
        if not event.spontaneous():
            super().hideEvent(event)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        first: dict[QWidget, QWidget] = {
            self.start: self.start.choose_button,
            self.work: self.work.cancel_button,
            self.preview: self.preview.list,
            self.result: self.result.end_button,
        }
        first[page].setFocus()
        self.desk.hints()

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """The panel is narrower in a compact window and closed in a narrow one."""
        self.preview.fit(20 if narrow else 24 if compact else 28, 264 if compact else 300)
        self.preview.aside.setVisible(not narrow)

    def toggle_inspector(self) -> None:
        """Shows or hides the panel."""
        self.preview.aside.setVisible(not self.preview.aside.isVisible())

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        if self.stack.currentWidget() is self.preview:
            return [self.preview.list, self.preview.aside]
        return [self.stack.currentWidget() or self]

    def actions_here(self) -> list[KeyHint]:
        """The keys of the page that is shown."""
        page = self.stack.currentWidget()
        if page is self.preview:
            return [
                KeyHint("Ctrl+Enter", tr("import"), self.commit),
                KeyHint("A", tr("add"), lambda: self.preview.decide(Decision.ADD)),
                KeyHint("C", tr("complete"), lambda: self.preview.decide(Decision.MERGE)),
                KeyHint("S", tr("skip"), lambda: self.preview.decide(Decision.SKIP)),
                KeyHint("Esc", tr("another file"), self.begin),
            ]
        if page is self.work:
            return [KeyHint("Esc", tr("cancel"), self.cancel)]
        if page is self.result:
            return [KeyHint("Enter", tr("clients")), KeyHint("Ctrl+O", tr("another file"), self.choose)]
        return [KeyHint("Ctrl+O", tr("choose a file"), self.choose)]
