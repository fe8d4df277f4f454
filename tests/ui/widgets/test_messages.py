"""A toast stays for its time, waits while in use, and undoes; nothing reads mark-up."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from practice.ui.widgets.buttons import Button
from practice.ui.widgets.messages import Banner, EmptyState, Toast
from practice.ui.widgets.text import Text

HOSTILE = '<img src="file:///etc/passwd">'


@pytest.fixture
def window(qtbot):
    window = QWidget()
    QVBoxLayout(window)
    window.resize(500, 200)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def at_rest(window: QWidget, text: str, undo: bool = True, stay_ms: int = 0) -> Toast:
    toast = Toast(text, undo, stay_ms, parent=window)
    toast.move(80, 120)  # away from where the pointer is
    return toast


def enter(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))


def leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def test_it_goes_after_its_time(qtbot, window):
    toast = at_rest(window, "Marked done", stay_ms=60)
    with qtbot.waitSignal(toast.closed, timeout=2000):
        toast.start()
    assert not toast.isVisible()


def test_its_time_is_ten_seconds(window):
    toast = at_rest(window, "Marked done")
    toast.start()
    assert 9_000 < toast.remaining() <= 10_000


def test_it_waits_while_the_pointer_is_on_it(qtbot, window):
    toast = at_rest(window, "Marked done", stay_ms=5_000)
    toast.start()
    enter(toast)
    assert toast.waiting()
    left = toast.remaining()
    leave(toast)
    assert not toast.waiting()
    assert toast.remaining() <= left


def test_it_waits_while_undo_has_the_focus(qtbot, window):
    toast = at_rest(window, "Marked done", stay_ms=5_000)
    toast.start()
    toast.undo_button.setFocus(Qt.FocusReason.TabFocusReason)
    assert toast.waiting()
    toast.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert toast.waiting()
    toast.close_button.clearFocus()
    qtbot.waitUntil(lambda: not toast.waiting())


def test_undo_by_keyboard_is_told_and_the_toast_goes(qtbot, window):
    toast = at_rest(window, "Marked done")
    toast.start()
    with qtbot.waitSignals([toast.undone, toast.closed], timeout=500):
        qtbot.keyClick(toast.undo_button, Qt.Key.Key_Space)
    assert not toast.isVisible()


def test_close_does_not_undo(qtbot, window):
    toast = at_rest(window, "Marked done")
    toast.start()
    with qtbot.assertNotEmitted(toast.undone), qtbot.waitSignal(toast.closed, timeout=500):
        toast.close_button.click()


FILE = "Engagement letter of Dorothea Lindqvist, as she sent it back is back as version 3"


def words_of(toast: Toast) -> QLabel:
    return toast.findChildren(Text)[0]


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [("Marked done", 900, 1), (FILE[:60], 900, 1), (FILE, 900, 2), (FILE, 560, 2), (f"{FILE}, {FILE}", 876, 2)],
)
def test_its_words_are_whole_on_one_line_or_two(window, text, room, lines):
    toast = at_rest(window, text)
    toast.fit(room)
    toast.start()
    QApplication.processEvents()
    words = words_of(toast)
    assert words.text() == text
    assert words.height() == words.heightForWidth(words.width()) == 20 * lines
    assert toast.height() == 18 + 20 * lines
    assert toast.width() <= room
    assert toast.toolTip() == ""


def test_what_two_lines_cannot_hold_is_cut_and_read_in_full_in_the_tip(window):
    toast = at_rest(window, FILE * 8)
    toast.fit(500)
    assert words_of(toast).text().endswith("…")
    assert toast.height() == 58
    assert toast.toolTip() == toast.accessibleName() == FILE * 8
    toast.fit(5000)
    assert words_of(toast).text() == FILE * 8


def test_what_cannot_be_undone_offers_no_undo(window):
    toast = at_rest(window, "Letter issued", undo=False)
    toast.start()
    assert not toast.undo_button.isVisible()
    assert toast.close_button.accessibleName() == "Close"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Toast(HOSTILE),
        lambda: Banner("warn", HOSTILE, HOSTILE),
        lambda: EmptyState("fence", HOSTILE, HOSTILE, Button(HOSTILE)),
    ],
)
def test_mark_up_is_shown_as_text(qtbot, make):
    made = make()
    qtbot.addWidget(made)
    labels = made.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert HOSTILE in [label.text() for label in labels]


def test_a_banner_says_all_of_it(qtbot):
    banner = Banner("warn", "3 contacts outside hours", "Your policy says: written reminder.")
    qtbot.addWidget(banner)
    assert banner.accessibleName() == "3 contacts outside hours Your policy says: written reminder."
    banner.say("ok", "All kept")
    assert banner.accessibleName() == "All kept"
