"""What happens to an error that nobody expected: a page with versions and a trace, never a client's value."""

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from practice import __version__
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Versions, the kind of error and where it was raised; its message stays out, since it may hold what was typed."""
    versions = f"Practice {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    steps = "".join(f"  {f.filename}:{f.lineno} in {f.name}\n" for f in traceback.extract_tb(trace))
    return f"{versions}\n{kind.__name__}\n{steps}"


class CrashPage(QFrame):
    """Says that something went wrong in the program, and what was kept."""

    resumed = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("What happened, for a report"))
        self.resume_button = Button(tr("Go on"), "primary", key="Esc")
        self.copy_button = Button(tr("Copy the details"))
        self.quit_button = Button(tr("Lock and quit"), "quiet")
        self._build()
        self.resume_button.clicked.connect(self.resumed)
        self.quit_button.clicked.connect(self.quit_asked)
        self.copy_button.clicked.connect(self._on_copy)

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(Text(tr("Something went wrong in the program"), "title", wrap=True))
        words = tr(
            "The last step was taken back and nothing that was saved before is touched. The details below name the "
            "program’s own parts and nothing about your clients."
        )
        column.addWidget(Text(words, "reading", "text2", wrap=True))
        column.addWidget(self.details, 3)
        row = QHBoxLayout()
        for button in (self.resume_button, self.copy_button, self.quit_button):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(1)
        body = QWidget()
        body.setMaximumWidth(720)
        body.setLayout(column)
        page = QHBoxLayout(self)
        page.setContentsMargins(28, 28, 28, 28)
        page.addStretch(1)
        page.addWidget(body, 8)
        page.addStretch(1)

    def show_report(self, text: str) -> None:
        """Show these details."""
        self.details.setPlainText(text)
        self.resume_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.resumed.emit()
        super().keyPressEvent(event)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
