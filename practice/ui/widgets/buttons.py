"""Buttons and key caps: `Button("Issue letter", "primary", icon="lock", key="Ctrl Enter")`.

Kinds: primary (one per screen), secondary, quiet, destroy (only in the dialog that destroys), link, and plain (quiet
words without a box, as in a Breadcrumb). `key` paints a cap in the button as a reminder; the key itself is bound where
the action is. `Button("", icon="ellipsis", name="More")`
is an icon alone and needs a name. `KeyCap("Ctrl K")` is a cap by itself.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.text import draw_line, plain_tip, text_width

_GAP = 8
_CAP = 18
_BARE = ("link", "plain")  # words without a box
_HELD = ~Qt.KeyboardModifier.KeypadModifier  # the number pad's Enter is an Enter too

# kind: {state: (fill, edge, ink)}; "" draws nothing
_FACES = {
    "primary": {
        "rest": ("accent", "", "onAccent"),
        "hover": ("accentHover", "", "onAccent"),
        "pressed": ("accentPressed", "", "onAccent"),
        "disabled": ("sunken", "border", "disabled"),
    },
    "secondary": {
        "rest": ("card", "borderStrong", "text"),
        "hover": ("hover", "borderStrong", "text"),
        "pressed": ("pressed", "borderStrong", "text"),
        "disabled": ("sunken", "border", "disabled"),
    },
    "quiet": {
        "rest": ("", "", "text2"),
        "hover": ("hover", "", "text"),
        "pressed": ("pressed", "", "text"),
        "disabled": ("", "", "disabled"),
    },
    "destroy": {
        "rest": ("danger", "", "onDanger"),
        "hover": ("dangerHover", "", "onDanger"),
        "pressed": ("dangerHover", "", "onDanger"),
        "disabled": ("sunken", "border", "disabled"),
    },
    "plain": {
        "rest": ("", "", "text2"),
        "hover": ("", "", "accent"),
        "pressed": ("", "", "accent"),
        "disabled": ("", "", "disabled"),
    },
    "link": {
        "rest": ("", "", "accent"),
        "hover": ("", "", "accentText"),
        "pressed": ("", "", "accentText"),
        "disabled": ("", "", "disabled"),
    },
}


def box(painter: QPainter, area: QRect, round_by: float, fill: str = "", edge: str = "", thick: int = 1) -> None:
    """Draws a rounded box by colour roles; its edge lies inside the area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = thick / 2 if edge else 0
    painter.setPen(QPen(theme.color(edge), thick) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), round_by - half, round_by - half)


def fill(painter: QPainter, area: QRect, role: str) -> None:
    """Fills a rectangle with a colour role; fillRect() would load QGradient and all its presets (3 ms at start)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(role))
    painter.drawRect(area)


def cap_width(key: str) -> int:
    """The pixels a key cap is wide."""
    return max(_CAP, text_width(key, "caption") + 10)


def draw_cap(painter: QPainter, area: QRect, key: str, ink: str, edge: str) -> None:
    """Draws a key cap, 18 high, in the middle of the area's height from its left."""
    cap = QRect(area.left(), area.top() + (area.height() - _CAP) // 2, cap_width(key), _CAP)
    box(painter, cap, theme.radius("key"), edge=edge)
    draw_line(painter, cap, key, "caption", ink, Qt.AlignmentFlag.AlignHCenter)


class Button(QPushButton):
    """A button of one of the five kinds, with icon, key cap or chevron where asked."""

    def __init__(
        self,
        text: str = "",
        kind: str = "secondary",
        icon: str = "",
        key: str = "",
        small: bool = False,
        chevron: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.key = key
        self.pose = ""  # a state to show whatever the mouse does, for pictures
        self._icon = icon
        self._chevron = chevron
        self._high = 20 if kind in _BARE else theme.size("controlSmall" if small else "control")
        self._role = "small" if kind == "plain" else "label" if small else "body"
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind in _BARE else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_label(text)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(plain_tip(name))
        if key:
            self.setAccessibleDescription(tr("Key: {key}", key=key))

    def set_label(self, text: str) -> None:
        """Shows another text; an & in it is only an &."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Shows another key cap, or none."""
        self.key = key
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        """The text as shown."""
        return self._label

    def ring(self) -> Ring:
        """Where the focus ring goes."""
        return Ring(self.rect(), theme.radius("control"), "danger" if self.kind == "destroy" else "focus")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, and once while it is held; what destroys is never pressed by Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD
        if enter and self.kind != "destroy":
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on what may be final is one press, and never confirms itself."""
        if self.kind not in ("primary", "destroy", "link"):
            super().mouseDoubleClickEvent(event)

    def _weight(self) -> int:
        return {"primary": 600, "destroy": 600, "plain": 400}.get(self.kind, 500)

    def _parts(self) -> list[int]:
        """The widths of what stands in the button, from the left."""
        icon = 14 if self.kind in _BARE else 16
        label = text_width(self._label, self._role, weight=self._weight()) if self._label else 0
        chevron = (14 if self.kind in _BARE else 16) if self._chevron else 0
        return [icon if self._icon else 0, label, cap_width(self.key) if self.key else 0, chevron]

    def sizeHint(self) -> QSize:
        """As wide as its parts need."""
        parts = [part for part in self._parts() if part]
        inner = sum(parts) + self._gap() * max(len(parts) - 1, 0)
        if self.kind in _BARE:
            return QSize(inner, self._high)
        small = self._high < theme.size("control")
        side = 9 if small or not self._label else 13
        return QSize(max(inner + 2 * side, self._high), self._high)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def _gap(self) -> int:
        return 5 if self.kind in _BARE else _GAP

    def _state(self) -> str:
        if not self.isEnabled():
            return "disabled"
        if self.pose:
            return self.pose
        if self.isDown() or self.isChecked():
            return "pressed"
        return "hover" if self.underMouse() else "rest"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws fill, icon, text, cap and chevron."""
        painter = QPainter(self)
        fill, edge, ink = _FACES[self.kind][self._state()]
        box(painter, self.rect(), theme.radius("control"), fill, edge)
        icon, label, cap, chevron = self._parts()
        gap = self._gap()
        inner = sum(part + gap for part in (icon, label, cap, chevron) if part) - gap
        x = (self.width() - inner) // 2
        high = self.height()
        if icon:
            theme.draw_icon(painter, QRect(x, (high - icon) // 2, icon, icon), self._icon, ink)
            x += icon + gap
        if label:
            draw_line(painter, QRect(x, 0, label + 1, high), self._label, self._role, ink, weight=self._weight())
            x += label + gap
        if cap:
            draw_cap(painter, QRect(x, 0, cap, high), self.key, ink, ink)
            x += cap + gap
        if chevron:
            theme.draw_icon(painter, QRect(x, (high - chevron) // 2, chevron, chevron), "chevron-down", ink)


class KeyCap(QWidget):
    """A key's name in a cap, as in the status bar."""

    spoken_as = "word"

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(tr("Key: {key}", key=key))
        self.setFixedSize(cap_width(key), _CAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the cap."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("key"), "card")
        draw_cap(painter, self.rect(), self._key, "text2", "borderStrong")
