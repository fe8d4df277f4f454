from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from practice.actions import boundaries, boundary_policy, clients, letters, overview, sessions
from practice.rules.boundaries import Category, Direction, EntryKind, Impact, Response
from practice.rules.notes import Crossed
from practice.ui.boundaries.form import EntryForm
from practice.ui.boundaries.parts import LadderStep
from practice.ui.clients.page import ClientPage
from practice.ui.finding import find
from practice.ui.sessions.screen import SessionsScreen
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text
from tests import make
from tests.ui.boundaries.acts import banners, draft, log, press, seen

OURS = Direction.PRACTITIONER_TO_CLIENT


# a recorded entry


def test_a_follow_up_tells_what_was_done(qtbot, desk, tobias, screen):
    entry = log(desk.store, tobias)
    screen.show_record(entry.id)
    page = screen.page
    page.boxes["response"].field.setCurrentIndex(1)
    qtbot.keyClicks(page.boxes["text"].field, "Said it on the phone.")
    press(screen, "Ctrl+Enter")
    press(screen, "Ctrl+Enter")
    (told,) = boundaries.of_client(desk.store, tobias)
    assert told.added[0].action == "Said it on the phone."
    assert page.boxes["text"].field.text() == ""


@pytest.mark.parametrize(
    ("content", "label", "step"),
    [
        ({}, "Next, to be done", "To be done, since November 18"),
        ({"action": "Said so on the phone."}, "How I responded", "Done November 18"),
    ],
)
def test_a_response_that_is_only_planned_is_not_told_as_done(desk, tobias, screen, content, label, step):
    log(desk.store, tobias, 2)
    entry = log(desk.store, tobias, **content)
    assert entry.response is Response.R1
    screen.show_record(entry.id)
    said = [text.text() for text in seen(screen.page, Text)]
    assert label in said
    assert any("What it did: not said." in one for one in said)
    steps = [one.accessibleName() for one in seen(screen.aside, LadderStep)]
    assert any(step in one for one in steps)


def test_a_written_reminder_is_not_done_without_its_letter(desk, tobias, screen):
    entry = log(desk.store, tobias, response=Response.R2, response_reason="He asked for it.", action="I said so.")
    screen.show_record(entry.id)
    steps = [one.accessibleName() for one in seen(screen.aside, LadderStep)]
    assert "No letter yet." in steps[2]


def test_an_amendment_needs_its_reason_and_waits_until_it_is_added(qtbot, desk, tobias, screen):
    entry = log(desk.store, tobias)
    screen.show_record(entry.id)
    page = screen.page
    page.kind.set_value(EntryKind.AMENDMENT)
    page.kind.chosen.emit(EntryKind.AMENDMENT)
    qtbot.keyClicks(page.boxes["text"].field, "It was 9:51 PM.")
    press(screen, "Ctrl+Enter")
    assert page.boxes["reason"].error
    screen.show_list()
    screen.show_record(entry.id)
    page = screen.page
    assert page.boxes["text"].field.text() == "It was 9:51 PM."
    assert page.kind.value() is EntryKind.AMENDMENT
    qtbot.keyClicks(page.boxes["reason"].field, "Looked at the phone.")
    page.severity.set_value(2)
    page.severity.chosen.emit(2)
    press(screen, "Ctrl+Enter")
    press(screen, "Ctrl+Enter")
    (told,) = boundaries.of_client(desk.store, tobias)
    assert (told.severity, told.added[0].late_reason) == (2, "Looked at the phone.")


@pytest.mark.parametrize("danger", [Category.SAFETY_THREAT, Category.PRIVATE_INTRUSION])
def test_what_turns_out_to_be_danger_shows_the_safety_steps_first(desk, tobias, screen, danger):
    entry = log(desk.store, tobias)
    boundaries.add(desk.store, boundaries.amend(desk.store, entry.id, "A threat.", "Heard it", make.NOW, danger, 5))
    screen.show_record(entry.id)
    assert [part for part in seen(screen.page, QWidget) if "911" in part.accessibleName()]


def test_what_is_added_is_warned_of_too(qtbot, desk, tobias, screen):
    clients.create(desk.store, make.client("Ida", "Crane"), make.NOW)
    screen.show_record(log(desk.store, tobias).id)
    qtbot.keyClicks(screen.page.boxes["text"].field, "A rude call; Ida Crane heard it.")
    screen.flush()
    assert "“rude”" in screen.page.caution.text.text()
    assert "Ida Crane" in screen.page.caution.text.text()


def test_the_letter_is_one_key_away(desk, tobias, screen):
    entry = log(desk.store, tobias, impact=Impact.MATERIAL)
    screen.show_record(entry.id)
    press(screen, "Ctrl+Shift+N")
    assert desk.visited[-1][0] == "sessions"
    press(screen, "Ctrl+D")
    letter = letters.from_source(desk.store, f"boundary:{entry.id}")[0]
    assert desk.visited[-1] == ("letters", letter.id)
    screen.show_record(entry.id)
    screen.load()
    assert screen.page.letter_button.isHidden()


