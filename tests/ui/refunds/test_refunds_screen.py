"""The refund decision on screen: facts that lead home, lines to the cent, two presses, no trace of a what-if."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from practice.actions import letters, refunds
from practice.rules.refund_decisions import Choice, RefundState
from practice.rules.refund_facts import Reason
from practice.ui.desk import Desk
from practice.ui.refunds.screen import RefundsScreen
from tests import make, make_letters, make_refunds

FULL = "$1,468.65"  # stages 3 and 4 (900.00), what is left for costs (28.65), 30 % of 1,800.00 (540.00)
WHY = "We were three weeks late and did not warn him."


@pytest.fixture
def clock():
    return [make.NOW]


@pytest.fixture
def desk(qtbot, tmp_path, clock):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: clock[0])
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def asked(desk):
    return make_refunds.asked(desk.store)


@pytest.fixture
def screen(qtbot, desk, asked):
    screen = RefundsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1240, 860)
    screen.show()
    qtbot.waitExposed(screen)
    screen.show_record(("complaint", asked.complaint_id))
    return screen


def decision(desk, screen):
    return refunds.get(desk.store, screen.record_shown())


def choose(qtbot, screen, choice):
    at = list(Choice).index(choice)
    qtbot.mouseClick(screen.panel.choice.rows()[at], Qt.MouseButton.LeftButton)


def write(qtbot, area, text):
    area.setFocus()
    qtbot.keyClicks(area, text)


def record(qtbot, screen, choice=Choice.RECOMMENDED):
    choose(qtbot, screen, choice)
    write(qtbot, screen.panel.boxes["why"].field, WHY)
    screen.flush()
    screen.panel.press()
    screen.panel.press()


def test_a_complaint_opens_worked_out_to_the_cent(screen):
    cells = [row.cells for row in screen.sheet.working.rows]
    assert cells[0] == ("Line", "How we got there", "Rule", "Amount")
    assert cells[1] == ("Fixed fee received", "Paid on September 29", "Clause 5", "$3,600.00")
    assert cells[-3] == (
        "Stage 2 late, money back", "3 full weeks × 10% × $1,800.00; the most is 30%", "Clause 6", "+$540.00",
    )  # fmt: skip
    assert cells[-1] == ("Refund under the letter", "", "", FULL)
    assert screen.panel.figure.text() == FULL
    assert screen.sheet.working.checked.text() == "Checked the other way"
    assert screen.panel.due.text() == "by Thursday, December 3: 10 business days"
    assert "never promised" in screen.sheet.why.text.text()


def test_each_fact_leads_to_where_it_lives(qtbot, desk, asked, screen):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    for link in screen.sheet.known.links:
        link.click()
    letter = letters.in_force(desk.store, asked.work, make.TODAY).letter.id
    assert ("complaints", asked.complaint_id) in went
    assert ("letters", letter) in went
    assert ("clients", (asked.client_id, ("work", asked.work))) in went
    assert screen.sheet.judged.boxes["late_ours"].field.segments()[0].hasFocus()


def test_the_decision_takes_two_presses_and_a_reason(qtbot, desk, screen):
    choose(qtbot, screen, Choice.RECOMMENDED)
    screen.flush()
    screen.panel.press()
    assert decision(desk, screen).state is RefundState.DRAFT
    assert screen.panel.button.label() == "Press again: record decision"
    screen.panel.press()
    assert screen.panel.boxes["why"].error
    write(qtbot, screen.panel.boxes["why"].field, WHY)
    screen.panel.press()
    screen.panel.press()
    kept = decision(desk, screen)
    assert (kept.state, kept.why, kept.amount) == (RefundState.RECORDED, WHY, 146_865)
    assert not screen.sheet.judged.isVisible()


def test_less_than_the_floor_is_stopped_beside_the_sum(qtbot, desk, screen):
    choose(qtbot, screen, Choice.OTHER)
    write(qtbot, screen.panel.boxes["amount"].field, "900.00")
    write(qtbot, screen.panel.boxes["why"].field, "It was hard work.")
    screen.flush()
    assert screen.panel.below.isVisible()
    screen.panel.press()
    screen.panel.press()
    assert decision(desk, screen).state is RefundState.DRAFT
    assert "less than has to go back" in screen.panel.boxes["amount"].error
    screen.panel.boxes["attested"].click()
    screen.flush()
    assert screen.panel.boxes["citation"].isVisible()
    write(qtbot, screen.panel.boxes["citation"].field, "Oregon RPC 1.5(c)")
    screen.flush()
    screen.panel.press()
    screen.panel.press()
    assert decision(desk, screen).state is RefundState.RECORDED


def test_what_is_typed_waits_in_the_draft_even_where_it_cannot_be_read(qtbot, desk, screen):
    choose(qtbot, screen, Choice.OTHER)
    write(qtbot, screen.panel.boxes["amount"].field, "about 900")
    screen.flush()
    assert decision(desk, screen).given["amount"] == "about 900"
    screen.show_list()
    screen.show_record(1)
    assert screen.panel.boxes["amount"].field.text() == "about 900"


def test_a_what_if_shows_what_moves_and_leaves_nothing(qtbot, desk, screen):
    before = desk.store.journal.head
    qtbot.mouseClick(screen.sheet.judged.what_button, Qt.MouseButton.LeftButton)
    done = screen.sheet.judged.boxes["done"].field
    write(qtbot, done, "3")
    screen.flush()
    assert screen.sheet.working.rows[-1].cells[-1] == "$928.65"  # stage 4, costs, and the credit
    told = {row.cells[0]: row.cells[1] for row in screen.sheet.working.rows}
    assert told["Stage 3, review: finished"] == "15% of $3,600.00 (new)"
    assert told["Stage 2, drafting: finished"] == "50% of $3,600.00"
    assert screen.sheet.alone.isVisible()
    assert "$540.00 less" in screen.sheet.alone.accessibleName()
    assert not screen.panel.isEnabled()
    screen.sheet.stop_button.click()
    assert screen.panel.figure.text() == FULL
    assert desk.store.journal.head == before


def test_the_reason_asks_for_what_it_needs_alone(qtbot, desk, screen):
    judged = screen.sheet.judged
    assert judged.boxes["severity"].isVisible()
    assert not judged.boxes["mistaken"].isVisible()
    combo = judged.boxes["reason"].field
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData(Reason.DUPLICATE_OR_ERROR_PAYMENT.value))
    combo.activated.emit(combo.currentIndex())
    screen.flush()
    assert judged.boxes["mistaken"].isVisible()
    assert not judged.boxes["severity"].isVisible()
    write(qtbot, judged.boxes["mistaken"].field, "75.00")
    screen.flush()
    assert "Paid by mistake" in [row.cells[0] for row in screen.sheet.working.rows]


def test_from_recording_to_payment_and_correction(qtbot, desk, clock, screen):
    record(qtbot, screen)
    write(qtbot, screen.panel.boxes["note"].field, "Marit Osei read it.")
    screen.flush()
    assert "a day to think" in screen.panel.after.text()
    screen.panel.press()
    screen.panel.press()
    assert decision(desk, screen).state is RefundState.RECORDED
    clock[0] = make.NOW + timedelta(days=1)
    screen.panel.press()
    screen.panel.press()
    assert decision(desk, screen).state is RefundState.ISSUED
    screen.panel.press()
    assert screen.panel.payment["method"].error
    write(qtbot, screen.panel.payment["method"].field, "Bank transfer")
    write(qtbot, screen.panel.payment["proof"].field, "TRF-77")
    screen.panel.press()
    first = decision(desk, screen)
    assert (first.state, first.paid_on) == (RefundState.PAID, clock[0].astimezone().date())
    screen.panel.press()
    second = decision(desk, screen)
    assert (second.corrects, second.state) == (first.id, RefundState.DRAFT)
    assert screen.sheet.corrects.isVisible()


def test_a_recorded_decision_may_be_thought_over(qtbot, desk, screen):
    record(qtbot, screen)
    screen.panel.again_button.click()
    assert decision(desk, screen).state is RefundState.DRAFT
    assert screen.panel.boxes["why"].field.text() == WHY


def test_the_letter_is_shown_and_opened_with_what_is_decided(qtbot, desk, screen):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    assert not screen.panel.paper.isVisible()
    choose(qtbot, screen, Choice.RECOMMENDED)
    screen.flush()
    assert FULL in screen.panel.paper.text()
    assert "release" not in screen.panel.paper.text()
    screen.panel.edit_button.click()
    (place, letter_id) = went[-1]
    assert place == "letters"
    assert letters.case(desk.store, letter_id, make.TODAY).letter.source == f"refund:{screen.record_shown()}"


def test_work_without_a_reason_begins_with_the_question_and_a_client_without_work_is_told(qtbot, desk, screen):
    other = make_letters.person(desk.store)
    told = []
    desk.told.connect(told.append)
    screen.show_record(("new", other.id))
    assert told == ["No work was taken on for this client, so nothing can go back."]
    work = letters.start(desk.store, other.id, None, make.NOW, "Will").engagement_id
    screen.show_record(("engagement", work))
    assert screen.sheet.judged.boxes["reason"].field.hasFocus()
    assert not screen.panel.button.isEnabled()
    assert not screen.sheet.working.isVisible()


def test_the_list_opens_a_decision_and_undo_of_its_beginning_leads_back(qtbot, desk, screen):
    opened = screen.record_shown()
    screen.show_list()
    assert [one.decision.id for one in screen.listing.model.items] == [opened]
    screen.listing.opened.emit(opened)
    assert screen.record_shown() == opened
    desk.store.journal.undo()
    assert screen.record_shown() is None
    assert screen.listing.empty.isVisible()


def test_every_line_and_field_has_a_name_for_those_who_do_not_see(screen):
    assert screen.sheet.working.rows[1].accessibleName() == (
        "Fixed fee received, Paid on September 29, Clause 5, $3,600.00"
    )
    for name, box in screen.sheet.judged.boxes.items():
        assert box.field.accessibleName(), name
    assert screen.panel.paper.accessibleName() == ""


def test_f8_leads_to_what_is_missing(qtbot, desk, screen):
    choose(qtbot, screen, Choice.RECOMMENDED)
    assert screen.to_problem()
    assert screen.panel.boxes["why"].field.hasFocus()
    write(qtbot, screen.panel.boxes["why"].field, WHY)
    screen.flush()
    assert not screen.to_problem()
