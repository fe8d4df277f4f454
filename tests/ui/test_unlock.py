import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from practice.actions import practice
from practice.actions import store as stores
from practice.errors import AlreadyOpen, Trouble
from practice.rules.preferences import Theme
from practice.ui import instance, look, theme
from practice.ui.unlock.create import advice
from practice.ui.window import Window
from tests import make
from tests.ui.windows import PLACES, show


def locked_window(qtbot, folder):
    window = Window(folder, PLACES, lambda desk, text, limit: [], clock=lambda: make.NOW)
    qtbot.addWidget(window, before_close_func=lambda w: w.lock())
    qtbot.held = window  # a test may keep only one of its pages
    window.ask()
    show(qtbot, window)
    return window


@pytest.fixture
def practice_folder(tmp_path):
    store, code = stores.create(
        tmp_path / "practice", make.PASSPHRASE, "Halvard Estate Planning", cost=make.CHEAP, clock=lambda: make.NOW
    )
    store.close()
    (tmp_path / "code").write_text(code)
    return tmp_path / "practice"


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_lock_screen_shows_what_stands_in_clear(qtbot, practice_folder):
    window = locked_window(qtbot, practice_folder)
    said = texts(window)
    assert "Halvard Estate Planning" in said
    assert "Locked since" in said
    assert "No backup yet" in said
    assert window.unlock_page.field.edit.hasFocus()


def test_the_lock_screen_wears_the_chosen_colours_after_a_restart(qtbot, practice_folder):
    store = stores.unlock(practice_folder, make.PASSPHRASE)
    practice.change(store, {"theme": "dark"})
    store.close()
    try:
        locked_window(qtbot, practice_folder)
        assert theme.scheme() == theme.DARK
    finally:
        look.wear(Theme.LIGHT)
        look.wear(Theme.SYSTEM)


def test_the_window_opens_no_larger_than_the_screen(qtbot, tmp_path):
    window = locked_window(qtbot, tmp_path / "new")
    for room, size in (((1280, 800), (1280, 760)), ((2560, 1440), (1440, 900)), ((800, 600), (960, 640))):
        window.fit(QSize(*room))
        assert window.size() == QSize(*size)


def test_nothing_is_changed_by_a_wrong_passphrase(qtbot, practice_folder):
    before = {p.name: p.read_bytes() for p in practice_folder.iterdir() if p.is_file()}
    window = locked_window(qtbot, practice_folder)
    QTest.keyClicks(window.unlock_page.field.edit, "nonsense")
    QTest.keyClick(window.unlock_page.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.unlock_page.field.sentence.isVisible())
    assert window.unlock_page.field.edit.hasFocus()
    assert {p.name: p.read_bytes() for p in practice_folder.iterdir() if p.is_file()} == before


def test_an_empty_field_is_asked_for(qtbot, practice_folder):
    page = locked_window(qtbot, practice_folder).unlock_page
    QTest.keyClick(page.field.edit, Qt.Key.Key_Return)
    assert page.field.sentence.text() == "Type your passphrase."


def test_no_undo_brings_a_passphrase_back(qtbot, practice_folder):
    window = locked_window(qtbot, practice_folder)
    edit = window.unlock_page.field.edit
    QTest.keyClicks(edit, make.PASSPHRASE)
    with qtbot.waitSignal(window.opened):
        QTest.keyClick(edit, Qt.Key.Key_Return)
    window.lock()
    edit.reveal(True)
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == ""


def test_the_window_is_free_while_the_key_is_worked_out(qtbot, practice_folder):
    window = locked_window(qtbot, practice_folder)
    QTest.keyClicks(window.unlock_page.field.edit, make.PASSPHRASE)
    QTest.keyClick(window.unlock_page.field.edit, Qt.Key.Key_Return)
    assert window.shell is None  # the key comes from a worker
    assert not window.unlock_page.unlock_button.isEnabled()
    qtbot.waitSignal(window.opened).wait()
    assert window.shell is not None


@pytest.mark.parametrize("as_passphrase", [False, True])
def test_the_recovery_code_opens_and_leads_to_a_new_passphrase(qtbot, practice_folder, as_passphrase):
    window = locked_window(qtbot, practice_folder)
    page = window.unlock_page
    if not as_passphrase:
        qtbot.mouseClick(page.other_button, Qt.MouseButton.LeftButton)
    code = (practice_folder.parent / "code").read_text()
    QTest.keyClicks(page.field.edit, code.lower().replace("-", " "))
    with qtbot.waitSignal(window.opened):
        QTest.keyClick(page.field.edit, Qt.Key.Key_Return)
    assert window.shell.place == "settings"
    assert "new passphrase" in window.shell.messages.text


def test_caps_lock_is_noticed_and_show_shows(qtbot, practice_folder):
    page = locked_window(qtbot, practice_folder).unlock_page
    none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for key, held, text, noticed in ((Qt.Key.Key_A, none, "a", False), (Qt.Key.Key_B, shift, "B", False),
                                     (Qt.Key.Key_C, none, "C", True), (Qt.Key.Key_D, shift, "d", True)):  # fmt: skip
        QApplication.sendEvent(page.field.edit, QKeyEvent(QEvent.Type.KeyPress, key, held, text))
        assert page.field.caps.isVisible() is noticed
    page.field.edit.reveal(True)
    assert page.field.edit.echoMode() == page.field.edit.EchoMode.Normal


