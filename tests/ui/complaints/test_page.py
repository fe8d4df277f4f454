from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practice.actions import complaints, engagements
from practice.rules.complaint_days import DeadlineKind
from practice.rules.complaints import Basis, ClaimSign, Found, Kind, StepList
from practice.ui import finding
from practice.ui.complaints.screen import ComplaintsScreen
from practice.ui.desk import Desk
from practice.ui.entries import matches
from tests import make, make_complaints, make_letters


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW)
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def told(desk):
    return make_complaints.told(desk.store)


@pytest.fixture
def screen(qtbot, desk):
    screen = ComplaintsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 900)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


@pytest.fixture
def page(screen, told):
    screen.show_record(told.complaint.id)
    return screen.page


def press(screen, keys):
    next(hint for hint in screen.actions_here() if hint.keys == keys).run()


def view(desk, told):
    return complaints.get(desk.store, told.complaint.id)


def select(page, item):
    page.points.rows[item.id].setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()


def test_the_list_shows_what_is_due_first_and_opens_it(screen, desk, told):
    screen.close_page()
    (face,) = [screen.model.data(screen.model.index(0, 0))]
    assert face.startswith("Corwin Ashby")
    assert "Reply by" in face
    screen.list.activated.emit(screen.model.index(0, 0))
    assert screen.record_shown() == told.complaint.id


def test_without_complaints_the_list_says_what_it_is_for(screen):
    assert screen.empty.isVisible()
    assert not screen.list.isVisible()


def test_a_new_complaint_opens_with_the_cursor_in_the_clients_words(qtbot, screen, desk):
    client = make_complaints.person(desk.store)
    screen.show_record(("new", client.id))
    qtbot.keyClicks(QApplication.focusWidget(), "Nobody calls me back.")
    screen.flush()
    kept = complaints.get(desk.store, screen.record_shown()).complaint
    assert (kept.words, kept.number) == ("Nobody calls me back.", "CM-2026-001")


def test_letters_decide_the_current_point_as_the_record_shows(screen, desk, page, told):
    select(page, told.house)
    press(screen, "X")
    select(page, told.drafts)
    press(screen, "Y")
    assert [item.decided for item in view(desk, told).items] == [Kind.EXPECTATION_MISMATCH, Kind.SERVICE_FAILURE]
    assert [card.path.path.key for card in page.paths.cards] == ["mismatch", "failure"]
    press(screen, "?")
    assert view(desk, told).items[1].decided is None


def test_the_guard_says_beside_the_outcomes_what_is_missing(screen, desk, page, told):
    select(page, told.house)
    press(screen, "Y")
    assert "nothing that was broken" in page.points.chooser.refusal.text()
    assert page.points.chooser.outcomes.value() is Kind.SERVICE_FAILURE
    assert view(desk, told).items[0].decided is None
    press(screen, "X")
    assert not page.points.chooser.refusal.isVisible()


def test_another_decision_waits_for_its_reason(qtbot, screen, desk, page, told):
    select(page, told.house)
    page.points.decide(Kind.UNCLEAR_PROMISE)
    assert "Say why" in page.points.chooser.reason.error
    qtbot.keyClicks(page.points.chooser.reason.field, "I said on the telephone that I would.")
    page.flush()
    item = view(desk, told).items[0]
    assert (item.decided, item.reason) == (Kind.UNCLEAR_PROMISE, "I said on the telephone that I would.")


def test_a_decision_that_the_record_overtook_says_so_at_the_point(desk, page, told):
    make_complaints.decided(desk.store, told)
    shown, said = page.points.rows[told.drafts.id], "The record has changed since you decided."
    assert said not in shown.suggested.text() + shown.detail.text()
    (made,) = complaints.picked(desk.store, told.drafts)
    engagements.deliver(desk.store, made.id, made.due_on)
    assert said in shown.suggested.text()
    assert said in shown.detail.text()
    assert said not in page.points.rows[told.house.id].detail.text()


def test_a_point_is_matched_by_choosing_the_item(qtbot, screen, desk, page, told):
    press(screen, "A")
    qtbot.keyClicks(QApplication.focusWidget(), "A signing meeting")
    page.flush()
    matcher = page.points.matcher
    matcher.promise.setCurrentIndex(matcher.promise.findData("letter:2.5"))
    matcher.promise.activated.emit(matcher.promise.currentIndex())
    item = view(desk, told).items[2]
    assert (item.wanted, item.citation.label, len(item.deliveries)) == ("A signing meeting", "2.5", 1)
    matcher.promise.setCurrentIndex(matcher.promise.findData(Basis.NOTHING.value))
    matcher.promise.activated.emit(matcher.promise.currentIndex())
    assert view(desk, told).items[2].basis is Basis.NOTHING
    assert view(desk, told).points[2].proposal.kind is Kind.UNCLEAR_PROMISE


