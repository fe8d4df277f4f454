"""A month and an open list show their words on the card's paper, in both themes."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTableView

from practice.ui import theme
from practice.ui.widgets.calendar import Calendar
from practice.ui.widgets.dates import DateEdit
from practice.ui.widgets.fields import Combo


@pytest.fixture(params=[theme.LIGHT, theme.DARK])
def scheme(request):
    theme.use(request.param)
    yield request.param
    theme.use(theme.LIGHT)


def test_the_days_of_a_month_stand_on_the_card(qtbot, scheme):
    edit = DateEdit(date(2026, 11, 23))
    qtbot.addWidget(edit)
    edit.show()
    edit.open_calendar()
    month = edit.findChild(Calendar)
    days = month.findChild(QTableView)
    shown = days.viewport().grab().toImage()
    corner = days.visualRect(days.model().index(3, 3)).topLeft() + QPoint(2, 2)
    assert shown.pixelColor(corner) == theme.color("card")
    month.close()


def test_all_seven_days_and_six_weeks_have_room(qtbot):
    edit = DateEdit(date(2026, 11, 23))
    qtbot.addWidget(edit)
    edit.show()
    edit.open_calendar()
    days = edit.findChild(Calendar).findChild(QTableView)
    last = days.visualRect(days.model().index(days.model().rowCount() - 1, days.model().columnCount() - 1))
    assert days.viewport().rect().contains(last)
    assert last.height() >= theme.size("hitMin") - 2
    edit.findChild(Calendar).close()


def test_the_chosen_line_of_an_open_list_is_quiet(qtbot, scheme):
    combo = Combo()
    combo.addItems(["United States", "Austria", "Brazil"])
    combo.setCurrentIndex(1)
    qtbot.addWidget(combo)
    combo.show()
    combo.showPopup()
    view = combo.view()
    line = view.visualRect(view.model().index(1, 0))
    middle = QPoint(line.right() - 6, line.center().y())
    assert view.viewport().grab().toImage().pixelColor(middle) == theme.color("hover")
    combo.hidePopup()
