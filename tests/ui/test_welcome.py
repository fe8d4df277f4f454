import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practice.actions import clients, practice, preferences
from practice.actions import store as stores
from tests import make
from tests.ui.windows import new_window


@pytest.fixture
def window(qtbot, tmp_path):
    return new_window(qtbot, tmp_path, set_up=False)


@pytest.fixture
def screen(window):
    return window.shell.current


def test_the_steps_open_in_place_one_at_a_time(qtbot, screen):
    screen.steps["who"].button.click()
    assert screen.fields["practice_name"].isVisible()
    screen.steps["hours"].button.click()
    assert not screen.fields["practice_name"].isVisible()
    assert screen.fields["hours"].isVisible()
    screen.steps["hours"].button.click()
    assert screen.fields["hours"].isVisible(), "letters need the time zone; it is asked for once"
    screen.steps["hours"].button.click()
    assert not screen.fields["hours"].isVisible()


def test_the_whole_set_up_by_keyboard(qtbot, window, screen):
    button = screen.steps["who"].button
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)  # past the profession
    name = window.focusWidget()
    QTest.keyClicks(name, "Halvard Estate Planning")
    QTest.keyClick(name, Qt.Key.Key_Tab)
    QTest.keyClicks(window.focusWidget(), "Ines Halvard")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.shell.place == "clients"
    assert window.shell.current.asked == [0]
    assert preferences.get(window.desk.store).setup_done
    assert practice.profile(window.desk.store).signer_name == "Ines Halvard"


def test_without_a_name_it_says_what_is_missing(qtbot, window, screen):
    screen.finish_button.click()
    assert window.shell.place == "welcome"
    assert "name" in screen.fields["practice_name"].error
    assert screen.form.editor("practice_name").hasFocus()
    assert not preferences.get(window.desk.store).setup_done


def test_it_greets_and_ticks_off(window, screen):
    practice.change(window.desk.store, {"practice_name": "Halvard Estate Planning", "signer_name": "Ines Halvard"})
    assert screen._title.text() == "Welcome, Ines"
    assert not screen.steps["who"]._done.isVisible(), "whether there is insurance was not said yet"
    practice.change(window.desk.store, {"insured": True})
    assert screen.steps["who"]._done.isVisible()
    assert not screen.steps["head"]._done.isVisible()
    assert screen.steps["head"].button.kind == "primary"


def test_hours_that_were_confirmed_as_they_stood_are_done(window, screen):
    practice.change(window.desk.store, {"timezone": "America/Los_Angeles"})
    hours = screen.steps["hours"]
    hours.button.click()
    assert hours.button.label() == "That is it"
    assert not hours._done.isVisible()
    hours.button.click()
    assert hours._done.isVisible()
    assert practice.was_set(window.desk.store, "hours")


def test_hours_without_a_time_zone_ask_for_it(window, screen):
    hours = screen.steps["hours"]
    hours.button.click()
    hours.button.click()
    assert screen.fields["timezone"].error == "Choose the time zone: letters say it."
    assert screen.form.editor("timezone").hasFocus()
    choose(screen.form.editor("timezone"), "America/Boise")
    hours.button.click()
    assert hours._done.isVisible()


def test_what_is_asked_for_once_is_not_asked_for_by_f8_later(window, screen):
    hours = screen.steps["hours"]
    hours.button.click()
    hours.button.click()
    hours.button.click()
    assert not hours.is_open
    assert screen.fields["timezone"].error == ""


def test_what_letters_say_is_chosen_and_not_taken_for_granted(window, screen):
    screen.steps["who"].button.click()
    assert screen.form.editor("insured").value() is None
    assert screen.form.editor("timezone").currentIndex() == -1
    screen.form.editor("insured").pick(2)
    choose(screen.form.editor("subdivision"), "OR")
    screen.flush()
    profile = practice.profile(window.desk.store)
    assert (profile.insured, profile.timezone) == (False, "America/Los_Angeles")
    assert screen.form.editor("timezone").currentData() == "America/Los_Angeles"
    choose(screen.form.editor("timezone"), "America/Boise")
    choose(screen.form.editor("subdivision"), "WA")
    screen.flush()
    assert practice.profile(window.desk.store).timezone == "America/Boise"


def test_the_profession_comes_first(window, screen):
    screen.steps["who"].button.click()
    assert screen.form.editor("profile").isAncestorOf(window.focusWidget())


def choose(combo, value):
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_the_letterhead_follows_the_typing(screen):
    screen.steps["head"].button.click()
    QTest.keyClicks(screen.form.editor("letterhead_line"), "Wills and trusts")
    assert "Wills and trusts" in screen.preview.accessibleDescription()


def test_it_can_be_opened_again_from_settings(qtbot, tmp_path):
    window = new_window(qtbot, tmp_path)
    window.shell.go("settings")
    window.shell.current._again_button.click()
    assert window.shell.place == "welcome"


def test_whoever_has_clients_is_not_welcomed_again(window):
    assert window.shell.place == "welcome"
    store = window.desk.store
    clients.create(store, make.client(), make.NOW)
    window.lock()
    window.open(stores.unlock(store.folder, make.PASSPHRASE))
    assert window.shell.place != "welcome"
