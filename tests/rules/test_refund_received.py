"""What came in without its tax; a refund of everything gives back exactly what was paid, tax on top once."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.engagements import Fee, FeeKind
from practice.rules.invoices import Invoice, InvoiceState, Line, reckoned
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.refund_facts import Facts
from practice.rules.refund_received import costs, received, tax_shares
from practice.rules.refunds import payout, work_out

DAY = date(2026, 11, 2)
FEE = Fee(kind=FeeKind.PACKAGE, amount=100_000, sessions=10)


def billed(net: int, percent: str, number: int = 1, *, untaxed: int = 0, **fields) -> Invoice:
    lines = (Line(text="Package", amount=net), Line(text="Registry", amount=untaxed, taxed=False))
    return reckoned(Invoice(id=number, lines=lines, tax_percent=percent, state=InvoiceState.ISSUED, **fields))


def came(amount: int, invoice: int | None = None, kind: EntryKind = EntryKind.PAYMENT, number: int = 0) -> LedgerEntry:
    account = Account.OPERATING if kind is EntryKind.PAYMENT else Account.TRUST
    return LedgerEntry(id=number, kind=kind, account=account, amount=amount, on=DAY, payer="A", invoice_id=invoice)


def goes_back(entries: list[LedgerEntry], invoices: list[Invoice]) -> int:
    came_in = received(entries, FEE, tax_shares(invoices))
    facts = Facts(fee=FEE, receipts=came_in.receipts, tax_rate=came_in.rate)
    return payout(facts, work_out(facts).payable_now).gross


@pytest.mark.parametrize("percent", ["", "20", "19", "8.1"])
@given(
    nets=st.lists(st.integers(1, 300_000), min_size=1, max_size=4),
    parts=st.lists(st.integers(1, 99), min_size=4, max_size=4),
    untaxed=st.integers(0, 5_000),
    free=st.integers(0, 50_000),
)
def test_a_refund_of_everything_is_what_was_paid(percent, nets, parts, untaxed, free):
    invoices = [billed(net, percent, number, untaxed=untaxed) for number, net in enumerate(nets, 1)]
    entries = [came(free)] if free else []
    for one, part in zip(invoices, parts, strict=False):
        first = max(1, one.total * part // 100)
        entries += [came(first, one.id), *([came(one.total - first, one.id)] if one.total > first else [])]
    assert goes_back(entries, invoices) == sum(entry.amount for entry in entries)


@pytest.mark.parametrize(("percent", "tax"), [("", 0), ("20", 20_000), ("19", 19_000), ("8.1", 8_100)])
def test_the_tax_is_taken_out_at_the_rate_of_the_invoice(percent, tax):
    invoice = billed(100_000, percent)
    came_in = received([came(100_000 + tax, 1)], FEE, tax_shares([invoice]))
    assert (came_in.receipts[0].amount, came_in.tax, came_in.rate) == (100_000, tax, Fraction(tax, 100_000))
    half = received([came(40_000), came(60_000 + tax, 1)], FEE, tax_shares([invoice]))
    assert half.receipts[0].amount == 40_000  # what came without an invoice bears none


def test_tax_that_trust_paid_comes_off_the_deposit():
    entries = [came(150_000, None, EntryKind.DEPOSIT), came(120_000, 1, EntryKind.TRANSFER)]
    came_in = received(entries, FEE, tax_shares([billed(100_000, "20")]))
    assert ([one.amount for one in came_in.receipts], came_in.tax) == ([130_000], 20_000)


def test_a_draft_and_what_a_credit_note_took_back_bear_no_tax():
    taken = billed(100_000, "20", 1)
    note = billed(-100_000, "20", 2, reverses=1)
    draft = reckoned(Invoice(id=3, lines=taken.lines, tax_percent="20"))
    assert tax_shares([note, taken, draft]) == {}


def test_the_tax_of_an_invoice_is_no_cost():
    spent = LedgerEntry(id=1, kind=EntryKind.COST, amount=5_000, on=DAY)
    tax = LedgerEntry(id=2, kind=EntryKind.COST, amount=20_000, on=DAY, invoice_id=1)
    back = LedgerEntry(id=3, kind=EntryKind.COST, amount=5_000, on=DAY, reverses=1)
    assert (costs([spent, tax]), costs([spent, tax, back])) == (5_000, 0)
