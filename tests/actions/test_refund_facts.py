"""What a refund is worked out from where tax was charged: net sums, and the tax of the invoices on top, once."""

import pytest

from practice.actions import invoices, ledger, payments, practice, refunds
from practice.rules.engagements import Fee, FeeKind
from practice.rules.invoices import Line
from practice.rules.ledger import EntryKind
from practice.rules.refund_facts import Reason
from tests import make, make_invoices, make_letters
from tests.make_refunds import DAY, PROOF, issued

PACKAGE = Fee(kind=FeeKind.PACKAGE, amount=1_000_00, sessions=10)


@pytest.fixture(params=["", "20", "19", "8.1"])
def billed(store, request):
    """A package of 1,000.00, billed with this tax and paid; the work and the sum that was paid."""
    practice.change(store, {"tax_label": "VAT", "tax_percent": request.param})
    work = make_invoices.signed(store, make_letters.person(store), PACKAGE)
    draft = invoices.start(store, work.id, make.NOW, [Line(text="Package", amount=1_000_00, key="package")])
    total = invoices.issue(store, draft.id, make.NOW).total
    payments.pay(store, draft.id, make_invoices.payment(total), make.NOW)
    return work, total


def begun(store, work, reason, **given):
    return refunds.fill(store, refunds.start(store, work.id, reason, make.NOW).id, given=given)


@pytest.mark.parametrize("reason", [Reason.OUR_FAILURE_TOTAL, Reason.CLIENT_CHANGED_MIND])
def test_all_that_was_paid_goes_back_with_its_tax_once(store, billed, reason):
    work, total = billed
    draft = begun(store, work, reason)
    told = refunds.view(store, draft.id, make.TODAY)
    assert (told.payout.net, told.payout.gross, told.worked.facts.costs) == (1_000_00, total, 0)
    refunds.pay(store, issued(store, draft).id, make.TODAY, PROOF, make.NOW + DAY)
    stands = ledger.account(store, work.id, make.TODAY).balances
    assert (stands.refunded, stands.unearned, stands.owed) == (total, 0, 0)
    again = begun(store, work, Reason.CLIENT_CHANGED_MIND)
    assert refunds.view(store, again.id, make.TODAY).worked.facts.already_refunded == 1_000_00


def test_a_part_goes_back_with_its_part_of_the_tax(store, billed):
    work, total = billed
    draft = begun(store, work, Reason.CLIENT_CHANGED_MIND)
    half = refunds.what_if(store, draft, {"done": "5"}, make.TODAY)
    assert half.payable_now == 500_00
    assert refunds.view(store, draft.id, make.TODAY, {"done": "5"}).payout.gross == total / 2


def test_what_the_person_says_of_the_tax_goes_before_the_invoices(store, billed):
    work, _ = billed
    told = refunds.view(store, begun(store, work, Reason.CLIENT_CHANGED_MIND, tax="0").id, make.TODAY)
    assert told.payout.gross == 1_000_00


def test_money_paid_twice_goes_back_as_it_came(store, billed):
    work, total = billed
    make_invoices.money(store, work, EntryKind.PAYMENT, total)
    shown = f"{total // 100:,}.{total % 100:02}"
    told = refunds.view(store, begun(store, work, Reason.DUPLICATE_OR_ERROR_PAYMENT, mistaken=shown).id, make.TODAY)
    assert told.payout.gross == total