def test_a_damaged_key_file_is_a_sentence(qtbot, practice_folder):
    window = locked_window(qtbot, practice_folder)
    (practice_folder / "practice.key").write_text("{")
    QTest.keyClicks(window.unlock_page.field.edit, make.PASSPHRASE)
    QTest.keyClick(window.unlock_page.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "key file" in window.unlock_page.field.sentence.text())


def test_making_a_practice_by_keyboard_alone(qtbot, tmp_path):
    window = locked_window(qtbot, tmp_path / "new")
    page = window.create_page
    page.cost = make.CHEAP
    QTest.keyClicks(QApplication.focusWidget(), "four plain words here")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "four plain words her")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "differ" in page.second.sentence.text()
    QTest.keyClicks(QApplication.focusWidget(), "e")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.code.isVisible())
    shown = "".join(line.text() for line in page.code._lines).replace(" ", "")
    assert len(shown) == 32
    page.code.done_button.setFocus()
    QTest.keyClick(page.code.done_button, Qt.Key.Key_Space)
    assert window.shell is None  # the first press only asks
    with qtbot.waitSignal(window.opened):
        QTest.keyClick(page.code.done_button, Qt.Key.Key_Space)
    assert window.shell.place == "welcome"
    assert shown not in texts(window)
    assert stores.data_key(tmp_path / "new", shown) == window.desk.store.key


def test_the_focus_of_the_recovery_code_stands_around_it_with_room(qtbot, tmp_path):
    window = locked_window(qtbot, tmp_path / "new")
    window.show_made(b"x" * 32, "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-4567-89AB")
    code = window.create_page.code
    qtbot.waitUntil(code.hasFocus)
    for line in code._lines:
        inside = QRect(line.mapTo(code, QPoint(0, 0)), line.size())
        assert code.ring().area.contains(inside.adjusted(-12, -12, 12, 12))
    for other in (code.print_button, code.done_button, code._note):
        assert not code.ring().area.adjusted(-4, -4, 4, 4).intersects(other.geometry())


def test_tab_leads_from_the_passphrase_to_its_repeat_and_the_button(qtbot, tmp_path):
    page = locked_window(qtbot, tmp_path / "new").create_page
    for there in (page.second.edit, page.create_button, page.first.edit._show, page.second.edit._show, page.first.edit):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is there


def test_tab_leads_from_the_passphrase_to_unlock(qtbot, practice_folder):
    page = locked_window(qtbot, practice_folder).unlock_page
    for there in (page.unlock_button, page.field.edit._show, page.other_button, page.field.edit):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is there


def test_that_the_two_differ_is_said_no_longer_than_they_do(qtbot, tmp_path):
    page = locked_window(qtbot, tmp_path / "new").create_page
    QTest.keyClicks(page.first.edit, "four plain words her")
    QTest.keyClicks(page.second.edit, "four plain words here")
    QTest.keyClick(page.second.edit, Qt.Key.Key_Return)
    assert page.second.sentence.isVisible()
    QTest.keyClicks(page.first.edit, "x")
    assert page.second.sentence.isVisible()
    QTest.keyClick(page.first.edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(page.first.edit, "e")
    assert not page.second.sentence.isVisible()


def test_a_short_passphrase_is_refused_with_advice(qtbot, tmp_path):
    page = locked_window(qtbot, tmp_path / "new").create_page
    QTest.keyClicks(page.first.edit, "short")
    QTest.keyClick(page.first.edit, Qt.Key.Key_Return)
    QTest.keyClick(page.second.edit, Qt.Key.Key_Return)
    assert "at least 8" in page.first.sentence.text()
    assert not (tmp_path / "new" / "practice.db").exists()


def test_advice_follows_the_length():
    assert [advice(text)[:9] for text in ("", "short", "eight888", "sixteen letters!")] == [
        "Four or f",
        "Too short",
        "Long enou",
        "Good leng",
    ]


def test_the_recovery_page_prints_from_memory(qtbot, tmp_path):
    page = locked_window(qtbot, tmp_path / "new").create_page
    page.show_made(b"k" * 32, "380D-4WFY-Z9JW-ZVN0-91YX-0ZN9-1GGZ-2PW8")
    before = set(os.listdir(tmp_path))
    assert page.code.page().startswith(b"%PDF")
    assert set(os.listdir(tmp_path)) == before


def test_a_second_program_is_told_and_a_dead_one_is_followed(tmp_path):
    first = instance.hold(tmp_path)
    with pytest.raises(AlreadyOpen, match="another window"):
        instance.hold(tmp_path)
    first.unlock()
    hold = "import sys, pathlib; from practice.ui import instance; lock = instance.hold(pathlib.Path(sys.argv[1]));"
    program = [sys.executable, "-c", f"{hold} print('held', flush=True); sys.stdin.read()", str(tmp_path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyOpen):
            instance.hold(tmp_path)
        other.kill()
        other.wait()
        instance.hold(tmp_path).unlock()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Trouble, match="unpack it into a new folder"):
        instance.hold(tmp_path / "file")
    with pytest.raises(Trouble, match="Choose another one"):
        instance.hold(tmp_path / "file" / "below")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are of Unix")
def test_a_full_disk_is_not_taken_for_another_window(tmp_path):
    no_room = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    no_room += "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
    hold = "import pathlib, sys; from practice.ui import instance; instance.hold(pathlib.Path(sys.argv[1]))"
    said = subprocess.run([sys.executable, "-c", no_room + hold, tmp_path], capture_output=True, text=True, check=False)
    assert "DiskFull" in said.stderr
    assert "Make some room" in said.stderr
