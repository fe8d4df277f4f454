"""What the window says by itself: it goes with the record it is about, once it is settled, or by Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from practice.actions import clients
from practice.errors import Refused
from practice.ui.form import Form
from practice.ui.widgets.fields import FieldBox, LineEdit
from tests import make
from tests.ui.clients.driver import opened

WHY = "Signing needs one more part of the program."


@pytest.fixture
def store(tmp_path):
    store = make.store(tmp_path)
    yield store
    store.abandon()


@pytest.fixture
def people(store):
    return [clients.create(store, make.client(given, "Ashby"), make.NOW) for given in ("Corwin", "Petra")]


@pytest.fixture
def shell(qtbot, qapp, store, people):
    shell = opened(qtbot, qapp, store)
    shell.go("clients", people[0].id)
    return shell


def tell(shell, sentence: str = WHY) -> None:
    shell.desk.tell(sentence)
    QApplication.processEvents()  # the turn in which it was told is over


def test_a_message_stays_while_its_record_is_shown(shell, people):
    tell(shell)
    shell.desk.hints()
    shell.go("clients", people[0].id)
    assert shell.messages.text == WHY


def test_a_message_goes_with_its_record(shell, people):
    tell(shell)
    shell.go("clients", people[1].id)
    assert shell.messages.text == ""


def test_a_message_goes_with_the_row_that_is_left_by_keys(qtbot, shell, people):
    rows = shell.current.people.rows
    rows.setFocus()
    tell(shell)
    here = shell.where()
    QTest.keyClick(rows, Qt.Key.Key_Up if rows.currentIndex().row() else Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shell.where() != here)
    assert shell.messages.text == ""


def test_a_message_goes_with_its_place(shell):
    tell(shell)
    shell.go("letters")
    assert shell.messages.text == ""


def test_what_is_told_on_the_way_is_read_where_it_leads(shell, people):
    shell.desk.tell(WHY)
    shell.go("clients", people[1].id)
    QApplication.processEvents()
    assert shell.messages.text == WHY
    shell.go("clients", people[0].id)
    assert shell.messages.text == ""


def test_what_is_done_later_settles_it_but_not_what_is_done_along_with_it(shell):
    shell.desk.tell(WHY)
    shell.desk.toast("Archived Corwin Ashby")
    assert shell.messages.text == WHY
    QApplication.processEvents()
    shell.desk.toast("Added 2 files", settles=False)
    assert shell.messages.text == WHY
    shell.desk.toast("Archived Corwin Ashby")
    assert shell.messages.text == ""


def test_a_form_settles_what_it_told(qtbot, shell):
    page, line = QWidget(), LineEdit()
    qtbot.addWidget(page)
    box = FieldBox("Name", line)
    box.setParent(page)

    def save(_key, values, _visit):
        if values["name"] == "x":
            raise Refused("Close the file first.")

    form = Form(shell.desk, {"name": box}, save, page)
    QTest.keyClicks(line, "x")
    form.flush()
    QApplication.processEvents()
    assert shell.messages.text == "Close the file first."
    QTest.keyClicks(line, "y")
    form.flush()
    assert shell.messages.text == ""


def test_esc_puts_it_away_and_its_button_says_so(shell):
    tell(shell)
    [button] = [one for one in shell.messages.findChildren(QWidget) if one.accessibleName() == "Put this message away"]
    assert button.toolTip() == "Put this message away  Esc"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert shell.messages.text == ""


def test_f8_says_when_nothing_needs_attention(shell):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert shell.toasts.text == "Nothing needs attention here"
