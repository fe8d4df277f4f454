"""The clause library as a person uses it, with the keyboard."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from practice.actions import clauses, letters
from practice.actions.clauses import Typed
from practice.rules.practice import Profile
from practice.ui import theme
from practice.ui.clauses.page import USES, VERSIONS
from practice.ui.clauses.screen import ClausesScreen
from practice.ui.desk import Desk
from practice.ui.letters.screen import LettersScreen
from practice.ui.places import PlaceEntry
from practice.ui.shell import Shell
from practice.ui.widgets.lists import Rows
from practice.ui.widgets.text import Text
from tests import make, make_letters


@pytest.fixture(scope="module", autouse=True)
def _dressed(qapp):
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def desk(qapp, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    yield desk
    desk.leave()
    store.abandon()


def shown(qtbot, screen):
    qtbot.addWidget(screen)
    screen.resize(1230, 860)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


@pytest.fixture
def screen(qtbot, desk):
    screen = shown(qtbot, ClausesScreen(desk))
    qtbot.waitUntil(lambda: screen.preview.pages > 0, timeout=5000)
    yield screen
    screen.page.drop()


def titles(screen):
    return [screen.model.record(screen.model.index(n)).title for n in range(screen.model.rowCount())]


def in_letter(screen, text):
    sheets = screen.preview._sheets
    return text in " ".join(" ".join(sheets.text(n).split()) for n in range(len(sheets)))


def type_in(area, text):
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.End)
    QTest.keyClicks(area, text)


def test_all_clauses_are_listed_with_group_and_level(screen):
    assert len(titles(screen)) == len(clauses.bundled(Profile.LAWYER).clauses)
    said = screen.model.data(screen.model.row_of("confidentiality"), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Confidentiality, How we work together, Required"
    assert "Restricted" in screen.model.data(screen.model.row_of("liability_cap"), Qt.ItemDataRole.AccessibleTextRole)


def test_search_finds_words_of_the_text_and_says_when_there_are_none(screen):
    screen.search.setFocus()
    QTest.keyClicks(screen.search, "receipts")
    assert titles(screen) == ["Expenses"]
    QTest.keyClicks(screen.search, "xyz")
    assert titles(screen) == []
    assert screen.none.isVisible()


def test_the_list_leads_through_the_clauses_by_key(screen):
    screen.list.setFocus()
    before = screen.page.clause.key
    QTest.keyClick(screen.list, Qt.Key.Key_J)
    assert screen.page.clause.key != before


def test_what_is_typed_stands_in_the_sample_letter_at_once_and_is_a_version_when_saved(qtbot, desk, screen):
    screen.show_record("no_guarantee")
    type_in(screen.page.editor.texts[0], " Nobody can.")
    qtbot.waitUntil(lambda: in_letter(screen, "Nobody can."), timeout=5000)
    assert desk.unsaved
    assert screen.page.save_button.label() == "Save as version 1"
    screen.page.save()
    assert [one.version for one in clauses.versions(desk.store, "no_guarantee")] == [1, 0]
    assert not desk.unsaved


@pytest.fixture
def window(qtbot, desk):
    places = [PlaceEntry("clauses", "Clauses", "scale", lambda: ClausesScreen)]
    shell = shown(qtbot, Shell(desk, places, lambda desk, text, limit: []))
    shell.go("clauses")
    return shell


def test_saving_leaves_the_cursor_in_the_words(window, desk):
    page = window.current.page
    window.current.show_record("no_guarantee")
    area = page.editor.texts[0]
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.Start)
    QTest.keyClicks(area, "Mind: ")
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(clauses.versions(desk.store, "no_guarantee")) == 2
    QTest.keyClicks(QApplication.focusWidget(), "you, ")
    assert page.editor.texts[0].text().startswith("Mind: you, ")
    page.drop()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(clauses.versions(desk.store, "no_guarantee")) == 1
    assert page.editor.texts[0].hasFocus()


def test_saving_by_its_button_leads_back_to_the_words(window):
    page = window.current.page
    type_in(page.editor.texts[0], " Please.")
    page.save_button.setFocus()
    QTest.keyClick(page.save_button, Qt.Key.Key_Space)
    assert not page.dirty
    assert page.editor.texts[0].hasFocus()


def test_f6_shows_where_it_leads(window):
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        delegate = focus.itemDelegate() if isinstance(focus, Rows) else None
        option = QStyleOptionViewItem()
        option.widget = focus
        seen.append(delegate.state(option, focus.currentIndex()).focus if delegate else hasattr(focus, "ring"))
    assert seen == [True, True, True]


def test_the_letter_shows_the_passage_that_is_looked_at(qtbot, screen):
    screen.show_record("refund_policy")
    area = next(a for a in screen.page.editor.texts if a is not None and "that month" in a.text())
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.End)
    qtbot.waitUntil(lambda: in_letter(screen, "You pay only for the days until then"), timeout=5000)


def test_a_field_is_inserted_by_its_name(desk, screen):
    screen.show_record("no_guarantee")
    insert = screen.page.editor.insert
    insert.setCurrentIndex(insert.findData("Fee"))
    insert.activated.emit(insert.currentIndex())
    assert screen.page.editor.typed()[0].endswith("{{Fee}}")
    screen.page.editor.edited.emit()
    screen.page.save()
    assert "{{fee}}" in clauses.versions(desk.store, "no_guarantee")[0].sentences[0].text


def test_a_lost_field_is_told_and_put_back(screen):
    screen.show_record("end_of_engagement")
    editor = screen.page.editor
    area = editor.texts[0]
    area.setFocus()
    area.selectAll()
    QTest.keyClicks(area, "It ends.")
    assert editor.told.isVisible()
    assert "My work ends when" in editor.told.accessibleName()
    editor.back_button.click()
    assert "{{My work ends when}}" in area.text()
    assert not editor.told.isVisible()


def test_an_unknown_field_is_refused_beside_its_passage_and_stays(desk, screen):
    screen.show_record("no_guarantee")
    type_in(screen.page.editor.texts[0], " {{Moon}}")
    assert not screen.page.save()
    assert "Moon" in screen.page.editor.boxes[0].error
    assert len(clauses.versions(desk.store, "no_guarantee")) == 1


def test_undo_takes_a_version_back(desk, screen):
    screen.show_record("no_guarantee")
    type_in(screen.page.editor.texts[0], " More.")
    screen.page.save()
    assert len(clauses.versions(desk.store, "no_guarantee")) == 2
    desk.store.journal.undo()
    assert screen.page.save_button.label() == "Save as version 1"


def texts_of(widget):
    return [one.text() for one in widget.findChildren(Text) if one.isVisibleTo(widget)]


def test_two_versions_are_compared_and_an_earlier_one_comes_back(desk, screen):
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    screen.show_record("no_guarantee")
    screen.page.tabs.setCurrentIndex(VERSIONS)
    versions = screen.page.versions
    said = texts_of(versions)
    assert "\N{MINUS SIGN} I work with skill and care, but I cannot promise you a result." in said
    assert "+ I work with care." in said
    assert versions.before.currentData() == 0
    versions.restore.click()
    assert [one.version for one in clauses.versions(desk.store, "no_guarantee")] == [2, 1, 0]
    assert "skill" in screen.page.editor.typed()[0]


def test_where_it_stands_leads_to_the_letter(qtbot, desk, screen):
    draft = make_letters.estate_plan(desk.store, make_letters.person(desk.store).id)
    screen.show_record("no_guarantee")
    screen.page.tabs.setCurrentIndex(USES)
    assert screen.page.model.rowCount() == 1
    with qtbot.waitSignal(desk.went) as went:
        screen.page.list.setCurrentIndex(screen.page.model.index(0))
        QTest.keyClick(screen.page.list, Qt.Key.Key_Return)
    assert went.args == ["letters", draft.id]
    screen.show_record("entire_agreement")
    assert screen.page.none.isVisible()


@pytest.mark.parametrize("key", ["no_guarantee", "parties"])
def test_other_colours_are_no_edit(qtbot, desk, screen, key):
    screen.show_record(key)
    screen.hide()
    theme.use(theme.DARK)
    qtbot.wait(1)  # the text is painted anew once all else is done
    theme.use(theme.LIGHT)
    assert (screen.page.dirty, desk.unsaved) == (False, False)


def test_other_letters_have_clauses_too(qtbot, screen):
    screen.letters.setCurrentIndex(screen.letters.findData("closing"))
    screen.letters.activated.emit(screen.letters.currentIndex())
    assert screen.page.family == "closing"
    assert titles(screen) == [clause.title for clause in clauses.bundled(Profile.LAWYER, "closing").clauses]
    qtbot.waitUntil(lambda: in_letter(screen, "closes the work"), timeout=5000)


# in the composer


@pytest.fixture
def composer(qtbot, desk):
    draft = make_letters.estate_plan(desk.store, make_letters.person(desk.store).id)
    screen = shown(qtbot, LettersScreen(desk))
    screen.show_record(draft.id)
    qtbot.waitUntil(lambda: bool(screen.composer.side.looks.rows), timeout=5000)
    return screen.composer


def test_a_draft_says_that_there_are_newer_words_and_takes_them(desk, composer):
    assert not composer.newer.isVisible()
    clauses.edit(desk.store, "no_guarantee", Typed("Care", ("I work with care.",)), make.NOW)
    assert composer.newer.isVisible()
    assert "Care, not a promised result" in composer.newer.accessibleName()
    composer._take_newer()
    assert not composer.newer.isVisible()
    assert dict(letters.get(desk.store, composer.draft.case.letter.id).clauses) == {"no_guarantee": 1}


def test_what_asks_to_be_looked_at_is_counted_opened_answered_and_kept(qtbot, desk, composer):
    ready, panel = composer.side.ready, composer.side.looks
    assert ready.status.text() == "Ready: 8 checks passed"  # nothing of it stops the issue
    before = int(ready.looks.label().split()[0])
    ready.looks.click()
    assert panel.isVisible()
    row = panel.rows["left_out:electronic_comms"]
    row.box.field.setFocus()
    QTest.keyClicks(row.box.field, "We only meet in person")
    row.form.flush()
    qtbot.waitUntil(lambda: ready.looks.label() == f"{before - 1} things to look at", timeout=5000)
    assert row.status.text() == "Looked at"
    kept = letters.get(desk.store, composer.draft.case.letter.id)
    assert dict(kept.notes) == {"left_out:electronic_comms": "We only meet in person"}


def test_each_leads_to_its_place(composer):
    composer.side.ready.looks.click()
    composer.side.looks.rows["left_out:electronic_comms"].there.click()
    focus = QApplication.focusWidget()
    assert focus is composer.groups["how"].rows["electronic_comms"].head
