"""The sheet of all components: drawn in both themes, everything named, nothing read as mark-up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from practice.ui import theme
from practice.ui.gallery import Gallery


@pytest.fixture(params=[theme.LIGHT, theme.DARK])
def sheet(qtbot, qapp, request):
    theme.apply(qapp, request.param)
    made = Gallery()
    qtbot.addWidget(made)
    made.show()
    yield made
    theme.apply(qapp, theme.LIGHT)


def test_it_is_drawn(sheet):
    picture = sheet.grab().toImage()
    assert picture.size().toTuple() == (1440, 900)
    assert picture.pixelColor(5, 5) == theme.color("page")
    colors = {picture.pixelColor(x, y).name() for x in range(0, 1440, 3) for y in range(0, 900, 3)}
    for role in ("accent", "danger", "okSoft", "warnSoft", "badSoft", "sidebar", "list", "tooltip"):
        assert theme.color(role).name() in colors, role


def test_everything_the_keyboard_reaches_has_a_name(sheet):
    reached = [w for w in sheet.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(reached) > 30
    assert [type(w).__name__ for w in reached if not (w.accessibleName() or w.windowTitle())] == []


def test_no_label_reads_mark_up(sheet):
    labels = sheet.findChildren(QLabel)
    assert len(labels) > 40
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
