"""What is typed over a clause and is no version yet, and the page that follows the store whatever is searched."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practice.actions import clauses
from practice.actions.clauses import Typed
from practice.ui import theme
from practice.ui.clauses.page import VERSIONS
from practice.ui.clauses.screen import ClausesScreen
from practice.ui.desk import Desk
from tests import make, make_letters


@pytest.fixture
def desk(qapp, tmp_path):
    theme.apply(qapp, theme.LIGHT)
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def screen(qtbot, desk):
    made = ClausesScreen(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def add(screen, text):
    area = next(area for area in screen.page.editor.texts if area is not None)
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.End)
    QTest.keyClicks(area, text)


def search(screen, text):
    screen.search.setFocus()
    QTest.keyClicks(screen.search, text)


def words(screen):
    return " ".join(screen.page.editor.typed())


def go(screen, key):
    screen.list.setCurrentIndex(screen.model.row_of(key))


# the page follows the store


def test_a_version_brought_back_shows_where_the_search_leaves_its_clause_out(desk, screen):
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    screen.show_record("no_guarantee")
    search(screen, "receipts")
    assert not screen.model.row_of("no_guarantee").isValid()
    screen.page.tabs.setCurrentIndex(VERSIONS)
    screen.page.versions.restore.click()
    assert "skill" in words(screen)
    assert screen.page.header.title.text() == "Care, not a promised result"
    assert screen.page.save_button.label() == "Save as version 3"


def test_undo_shows_where_the_search_leaves_its_clause_out(desk, screen):
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    screen.show_record("no_guarantee")
    search(screen, "receipts")
    desk.store.journal.undo()
    assert "skill" in words(screen)


def test_what_is_typed_stays_when_the_version_under_it_is_taken_back(desk, screen):
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    screen.show_record("no_guarantee")
    add(screen, " And patience.")
    screen.page.flush()
    desk.store.journal.undo()
    assert screen.page.version.version == 0
    assert words(screen) == "I work with care. And patience."
    assert screen.page.editor.waits.isVisible()
    desk.store.journal.redo()
    assert words(screen) == "I work with care. And patience."
    assert screen.page.save_button.label() == "Save as version 2"


def test_what_is_typed_over_a_version_taken_back_becomes_the_next(desk, screen):
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    screen.show_record("no_guarantee")
    add(screen, " And patience.")
    desk.store.journal.undo()
    add(screen, " And time.")
    screen.page.save()
    assert words(screen) == "I work with care. And patience. And time."
    assert [one.version for one in clauses.versions(desk.store, "no_guarantee")] == [1, 0]
    assert not screen.page.dirty


# the search


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_the_search_leads_on_to_what_it_found(screen, key):
    before = screen.page.clause.key
    search(screen, "receipts")
    assert screen.page.clause.key == before
    QTest.keyClick(screen.search, key)
    assert screen.page.clause.title == "Expenses"
    assert screen.list.hasFocus()


def test_esc_ends_the_search_at_the_open_clause(screen):
    search(screen, "receipts")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    screen.search.setFocus()
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.search.text() == ""
    assert screen.model.record(screen.list.currentIndex()).title == "Expenses"


# an edit that is no version


def test_leaving_makes_no_version_and_the_edit_is_there_again(desk, screen):
    screen.show_record("no_guarantee")
    assert not screen.page.editor.waits.isVisible()
    add(screen, " More.")
    go(screen, "complaints")
    assert not screen.page.dirty
    assert [one.version for one in clauses.versions(desk.store, "no_guarantee")] == [0]
    go(screen, "no_guarantee")
    assert words(screen).endswith("More.")
    assert screen.page.editor.waits.isVisible()
    assert screen.page.save_button.isEnabled()
    screen.page.save()
    assert [one.version for one in clauses.versions(desk.store, "no_guarantee")] == [1, 0]
    assert not screen.page.editor.waits.isVisible()
    go(screen, "complaints")
    go(screen, "no_guarantee")
    assert not screen.page.dirty


def test_an_edit_survives_another_screen_and_dropping_forgets_it(desk, screen):
    screen.show_record("no_guarantee")
    add(screen, " More.")
    screen.hide()
    kept = clauses.waiting(desk.store, screen.page.version)
    assert kept is not None
    assert kept.texts[0].endswith("More.")
    assert not desk.unsaved
    screen.page.drop()
    assert clauses.waiting(desk.store, screen.page.version) is None
    assert not words(screen).endswith("More.")


def test_an_edit_waits_by_itself_after_a_pause(qtbot, desk, screen):
    screen.show_record("no_guarantee")
    add(screen, " More.")
    assert desk.unsaved
    qtbot.waitUntil(lambda: clauses.waiting(desk.store, screen.page.version) is not None, timeout=5000)
    assert not desk.unsaved
    assert words(screen).endswith("More.")


def test_what_cannot_stand_waits_too(desk, screen):
    screen.show_record("no_guarantee")
    add(screen, " {{Moon}}")
    go(screen, "complaints")
    assert screen.page.clause.key == "complaints"
    go(screen, "no_guarantee")
    assert words(screen).endswith("{{Moon}}")


def test_typing_back_what_stood_is_no_edit(desk, screen):
    screen.show_record("no_guarantee")
    add(screen, "x")
    QTest.keyClick(next(a for a in screen.page.editor.texts if a is not None), Qt.Key.Key_Backspace)
    assert not screen.page.dirty
    screen.page.flush()
    assert clauses.waiting(desk.store, screen.page.version) is None


def test_an_edit_waits_whichever_version_stands_when_one_comes_back(desk, screen):
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    screen.show_record("no_guarantee")
    add(screen, " And patience.")
    go(screen, "complaints")
    desk.store.journal.undo()
    go(screen, "no_guarantee")
    assert screen.page.version.version == 0
    assert words(screen) == "I work with care. And patience."
    screen.page.drop()
    assert "skill" in words(screen)
