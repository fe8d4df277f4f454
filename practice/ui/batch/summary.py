"""After the work: what was made, what was not and why; printing and exporting all of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.rules.batch import BatchReport
from practice.ui.batch import words
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Fact, FactsStrip, PageHeader, SectionTitle, column, row
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.text import Text

SHOWN = 200  # lines of each kind on the page; Copy the report gives all
NAME = 260  # pixels


class SummaryPage(ScrollPage):
    """Counts, then those not made with their reasons, then those made."""

    ended = Signal()
    again = Signal()
    printed = Signal()
    exported = Signal()
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__(most=900)
        self._report = BatchReport()
        self.header = PageHeader(tr("What was made?"), "", [tr("Letters"), tr("Fee change"), tr("Summary")])
        self.set_header(self.header)
        self.facts = FactsStrip()
        self.body.addWidget(self.facts)
        self._lines = QWidget()
        self.end_button = Button(tr("Open the list"), "primary", key=tr("Enter"))
        self.print_button = Button(tr("Print all"), icon="printer", key=tr("Ctrl P"))
        self.export_button = Button(tr("Export all"), icon="download")
        self.copy_button = Button(tr("Copy the report"), "quiet")
        self.again_button = Button(tr("Another fee change"), "quiet")
        for button, signal in (
            (self.end_button, self.ended),
            (self.print_button, self.printed),
            (self.export_button, self.exported),
            (self.again_button, self.again),
        ):
            button.clicked.connect(signal)
        self.copy_button.clicked.connect(self._on_copy)
        self.header.add_button(self.copy_button)
        self.header.add_button(self.again_button)
        self.set_bar(ActionBar(self.end_button, self.print_button, self.export_button))

    @property
    def report(self) -> BatchReport:
        """What is shown."""
        return self._report

    def show_report(self, report: BatchReport) -> None:
        """Show what came of it."""
        self._report = report
        self.header.set_subline(words.came_of_it(report))
        bad = bool(report.not_made)
        why = tr("see why below") if bad else tr("all were made")
        self.facts.set_facts(
            [
                Fact(tr("Made"), f"{len(report.made):,}", tr("issued, not sent yet")),
                Fact(tr("Not made"), f"{len(report.not_made):,}", why, *(("warn", "triangle-alert") if bad else ())),
            ]
        )
        for button in (self.print_button, self.export_button):
            button.setEnabled(bool(report.made))
        self.copy_button.set_label(tr("Copy the report"))
        self.body.removeWidget(self._lines)
        self._lines.deleteLater()
        self._lines = _lines(report)
        self.body.insertWidget(1, self._lines)
        if self.body.count() == 2:
            self.body.addStretch(1)

    def _on_copy(self) -> None:
        self.copied.emit(words.text(self._report))
        self.copy_button.set_label(tr("Copied"))


def _lines(report: BatchReport) -> QWidget:
    made = QWidget()
    inner = QVBoxLayout(made)
    inner.setContentsMargins(0, 12, 0, 0)
    inner.setSpacing(6)
    _add(inner, tr("Not made"), [(_who(one.client, one.work), one.reason) for one in report.not_made])
    _add(inner, tr("Made"), [(one.number, _who(one.client, one.work)) for one in report.made])
    return made


def _who(client: str, work: str) -> str:
    return "  ·  ".join(part for part in (client, work) if part)


def _add(inner: QVBoxLayout, title: str, lines: list[tuple[str, str]]) -> None:
    if not lines:
        return
    inner.addWidget(SectionTitle(title, f"{len(lines):,}"))
    for where, told in lines[:SHOWN]:
        inner.addWidget(_line(where, told))
    if len(lines) > SHOWN:
        rest = tr("… and {n} more; Copy the report gives all.", n=f"{len(lines) - SHOWN:,}")
        inner.addWidget(Text(rest, "small", "text2"))
    inner.addSpacing(12)


def _line(where: str, told: str) -> QWidget:
    made = QWidget()
    first = Text(where, "body", "text2", numbers=True, elide=True)
    first.setFixedWidth(NAME)
    inner = row(gap=12)
    inner.addLayout(column(first, None, gap=0))  # the name on the first line of what is told
    inner.addWidget(Text(told, "body", wrap=True), 1)
    made.setLayout(inner)
    return made
