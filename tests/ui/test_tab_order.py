"""Tab goes through what is seen, in reading order, whenever it was made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from practice.ui import tab_order


class Root(QWidget):
    def focusNextPrevChild(self, forward):  # noqa: N802
        return tab_order.step(self, forward)


@pytest.fixture
def root(qtbot):
    made = Root()
    qtbot.addWidget(made)
    made.resize(400, 300)
    QVBoxLayout(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def line(name):
    made = QLineEdit()
    made.setObjectName(name)
    return made


def walked(root, start, times, key=Qt.Key.Key_Tab):
    QApplication.processEvents()  # shows what was just laid out
    start.setFocus()
    names = []
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_a_field_made_last_is_reached_where_it_stands(root):
    first, last = line("first"), line("last")
    root.layout().addWidget(first)
    root.layout().addWidget(last)
    between = line("between")
    root.layout().insertWidget(1, between)
    assert walked(root, first, 3) == ["between", "last", "first"]
    assert walked(root, first, 3, Qt.Key.Key_Backtab) == ["last", "between", "first"]


def test_rows_columns_and_panes_are_read_in_order(root):
    grid, panes, stack = QGridLayout(), QSplitter(), QStackedWidget()
    lines = {name: line(name) for name in "abcdefgh"}
    grid.addWidget(lines["b"], 0, 1)
    grid.addWidget(lines["c"], 1, 0)
    grid.addWidget(lines["a"], 0, 0)
    scroll, inside = QScrollArea(), QWidget()
    QHBoxLayout(inside).addWidget(lines["e"])
    scroll.setWidget(inside)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    stack.addWidget(lines["g"])
    stack.addWidget(lines["f"])
    stack.setCurrentWidget(lines["f"])
    for part in (lines["d"], scroll, stack):
        panes.addWidget(part)
    root.layout().addLayout(grid)
    root.layout().addWidget(panes)
    lines["h"].setEnabled(False)
    root.layout().addWidget(lines["h"])
    assert walked(root, lines["a"], 6) == ["b", "c", "d", "e", "f", "a"]


def test_what_is_far_down_is_scrolled_to(root):
    scroll, inside = QScrollArea(), QWidget()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column = QVBoxLayout(inside)
    start, far = line("start"), line("far")
    root.layout().addWidget(start)
    column.addSpacing(2000)
    column.addWidget(far)
    scroll.setWidget(inside)
    root.layout().addWidget(scroll)
    assert walked(root, start, 1) == ["far"]
    assert not far.visibleRegion().isEmpty()
