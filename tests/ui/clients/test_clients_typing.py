"""The details of a client by keyboard: in, out again, and no letter typed where none was meant."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practice.actions import clients
from tests.ui.clients.driver import press, title, type_text

CTRL = Qt.KeyboardModifier.ControlModifier


def test_esc_leaves_the_details_for_the_list_and_keeps_what_was_typed(qtbot, screen, store, people):
    press(qtbot, Qt.Key.Key_E, CTRL)
    QApplication.focusWidget().setText("")
    type_text(qtbot, "Cor")
    press(qtbot, Qt.Key.Key_Escape)
    assert screen.people.rows.hasFocus()
    assert clients.find(store, people["Corwin"].id).given == "Cor"
    press(qtbot, Qt.Key.Key_J)
    assert title(screen) == "Dorothea Lindqvist"


def test_no_letter_is_offered_while_a_name_is_typed(qtbot, shell, screen):
    qtbot.waitUntil(lambda: "new note" in shell.status.key_texts)
    press(qtbot, Qt.Key.Key_E, CTRL)
    assert shell.status.key_texts == ["back to the list", "find or do"]
    press(qtbot, Qt.Key.Key_Escape)
    assert {"next", "new note"} <= set(shell.status.key_texts)
    press(qtbot, Qt.Key.Key_Slash)
    assert screen.people.search_edit.hasFocus()
    assert not {"next", "new note"} & set(shell.status.key_texts)


def test_coming_back_finds_the_list_and_not_the_name(qtbot, shell, screen, store, people):
    press(qtbot, Qt.Key.Key_E, CTRL)
    shell.go("sessions")
    shell.go("clients")
    assert screen.people.rows.hasFocus()
    press(qtbot, Qt.Key.Key_Slash)
    assert screen.people.search_edit.hasFocus()
    assert clients.find(store, people["Corwin"].id).given == "Corwin"


def test_esc_takes_a_new_client_without_a_name_back(qtbot, shell, screen, store, people):
    press(qtbot, Qt.Key.Key_N, CTRL)
    assert title(screen) == "New client"
    press(qtbot, Qt.Key.Key_Escape)
    assert title(screen) == "Corwin Ashby"
    assert screen.people.rows.hasFocus()