def test_typing_goes_on_while_it_is_saved(qtbot, screen, desk, page, told):
    press(screen, "A")
    words = page.points.matcher.form.editor("words")
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(QApplication.focusWidget(), "A signing ")
    qtbot.waitUntil(lambda: view(desk, told).items[2].words == "A signing ", timeout=3000)
    QApplication.processEvents()
    assert QApplication.focusWidget() is words


def test_a_record_is_kept_with_the_day_that_stands_beside_it(qtbot, screen, desk, page, told):
    item = complaints.add_item(desk.store, told.complaint.id, "A word in friendship")
    complaints.edit_item(desk.store, item.id, {"found": Found.RUDE})
    select(page, item)
    page.points.open_matcher()
    form = page.points.matcher.form
    qtbot.keyClicks(form.editor("record_what"), "Hung up")
    qtbot.keyClicks(form.editor("record_who"), "I")
    page.flush()
    kept = view(desk, told).items[2]
    assert (kept.record_what, kept.record_who, kept.record_on) == ("Hung up", "I", told.complaint.received_on)
    assert view(desk, told).points[2].proposal.kind is Kind.SERVICE_FAILURE


def test_esc_closes_what_is_open_before_it_leaves(screen, page, told):
    select(page, told.house)
    page.points.open_matcher()
    press(screen, "Esc")
    assert screen.record_shown() == told.complaint.id
    assert page.points.matcher.isHidden()
    press(screen, "Esc")
    assert screen.record_shown() is None


def test_lines_are_ticked_with_their_day(desk, page, told):
    make_complaints.decided(desk.store, told)
    card = page.paths.cards[0]
    card.lines[StepList.INSIDE, "words"].check.click()
    assert view(desk, told).done(StepList.INSIDE, "words", "mismatch").done_on == make.TODAY
    assert page.paths.cards[0].lines[StepList.INSIDE, "words"].check.isChecked()


def test_the_gate_comes_with_a_sign_and_holds_the_reply(qtbot, desk, page, told):
    make_complaints.decided(desk.store, told)
    assert not page.gate.isVisible()
    page._on_change()
    page.intake._signs[ClaimSign.MONEY].click()
    page.flush()
    assert page.gate.isVisible()
    told_of = []
    desk.told.connect(told_of.append)
    page.reply_button.click()
    assert "Tell your insurer" in told_of[0]
    went = []
    desk.went.connect(lambda place, record: went.append(place))
    page.gate.lines["notify"].check.click()
    page.reply_button.click()
    assert went == ["letters"]


def test_that_it_came_can_be_said_until_it_was(desk, page, told):
    assert not page.came_button.isVisible()  # the reply's own button says it before all is decided
    make_complaints.decided(desk.store, told)
    assert page.came_button.isVisible()
    assert [hint for hint in page.hints() if matches(hint.title, "acknowledg")]
    complaints.tell(desk.store, told.complaint.id, DeadlineKind.ACKNOWLEDGE, make.TODAY, make.NOW)
    assert not page.came_button.isVisible()


