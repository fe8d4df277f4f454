"""The right side of a letter: page turner, print, export and the one primary button; the pages; the line below."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from practice.actions import letters, word
from practice.actions.store import Store
from practice.errors import Trouble
from practice.rules.letters import Letter, Paper, Problem
from practice.rules.looks import unanswered
from practice.rules.ready import CHECKS
from practice.ui.desk import Desk
from practice.ui.letters.looks import LooksPanel
from practice.ui.preview import Pager, Preview
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Surface, column, line, row
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

LEAST = 420  # a page that can still be read; the toolbar has room without its words
SHOWN = 5  # problems that stand under the line at once, before the rest is asked for
PAPERS = {Paper.LETTER: "US Letter", Paper.A4: "A4"}


class ReadyLine(Surface):
    """Whether the letter is ready; each thing that is missing leads to its place."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("page")
        self.status = InlineStatus("ok", "")
        self.consequence = Text("", "small", "text2", wrap=True)  # what is for good is never cut
        self.paper = Text("", "small", "text2")
        self.links: list[Button] = []  # one for each thing, the first ones in sight
        self.more = Button("", "link")
        self.more.clicked.connect(self._show_all)
        self.looks = Button("", "link")
        self.looks.hide()
        first = row(self.status, self.consequence, self.paper, gap=12)
        first.setStretch(1, 1)
        first.setAlignment(self.consequence, Qt.AlignmentFlag.AlignVCenter)
        whole = column(gap=4)
        whole.setContentsMargins(18, 11, 18, 11)
        whole.addLayout(first)
        self._lines = column(gap=4)
        whole.addLayout(self._lines)
        whole.addLayout(row(self.more, None))
        whole.addLayout(row(self.looks, None))
        self.setLayout(whole)
        self.checks = len(CHECKS)  # how many a letter of this family has to pass
        self._problems: tuple[Problem, ...] = ()
        self._all = False
        self._compact = False
        self.more.hide()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say that all checks passed, or what is left to do."""
        self._problems = problems
        if problems:
            self.status.set_status("warn", trn("{n} thing left", "{n} things left", len(problems)), "circle-alert")
            self.say(tr("before this letter can be issued."))
        else:
            self.status.set_status("ok", tr("Ready: {n} checks passed", n=self.checks))
            self.say_ready()
        self._all = self._all and len(problems) > SHOWN
        self._fill()

    def _fill(self) -> None:
        """As many lines as there are things; where many are left, the first ones and how many more."""
        count = len(self._problems)
        shown = count if self._all or count <= SHOWN + 1 else SHOWN
        for number in range(len(self.links), shown):
            self.links.append(Button("", "link"))
            self.links[number].clicked.connect(lambda _=False, n=number: self.asked.emit(self._problems[n].place))
            self._lines.addLayout(row(self.links[number], None))
        for number, link in enumerate(self.links):
            link.setVisible(number < shown)
            link.set_label(self._problems[number].text if number < shown else "")
        self.more.set_label(tr("… and {n} more", n=count - shown))
        self.more.setVisible(count > shown)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def show_looks(self, looks: tuple[Problem, ...]) -> None:
        """Say how much only asks to be looked at; it stops nothing."""
        waiting = len(unanswered(looks))
        said = trn("{n} thing to look at", "{n} things to look at", waiting) if waiting else tr("All looked at")
        self.looks.set_label(said)
        self.looks.setVisible(bool(looks))

    def set_compact(self, compact: bool) -> None:
        """Say less where there is less room."""
        self._compact = compact

    def say_ready(self) -> None:
        """Say what issuing does."""
        full = tr("Issuing freezes this text and gives it a check code.")
        self.say(tr("Issuing freezes this text.") if self._compact else full)

    def say(self, consequence: str) -> None:
        """Say what comes of the primary button."""
        self.consequence.setText(consequence)

    def show_paper(self, paper: Paper) -> None:
        """Name the paper."""
        self.paper.setText(tr(PAPERS[paper]))


class PageSide(Surface):
    """The letter's pages with their toolbar; `primary` is what the screen makes of it."""

    noted = Signal(str, str, str)  # something was said to a thing to look at: its key, the words, the visit
    exporting = Signal()  # what is typed is wanted in the file

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._letter: Letter | None = None
        self._pdf = b""
        self.named, self.write = letters.file_name, letters.export  # how the pages that are shown are exported
        self.preview = Preview()
        self.pager = Pager(self.preview)
        self.print_button = Button(tr("Print"), icon="printer", key=tr("Ctrl P"))
        self.export_button = Button(tr("Export PDF"), icon="download")
        self.word_button = Button("", "quiet", "file-text", name=tr("Export for Word"))
        self.primary = Button("", "primary")
        self.print_button.clicked.connect(self.print_letter)
        self.export_button.clicked.connect(self.export)
        self.word_button.clicked.connect(self.export_word)
        self.ready = ReadyLine()
        self.looks = LooksPanel(desk, lambda *said: self.noted.emit(*said))
        self.ready.looks.clicked.connect(self.looks.flip)
        bar = QHBoxLayout()
        bar.setContentsMargins(18, 12, 18, 12)
        bar.setSpacing(8)
        bar.addWidget(self.pager)
        bar.addStretch(1)
        for button in (self.print_button, self.export_button, self.word_button, self.primary):
            bar.addWidget(button)
        bar.insertSpacing(bar.indexOf(self.word_button), -bar.spacing())  # it has no edge
        tools = self._tools = QWidget()
        tools.setLayout(bar)
        tools.setMinimumWidth(LEAST)
        whole = column(tools, line(), self.preview, line(), self.looks, self.ready, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._caps = (self.print_button.key, "")
        self._words = (self.print_button.label(), self.export_button.label())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other tools."""
        super().resizeEvent(event)
        self._fit_tools()

    def _fit_tools(self) -> None:
        """Where the toolbar has no room, its key caps go, then the words of the secondary buttons."""
        for caps, words in ((True, True), (False, True), (False, False)):
            for button, cap in zip((self.print_button, self.primary), self._caps, strict=True):
                button.set_key(cap if caps else "")
            for button, label in zip((self.print_button, self.export_button), self._words, strict=True):
                button.set_label(label if words else "")
                button.setAccessibleName(label)
                button.setToolTip("" if words else label)
            layout = self._tools.layout()
            if layout is None or layout.minimumSize().width() <= self.width():
                return

    def show_looks(self, looks: tuple[Problem, ...]) -> None:
        """Show what only asks to be looked at."""
        self.looks.show_looks(looks)
        self.ready.show_looks(looks)

    def show_pages(self, letter: Letter, pdf: bytes) -> None:
        """Show these pages, at the place where the old ones stood unless it is another letter."""
        another = self._letter is None or self._letter.id != letter.id
        self._letter, self._pdf = letter, pdf
        self.preview.show_pdf(pdf)
        if another:
            self.preview.show_page(1)
        self._fit_tools()

    def show_none(self, letter: Letter) -> None:
        """This letter's pages cannot be shown; nothing of the one before may be printed in their place."""
        self._letter, self._pdf = letter, b""
        self.preview.clear()

    def name_primary(self, name: str) -> None:
        """Say what the primary button does."""
        self.primary.set_label(name)
        self._fit_tools()

    def set_caps(self, print_cap: str, primary_cap: str) -> None:
        """Show or drop the key caps."""
        self._caps = (print_cap, primary_cap)
        self._fit_tools()

    def print_letter(self) -> None:
        """Print the pages as they stand here, by the system's dialog."""
        self._to_printer(preview=False)

    def preview_print(self) -> None:
        """Show the pages as the printer will put them on its paper."""
        self._to_printer(preview=True)

    def _to_printer(self, *, preview: bool) -> None:
        if not self._pdf or self._letter is None:
            return
        from practice.ui.printing import preview_pdf, print_pdf  # noqa: PLC0415  start-up: only once something is printed

        try:
            (preview_pdf if preview else print_pdf)(self._pdf, self.window(), self._letter.number)
        except Trouble as trouble:
            self._desk.tell(str(trouble))

    def export(self) -> Path | None:
        """Ask where to, and write the PDF there; where it is now, None when it is not."""
        return self._export(self.named, self.write, tr("Export PDF"), tr("PDF (*.pdf)"))

    def export_word(self) -> Path | None:
        """Ask where to, and write the letter as a Word file there."""
        return self._export(word.file_name, word.export, tr("Export for Word"), tr("Word (*.docx)"))

    def _export(
        self, named: Callable[[Letter], str], write: Callable[[Store, int, Path, date], None], title: str, kind: str
    ) -> Path | None:
        if self._letter is None:
            return None
        self.exporting.emit()
        chosen, _ = QFileDialog.getSaveFileName(self.window(), title, named(self._letter), kind)
        if not chosen:
            return None
        path = _with_ending(Path(chosen), named(self._letter))
        if path != Path(chosen) and path.exists():  # nobody was asked about this one
            self._desk.tell(tr("{name} is there already. Choose another name.", name=path.name))
            return None
        try:
            write(self._desk.store, self._letter.id, path, self._desk.today())
        except Trouble as trouble:
            self._desk.tell(str(trouble))
            return None
        self._desk.toast(tr("Exported {name}", name=path.name), undo=False)
        return path


def _with_ending(path: Path, like: str) -> Path:
    """The path with the ending of the name that was offered, where it was typed without one."""
    ending = Path(like).suffix
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")
