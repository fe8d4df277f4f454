import sys

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from practice.actions import clients, practice, sessions
from practice.actions import store as stores
from practice.errors import DiskFull
from practice.ui.catch import catch
from tests import make
from tests.ui.windows import CTRL, new_window, press, texts


@pytest.fixture
def window(qtbot, tmp_path):
    return new_window(qtbot, tmp_path)


@pytest.fixture
def hooks(monkeypatch):
    """Puts the exception hook back afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_screens_are_built_when_first_visited_and_kept(window):
    shell = window.shell
    first = shell.current
    shell.go("letters")
    assert shell.current is not first
    shell.go("clients")
    assert shell.current is first
    assert first.loads == 1


def test_a_change_loads_the_visible_screen_now_and_the_hidden_one_when_shown(window):
    shell = window.shell
    hidden = shell.current
    shell.go("letters")
    clients.create(window.desk.store, make.client(), make.NOW)
    assert (shell.current.loads, hidden.loads) == (2, 1)
    shell.go("clients")
    assert hidden.loads == 2


def test_the_keys_of_every_place(window):
    press(Qt.Key.Key_2, CTRL)
    assert window.shell.place == "letters"
    press(Qt.Key.Key_1, CTRL)
    assert window.shell.place == "clients"
    press(Qt.Key.Key_I, CTRL)
    assert window.shell.current.inspected == 1
    press(Qt.Key.Key_N, CTRL)
    assert window.shell.current.asked == [0]
    press(Qt.Key.Key_Comma, CTRL)
    assert window.shell.place == "settings"


def test_single_letters_and_chords_work_outside_text_only(window):
    screen = window.shell.current
    screen.setFocus()
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_P, CTRL)
    assert screen.pressed == ["N", "LB", "P"]
    screen.line.setFocus()
    QTest.keyClicks(screen.line, "nlb")
    assert screen.line.text() == "nlb"
    assert screen.pressed == ["N", "LB", "P"]


def test_single_letters_can_be_turned_off(window):
    practice.change(window.desk.store, {"single_letters": False})
    screen = window.shell.current
    screen.setFocus()
    press(Qt.Key.Key_N)
    assert screen.pressed == []


def test_the_status_bar_shows_the_keys_that_work_here(qtbot, window):
    qtbot.waitUntil(lambda: bool(window.shell.status.key_texts))
    assert window.shell.status.key_texts == ["new note", "log a boundary", "print", "find or do"]
    window.shell.go("settings")
    assert "next field" in window.shell.status.key_texts


def test_undo_and_redo_say_so(window):
    store = window.desk.store
    practice.change(store, {"phone": "(503) 555-0142"})
    window.shell.current.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert practice.profile(store).phone == ""
    assert window.shell.toasts.text == "Taken back: a change of the settings"
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert practice.profile(store).phone == "(503) 555-0142"
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert window.shell.toasts.text == "There is nothing to take back."


def test_after_a_final_act_undo_says_that_it_stays(window):
    store = window.desk.store
    client = clients.create(store, make.client(), make.NOW)
    note = sessions.begin(store, client.id, make.NOW)
    sessions.write(store, note.id, fields={"covered": "Page by page."})
    sessions.sign(store, note.id, make.NOW)
    window.shell.current.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert window.shell.toasts.text == "What was signed or issued stays, and so does all that came before it."


def test_a_text_field_undoes_its_own_typing_first(window):
    practice.change(window.desk.store, {"phone": "(503) 555-0142"})
    line = window.shell.current.line
    line.setFocus()
    QTest.keyClicks(line, "abc")
    press(Qt.Key.Key_Z, CTRL)
    assert line.text() == ""
    assert practice.profile(window.desk.store).phone == "(503) 555-0142"
    press(Qt.Key.Key_Z, CTRL)
    assert practice.profile(window.desk.store).phone == ""


def test_the_toast_undoes(qtbot, window):
    practice.change(window.desk.store, {"phone": "(503) 555-0142"})
    window.desk.toast("Phone kept")
    toast = window.shell.toasts._toast
    assert window.shell.toasts.text == "Phone kept"
    qtbot.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert practice.profile(window.desk.store).phone == ""
    assert window.shell.toasts.text == "Taken back: a change of the settings"


def test_known_trouble_stands_in_the_message_bar_until_put_away(qtbot, window):
    window.desk.tell("The disk is full. Make some room and try again.")
    assert "disk is full" in window.shell.messages.text
    qtbot.mouseClick(window.shell.messages.findChild(QAbstractButton), Qt.MouseButton.LeftButton)
    assert window.shell.messages.text == ""


def test_f6_goes_round_the_panes(window):
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen[0] is seen[2]
    assert seen[0] is not seen[1]


def test_f1_shows_the_keys_and_esc_puts_them_away(window):
    press(Qt.Key.Key_F1)
    sheet = window.shell.key_sheet
    assert sheet.isVisible()
    assert {"new note", "find or do"} <= texts(sheet)
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize(("wide", "side"), [(1440, 208), (1361, 208), (1360, 192), (1180, 192), (1179, 52), (960, 52)])
def test_the_sidebar_follows_the_width(window, wide, side):
    window.resize(wide, 800)
    QApplication.processEvents()
    assert window.shell.side.width() == side


def test_the_window_is_never_smaller_than_its_least(window):
    window.resize(QSize(300, 200))
    assert (window.width(), window.height()) >= (960, 640)


def test_a_click_in_the_sidebar_goes_there(qtbot, window):
    view = window.shell.side.places
    at = view.visualRect(view.model().index(1, 0)).center() + QPoint(0, 6)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.shell.place == "letters"


def test_the_lock_in_the_sidebar_locks(qtbot, window):
    window.shell.side.chosen.emit("lock")
    assert window.shell is None


@pytest.mark.parametrize("locked", [False, True])
def test_ctrl_q_closes_the_window(window, locked):
    if locked:
        window.lock()
    press(Qt.Key.Key_Q, CTRL)
    assert not window.isVisible()
    assert window.desk is None


def test_closing_the_window_locks_the_store(qtbot, window):
    store = window.desk.store
    window.close()
    assert store.key == b""
    assert stores.shown(window._folder).locked_at


def test_a_new_practice_opens_with_the_set_up(qtbot, tmp_path):
    window = new_window(qtbot, tmp_path, set_up=False)
    assert window.shell.place == "welcome"


def test_a_crash_shows_no_value_and_goes_on(window, hooks):
    hook = catch(window.tell, window.show_crash)
    try:
        secret = "Dorothea Lindqvist"
        raise ValueError(secret)
    except ValueError as error:
        hook(type(error), error, error.__traceback__)
    page = window.crash_page
    assert page.isVisible()
    assert "ValueError" in page.details.toPlainText()
    assert "Dorothea" not in page.details.toPlainText()
    press(Qt.Key.Key_Escape)
    assert window.shell.isVisible()


def test_unexpected_trouble_goes_to_the_message_bar(window, hooks):
    hook = catch(window.tell, window.show_crash)
    error = DiskFull("The disk is full. Make some room and try again.")
    hook(DiskFull, error, None)
    assert "disk is full" in window.shell.messages.text


def test_closing_waits_once_where_what_was_typed_cannot_be_kept(window, monkeypatch):
    def full() -> bool:
        raise DiskFull("The disk is full.")

    store, screen = window.desk.store, window.shell.current
    monkeypatch.setattr(screen, "flush", full)
    assert not window.close()
    assert window.isVisible()
    assert window.shell.messages.text == "The disk is full. Close once more to go without what you typed last."
    monkeypatch.setattr(screen, "flush", lambda: False)
    window.show_crash("ValueError")
    assert not window.close(), "another reason is told too"
    assert "cannot be kept as it stands" in window.shell.messages.text
    assert window.shell.isVisible()
    assert window.close()
    assert store.key == b""


def test_closing_goes_at_once_when_all_is_kept_after_all(window, monkeypatch):
    screen = window.shell.current
    monkeypatch.setattr(screen, "flush", lambda: False)
    assert not window.close()
    monkeypatch.setattr(screen, "flush", lambda: True)
    assert window.close()
