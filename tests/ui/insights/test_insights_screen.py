"""Insights: the finding in the title, the list behind the dots, the working of every figure."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from practice.actions import clients, engagements, letters, outcomes
from practice.ui.insights import words
from practice.ui.insights.chart import Dot
from tests import make, make_endings
from tests.ui.opened import window
from tests.ui.windows import press, texts


def worked(store):
    for name, forecast, good in make_endings.WORKED:
        make_endings.ended(store, name, forecast, good, rating=4 if good else 3)


@pytest.fixture
def shown(qtbot, tmp_path):
    made = window(qtbot, tmp_path, worked)
    made.desk.go("insights")
    return made


@pytest.fixture
def screen(shown):
    return shown.shell.current


def test_under_twenty_the_title_says_that_it_is_too_few(screen):
    assert screen.measures.title.text() == "Too few to judge: 5 of 20 endings"
    assert screen.header.subline.text() == "5 endings with a forecast. Small numbers: read them as hints."
    assert {"0.158", "0.240", "0.342"} <= texts(screen)
    assert screen.forecast.title.text() == "You gave 77 % to what ended well, 50 % to what did not"


def test_every_figure_shows_its_working(screen):
    screen.measures.working_button.click()
    screen.bands.working_button.click()
    shown = "\n".join(texts(screen))
    assert "You: (0.09 + 0.16 + 0.49 + 0.04 + 0.01) ÷ 5 = 0.158" in shown  # the latest first
    assert "3 of 5 ended well: b = 0.60. 0.60 × (1 − 0.60) = 0.240" in shown
    assert "1 − 0.158 ÷ 0.240 = 0.342" in shown
    assert "(3 + 1) ÷ (5 + 2) = 0.57" in shown
    screen.measures.working_button.click()
    assert "÷ 5 = 0.158" not in "\n".join(texts(screen.measures))


def test_enter_opens_the_list_behind_the_dots_and_enter_there_the_client(shown, screen):
    screen.forecast.dots.setFocus()
    press(Qt.Key.Key_Return)
    assert screen.forecast.endings.isVisible()
    assert screen.forecast.endings.hasFocus()
    press(Qt.Key.Key_Down)
    chosen = screen.forecast.endings.currentIndex().data()
    press(Qt.Key.Key_Return)
    assert shown.shell.place == "clients"
    assert shown.shell.current.page.name in chosen


def test_a_dot_says_whose_it_is_and_a_click_opens_the_client(shown, screen):
    dots = screen.forecast.dots
    dot, level = next((dot, level) for dot, level in dots._dots if "Cleo" in dot.name)
    assert dot == Dot(70, 1, "Cleo Vale, forecast 70 %", dot.key)
    place = dots._place(dot, level)
    QApplication.sendEvent(dots, QHelpEvent(QEvent.Type.ToolTip, place, dots.mapToGlobal(place)))
    assert QToolTip.text() == "Cleo Vale, forecast 70 %"
    QToolTip.hideText()
    QTest.mouseClick(dots, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert shown.shell.place == "insights"
    QTest.mouseClick(dots, Qt.MouseButton.LeftButton, pos=place)
    assert shown.shell.current.page.name == "Cleo Vale"


def test_dots_of_one_place_stand_apart(screen):
    dots = screen.score.dots
    places = [dots._place(dot, level).toTuple() for dot, level in dots._dots]
    assert len(set(places)) == len(places) == 5


def test_from_twenty_on_it_says_what_was_found(qtbot, tmp_path):
    def arrange(store):
        for number in range(10):
            make_endings.ended(store, f"A{number}", 90, True, 4)
            make_endings.ended(store, f"B{number}", 10, False, 4)

    made = window(qtbot, tmp_path, arrange)
    made.desk.go("insights")
    screen = made.shell.current
    assert screen.measures.title.text() == "You foresee more than the checklist"
    assert screen.bands.title.text() == "All were in one band"


def test_work_that_waits_for_an_answer_leads_to_the_client(qtbot, tmp_path):
    def arrange(store):
        silas = clients.create(store, make.client("Silas", "Thorne"), make.NOW)
        engagements.close(store, letters.start(store, silas.id, None, make.NOW).engagement_id or 0, make.TODAY)

    made = window(qtbot, tmp_path, arrange)
    made.desk.go("insights")
    screen = made.shell.current
    assert screen.empty.isVisible()
    assert screen.waiting.title.text() == "1 piece of work is over: how did it end?"
    screen.waiting.opened.emit(outcomes.unanswered(made.desk.store, make.TODAY)[0].client_id)
    assert made.shell.current.page.name == "Silas Thorne"
    made.shell.current.page.ending.panel.again.pick(1)
    made.desk.go("insights")
    assert screen.waiting.isHidden()
    assert not screen.empty.isVisible()


def test_skill_is_not_available_where_all_ended_alike(qtbot, tmp_path):
    made = window(qtbot, tmp_path, lambda store: make_endings.ended(store, "Ada", 90, True))
    made.desk.go("insights")
    QApplication.processEvents()
    assert "n/a" in texts(made.shell.current.measures)


def test_minus_is_a_real_minus():
    assert words.figure(Fraction(-1, 8)) == "−0.125"


def test_the_tenth_place_is_control_and_nought(shown):
    shown.desk.go("clients")
    press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert shown.shell.place == "insights"
