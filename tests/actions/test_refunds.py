"""Refund decisions over a real store: worked out from the records, decided by a person, final once issued."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlcipher3 import dbapi2

from practice.actions import clients, complaints, ledger, letters, practice, refund_letters, refunds, search, timeline
from practice.actions import store as stores
from practice.errors import Refused
from practice.rules.cases import choose
from practice.rules.complaints import ClaimSign, StepList
from practice.rules.ledger import Account, EntryKind
from practice.rules.letters import Grid, LetterState
from practice.rules.practice import Profile
from practice.rules.refund_decisions import Choice, RefundState
from practice.rules.refund_facts import Reason, Stage
from practice.rules.refunds import VERSION, Outcome
from practice.rules.timeline import Event
from tests import make, make_letters, make_refunds
from tests.letters.reference import text

DAY = timedelta(days=1)
PROOF = {"method": "Bank transfer", "proof": "TRF-77", "trust_reference": "Trust check 12"}
WHY = "The drafts came three weeks late."
FULL = 900_00 + 28_65 + 540_00  # stages 3 and 4, what is left of the 75.00, and 3 × 10 % of 1,800.00


@pytest.fixture
def draft(store):
    return make_refunds.drafted(store)


def view(store, decision):
    return refunds.view(store, decision.id, make.TODAY)


def decided(store, decision, choice=Choice.RECOMMENDED, why=WHY, **more):
    refunds.fill(store, decision.id, choice=choice, why=why, **more)
    return refunds.decide(store, decision.id, make.NOW)


def issued(store, decision, **more):
    recorded = decided(store, decision, note="Marit Osei read it.", **more)
    return refunds.issue(store, recorded.id, make.NOW + DAY)


def test_a_complaint_brings_reason_stage_and_sums_from_the_records(store, draft):
    told = view(store, draft)
    assert (draft.reason, told.found_stage) == (Reason.OUR_FAILURE_PARTIAL, Stage.MID)
    assert told.worked.facts.paid == 367_500
    assert (told.worked.floor, told.worked.recommended) == (FULL, FULL)
    assert [credit.weeks for credit in told.late] == [3]
    assert (told.payout.from_trust, told.payout.from_operating) == (928_65, 540_00)
    assert told.apart == ("My house in the trust (2.7): it was never promised, so it is explained, not refunded.",)
    assert told.worked.facts.terms.refund_clause == "6"


def test_each_line_says_how_it_was_reckoned_and_by_which_clause(store, draft):
    lines = view(store, draft).lines
    said = [(line.line, line.how, line.rule, line.amount) for line in lines]
    assert said[0] == ("Fixed fee received", "Paid on September 29", "Clause 5", 360_000)
    assert said[1] == ("Costs advance received", "Paid on October 1", "Clause 5", 7_500)
    assert said[2] == ("Stage 1, discovery: finished", "25% of $3,600.00", "Clause 6", -90_000)
    assert said[4] == ("Stages 3 and 4: not started", "Nothing earned, so nothing is kept", "Clause 6", 0)
    assert said[5] == ("County copy of the deed", "Receipt of October 9", "Clause 5", -4_635)
    assert said[6][:3] == ("Stage 2 late, money back", "3 full weeks × 10% × $1,800.00; the most is 30%", "Clause 6")
    assert sum(line.amount for line in lines) == FULL
    checked = "Stages not started $900.00 + unspent costs $28.65 + late, money back $540.00 = $1,468.65"
    assert view(store, draft).check == checked


def test_beginning_again_takes_up_the_draft(store, draft):
    again = refunds.start(store, draft.engagement_id, None, make.NOW, draft.complaint_id)
    assert again == draft
    other = refunds.start(store, draft.engagement_id, Reason.WRONG_FIT_BY_US, make.NOW)
    assert (other.id, other.reason, other.complaint_id) == (draft.id, Reason.WRONG_FIT_BY_US, draft.complaint_id)


def test_what_is_judged_moves_the_sum_and_what_cannot_be_read_is_said(store, draft):
    refunds.fill(store, draft.id, given={"late_ours": "no"})
    assert view(store, draft).worked.recommended == 928_65
    refunds.fill(store, draft.id, given={"item": "1,800.00", "severity": "40"})
    assert view(store, draft).worked.recommended == 928_65 + 720_00  # 40 % of 1,800.00
    refunds.fill(store, draft.id, given={"item": "many"})
    told = view(store, draft)
    assert told.errors == {"item": "Add two digits for cents, for example 3,600.00."}
    assert told.decision.given["item"] == "many"
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED, why=WHY)
    with pytest.raises(Refused, match="two digits"):
        refunds.decide(store, draft.id, make.NOW)


def test_a_what_if_moves_the_sum_and_leaves_no_trace(store, draft):
    before = store.journal.head
    other = refunds.what_if(store, draft, {"done": "3", "late_ours": "no"}, make.TODAY)
    assert other.recommended == 360_00 + 28_65  # stage 4 and the rest of the costs
    assert refunds.what_if(store, draft, {"reason": "wrong_fit_by_us", "stage": "early"}, make.TODAY).recommended == (
        3_675_00 - 46_35
    )
    with pytest.raises(Refused, match="number"):
        refunds.what_if(store, draft, {"done": "most"}, make.TODAY)
    assert store.journal.head == before
    assert view(store, draft).worked.recommended == FULL


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
    assert refunds.decide(store, draft.id, make.NOW).state is RefundState.RECORDED


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
    for statement in ("UPDATE refunds SET amount = 1", "UPDATE refunds SET state = 'draft'", "DELETE FROM refunds"):
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


def test_a_paid_refund_stands_in_the_ledger_by_payer_and_account(store, draft):
    issued(store, draft)
    with pytest.raises(Refused) as caught:
        refunds.pay(store, draft.id, make.TODAY, {}, make.NOW)
    assert set(caught.value.fields) == {"method", "proof"}
    paid = refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)
    assert (paid.state, paid.proof, paid.paid_on) == (RefundState.PAID, "TRF-77", make.TODAY)
    account = ledger.account(store, draft.engagement_id, make.TODAY)
    posted = [(one.kind, one.account, one.amount, one.reference) for one in account.entries if one.decision_id]
    assert posted == [
        (EntryKind.REFUND, Account.TRUST, 928_65, "Trust check 12"),
        (EntryKind.REFUND, Account.OPERATING, 540_00, "TRF-77"),
        (EntryKind.WRITE_OFF, Account.OPERATING, 540_00, "TRF-77"),
    ]
    stands = account.balances
    assert (stands.trust, stands.unearned, stands.owed) == (0, 0, 0)
    with pytest.raises(Refused, match="paid already"):
        refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)


def test_money_that_went_back_meanwhile_never_goes_back_twice(store, draft):
    issued(store, draft)
    second = refunds.correct(store, draft.id, make.NOW)  # before the first is paid, so it knows of nothing returned
    assert issued(store, second).amount == FULL
    refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)
    with pytest.raises(Refused, match="since this was worked out"):
        refunds.pay(store, second.id, make.TODAY, PROOF, make.NOW)
    third = refunds.correct(store, second.id, make.NOW)
    assert view(store, third).worked.payable_now == 0
    assert ledger.account(store, draft.engagement_id, make.TODAY).balances.refunded == FULL


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


def test_what_lies_in_trust_goes_to_who_paid_it_there(store):
    work = coached(store)  # 1,800.00 to the practice's own account by Imelda Corrant
    lies = make_refunds.entry(work, EntryKind.DEPOSIT, 200_00, Account.TRUST, days=0)
    ledger.record(store, replace(lies, payer="Northwind Ltd"), make.NOW)
    begun = refunds.start(store, work, Reason.OUR_FAILURE_TOTAL, make.NOW)
    refunds.pay(store, issued(store, begun).id, make.TODAY, PROOF, make.NOW)
    back = [one for one in ledger.account(store, work, make.TODAY).entries if one.kind is EntryKind.REFUND]
    assert {(one.payer, one.account, one.amount) for one in back} == {
        ("Northwind Ltd", Account.TRUST, 200_00),
        ("Imelda Corrant", Account.OPERATING, 1_800_00),
    }


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


def test_a_practice_keeps_its_own_sum_from_which_a_refund_waits(store, draft):
    assert view(store, draft).waits
    practice.change(store, {"refund_wait": 2_000})
    assert not view(store, draft).waits


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


def coached(store, **refund_policy):
    """The work of a coach's signed agreement, ten sessions for 1,800.00, paid in full."""
    make_letters.profile(store, Profile.COACH)
    letter = make_letters.coaching(store, make_letters.person(store).id)
    case = letters.case(store, letter.id, make.TODAY)
    stance = next(one for one in letters.composed(case).stances if one.clause.key == "refund_policy")
    letters.keep(store, choose(letter, stance, values=refund_policy), case.engagement)
    letters.issue(store, letter.id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    paid = make_refunds.entry(letter.engagement_id, EntryKind.PAYMENT, 1_800_00, days=0)
    ledger.record(store, replace(paid, payer="Imelda Corrant"), make.NOW)
    return letter.engagement_id


def test_a_fit_guarantee_of_the_signed_letter_is_a_floor_within_its_sessions(store):
    begun = refunds.start(store, coached(store, fit_sessions="1"), Reason.WRONG_FIT_BY_US, make.NOW)
    early = refunds.what_if(store, begun, {"done": "1", "stage": "mid"}, make.TODAY)
    assert (early.floor, early.facts.terms.guarantee) == (1_800_00, True)
    later = refunds.what_if(store, begun, {"done": "2", "stage": "mid"}, make.TODAY)
    assert (later.floor, later.facts.terms.guarantee) == (1_440_00, False)  # 8 × 180.00


def test_a_coach_s_package_is_worked_out_by_its_sessions(store):
    work = coached(store)
    begun = refunds.start(store, work, Reason.CLIENT_CHANGED_MIND, make.NOW)
    refunds.fill(store, begun.id, given={"stage": "mid"})
    assert (
        refunds.what_if(store, begun, {"done": "3", "stage": "mid"}, make.TODAY).recommended == 1_260_00
    )  # 7 × 180.00
    facts = refunds.worked(store, refunds.get(store, begun.id)).facts
    assert (facts.profile, facts.stage, facts.paid) == (Profile.COACH, Stage.MID, 1_800_00)
    refunds.fill(store, begun.id, choice=Choice.RECOMMENDED, why="It does not fit.")
    text_of = refund_letters.letter(store, begun.id, make.NOW)
    assert not [one for one in letters.check(store, text_of.id, make.TODAY) if one.stops]


def test_several_payers_get_back_by_what_each_paid(store):
    work = coached(store)
    company = replace(make_refunds.entry(work, EntryKind.PAYMENT, 600_00, days=0), payer="Alder & Co.")
    ledger.record(store, company, make.NOW)  # 1,800.00 from Imelda Corrant and 600.00 from them
    begun = refunds.start(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, make.NOW)
    refunds.fill(
        store, begun.id, choice=Choice.RECOMMENDED, why="Billed twice.", note="M. Osei", given={"mistaken": "100.01"}
    )
    refunds.decide(store, begun.id, make.NOW)
    refunds.issue(store, begun.id, make.NOW)
    refunds.pay(store, begun.id, make.TODAY, PROOF, make.NOW)
    back = [one for one in ledger.account(store, work, make.TODAY).entries if one.kind is EntryKind.REFUND]
    # 100.01 × 3 ÷ 4 = 75.0075 and × 1 ÷ 4 = 25.0025: the cent left over goes to the larger remainder
    assert [(one.payer, one.amount) for one in back] == [("Imelda Corrant", 75_01), ("Alder & Co.", 25_00)]