def test_a_tick_leaves_the_page_where_it_is_and_a_new_point_is_scrolled_to(qtbot, screen, desk, page, told):
    make_complaints.decided(desk.store, told)
    complaints.edit(desk.store, told.complaint.id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    screen.resize(1200, 420)
    QApplication.processEvents()
    bar = page.area.verticalScrollBar()
    for find in (lambda: page.gate.lines["preserve"], lambda: page.paths.cards[0].lines[StepList.INSIDE, "words"]):
        page.area.ensureWidgetVisible(find().check)
        QApplication.processEvents()
        at = bar.value()
        qtbot.mouseClick(find().check, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        assert bar.value() == at
    page.area.ensureWidgetVisible(page.closing.button)
    page.add_point()
    qtbot.waitUntil(lambda: not QApplication.focusWidget().visibleRegion().isEmpty(), timeout=1000)


def test_signs_that_their_words_speak_of_are_ticked_with_one_press(desk, page, told):
    assert page.signs.isVisible()
    assert "They ask for money" in page.signs.accessibleName()
    assert not page.gate.isVisible()
    page.signs_button.click()
    assert view(desk, told).complaint.claim_signs == (ClaimSign.MONEY,)
    assert page.gate.isVisible()
    assert not page.signs.isVisible()


def test_the_reminder_stays_until_every_step_of_the_gate_is_done(desk, page, told):
    complaints.edit(desk.store, told.complaint.id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    steps = view(desk, told).gate
    page.gate.lines["preserve"].check.click()
    page.gate.lines["notify"].check.click()
    assert page.gate.card.isHidden()
    assert page.gate.reminder.isVisible()
    assert "2 of 7 steps are done." in page.gate.banner.accessibleName()
    for step in steps[2:]:
        page.gate.lines[step.key].check.click()
    assert not page.gate.reminder.isVisible()


def test_what_was_told_is_noted_and_moves_the_deadline(desk, page, told):
    make_complaints.decided(desk.store, told)
    page.story.kind.setCurrentIndex(page.story.kind.findData(DeadlineKind.ACKNOWLEDGE))
    page.story.note_button.click()
    assert view(desk, told).complaint.acknowledged_on == make.TODAY
    page.story.kind.setCurrentIndex(page.story.kind.findData(DeadlineKind.FINAL))
    page.story.note_button.click()
    assert page.pill.text() == "Answered"
    assert len(view(desk, told).follow_ups) == 3


def test_closing_takes_two_presses_and_then_only_adds(qtbot, desk, page, told):
    make_complaints.decided(desk.store, told)
    closing = page.closing
    closing.button.click()
    assert "Say what it came from" in closing.boxes["root_cause"].error
    qtbot.keyClicks(closing.boxes["root_cause"].field, "No watch on due dates")
    qtbot.keyClicks(closing.boxes["changed"].field, "A warning three days before")
    complaints.tell(desk.store, told.complaint.id, DeadlineKind.FINAL, make.TODAY, make.NOW)
    closing.button.click()
    assert view(desk, told).complaint.closed_on is None
    closing.button.click()
    assert view(desk, told).complaint.closed_on == make.TODAY
    assert page.bar.isHidden()
    qtbot.keyClicks(closing.boxes["text"].field, "They thanked us.")
    closing.button.click()
    closing.button.click()
    assert [entry.text for entry in view(desk, told).entries] == ["", "They thanked us."]


def test_what_is_typed_for_the_end_waits(qtbot, screen, desk, page, told):
    qtbot.keyClicks(page.closing.boxes["root_cause"].field, "No watch")
    screen.close_page()
    screen.show_record(told.complaint.id)
    assert screen.page.closing.form.read()["root_cause"] == "No watch"


def test_the_refund_begins_from_the_complaint(qtbot, screen, desk, page, told):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    press(screen, "Ctrl+Enter")
    assert went == [("refunds", ("complaint", told.complaint.id))]


def test_a_point_taken_away_comes_back(screen, desk, page, told):
    select(page, told.drafts)
    page.points.open_matcher()
    page.points.matcher.drop_button.click()
    assert list(page.points.rows) == [told.house.id]
    desk.store.journal.undo()
    assert list(page.points.rows) == [told.house.id, told.drafts.id]


def test_a_complaint_whose_beginning_is_undone_leaves_the_page(screen, desk):
    client = make_complaints.person(desk.store)
    screen.show_record(("new", client.id))
    desk.store.journal.undo()
    assert screen.record_shown() is None


def test_a_late_reply_is_red(screen, desk, page, told):
    complaints.edit(desk.store, told.complaint.id, {"received_on": make.TODAY - timedelta(days=20)}, make.TODAY)
    assert page.pill.kind == "bad"
    assert "days ago" in page.pill.text()


def test_the_palette_logs_a_complaint_from_a_client_and_finds_its_words(desk, told):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    found = {entry.text: entry for entry in finding.find(desk, "log a complaint from corwin", 10)}
    found["Log a complaint from Corwin Ashby"].run()
    said = next(entry for entry in finding.find(desk, "money back", 10) if entry.icon == "heart-handshake")
    said.run()
    assert went == [("complaints", ("new", told.client.id)), ("complaints", told.complaint.id)]


def test_a_found_point_opens_its_complaint(screen, desk, told):
    screen.show_record(("item", told.drafts.id))
    assert screen.record_shown() == told.complaint.id


def test_the_letter_the_client_signed_opens_from_the_page(desk, page, told):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    page.letter_button.click()
    assert went == [("letters", told.drafts.citation.letter_id)]


def test_a_safety_complaint_leads_with_the_safety_steps(desk, page, told):
    complaints.edit(desk.store, told.complaint.id, {"safety": True}, make.TODAY)
    assert page.safety.isVisible()
    assert page.safety.y() < page.points.y()


def test_a_serious_one_asks_who_else_looks_at_it(desk, page, told):
    page._on_change()
    assert not page.intake.boxes["reviewer"].isVisible()
    complaints.edit(desk.store, told.complaint.id, {"severity": 3}, make.TODAY)
    assert page.intake.boxes["reviewer"].isVisible()
