"""The page that shows how far long work is, with the way to end it."""

from PySide6.QtCore import QSize, Signal

from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import ProgressLine
from practice.ui.widgets.text import Text


class WorkPage(ScrollPage):
    """How far the work is; `stopped` is the person's."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__(most=560)
        self.header = PageHeader(tr("One moment"))
        self.set_header(self.header)
        self.progress = ProgressLine()
        self.progress.setMinimumSize(QSize(240, 8))
        self.told = Text("", "small", "text2", numbers=True)
        self.cancel_button = Button(tr("Cancel"), key="Esc")
        self.cancel_button.clicked.connect(self.stopped)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.told)
        self.body.addSpacing(12)
        self.body.addLayout(row(self.cancel_button, None))
        self.body.addStretch(1)

    def show_work(self, title: str, told: str) -> None:
        """Begin to show another piece of work; Cancel does what `told` says."""
        self.header.set_title(title)
        self.header.set_subline(told)
        self.show_progress(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """How much of how much."""
        self.progress.set_progress(done, max(total, 1))
        self.told.setText(tr("{done} of {total}", done=f"{done:,}", total=f"{total:,}") if total else "")
