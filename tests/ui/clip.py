"""Finds what a screen cuts off: show it with every text twice as long, then ask for what does not fit.

    with doubled():
        screen = build()
        qtbot.addWidget(screen)
        screen.resize(1440, 900)
        screen.show()
        assert clipped(screen) == []

A text that is cut with … by design (a `Text` with `elide`, a list's row) is no finding; its whole is read elsewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QScrollArea, QWidget

from practice.ui import tr as words
from practice.ui.widgets.text import Text


@contextmanager
def doubled() -> Iterator[None]:
    """Inside, every text of the program comes out twice as long."""
    words.double_texts(True)
    try:
        yield
    finally:
        words.double_texts(False)


def clipped(root: QWidget) -> list[str]:
    """One line for each visible text or control that gets less room than it needs, or lies outside of its parent."""
    QApplication.processEvents()  # layouts settle
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not _in_view(widget):
            what = _short_of(widget) or _outside(widget)
            if what:
                found.append(f"{type(widget).__name__} {_said(widget)!r}: {what}")
    return found


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return text[:60]


def _in_view(widget: QWidget) -> bool:
    """Rows of lists paint themselves; only whole widgets are looked at."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea)


def _short_of(widget: QWidget) -> str:
    if isinstance(widget, Text):
        if widget._elide:
            return ""
        if widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            return f"{widget.height()} high, needs {need}" if need > widget.height() + 1 else ""
    elif not isinstance(widget, QLabel | QAbstractButton):
        return ""
    need, has = widget.minimumSizeHint(), widget.size()
    if need.width() > has.width() + 1:
        return f"{has.width()} wide, needs {need.width()}"
    return f"{has.height()} high, needs {need.height()}" if need.height() > has.height() + 1 else ""


def _outside(widget: QWidget) -> str:
    """Beyond the edge of a parent that cannot scroll to it."""
    parent = widget.parentWidget()
    if parent is None or not isinstance(widget, QLabel | QAbstractButton):
        return ""
    while parent is not None and not parent.isWindow():
        area = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            sideways = area.right() > parent.width() or area.left() < 0
            return f"beyond the side of {type(parent).__name__}" if sideways else ""
        if not parent.rect().adjusted(-4, -4, 4, 4).contains(area):
            return f"beyond {type(parent).__name__}"
        parent = parent.parentWidget()
    return ""
