from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import complaint_letters, complaint_mail, complaints, engagements, letters, mailing, refunds
from practice.errors import Refused
from practice.rules.complaint_days import DeadlineKind
from practice.rules.complaints import ClaimSign, Kind, StepList
from practice.rules.letters import LetterState
from tests import make, make_companions, make_complaints

CLAIM = {"claim_signs": (ClaimSign.LAWYER,)}


@pytest.fixture
def told(store):
    told = make_complaints.told(store)
    make_complaints.decided(store, told)
    return told


@pytest.mark.parametrize("family", ["complaint_final", "apology_recovery", "refund_confirmation"])
def test_a_letter_begun_by_itself_waits_for_the_insurer_too(store, told, family):
    draft = make_companions.begun(store, told.client.id, family)
    complaints.edit(store, told.complaint.id, CLAIM, make.TODAY)
    with pytest.raises(Refused, match=r"Tell your insurer .* stands in CM-2026-001"):
        letters.issue(store, draft.id, make.NOW)
    complaints.tick(store, told.complaint.id, StepList.GATE, "notify", "Tell your insurer", make.TODAY)
    assert letters.issue(store, draft.id, make.NOW).state is LetterState.ISSUED


def test_what_says_nothing_yet_needs_no_insurer(store, told):
    complaints.edit(store, told.complaint.id, CLAIM, make.TODAY)
    draft = make_companions.begun(store, told.client.id, "complaint_ack")
    assert letters.issue(store, draft.id, make.NOW).state is LetterState.ISSUED


def test_a_complaint_is_not_closed_before_the_insurer_knows(store, told):
    complaints.tell(store, told.complaint.id, DeadlineKind.FINAL, make.TODAY, make.NOW)
    complaints.edit(store, told.complaint.id, CLAIM, make.TODAY)
    for close in (complaints.may_close, complaints.close):
        with pytest.raises(Refused, match="Tell your insurer"):
            close(store, told.complaint.id, "The calendar", "Days stand in it now", make.NOW)
    complaints.tick(store, told.complaint.id, StepList.GATE, "notify", "Tell your insurer", make.TODAY)
    assert complaints.close(store, told.complaint.id, "The calendar", "Days stand in it now", make.NOW).closed_on


def test_a_complaint_that_something_came_of_stays(store, told):
    said = "A letter or a refund came of this complaint, so it stays."
    draft = complaint_letters.start(store, told.complaint.id, complaint_letters.ACK, make.NOW)
    with pytest.raises(Refused, match=said):
        complaints.discard(store, told.complaint.id)
    letters.discard(store, draft.id)
    refunds.start(store, told.complaint.engagement_id or 0, None, make.NOW, told.complaint.id)
    with pytest.raises(Refused, match=said):
        complaints.discard(store, told.complaint.id)


def test_a_final_answer_says_what_was_found_as_it_stands_now(store, told):
    draft = complaint_letters.start(store, told.complaint.id, complaint_letters.FINAL, make.NOW)
    draft = make_companions.filled(store, draft, any_remedy="no", changed="A calendar")
    complaints.decide(store, told.house.id, Kind.UNCLEAR_PROMISE, make.NOW, reason="It can be read otherwise.")
    with pytest.raises(Refused, match="changed since this letter was begun"):
        letters.issue(store, draft.id, make.NOW)
    anew = complaint_letters.start(store, told.complaint.id, complaint_letters.FINAL, make.NOW)
    assert (anew.id, anew.choices) == (draft.id, draft.choices)
    said = str(letters.issue(store, draft.id, make.NOW).facts)
    assert "My words left it open." in said
    assert "Done as agreed" not in said


def test_where_there_is_no_cover_to_lose_the_letter_asks_for_no_insurer(store, told):
    complaints.edit(store, told.complaint.id, {**CLAIM, "no_claim": "The policy does not cover it."}, make.TODAY)
    draft = complaint_letters.start(store, told.complaint.id, complaint_letters.FINAL, make.NOW)
    draft = make_companions.filled(store, draft, any_remedy="no")
    assert make_companions.stopped(store, draft) == []
    assert "free to ask another lawyer" in str(letters.issue(store, draft.id, make.NOW).facts)


