"""The pad that a signature is drawn on."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest

from practice.ui.letters.pad import Pad
from tests.ui.letters.drawn import SIGNATURE, draw


@pytest.fixture
def pad(qtbot):
    pad = Pad()
    qtbot.addWidget(pad)
    pad.resize(420, pad.height())
    pad.show()
    return pad


def test_what_the_mouse_draws_stands_on_the_pad(pad):
    draw(pad)
    draw(pad, [QPoint(100, 20)])
    drawn = pad.drawn()
    assert [len(stroke) for stroke in drawn.strokes] == [len(SIGNATURE), 1]
    assert drawn.strokes[0][0] == (40, 60)
    assert drawn.wide == 420
    assert pad.strokes == 2


def test_the_last_stroke_or_all_can_be_taken_back(pad):
    told = []
    pad.changed.connect(lambda: told.append(pad.strokes))
    for start in (20, 60, 100):
        draw(pad, [QPoint(start, 30), QPoint(start + 9, 60)])
    pad.undo()
    assert pad.drawn().strokes[-1][0] == (60, 30)
    pad.clear()
    pad.undo()
    assert pad.drawn().strokes == ()
    assert told[-3:] == [2, 0, 0]


def test_a_line_drawn_out_of_the_pad_stays_inside(pad):
    draw(pad, [QPoint(400, 100), QPoint(900, 700), QPoint(-50, -80)])
    for x, y in pad.drawn().strokes[0]:
        assert 0 <= x <= pad.width()
        assert 0 <= y <= pad.height()


def test_another_mouse_button_draws_nothing(pad):
    QTest.mousePress(pad, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, SIGNATURE[0])
    QTest.mouseMove(pad, SIGNATURE[1])
    assert pad.strokes == 0


def test_a_finger_draws_as_a_mouse_does(qtbot, pad):
    finger = QTest.createTouchDevice()
    assert finger.type() == QPointingDevice.DeviceType.TouchScreen
    QTest.touchEvent(pad, finger).press(0, SIGNATURE[0], pad).commit()
    for point in SIGNATURE[1:9]:
        QTest.touchEvent(pad, finger).move(0, point, pad).commit()
    QTest.touchEvent(pad, finger).release(0, SIGNATURE[9], pad).commit()
    assert pad.strokes == 1
    assert len(pad.drawn().strokes[0]) >= 8


def test_the_pad_tells_listeners_what_it_needs(pad):
    pad.set_name("Imelda Corrant")
    assert pad.accessibleName() == "Signature of Imelda Corrant"
    assert "Nothing is drawn yet." in pad.accessibleDescription()
    draw(pad)
    assert "Something is drawn." in pad.accessibleDescription()
    assert "mouse, a pen or a finger" in pad.accessibleDescription()


# the sheet
