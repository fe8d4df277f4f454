"""Choices: `Segmented([("no", "No"), ("yes", "Yes")])`, `Check`, `Radio`, `RadioList`, `Toggle`.

Setting a value from the program is silent; `chosen(value)` and Qt's own `clicked` come only from the person. Arrows
move inside a group. With `keys=True` a Segmented shows and takes 1 2 3 … while it has the focus; `pick(n)` does the
same for a row that takes the keys itself.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import box, cap_width, draw_cap, fill
from practice.ui.widgets.text import draw_line, text_width

_ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)  # forward first


class Segment(QRadioButton):
    """One answer of a Segmented; it paints its slice of the whole control."""

    def __init__(self, text: str, key: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = parent
        self.label = text
        self._key = key
        self._role = role
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def ring(self) -> Ring:
        """The ring goes around the whole control."""
        return Ring(QRect(-self.pos(), self._whole.size()), theme.radius("control"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the whole control takes first: figures, and an arrow while nothing is chosen."""
        if not (isinstance(self._whole, Segmented) and self._whole.take(event)):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for the text in its heavier weight, so that choosing moves nothing."""
        cap = cap_width(self._key) + 8 if self._key else 0
        return QSize(text_width(self.label, self._role, weight=600) + cap + 23, 24)

    minimumSizeHint = sizeHint

    def hitButton(self, pos: QPoint) -> bool:
        """All of it takes the click."""
        return self.rect().contains(pos)

    def _ink(self) -> tuple[str, str]:
        """Fill and ink."""
        if not self.isEnabled():
            return "sunken", "disabled"
        if self.isChecked():
            return "accentSoft", "accentText"
        return ("pressed" if self.isDown() else "hover" if self.underMouse() else "card"), "text2"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws fill, divider, cap, text and this slice of the edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self.ring().area
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        painter.setClipPath(shape)
        ground, ink = self._ink()
        fill(painter, self.rect(), ground)
        if self.x() > 1:
            fill(painter, QRect(0, 0, 1, self.height()), "borderStrong")
        painter.setClipping(False)
        self._write(painter, ink)
        painter.setPen(QPen(theme.color("fieldBorder"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _write(self, painter: QPainter, ink: str) -> None:
        weight = 600 if self.isChecked() else 500
        wide = text_width(self.label, self._role, weight=weight) + 1
        cap = cap_width(self._key) + 8 if self._key else 0
        x = (self.width() - wide - cap) // 2
        if cap:
            draw_cap(painter, QRect(x, 0, cap, self.height()), self._key, "text2", "borderStrong")
        draw_line(painter, QRect(x + cap, 0, wide, self.height()), self.label, self._role, ink, weight=weight)


class Segmented(QWidget):
    """A row of answers of which at most one is chosen; `chosen` gives the value the person chose."""

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        name: str = "",
        small: bool = False,
        keys: bool = False,
        high: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _ in options]
        self._keys = keys
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for i, (_, text) in enumerate(options):
            segment = Segment(text, str(i + 1) if keys else "", "label" if small else "body", self)
            self._group.addButton(segment, i)
            row.addWidget(segment, 1)
        self.setFixedHeight(high or (26 if small else 30))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._group.button(0))
        self.set_name(name)
        self._group.idClicked.connect(lambda i: self.chosen.emit(self._values[i]))

    def set_name(self, name: str) -> None:
        """What is asked, for screen readers; each answer is read with it."""
        self.setAccessibleName(name)
        for segment in self.segments():
            segment.setAccessibleDescription(name)

    def segments(self) -> list[Segment]:
        """The answers from the left."""
        return [button for button in self._group.buttons() if isinstance(button, Segment)]

    def set_labels(self, labels: Sequence[str]) -> None:
        """Shows other words for the same answers, as "Open 12"."""
        for segment, label in zip(self.segments(), labels, strict=True):
            segment.label = label
            segment.setAccessibleName(label)
            segment.updateGeometry()
            segment.update()

    def value(self) -> object:
        """The chosen value, or None."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object) -> None:
        """Chooses silently; None or an unknown value chooses nothing."""
        self._group.setExclusive(False)
        for i, segment in enumerate(self.segments()):
            segment.setChecked(self._values[i] == value and value is not None)
        self._group.setExclusive(True)
        self.setFocusProxy(self._group.checkedButton() or self._group.button(0))

    def pick(self, n: int) -> None:
        """Chooses the n-th answer (from 1) as if the person had clicked it; nothing where there is none."""
        if 1 <= n <= len(self._values):
            self._group.button(n - 1).click()

    def take(self, event: QKeyEvent) -> bool:
        """Chooses by a figure that is an answer or an answer's key, and begins at an end by an arrow."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        labels = [segment.label for segment in self.segments()]
        if event.text() in labels:
            self.pick(labels.index(event.text()) + 1)
        elif self._keys and event.text().isdecimal() and 1 <= int(event.text()) <= len(labels):
            self.pick(int(event.text()))
        elif event.key() in _ARROWS and self._group.checkedId() < 0:
            self.pick(1 if event.key() in _ARROWS[:2] else len(labels))
        else:
            return False
        return True


class Check(QCheckBox):
    """A check box with a label and, where given, a quieter detail after it."""

    mark = QSize(16, 16)
    gap = 8
    round_by = 4

    def __init__(self, text: str = "", detail: str = "", strong: bool = False, name: str = "") -> None:
        super().__init__()
        self._weight = 600 if strong else 400
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

    def sizeHint(self) -> QSize:
        """Mark, label, detail; 26 high, the smallest target."""
        words = text_width(self._label, weight=self._weight) + 1 if self._label else 0
        more = text_width(" " + self._detail) + 1 if self._detail else 0
        return QSize(self.mark.width() + (self.gap + words + more if words else 0), theme.size("hitMin"))

    def minimumSizeHint(self) -> QSize:
        """The detail may be cut, the label not."""
        words = text_width(self._label, weight=self._weight) + 1 if self._label else 0
        return QSize(self.mark.width() + (self.gap + words if words else 0), theme.size("hitMin"))

    def hitButton(self, pos: QPoint) -> bool:
        """All of it takes the click."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws mark and words."""
        painter = QPainter(self)
        self._draw_mark(painter, self._mark())
        left = self.mark.width() + self.gap
        wide = text_width(self._label, weight=self._weight) + 1
        ink = "text" if self.isEnabled() else "disabled"
        draw_line(painter, QRect(left, 0, wide, self.height()), self._label, "body", ink, weight=self._weight)
        rest = QRect(left + wide + 3, 0, self.width() - left - wide - 3, self.height())
        draw_line(painter, rest, self._detail, "body", "text2" if self.isEnabled() else "disabled")

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
        self.suggested = False
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(theme.size("rowOneLine"))

    def suggest(self, on: bool) -> None:
        """Marks it as what the program suggests."""
        self.suggested = on
        self.setAccessibleDescription(tr("Suggested") if on else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Mark, label and the word Suggested."""
        return QSize(36 + text_width(self.label, weight=600) + text_width(tr("Suggested"), "small") + 36, 34)

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
            draw_line(painter, words, tr("Suggested"), "small", "text2", Qt.AlignmentFlag.AlignRight)
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

    def suggest(self, value: object) -> None:
        """Marks one answer as the suggested one; None takes the mark away."""
        for row, its_value in zip(self.rows(), self._values, strict=True):
            row.suggest(its_value == value and value is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and the hairlines between rows."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("control"), "field", "fieldBorder")
        for row in self.rows()[:-1]:
            painter.fillRect(1, row.geometry().bottom() + 1, self.width() - 2, 1, theme.color("border"))