def test_a_claim_that_became_possible_is_said_in_the_letter_that_was_begun_before(store, told):
    draft = complaint_letters.start(store, told.complaint.id, complaint_letters.FINAL, make.NOW)
    draft = make_companions.filled(store, draft, any_remedy="no")
    complaints.edit(store, told.complaint.id, {**CLAIM, "no_claim": "The policy does not cover it."}, make.TODAY)
    with pytest.raises(Refused, match="A claim is possible by now"):
        letters.issue(store, draft.id, make.NOW)
    draft = make_companions.filled(store, draft, claim="yes", insurer="no_cover")
    assert "free to ask another lawyer" in str(letters.issue(store, draft.id, make.NOW).facts)


def test_a_slip_of_my_own_waits_for_the_insurer_and_a_step_of_theirs_does_not(store, told):
    complaints.edit(store, told.complaint.id, CLAIM, make.TODAY)
    told_of = {"number": "", "rule_from": "practice", "own_change": "I write it down.", "claim": "no"}
    own = make_companions.begun(store, told.client.id, "boundary_reminder", whose="me", **told_of)
    own = letters.get(store, own.id)
    for source in ("", "boundary:17"):
        with pytest.raises(Refused, match="Tell your insurer"):
            complaint_mail.check(store, replace(own, source=source))
    with pytest.raises(Refused, match=r"Tell your insurer .* stands in CM-2026-001"):
        letters.issue(store, own.id, make.NOW)
    theirs = make_companions.begun(store, told.client.id, "boundary_reminder")
    assert letters.issue(store, theirs.id, make.NOW).state is LetterState.ISSUED


def test_an_issued_apology_does_not_leave_once_a_claim_is_possible(store, told):
    draft = make_companions.begun(store, told.client.id, "apology_recovery")
    sorry = letters.issue(store, draft.id, make.NOW)
    complaints.edit(store, told.complaint.id, CLAIM, make.TODAY)
    leaves = (
        lambda: mailing.message(store, sorry.id),
        lambda: letters.mark_sent(store, sorry.id, make.TODAY, "email", make.TODAY),
    )
    for leave in leaves:
        with pytest.raises(Refused, match="Tell your insurer"):
            leave()
    complaints.tick(store, told.complaint.id, StepList.GATE, "notify", "Tell your insurer", make.TODAY)
    for leave in leaves:
        leave()


@pytest.mark.parametrize("family", [complaint_letters.FINAL, complaint_letters.APOLOGY])
def test_no_answer_leaves_that_the_record_has_overtaken(store, told, family):
    draft = complaint_letters.start(store, told.complaint.id, family, make.NOW)
    (made,) = complaints.picked(store, told.drafts)
    engagements.deliver(store, made.id, made.due_on)
    assert [point.overtaken for point in complaints.get(store, told.complaint.id).points] == [False, True]
    said = "The record has changed since you decided point 2"
    with pytest.raises(Refused, match=said):
        letters.issue(store, draft.id, make.NOW)
    letters.discard(store, draft.id)
    with pytest.raises(Refused, match=said):
        complaint_letters.start(store, told.complaint.id, family, make.NOW)
    complaints.decide(store, told.drafts.id, Kind.EXPLAINED, make.NOW, reason="They came on their day.")
    assert not any(point.overtaken for point in complaints.get(store, told.complaint.id).points)
    assert complaint_letters.start(store, told.complaint.id, complaint_letters.FINAL, make.NOW).id


def test_a_delivery_that_came_even_later_overtakes_nothing(store, told):
    (made,) = complaints.picked(store, told.drafts)
    engagements.deliver(store, made.id, made.delivered_on + timedelta(days=1))
    assert not any(point.overtaken for point in complaints.get(store, told.complaint.id).points)
