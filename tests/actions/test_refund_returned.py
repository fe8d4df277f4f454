"""No money goes back twice, and none that is owed is swallowed by what went back for something else."""

import pytest

from practice.actions import ledger, refunds
from practice.errors import Refused
from practice.rules.engagements import Fee, FeeKind
from practice.rules.ledger import EntryKind
from practice.rules.progress import Correction
from practice.rules.refund_decisions import Choice, RefundState
from practice.rules.refund_facts import Reason
from tests import make, make_invoices, make_letters
from tests.make_refunds import DAY, PROOF, WHY, decided, issued

FLAT = Fee(kind=FeeKind.FLAT, amount=1_000_00)
FAILED = {"item": "240.00", "severity": "60", "ends": "no"}  # 144.00


@pytest.fixture
def work(store):
    """A flat fee of 1,000.00, paid, half of it done."""
    made = make_invoices.signed(store, make_letters.person(store), FLAT)
    make_invoices.money(store, made, EntryKind.PAYMENT, 1_000_00)
    half = Correction(engagement_id=made.id, percent=50, evidence="Half of the draft", on=make.TODAY)
    ledger.correct(store, half, make.NOW)
    return made


def begun(store, work, reason=Reason.CLIENT_CHANGED_MIND, **given):
    draft = refunds.start(store, work.id, reason, make.NOW)
    return refunds.fill(store, draft.id, given=given)


def worked(store, decision):
    return refunds.view(store, decision.id, make.TODAY + 3 * DAY).worked


def paid(store, decision, days=1):
    return refunds.pay(store, decision.id, make.TODAY + days * DAY, PROOF, make.NOW + days * DAY)


def returned(store, work):
    return ledger.account(store, work.id, make.TODAY + 9 * DAY).balances.refunded


def test_what_is_issued_and_not_paid_yet_counts_as_given_back(store, work):
    first = issued(store, begun(store, work))
    assert first.amount == 500_00
    second = refunds.correct(store, first.id, make.NOW + DAY)
    told = worked(store, second)
    assert (told.facts.already_refunded, told.recommended, told.payable_now) == (500_00, 500_00, 0)
    other = begun(store, work, Reason.WRONG_FIT_BY_CLIENT)
    assert worked(store, other).payable_now == 0
    assert paid(store, first).state is RefundState.PAID
    assert worked(store, second).payable_now == 0
    assert returned(store, work) == 500_00


def test_beginning_again_leads_to_the_decision_that_is_recorded_and_still_open(store, work):
    recorded = decided(store, begun(store, work))
    assert refunds.start(store, work.id, Reason.WRONG_FIT_BY_US, make.NOW) == recorded
    refunds.issue(store, refunds.fill(store, recorded.id, note="M. Osei").id, make.NOW + DAY)
    assert refunds.start(store, work.id, None, make.NOW).id != recorded.id


def test_a_recorded_decision_is_not_issued_once_another_promised_the_money(store, work):
    first = issued(store, begun(store, work))
    slow = decided(store, begun(store, work), Choice.OTHER, note="M. Osei", given={"amount": "10.00"})
    again = refunds.correct(store, first.id, make.NOW)
    issued(store, again, choice=Choice.OTHER, given={"amount": "20.00"})
    with pytest.raises(Refused, match="since this was recorded"):
        refunds.issue(store, slow.id, make.NOW + 2 * DAY)
    assert worked(store, refunds.reopen(store, slow.id)).facts.already_refunded == 520_00


def test_money_that_went_back_by_hand_since_is_made_up_for_by_a_correction(store, work):
    first = issued(store, begun(store, work))
    make_invoices.money(store, work, EntryKind.REFUND, 100_00)
    with pytest.raises(Refused, match="since this was worked out"):
        paid(store, first)
    second = refunds.correct(store, first.id, make.NOW + DAY)
    assert worked(store, second).payable_now == 400_00
    paid(store, issued(store, second), 2)
    assert returned(store, work) == 500_00


