"""The pages of a PDF as pictures, by QtPdf; import it only once a page is to be shown or printed."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

from practice.errors import Trouble
from practice.ui.tr import tr


class Sheets:
    """A PDF held in memory; nothing of it goes to disk. Raises Trouble when the bytes are no whole PDF."""

    def __init__(self, data: bytes) -> None:
        self._document = QPdfDocument()
        buffer = QBuffer(self._document)  # the document reads from it as long as it lives, and takes it along
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        if self._document.status() != QPdfDocument.Status.Ready:
            raise Trouble(tr("This letter's pages cannot be read. Restore the practice from a backup."))

    def __len__(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def size(self, page: int) -> QSizeF:
        """The page's size in points, counted from 0."""
        return self._document.pagePointSize(page)

    def picture(self, page: int, width: int) -> QImage:
        """The page `width` pixels wide, on white."""
        size = self.size(page)
        return self._render(page, QSize(width, round(width * size.height() / size.width())))

    def band(self, page: int, whole: QSize, band: QRect) -> QImage:
        """A part of the page, where all of it would be `whole` pixels: a sheet at 600 dpi takes 130 MB at once."""
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(band.adjusted(0, 0, 1, 1))  # QtPdf takes QRect's last dot for its end: 1 short
        return self._render(page, band.size(), options)

    def text(self, page: int) -> str:
        """The page's words, for those who cannot see it."""
        return self._document.getAllText(page).text()

    def _render(self, page: int, size: QSize, options: QPdfDocumentRenderOptions | None = None) -> QImage:
        return self._document.render(
            page, size, options or QPdfDocumentRenderOptions(), QImage.Format.Format_RGB32, Qt.GlobalColor.white
        )


class Stack:
    """Several PDFs one after another, for one print job. Raises Trouble as Sheets does."""

    def __init__(self, many: Sequence[bytes]) -> None:
        self._pages = [(sheets, page) for sheets in map(Sheets, many) for page in range(len(sheets))]

    def __len__(self) -> int:
        """How many pages there are in all."""
        return len(self._pages)

    def size(self, page: int) -> QSizeF:
        """The page's size in points, counted from 0."""
        sheets, own = self._pages[page]
        return sheets.size(own)

    def band(self, page: int, whole: QSize, band: QRect) -> QImage:
        """A part of the page, as Sheets gives it."""
        sheets, own = self._pages[page]
        return sheets.band(own, whole, band)

    def starts(self, page: int) -> bool:
        """Whether a PDF begins with this page: on two-sided paper it begins on a new sheet."""
        return self._pages[page][1] == 0
