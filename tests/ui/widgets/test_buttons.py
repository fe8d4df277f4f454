"""Buttons work by keyboard, say their name, and show an & as an &."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practice.ui import theme
from practice.ui.tr import double_texts, tr
from practice.ui.widgets.buttons import Button, KeyCap
from practice.ui.widgets.text import text_width


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Enter, Qt.Key.Key_Return])
@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "destroy", "link", "plain"])
def test_keys_press_it(qtbot, kind, key):
    button = Button("Issue", kind)
    qtbot.addWidget(button)
    button.show()
    pressed = []
    button.clicked.connect(lambda: pressed.append(key))
    qtbot.keyClick(button, key)
    assert pressed == ([] if kind == "destroy" and key != Qt.Key.Key_Space else [key])


def test_a_key_held_down_presses_once(qtbot):
    button = Button("Issue", "primary")
    qtbot.addWidget(button)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    for again in (False, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", again)
        QApplication.sendEvent(button, held)
    assert pressed == [1]


@pytest.mark.parametrize(("kind", "count"), [("primary", 1), ("link", 1), ("quiet", 2)])
def test_a_double_click_on_what_may_be_final_is_one_press(qtbot, kind, count):
    button = Button("Issue", kind)
    qtbot.addWidget(button)
    button.show()
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    left, middle = Qt.MouseButton.LeftButton, QPointF(button.rect().center())
    QTest.mouseClick(button, left)
    twice = (QEvent.Type.MouseButtonDblClick, middle, button.mapToGlobal(middle), left, left)
    QApplication.sendEvent(button, QMouseEvent(*twice, Qt.KeyboardModifier.NoModifier))  # as a window tells of it
    QTest.mouseRelease(button, left)
    assert len(pressed) == count


def test_it_says_its_name_and_its_key(qtbot):
    button = Button("Issue letter", "primary", key="Ctrl Enter")
    qtbot.addWidget(button)
    said = QAccessible.queryAccessibleInterface(button)
    assert said.text(QAccessible.Text.Name) == "Issue letter"
    assert said.text(QAccessible.Text.Description) == "Key: Ctrl Enter"
    assert said.role() == QAccessible.Role.Button


def test_an_icon_alone_has_a_name_and_a_tip_that_is_text(qtbot):
    button = Button("", icon="ellipsis", name="More about <b>Ines</b>")
    qtbot.addWidget(button)
    assert button.accessibleName() == "More about <b>Ines</b>"
    assert button.toolTip() == "<span>More about &lt;b&gt;Ines&lt;/b&gt;</span>"
    assert button.sizeHint().width() >= theme.size("control")


def test_an_ampersand_is_no_shortcut(qtbot):
    button = Button("Vogt & Hale")
    qtbot.addWidget(button)
    assert button.label() == button.accessibleName() == "Vogt & Hale"
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize(("small", "high"), [(False, 32), (True, 26)])
def test_heights(qtbot, small, high):
    button = Button("Issue", small=small)
    qtbot.addWidget(button)
    assert button.sizeHint().height() == high


def test_it_is_never_cut_however_long_the_word(qtbot):
    double_texts(True)
    try:
        text = tr("Record and start the letter")
    finally:
        double_texts(False)
    button = Button(text, "primary", icon="lock", key="Ctrl Enter")
    qtbot.addWidget(button)
    assert button.minimumSizeHint().width() > text_width(text, weight=600) + 16 + 18


def test_fills_change_with_state(qtbot):
    button = Button("Issue", "primary")
    qtbot.addWidget(button)
    button.show()

    def fill() -> str:
        return button.grab().toImage().pixelColor(6, button.height() // 2).name()

    assert fill() == theme.color("accent").name()
    button.setDown(True)
    assert fill() == theme.color("accentPressed").name()
    button.setEnabled(False)
    assert fill() == theme.color("sunken").name()


def test_enter_in_a_dialog_does_not_press_the_first_button():
    assert not Button("Erase", "destroy").autoDefault()


def test_a_key_cap_says_its_key(qtbot):
    cap = KeyCap("Ctrl K")
    qtbot.addWidget(cap)
    assert cap.accessibleName() == "Key: Ctrl K"
    assert cap.height() == 18
