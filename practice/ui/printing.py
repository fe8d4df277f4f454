"""Letters on paper, one or several in one job: pages at their real size, 600 dots to the inch.

Import it only when printing is asked for.
"""

from PySide6.QtCore import QMarginsF, QPoint, QRect, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from practice.errors import Trouble
from practice.ui.sheets import Sheets, Stack
from practice.ui.tr import tr

DOTS = 600
BAND = 1024  # so many rows of dots are drawn at a time


def print_pdf(data: bytes | Stack, parent: QWidget, name: str) -> bool:
    """Ask the system's print dialog, then print; whether it was printed. `name` is the letter's number, no person's."""
    printer = printer_for(data, name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print {name}", name=name))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, len(_sheets(data)))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_to(data, printer)
    return True


def preview_pdf(data: bytes, parent: QWidget, name: str) -> None:
    """Show the pages as that printer would put them on paper; its own button prints them."""
    printer = printer_for(data, name)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(tr("Print {name}", name=name))
    dialog.paintRequested.connect(lambda asked: print_to(data, asked))
    dialog.exec()


def printer_for(data: bytes | Stack, name: str) -> QPrinter:
    """The standard printer set to the letter's paper, at real size; the job bears `name`."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setResolution(DOTS)
    _set_paper(printer, _sheets(data), 0)
    return printer


def print_to(data: bytes | Stack, printer: QPrinter, two_sided: bool | None = None) -> None:
    """Put the pages asked for on the printer, each dot where the PDF has it; Trouble when the printer refuses.

    `two_sided` is as the printer is set where it is not said: then no letter begins on the back of another one.
    """
    if two_sided is None:
        two_sided = printer.duplex() != QPrinter.DuplexMode.DuplexNone
    sheets = _sheets(data)
    printer.setResolution(DOTS)
    pages = _pages(printer, len(sheets))
    _set_paper(printer, sheets, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(tr("The printer did not start. See that it is on and has paper, then print again."))
    try:
        side = 0  # of the job, from 0
        for place, page in enumerate(pages):
            if place:
                _set_paper(printer, sheets, page)
                later = max(page, pages[place - 1])  # also where the last page is printed first
                side += _turn(printer, two_sided and side % 2 == 0 and _begins(sheets, later))
            _draw(painter, sheets, page)
    finally:
        painter.end()


def _sheets(data: bytes | Stack) -> Sheets | Stack:
    return Sheets(data) if isinstance(data, bytes) else data


def _begins(sheets: Sheets | Stack, page: int) -> bool:
    return isinstance(sheets, Stack) and sheets.starts(page)


def _turn(printer: QPrinter, over_the_back: bool) -> int:
    """Go on to the next page; how many sides that took."""
    for _ in range(1 + over_the_back):
        printer.newPage()
    return 1 + over_the_back


def _pages(printer: QPrinter, count: int) -> list[int]:
    """The pages the person chose, from 0; all where none or a range outside the letter was chosen."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    chosen = list(range(max(first, 1) - 1, min(last, count))) or list(range(count))
    return chosen[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else chosen


def _set_paper(printer: QPrinter, sheets: Sheets | Stack, page: int) -> None:
    """The page's own size, measured from the paper's corner: so nothing is scaled. Envelopes lie on their side."""
    points = sheets.size(page)
    wide = points.width() > points.height()
    upright = points.transposed() if wide else points
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def _draw(painter: QPainter, sheets: Sheets | Stack, page: int) -> None:
    points = sheets.size(page)
    whole = QSize(round(points.width() * DOTS / 72), round(points.height() * DOTS / 72))
    for top in range(0, whole.height(), BAND):
        band = QRect(0, top, whole.width(), min(BAND, whole.height() - top))
        painter.drawImage(QPoint(0, top), sheets.band(page, whole, band))
