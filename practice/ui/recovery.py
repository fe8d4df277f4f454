"""The recovery code: shown once, printable from memory, confirmed by a second press."""

from datetime import date

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practice.rules.paper import Paper
from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text


class CodePanel(QWidget):
    """Shows a recovery code; `confirmed` after "I have it on paper" was pressed twice."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = self._name = ""
        self._day = date.min
        self._pressed_once = False
        self._lines = [Text("", "section", numbers=True, weight=600) for _ in range(2)]
        self.print_button = Button(tr("Print it…"), icon="printer")
        self.done_button = Button(tr("I have it on paper"), "primary")
        self._note = Text("", "small", "text2", wrap=True)
        self._build()
        self.print_button.clicked.connect(self._on_print)
        self.done_button.clicked.connect(self._on_done)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # itself: a key too many must neither print nor confirm
        self.setAccessibleName(tr("Your recovery code"))

    def ring(self) -> Ring:
        """Around the card with the code, which has room for it."""
        return Ring(self._card.geometry(), theme.radius("card"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(14)
        column.addWidget(Text(tr("Your recovery code"), "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        why = tr(
            "It opens the practice if you forget the passphrase. It is shown now and never again: "
            "print it or write it down, and keep it away from this computer."
        )
        column.addWidget(Text(why, "body", "text2", wrap=True))
        card = self._card = QFrame()
        card.setProperty("surface", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(6)
        for line in self._lines:
            inside.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(card)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch()
        row.addWidget(self.done_button)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addStretch()

    def show_code(self, code: str, day: date, name: str = "") -> None:
        """Show this code, made on that day for the practice of that name, from the beginning."""
        self._code, self._day, self._name = code, day, name
        groups = code.split("-")
        half = len(groups) // 2
        for line, part in zip(self._lines, (groups[:half], groups[half:]), strict=True):
            line.setText("  ".join(part))
            line.setAccessibleName(" ".join(part))
        self._pressed_once = False
        self.done_button.set_label(tr("I have it on paper"))
        self._note.setText(tr("Letters O, I and L never occur in it, so a round sign is a zero and a stroke is a one."))

    def _on_done(self) -> None:
        if not self._pressed_once:
            self._pressed_once = True
            self.done_button.set_label(tr("Yes, it is on paper"))
            self._note.setText(tr("Press once more to go on. After that the code cannot be shown again."))
            return
        self._code = ""
        for line in self._lines:
            line.setText("")
        self.confirmed.emit()

    def _on_print(self) -> None:
        from practice.ui.printing import print_pdf  # noqa: PLC0415  start-up: printing comes with QtPdf

        print_pdf(self.page(), self, tr("Recovery page"))

    def page(self) -> bytes:
        """The recovery page as a PDF, in memory only."""
        from practice.actions import recovery  # noqa: PLC0415  start-up: reportlab and fonts, for a rare page

        metric = QLocale().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
        paper = Paper.A4 if metric else Paper.LETTER
        return recovery.page(self._name or tr("Your practice"), self._code, self._day, paper)
