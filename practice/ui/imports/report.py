"""After an import: what came in, and every row that did not, with the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.rules.imports import ImportReport, Skipped, Unreadable
from practice.ui.imports.words import came_in
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Fact, FactsStrip, PageHeader, SectionTitle, column, row
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.text import Text

SHOWN = 200  # reasons on the page; Copy the report gives all


class ReportPage(ScrollPage):
    """Counts, then the rows that were not taken and what was left out."""

    undone = Signal()
    ended = Signal()
    again = Signal()
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__(most=900)
        self.header = PageHeader(tr("What came in?"))
        self.set_header(self.header)
        self.facts = FactsStrip()
        self.body.addWidget(self.facts)
        self.sections = QWidget()
        self.end_button = Button(tr("Go to clients"), "primary", key="Enter")
        self.again_button = Button(tr("Import another file"))
        self.undo_button = Button(tr("Undo"), icon="undo-2", key="Ctrl Z")
        self.copy_button = Button(tr("Copy the report"), "quiet")
        self.end_button.clicked.connect(self.ended)
        self.again_button.clicked.connect(self.again)
        self.undo_button.clicked.connect(self.undone)
        self.copy_button.clicked.connect(self._on_copy)
        self.set_bar(ActionBar(self.end_button, self.again_button, self.undo_button, self.copy_button))
        self._text = ""

    def show_report(self, report: ImportReport) -> None:
        """Show another report."""
        self.header.set_subline(came_in(report))
        self.facts.set_facts(_facts(report))
        self.undo_button.setVisible(bool(report.added or report.merged))
        self._text = report_text(report)
        self.body.removeWidget(self.sections)
        self.sections.deleteLater()
        self.sections = _sections(report)
        self.body.addWidget(self.sections)
        self.body.addStretch(1)

    def _on_copy(self) -> None:
        self.copied.emit(self._text)
        self.copy_button.set_label(tr("Copied"))


def report_text(report: ImportReport) -> str:
    """The whole report as plain text: every row that was not taken, and why."""
    lines = [came_in(report)]
    lines += [f"{one.place}: {one.reason}" for one in report.unreadable]
    lines += [f"{one.place}: {one.reason}" for one in report.skipped]
    lines += [f"{what}: {n}" for what, n in report.not_taken.items()]
    return "\n".join(lines)


def _facts(report: ImportReport) -> list[Fact]:
    bad = len(report.unreadable)
    warned = ("warn", "triangle-alert") if bad else ()
    return [
        Fact(tr("Read"), f"{report.read:,}", tr("cards or lines")),
        Fact(tr("Added"), f"{report.added:,}", tr("new people")),
        Fact(tr("Completed"), f"{report.merged:,}", tr("known already")),
        Fact(tr("Skipped"), f"{len(report.skipped):,}", tr("nothing new")),
        Fact(tr("Not taken"), f"{bad:,}", tr("see why below") if bad else tr("all could be read"), *warned),
    ]


def _sections(report: ImportReport) -> QWidget:
    made = QWidget()
    inner = QVBoxLayout(made)
    inner.setContentsMargins(0, 12, 0, 0)
    inner.setSpacing(6)
    _add_rows(inner, tr("Not taken"), report.unreadable)
    if report.not_taken:
        inner.addWidget(SectionTitle(tr("Left out of the contacts that came in")))
        for what, n in report.not_taken.items():
            inner.addWidget(_line(trn("{n} time", "{n} times", n), what))
        inner.addSpacing(12)
    _add_rows(inner, tr("Skipped"), report.skipped)
    return made


def _add_rows(inner: QVBoxLayout, title: str, rows: Sequence[Skipped | Unreadable]) -> None:
    if not rows:
        return
    inner.addWidget(SectionTitle(title, f"{len(rows):,}"))
    for one in rows[:SHOWN]:
        inner.addWidget(_line(one.place, one.reason))
    if len(rows) > SHOWN:
        inner.addWidget(
            Text(tr("… and {n} more; Copy the report gives all.", n=f"{len(rows) - SHOWN:,}"), "small", "text2")
        )
    inner.addSpacing(12)


def _line(place: str, reason: str) -> QWidget:
    made = QWidget()
    where = Text(place, "small", "text2", numbers=True, elide=True)
    where.setFixedWidth(190)
    inner = row(gap=12)
    inner.addLayout(column(where, None, gap=0))
    inner.addWidget(Text(reason, "body", wrap=True), 1)
    made.setLayout(inner)
    return made
