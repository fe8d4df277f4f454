"""Choices: `Check`, `Radio`, `RadioList`, `Toggle`.

Setting a value from the program is silent; `chosen(value)` and Qt's own `clicked` come only from the person. Arrows
move inside a group.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box
from practice.ui.widgets.text import draw_line, text_width

LEAD = 32  # the column of a number such as 2.10


class Check(QCheckBox):
    """A check box with a label and, where given, a quieter detail after it.

    With a `lead`, a number in a column of its own before the label, the label may be cut too.
    """

    mark = QSize(16, 16)
    gap = 8
    round_by = 4

    def __init__(self, text: str = "", detail: str = "", strong: bool = False, name: str = "", lead: str = "") -> None:
        super().__init__()
        self._weight = 600 if strong else 400
        self._lead = lead
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_label(text, detail)
        if name:
            self.setAccessibleName(name)

    def set_label(self, text: str, detail: str = "") -> None:
        """Shows other words; an & in them is only an &."""
        self._label, self._detail = text, detail
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(f"{text} {detail}".strip())
        self.updateGeometry()

    def ring(self) -> Ring:
        """The ring goes around the mark alone."""
        return Ring(self._mark(), self.round_by)

    def _mark(self) -> QRect:
        return QRect(QPoint(0, (self.height() - self.mark.height()) // 2), self.mark)

    def _wide(self) -> int:
        return text_width(self._label, weight=self._weight)

    def _left(self) -> int:
        """Where the label begins."""
        return self.mark.width() + self.gap + (LEAD if self._lead else 0)

    def sizeHint(self) -> QSize:
        """Mark, label, detail; 26 high, the smallest target."""
        words = self._wide() + 1 if self._label else 0
        more = text_width(" " + self._detail) + 1 if self._detail else 0
        return QSize(self._left() + words + more if words else self.mark.width(), theme.size("hitMin"))

    def minimumSizeHint(self) -> QSize:
        """The detail may be cut, the label not unless it has a lead."""
        words = self._wide() + 1 if self._label and not self._lead else 0
        return QSize(self._left() + words if self._label else self.mark.width(), theme.size("hitMin"))

    def hitButton(self, pos: QPoint) -> bool:
        """All of it takes the click."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws mark and words."""
        painter = QPainter(self)
        self._draw_mark(painter, self._mark())
        left, high = self._left(), self.height()
        wide = min(self._wide() + 1, self.width() - left)
        ink, quiet = ("text", "text2") if self.isEnabled() else ("disabled", "disabled")
        draw_line(painter, QRect(left - LEAD, 0, LEAD, high), self._lead, "body", quiet, numbers=True)
        draw_line(painter, QRect(left, 0, wide, high), self._label, "body", ink, weight=self._weight)
        rest = QRect(left + wide + 3, 0, self.width() - left - wide - 3, high)
        draw_line(painter, rest, self._detail, "body", quiet)

    def _edge(self) -> tuple[str, str]:
        """Fill and edge of the mark."""
        if not self.isEnabled():
            return "sunken", "border"
        if self.isChecked():
            return ("accentHover" if self.underMouse() else "accent"), ""
        return ("hover" if self.underMouse() else "field"), "fieldBorder"

    def _draw_mark(self, painter: QPainter, area: QRect) -> None:
        fill, edge = self._edge()
        box(painter, area, self.round_by, fill, edge)
        if self.isChecked():
            ink = "onAccent" if self.isEnabled() else "disabled"
            painter.setPen(QPen(theme.color(ink), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            corner = QPointF(area.topLeft())
            painter.drawPolyline([corner + QPointF(*at) for at in ((4.2, 8.3), (6.9, 11), (11.8, 5.4))])


class Toggle(Check):
    """A switch: knob right means on. Without a label it needs a name."""

    mark = QSize(30, 18)
    gap = 8
    round_by = 9

    def _draw_mark(self, painter: QPainter, area: QRect) -> None:
        fill, edge = self._edge()
        box(painter, area, self.round_by, fill, edge)
        left = area.right() - 15 if self.isChecked() else area.left() + 2
        knob = QRect(left, area.top() + 2, 14, 14)
        box(painter, knob, 7, ("onAccent" if self.isChecked() else "fieldBorder") if self.isEnabled() else "disabled")


class Radio(QRadioButton):
    """A radio button; those with the same parent exclude each other."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def ring(self) -> Ring:
        """The ring goes around the mark alone."""
        return Ring(self._mark(), 8)

    def _mark(self) -> QRect:
        return QRect(0, (self.height() - 16) // 2, 16, 16)

    def sizeHint(self) -> QSize:
        """Mark and label; 26 high, the smallest target."""
        return QSize(16 + 8 + text_width(self.label) + 1, theme.size("hitMin"))

    minimumSizeHint = sizeHint

    def hitButton(self, pos: QPoint) -> bool:
        """All of it takes the click."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws mark and label."""
        painter = QPainter(self)
        draw_radio(painter, self._mark(), self.isChecked(), self.isEnabled(), self.underMouse())
        ink = "text" if self.isEnabled() else "disabled"
        draw_line(painter, self.rect().adjusted(24, 0, 0, 0), self.label, "body", ink)


def draw_radio(painter: QPainter, area: QRect, on: bool, enabled: bool = True, hover: bool = False) -> None:
    """Draws the round mark, 16 square."""
    if on:
        box(painter, area, 8, "accent" if enabled else "disabled")
        box(painter, area.adjusted(5, 5, -5, -5), 3, "onAccent" if enabled else "sunken")
    else:
        fill = "sunken" if not enabled else "hover" if hover else "field"
        box(painter, area, 8, fill, "fieldBorder" if enabled else "border")


class RadioRow(QRadioButton):
    """One row, 34 high, of a RadioList; its focus shows inside its edge."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = text
        self.suggested = ""
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.size("rowOneLine"))

    def suggest(self, said: str) -> None:
        """Marks it as what the program suggests, in these words; "" takes the mark away."""
        self.suggested = said
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Mark, label and the word Suggested."""
        return QSize(36 + text_width(self.label, weight=600) + text_width(tr("Suggested"), "small") + 36, 34)

    def minimumSizeHint(self) -> QSize:
        """Mark and label; the words at the right only where they stand."""
        words = text_width(self.suggested, "small") + 24 if self.suggested else 0
        return QSize(36 + text_width(self.label, weight=600) + 12 + words, 34)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it takes the click."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the row."""
        painter = QPainter(self)
        on, alive = self.isChecked(), self.isEnabled()
        fill = "accentSoft" if on and alive else "hover" if self.underMouse() and alive else ""
        if fill:
            painter.fillRect(self.rect(), theme.color(fill))
        draw_radio(painter, QRect(11, (self.height() - 16) // 2, 16, 16), on, alive)
        words = self.rect().adjusted(37, 0, -12, 0)
        if self.suggested:
            draw_line(painter, words, self.suggested, "small", "text2", Qt.AlignmentFlag.AlignRight)
        draw_line(painter, words, self.label, "body", "text" if alive else "disabled", weight=600 if on else 400)
        if self.hasFocus():
            box(painter, self.rect(), 4, edge="focus", thick=2)


class RadioList(QFrame):
    """A bordered list of answers, one row each; the one the program suggests says so at its right."""

    spoken_as = "group"

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(1)
        for i, (_, text) in enumerate(options):
            row = RadioRow(text, self)
            self._group.addButton(row, i)
            column.addWidget(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda i: self.chosen.emit(self._values[i]))

    def rows(self) -> list[RadioRow]:
        """The rows from the top."""
        return [button for button in self._group.buttons() if isinstance(button, RadioRow)]

    def value(self) -> object:
        """The chosen value, or None."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Chooses silently; None or an unknown value chooses nothing."""
        self._group.setExclusive(False)
        for row, its_value in zip(self.rows(), self._values, strict=True):
            row.setChecked(its_value == value and value is not None)
        self._group.setExclusive(True)

    def suggest(self, value: object, said: str = "") -> None:
        """Marks one answer as the suggested one, in these words if given; None takes the mark away."""
        for row, its_value in zip(self.rows(), self._values, strict=True):
            row.suggest((said or tr("Suggested")) if its_value == value and value is not None else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The rows have the keys: the chosen one, or the first."""
        (self._group.checkedButton() or self.rows()[0]).setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and the hairlines between rows."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("control"), "field", "fieldBorder")
        for row in self.rows()[:-1]:
            painter.fillRect(1, row.geometry().bottom() + 1, self.width() - 2, 1, theme.color("border"))
