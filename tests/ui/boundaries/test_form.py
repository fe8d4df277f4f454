from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from practice.actions import boundaries, boundary_policy, clients, sessions
from practice.rules.boundaries import Category, Channel, Direction, Impact, Response
from practice.ui.boundaries.aside import EntryLine
from practice.ui.boundaries.entry import EntryPage
from practice.ui.boundaries.parts import LadderStep
from practice.ui.boundaries.strip import PatternStrip
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.text import Text
from tests import make
from tests.ui.boundaries.acts import banners, draft, log, press, seen, write

OURS = Direction.PRACTITIONER_TO_CLIENT


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


@pytest.mark.parametrize("side", list(Direction))
def test_danger_by_how_much_it_is_shows_the_safety_steps_too(desk, screen, form, side):
    boundaries.write(desk.store, form.draft_id, category=Category.PRIVATE_INTRUSION, direction=side)
    boundaries.write(desk.store, form.draft_id, severity=5)
    assert form.safety.isVisible()
    assert form.own.isVisible() is (side is OURS)


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


def test_a_rule_of_today_is_cited_for_an_earlier_day_only_as_one_since_today(desk, screen, form):
    at = make.NOW - timedelta(days=3)
    boundaries.write(desk.store, form.draft_id, category=Category.GIFTS_FAVOURS, facts="A gift.", happened_at=at)
    form.rule_button.click()
    assert form.rule_button.isHidden()
    assert form.agreed.currentData() == "none"
    boundaries.write(desk.store, form.draft_id, cited="rule:1", late_reason="Away.")
    assert form.agreed.currentText().startswith("Your rule 1, since Nov 18, 2026:")
    entry = boundaries.record(desk.store, form.draft_id, make.NOW)
    screen.show_record(entry.id)
    assert any(text.text().startswith("Your rule 1, since Nov 18, 2026:") for text in seen(screen.page, Text))


def test_an_entry_that_was_begun_before_says_so(desk, tobias, screen, form):
    assert not any(text.text().startswith("Begun") for text in form.findChildren(Text))
    boundaries.write(desk.store, form.draft_id, facts="A call.")
    screen.show_list()
    screen.show_record(("new", tobias.id))
    assert any(text.text().startswith("Begun today, ") for text in screen.page.findChildren(Text))


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


def test_two_serious_things_offer_a_review_meeting(desk, tobias, screen):
    log(desk.store, tobias, 20, impact=Impact.MATERIAL)
    log(desk.store, tobias, 3, impact=Impact.MATERIAL, category=Category.MONEY)
    screen.show_record(("new", tobias.id))
    button = next(one for one in seen(screen.aside, Button) if one.label() == "Follow up")
    button.click()
    (step,) = sessions.follow_ups(desk.store, tobias.id)
    assert step.due_on == make.TODAY + timedelta(days=7)


def test_a_narrow_page_bears_the_pattern_itself(desk, tobias, screen):
    for days in (20, 11):
        log(desk.store, tobias, days)
    screen.show_record(("new", tobias.id))
    boundaries.write(desk.store, screen.page.draft_id, category=Category.TIME_CONTACT)
    assert screen.page.pattern.isHidden()
    screen.set_width_class(True, True)
    assert screen.aside.isHidden()
    assert banners(screen.page)[0].startswith("3 contacts outside hours in 21 days Your policy says: written reminder.")


def test_the_numbers_of_near_days_do_not_run_into_each_other(qtbot):
    strip = PatternStrip()
    qtbot.addWidget(strip)
    strip.resize(330, 52)
    last = make.TODAY
    strip.show_days(last, {last - timedelta(days=n): "phone" for n in (1, 10, 11)}, frozenset())
    shown = [n for n in range(30) if strip._numbered(last - timedelta(days=n), strip._cell(29 - n))]
    assert shown == [0, 10]
