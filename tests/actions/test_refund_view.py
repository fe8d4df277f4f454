"""What a refund comes to, and how every line of it was reckoned, over a real store."""

import pytest

from practice.actions import letters, practice, refund_letters, refunds
from practice.errors import Refused
from practice.rules.practice import Profile
from practice.rules.refund_decisions import Choice
from practice.rules.refund_facts import Reason, Stage
from tests import make, make_refunds
from tests.make_refunds import FULL, WHY, coached


@pytest.fixture
def draft(store):
    return make_refunds.drafted(store)


def view(store, decision):
    return refunds.view(store, decision.id, make.TODAY)


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
    assert said[5][:3] == ("Stage 2 late, money back", "3 full weeks × 10% × $1,800.00; the most is 30%", "Clause 6")
    assert said[6] == ("County copy of the deed", "Receipt of October 9", "Clause 5", -4_635)
    assert sum(line.amount for line in lines) == FULL
    checked = "Stages not started $900.00 + unspent costs $28.65 + late, money back $540.00 = $1,468.65"
    assert view(store, draft).check == checked


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


def test_a_practice_keeps_its_own_sum_from_which_a_refund_waits(store, draft):
    assert view(store, draft).waits
    practice.change(store, {"refund_wait": 2_000})
    assert not view(store, draft).waits


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


def test_where_something_was_delivered_the_letter_never_says_that_nothing_was_begun(store, draft):
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED, why=WHY, given={"stage": "before_start", "ends": "yes"})
    told = view(store, draft)
    assert told.account.progress.begun
    assert (told.worked.facts.stage, told.worked.facts.ends) == (Stage.BEFORE_START, True)
    assert refund_letters.filled(store, told)["after.work"] == "ends"


CITED = "Oregon RPC 1.5(c)"
LESS = f"I return $1,200.00 of your payment to you. That is less than usually has to go back: I rely on {CITED}."


def test_a_refund_below_the_floor_says_so_in_its_letter_and_by_which_rule(store, draft):
    less = {"choice": Choice.OTHER, "why": WHY, "given": {"amount": "1,200.00"}}
    refunds.fill(store, draft.id, **less, attested=True, citation=CITED)
    letter = refund_letters.letter(store, draft.id, make.NOW)
    assert not [one for one in letters.check(store, letter.id, make.TODAY) if one.stops]
    text = said(store, letter)
    assert LESS in text
    assert "not earned of your payment" not in text
    table = refund_letters.calculation(view(store, draft), str, rules_too=True)
    assert table.rows[-1] == ("As decided", "Less than usually has to go back", CITED, "-26865")
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED)
    assert CITED not in said(store, refund_letters.letter(store, draft.id, make.NOW))


def said(store, letter) -> str:
    """All paragraphs of the letter's sections, without their emphasis."""
    made = letters.composed(letters.case(store, letter.id, make.TODAY))
    return repr(made.facts.sections).replace("**", "")
