"""Refund decisions over a real store: worked out from the records, decided by a person, final once issued."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlcipher3 import dbapi2

from practice.actions import clients, complaints, ledger, letters, refund_letters, refunds, search, timeline
from practice.actions import store as stores
from practice.errors import Refused
from practice.rules.complaints import ClaimSign, StepList
from practice.rules.ledger import Account, EntryKind
from practice.rules.letters import Grid, LetterState
from practice.rules.refund_decisions import Choice, RefundState
from practice.rules.refund_facts import Reason
from practice.rules.refunds import VERSION, Outcome
from practice.rules.timeline import Event
from tests import make, make_letters, make_refunds
from tests.letters.reference import text
from tests.make_refunds import DAY, FULL, PROOF, WHY, coached, decided, issued


@pytest.fixture
def draft(store):
    return make_refunds.drafted(store)


def view(store, decision):
    return refunds.view(store, decision.id, make.TODAY)


def test_beginning_again_takes_up_the_draft(store, draft):
    again = refunds.start(store, draft.engagement_id, None, make.NOW, draft.complaint_id)
    assert again == draft
    other = refunds.start(store, draft.engagement_id, Reason.WRONG_FIT_BY_US, make.NOW)
    assert (other.id, other.reason, other.complaint_id) == (draft.id, Reason.WRONG_FIT_BY_US, draft.complaint_id)


def test_recording_needs_a_choice_and_a_reason(store, draft):
    with pytest.raises(Refused) as caught:
        refunds.decide(store, draft.id, make.NOW)
    assert caught.value.fields == {"choice": "Choose what you decide."}
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED)
    with pytest.raises(Refused) as caught:
        refunds.decide(store, draft.id, make.NOW)
    assert set(caught.value.fields) == {"why"}
    refunds.fill(store, draft.id, choice=Choice.WAIT, why=WHY)
    with pytest.raises(Refused) as caught:
        refunds.decide(store, draft.id, make.NOW)
    assert set(caught.value.fields) == {"choice"}


def test_a_recorded_decision_keeps_what_it_stood_on(store, draft):
    recorded = decided(store, draft)
    assert (recorded.state, recorded.amount, recorded.floor, recorded.recommended) == (
        RefundState.RECORDED, FULL, FULL, FULL,
    )  # fmt: skip
    assert (recorded.rule_version, recorded.outcome) == (VERSION, Outcome.UNEARNED)
    again = make_refunds.entry(draft.engagement_id, EntryKind.DEPOSIT, 500_00, Account.TRUST, 0)
    ledger.record(store, again, make.NOW)
    kept = refunds.get(store, draft.id)
    assert kept == recorded
    assert refunds.worked(store, kept).recommended == FULL
    with pytest.raises(Refused, match="Think it over"):
        refunds.fill(store, draft.id, why="Another reason")


@pytest.mark.parametrize("choice", [Choice.NOTHING, Choice.OTHER])
def test_paying_less_than_the_floor_is_stopped_but_for_a_cited_rule(store, draft, choice):
    refunds.fill(store, draft.id, choice=choice, why="It was hard work.", given={"amount": "1,400.00"})
    told = view(store, draft)
    assert told.short == FULL - (1_400_00 if choice is Choice.OTHER else 0)
    with pytest.raises(Refused, match="less than has to go back"):
        refunds.decide(store, draft.id, make.NOW)
    refunds.fill(store, draft.id, attested=True)
    with pytest.raises(Refused, match="Cite the rule"):
        refunds.decide(store, draft.id, make.NOW)
    refunds.fill(store, draft.id, citation="Oregon RPC 1.5(c)")
    made = refunds.decide(store, draft.id, make.NOW)
    assert (made.state, made.outcome) == (RefundState.RECORDED, Outcome.MANUAL_REVIEW)


def test_more_than_was_paid_is_refused(store, draft):
    refunds.fill(store, draft.id, choice=Choice.OTHER, why=WHY, given={"amount": "3,675.01"})
    with pytest.raises(Refused, match="more than was paid"):
        refunds.decide(store, draft.id, make.NOW)


def test_a_large_sum_waits_a_day_and_for_a_second_pair_of_eyes(store, draft):
    recorded = decided(store, draft)
    assert recorded.waits
    with pytest.raises(Refused, match="who looked at it"):
        refunds.issue(store, draft.id, make.NOW + DAY)
    refunds.fill(store, draft.id, note="Marit Osei read it.")
    with pytest.raises(Refused, match="waits a day"):
        refunds.issue(store, draft.id, make.NOW + DAY - timedelta(minutes=1))
    assert refunds.issue(store, draft.id, make.NOW + DAY).state is RefundState.ISSUED


def test_a_small_sum_does_not_wait(store, draft):
    small = refunds.fill(store, draft.id, reason=Reason.CHARGEBACK, given={"late_ours": "no"})
    assert not decided(store, small).waits
    assert refunds.issue(store, small.id, make.NOW).issued_at == make.NOW


def test_a_possible_claim_holds_the_refund_until_the_insurer_is_told(store, draft):
    complaints.edit(store, draft.complaint_id, {"claim_signs": (ClaimSign.MONEY,)}, make.TODAY)
    recorded = decided(store, draft, note="Asked Lantern Mutual.")
    with pytest.raises(Refused, match="Tell your insurer"):
        refunds.issue(store, recorded.id, make.NOW + DAY)
    complaints.tick(store, draft.complaint_id, StepList.GATE, "notify", "Told them", make.TODAY)
    assert refunds.issue(store, recorded.id, make.NOW + DAY).state is RefundState.ISSUED


def test_a_recorded_decision_may_be_thought_over_and_undone_an_issued_one_never(store, draft):
    decided(store, draft)
    again = refunds.reopen(store, draft.id)
    assert (again.state, again.facts, again.why) == (RefundState.DRAFT, None, WHY)
    issued(store, draft)
    assert store.journal.can_undo is None
    for act in (refunds.reopen, refunds.discard):
        with pytest.raises(Refused, match="Decide a correction"):
            act(store, draft.id)
    for statement in (
        "UPDATE refunds SET amount = 1",
        "UPDATE refunds SET id = 99",
        "UPDATE refunds SET state = 'draft'",
        "DELETE FROM refunds",
    ):
        with pytest.raises(dbapi2.IntegrityError), store.change("x"):
            store.execute(statement)
    assert stores.check(store).problems == ()


def test_only_the_act_of_erasing_gets_past_an_issued_decision(store, draft):
    issued(store, draft)
    with store.change("erase"):
        store.execute("INSERT INTO erasing (client_id) VALUES (?)", (draft.client_id,))
        store.execute("DELETE FROM refunds")
        store.execute("DELETE FROM erasing")
    assert refunds.of_engagement(store, draft.engagement_id) == []


def test_what_changed_since_it_was_recorded_is_not_issued_below_the_new_floor(store, draft):
    decided(store, draft, note="Marit Osei read it.")
    late = make_refunds.entry(draft.engagement_id, EntryKind.PAYMENT, 100_00, days=0)
    ledger.record(store, late, make.NOW)
    with pytest.raises(Refused, match="More has to go back"):
        refunds.issue(store, draft.id, make.NOW + DAY)
    refunds.reopen(store, draft.id)
    assert issued(store, draft).amount == FULL + 100_00


def test_a_large_sum_is_not_cut_into_small_ones_to_dodge_the_wait(store):
    work = coached(store)
    for amount, waits in (("300.00", False), ("199.99", False), ("0.01", True)):
        begun = refunds.start(store, work, Reason.NO_SHOW, make.NOW)
        refunds.fill(store, begun.id, choice=Choice.OTHER, why=WHY, given={"amount": amount})
        assert view(store, begun).waits is waits
        assert refunds.decide(store, begun.id, make.NOW).waits is waits
        if not waits:
            refunds.issue(store, begun.id, make.NOW)


def test_the_draft_of_its_letter_goes_with_a_discarded_decision(store, draft):
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED, why=WHY)
    letter = refund_letters.letter(store, draft.id, make.NOW)
    refunds.discard(store, draft.id)
    with pytest.raises(KeyError):
        letters.get(store, letter.id)
    store.journal.undo()
    assert view(store, draft).letters == (letters.get(store, letter.id),)


def test_no_sum_of_a_what_if_is_kept_to_be_decided_by(store, draft):
    for field in ({"paid": "0.00"}, {"costs": "3,675.00"}, {"done": "4"}):
        refunds.fill(store, draft.id, given=field)
        assert view(store, draft).worked.floor == FULL
    with pytest.raises(Refused, match="less than has to go back"):
        decided(store, draft, Choice.NOTHING)


def test_a_correction_is_a_new_linked_decision_that_knows_what_went_back(store, draft):
    issued(store, draft)
    refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)
    second = refunds.correct(store, draft.id, make.NOW)
    assert (second.corrects, second.state, second.reason) == (draft.id, RefundState.DRAFT, draft.reason)
    assert refunds.correct(store, draft.id, make.NOW) == second
    told = view(store, second)
    assert (told.worked.recommended, told.worked.payable_now) == (FULL, 0)
    assert view(store, draft).corrected_by == second


def test_the_letter_begins_filled_follows_the_decision_and_asks_for_no_release(store, draft):
    with pytest.raises(Refused, match="Choose what you pay"):
        refund_letters.letter(store, draft.id, make.NOW)
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED, why=WHY)
    shown = refund_letters.preview(store, view(store, draft), make.NOW)
    assert "$1,468.65" in " ".join(block.text for s in shown.sections for block in s.blocks if hasattr(block, "text"))
    letter = refund_letters.letter(store, draft.id, make.NOW)
    assert (letter.family, letter.source) == ("refund_confirmation", f"refund:{draft.id}")
    refunds.fill(store, draft.id, choice=Choice.OTHER, given={"amount": "1,500.00"})
    again = refund_letters.letter(store, draft.id, make.NOW)
    assert again.id == letter.id
    facts = letters.composed(letters.case(store, letter.id, make.TODAY)).facts
    said = " ".join(block.text for section in facts.sections for block in section.blocks if hasattr(block, "text"))
    assert "$1,500.00" in said
    assert "you give up nothing" in said
    assert "You were right about" in said
    assert "You had hoped for this: My house in the trust. It goes beyond what we agreed on in 2.7" in said
    (grid,) = [block for section in facts.sections for block in section.blocks if isinstance(block, Grid)]
    assert (grid.rows[-1][-1], grid.total[-1]) == ("$31.35", "$1,500.00")
    assert not [one for one in letters.check(store, letter.id, make.TODAY) if one.stops]
    with pytest.raises(Refused, match="Record the decision first"):
        letters.issue(store, letter.id, make.NOW)
    decided(store, draft, Choice.OTHER, note="M. Osei")
    with pytest.raises(Refused, match="waits a day"):
        letters.issue(store, letter.id, make.NOW)
    assert letters.issue(store, letter.id, make.NOW + DAY).state is not LetterState.DRAFT
    with pytest.raises(Refused, match="letter about it is issued"):
        refunds.reopen(store, draft.id)
    assert refunds.issue(store, draft.id, make.NOW + DAY).letter_id == letter.id


def test_the_working_prints_every_line_with_its_rule(store, draft):
    said = text(refund_letters.working(store, draft.id, make.TODAY))
    for words in ("How the amount is worked out", "Clause 6", "$1,468.65", "Checked the other way", "trust account"):
        assert words in said


def test_decisions_are_listed_what_waits_first(store, draft):
    issued(store, draft)
    refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)
    other = make_letters.person(store)
    work = letters.start(store, other.id, None, make.NOW, "Will").engagement_id
    begun = refunds.start(store, work, None, make.NOW)
    assert [one.decision.id for one in refunds.listed(store)] == [begun.id, draft.id]
    assert refunds.waiting(store) == 1
    assert refunds.of_client(store, other) == [begun]
    assert view(store, begun).worked is None
    refunds.discard(store, begun.id)
    assert refunds.waiting(store) == 0


def test_a_decision_lives_in_the_store_as_it_was(store, draft):
    recorded = decided(store, draft)
    assert refunds.get(store, draft.id).facts == recorded.facts
    assert replace(refunds.get(store, draft.id)) == recorded


def test_a_refund_stands_in_the_timeline_and_its_words_are_found(store, draft):
    client = clients.find(store, draft.client_id)
    assert not [one for one in timeline.of_client(store, client) if one.event in (Event.REFUND, Event.REFUND_PAID)]
    issued(store, draft)
    refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)
    told = {one.event: one for one in timeline.of_client(store, client)}
    assert (told[Event.REFUND].amount, told[Event.REFUND].code, told[Event.REFUND].detail) == (FULL, "USD", WHY)
    assert (told[Event.REFUND_PAID].day, told[Event.REFUND_PAID].detail) == (make.TODAY, "TRF-77")
    hits = search.find(store, "Marit Osei", 5)
    assert [(hit.table, hit.record_id) for hit in hits] == [("refunds", draft.id)]
