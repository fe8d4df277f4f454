from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practice.actions import practice
from practice.actions import store as stores
from practice.errors import Refused
from practice.rules.practice import Hours, Profile
from practice.rules.preferences import Theme
from practice.ui import setfields, theme
from practice.ui.week import WeekEdit, in_halves, minutes_of, time_of
from tests import make
from tests.ui.windows import new_window


@pytest.fixture
def window(qtbot, tmp_path):
    window = new_window(qtbot, tmp_path)
    window.shell.go("settings")
    return window


@pytest.fixture
def screen(window):
    return window.shell.current


def test_what_is_typed_is_kept_and_the_name_changes_everywhere(qtbot, window, screen):
    name = screen.form.editor("practice_name")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Corrant Coaching")
    assert "Corrant Coaching" in screen.preview.accessibleDescription()  # before it is kept
    screen.form.editor("email").setFocus()
    assert practice.profile(window.desk.store).practice_name == "Corrant Coaching"
    assert window.shell.side._name.text() == "Corrant"
    assert stores.shown(window._folder).name == "Corrant Coaching"


def test_a_wrong_email_says_what_to_type_and_stays(window, screen):
    email = screen.form.editor("email")
    email.setFocus()
    QTest.keyClicks(email, "ines@halvard,example")
    screen.form.editor("phone").setFocus()
    assert "ines@halvard.example" in screen.fields["email"].error
    assert window.shell.status.saved_text == "One field needs attention (F8)"
    assert practice.profile(window.desk.store).email == ""
    assert email.text() == "ines@halvard,example"
    window.shell.go("letters")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F8)
    assert window.shell.place == "settings"
    assert email.hasFocus()


def test_undo_brings_the_field_back(window, screen):
    phone = screen.form.editor("phone")
    phone.setFocus()
    QTest.keyClicks(phone, "(503) 555-0142")
    screen.form.editor("email").setFocus()
    window.shell.undo()
    assert phone.text() == ""


def test_another_country_brings_its_paper_money_and_states(qtbot, window, screen):
    country = screen.form.editor("country")
    country.setCurrentIndex(country.findData("GB"))
    country.activated.emit(country.currentIndex())
    screen.form.flush()
    profile = practice.profile(window.desk.store)
    assert (profile.country, profile.paper, profile.currency) == ("GB", "a4", "GBP")
    states = screen.form.editor("subdivision")
    assert [states.itemText(n) for n in range(states.count())][1:3] == ["England", "Northern Ireland"]
    assert screen.form.editor("paper").value() == "a4"


def test_office_hours_are_edited_day_by_day(window, screen):
    week = screen.form.editor("hours")
    friday = week._rows[4]
    friday[0].setFocus()
    QTest.keyClick(friday[0], Qt.Key.Key_Space)
    monday = week._rows[0]
    monday[2].selectAll()
    QTest.keyClicks(monday[2], "1 pm")
    screen.form.flush()
    hours = practice.profile(window.desk.store).hours
    assert hours[4] is None
    assert hours[0] == Hours(540, 780)


def test_days_off_are_read_or_asked_for_again(window, screen):
    days = screen.form.editor("closed_days")
    QTest.keyClicks(days, "2026-12-24, tomorrow")
    screen.form.flush()
    assert "2026-12-24" in screen.fields["closed_days"].error
    days.selectAll()
    QTest.keyClicks(days, "2026-12-31, 2026-12-24")
    screen.form.flush()
    assert practice.profile(window.desk.store).closed_days == (date(2026, 12, 24), date(2026, 12, 31))


def test_profession_is_one_press(qtbot, window, screen):
    segments = screen.form.editor("profile").segments()
    segments[1].click()
    screen.form.flush()
    assert practice.profile(window.desk.store).profile is Profile.COACH


def test_the_theme_changes_at_once_and_back(window, screen):
    screen.form.editor("theme").segments()[2].click()
    screen.form.flush()
    assert theme.scheme() == "dark"
    practice.change(window.desk.store, {"theme": Theme.LIGHT})
    assert theme.scheme() == "light"
    practice.change(window.desk.store, {"theme": Theme.SYSTEM})


def test_another_passphrase(qtbot, window, screen):
    security = screen.security
    security.passphrase_button.click()
    QTest.keyClicks(security.first.edit, "five other plain words")
    QTest.keyClicks(security.second.edit, "five other plain word")
    security.change_button.click()
    assert "differ" in security.second.sentence.text()
    QTest.keyClicks(security.second.edit, "s")
    security.change_button.click()
    qtbot.waitUntil(lambda: window.shell.toasts.text == "Passphrase changed")
    assert stores.data_key(window._folder, "five other plain words") == window.desk.store.key
    assert security.first.edit.text() == ""


def test_a_short_passphrase_changes_nothing(qtbot, window, screen):
    security = screen.security
    security.passphrase_button.click()
    for field in (security.first, security.second):
        QTest.keyClicks(field.edit, "short")
    security.change_button.click()
    qtbot.waitUntil(lambda: "at least 8" in security.first.sentence.text())
    assert stores.data_key(window._folder, make.PASSPHRASE) == window.desk.store.key


