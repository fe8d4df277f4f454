"""A letter's real pages under one another on the desk: what is printed is what stands here."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QWidget

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text, text_width

EDGE = 16  # desk around and between the pages
WIDEST = 900  # a page is not drawn larger than is comfortable to read
LINE_STEP = 48


class Preview(QAbstractScrollArea):
    """Shows PDF bytes page under page, fitted to its width; new bytes replace the old at the same place.

    `page_changed(page, pages)` tells which page is in view, from 1, and how many there are; (0, 0) for none.
    Arrow keys, Space, Page Up and Page Down, Home and End scroll; Ctrl+Page Up and Ctrl+Page Down turn pages.
    """

    spoken_as = "pages"

    page_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Any = None  # a Sheets, whose QtPdf is loaded when the first page is shown
        self._pictures: dict[int, QImage] = {}
        self._told = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(240)
        self.verticalScrollBar().valueChanged.connect(self._tell)
        theme.changes.changed.connect(self.viewport().update)
        self._name()

    def show_pdf(self, data: bytes) -> None:
        """Show these pages at the place where the old ones stood; Trouble when they cannot be read."""
        from practice.ui.sheets import Sheets  # noqa: PLC0415  start-up: QtPdf, needed once a page is shown

        page, down = self._place()
        sheets = Sheets(data)
        self._sheets, self._pictures = sheets, {}
        self._measure()
        self._go(page, down)
        self._tell()
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing, and forget the pages."""
        self._sheets, self._pictures = None, {}
        self._measure()
        self._tell()
        self.viewport().update()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._sheets) if self._sheets else 0

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 for none."""
        return self._place()[0] + 1 if self.pages else 0

    def show_page(self, page: int) -> None:
        """Bring the top of that page, from 1, into view; the nearest one there is."""
        self._go(min(max(page, 1), max(self.pages, 1)) - 1, 0.0)

    def show_words(self, words: str) -> None:
        """Bring the first page that holds these words into view, at about their height; else change nothing."""
        wanted = " ".join(words.split())
        for page in range(self.pages):
            text = " ".join(str(self._sheets.text(page)).split())
            at = text.find(wanted)
            if wanted and at >= 0:
                self._go(page, max(at / len(text) - 0.25, 0.0))
                return

    def next_page(self) -> None:
        """Turn one page forward."""
        self.show_page(self.page + 1)

    def previous_page(self) -> None:
        """Turn one page back."""
        self.show_page(self.page - 1)

    def page_text(self) -> str:
        """The words of the page in view."""
        return str(self._sheets.text(self.page - 1)) if self.pages else ""

    def _wide(self) -> int:
        return max(min(self.viewport().width() - 2 * EDGE, WIDEST), 64)

    def _areas(self) -> list[QRect]:
        """Where each page lies, counted from the top of the first page's desk."""
        areas, top, wide = [], EDGE, self._wide()
        left = (self.viewport().width() - wide) // 2
        for page in range(self.pages):
            size = self._sheets.size(page)
            high = round(wide * size.height() / size.width())
            areas.append(QRect(left, top, wide, high))
            top += high + EDGE
        return areas

    def _measure(self) -> None:
        areas = self._areas()
        height = areas[-1].bottom() + 1 + EDGE if areas else 0
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(LINE_STEP)
        bar.setRange(0, max(height - self.viewport().height(), 0))

    def _place(self) -> tuple[int, float]:
        """The page in view, from 0, and how far down in it the view begins, as a part of its height."""
        top = self.verticalScrollBar().value()
        middle = top + self.viewport().height() // 3
        for page, area in enumerate(self._areas()):
            if middle <= area.bottom() + EDGE or page == self.pages - 1:
                return page, (top + EDGE - area.top()) / area.height()
        return 0, 0.0

    def _go(self, page: int, down: float) -> None:
        areas = self._areas()
        if areas:
            area = areas[min(page, len(areas) - 1)]
            self.verticalScrollBar().setValue(round(area.top() - EDGE + down * area.height()))

    def _tell(self) -> None:
        now = (self.page, self.pages)
        if now != self._told:
            self._told = now
            self._name()
            self.page_changed.emit(*now)

    def _name(self) -> None:
        page, pages = self._told
        self.setAccessibleName(tr("Letter, page {page} of {pages}", page=page, pages=pages) if pages else tr("Letter"))
        self.setAccessibleDescription(self.page_text())

    def _picture(self, page: int, wide: int) -> QImage:
        ratio = self.devicePixelRatioF()
        pixels = round(wide * ratio)
        found = self._pictures.get(page)
        if found is None or found.width() != pixels:
            made: QImage = self._sheets.picture(page, pixels)
            made.setDevicePixelRatio(ratio)
            found = self._pictures[page] = made
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the desk, and the pages in view with a thin edge."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("desk"))
        painter.translate(0, -self.verticalScrollBar().value())
        seen = event.rect().translated(0, self.verticalScrollBar().value())
        for page, area in enumerate(self._areas()):
            if area.intersects(seen):
                painter.drawImage(area.topLeft(), self._picture(page, area.width()))
                painter.setPen(QPen(theme.color("border"), 1))
                painter.drawRect(QRectF(area).adjusted(-0.5, -0.5, 0.5, 0.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place while the pages grow or shrink."""
        page, down = self._place()
        super().resizeEvent(event)
        self._measure()
        self._go(page, down)
        self._tell()

    def ring(self) -> Ring:
        """Inside the edge of the desk that the pages lie on."""
        return Ring(self.rect().adjusted(5, 5, -5, -5), 3)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever listens to the screen hears the page's words as they are now."""
        self._name()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; the wheel never leaves for what lies behind."""
        super().wheelEvent(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll and turn pages."""
        bar, step = self.verticalScrollBar(), self.viewport().height() - LINE_STEP
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        moves: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_PageDown: self.next_page if control else lambda: bar.setValue(bar.value() + step),
            Qt.Key.Key_PageUp: self.previous_page if control else lambda: bar.setValue(bar.value() - step),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + (-step if back else step)),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        }
        move = moves.get(Qt.Key(event.key()))
        if move:
            move()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for a readable page."""
        return QSize(560, 720)


class Pager(QWidget):
    """‹ 1 of 3 ›, for the bar above a preview."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.previous_button = Button("", "quiet", icon="chevron-left", name=tr("Previous page"))
        self.next_button = Button("", "quiet", icon="chevron-right", name=tr("Next page"))
        self.place_label = Text("", "body", "text2")
        self.place_label.setMinimumWidth(text_width(tr("{page} of {pages}", page=1, pages=10)))  # no jump as they come
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.previous_button, self.place_label, self.next_button):
            row.addWidget(widget)
        self.previous_button.clicked.connect(preview.previous_page)
        self.next_button.clicked.connect(preview.next_page)
        preview.page_changed.connect(self._on_page_changed)
        self._on_page_changed(preview.page, preview.pages)

    def _on_page_changed(self, page: int, pages: int) -> None:
        self.place_label.setText(tr("{page} of {pages}", page=page, pages=pages) if pages else "")
        self.previous_button.setEnabled(page > 1)
        self.next_button.setEnabled(page < pages)
