"""A dialog that destroys needs the name; Escape keeps; Enter never erases. Menus show words, icons and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from practice.ui import theme
from practice.ui.widgets.dialogs import Dialog, EraseDialog, Menu, Scrim

NAME = "Henrik <b>Solano</b>"


@pytest.fixture
def asked(qtbot):
    made = EraseDialog("Erase Henrik Solano for good?", "It cannot be undone.", NAME)
    qtbot.addWidget(made)
    made.show()
    return made


def test_escape_keeps(qtbot, asked):
    with qtbot.waitSignal(asked.rejected, timeout=500):
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.outcome == "keep"


def test_erase_waits_for_the_whole_name(qtbot, asked):
    assert not asked.erase_button.isEnabled()
    qtbot.keyClicks(asked.name_edit, NAME[:-1])
    assert not asked.erase_button.isEnabled()
    qtbot.keyClicks(asked.name_edit, NAME[-1])
    assert asked.erase_button.isEnabled()
    qtbot.keyClick(asked.erase_button, Qt.Key.Key_Space)
    assert asked.outcome == "erase"


def test_enter_does_nothing_even_with_the_name(qtbot, asked):
    qtbot.keyClicks(asked.name_edit, NAME)
    qtbot.keyClick(asked.name_edit, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert asked.outcome == "keep"


def test_archive_is_offered(qtbot, asked):
    qtbot.mouseClick(asked.archive_button, Qt.MouseButton.LeftButton)
    assert asked.outcome == "archive"


def test_names_are_text_and_the_width_is_in_bounds(asked):
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in asked.findChildren(QLabel))
    assert f"Type {NAME} to allow it" in [label.text() for label in asked.findChildren(QLabel)]
    assert 440 <= asked.frame.width() <= 520
    assert asked.accessibleName() == "Erase Henrik Solano for good?"


def test_the_window_is_shaded_while_it_asks(qtbot):
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    dialog = Dialog("Leave without the note?", parent=window)
    seen = []

    def look() -> None:
        seen.append(bool(window.findChildren(Scrim)))
        dialog.reject()

    QTimer.singleShot(0, look)
    assert dialog.ask() is False
    assert seen == [True]
    qtbot.waitUntil(lambda: not window.findChildren(Scrim))


def test_a_menu_works_by_keyboard_and_shows_ampersands(qtbot):
    menu = Menu()
    qtbot.addWidget(menu)
    done = []
    menu.add("Start a letter", "file-text", lambda: done.append("letter"), key="Ctrl Shift L")
    menu.addSeparator()
    off = menu.add("Vogt & Hale", "archive", lambda: done.append("archive"))
    off.setEnabled(False)
    menu.popup(menu.pos())
    menu.grab()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert done == ["letter"]
    assert off.text() == "Vogt && Hale"


def test_a_long_entry_is_never_cut(qtbot):
    menu = Menu()
    qtbot.addWidget(menu)
    long = menu.add("Scope change letter:  A new version of the letter is not signed yet: make the change there.", "x")
    keyed = menu.add("Print the letter as it stands", "printer", key="Ctrl+P")
    menu.popup(QPoint(0, 0))
    metrics = QFontMetrics(theme.font("body"))
    for action, words in ((long, long.data()[0]), (keyed, "Print the letter as it stands Ctrl+P")):
        assert metrics.horizontalAdvance(words) <= menu.actionGeometry(action).width() - 34 - 8
    menu.close()
