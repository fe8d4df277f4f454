"""What invoices bill, what they come to, and how far they are paid."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import fee_plan, invoices, ledger
from practice.rules.engagements import Fee, FeeKind, Milestone
from practice.rules.invoices import Invoice, InvoiceState, Line, LineKind, Standing
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.time import TimeEntry
from practice.rules.units import Counting, Rounding, UnitRule

DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 17, tzinfo=UTC)
UP = UnitRule()
HOURLY = Fee(kind=FeeKind.HOURLY, amount=28_500)
STAGED = Fee(
    kind=FeeKind.MILESTONES, milestones=(Milestone("Discovery", 90_000), Milestone("Drafting", 180_000)), deposit=50_000
)
ISSUED = Invoice(
    id=7, state=InvoiceState.ISSUED, number="INV-2026-001", total=10_000, due_on=DAY, lines=(Line(amount=10_000),)
)


def spent(number, minutes, on=DAY, **more):
    return TimeEntry(id=number, on=on, minutes=minutes, text=f"Work {number}", **more)


def lines_of(entries, billed=(), rule=UP, fee=HOURLY):
    return invoices.time_lines(entries, billed, lambda _: fee, rule)


def test_a_day_of_work_is_one_line_in_the_order_in_which_it_was_done():
    lines = lines_of([spent(2, 8), spent(1, 5), spent(3, 13), spent(4, 60, DAY - timedelta(days=1))])
    assert [(line.on, line.text, line.units, line.times) for line in lines] == [
        (DAY - timedelta(days=1), "Work 4", 10, (4,)),
        (DAY, "Work 1; Work 2; Work 3", 5, (1, 2, 3)),
    ]
    assert lines[1].amount == 14_250


def test_each_piece_is_a_line_where_pieces_are_counted():
    lines = lines_of([spent(1, 5), spent(2, 8)], rule=UnitRule(counting=Counting.PER_ENTRY))
    assert [(line.units, line.amount) for line in lines] == [(1, 2_850), (2, 5_700)]


def test_a_day_that_is_billed_in_part_does_not_begin_its_unit_twice():
    assert [line.units for line in lines_of([spent(2, 3)], billed=[spent(1, 3)])] == [0]
    assert [line.units for line in lines_of([spent(2, 4)], billed=[spent(1, 3)])] == [1]


def test_what_is_not_billable_makes_no_line_and_another_rate_another_line():
    lines = lines_of([spent(1, 6, billable=False), spent(2, 6), spent(3, 6, rate=10_000)])
    assert [(line.rate, line.amount) for line in lines] == [(10_000, 1_000), (28_500, 2_850)]


def test_the_rate_follows_the_fee_of_each_day():
    fees = {DAY: HOURLY, DAY - timedelta(days=1): replace(HOURLY, amount=20_000)}
    lines = invoices.time_lines([spent(1, 60), spent(2, 60, DAY - timedelta(days=1))], (), fees.get, UnitRule())
    assert [line.amount for line in lines] == [20_000, 28_500]


def test_tax_is_rounded_once_on_what_is_taxed():
    lines = [Line(amount=333), Line(amount=333), Line(amount=334), Line(amount=5_000, taxed=False)]
    assert invoices.sums(lines, "8.25") == invoices.Sums(6_000, 83, 6_083)


amounts = st.lists(st.integers(-10_000, 10**9), min_size=1, max_size=9)


@given(amounts, st.sampled_from(["", "20", "8.25", "0.125"]))
def test_lines_and_tax_sum_to_the_total_and_a_credit_note_takes_all_of_it(each, tax):
    lines = tuple(Line(text="x", amount=amount) for amount in each)
    invoice = invoices.reckoned(replace(ISSUED, lines=lines, tax_percent=tax))
    added = invoices.sums(lines, tax)
    assert added.total == sum(each) + added.tax == invoice.total
    assert invoices.credit(invoice, "Wrong rate", NOW).total == -invoice.total


@given(
    st.lists(st.integers(1, 10**8), max_size=6),
    st.lists(st.integers(1, 10**8), max_size=4),
    st.sampled_from(["", "20", "19.6"]),
)
def test_what_an_invoice_charges_is_its_total_but_costs_that_stand_in_the_ledger_already(fees, costs, tax):
    lines = [Line(text="f", amount=amount) for amount in fees]
    lines += [Line(kind=LineKind.COST, text="c", amount=amount, taxed=False) for amount in costs]
    invoice = invoices.reckoned(replace(ISSUED, lines=tuple(lines), tax_percent=tax, tax_label="VAT"))
    made = invoices.entries(invoice, DAY, NOW)
    assert sum(entry.amount for entry in made) == invoice.total - sum(costs)
    back = [replace(entry, id=n, reverses=n + 100) for n, entry in enumerate(made, 1)]
    assert ledger.balances([*made, *back]) == ledger.balances([])


def test_a_deposit_is_charged_by_nothing_before_it_is_earned():
    asked = invoices.reckoned(replace(ISSUED, lines=(Line(kind=LineKind.DEPOSIT, amount=50_000, taxed=False),)))
    assert invoices.entries(asked, DAY, NOW) == ()


def test_the_plan_offers_what_is_finished_and_not_billed():
    offered = fee_plan.plan(STAGED, 1, DAY, DAY, ())
    assert [(line.key, line.amount, line.kind) for line in offered] == [
        ("deposit", 50_000, LineKind.DEPOSIT), ("stage:1", 90_000, LineKind.FEE),
    ]  # fmt: skip
    assert [line.key for line in fee_plan.plan(STAGED, 2, DAY, DAY, ["stage:1"])] == ["stage:2"]


def test_the_plan_of_each_kind_of_fee():
    package = Fee(kind=FeeKind.PACKAGE, amount=180_000, sessions=10)
    monthly = Fee(kind=FeeKind.MONTHLY, amount=20_000)
    assert [line.key for line in fee_plan.plan(package, 0, DAY, DAY, ())] == ["package"]
    assert [line.key for line in fee_plan.plan(Fee(amount=70_000), 0, DAY, DAY, ())] == ["flat"]
    months = fee_plan.plan(monthly, 0, date(2026, 9, 20), DAY, ["month:2026-10"])
    assert [line.text for line in months] == ["September 2026", "November 2026"]
    assert fee_plan.plan(HOURLY, 0, DAY, DAY, ()) == ()
    assert [line.key for line in fee_plan.plan(replace(HOURLY, deposit=100), 0, DAY, DAY, ())] == ["deposit"]


def test_a_year_changes_within_the_months_of_a_plan():
    monthly = Fee(kind=FeeKind.MONTHLY, amount=20_000)
    offered = fee_plan.plan(monthly, 0, date(2026, 11, 30), date(2027, 1, 1), ())
    assert [line.key for line in offered] == ["month:2026-11", "month:2026-12", "month:2027-01"]


def test_what_was_paid_in_advance_is_taken_off_once_and_never_below_nothing():
    asked = replace(ISSUED, lines=(Line(kind=LineKind.DEPOSIT, amount=50_000),))
    came = LedgerEntry(kind=EntryKind.PAYMENT, amount=50_000, on=DAY, invoice_id=7)
    held = replace(came, kind=EntryKind.DEPOSIT, account=Account.TRUST)
    assert invoices.advance_left([asked], [held]) == 0
    assert invoices.advance_left([asked], [came]) == 50_000
    first = fee_plan.less(50_000, [Line(amount=30_000), Line(kind=LineKind.COST, amount=9_000)])
    assert first[0].amount == -30_000
    assert invoices.advance_left([asked, replace(ISSUED, id=8, lines=first)], [came]) == 20_000
    assert fee_plan.less(50_000, []) == ()


def payment(amount, **more):
    return LedgerEntry(**{"kind": EntryKind.PAYMENT, "amount": amount, "on": DAY, "invoice_id": 7, **more})


@pytest.mark.parametrize(
    ("allocated", "paid"),
    [
        ([], 0),
        ([payment(4_000), payment(6_000, kind=EntryKind.TRANSFER, account=Account.TRUST)], 10_000),
        ([payment(4_000, id=1), payment(4_000, reverses=1)], 0),
        ([payment(4_000, invoice_id=8)], 0),
        ([payment(4_000, kind=EntryKind.DEPOSIT, account=Account.TRUST)], 0),
        ([payment(1_000, kind=EntryKind.WRITE_OFF)], 1_000),
    ],
)
def test_what_is_allocated_pays_an_invoice(allocated, paid):
    assert invoices.settled(ISSUED, allocated) == paid


def test_money_into_trust_pays_what_asks_for_a_deposit():
    asked = replace(ISSUED, lines=(Line(kind=LineKind.DEPOSIT, amount=10_000),))
    assert invoices.settled(asked, [payment(10_000, kind=EntryKind.DEPOSIT, account=Account.TRUST)]) == 10_000


@pytest.mark.parametrize(
    ("invoice", "paid", "credited", "today", "wanted"),
    [
        (Invoice(), 0, False, DAY, Standing.DRAFT),
        (ISSUED, 0, False, DAY, Standing.OPEN),
        (ISSUED, 1, False, DAY, Standing.PARTLY),
        (ISSUED, 1, False, DAY + timedelta(days=1), Standing.OVERDUE),
        (ISSUED, 10_000, False, DAY + timedelta(days=9), Standing.PAID),
        (ISSUED, 0, True, DAY + timedelta(days=9), Standing.CREDITED),
        (replace(ISSUED, reverses=3), 0, False, DAY, Standing.CREDIT_NOTE),
    ],
)
def test_an_invoice_stands_as_its_money_and_its_day_say(invoice, paid, credited, today, wanted):
    assert invoices.standing(invoice, paid, credited, today) is wanted


def test_a_draft_says_what_it_lacks():
    assert set(invoices.problems(Invoice(tax_percent="20"), "")) == {"lines", "due_on", "tax_label", "practice_name"}
    assert invoices.problems(replace(ISSUED, lines=(Line(text="Fee", amount=10_000),))) == {}
    assert "lines" in invoices.problems(replace(ISSUED, lines=(Line(text=" ", amount=10_000),)))
    assert "lines" in invoices.problems(replace(ISSUED, lines=(Line(text="Less", amount=-1),), total=-1))


def test_only_an_issued_invoice_is_taken_back_and_only_with_a_reason():
    with pytest.raises(Refused):
        invoices.credit(ISSUED, " ", NOW)
    with pytest.raises(Refused):
        invoices.credit(replace(ISSUED, reverses=2), "Twice", NOW)
    with pytest.raises(Refused):
        invoices.credit(replace(ISSUED, state=InvoiceState.DRAFT), "Not out", NOW)


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 240)), min_size=1, max_size=8), st.integers(0, 8))
def test_time_that_is_billed_in_two_invoices_costs_what_it_costs_in_one(pieces, cut):
    entries = [spent(n, minutes, DAY - timedelta(days=day)) for n, (day, minutes) in enumerate(pieces, 1)]
    for rule in (UnitRule(), UnitRule(rounding=Rounding.NEAREST)):
        whole = sum(line.units for line in lines_of(entries, rule=rule))
        first, second = entries[:cut], entries[cut:]
        both = [*lines_of(first, rule=rule), *lines_of(second, first, rule)]
        assert sum(line.units for line in both) == whole


def test_money_that_went_back_pays_no_invoice():
    came = LedgerEntry(id=1, kind=EntryKind.PAYMENT, amount=50_000, on=DAY)
    back = LedgerEntry(id=2, kind=EntryKind.REFUND, amount=20_000, on=DAY)
    assert invoices.advance_left([], [came, back]) == 30_000
    assert invoices.usable([], [came, back]) == 30_000
    cost = LedgerEntry(id=3, kind=EntryKind.COST, amount=9_000, on=DAY)
    assert invoices.advance_left([], [came, cost]) == 50_000  # the cost is billed by itself
    fee = LedgerEntry(id=4, kind=EntryKind.FEE, amount=45_000, on=DAY)
    assert invoices.advance_left([], [came, fee]) == 5_000


def test_the_months_that_wait_longest_are_offered_first():
    monthly = Fee(kind=FeeKind.MONTHLY, amount=20_000)
    first = fee_plan.plan(monthly, 0, date(2024, 1, 15), date(2026, 11, 1), ())
    assert (len(first), first[0].key) == (fee_plan.MOST_MONTHS, "month:2024-01")
    rest = fee_plan.plan(monthly, 0, date(2024, 1, 15), date(2026, 11, 1), [line.key for line in first])
    assert [rest[0].key, rest[-1].key] == ["month:2026-01", "month:2026-11"]
