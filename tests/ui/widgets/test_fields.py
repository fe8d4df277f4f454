"""Fields say what to type, forget the error while one types, and never take the program's text for the person's."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, ReadOnlyField, TextArea
from practice.ui.widgets.line_edits import SearchField

HOSTILE = '<img src="file:///etc/passwd">'


@pytest.fixture
def box(qtbot):
    made = FieldBox("Fixed fee", LineEdit(), hint="In dollars")
    qtbot.addWidget(made)
    made.show()
    return made


def test_label_and_hint_are_said(box):
    assert box.field.accessibleName() == "Fixed fee"
    assert box.field.accessibleDescription() == "In dollars"
    assert box.label.buddy() is box.field


def test_an_error_replaces_the_hint_and_goes_while_typing(qtbot, box):
    box.set_error("Add two digits for cents: $3,600.00")
    assert box.field.property("error") is True
    assert box.field.accessibleDescription() == "Add two digits for cents: $3,600.00"
    qtbot.keyClicks(box.field, "3")
    assert box.error == ""
    assert box.field.property("error") is False
    assert box.field.accessibleDescription() == "In dollars"


def test_an_error_makes_room_for_itself_and_gives_it_back(qtbot):
    box = FieldBox("Fixed fee", LineEdit())
    qtbot.addWidget(box)
    bare = box.sizeHint().height()
    box.set_error("Add two digits")
    assert box.sizeHint().height() > bare
    box.set_error("")
    assert box.sizeHint().height() == bare


def test_a_field_keeps_its_height_with_an_error(qtbot, box):
    before = box.field.height()
    box.set_error("Add two digits")
    box.adjustSize()
    assert box.field.height() == before == 32


def test_leaving_the_field_is_told(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    box, other = FieldBox("One", LineEdit()), LineEdit()
    column.addWidget(box)
    column.addWidget(other)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box.field.setFocus()
    with qtbot.waitSignal(box.left, timeout=500):
        qtbot.keyClick(box.field, Qt.Key.Key_Tab)
    assert other.hasFocus()


@pytest.fixture
def area(qtbot):
    made = TextArea("reading", least=1, most=4)
    qtbot.addWidget(made)
    made.resize(300, 40)
    made.show()
    return made


def test_only_the_person_edits(qtbot, area):
    with qtbot.assertNotEmitted(area.edited):
        area.setPlainText("From the store")
        area.set_text("From the store, again")
    with qtbot.waitSignal(area.edited, timeout=500):
        qtbot.keyClicks(area, "x")


def test_loading_leaves_nothing_to_undo(qtbot, area):
    area.setPlainText("From the store")
    assert not area.document().isUndoAvailable()
    qtbot.keyClicks(area, "x")
    qtbot.keyClick(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "From the store"


def test_the_same_text_again_leaves_the_cursor(qtbot, area):
    qtbot.keyClicks(area, "abc")
    area.set_text("abc")
    assert area.textCursor().position() == 3


def test_it_grows_line_by_line_and_stops(qtbot, area):
    one = area.height()
    area.setPlainText("a\nb")
    assert area.height() == one + 22
    area.setPlainText("a\n" * 9)
    assert area.height() == one + 3 * 22
    area.setPlainText("a")
    assert area.height() == one


def test_typed_lines_stand_as_far_apart_as_loaded_ones(qtbot, area):
    one = area.height()
    qtbot.keyClicks(area, "a")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "b")
    assert area.height() == one + 22


def test_mark_up_is_kept_as_text(area):
    area.setPlainText(HOSTILE)
    assert area.toPlainText() == HOSTILE
    assert not area.acceptRichText()


def test_tab_leaves_it(area):
    assert area.tabChangesFocus()


def test_a_read_only_field_shows_mark_up_as_text(qtbot):
    field = ReadOnlyField(HOSTILE)
    qtbot.addWidget(field)
    assert field.textFormat() == Qt.TextFormat.PlainText
    assert field.text() == HOSTILE


def test_choice_and_date_take_their_error_away(qtbot):
    combo, day = Combo(), DateEdit(date(2026, 11, 18))
    combo.addItems(["one", "two"])
    for field, key in ((combo, Qt.Key.Key_Down), (day, Qt.Key.Key_Up)):
        box = FieldBox("Ready", field)
        qtbot.addWidget(box)
        box.show()
        box.set_error("Choose one")
        qtbot.keyClick(field, key)
        assert box.error == ""


def test_search_says_what_it_searches(qtbot):
    field = SearchField("Search names and notes", "/")
    qtbot.addWidget(field)
    assert field.accessibleName() == field.placeholderText() == "Search names and notes"


def test_a_name_with_a_space_is_typed_into_a_choice(qtbot):
    combo = Combo()
    combo.addItems(["United Arab Emirates", "United Kingdom", "United States", "Uruguay"])
    qtbot.addWidget(combo)
    combo.show()
    combo.setCurrentIndex(3)
    chosen = []
    combo.activated.connect(chosen.append)
    QTest.keyClicks(combo, "united s")
    assert combo.currentText() == "United States"
    assert chosen == [0, 2]
    assert not combo.view().isVisible()
