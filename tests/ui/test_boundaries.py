from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practice.actions import boundaries, boundary_policy, clients, letters, overview, sessions
from practice.rules.boundaries import Category, Channel, Direction, EntryKind, Impact, Response
from practice.rules.notes import Crossed
from practice.ui.boundaries.aside import EntryLine
from practice.ui.boundaries.entry import EntryPage
from practice.ui.boundaries.form import EntryForm
from practice.ui.boundaries.parts import LadderStep
from practice.ui.boundaries.screen import BoundariesScreen
from practice.ui.clients.page import ClientPage
from practice.ui.desk import Desk
from practice.ui.finding import find
from practice.ui.sessions.screen import SessionsScreen
from practice.ui.widgets.messages import Banner
from tests import make, make_letters

OURS = Direction.PRACTITIONER_TO_CLIENT


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW)
    desk.visited = []
    desk.went.connect(lambda place, record: desk.visited.append((place, record)))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def tobias(desk):
    return clients.create(desk.store, make.client("Tobias", "Renwick"), make.NOW)


@pytest.fixture
def screen(qtbot, desk):
    screen = BoundariesScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1232, 900)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


@pytest.fixture
def form(screen, tobias):
    screen.show_record(("new", tobias.id))
    assert isinstance(screen.page, EntryForm)
    return screen.page


def write(qtbot, screen, name, text):
    editor = screen.page.form.editor(name)
    editor.setFocus()
    qtbot.keyClicks(editor, text)
    screen.flush()


def press(screen, keys):
    next(hint for hint in screen.actions_here() if hint.keys == keys).run()


def log(store, client, days=0.0, **content):
    begun = boundaries.begin(store, client.id, make.NOW)
    said = {"category": Category.TIME_CONTACT, "facts": "A call.", "late_reason": "Later.", "channel": Channel.CALL}
    at = make.NOW - timedelta(days=days)
    boundaries.write(store, begun.id, **{**said, "happened_at": at, **content})
    return boundaries.record(store, begun.id, make.NOW)


def draft(desk, client):
    return boundaries.draft_of(desk.store, client.id)


def seen(widget, kind):
    """The parts of a kind that are shown now; what was just put into a layout shows a moment later."""
    QApplication.processEvents()
    return [part for part in widget.findChildren(kind) if part.isVisible()]


def banners(widget):
    return [banner.accessibleName() for banner in seen(widget, Banner)]


# the form


def test_what_is_typed_is_kept_by_itself(qtbot, desk, tobias, screen, form):
    qtbot.keyClicks(form.form.editor("facts"), "Text message at 9:47 PM.")
    qtbot.waitUntil(lambda: draft(desk, tobias).content.facts == "Text message at 9:47 PM.", timeout=2000)


def test_a_group_then_what_belongs_to_it(qtbot, desk, tobias, screen, form):
    qtbot.mouseClick(form.category.groups.segments()[4], Qt.MouseButton.LeftButton)
    screen.flush()
    assert draft(desk, tobias).content.category is Category.TONE_ABUSE
    qtbot.mouseClick(form.category.inner["respect"].segments()[1], Qt.MouseButton.LeftButton)
    screen.flush()
    assert draft(desk, tobias).content.category is Category.DISCRIMINATION


def test_the_moment_is_read_from_day_and_time(qtbot, desk, tobias, screen, form):
    time = form.form.editor("time")
    time.selectAll()
    qtbot.keyClicks(time, "0:05")
    screen.flush()
    at = draft(desk, tobias).content.happened_at.astimezone()
    assert (at.hour, at.minute, at.date()) == (0, 5, make.TODAY)
    time.selectAll()
    qtbot.keyClicks(time, "half past")
    screen.flush()
    assert "9:30" in form.boxes["time"].error


def test_recording_takes_two_presses_and_typing_takes_the_first_back(qtbot, desk, tobias, screen, form):
    boundaries.write(desk.store, form.draft_id, category=Category.TIME_CONTACT)
    write(qtbot, screen, "facts", "A call.")
    press(screen, "Ctrl+Enter")
    assert form.letter_button.label() == "Save for good"
    write(qtbot, screen, "facts", " At night.")
    assert form.letter_button.label() == "Save the entry"
    press(screen, "Ctrl+Enter")
    press(screen, "Esc")
    assert screen.page is form
    press(screen, "Ctrl+Enter")
    press(screen, "Ctrl+Enter")
    assert isinstance(screen.page, EntryPage)
    assert boundaries.get(desk.store, screen.page.entry_id).facts == "A call. At night."


def test_what_is_missing_is_said_beside_its_field(desk, screen, form):
    press(screen, "Ctrl+Enter")
    assert "camera" in form.boxes["facts"].error
    assert form.boxes["category"].error


