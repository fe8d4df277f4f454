"""The field for a passphrase or recovery code: a key at left, Show at right, a word about Caps Lock."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

_SIDE = 36


class SecretEdit(QLineEdit):
    """A line whose text is hidden until shown; tells when typing shows that Caps Lock is on."""

    caps_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tall", True)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._show = Button(tr("Show"), "quiet", icon="eye", small=True, parent=self)
        self._show.setProperty("late", True)  # what is typed after Tab must not go to it, nor Enter show the secret
        self._show.clicked.connect(lambda: self.reveal(self.echoMode() == QLineEdit.EchoMode.Password))

    def reveal(self, shown: bool) -> None:
        """Show or hide what is typed."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.set_label(tr("Hide") if shown else tr("Show"))
        self._place()

    def clear(self) -> None:
        """Empty the line for good; Qt's own clear() could be undone, which would bring the secret back."""
        self.setText("")

    def _place(self) -> None:
        size = self._show.sizeHint()
        self._show.setGeometry(self.width() - size.width() - 5, (self.height() - 26) // 2, size.width(), 26)
        self.setTextMargins(_SIDE - 12, 0, size.width(), 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the small dots of the style sheet; Qt asks for them before it knows that this is a tall field."""
        super().showEvent(event)
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep Show at the right edge."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch for letters whose case does not fit Shift."""
        typed = event.text()
        if len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(typed.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_seen.emit(False)
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the key at left."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme.draw_icon(painter, QRect(12, (self.height() - 16) // 2, 16, 16), "key-round", "text2")


class SecretField(QWidget):
    """Label, line and one sentence below: an error, or that Caps Lock is on."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Text(label, "label", "text2")
        self.edit = SecretEdit()
        self.caps = InlineStatus("warn", tr("Caps Lock is on."), "circle-alert")
        self.error = InlineStatus("bad", "")
        self.sentence = Text("", "small", "badText", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, self.edit, self.caps, self.sentence):
            column.addWidget(part)
        self.caps.hide()
        self.sentence.hide()
        self.set_label(label)
        self.edit.caps_seen.connect(self.caps.setVisible)
        self.edit.textEdited.connect(lambda: self.set_error(""))

    def set_label(self, label: str) -> None:
        """Ask for something else."""
        self.label.setText(label)
        self.edit.setAccessibleName(label)

    def set_error(self, sentence: str) -> None:
        """Say what to do, or nothing."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(sentence)
        self.edit.setProperty("error", bool(sentence))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
