"""Dialogs and menus, only where they must be: `Dialog` asks its question in its title, `EraseDialog` destroys.

`Menu` is a QMenu in our look: `menu.add("Start a letter", "file-text", start_letter, key="Ctrl Shift L")`. Escape is
always the safe answer, Enter never destroys, and names are shown as text.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, box
from practice.ui.widgets.fields import LineEdit
from practice.ui.widgets.text import Run, Text, draw_line

_SHADOW = 40


class Scrim(QWidget):
    """The shade over a window while a dialog is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the shade."""
        QPainter(self).fillRect(self.rect(), theme.color("scrim"))


def lift(frame: QWidget, blur: int, down: int, light: float, dark: float) -> None:
    """Gives a frame that floats its shadow: menus and toasts 16, dialogs and the palette 40."""
    shadow = QGraphicsDropShadowEffect(frame)
    shadow.setBlurRadius(blur * frame.devicePixelRatioF())  # Qt counts device pixels here
    shadow.setOffset(QPoint(0, down))
    shade = QColor(theme.color("tooltip" if theme.scheme() == theme.LIGHT else "scrim"))
    shade.setAlphaF(light if theme.scheme() == theme.LIGHT else dark)
    shadow.setColor(shade)
    frame.setGraphicsEffect(shadow)


class Dialog(QDialog):
    """A question in a box 440 to 520 wide; `body` takes what is asked, `buttons` the answers, Esc is safe."""

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None, width: int = 440) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.frame = QFrame()
        self.frame.setProperty("surface", "dialog")
        self.frame.setFixedWidth(max(440, min(width, 520)))
        lift(self.frame, 40, 12, 0.22, 0.6)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        whole.addWidget(self.frame)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        inner = QVBoxLayout(self.frame)
        inner.setContentsMargins(22, 20, 22, 20)
        inner.setSpacing(16)
        inner.addLayout(self._words(title, text))
        inner.addLayout(self.body)
        inner.addLayout(self.buttons)
        self._scrim: Scrim | None = None

    def _words(self, title: str, text: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(title, "section", wrap=True))
        if text:
            words.addWidget(Text(text, "body", "text2", wrap=True))
        return words

    def ask(self) -> bool:
        """Shows the question over its window and waits; whether it was accepted."""
        owner = self.parentWidget()
        if owner is not None:
            self._scrim = Scrim(owner.window())
            self._scrim.show()
            self.adjustSize()
            self.move(owner.window().geometry().center() - self.rect().center())
        accepted = self.exec() == QDialog.DialogCode.Accepted
        if self._scrim is not None:
            self._scrim.deleteLater()
            self._scrim = None
        return accepted


class EraseDialog(Dialog):
    """Erases only after the name is typed; `outcome` is then "erase", else "archive" or "keep"."""

    def __init__(self, title: str, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, text, parent)
        self.outcome = "keep"
        self._name = name
        label = Text("", "label")
        before, _, after = tr("Type {name} to allow it").partition("{name}")
        label.set_runs(Run(before, "label", "text2"), Run(name, "label", weight=600), Run(after, "label", "text2"))
        self.name_edit = LineEdit()
        self.name_edit.setAccessibleName(label.text())
        self.name_edit.textEdited.connect(self._on_name_edited)
        self.body.addWidget(label)
        self.body.addWidget(self.name_edit)
        self.archive_button = Button(tr("Archive instead"))
        self.keep_button = Button(tr("Keep"), key=tr("Esc"))
        self.erase_button = Button(tr("Erase"), "destroy")
        self.erase_button.setEnabled(False)
        self.archive_button.clicked.connect(lambda: self._end("archive"))
        self.keep_button.clicked.connect(self.reject)
        self.erase_button.clicked.connect(lambda: self._end("erase"))
        self.buttons.addWidget(self.archive_button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addWidget(self.erase_button)

    def _on_name_edited(self, typed: str) -> None:
        self.erase_button.setEnabled(typed.strip() == self._name.strip())

    def _end(self, outcome: str) -> None:
        self.outcome = outcome
        self.accept()


ROOM = 34 + 8 + 16  # of a menu's entry, before and after its words, and around all


class Menu(QMenu):
    """A menu in our look."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )

    def add(self, text: str, icon: str = "", act: Callable[[], object] | None = None, key: str = "") -> QAction:
        """Adds an entry; `key` only reminds, an & in the text is only an &."""
        shown = text.replace("&", "&&")
        action = self.addAction(f"{shown}\t{key}" if key else shown)
        action.setData((text, icon, key))
        words = QFontMetrics(theme.font("body")).horizontalAdvance(f"{text}   {key}" if key else text)
        self.setMinimumWidth(max(self.minimumWidth(), words + ROOM))
        if act is not None:
            action.triggered.connect(lambda _=False: act())
        return action

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and each entry where Qt has put it, in the colours that are on now."""
        painter = QPainter(self)
        box(painter, self.rect(), theme.radius("card"), "card", "borderStrong")
        for action in self.actions():
            area = self.actionGeometry(action)
            if action.isSeparator():
                painter.fillRect(area.left(), area.center().y(), area.width(), 1, theme.color("border"))
            elif action.isVisible():
                self._draw_entry(painter, area, action)

    def _draw_entry(self, painter: QPainter, area: QRect, action: QAction) -> None:
        text, icon, key = action.data()
        if action is self.activeAction() and action.isEnabled():
            box(painter, area, theme.radius("row"), "hover")
        ink, quiet = ("text", "text2") if action.isEnabled() else ("disabled", "disabled")
        if icon:
            theme.draw_icon(painter, QRect(area.left() + 8, area.center().y() - 7, 16, 16), icon, quiet)
        words = area.adjusted(34, 0, -8, 0)
        draw_line(painter, words, key, "body", quiet, Qt.AlignmentFlag.AlignRight)
        draw_line(painter, words, text, "body", ink)
