"""The recovery code: shown once, printable from memory, confirmed by a second press."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text


class CodePanel(QWidget):
    """Shows a recovery code; `confirmed` after "I have it on paper" was pressed twice."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._pressed_once = False
        self._lines = [Text("", "section", numbers=True, weight=600) for _ in range(2)]
        self.print_button = Button(tr("Print the recovery page…"), icon="printer")
        self.done_button = Button(tr("I have it on paper"), "primary")
        self._note = Text("", "small", "text2", wrap=True)
        self._build()
        self.print_button.clicked.connect(self._on_print)
        self.done_button.clicked.connect(self._on_done)
        self.setFocusProxy(self.print_button)

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
        card = QFrame()
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

    def show_code(self, code: str) -> None:
        """Show this code, from the beginning."""
        self._code = code
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
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  start-up: rarely used

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("practice-recovery")
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        if QPrintDialog(printer, self).exec():
            painter = QPainter(printer)
            paint_code(painter, QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), self._code)
            painter.end()


def paint_code(painter: QPainter, page: QRectF, code: str) -> None:
    """Paint the recovery page: what it is for, and the code in groups."""
    unit = page.height() / 60
    groups = code.split("-")
    half = len(groups) // 2
    lines = [
        (1.6, theme.font("title"), tr("Recovery code of your practice")),
        (0.8, theme.font("body"), tr("Keep this page away from the computer. Whoever has both can read everything.")),
        (1.5, theme.font("section"), "   ".join(groups[:half])),
        (1.5, theme.font("section"), "   ".join(groups[half:])),
        (0.8, theme.font("body"), tr("To use it: open the program, choose “Use the recovery code” and type it in.")),
    ]
    y = unit * 4
    for size, font, text in lines:
        shown = type(font)(font)
        shown.setPixelSize(max(1, round(unit * size)))
        painter.setFont(shown)
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QRectF(unit * 4, y, page.width() - unit * 8, unit * 3), int(Qt.AlignmentFlag.AlignLeft), text)
        y += unit * (size + 1.6)
