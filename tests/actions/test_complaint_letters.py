from datetime import timedelta

import pytest

from practice.actions import (
    complaint_letters,
    complaints,
    letters,
    search,
    timeline,
)
from practice.errors import Refused
from practice.rules.complaint_days import DeadlineKind
from practice.rules.complaints import ClaimSign, Kind
from practice.rules.letters import LetterState
from practice.rules.timeline import Event
from tests import make, make_companions, make_complaints

DAY = timedelta(days=1)


@pytest.fixture
def told(store):
    return make_complaints.told(store)


@pytest.fixture
def decided(store, told):
    make_complaints.decided(store, told)
    return told


def view(store, told):
    return complaints.get(store, told.complaint.id)


def answer(store, told, day=make.TODAY):
    return complaints.tell(store, told.complaint.id, DeadlineKind.FINAL, day, make.NOW)


def test_a_letter_begun_before_the_claim_showed_does_not_leave(store, decided):
    letter = complaint_letters.start(store, decided.complaint.id, complaint_letters.FINAL, make.NOW)
    complaints.edit(store, decided.complaint.id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    with pytest.raises(Refused, match="CM-2026-001"):
        letters.issue(store, letter.id, make.NOW)


def test_letters_are_begun_once_and_filled_from_the_record(store, decided):
    ack = complaint_letters.start(store, decided.complaint.id, complaint_letters.ACK, make.NOW)
    assert complaint_letters.start(store, decided.complaint.id, complaint_letters.ACK, make.NOW).id == ack.id
    final = complaint_letters.start(store, decided.complaint.id, complaint_letters.FINAL, make.NOW)
    assert final.source == ack.source == f"complaint:{decided.complaint.id}"
    assert {one.id for one in view(store, decided).letters} == {ack.id, final.id}


def test_a_final_answer_that_was_sent_is_the_final_one(store, decided):
    final = complaint_letters.start(store, decided.complaint.id, complaint_letters.FINAL, make.NOW)
    letters.issue(store, make_companions.filled(store, final, any_remedy="no").id, make.NOW)
    letters.mark_sent(store, final.id, make.TODAY, "email", make.TODAY)
    again = complaint_letters.start(store, decided.complaint.id, complaint_letters.FINAL, make.NOW)
    assert again.id == final.id


def test_an_apology_needs_a_failure_and_an_answer_every_decision(store, told):
    with pytest.raises(Refused, match="Decide every point"):
        complaint_letters.start(store, told.complaint.id, complaint_letters.FINAL, make.NOW)
    complaints.drop_item(store, told.drafts.id)
    complaints.decide(store, told.house.id, Kind.EXPECTATION_MISMATCH, make.NOW)
    with pytest.raises(Refused, match="nothing to apologise for"):
        complaint_letters.start(store, told.complaint.id, complaint_letters.APOLOGY, make.NOW)


def test_a_sent_acknowledgement_is_noted_by_itself(store, decided):
    ack = complaint_letters.start(store, decided.complaint.id, complaint_letters.ACK, make.NOW)
    issued = letters.issue(store, ack.id, make.NOW)
    assert issued.state is LetterState.ISSUED
    letters.mark_sent(store, ack.id, make.TODAY, "email", make.TODAY)
    assert view(store, decided).complaint.acknowledged_on == make.TODAY
    store.journal.undo()
    assert view(store, decided).complaint.acknowledged_on is None


def test_the_clients_story_tells_of_it(store, decided):
    answer(store, decided)
    complaints.close(store, decided.complaint.id, "No watch", "A warning three days before", make.NOW)
    entries = [one for one in timeline.of_client(store, decided.client) if one.event.value.startswith("complaint")]
    assert {(one.event, one.title, one.detail) for one in entries} == {
        (Event.COMPLAINT, "CM-2026-001", make_complaints.WORDS),
        (Event.COMPLAINT_ANSWERED, "CM-2026-001", ""),
        (Event.COMPLAINT_CLOSED, "CM-2026-001", "A warning three days before"),
    }


@pytest.mark.parametrize(
    ("words", "table"),
    [("money back", "complaints"), ("CM-2026-001", "complaints"), ("hung up", "complaint_items")],
)
def test_words_of_it_are_found(store, told, words, table):
    item = make_complaints.rude(store, told.complaint.id, make.TODAY)
    hit = next(one for one in search.find(store, words) if one.table == table)
    assert hit.client_id == told.client.id
    if table == "complaint_items":
        assert complaints.found(store, "item", hit.record_id) == item.complaint_id


def test_what_it_came_from_is_found_after_it_is_closed(store, decided):
    answer(store, decided)
    complaints.close(store, decided.complaint.id, "Nobody watched the calendar", "Reminders", make.NOW)
    (hit,) = [one for one in search.find(store, "watched calendar") if one.table == "complaint_entries"]
    assert complaints.found(store, "entry", hit.record_id) == decided.complaint.id
