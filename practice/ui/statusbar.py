"""The strip below everything: what is saved and backed up, and the keys that work here, now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from practice.ui import theme
from practice.ui.screen import KeyHint
from practice.ui.tr import tr, trn
from practice.ui.typed import is_typed, takes_text
from practice.ui.widgets.buttons import KeyCap
from practice.ui.widgets.layout import row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Text

MOST = 6


class StatusBar(QFrame):
    """Left: saved state and backup. Right: three to six keys of the current screen, as many as there is room for.

    Where a text takes what is typed, no letter is offered as a key. A click on what needs attention asks to be led
    there.
    """

    attention_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "sidebar")
        self.setFixedHeight(theme.size("statusBar"))
        self._saved_icon = Icon("check")
        self._saved = Text("", "small", "text2")
        self._backup_icon = Icon("hard-drive")
        self._backup = Text("", "small", "text2")
        self._keys = QWidget()
        self._key_row = QHBoxLayout(self._keys)
        self._key_row.setContentsMargins(0, 0, 0, 0)
        self._key_row.setSpacing(14)
        self._attention = False
        self._boxes: list[QWidget] = []
        self._hints: tuple[tuple[str, str], ...] = ()
        self._offered: tuple[tuple[str, str], ...] = ()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 0, 14, 0)
        whole.setSpacing(7)
        self._state = (self._saved_icon, self._saved, _gap(8), self._backup_icon, self._backup)
        for part in self._state:
            whole.addWidget(part)
        whole.addStretch(1)
        whole.addWidget(self._keys)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def show_saved(self, unsaved: bool, refused: int) -> None:
        """Say whether everything is saved, or how many fields need attention."""
        self._attention = bool(refused)
        if refused:
            text = trn("One field needs attention (F8)", "{n} fields need attention (F8)", refused)
            icon, role = "circle-alert", "badText"
        else:
            text = tr("Saving…") if unsaved else tr("All changes saved")
            icon, role = ("refresh-cw" if unsaved else "check"), "text2"
        self._saved.setText(text)
        self._saved.set_color(role)
        self._saved_icon.name, self._saved_icon.role = icon, role
        self._saved_icon.update()
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a field that needs attention leads there."""
        if self._attention and self._saved.geometry().contains(event.position().toPoint()):
            self.attention_asked.emit()

    def show_backup(self, text: str) -> None:
        """Say when the last backup was."""
        self._backup.setText(text)
        self._fit()

    @property
    def saved_text(self) -> str:
        """What it says of saving."""
        return self._saved.text()

    @property
    def key_texts(self) -> list[str]:
        """The words beside the keys."""
        return [text for _, text in self._hints]

    def show_keys(self, hints: Sequence[KeyHint]) -> None:
        """Show the first six of these that belong in the bar."""
        self._offered = tuple((hint.keys, hint.text) for hint in hints if hint.in_bar)
        self._offer()

    def _offer(self) -> None:
        typing = takes_text(QApplication.focusWidget())
        wanted = tuple(hint for hint in self._offered if not (typing and is_typed(hint[0])))[:MOST]
        if wanted == self._hints:
            return
        self._hints = wanted
        _empty(self._key_row)
        self._boxes = [_hint(keys, text) for keys, text in wanted]
        for box in self._boxes:
            self._key_row.addWidget(box)
        self._fit()

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if isValid(self):  # a window that goes gives its focus back
            self._offer()

    def _fit(self) -> None:
        """Show the keys there is room for: the last, which leads to all others, then from the first."""
        room = self.width() - 2 * 14 - 24 - sum(part.sizeHint().width() + 7 for part in self._state)
        for box in [*self._boxes[-1:], *self._boxes[:-1]]:
            room -= box.sizeHint().width() + self._key_row.spacing()
            box.setVisible(room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other keys."""
        super().resizeEvent(event)
        self._fit()


def _hint(keys: str, text: str) -> QWidget:
    caps = [KeyCap(key.replace("+", " ") if len(key) > 1 else key) for key in keys.split(" then ")]
    box = QWidget()
    box.setLayout(row(*caps, Text(text, "small", "text2"), gap=7))
    return box


def _gap(wide: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(wide)
    return gap


def _empty(row: QHBoxLayout) -> None:
    while row.count():
        item = row.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            widget.hide()
            widget.deleteLater()
