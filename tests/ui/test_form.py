from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.errors import Refused
from practice.ui import form as forms
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.widgets.choices import Toggle
from practice.ui.widgets.fields import Combo, DateEdit, FieldBox, LineEdit, TextArea
from practice.ui.widgets.segmented import Segmented
from tests import make


@pytest.fixture
def desk(tmp_path):
    store = make.store(tmp_path)
    desk = Desk(store, clock=lambda: make.NOW)
    yield desk
    desk.leave()
    store.abandon()


class Page(QWidget):
    """A form over two lines and a text, that writes down what it was asked to save."""

    def __init__(self, desk):
        super().__init__()
        self.boxes = {"name": FieldBox("Name", LineEdit()), "email": FieldBox("Email", LineEdit())}
        self.boxes["notes"] = FieldBox("Notes", TextArea())
        column = QVBoxLayout(self)
        for box in self.boxes.values():
            column.addWidget(box)
        self.saves = []
        self.form = Form(desk, self.boxes, self.save, self)

    def save(self, key, values, visit):
        if "@" not in values.get("email", "@"):
            raise Refused({"email": "Type an address such as ines@halvard.example."})
        self.saves.append((key, values, visit))

    def edit(self, name):
        return self.boxes[name].field


@pytest.fixture
def page(qtbot, desk):
    page = Page(desk)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.form.show({"name": "Ida", "email": "", "notes": ""}, key=1)
    return page


def kept(page):
    return [values for _, values, _ in page.saves]


def test_showing_never_saves(qtbot, page):
    page.form.show({"name": "Corwin", "notes": "Long\ntext"}, key=2)
    assert not page.form.dirty
    assert not page.form._after_last.isActive()
    assert page.form.flush()
    assert page.saves == []


def test_what_is_typed_is_saved_by_itself_and_alone(qtbot, page):
    page.edit("name").setFocus()
    QTest.keyClicks(page.edit("name"), "lia")
    assert page.saves == []
    with qtbot.waitSignal(page.form.saved, timeout=2000):
        pass
    assert kept(page) == [{"name": "Idalia"}]
    assert page.saves[0][0] == 1


def test_the_timers_are_600_after_the_last_and_800_after_the_first(page):
    QTest.keyClicks(page.edit("name"), "l")
    last, first = page.form._after_last, page.form._after_first
    assert (last.interval(), first.interval()) == (600, 800) == (forms.AFTER_LAST_MS, forms.AFTER_FIRST_MS)
    began = first.remainingTime()
    QTest.qWait(60)
    QTest.keyClicks(page.edit("name"), "i")
    assert first.remainingTime() < began - 40  # not started again
    assert last.remainingTime() > 560


def test_steady_typing_is_saved_before_the_last_key(qtbot, page):
    page.edit("notes").setFocus()
    with qtbot.waitSignal(page.form.saved, timeout=3000):
        QTest.keyClicks(page.edit("notes"), "steady", delay=160)  # never a pause of 600
    assert len(page.saves) >= 1


def test_leaving_a_field_saves_at_once(page):
    page.edit("name").setFocus()
    QTest.keyClicks(page.edit("name"), "!")
    page.edit("email").setFocus()
    assert kept(page) == [{"name": "Ida!"}]


def test_hiding_saves_at_once(page):
    page.edit("name").setFocus()
    QTest.keyClicks(page.edit("name"), "!")
    page.hide()
    assert kept(page) == [{"name": "Ida!"}]


def test_one_visit_has_one_token_and_the_next_another(page):
    page.edit("name").setFocus()
    QTest.keyClicks(page.edit("name"), "a")
    page.form.flush()
    QTest.keyClicks(page.edit("name"), "b")
    page.form.flush()
    page.edit("notes").setFocus()
    page.edit("name").setFocus()
    QTest.keyClicks(page.edit("name"), "c")
    page.form.flush()
    first, second, third = (visit for _, _, visit in page.saves)
    assert first == second != third


def test_what_is_refused_stays_with_its_sentence_once_left(desk, page):
    email = page.edit("email")
    email.setFocus()
    QTest.keyClicks(email, "nowhere")
    page.form._on_due()
    assert page.boxes["email"].error == ""  # not while typing
    page.edit("name").setFocus()
    assert "ines@halvard.example" in page.boxes["email"].error
    assert email.text() == "nowhere"
    assert desk.refused == 1
    QTest.keyClicks(email, "@x.example")
    assert page.boxes["email"].error == ""
    page.form.flush()
    assert kept(page) == [{"email": "nowhere@x.example"}]
    assert desk.refused == 0


def test_a_refused_field_does_not_hold_the_others_back(page):
    QTest.keyClicks(page.edit("email"), "nowhere")
    QTest.keyClicks(page.edit("name"), "!")
    assert not page.form.flush()
    assert kept(page) == [{"name": "Ida!"}]


def test_showing_the_same_record_again_leaves_a_draft_alone(page):
    QTest.keyClicks(page.edit("email"), "nowhere")
    page.form.show({"name": "Ida Crane", "email": ""}, key=1)
    assert page.edit("email").text() == "nowhere"
    assert page.edit("name").text() == "Ida Crane"


def test_another_record_saves_the_first_under_its_own_key(page):
    QTest.keyClicks(page.edit("name"), "!")
    page.form.show({"name": "Corwin", "email": "", "notes": ""}, key=2)
    assert page.saves[0][:2] == (1, {"name": "Ida!"})
    assert page.edit("name").text() == "Corwin"


def test_another_record_says_what_of_the_first_was_not_kept(qtbot, desk, page):
    QTest.keyClicks(page.edit("email"), "ines")
    with qtbot.waitSignal(desk.told) as told:
        page.form.show({"name": "Corwin", "email": "", "notes": ""}, key=2)
    assert told.args == ["Not kept: Type an address such as ines@halvard.example."]
    assert page.edit("email").text() == ""


def test_an_error_that_is_no_refusal_keeps_the_draft(page):
    def full(*_):
        raise OSError("disk full")

    page.form._save = full
    QTest.keyClicks(page.edit("name"), "!")
    with pytest.raises(OSError, match="disk full"):
        page.form.flush()
    assert page.form.dirty
    assert page.edit("name").text() == "Ida!"
    page.form._save = page.save


def test_the_status_counts_what_is_unsaved(desk, page):
    assert not desk.unsaved
    QTest.keyClicks(page.edit("name"), "!")
    assert desk.unsaved
    page.form.flush()
    assert not desk.unsaved


def combo():
    made = Combo()
    for value, text in (("us", "United States"), ("gb", "United Kingdom")):
        made.addItem(text, value)
    return made


@pytest.mark.parametrize(
    ("editor", "value"),
    [
        (LineEdit, "Ída"),
        (TextArea, "one\ntwo"),
        (combo, "gb"),
        (DateEdit, date(2026, 11, 18)),
        (lambda: Toggle("On"), True),
        (lambda: Segmented([("a", "A"), ("b", "B")]), "b"),
    ],
)
def test_each_editor_holds_what_it_was_given(qtbot, editor, value):
    made = editor()
    qtbot.addWidget(made)
    forms.edited_by_hand(made)
    forms.put_value(made, value)
    assert forms.value_of(made) == value


def test_a_choice_by_hand_is_saved_and_one_by_the_program_is_not(qtbot, desk):
    toggle, saves = Toggle("On"), []
    qtbot.addWidget(toggle)
    form = Form(desk, {"on": toggle}, lambda _, values, __: saves.append(values), toggle)
    form.show({"on": True})
    assert not form.dirty
    toggle.show()
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=toggle.rect().center())
    form.flush()
    assert saves == [{"on": False}]
