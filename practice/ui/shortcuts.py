"""Keys: single letters outside text fields, chords such as "L then B", and undo that lets text fields go first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from practice.ui.screen import KeyHint
from practice.ui.typed import takes_text

CHORD_MS = 1500
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
Source = Callable[[], Sequence[KeyHint]]


def keys_of(event: QKeyEvent) -> str:
    """The pressed keys as hints spell them: "Ctrl+Shift+N", "J", "/", "Ctrl+Enter"."""
    if not event.modifiers() & _MODIFIERS and event.text() and event.text().isprintable():
        return event.text().upper()
    from PySide6.QtGui import QKeySequence  # noqa: PLC0415  start-up: once a key is pressed

    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = QKeySequence(QKeyCombination(plain, Qt.Key(event.key()))).toString(QKeySequence.SequenceFormat.PortableText)
    return text.replace("Return", "Enter")


def _steps(keys: str) -> list[str]:
    return keys.replace("↑", "Up").replace("↓", "Down").split(" then ")


class Keys(QObject):
    """Hears every key of a window before its widgets do, and runs the hint that it belongs to."""

    def __init__(self, window: QWidget, hints: Source, letters: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._hints = hints
        self._letters = letters
        self._begun = ""  # the first key of a chord
        self._heard: QWidget | None = None
        self._chord = QTimer(self, singleShot=True, interval=CHORD_MS)
        self._chord.timeout.connect(self._end_chord)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, app.focusWidget())

    def _end_chord(self) -> None:
        self._begun = ""

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Listen where the keys go; a filter over the whole program would be asked about every paint and move."""
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        if not isValid(self._window):  # a window that goes gives its focus back
            return
        self._heard = new or self._window.window()
        self._heard.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True when a hint took the key."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        top = self._window.window()
        target = focus or top
        ours = watched is target and target.window() is top and self._window.isVisible()
        if not ours or QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return False
        if event.isAutoRepeat() and keys_of(event) == "Ctrl+Enter":
            return True  # a key held down finishes once, and never confirms itself
        return self._press(keys_of(event), bool(event.modifiers() & _MODIFIERS), target)

    def _press(self, key: str, modified: bool, focus: QWidget) -> bool:
        plain = not modified and len(key) == 1
        if plain and (takes_text(focus) or not self._letters()):
            return False
        if modified and _field_wants(focus, key):
            return False
        begun, self._begun = self._begun, ""
        for hint in self._hints():
            steps = _steps(hint.keys)
            if hint.run is None or not (plain or modified or key.startswith("F") or key == "Esc"):
                continue
            if (begun and steps == [begun, key]) or (not begun and steps == [key]):
                hint.run()
                return True
            if not begun and len(steps) == 2 and steps[0] == key:
                self._begun = key
                self._chord.start()
                return True
        return False


def _field_wants(focus: QWidget, key: str) -> bool:
    """Whether a text field has something of its own to undo or redo with this key."""
    undo = key == "Ctrl+Z"
    if not undo and key not in ("Ctrl+Shift+Z", "Ctrl+Y"):
        return False
    if focus.inherits("QLineEdit"):
        return bool(focus.isUndoAvailable() if undo else focus.isRedoAvailable())  # type: ignore[attr-defined]
    if focus.inherits("QPlainTextEdit") or focus.inherits("QTextEdit"):
        document = focus.document()  # type: ignore[attr-defined]
        return bool(document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
