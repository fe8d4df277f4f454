"""A day is typed as one writes it, and what is no day is told and not lost."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest

from practice.ui.widgets.dates import DateEdit, read_day
from practice.ui.widgets.fields import FieldBox

NEAR = date(2026, 11, 18)
US, UK, DE = QLocale("en_US"), QLocale("en_GB"), QLocale("de_DE")
AMERICAN, BRITISH = "MMM d, yyyy", "d MMM yyyy"


@pytest.mark.parametrize(
    ("text", "locale", "pattern", "day"),
    [
        ("12/18/2026", US, AMERICAN, date(2026, 12, 18)),
        ("12/18", US, AMERICAN, date(2026, 12, 18)),
        ("1/5", US, AMERICAN, date(2027, 1, 5)),
        ("18/12/26", UK, BRITISH, date(2026, 12, 18)),
        ("Dec 18", US, AMERICAN, date(2026, 12, 18)),
        ("december 18, 2027", US, AMERICAN, date(2027, 12, 18)),
        ("18 Dec", UK, BRITISH, date(2026, 12, 18)),
        ("18. Dezember 2026", DE, BRITISH, date(2026, 12, 18)),
        ("Fri, Dec 18", US, "ddd, MMM d", date(2026, 12, 18)),
        ("12/18", US, "ddd, MMM d", date(2026, 12, 18)),
        ("2026-12-18", US, AMERICAN, date(2026, 12, 18)),
        ("Feb 30", US, AMERICAN, None),
        ("13/40/2026", US, AMERICAN, None),
        ("soon", US, AMERICAN, None),
        ("", US, AMERICAN, None),
        ("18", US, AMERICAN, None),
        ("12/18/20261", US, AMERICAN, None),
        ("12/18/202", US, AMERICAN, None),
        ("12/18/2", US, AMERICAN, None),
        ("Feb 29", US, AMERICAN, date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_is_written(text, locale, pattern, day):
    assert read_day(text, locale, pattern, NEAR) == day


@pytest.fixture
def edit(qtbot):
    made = DateEdit(NEAR)
    made.dress("en_US")
    box = FieldBox("Due", made)
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
    made.clearFocus()
    made.box = box
    return made


def test_typing_over_it_and_leaving_writes_the_day_out(qtbot, edit):
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(edit, "12/18/2026")
    assert edit.value() == date(2026, 12, 18)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "Dec 18, 2026"


def test_half_a_day_is_none_and_leaves_what_stood_there(edit):
    seen = []
    edit.chosen.connect(seen.append)
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(edit, "12/18/2026")
    assert {day.year for day in seen} == {2026}
    assert edit.value() == date(2026, 12, 18)
    for _ in range(3):
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.value() == NEAR
    edit.selectAll()
    QTest.keyClicks(edit, "11/31")
    assert edit.value() == NEAR
    assert not edit.is_read


def test_what_is_no_day_stays_and_is_told(edit):
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(edit, "Christmas")
    edit.clearFocus()
    assert edit.text() == "Christmas"
    assert edit.box.error == "Type a day, such as Nov 18, 2026."
    assert edit.value() == NEAR
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(edit, "Dec 24")
    assert edit.box.error == ""
    assert edit.value() == date(2026, 12, 24)


def test_arrows_and_pages_go_by_days_and_months(qtbot, edit):
    seen = []
    edit.chosen.connect(seen.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        QTest.keyClick(edit, key)
    assert seen == [date(2026, 11, 19), NEAR, date(2026, 11, 17), date(2026, 12, 17)]


def test_showing_a_day_is_silent(edit):
    seen = []
    edit.chosen.connect(seen.append)
    edit.set_value(date(2027, 1, 1))
    assert (edit.text(), seen) == ("Jan 1, 2027", [])


def test_the_calendar_chooses_too(qtbot, edit):
    seen = []
    edit.chosen.connect(seen.append)
    QTest.keyClick(edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    edit._calendar.activated.emit(QDate(2026, 12, 24))
    assert (edit.text(), seen) == ("Dec 24, 2026", [date(2026, 12, 24)])
