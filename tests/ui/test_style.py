"""The focus ring is there for the keyboard, around the control, wherever that is."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.style import RingFrame
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.segmented import Segmented


@pytest.fixture
def window(qtbot, qapp: QApplication):
    theme.apply(qapp, theme.LIGHT)
    window = QWidget()
    window.setLayout(QVBoxLayout())
    window.resize(300, 200)
    qtbot.addWidget(window)
    return window


def shown(qtbot, window: QWidget, *widgets: QWidget) -> None:
    for widget in widgets:
        window.layout().addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def ring(window: QWidget) -> RingFrame | None:
    rings = [frame for frame in window.findChildren(RingFrame) if frame.isVisible()]
    assert len(rings) <= 1
    return rings[0] if rings else None


def test_tab_shows_a_ring_two_pixels_outside_of_the_button(qtbot, window):
    first, second = Button("One"), Button("Two", "destroy")
    shown(qtbot, window, first, second)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(window).geometry() == first.geometry().adjusted(-4, -4, 4, 4)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring(window).geometry() == second.geometry().adjusted(-4, -4, 4, 4)


def test_the_ring_is_drawn_in_the_focus_colour(qtbot, window):
    button = Button("One")
    shown(qtbot, window, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    place = ring(window).geometry()
    picture = window.grab().toImage()
    assert picture.pixelColor(place.center().x(), place.top()) == theme.color("focus")
    assert picture.pixelColor(place.center().x(), place.top() + 3) == theme.color("page")


def test_it_follows_when_the_button_moves_and_goes_with_the_focus(qtbot, window):
    button = Button("One")
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown(qtbot, window, button, other)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    window.resize(400, 300)
    qtbot.waitUntil(lambda: ring(window).geometry() == button.geometry().adjusted(-4, -4, 4, 4))
    other.setFocus()
    assert ring(window) is None


def test_a_check_box_has_it_around_its_mark_and_a_segment_around_the_whole_control(qtbot, window):
    check, answers = Check("Seen"), Segmented([(0, "No"), (1, "Yes")], "Seen")
    answers.set_value(1)
    shown(qtbot, window, check, answers)
    check.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(window).size().toTuple() == (24, 24)
    answers.segments()[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(window).geometry() == answers.geometry().adjusted(-4, -4, 4, 4)


def test_in_a_scroll_area_it_scrolls_along(qtbot, window):
    area, content = QScrollArea(), QWidget()
    column = QVBoxLayout(content)
    buttons = [Button(str(i)) for i in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(content)
    shown(qtbot, window, area)
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    area.verticalScrollBar().setValue(20)
    top = buttons[0].mapTo(area.viewport(), QPoint(0, 0))
    assert ring(window).geometry() == QRect(top, buttons[0].size()).adjusted(-4, -4, 4, 4)


def test_a_click_shows_none_until_a_key_is_pressed(qtbot, window):
    button = Button("One")
    shown(qtbot, window, button)
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.hasFocus()
    assert ring(window) is None
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert ring(window) is not None


def test_a_control_that_dies_takes_its_ring_with_it(qtbot, window):
    button = Button("One")
    shown(qtbot, window, button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.deleteLater()
    qtbot.waitUntil(lambda: ring(window) is None)
