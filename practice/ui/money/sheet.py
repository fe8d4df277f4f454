"""The pages of an invoice or a month at the right: turn, print, export, and the one primary button."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from practice.errors import Trouble
from practice.ui.desk import Desk
from practice.ui.preview import Pager, Preview
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import Surface, column, line, row
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

LEAST = 420  # a page that can still be read; the toolbar has room without its words


class Sheet(Surface):
    """Pages with their toolbar; `primary` is what the page makes of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._name = ""
        self._pdf = b""
        self._write: Callable[[Path], None] | None = None
        self.preview = Preview()
        self.print_button = Button(tr("Print"), icon="printer")
        self.export_button = Button(tr("Export PDF"), icon="download")
        self.primary = Button("", "primary")
        self.status = InlineStatus("neutral", "")
        self.consequence = Text("", "small", "text2", wrap=True)
        self.print_button.clicked.connect(self.print_pages)
        self.export_button.clicked.connect(self.export)
        bar = QHBoxLayout()
        bar.setContentsMargins(18, 12, 18, 12)
        bar.setSpacing(8)
        bar.addWidget(Pager(self.preview))
        bar.addStretch(1)
        for button in (self.print_button, self.export_button, self.primary):
            bar.addWidget(button)
        below = row(self.status, self.consequence, gap=12)
        below.setStretch(1, 1)
        below.setContentsMargins(18, 11, 18, 11)
        self._tools = QWidget()
        self._tools.setLayout(bar)
        self._tools.setMinimumWidth(LEAST)
        self._words = (self.print_button.label(), self.export_button.label())
        whole = column(gap=0)
        whole.addWidget(self._tools)
        whole.addWidget(line())
        whole.addWidget(self.preview, 1)
        whole.addWidget(line())
        whole.addLayout(below)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other tools."""
        super().resizeEvent(event)
        self._fit_tools()

    def name_primary(self, name: str) -> None:
        """Say what the primary button does."""
        self.primary.set_label(name)
        self._fit_tools()

    def _fit_tools(self) -> None:
        """Where the toolbar has no room, print and export are icons."""
        for shown in (True, False):
            for button, label in zip((self.print_button, self.export_button), self._words, strict=True):
                button.set_label(label if shown else "")
                button.setAccessibleName(label)
                button.setToolTip("" if shown else label)
            layout = self._tools.layout()
            if layout is None or layout.minimumSize().width() <= self.width():
                return

    def show_pages(self, name: str, pdf: bytes, write: Callable[[Path], None]) -> None:
        """Show these pages; `write` exports them under the name."""
        self._name, self._pdf, self._write = name, pdf, write
        self.preview.show_pdf(pdf)

    def say(self, kind: str, status: str, consequence: str) -> None:
        """Say how it stands, and what the primary button does."""
        self.status.set_status(kind, status)
        self.consequence.setText(consequence)

    def print_pages(self) -> None:
        """Print the pages as they stand here, by the system's dialog."""
        if not self._pdf:
            return
        from practice.ui.printing import print_pdf  # noqa: PLC0415  start-up: only once something is printed

        try:
            print_pdf(self._pdf, self.window(), self._name.removesuffix(".pdf"))
        except Trouble as trouble:
            self._desk.tell(str(trouble))

    def export(self) -> Path | None:
        """Ask where to, and write the PDF there; where it is now, None when it is not."""
        if self._write is None:
            return None
        title, kind = tr("Export PDF"), tr("PDF (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self.window(), title, self._name, kind)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
            if path.exists():  # nobody was asked about this one
                self._desk.tell(tr("{name} is there already. Choose another name.", name=path.name))
                return None
        try:
            self._write(path)
        except Trouble as trouble:
            self._desk.tell(str(trouble))
            return None
        self._desk.toast(tr("Exported {name}", name=path.name), undo=False)
        return path
