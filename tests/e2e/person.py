"""Somebody at the window, with a keyboard, a mouse and eyes: presses keys, clicks what is visible, reads what is shown.

Nothing here knows the program's own classes: fields, buttons and rows are found by the words that a person (or a
screen reader) goes by.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QMimeData, QModelIndex, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

LEFT = Qt.MouseButton.LeftButton
KEYS = {"Enter": "Return", "Esc": "Escape"}
LOOK = 50  # milliseconds between two looks
PATIENCE = 30_000  # milliseconds that anything may take to be seen, on a busy machine


class Person:
    """One person at one window."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    # the keyboard

    def press(self, keys: str) -> None:
        """Press keys as written on caps: "Ctrl+Shift+N", "Alt+Up", "Enter", "4"."""
        *modifiers, key = keys.split("+")
        combination = QKeySequence("+".join([*modifiers, KEYS.get(key, key)]))[0]
        QTest.keyClick(self._listener(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type; what no key has comes as an input method gives it."""
        for sign in text:
            if sign == "\n":
                self.press("Enter")
            elif sign.isascii():
                QTest.keyClicks(self._listener(), sign)
            else:
                composed = QInputMethodEvent("", [])
                composed.setCommitString(sign)
                QApplication.sendEvent(self._listener(), composed)
        QApplication.processEvents()

    def fill(self, label: str, text: str) -> None:
        """Click into the field of that label and type in place of what stands there."""
        field = self.find(label, _takes_text)
        self._click(field)
        if isinstance(field, QComboBox):
            self._choose(field, text)
            return
        self.press("Ctrl+A")
        self.type(text) if text else self.press("Delete")

    def _choose(self, field: QComboBox, text: str) -> None:
        """Go down the list that a click has opened, and take this."""
        self.press("Home")
        for _ in range(field.count()):
            if str(field.view().currentIndex().data()) == text:
                self.press("Enter")
                return
            self.press("Down")
        raise AssertionError(f"there is no “{text}” to choose")

    def _listener(self) -> QWidget:
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if dialog is not None:
            return dialog.focusWidget() or dialog
        return QApplication.focusWidget() or self.window

    def answer_next_dialog(self, text: str) -> None:
        """As soon as a dialog asks, type this over what stands in its field, and press Enter."""
        waiting = QTimer(self.window, interval=10)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or dialog.focusWidget() is None:
                return
            waiting.stop()
            try:
                self.press("Ctrl+A")
                self.type(text)
                self.press("Enter")
            finally:
                if dialog.isVisible():  # it would stay for ever
                    dialog.reject()

        waiting.timeout.connect(answer)
        waiting.start()

    # the mouse

    def click(self, name: str) -> None:
        """Click the visible thing of that name: a button, a field, a row of a list, a tab, an entry of a menu."""
        if QApplication.activeWindow() is None:  # a dialog has gone; the desktop would see to it
            self.window.activateWindow()
        QApplication.processEvents()  # what has just come gets its place
        if not (self._click_menu(name) or self._click_row(name) or self._click_tab(name)):
            self._click(self.find(name, _clickable))
        QApplication.processEvents()

    def draw(self, name: str) -> None:
        """Draw a line with the mouse on the pad of that name."""
        pad = self.find(name, lambda one: one.isEnabled() and not isinstance(one, QLabel))
        _scroll_to(pad)
        points = [QPoint(30 + 4 * n, 40 + 7 * (n % 6)) for n in range(60)]
        QTest.mousePress(pad, LEFT, pos=points[0])
        for point in points:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, LEFT, pos=points[-1])

    def _click(self, widget: QWidget) -> None:
        _scroll_to(widget)
        QTest.mouseClick(widget, LEFT, pos=widget.rect().center())

    def _click_menu(self, name: str) -> bool:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return False
        action = next(one for one in menu.actions() if one.text().split("\t")[0].startswith(name))
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        return True

    def _click_row(self, name: str) -> bool:
        found = next(((view, row) for view, row in self._rows() if name in str(row.data())), None)
        if found is None:
            return False
        view, row = found
        view.scrollTo(row)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(row).center())
        return True

    def _click_tab(self, name: str) -> bool:
        for tabs in self._visible(QTabBar):
            for place in range(tabs.count()):
                if tabs.isTabVisible(place) and tabs.tabText(place).startswith(name):
                    QTest.mouseClick(tabs, LEFT, pos=tabs.tabRect(place).center())
                    return True
        return False

    def drop(self, *files: Path) -> None:
        """Drag files over the window and let them go there."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        where, copy, none = self.window.rect().center(), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        below: QWidget | None = self.window.childAt(where)
        while below is not None and not below.acceptDrops():
            below = below.parentWidget()
        assert below is not None, "nothing here takes files"
        QApplication.sendEvent(below, QDragEnterEvent(QPointF(where), copy, data, LEFT, none))
        QApplication.sendEvent(below, QDropEvent(QPointF(where), copy, data, LEFT, none))

    # the eyes

    def find(self, name: str, wanted: Callable[[QWidget], bool]) -> QWidget:
        """The visible widget that is called so; the innermost where several are."""
        for fits in (lambda said: said == name, lambda said: said.startswith(name)):
            found = [one for one in self._visible(QWidget) if wanted(one) and fits(one.accessibleName() or _text(one))]
            if found:
                return found[-1] if isinstance(found[0], QLabel) else found[0]
        raise AssertionError(f"there is no “{name}” here, only:\n{self.reads()}")

    def reads(self) -> str:
        """All that can be read on the screen now."""
        QApplication.processEvents()
        return "\n".join(dict.fromkeys(text for text in self._texts() if text))

    def sees(self, text: str) -> None:
        """Wait until this stands on the screen."""
        self.waits(lambda: any(text in shown for shown in self._texts()), text)

    def waits(self, comes: Callable[[], bool], what: str) -> None:
        """Wait until this has come; looking is slow, so look up 20 times a second at most."""
        patience = QDeadlineTimer(PATIENCE)
        while not comes():
            assert not patience.hasExpired(), f"waited in vain for “{what}”; here is only:\n{self.reads()}"
            QTest.qWait(LOOK)

    def rows(self, name: str) -> list[str]:
        """What the rows of the list of that name say, from the top."""
        QApplication.processEvents()
        return [str(row.data()) for view, row in self._rows() if view.accessibleName() == name]

    def _texts(self) -> Iterator[str]:
        for widget in self._visible(QWidget):
            yield _text(widget)
            yield widget.accessibleName()
            yield widget.accessibleDescription()
        for _, row in self._rows():
            yield str(row.data())

    def _tops(self) -> list[QWidget]:
        others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.window]
        return [self.window, *others]

    def _visible(self, kind: type) -> Iterator[QWidget]:
        for top in self._tops():
            if isinstance(top, kind):
                yield top
            yield from (one for one in top.findChildren(kind) if one.isVisible())

    def _rows(self) -> Iterator[tuple[QAbstractItemView, QModelIndex]]:
        for view in self._visible(QAbstractItemView):
            model = view.model()
            for place in range(min(model.rowCount(), 200)):
                yield view, model.index(place, 0)


def _text(widget: QWidget) -> str:
    if isinstance(widget, QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal:
        return ""
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) else ""


def _takes_text(widget: QWidget) -> bool:
    return isinstance(widget, (QLineEdit, QTextEdit, QComboBox)) and widget.isEnabled()


def _clickable(widget: QWidget) -> bool:
    return widget.isEnabled() and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QLabel))


def _scroll_to(widget: QWidget) -> None:
    """Turn the wheel until it stands in the middle, clear of a toast."""
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    if holder is not None:
        QApplication.processEvents()  # what has just opened gets its place
        down = widget.mapTo(holder.widget(), widget.rect().center()).y()
        holder.verticalScrollBar().setValue(down - holder.viewport().height() // 2)
        QApplication.processEvents()
    middle = widget.mapTo(widget.window(), widget.rect().center())
    below = widget.window().childAt(middle)
    hit = below is not None and (below is widget or widget.isAncestorOf(below) or below.isAncestorOf(widget))
    assert hit, f"{below} lies over “{widget.accessibleName()}”"
