"""The three balances of trust, what lies between them, and what must be said of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import reconciliation as rules
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.reconciliation import Holding, Named, Reconciliation, ReconciliationState

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)
NOW = datetime(2026, 11, 4, 17, tzinfo=UTC)
DRAFT = Reconciliation(month=OCTOBER)


def entry(number, amount, on=OCTOBER, kind=EntryKind.DEPOSIT, client=1, **more):
    return LedgerEntry(
        id=number, client_id=client, kind=kind, account=Account.TRUST, amount=amount, on=on, recorded_at=NOW, **more
    )


def compared(statement, entries, out=(), named=()):
    held = rules.holdings(entries, {1: "Ashby", 2: "Crane"})
    return rules.compare(statement, out, named, rules.trust(entries), held)


@pytest.mark.parametrize(
    ("day", "end", "before"),
    [
        (date(2026, 11, 4), date(2026, 11, 30), date(2026, 10, 31)),
        (date(2028, 2, 1), date(2028, 2, 29), date(2028, 1, 31)),
        (date(2026, 12, 31), date(2026, 12, 31), date(2026, 11, 30)),
        (date(2027, 1, 1), date(2027, 1, 31), date(2026, 12, 31)),
    ],
)
def test_months_end_on_their_last_day(day, end, before):
    assert (rules.month_end(day), rules.last_month(day)) == (end, before)


def test_all_three_agree():
    sums = compared(70_000, [entry(1, 50_000), entry(2, 20_000, client=2)])
    assert sums.agrees
    assert rules.problems(replace(DRAFT, statement=70_000), sums, NOVEMBER) == {}


def test_a_deposit_in_transit_and_a_payment_that_the_bank_has_not_made_explain_the_difference():
    late = entry(2, 20_000, client=2)
    gone = entry(3, 5_000, kind=EntryKind.REFUND)
    every = [entry(1, 50_000), late, gone]
    assert compared(50_000, every).unexplained == 15_000
    assert compared(50_000, every, [late, gone]).agrees


def test_a_bank_fee_is_named_or_the_month_is_not_finished():
    off = compared(49_500, [entry(1, 50_000)])
    assert set(rules.problems(replace(DRAFT, statement=49_500), off, NOVEMBER)) == {"statement"}
    named = (Named("Bank fee, to be put back by us", 500),)
    said = replace(DRAFT, statement=49_500, named=named)
    assert rules.problems(said, compared(49_500, [entry(1, 50_000)], named=named), NOVEMBER) == {}
    silent = replace(said, named=(Named(" ", 500),))
    assert set(rules.problems(silent, compared(49_500, [entry(1, 50_000)], named=named), NOVEMBER)) == {"named"}


def test_a_client_below_zero_stops_it_even_where_the_sums_agree():
    every = [entry(1, 50_000), entry(2, 1_000, kind=EntryKind.TRANSFER, client=2)]
    sums = compared(49_000, every)
    assert sums.unexplained == sums.apart == 0
    assert not sums.agrees
    assert "Crane" in rules.problems(replace(DRAFT, statement=49_000), sums, NOVEMBER)["ledger"]


def test_nothing_is_finished_without_a_balance_or_before_its_month_is_over():
    sums = compared(None, [])
    assert set(rules.problems(DRAFT, sums, NOVEMBER)) == {"statement"}
    assert set(rules.problems(replace(DRAFT, month=NOVEMBER), sums, OCTOBER)) == {"month"}


def test_a_reversal_takes_its_entry_out_of_the_balance():
    assert rules.trust([entry(1, 50_000), entry(2, 50_000, reverses=1)]) == 0
    assert rules.holdings([entry(1, 50_000), entry(2, 50_000, reverses=1)], {1: "Ashby"}) == ()


def test_holdings_stand_by_name():
    held = rules.holdings([entry(1, 5), entry(2, 7, client=2), entry(3, 1)], {1: "Crane", 2: "Ashby"})
    assert held == (Holding(2, "Ashby", 7), Holding(1, "Crane", 6))


def test_what_was_outstanding_comes_along_with_what_is_new_and_what_was_written_late():
    done = replace(DRAFT, state=ReconciliationState.FINISHED, outstanding=(1,), finished_at=NOW)
    every = [
        entry(1, 5, OCTOBER),
        entry(2, 5, OCTOBER),
        entry(3, 5, NOVEMBER),
        replace(entry(4, 5, OCTOBER), recorded_at=NOW + timedelta(days=1)),
        entry(5, 5, NOVEMBER + timedelta(days=1)),
    ]
    assert [one.id for one in rules.to_look_at(every, NOVEMBER, done)] == [1, 3, 4]
    assert [one.id for one in rules.to_look_at([entry(1, 5, date(2026, 8, 31)), *every], OCTOBER, None)] == [1, 1, 2, 4]
    assert rules.to_look_at([entry(1, 5, date(2026, 7, 31))], OCTOBER, None) == ()


def test_a_finished_month_is_not_edited():
    assert rules.edited(DRAFT, statement=5).statement == 5
    with pytest.raises(Refused):
        rules.edited(replace(DRAFT, state=ReconciliationState.FINISHED), statement=5)


def test_last_month_waits_once_trust_is_kept_until_it_is_finished():
    today = date(2026, 11, 4)
    assert rules.waiting(today, None, []) is None
    assert rules.waiting(today, date(2026, 11, 1), []) is None
    assert rules.waiting(today, date(2026, 3, 1), []) == OCTOBER
    assert rules.waiting(today, OCTOBER, [OCTOBER]) is None


kinds = st.sampled_from([EntryKind.DEPOSIT, EntryKind.TRANSFER, EntryKind.REFUND, EntryKind.COST])


@given(st.lists(st.tuples(st.integers(1, 10**7), kinds, st.integers(1, 3), st.booleans()), max_size=20))
def test_the_sum_of_the_clients_is_the_ledger_and_a_statement_without_the_outstanding_ones_agrees(told):
    every = [entry(n, amount, kind=kind, client=client) for n, (amount, kind, client, _) in enumerate(told, 1)]
    out = [one for one, (*_, late) in zip(every, told, strict=True) if late]
    sums = compared(rules.trust(every) - rules.trust(out), every, out)
    assert sums.unexplained == sums.apart == 0
