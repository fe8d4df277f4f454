"""The pad on which a signature is drawn: by mouse, pen or finger, each as a line of the same width."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.rules.signing import Drawn
from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box

HIGH, LEAST = 148, 360
LINE = 0.76  # how far down the line to sign on is
MARGIN = 20
PEN = 2.4


class Pad(QWidget):
    """Strokes as they are drawn; `changed` when there are others. The keyboard reaches what takes them back."""

    spoken_as = "picture"

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._strokes: list[list[QPointF]] = []
        self.setFixedHeight(HIGH)
        self.setMinimumWidth(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Say whose signature goes here."""
        self.setAccessibleName(tr("Signature of {name}", name=name))
        self._say()

    @property
    def strokes(self) -> int:
        """How many strokes there are."""
        return len(self._strokes)

    def drawn(self) -> Drawn:
        """What stands on the pad."""
        strokes = tuple(tuple((point.x(), point.y()) for point in stroke) for stroke in self._strokes)
        return Drawn(strokes, self.width(), self.height() * LINE)

    def undo(self) -> None:
        """Take the last stroke back."""
        self._change(self._strokes[:-1])

    def clear(self) -> None:
        """Begin anew."""
        self._change([])

    def _change(self, strokes: list[list[QPointF]]) -> None:
        self._strokes = strokes
        self._say()
        self.update()
        self.changed.emit()

    def _say(self) -> None:
        drawn = tr("Something is drawn.") if self._strokes else tr("Nothing is drawn yet.")
        self.setAccessibleDescription(drawn + " " + tr("Drawing needs a mouse, a pen or a finger."))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; pen and finger come as a mouse too."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._change([*self._strokes, [event.position()]])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke, inside the pad."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            at, area = event.position(), self.rect()
            inside = QPointF(min(max(at.x(), 0), area.width()), min(max(at.y(), 0), area.height()))
            self._strokes[-1].append(inside)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(LEAST, HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, the line to sign on, and the strokes."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("control"), "field", "fieldBorder")
        level = round(self.height() * LINE)
        painter.setPen(QPen(theme.color("borderStrong"), 1))
        painter.drawLine(MARGIN, level, self.width() - MARGIN, level)
        painter.setPen(QPen(theme.color("text"), PEN, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        for stroke in self._strokes:
            painter.drawPolyline(QPolygonF(stroke)) if stroke[1:] else painter.drawPoint(stroke[0])
