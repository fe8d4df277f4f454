"""A row of answers: `Segmented([("no", "No"), ("yes", "Yes")])`; apart from other choices, as a start needs only this.

Setting a value from the program is silent; `chosen(value)` comes only from the person. It is one stop of Tab, at the
chosen answer; arrows, Home and End choose at once, as in any row of radio buttons. With `keys=True` it shows and takes
1 2 3 … while it has the focus; `pick(n)` does the same for a row that takes the keys itself.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.widgets.buttons import cap_width, draw_cap, fill
from practice.ui.widgets.text import draw_line, plain_tip, text_width

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ICON = 16
_LEAST = 60  # pixels of an answer that may be cut


class Segment(QRadioButton):
    """One answer of a Segmented; it paints its slice of the whole control."""

    def __init__(self, text: str, key: str, role: str, parent: QWidget, icon: str = "") -> None:
        super().__init__(parent)
        self._whole = parent
        self._icon = icon
        self.label = text
        self._key = key
        self._role = role
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self.updateGeometry)  # its ring goes elsewhere

    def ring(self) -> Ring:
        """It goes around the whole control; while nothing is chosen, inside the answer that Space would choose."""
        if self.isChecked():
            return Ring(self._around(), theme.radius("control"))
        return Ring(self.rect().adjusted(5, 5, -5, -5), theme.radius("control") - 5)

    def _around(self) -> QRect:
        return QRect(-self.pos(), self._whole.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the whole control takes first: figures, arrows, Home and End."""
        if not (isinstance(self._whole, Segmented) and self._whole.take(event)):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Wide enough for the text in its heavier weight, so that choosing moves nothing."""
        return QSize(text_width(self.label, self._role, weight=600) + self._lead() + 23, 24)

    def minimumSizeHint(self) -> QSize:
        """As wide as its words, unless its row may cut them."""
        hint = self.sizeHint()
        cut = isinstance(self._whole, Segmented) and self._whole.shrinks
        return QSize(min(hint.width(), self._lead() + _LEAST), hint.height()) if cut else hint

    def _lead(self) -> int:
        """The pixels before the text: of a key cap, or of an icon."""
        return cap_width(self._key) + 8 if self._key else _ICON + 6 if self._icon else 0

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
        whole = self._around()
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
        wide = min(text_width(self.label, self._role, weight=weight) + 1, self.width() - self._lead() - 12)
        lead = self._lead()
        x = (self.width() - wide - lead) // 2
        if self._key:
            draw_cap(painter, QRect(x, 0, lead, self.height()), self._key, "text2", "borderStrong")
        elif self._icon:
            theme.draw_icon(painter, QRect(x, (self.height() - _ICON) // 2, _ICON, _ICON), self._icon, ink)
        draw_line(painter, QRect(x + lead, 0, wide, self.height()), self.label, self._role, ink, weight=weight)


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
        icons: Sequence[str] = (),
        shrinks: bool = False,
    ) -> None:
        super().__init__(parent)
        self.shrinks = shrinks  # long answers are cut with … where the room is short, and read whole in a tooltip
        self._values = [value for value, _ in options]
        self._keys = keys
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for i, (_, text) in enumerate(options):
            icon = icons[i] if icons else ""
            segment = Segment(text, str(i + 1) if keys else "", "label" if small else "body", self, icon)
            if shrinks:
                segment.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
                segment.setToolTip(plain_tip(text))
            self._group.addButton(segment, i)
            row.addWidget(segment, 1)
        self.setFixedHeight(high or (26 if small else 30))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._settle()
        self.set_name(name)
        self._group.idClicked.connect(self._on_clicked)

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
        self._settle()

    def _on_clicked(self, place: int) -> None:
        self._settle()
        self.chosen.emit(self._values[place])

    def _settle(self) -> None:
        """Tab stops at the chosen answer, or at the first; a focus that is in the row goes there too.

        Answers that never take the focus, in a row that takes their keys itself, are left so.
        """
        here = self._group.checkedButton() or self._group.button(0)
        inside = any(segment.hasFocus() for segment in self.segments())
        for segment in self.segments():
            if segment.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if segment is here else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(here)
        if inside and not here.hasFocus():
            here.setFocus(Qt.FocusReason.TabFocusReason)

    def pick(self, n: int) -> None:
        """Chooses the n-th answer (from 1) as if the person had clicked it; nothing where there is none."""
        if 1 <= n <= len(self._values):
            self._group.button(n - 1).click()

    def take(self, event: QKeyEvent) -> bool:
        """Chooses by a figure that is an answer or an answer's key, by an arrow, or by Home and End."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        labels = [segment.label for segment in self.segments()]
        if event.text() in labels:
            self.pick(labels.index(event.text()) + 1)
        elif self._keys and event.text().isdecimal() and 1 <= int(event.text()) <= len(labels):
            self.pick(int(event.text()))
        else:
            return self._step(Qt.Key(event.key()))
        return True

    def _step(self, key: Qt.Key) -> bool:
        """Choose the next answer, or one at an end; an arrow begins at an end while nothing is chosen."""
        last, now = len(self._values) - 1, self._group.checkedId()
        if key in _ENDS:
            there = _ENDS[key] % (last + 1)
        elif key not in _STEPS:
            return False
        elif now < 0:
            there = 0 if _STEPS[key] > 0 else last
        else:
            there = min(max(now + _STEPS[key], 0), last)
        if there != now:
            self.pick(there + 1)
        return True
