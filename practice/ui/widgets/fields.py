"""Fields: `FieldBox("E-mail", LineEdit(), hint="Used on letters")` puts label, field and hint or error together.

`box.set_error("Add two digits for cents: $3,600.00")` says what to type instead, and goes away while the person types;
`box.left` fires when the focus leaves, the moment to check. `TextArea` grows with its text and has `edited` for changes
by the person only. `Combo` and `DateEdit` are Qt's own in our look. `ReadOnlyField` shows a fact that lives elsewhere.
`LineEdit` and `SearchField` stand in line_edits.
"""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from practice.ui import theme
from practice.ui.widgets.dates import DateEdit as DateEdit
from practice.ui.widgets.line_edits import LineEdit as LineEdit
from practice.ui.widgets.text import Run, Text

_MARGIN = 2


class TextArea(QTextEdit):
    """Plain text over several lines that grows from `least` to `most` lines; `edited` fires only for the person."""

    edited = Signal()

    def __init__(
        self, role: str = "body", least: int = 2, most: int = 12, placeholder: str = "", bare: bool = False
    ) -> None:
        super().__init__()
        self._role, self._least, self._most = role, least, most
        self._loading = False
        self._held = ""
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setProperty("bare", bare)
        self._edge = 0 if bare else 12  # the style sheet's padding and edge, above and below
        self.setFont(theme.font(role))
        self.document().setDocumentMargin(_MARGIN)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.setPlainText("")

    def setPlainText(self, text: str) -> None:  # noqa: N802  Qt's own name
        """Shows a text silently, with nothing to undo."""
        self._loading = True
        super().setPlainText(text)
        self._space_lines()
        self._loading = False
        self._held = self.toPlainText()
        self._grow()

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """The same as setPlainText; the cursor stays where the text has not changed."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def _space_lines(self) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)
        spacing = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        spacing.setLineHeight(theme.line_height(self._role), fixed.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        document.setUndoRedoEnabled(True)

    def _on_text_changed(self) -> None:
        if self._loading:
            return
        self._grow()
        before, self._held = self._held, self.toPlainText()
        if self._held != before:  # Qt tells of new colours too
            self.edited.emit()

    def _grow(self) -> None:
        line = theme.line_height(self._role)
        lines = round((self.document().size().height() - 2 * _MARGIN) / line)
        shown = max(self._least, min(self._most, lines))
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(shown * line + 2 * _MARGIN + self._edge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another number of lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()


class Combo(QComboBox):
    """A choice from a list; `activated` is the person's."""

    def __init__(self, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("small", small)
        self.setFont(theme.font("small" if small else "body"))
        self._typed = ""
        self._since = QElapsedTimer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing a name chooses it, its spaces included; a space alone opens the list."""
        if self._since.isValid() and self._since.hasExpired(QApplication.keyboardInputInterval() * 3):
            self._typed = ""
        sign = event.text().casefold()
        spoken = sign.isprintable() and sign and (sign != " " or self._typed) and not self.isEditable()
        if not spoken or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        self._typed += sign
        self._since.start()
        texts = [self.itemText(n).casefold() for n in range(self.count())]
        found = next((n for n, text in enumerate(texts) if text.startswith(self._typed)), -1)
        if found >= 0 and found != self.currentIndex():
            self.setCurrentIndex(found)
            self.activated.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's box and text, then our chevron."""
        super().paintEvent(event)
        _draw_end(self, "chevron-down")


def _draw_end(field: QWidget, icon: str) -> None:
    painter = QPainter(field)
    place = QRect(field.width() - 26, (field.height() - 16) // 2, 16, 16)
    theme.draw_icon(painter, place, icon, "text2" if field.isEnabled() else "disabled")


class ReadOnlyField(QLabel):
    """A fact shown as a field; text only, and the mouse can copy it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("field", "readonly")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFixedHeight(theme.size("control"))


class FieldBox(QWidget):
    """Label above, field, then hint or error; the label's `note` stands quieter beside it."""

    left = Signal()

    def __init__(
        self, label: str, field: QWidget, hint: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        self.label = Text(label, "label", "text2")
        self.label.setBuddy(field)
        self.set_label(label, note)
        self._below = _Below()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self.label, field, self._below):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        field.installEventFilter(self)
        if hasattr(field, "left"):  # one of several lines, which tells of each of them
            field.left.connect(self.left)
        self._listen(field)
        self.set_error("")

    def set_label(self, label: str, note: str = "") -> None:
        """Shows another label."""
        self.field.setAccessibleName(label)
        runs = [Run(label, "label", "text2"), Run(f"  {note}" if note else "", "small", "text3")]
        self.label.set_runs(*runs)

    def set_hint(self, text: str) -> None:
        """Shows another hint; an error stays before it."""
        if text != self._hint:
            self._hint = text
            self.set_error(self.error)

    def set_error(self, text: str) -> None:
        """Says under the field what to type instead; an empty text takes the error away."""
        self.error = text
        self.field.setProperty("error", bool(text))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self._below.show_text(text or self._hint, bool(text))
        self.field.setAccessibleDescription(text or self._hint)

    def _listen(self, field: QWidget) -> None:
        """Typing takes the error away."""
        for name in ("textEdited", "edited", "activated", "chosen"):
            signal = getattr(field, name, None)
            if signal is not None:
                signal.connect(self._on_edited)
        if isinstance(field, DateEdit):
            field.unread.connect(self.set_error)

    def _on_edited(self, *_: object) -> None:
        if self.error:
            self.set_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tells when the focus leaves the field, but not for its own menu or list."""
        if is_left(event):
            self.left.emit()
        return False


def is_left(event: QEvent) -> bool:
    """Whether the focus leaves for good, and not for a menu, a list or another window."""
    passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    return isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in passing


class _Below(QWidget):
    """The line under a field: an icon when it is an error, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = _Icon()
        self._words = Text("", "small", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_text(self, text: str, bad: bool) -> None:
        """Shows a hint or an error, or nothing."""
        self._words.set_runs(Run(text, "small", "badText" if bad else "text2"))
        self._icon.setVisible(bad)
        self.setVisible(bool(text))


class _Icon(QWidget):
    """The error's icon."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(14, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        theme.draw_icon(QPainter(self), QRect(0, 1, 14, 14), "circle-alert", "badText")
