"""Locking and unlocking: nothing stays on the screen or in memory, and one returns to where one was."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu

from practice.actions import practice
from practice.actions import store as stores
from practice.errors import Damaged
from practice.letters import lines, render, shape
from practice.rules.letters import LetterFacts, Paragraph
from practice.ui.shell import Shell
from tests import make
from tests.ui.windows import CTRL, NAME, new_window, press, texts


@pytest.fixture
def window(qtbot, tmp_path):
    return new_window(qtbot, tmp_path)


def test_lock_takes_the_practice_off_the_screen_and_forgets_the_key(qtbot, window):
    store = window.desk.store
    assert NAME in texts(window)
    press(Qt.Key.Key_L, CTRL)
    assert window.shell is None
    assert not {text for text in texts(window) if NAME in text}
    assert store.key == b""
    assert window.windowTitle() == "Practice"
    assert "Halvard Estate Planning" in texts(window)  # the key file has it in clear
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [w for w in QApplication.allWidgets() if isinstance(w, QLabel) and w.text() == NAME]


def test_unlock_by_keyboard_alone(qtbot, window):
    press(Qt.Key.Key_L, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "not the passphrase")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this practice" in window.unlock_page.field.sentence.text())
    assert window.shell is None
    press(Qt.Key.Key_A, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), make.PASSPHRASE)
    with qtbot.waitSignal(window.opened):
        press(Qt.Key.Key_Return)
    assert window.shell.place == "clients"
    assert window.unlock_page.field.edit.text() == ""


def test_unlock_leads_back_to_where_one_was(window):
    store = window.desk.store
    window.shell.go("letters", 7)
    window.shell.current.record_shown = lambda: 7
    window.lock()
    window.open(stores.unlock(store.folder, make.PASSPHRASE))
    assert window.shell.place == "letters"
    assert window.shell.current.asked == [7]


def test_trouble_on_the_way_back_is_told_and_the_practice_is_open(window, monkeypatch):
    store = window.desk.store
    window.shell.go("letters", 7)
    window.shell.current.record_shown = lambda: 7
    monkeypatch.setattr(type(window.shell.current), "show_record", breaks(Damaged("It is damaged.")))
    window.lock()
    window._on_key(stores.unlock(store.folder, make.PASSPHRASE).key, False)
    assert window.shell.isVisible()
    assert "It is damaged." in texts(window)


@pytest.mark.parametrize("step", ["__init__", "go"])
def test_trouble_in_the_first_place_leaves_nothing_open(window, monkeypatch, step):
    store = window.desk.store
    window.lock()
    opened = []
    monkeypatch.setattr(Shell, step, breaks(Damaged("It is damaged.")))
    window.opened.connect(lambda: opened.append(True))
    window._on_key(stores.unlock(store.folder, make.PASSPHRASE).key, False)
    assert (window.shell, window.desk, opened) == (None, None, [])
    assert "It is damaged." in texts(window)


def test_a_place_that_does_not_know_itself_is_locked_too(window):
    store, shell = window.desk.store, window.shell
    shell.current.record_shown = breaks(AssertionError())
    with pytest.raises(AssertionError):
        window.lock()
    assert store.key == b""
    assert window.shell is None


def breaks(error):
    def raises(*_):
        raise error

    return raises


def test_lock_saves_what_is_being_typed(qtbot, window):
    window.shell.go("settings")
    phone = window.shell.current.form.editor("phone")
    phone.setFocus()
    QTest.keyClicks(phone, "(503) 555-0142")
    press(Qt.Key.Key_L, CTRL)
    store = stores.unlock(window._folder, make.PASSPHRASE)
    assert practice.profile(store).phone == "(503) 555-0142"
    store.abandon()


def test_lock_takes_dialogs_and_menus_off_the_screen_too(qtbot, window):
    dialog, menu = QDialog(window), QMenu(window.shell)
    menu.addAction(NAME)
    dialog.open()
    menu.popup(window.pos())
    assert dialog.isVisible()
    assert menu.isVisible()
    window.lock()
    assert not dialog.isVisible()
    assert not menu.isVisible()


def test_a_fault_while_saving_does_not_keep_the_practice_open(qtbot, window, monkeypatch):
    store, shell = window.desk.store, window.shell
    monkeypatch.setattr(shell.current, "flush", breaks(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        window.lock()
    assert store.key == b""
    assert window.shell is None
    assert not {text for text in texts(window) if NAME in text}


def test_a_lock_that_cannot_be_noted_says_so_and_locks(qtbot, window):
    store = window.desk.store
    (window._folder / "practice.key").rename(window._folder / "elsewhere")
    with pytest.raises(Damaged, match="missing"):
        window.lock()  # what the lock screen shows is missing too
    assert store.key == b""
    assert window.shell is None


def test_lock_forgets_the_words_of_letters(window):
    render(LetterFacts(opening=(Paragraph(NAME),)))
    assert lines.fit.cache_info().currsize
    window.lock()
    assert not lines.fit.cache_info().currsize
    assert not shape.shape.cache_info().currsize


def test_idle_locks(qtbot, window):
    window._idle.start(0.0005)
    with qtbot.waitSignal(window.locked, timeout=3000):
        pass
    assert window.shell is None


def test_every_key_begins_the_count_again(qtbot, window):
    timer = window._idle._timer
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.start(60_000)
    QTest.qWait(120)
    spent = timer.remainingTime()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F20)
    assert timer.remainingTime() > spent


def test_lock_after_follows_the_setting(window):
    assert window._idle.minutes == 5
    practice.change(window.desk.store, {"lock_minutes": 15})
    assert window._idle.minutes == 15
