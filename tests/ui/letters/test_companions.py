"""Companion letters as a person writes and sends them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from practice.actions import clients, complaints, engagements, families, letters
from practice.rules.engagements import EngagementStatus, ItemKind
from practice.rules.letters import LetterState
from practice.rules.practice import Profile
from practice.ui import theme
from practice.ui.clients.letters import letter_menu
from practice.ui.desk import Desk
from practice.ui.letters.screen import LettersScreen
from tests import make, make_companions, make_letters
from tests.make_companions import stopped


@pytest.fixture(scope="module", autouse=True)
def _dressed(qapp):
    theme.apply(qapp, theme.LIGHT)


@pytest.fixture
def desk(qapp, tmp_path):
    store = make.store(tmp_path)
    desk = Desk(store, clock=lambda: make.NOW + timedelta(minutes=5))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def signed(desk):
    return make_companions.signed(desk.store, Profile.LAWYER)


@pytest.fixture
def screen(qtbot, desk):
    screen = LettersScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1230, 860)
    desk.went.connect(lambda place, record: screen.show_record(record) if place == "letters" else None)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def entries(menu):
    """What the menu says, and whether it can be chosen."""
    return {action.data()[0]: action.isEnabled() for action in menu.actions()}


def choose(menu, text):
    next(action for action in menu.actions() if action.data()[0] == text).trigger()


def test_the_menu_offers_what_applies_and_says_why_the_rest_does_not(qtbot, desk, screen, signed):
    client = clients.find(desk.store, signed.client_id)
    menu = letter_menu(desk, client, screen)
    assert entries(menu) == {
        "Referral letter": True,
        "Consent to a conflict": True,
        "Scope change letter": True,
        "Disengagement letter": True,
        "Closing letter": True,
        "Fee reminder": True,
        "Refund confirmation": True,
        "Boundary reminder": True,
        "Acknowledgement of a complaint": True,
        "Final answer to a complaint": True,
        "Apology letter": True,
        "Non-engagement letter:  Only for somebody you never worked for.": False,
    }


def test_a_letter_leads_back_to_the_record_that_it_came_of(qtbot, desk, screen, signed):
    complaint = complaints.begin(desk.store, signed.client_id, make.NOW)
    draft = families.start(
        desk.store,
        signed.client_id,
        "complaint_ack",
        make.NOW,
        signed.engagement_id,
        filled={"received.received_day": make.TODAY.isoformat(), "understood.points": "The drafts came late"},
        source=f"complaint:{complaint.id}",
    )
    assert letters.from_source(desk.store, draft.source) == (draft,)
    screen.show_record(draft.id)
    origin = screen.composer.origin
    assert origin.isVisible()
    assert origin.text() == f"From complaint {complaint.number}, today"
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    origin.click()
    assert went == [("complaints", complaint.id)]
    make_companions.filled(desk.store, draft, update_day="2026-11-25", final_day="2026-12-02")
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letter.id)
    assert screen.issued.origin.text() == origin.text()
    newer = letters.revise(desk.store, letter.id, make.NOW)
    assert (newer.source, newer.tables) == (letter.source, letter.tables)


def test_a_letter_begun_by_hand_or_of_a_record_that_is_gone_leads_nowhere(qtbot, desk, screen, signed):
    for source in ("", "boundary:99", "strange:1"):
        draft = families.start(desk.store, signed.client_id, "boundary_reminder", make.NOW, source=source)
        screen.show_record(draft.id)
        assert not screen.composer.origin.isVisible()


def test_who_crossed_the_line_decides_what_is_asked(qtbot, desk, screen, signed):
    draft = make_companions.begun(desk.store, signed.client_id, "boundary_reminder", ask="")
    screen.show_record(draft.id)
    composer = screen.composer
    assert "gate" not in composer.groups["ask"].rows
    whose = composer.groups["event"].rows["event"].body
    combo = whose.boxes["whose"].field
    assert [combo.itemText(n) for n in range(combo.count())] == ["Theirs", "Mine"]
    combo.setCurrentIndex(combo.findData("me"))
    combo.activated.emit(combo.currentIndex())
    whose.form.flush()
    rows = composer.groups["ask"].rows
    qtbot.waitUntil(lambda: "gate" in rows and rows["gate"].is_open)
    qtbot.waitUntil(lambda: rows["next"].y() < rows["gate"].y() < rows["farewell"].y())
    assert "Say what you do from now on." in stopped(desk.store, letters.get(desk.store, draft.id))


def answer_no(composer, *places):
    """Answer questions of facts, which stand unanswered until then."""
    for group, clause, name in places:
        row = composer.groups[group].rows[clause]
        row.set_open(True)
        combo = row.body.boxes[name].field
        assert combo.currentText() == ""
        combo.setCurrentIndex(combo.findData("no"))
        combo.activated.emit(combo.currentIndex())
        row.body.form.flush()


def test_a_closing_letter_is_one_form_and_closes_the_work_once_sent(qtbot, desk, screen, signed):
    choose(letter_menu(desk, clients.find(desk.store, signed.client_id), screen), "Closing letter")
    composer = screen.composer
    assert composer.header.title.text() == "Closing letter for Imelda Corrant"
    body = composer.groups["work"].rows["finished"].body
    assert body.boxes["result"].field.hasFocus()  # the one thing that is missing
    assert not composer.about.isVisible()
    assert not composer.fee.isVisible()
    QTest.keyClicks(body.boxes["result"].field, "Your will is signed.")
    body.form.flush()
    answer_no(composer, ("left", "todo", "todo_left"), ("left", "dates", "dates_known"))
    assert "Ready" not in composer.side.ready.status.text()
    answer_no(composer, ("papers", "papers", "originals_held"), ("papers", "account", "owed"))
    assert letters.check(desk.store, composer.draft.case.letter.id, make.TODAY) == ()
    composer.issue()
    composer.issue()
    page = screen.issued
    assert page.letter.family == "closing"
    assert "closes the work on November 18, 2026" in page.side.ready.consequence.text()
    assert not page.promised.isVisible()
    assert not page.marking.decline.isVisible()
    assert not page.files.signed_button.isVisible()
    page.side.primary.click()
    assert letters.get(desk.store, page.letter.id).state is LetterState.FILED
    assert engagements.get(desk.store, signed.engagement_id).status is EngagementStatus.CLOSED
    screen.show_list()
    screen.listing.tabs.setCurrentIndex(3)
    screen.listing.restart()
    assert screen.listing.model.rowCount() == 1


def test_a_day_is_typed_and_kept_as_a_day(qtbot, desk, screen, signed):
    draft = families.start(desk.store, signed.client_id, "disengagement", make.NOW)
    screen.show_record(draft.id)
    body = screen.composer.groups["end"].rows["ending"].body
    field = body.boxes["effective_day"].field
    assert field.text() == "Nov 18, 2026"
    field.selectAll()
    QTest.keyClicks(field, "12/18/2026")
    body.form.flush()
    assert families.ends_on(desk.store, letters.get(desk.store, draft.id)).isoformat() == "2026-12-18"


def test_a_day_that_is_left_empty_stays_empty(qtbot, desk, screen, signed):
    draft = families.start(desk.store, signed.client_id, "complaint_final", make.NOW)
    screen.show_record(draft.id)
    group = screen.composer.groups["remedy"]
    group.set_open(True)
    row = group.rows["remedy"]
    row.set_open(True)
    QTest.keyClicks(row.body.boxes["remedy"].field, "I meet you for an hour")
    row.body.form.flush()
    (choice,) = [one for one in letters.get(desk.store, draft.id).choices if one.key == "remedy"]
    assert dict(choice.fields)["remedy"] == "I meet you for an hour"
    assert not dict(choice.fields).get("remedy_day")


def test_a_change_adds_a_promise_in_the_form_and_leads_there(qtbot, desk, screen, signed):
    draft = make_companions.begun(
        desk.store, signed.client_id, "scope_change", new_fee="", new_deposit="", fee_changes="no"
    )
    screen.show_record(draft.id)
    composer = screen.composer
    assert composer.scope.isVisible()
    composer.issue()  # nothing is changed yet: it leads to a new promise
    assert len(engagements.items(desk.store, signed.engagement_id)) == 11
    assert letters.get(desk.store, draft.id).state is LetterState.DRAFT


def test_what_wants_a_second_look_stands_in_the_panel(qtbot, desk, screen, signed):
    draft = make_companions.begun(desk.store, signed.client_id, "disengagement", effective_day="2026-11-20")
    screen.show_record(draft.id)
    qtbot.waitUntil(lambda: screen.composer.side.ready.looks.isVisible(), timeout=5000)
    assert "thing" in screen.composer.side.ready.looks.label()


def test_a_promise_that_a_change_adds_is_kept_with_the_letter(desk, signed):
    draft = make_companions.begun(desk.store, signed.client_id, "scope_change")
    make_letters.add(desk.store, signed.engagement_id, ItemKind.PROMISE, "A deed for your house")
    letter = letters.issue(desk.store, draft.id, make.NOW)
    letters.mark_signed(desk.store, letter.id, make.TODAY, make.TODAY)
    assert "A deed for your house" in [one.item.text for one in engagements.promises(desk.store, signed.engagement_id)]


def test_space_and_enter_work_in_the_form(qtbot, desk, screen, signed):
    draft = families.start(desk.store, signed.client_id, "closing", make.NOW)
    screen.show_record(draft.id)
    head = screen.composer.groups["end"].head
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Return)
    assert not screen.composer.groups["end"].is_open
