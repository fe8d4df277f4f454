"""The keys of a window."""

from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import delete

from practice.ui.shortcuts import Keys


def test_a_window_that_goes_while_it_has_the_focus_hears_no_more(qtbot) -> None:
    window = QWidget()
    field = QLineEdit(window)
    Keys(window, list, lambda: True)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.captureExceptions() as faults:
        delete(window)
    assert not faults