def test_less_than_the_policy_asks_for_a_reason(qtbot, desk, tobias, screen, form):
    boundaries.write(desk.store, form.draft_id, category=Category.TIME_CONTACT, impact=Impact.MILD, facts="A call.")
    assert form.boxes["response_reason"].isHidden()
    qtbot.mouseClick(form.response.list.rows()[0], Qt.MouseButton.LeftButton)
    screen.flush()
    assert draft(desk, tobias).content.response is Response.R0
    assert not form.boxes["response_reason"].isHidden()
    press(screen, "Ctrl+Enter")
    assert "Write why" in form.boxes["response_reason"].error
    write(qtbot, screen, "response_reason", "He was in hospital.")
    press(screen, "Ctrl+Enter")
    press(screen, "Ctrl+Enter")
    assert isinstance(screen.page, EntryPage)


def test_words_and_names_are_warned_of_beside_the_field(desk, screen, form):
    clients.create(desk.store, make.client("Ida", "Crane"), make.NOW)
    boundaries.write(desk.store, form.draft_id, facts="A rude call. Ida Crane heard it.")
    assert "“rude”" in form.cautions["facts"].text.text()
    assert "Ida Crane" in form.names.text.text()
    boundaries.write(desk.store, form.draft_id, facts="He shouted for two minutes.")
    assert form.cautions["facts"].isHidden()
    assert form.names.isHidden()


def test_danger_puts_the_safety_steps_before_the_form(desk, screen, form):
    assert form.safety.isHidden()
    boundaries.write(desk.store, form.draft_id, category=Category.SAFETY_THREAT)
    assert form.safety.isVisible()
    assert "911" in form.safety.accessibleName()
    assert (
        form.safety.mapTo(form, form.safety.rect().bottomLeft()).y()
        < form.boxes["client"].mapTo(form, form.boxes["client"].rect().topLeft()).y()
    )
    assert form.severity.value() == 5
    assert form.response.value() is Response.S
    assert "Talk to somebody" in form.boxes["severity"].field.accessibleDescription()


def test_a_slip_of_ones_own_asks_what_a_listener_could_infer(qtbot, desk, tobias, screen, form):
    boundaries.write(desk.store, form.draft_id, category=Category.CONFIDENTIALITY_PRIVACY, direction=OURS)
    assert form.own.isVisible()
    assert form.boxes["infers"].isVisible()
    assert form.severity.value() == 3
    form.identifiable.click()
    screen.flush()
    assert form.severity.value() == 4
    assert [row.label[:2] for row in form.response.list.rows()] == ["P1", "P2", "P3", "P4"]


def test_no_rule_yet_offers_to_add_one(desk, screen, form):
    boundaries.write(desk.store, form.draft_id, category=Category.GIFTS_FAVOURS)
    assert form.rule_button.isVisible()
    form.rule_button.click()
    assert form.rule_button.isHidden()
    assert form.agreed.currentData() == "rule:1"
    assert boundary_policy.rules(desk.store)[0].category is Category.GIFTS_FAVOURS


def test_another_client_takes_the_words_along(qtbot, desk, tobias, screen, form):
    other = clients.create(desk.store, make.client("Ida", "Crane"), make.NOW)
    boundaries.write(desk.store, form.draft_id, facts="A call.")
    field = form.form.editor("client")
    field.selectAll()
    qtbot.keyClicks(field, "Ida Crane")
    screen.flush()
    assert draft(desk, tobias) is None
    assert draft(desk, other).content.facts == "A call."
    assert screen.page.view.client.id == other.id


def test_discarding_goes_back_and_undo_brings_it_again(desk, tobias, screen, form):
    boundaries.write(desk.store, form.draft_id, facts="A call.")
    next(hint for hint in screen.actions_here() if hint.title.startswith("Discard")).run()
    assert screen.page is None
    desk.store.journal.undo()
    assert draft(desk, tobias).content.facts == "A call."


# beside it


def test_the_pattern_cites_its_entries_and_the_policy(desk, tobias, screen):
    first, second = log(desk.store, tobias, 20), log(desk.store, tobias, 11)
    screen.show_record(("new", tobias.id))
    boundaries.write(desk.store, screen.page.draft_id, category=Category.TIME_CONTACT, channel=Channel.TEXT)
    said = banners(screen.aside)
    assert said[0].startswith("3 contacts outside hours in 21 days Your policy says: written reminder.")
    assert f"Entries {first.id}, {second.id} and this one." in said[0]
    steps = [step.accessibleName() for step in seen(screen.aside, LadderStep)]
    assert "Done November 18" in steps[0]
    assert steps[2].endswith("now")
    assert (
        "29, " in screen.aside.strip.accessibleDescription() or "Oct 29" in screen.aside.strip.accessibleDescription()
    )


def test_an_entry_beside_is_opened(qtbot, desk, tobias, screen):
    entry = log(desk.store, tobias, 3)
    screen.show_record(("new", tobias.id))
    line = seen(screen.aside, EntryLine)[1]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert screen.record_shown() == entry.id


def test_the_other_way_round_is_told(desk, tobias, screen):
    log(desk.store, tobias, 3, direction=OURS, category=Category.TONE_ABUSE)
    screen.show_record(("new", tobias.id))
    assert "1 entry in 90 days. The last one was about tone" in screen.aside._other.text()


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
