"""What speaks to the person: `Banner`, `Toast` and `EmptyState`.

A Banner stays while it is true; a Toast says what was done and offers Undo for 10 s, waiting while the pointer or the
focus is on it; an EmptyState says what a place is for. None of them reads mark-up.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.style import Ring
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, box, cap_width, draw_cap
from practice.ui.widgets.status import ICONS
from practice.ui.widgets.text import Hug, Run, Runs, Text, draw_line, plain_tip, text_width


class Icon(QWidget):
    """A Lucide icon as a widget, for the eye only."""

    def __init__(
        self, name: str, role: str = "text2", size: int = 16, high: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self.role, self._size = name, role, size
        self.setFixedSize(size, high or size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it in the middle."""
        left, top = (self.width() - self._size) // 2, (self.height() - self._size) // 2
        area = QRect(left, top, self._size, self._size)
        theme.draw_icon(QPainter(self), area, self.name, self.role)


class Banner(Hug):
    """A soft box with an icon, a bold line, one sentence and at most one button; kinds warn bad ok accent neutral."""

    spoken_as = "message"

    def __init__(self, kind: str, lead: str, text: str = "", icon: str = "", button: Button | None = None) -> None:
        super().__init__()
        self.kind = kind
        self._icon = Icon("", f"{kind}Text", 16, 20)
        self._lead = Text("", "body", wrap=True)
        self._text = Text("", "body", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._lead)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if button is not None:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(kind, lead, text, icon)

    def say(self, kind: str, lead: str, text: str = "", icon: str = "") -> None:
        """Shows other words; a lead without `text` is bold too, except for accent and neutral."""
        self.kind = kind
        self._icon.name, self._icon.role = icon or ICONS[kind], f"{kind}Text"
        ink = "text2" if kind == "neutral" else "text"
        plain = not text and kind in ("accent", "neutral")
        self._lead.set_runs(Run(lead, "body" if plain else "bodyStrong", ink))
        self._text.set_runs(Run(text, "body", ink))
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{lead} {text}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the soft fill."""
        box(QPainter(self), self.rect(), theme.radius("card"), f"{self.kind}Soft")


class _InvertedButton(QPushButton):
    """A button on the toast's dark ground: underlined word with its key, or an icon."""

    def __init__(self, text: str, name: str, key: str = "", icon: str = "") -> None:
        super().__init__()
        self._label, self._key, self._icon = text, key, icon
        self.setAccessibleName(name)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        words = text_width(text, weight=600) + 1 if text else 16
        self.setFixedSize(words + (10 + cap_width(key) if key else 0), theme.size("hitMin"))

    def ring(self) -> Ring:
        """Where the focus ring goes; in the colour that shows on the toast."""
        return Ring(self.rect().adjusted(1, 1, -1, -1), 4, "onTooltip")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws word and cap, or icon."""
        painter = QPainter(self)
        if self._icon:
            theme.draw_icon(painter, QRect(1, (self.height() - 14) // 2, 14, 14), self._icon, "onTooltip")
            return
        wide = text_width(self._label, weight=600) + 1
        draw_line(painter, QRect(0, 0, wide, self.height()), self._label, "body", "onTooltip", weight=600)
        painter.fillRect(0, self.height() // 2 + 8, wide - 1, 1, theme.color("onTooltip"))
        if self._key:
            draw_cap(painter, QRect(wide + 10, 0, 80, self.height()), self._key, "onTooltip", "onTooltip")


_TOAST_LEAST, _TOAST_MOST, _TOAST_LINES = 420, 640, 2


def _lines(text: str, wide: int) -> int:
    return Runs([Run(text)]).height(wide) // theme.line_height("body")


def _cut_to_lines(text: str, wide: int) -> str:
    """The text, cut with … where it would take more lines than a toast may have."""
    metrics, room = QFontMetrics(theme.font("body")), _TOAST_LINES * wide
    shown = text
    while _lines(shown, wide) > _TOAST_LINES and room > wide:
        shown, room = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room), room - 20
    return shown


class Toast(QFrame):
    """Says what was done, with Undo where that can be; goes by itself after `stay_ms`, waiting while in use."""

    spoken_as = "message"

    undone = Signal()
    closed = Signal()

    def __init__(
        self, text: str, undo: bool = True, stay_ms: int = 0, icon: str = "check", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        row.addWidget(Icon(icon, "onTooltip"))
        self._said = text
        self._words = Text(text, "body", "onTooltip", wrap=True)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.undo_button = _InvertedButton(tr("Undo"), tr("Undo"), tr("Ctrl Z"))
        self.close_button = _InvertedButton("", tr("Close"), icon="x")
        self.undo_button.clicked.connect(self._on_undo)
        self.close_button.clicked.connect(self._leave)
        row.addWidget(self.undo_button)
        row.addWidget(self.close_button)
        self.undo_button.setVisible(undo)  # only now: shown without a parent it would be a window of its own
        self.fit(_TOAST_MOST)
        self._left = stay_ms or int(theme.tokens()["toast"]["stayMs"])
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)  # the coarse one counts up to 5 % wrong
        self._timer.timeout.connect(self._leave)
        for button in (self.undo_button, self.close_button):
            button.installEventFilter(self)

    def fit(self, room: int) -> None:
        """As wide as its words, within what is usual; those of more than two lines have the room, then are cut."""
        beside = self.sizeHint().width() - self._words.sizeHint().width()
        wanted = beside + text_width(self._said) + 1
        widths = (min(max(wanted, _TOAST_LEAST), _TOAST_MOST, room), room)
        wide = next((one for one in widths if _lines(self._said, one - beside) <= _TOAST_LINES), room)
        shown = _cut_to_lines(self._said, wide - beside)
        self._words.setText(shown)
        self.setToolTip(plain_tip(self._said) if shown != self._said else "")
        self.setFixedHeight(18 + theme.line_height("body") * _lines(shown, wide - beside))
        self.resize(wide, self.height())

    def start(self) -> None:
        """Shows it and begins to count."""
        self.show()
        self.raise_()
        self._go_on()

    def remaining(self) -> int:
        """The milliseconds it will still stay."""
        return self._timer.remainingTime() if self._timer.isActive() else self._left

    def waiting(self) -> bool:
        """Whether the count stands still."""
        return not self._timer.isActive()

    def _wait(self) -> None:
        self._left = self.remaining()
        self._timer.stop()

    def _go_on(self) -> None:
        used = self.underMouse() or self.undo_button.hasFocus() or self.close_button.hasFocus()
        if self.isVisible() and not used:
            self._timer.start(self._left)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Waits while the pointer is on it."""
        self._wait()

    def leaveEvent(self, event: QEvent) -> None:
        """Counts on."""
        self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits while one of its buttons has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._wait()
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._go_on)
        return False

    def _on_undo(self) -> None:
        self.undone.emit()
        self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the inverted box."""
        box(QPainter(self), self.rect(), theme.radius("card"), "tooltip")


class EmptyState(Hug):
    """What this place is for, in two sentences, with one action, at most two."""

    def __init__(self, icon: str, title: str, text: str, *buttons: Button, card: bool = True) -> None:
        super().__init__()
        self.setProperty("surface", "card" if card else "none")
        self.setAccessibleName(f"{title}. {text}")
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(title, "bodyStrong"))
        column.addWidget(Text(text, "body", "text2", wrap=True))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in buttons:
            acts.addWidget(button)
        acts.addStretch(1)
        if buttons:
            column.addSpacing(10)
            column.addLayout(acts)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 18, 16)
        row.setSpacing(14)
        row.addWidget(Icon(icon, "accent", 20, 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
