"""Choices work by keyboard, are silent when the program sets them, and tell screen readers what is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.tab_order import stops
from practice.ui.widgets.choices import Check, Radio, RadioList, Toggle
from practice.ui.widgets.segmented import Segmented


@pytest.fixture
def answers(qtbot):
    made = Segmented([("no", "No"), ("partly", "Partly"), ("yes", "Yes")], "Sees the value", keys=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_arrows_choose_the_next_answer_and_tell(qtbot, answers):
    answers.set_value("no")
    heard = []
    answers.chosen.connect(heard.append)
    first = answers.segments()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert answers.value() == "partly"
    qtbot.keyClick(answers.segments()[1], Qt.Key.Key_Right)
    assert answers.value() == "yes"
    assert heard == ["partly", "yes"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((Qt.Key.Key_Right, "yes"), (Qt.Key.Key_Down, "yes"), (Qt.Key.Key_Left, "no"), (Qt.Key.Key_Up, "no")),
        *((Qt.Key.Key_Home, "no"), (Qt.Key.Key_End, "yes")),
    ],
)
@pytest.mark.parametrize("on", [0, 1, 2])
def test_a_key_chooses_at_once_wherever_the_focus_came_from(qtbot, answers, on, key, value):
    qtbot.waitUntil(answers.isVisible)
    answers.set_value("partly")
    answers.segments()[on].setFocus()
    heard = []
    answers.chosen.connect(heard.append)
    qtbot.keyClick(answers.segments()[on], key)
    assert answers.value() == value
    assert heard == [value]
    chosen = next(segment for segment in answers.segments() if segment.isChecked())
    assert chosen.hasFocus()
    qtbot.keyClick(chosen, key)
    assert heard == [value]  # it stays at the end


def test_tab_stops_once_at_the_chosen_answer(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Segmented([("no", "No"), ("partly", "Partly"), ("yes", "Yes")], "Sees the value")
    QVBoxLayout(window).addWidget(made)
    window.show()
    assert list(stops(window)) == [made.segments()[0]]
    made.set_value("yes")
    assert list(stops(window)) == [made.segments()[2]]
    made.pick(2)
    assert list(stops(window)) == [made.segments()[1]]
    made.set_value(None)
    assert list(stops(window)) == [made.segments()[0]]


def test_the_focus_follows_a_value_that_the_program_sets(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Segmented([("no", "No"), ("yes", "Yes")], "Sees the value")
    QVBoxLayout(window).addWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.set_value("no")
    made.setFocus()
    with qtbot.assertNotEmitted(made.chosen):
        made.set_value("yes")
    assert made.segments()[1].hasFocus()


def test_the_ring_goes_around_all_of_it_once_something_is_chosen(answers):
    one = answers.segments()[1]
    assert one.rect().contains(one.ring().area)
    answers.set_value("partly")
    assert one.ring().area.size() == answers.size()


def test_number_keys_choose(qtbot, answers):
    heard = []
    answers.chosen.connect(heard.append)
    qtbot.keyClick(answers.segments()[0], Qt.Key.Key_3)
    qtbot.keyClick(answers.segments()[0], Qt.Key.Key_7)
    assert heard == ["yes"]


def test_space_and_click_choose(qtbot, answers):
    qtbot.keyClick(answers.segments()[1], Qt.Key.Key_Space)
    assert answers.value() == "partly"
    qtbot.mouseClick(answers.segments()[2], Qt.MouseButton.LeftButton)
    assert answers.value() == "yes"


def test_setting_a_value_is_silent_and_none_chooses_nothing(qtbot, answers):
    with qtbot.assertNotEmitted(answers.chosen):
        answers.set_value("yes")
        answers.set_value(None)
    assert answers.value() is None


def test_a_value_may_be_false_or_zero(qtbot):
    made = Segmented([(0, "None"), (1, "One")])
    qtbot.addWidget(made)
    made.set_value(0)
    assert made.value() == 0
    assert made.segments()[0].isChecked()


def test_each_answer_is_a_radio_button_with_the_question(answers):
    answers.set_value("partly")
    said = QAccessible.queryAccessibleInterface(answers.segments()[1])
    assert said.role() == QAccessible.Role.RadioButton
    assert said.text(QAccessible.Text.Name) == "Partly"
    assert said.text(QAccessible.Text.Description) == "Sees the value"
    assert said.state().checked


def test_choosing_moves_nothing(answers):
    answers.set_value("no")
    before = answers.sizeHint()
    answers.set_value("partly")
    assert answers.sizeHint() == before


@pytest.mark.parametrize("kind", [Check, Toggle])
def test_space_turns_it_on_and_only_the_person_is_heard(qtbot, kind):
    check = kind("Prints on the letter", name="Prints on the letter")
    qtbot.addWidget(check)
    check.show()
    with qtbot.assertNotEmitted(check.clicked):
        check.setChecked(False)
    with qtbot.waitSignal(check.clicked, timeout=500):
        qtbot.keyClick(check, Qt.Key.Key_Space)
    said = QAccessible.queryAccessibleInterface(check)
    assert said.role() == QAccessible.Role.CheckBox
    assert said.state().checked
    assert said.text(QAccessible.Text.Name) == "Prints on the letter"


def test_off_and_on_differ_by_more_than_colour(qtbot):
    toggle = Toggle("")
    qtbot.addWidget(toggle)
    toggle.show()
    middle = toggle.height() // 2

    def knob(x: int) -> str:
        return toggle.grab().toImage().pixelColor(x, middle).name()

    assert knob(9) == theme.color("fieldBorder").name()
    assert knob(21) == theme.color("field").name()
    toggle.setChecked(True)
    assert knob(21) == theme.color("onAccent").name()
    assert knob(9) == theme.color("accent").name()


def test_the_smallest_target_is_26_high_and_all_of_it_can_be_clicked(qtbot):
    for made in (Check("Seen", "asks why it costs so much"), Toggle("Seen"), Radio("Seen")):
        qtbot.addWidget(made)
        made.show()
        assert made.sizeHint().height() >= 26
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.rect().center())
        assert made.isChecked()


@pytest.fixture
def decision(qtbot):
    made = RadioList([("accept", "Accept"), ("hold", "Hold"), ("decline", "Decline")], "Your decision")
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_list_of_answers_works_by_arrows(qtbot, decision):
    heard = []
    decision.chosen.connect(heard.append)
    decision.set_value("accept")
    decision.rows()[0].setFocus()
    qtbot.keyClick(decision.rows()[0], Qt.Key.Key_Down)
    assert decision.value() == "hold"
    assert heard == ["hold"]


def test_the_suggested_answer_says_so_and_is_not_chosen(decision):
    decision.suggest("hold")
    said = [row.accessibleDescription() for row in decision.rows()]
    assert said == ["", "Suggested", ""]
    assert decision.value() is None
    decision.suggest(None)
    assert decision.rows()[1].accessibleDescription() == ""


def test_the_focused_row_shows_it_inside_its_edge(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    decision = RadioList([("accept", "Accept"), ("hold", "Hold")], "Your decision")
    QVBoxLayout(window).addWidget(decision)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    row = decision.rows()[1]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.grab().toImage().pixelColor(0, row.height() // 2) == theme.color("focus")


def test_figures_choose_what_they_name_and_an_arrow_begins(qtbot):
    gut = Segmented([(n, str(n)) for n in range(1, 6)], "Gut feeling")
    qtbot.addWidget(gut)
    gut.show()
    with qtbot.waitSignal(gut.chosen) as heard:
        qtbot.keyClick(gut.segments()[0], Qt.Key.Key_4)
    assert heard.args == [4]
    gut.set_value(None)
    qtbot.keyClick(gut.segments()[0], Qt.Key.Key_Right)
    assert gut.value() == 1
    gut.set_value(None)
    qtbot.keyClick(gut.segments()[0], Qt.Key.Key_Left)
    assert gut.value() == 5


def test_a_number_ahead_stands_in_a_column_and_its_label_may_be_cut(qtbot):
    tick = Check(
        "A discovery meeting of up to 90 minutes", name="2.1 A discovery meeting of up to 90 minutes", lead="2.1"
    )
    plain = Check("A discovery meeting of up to 90 minutes")
    for one in (tick, plain):
        qtbot.addWidget(one)
    assert tick.sizeHint().width() > plain.sizeHint().width()
    assert tick.minimumSizeHint().width() < plain.minimumSizeHint().width() / 2
    assert tick.accessibleName().startswith("2.1 ")