def test_a_refund_that_was_taken_back_in_the_ledger_did_not_go_back(store, work):
    done = paid(store, issued(store, begun(store, work)))
    (back,) = [one for one in ledger.account(store, work.id, done.paid_on).entries if one.kind is EntryKind.REFUND]
    ledger.reverse(store, back.id, "The transfer bounced", make.NOW + 2 * DAY, make.TODAY + 2 * DAY)
    assert worked(store, begun(store, work)).payable_now == 500_00


def test_a_second_failure_on_work_that_goes_on_is_made_good_too(store, work):
    first = issued(store, begun(store, work, Reason.OUR_FAILURE_PARTIAL, **FAILED))
    assert first.amount == 144_00
    second = begun(store, work, Reason.OUR_FAILURE_PARTIAL, item="100.00", severity="60", ends="no")
    assert worked(store, second).payable_now == 60_00
    second = issued(store, second)
    paid(store, second, 2)
    paid(store, first, 2)
    assert returned(store, work) == 204_00
    again = refunds.correct(store, first.id, make.NOW + 3 * DAY)
    assert worked(store, again).payable_now == 0  # its own 144.00 went back


def test_a_second_mistaken_payment_goes_back_too_once_it_is_named(store, work):
    make_invoices.money(store, work, EntryKind.PAYMENT, 100_00)
    paid(store, issued(store, begun(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, mistaken="100.00")))
    paid(store, issued(store, begun(store, work, Reason.OUR_FAILURE_PARTIAL, **FAILED)))
    make_invoices.money(store, work, EntryKind.PAYMENT, 100_00)
    second = begun(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, mistaken="100.00")
    assert worked(store, second).payable_now == 0  # told by the same reason, so it may be the same mistake
    refunds.fill(store, second.id, given={"mistaken": "200.00"})
    assert worked(store, second).payable_now == 100_00  # and not lessened by what failed


def test_never_more_goes_back_than_came_in(store, work):
    issued(store, begun(store, work, Reason.OUR_FAILURE_PARTIAL, item="900.00", severity="100", ends="no"))
    second = begun(store, work, Reason.OUR_FAILURE_PARTIAL, item="900.00", severity="100", ends="no")
    assert worked(store, second).payable_now == 100_00
    refunds.fill(store, second.id, choice=Choice.OTHER, why=WHY, given={"amount": "100.01"})
    with pytest.raises(Refused, match="more than was paid and not returned"):
        refunds.decide(store, second.id, make.NOW)


def test_what_was_given_back_for_a_failure_is_not_swallowed_by_the_end(store, work):
    first = issued(store, begun(store, work, Reason.OUR_FAILURE_PARTIAL, **FAILED))
    assert worked(store, begun(store, work)).payable_now == 500_00  # before it is paid, too
    paid(store, first)
    account = ledger.account(store, work.id, make.TODAY + DAY)
    assert [(one.kind, one.amount) for one in account.entries if one.decision_id] == [
        (EntryKind.REFUND, 144_00), (EntryKind.WRITE_OFF, 144_00),
    ]  # fmt: skip
    assert (account.balances.unearned, account.balances.owed) == (500_00, 0)
    last = issued(store, begun(store, work))
    assert (last.floor, last.amount) == (644_00, 500_00)
    paid(store, last, 2)
    ended = ledger.account(store, work.id, make.TODAY + 2 * DAY).balances
    assert (ended.unearned, ended.owed, ended.refunded) == (0, 0, 644_00)


def test_a_correction_at_the_end_gives_no_failure_back_twice(store, work):
    first = issued(store, begun(store, work, Reason.OUR_FAILURE_PARTIAL, **FAILED))
    paid(store, first)
    again = refunds.correct(store, first.id, make.NOW + DAY)
    refunds.fill(store, again.id, given={"ends": "yes"})
    told = worked(store, again)
    assert (told.recommended, told.payable_now) == (644_00, 500_00)


def test_money_paid_by_mistake_lets_nothing_of_the_fee_go(store, work):
    make_invoices.money(store, work, EntryKind.PAYMENT, 100_00)
    paid(store, issued(store, begun(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, mistaken="100.00")))
    account = ledger.account(store, work.id, make.TODAY + DAY)
    assert [one.kind for one in account.entries if one.decision_id] == [EntryKind.REFUND]
    assert worked(store, begun(store, work)).payable_now == 500_00
