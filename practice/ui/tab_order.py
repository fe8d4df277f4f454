"""The order of Tab: as the eye reads, top to bottom, whenever a field was made.

Qt goes by the order in which widgets were made, so a row that is added later would come last, behind the sidebar.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from practice.ui.widgets.fields import FieldBox


def step(root: QWidget, forward: bool) -> bool:
    """Move the focus to the next stop inside `root`, from its last to its first; False where there is none."""
    order = list(_late_ones_after(stops(root)))
    focus = QApplication.focusWidget()
    if not order or focus not in order:
        return False
    there = order[(order.index(focus) + (1 if forward else -1)) % len(order)]
    there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    reveal(there)
    return True


def first_refused(root: QWidget, *, lead: bool = False) -> bool:
    """Whether a field in `root` needs attention; with `lead` the first one gets the focus."""
    field = next((box.field for box in root.findChildren(FieldBox) if box.error), None)
    if field is not None and lead:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reveal(field)
    return field is not None


def stops(root: QWidget) -> Iterator[QWidget]:
    """Everything in `root` that Tab reaches, in order."""
    for inner in _inside(root):
        if inner.isVisible() and inner.isEnabled():
            if inner.focusPolicy() & Qt.FocusPolicy.TabFocus and inner.focusProxy() is None:
                yield inner
            yield from stops(inner)


def _late_ones_after(found: Iterator[QWidget]) -> Iterator[QWidget]:
    """Held back until the lines are filled in and the button after them is reached: what is marked "late"."""
    held: list[QWidget] = []
    for one in found:
        if one.property("late"):
            held.append(one)
            continue
        yield one
        if not isinstance(one, QLineEdit):
            yield from held
            held = []
    yield from held


def _inside(widget: QWidget) -> list[QWidget]:
    held: list[QWidget | None] | None = None
    if isinstance(widget, QStackedWidget):
        held = [widget.currentWidget()]
    elif isinstance(widget, QSplitter):
        held = [widget.widget(n) for n in range(widget.count())]
    elif isinstance(widget, QScrollArea):
        held = [widget.widget()]
    if held is not None:
        return [one for one in held if one is not None]
    laid = list(_laid(widget.layout()))
    free = [one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow() and one not in laid]
    return laid + sorted(free, key=lambda one: (one.y(), one.x()))


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    for number in _in_rows(layout) if layout is not None else ():
        item = layout.itemAt(number) if layout is not None else None
        inner = item.widget() if item is not None else None
        if inner is not None:
            yield inner
        elif item is not None:
            yield from _laid(item.layout())


def _in_rows(layout: QLayout) -> list[int]:
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: tuple(layout.getItemPosition(number))[:2])  # type: ignore[arg-type]  # four ints
    return numbers


def reveal(there: QWidget) -> None:
    """Scrolls to it, in all that scrolls."""
    up = there.parentWidget()
    while up is not None:
        if isinstance(up, QScrollArea):
            up.ensureWidgetVisible(there)
        up = up.parentWidget()
