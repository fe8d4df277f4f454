from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practice.actions import drafts, usual
from practice.ui.clauses.screen import ClausesScreen
from practice.ui.desk import Desk
from tests import make, make_letters


@pytest.fixture
def desk(qapp, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def screen(qtbot, desk):
    screen = ClausesScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1230, 860)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    qtbot.waitUntil(lambda: screen.preview.pages > 0, timeout=5000)
    yield screen
    screen.page.drop()


@pytest.fixture
def limits(screen):
    screen.show_record(("limit", "Storing papers.", "storing papers"))
    return screen.page.usual


def texts(desk):
    return [one.text for one in usual.every(desk.store)]


def test_a_limit_that_is_asked_for_waits_to_be_written(desk, screen, limits):
    assert screen.page.clause.key == "scope_excluded"
    assert limits.isVisible()
    assert limits.text_edit.hasFocus()
    assert limits.text_edit.text() == "Storing papers."
    assert texts(desk) == []  # nothing is in a letter before it is taken
    screen.show_record("refund_policy")
    assert not limits.isVisible()
    screen.show_record("scope_excluded")
    assert limits.text_edit.text() == "Storing papers."


def test_it_is_taken_by_enter_and_answers_its_requests(desk, limits):
    QTest.keyClicks(limits.text_edit, " They are yours.")
    QTest.keyClick(limits.text_edit, Qt.Key.Key_Return)
    (kept,) = usual.every(desk.store)
    assert (kept.text, kept.subject) == ("Storing papers. They are yours.", "storing papers")
    assert limits.text_edit.text() == ""
    assert drafts.kept(desk.store, "usual_limit") == {}
    assert list(limits.rows) == [kept.id]


def test_one_that_stands_there_is_refused(desk, limits):
    usual.add(desk.store, "Storing papers.", make.NOW)
    limits.add_button.click()
    assert limits.box.error == "Your letters begin with this limit already."
    assert limits.text_edit.text() == "Storing papers."


def test_a_limit_is_edited_in_place_and_taken_away(desk, limits):
    limits.add_button.click()
    row = next(iter(limits.rows.values()))
    row.text_edit.setFocus()
    row.text_edit.selectAll()
    QTest.keyClicks(row.text_edit, "Storing original papers.")
    limits.flush()
    assert texts(desk) == ["Storing original papers."]
    row.remove_button.click()
    assert texts(desk) == []
    desk.store.journal.undo()
    assert texts(desk) == ["Storing original papers."]
    assert [one.text_edit.text() for one in limits.rows.values()] == ["Storing original papers."]