def test_a_new_recovery_code_takes_a_second_press(window, screen):
    security = screen.security
    security.code_button.click()
    assert not security.code.isVisible()
    security.code_button.click()
    shown = "".join(line.text() for line in security.code._lines).replace(" ", "")
    assert stores.data_key(window._folder, shown) == window.desk.store.key
    security.code.done_button.click()
    security.code.done_button.click()
    assert not security.code.isVisible()
    assert not any(line.text() for line in security.code._lines)


def test_a_backup_is_made_and_told(qtbot, window, screen, tmp_path):
    with qtbot.waitSignal(window.desk.backed_up):
        screen.backup.back_up(tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").stat().st_size > 0
    assert "read back" in window.shell.toasts.text
    assert "Backed up" in window.shell.status._backup.text()


def test_the_focus_stays_at_the_button(qtbot, window, screen, tmp_path):
    screen.backup.back_up_button.setFocus()
    with qtbot.waitSignal(window.desk.backed_up):
        screen.backup.back_up(tmp_path / "copy.zip")
        assert screen.backup.back_up_button.hasFocus()
    assert screen.backup.back_up_button.hasFocus()


def test_a_backup_that_cannot_be_written_is_a_sentence(qtbot, window, screen, tmp_path):
    screen.backup.back_up(tmp_path)
    qtbot.waitUntil(lambda: bool(window.shell.messages.text))
    assert screen.backup.back_up_button.isEnabled()


def test_the_list_leads_to_each_part(qtbot, window, screen):
    for part in screen._sections:
        window.shell.go("settings", part)
        assert window.shell.current is screen


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9", 540), ("9:30", 570), ("9 am", 540), ("5 PM", 1020), ("12 am", 0), ("12pm", 720), ("24", 1440)],
)
def test_times_as_people_write_them(text, minutes):
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["", "noonish", "25", "9:75", "13 pm", "24:01"])
def test_what_is_no_time_is_asked_for(text):
    with pytest.raises(Refused):
        minutes_of(text)


def test_a_week_comes_back_as_it_went_in(qtbot):
    week = WeekEdit()
    qtbot.addWidget(week)
    shown = (Hours(540, 1020), None, Hours(0, 1440), None, None, None, Hours(65, 70))
    week.set_value(shown)
    assert week.value() == shown
    assert time_of(65) == "1:05"


def test_every_setting_has_an_editor(qtbot):
    for key in setfields.BY_KEY:
        if key not in ("lock_minutes", "setup_done"):
            qtbot.addWidget(setfields.box(key))


def test_a_part_that_is_chosen_takes_the_focus(qtbot, window, screen):
    firsts = {"profile": "practice_name", "letters": "currency", "standing": "licence_no", "hours": "hours"}
    for part in screen._sections:
        screen.list.setFocus()
        screen.list.set_current(part)
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
        focus = window.focusWidget()
        assert focus is not screen.list
        assert screen._sections[part].isAncestorOf(focus), part
        if part in firsts:
            editor = screen.form.editor(firsts[part])
            assert focus is (editor.focusProxy() or editor)
        seen = focus.mapTo(screen._page, focus.rect().center())
        assert screen._page.rect().contains(seen), part


def test_a_part_that_is_gone_to_from_elsewhere_takes_the_focus(window, screen):
    window.shell.go("letters")
    window.shell.go("settings", "look")
    assert screen._sections["look"].isAncestorOf(window.focusWidget())


@pytest.mark.parametrize(
    ("locale", "halves"), [("en_US", True), ("en_CA", True), ("en_AU", True), ("en_GB", False), ("en_DE", False)]
)
def test_the_clock_follows_the_locale(locale, halves):
    assert in_halves(locale) is halves


def test_every_minute_is_read_back_as_it_is_shown():
    for minutes in range(24 * 60 + 1):
        assert minutes_of(time_of(minutes)) == minutes_of(time_of(minutes, halves=True)) == minutes
    assert [time_of(m, halves=True) for m in (0, 540, 720, 1020, 1440)] == [
        *("12:00 AM", "9:00 AM", "12:00 PM", "5:00 PM", "24:00")
    ]


def test_office_hours_are_told_as_in_the_practices_locale(window, screen):
    opens, closes = screen.form.editor("hours")._rows[0][1:]
    practice.change(window.desk.store, {"locale": "en_GB"})
    assert (opens.text(), closes.text()) == ("9:00", "17:00")
    practice.change(window.desk.store, {"locale": "en_US"})
    assert (opens.text(), closes.text()) == ("9:00 AM", "5:00 PM")
    closes.setFocus()
    for typed, minutes in (("18:30", 18 * 60 + 30), ("4 pm", 16 * 60), ("4:15 p.m.", 16 * 60 + 15)):
        closes.selectAll()
        QTest.keyClicks(closes, typed)
        screen.form.flush()
        assert practice.profile(window.desk.store).hours[0] == Hours(540, minutes)


def test_times_that_cannot_be_read_stay_when_the_clock_changes(qtbot):
    week = WeekEdit()
    qtbot.addWidget(week)
    week.set_value((Hours(540, 1020), *[None] * 6))
    week._rows[0][1].setText("noonish")
    week.show_clock("en_US")
    assert (week._rows[0][1].text(), week._rows[0][2].text()) == ("noonish", "5:00 PM")
    assert week._rows[1][1].text() == ""