# the list


def test_the_list_shows_drafts_patterns_and_entries(qtbot, desk, tobias, screen):
    for days in (20, 11, 0):
        log(desk.store, tobias, days)
    boundaries.begin(desk.store, tobias.id, make.NOW)
    screen.show_list()
    said = banners(screen.listing)
    assert said[0].startswith("Not recorded yet: Tobias Renwick")
    assert said[1].startswith("Tobias Renwick: 3 contacts outside hours in 21 days")
    assert screen.listing.model.rowCount() == 3
    qtbot.mouseClick(screen.listing.side.segments()[2], Qt.MouseButton.LeftButton)
    assert screen.listing.model.rowCount() == 0


def test_a_new_entry_asks_about_whom(qtbot, desk, tobias, screen):
    press(screen, "L then B")
    field = screen.listing.client
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert screen.listing.ask_box.error
    qtbot.keyClicks(field, "Tobias Renwick")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert isinstance(screen.page, EntryForm)
    assert screen.record_shown() == ("draft", draft(desk, tobias).id)


def test_a_long_list_is_read_page_by_page(desk, tobias, screen):
    for n in range(45):
        log(desk.store, tobias, n / 10, category=list(Category)[n % 12])
    screen.show_list()
    model = screen.listing.model
    assert model.rowCount() == 40
    model.fetchMore(screen.listing.list.rootIndex())
    assert model.rowCount() == 45


# rules and words


def test_a_rule_is_edited_until_it_is_cited(qtbot, desk, tobias, screen):
    screen.show_record("rules")
    screen.rules.add()
    rule = boundary_policy.rules(desk.store)[0]
    editor = screen.rules.cards[rule.id].form.editor("text")
    editor.selectAll()
    qtbot.keyClicks(editor, "No calls after eight.")
    screen.flush()
    assert boundary_policy.rules(desk.store)[0].text == "No calls after eight."
    log(desk.store, tobias, category=rule.category)
    assert screen.rules.cards[rule.id].form is None
    screen.rules.cards[rule.id].archive_button.click()
    assert boundary_policy.rules(desk.store)[0].archived_at is not None


def test_the_words_are_edited_there(qtbot, desk, screen):
    screen.show_record("rules")
    editor = screen.rules.form.editor("adjectives")
    editor.selectAll()
    qtbot.keyClicks(editor, "loud, pushy")
    screen.flush()
    assert boundary_policy.avoided(desk.store).adjectives == ("loud", "pushy")


# from elsewhere


def test_a_session_note_opens_the_log_for_its_client_and_session(qtbot, desk, tobias):
    note = sessions.open_session(desk.store, tobias.id, make.NOW, make.NOW, place="by phone")
    screen = SessionsScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_record(note.id)
    assert screen.page.boundary_button.isHidden()
    sessions.write(desk.store, note.id, boundary=Crossed.THEIRS)
    assert screen.page.boundary_button.isVisible()
    screen.page.boundary_button.click()
    assert desk.visited[-1] == ("boundaries", ("new", tobias.id, note.session_id))
    sessions.write(desk.store, note.id, fields={"covered": "The hours."})
    sessions.sign(desk.store, note.id, make.NOW)
    desk.visited.clear()
    next(one for one in seen(screen.page, Button) if one.label() == "Open the boundary log").click()
    assert desk.visited == [("boundaries", ("new", tobias.id, note.session_id))]


def test_l_then_b_on_a_client(qtbot, desk, tobias):
    page = ClientPage(desk)
    qtbot.addWidget(page)
    page.show_view(overview.of_client(desk.store, tobias.id, make.NOW))
    hint = next(one for one in page.hints() if one.keys == "L then B")
    with qtbot.waitSignal(page.asked) as asked:
        hint.run()
    assert asked.args == ["boundary"]


def test_entries_are_found_and_stand_in_the_timeline(desk, tobias):
    entry = log(desk.store, tobias, facts="He asked about the schedule.")
    found = next(one for one in find(desk, "schedule", 10) if one.icon == "fence")
    found.run()
    assert desk.visited[-1] == ("boundaries", entry.id)
    view = overview.of_client(desk.store, tobias.id, make.NOW)
    told = next(one for one in view.entries if one.event.value == "boundary")
    assert (told.record_id, told.detail) == (entry.id, "He asked about the schedule.")


def test_an_entry_that_was_tampered_with_says_so(desk, tobias, screen):
    entry = log(desk.store, tobias)
    screen.show_record(entry.id)
    assert not banners(screen.page)
    view = boundaries.view(desk.store, entry.id, make.NOW)
    screen.page.show_view(replace(view, holds=False))
    assert banners(screen.page)[0].startswith("This entry was changed outside the program")
