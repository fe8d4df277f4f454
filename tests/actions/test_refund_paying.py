"""What a paid refund posts to the ledger: by payer and account, never twice."""

from dataclasses import replace

import pytest

from practice.actions import ledger, refunds
from practice.errors import Refused
from practice.rules.ledger import Account, EntryKind
from practice.rules.refund_decisions import Choice, RefundState
from practice.rules.refund_facts import Reason
from tests import make, make_refunds
from tests.make_refunds import DAY, FULL, PROOF, coached, issued


@pytest.fixture
def draft(store):
    return make_refunds.drafted(store)


def view(store, decision):
    return refunds.view(store, decision.id, make.TODAY)


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
    ledger.record(store, make_refunds.entry(draft.engagement_id, EntryKind.REFUND, 1_00, days=0), make.NOW)
    with pytest.raises(Refused, match="since this was worked out"):
        refunds.pay(store, draft.id, make.TODAY, PROOF, make.NOW)
    second = refunds.correct(store, draft.id, make.NOW)
    refunds.pay(store, issued(store, second).id, make.TODAY, PROOF, make.NOW + 2 * DAY)
    third = refunds.correct(store, second.id, make.NOW)
    assert view(store, third).worked.payable_now == 0
    assert ledger.account(store, draft.engagement_id, make.TODAY).balances.refunded == FULL


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


def test_nobody_is_paid_back_out_of_what_another_put_in_trust(store):
    work = coached(store)  # 1,800.00 to the practice's own account by Imelda Corrant
    lies = make_refunds.entry(work, EntryKind.DEPOSIT, 600_00, Account.TRUST, days=0)
    ledger.record(store, replace(lies, payer="Northwind Ltd"), make.NOW)
    begun = refunds.start(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, make.NOW)
    refunds.fill(
        store, begun.id, choice=Choice.RECOMMENDED, why="Paid twice.", note="M. Osei", given={"mistaken": "1000.00"}
    )
    refunds.decide(store, begun.id, make.NOW)
    refunds.issue(store, begun.id, make.NOW + DAY)
    assert view(store, begun).payout.from_trust == 250_00
    refunds.pay(store, begun.id, make.TODAY, PROOF, make.NOW + DAY)
    back = [one for one in ledger.account(store, work, make.TODAY).entries if one.kind is EntryKind.REFUND]
    assert {(one.payer, one.account, one.amount) for one in back} == {
        ("Northwind Ltd", Account.TRUST, 250_00),
        ("Imelda Corrant", Account.OPERATING, 750_00),
    }


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


def came(store, work, payer, amount, kind=EntryKind.PAYMENT):
    return ledger.record(store, replace(make_refunds.entry(work, kind, amount, days=0), payer=payer), make.NOW)


def shares(store, work, reason, **given):
    begun = refunds.start(store, work, reason, make.NOW)
    refunds.fill(store, begun.id, given=given)
    return {share.payer: share.amount for share in view(store, begun).payout.shares if share.amount}


def test_who_was_paid_back_before_gets_no_more_than_what_is_left_of_theirs(store):
    work = coached(store)  # 1,800.00 by Imelda Corrant
    came(store, work, "Alder & Co.", 200_00)
    came(store, work, "Imelda Corrant", 1_800_00, EntryKind.REFUND)
    assert shares(store, work, Reason.OUR_FAILURE_TOTAL) == {"Alder & Co.": 200_00}


def test_money_paid_twice_goes_to_who_paid_it_twice(store):
    work = coached(store)  # 1,800.00 by Imelda Corrant
    came(store, work, "Alder & Co.", 90_00)
    came(store, work, "ALDER & Co. ", 90_00)
    assert shares(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, mistaken="90.00") == {"Alder & Co.": 90_00}


def test_what_another_decision_promised_a_payer_is_taken_off_their_share(store):
    work = coached(store)
    came(store, work, "Alder & Co.", 1_800_00)
    came(store, work, "Alder & Co.", 90_00)
    first = refunds.start(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, make.NOW)
    issued(store, first, given={"mistaken": "90.00"})
    assert shares(store, work, Reason.OUR_FAILURE_TOTAL) == {"Imelda Corrant": 1_800_00, "Alder & Co.": 1_800_00}
