"""The ledger: balances worked out by hand, and what holds whatever is done in whichever order."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules.ledger import (
    HOMES,
    Account,
    EntryKind,
    LedgerEntry,
    balances,
    checked,
    effect,
    lines,
    lowest_trust,
    ordered,
    paid_by,
    reversal,
    reversed_ids,
    with_waiver,
)

DAY = date(2026, 11, 2)
TODAY = date(2026, 11, 18)
TRUST, OPERATING = Account.TRUST, Account.OPERATING


def entry(kind, amount, day=2, account=None, **fields):
    """An entry of November with what its kind asks for."""
    return LedgerEntry(
        kind=kind, amount=amount, on=date(2026, 11, day), account=account or HOMES[kind][0],
        **{"payer": "Dorothea Lindqvist", "text": "As agreed", **fields},
    )  # fmt: skip


def numbered(*entries):
    return [replace(one, id=number) for number, one in enumerate(entries, 1)]


def take(kept, new, earned=Fraction(10**9)):
    """Record `new` after `kept`, as the store would."""
    own = checked(new, kept, "USD", TODAY, earned)
    kept.append(replace(own, id=len(kept) + 1))


def refused(kept, new, earned=Fraction(10**9), currency="USD"):
    with pytest.raises(Refused) as caught:
        checked(new, kept, currency, TODAY, earned)
    return caught.value.fields


def test_an_advance_in_trust_is_unearned_until_it_is_worked_for():
    # R01: 3,000.00 in trust, 4.3 h × 285.00 = 1,225.50 earned, filing fee 402.00: 1,372.50 would go back
    kept = [entry(EntryKind.DEPOSIT, 300_000), entry(EntryKind.COST, 40_200)]
    found = balances(kept, Fraction(122_550))
    assert (found.paid, found.costs, found.unearned, found.owed, found.trust) == (300_000, 40_200, 137_250, 0, 300_000)
    assert found.transferable == 162_750  # 1,225.50 + 402.00


def test_what_is_disputed_stays_in_trust_until_both_agree():
    kept = [entry(EntryKind.DEPOSIT, 100_000)]
    found = balances(kept, Fraction(60_000), 20_000)
    assert (found.transferable, found.disputed, found.unearned) == (40_000, 20_000, 40_000)
    with pytest.raises(Refused) as caught:
        checked(entry(EntryKind.TRANSFER, 40_001), kept, "USD", TODAY, Fraction(60_000), 20_000)
    assert "not disputed" in caught.value.fields["amount"]
    checked(entry(EntryKind.TRANSFER, 40_000), kept, "USD", TODAY, Fraction(60_000), 20_000)
    assert balances([], Fraction(60_000), 20_000).disputed == 0


def test_what_is_due_is_shown_and_never_below_zero():
    # R17: paid 1,000.00, earned 1,240.00, costs 60.00: 300.00 due
    found = balances([entry(EntryKind.PAYMENT, 100_000), entry(EntryKind.COST, 6_000)], Fraction(124_000))
    assert (found.owed, found.unearned) == (30_000, 0)
    forgiven = balances(
        [*[entry(EntryKind.PAYMENT, 100_000), entry(EntryKind.COST, 6_000)], entry(EntryKind.WRITE_OFF, 30_000)],
        Fraction(124_000),
    )
    assert (forgiven.owed, forgiven.unearned, forgiven.written_off) == (0, 0, 30_000)


def test_the_unearned_part_is_rounded_up_so_that_the_client_is_never_short():
    # R05: 500.00 paid, a third of it earned: 333.333… is 333.34
    assert balances([entry(EntryKind.PAYMENT, 50_000)], Fraction(50_000, 3)).unearned == 33_334
    assert balances([], Fraction(50_000, 3)).owed == 16_666


def test_a_cost_from_trust_is_charged_and_paid_at_once():
    kept = [entry(EntryKind.DEPOSIT, 100_000), entry(EntryKind.COST, 40_000, account=TRUST)]
    assert [(line.account, line.trust) for line in lines(kept)] == [(0, 100_000), (0, 60_000)]
    assert balances(kept).unearned == 60_000


def test_the_running_balance_is_by_day_and_then_by_recording():
    kept = numbered(
        entry(EntryKind.FEE, 50_000, 10), entry(EntryKind.DEPOSIT, 80_000, 3), entry(EntryKind.TRANSFER, 50_000, 10)
    )
    assert [(line.entry.id, line.account, line.trust) for line in lines(kept)] == [
        (2, 0, 80_000), (1, 50_000, 80_000), (3, 0, 30_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": 10**15}, "amount"),
        ({"currency": "EUR"}, "amount"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"payer": "  "}, "payer"),
        ({"account": TRUST}, "account"),
        ({"kind": EntryKind.COST, "text": " "}, "text"),
        ({"kind": EntryKind.FEE, "text": ""}, "text"),
        ({"kind": EntryKind.WRITE_OFF, "text": ""}, "text"),
    ],
)
def test_an_entry_that_says_too_little_is_refused_beside_its_field(change, field):
    assert list(refused([], replace(entry(EntryKind.PAYMENT, 100), **change))) == [field]


def test_trust_never_pays_more_than_lies_there():
    kept = numbered(entry(EntryKind.DEPOSIT, 50_000))
    for kind in (EntryKind.TRANSFER, EntryKind.REFUND, EntryKind.COST):
        said = refused(kept, entry(kind, 50_001, 3, TRUST))
        assert said == {"amount": "Only 500.00 USD is in trust. Trust money can never go below zero."}
        take(list(kept), entry(kind, 50_000, 3, TRUST))


def test_trust_is_counted_by_the_days_not_by_when_it_was_recorded():
    kept = numbered(entry(EntryKind.DEPOSIT, 50_000, 10))
    said = refused(kept, entry(EntryKind.REFUND, 10_000, 5, TRUST))
    assert said["amount"] == "Only 0.00 USD was in trust on November 5, 2026. Trust money can never go below zero."
    kept += numbered(entry(EntryKind.REFUND, 45_000, 15, TRUST))
    said = refused(kept, entry(EntryKind.REFUND, 10_000, 12, TRUST))  # 500.00 that day, 50.00 left on the 15th
    assert said["amount"].startswith("Only 50.00 USD was in trust on November 15")
    take(kept, entry(EntryKind.DEPOSIT, 1_000, 1))


def test_a_deposit_and_what_it_pays_may_share_a_day():
    kept = []
    take(kept, entry(EntryKind.DEPOSIT, 10_000, 4))
    take(kept, entry(EntryKind.TRANSFER, 10_000, 4))
    assert balances(kept).trust == 0


def test_only_what_is_earned_leaves_trust_for_the_practice():
    kept = numbered(entry(EntryKind.DEPOSIT, 100_000))
    said = refused(kept, entry(EntryKind.TRANSFER, 25_001), Fraction(25_000))
    assert said["amount"].startswith("Only 250.00 USD of the money in trust is earned.")
    take(kept, entry(EntryKind.TRANSFER, 25_000), Fraction(25_000))
    assert "amount" in refused(kept, entry(EntryKind.TRANSFER, 1), Fraction(25_000))
    take(kept, entry(EntryKind.COST, 3_000))  # paid out of the practice's own pocket
    take(kept, entry(EntryKind.TRANSFER, 3_000), Fraction(25_000))


def test_no_more_goes_back_than_came_in_there():
    kept = numbered(entry(EntryKind.PAYMENT, 40_000), entry(EntryKind.DEPOSIT, 60_000))
    assert refused(kept, entry(EntryKind.REFUND, 40_001)) == {
        "amount": "Only 400.00 USD came in there and was not returned."
    }
    take(kept, entry(EntryKind.REFUND, 40_000))
    take(kept, entry(EntryKind.REFUND, 60_000, account=TRUST))
    assert "amount" in refused(kept, entry(EntryKind.REFUND, 1))
    assert balances(kept).refunded == 100_000


def test_a_reversal_takes_back_once_and_keeps_both_lines():
    kept = numbered(entry(EntryKind.DEPOSIT, 50_000, 3))
    back = reversal(kept[0], kept, "The check was returned", TODAY, TODAY)
    assert (back.reverses, back.kind, back.amount, back.text) == (
        1,
        EntryKind.DEPOSIT,
        50_000,
        "The check was returned",
    )
    kept.append(replace(back, id=2))
    assert balances(kept) == balances([])
    assert reversed_ids(kept) == {1: 2}
    with pytest.raises(Refused, match="reversed already"):
        reversal(kept[0], kept, "Again", TODAY, TODAY)
    with pytest.raises(Refused, match="anew"):
        reversal(kept[1], kept, "Back again", TODAY, TODAY)


@pytest.mark.parametrize(
    ("why", "on", "field"), [("", TODAY, "text"), ("x", date(2026, 11, 1), "on"), ("x", date(2026, 11, 19), "on")]
)
def test_a_reversal_says_why_and_is_not_before_what_it_reverses(why, on, field):
    kept = numbered(entry(EntryKind.PAYMENT, 50_000, 3))
    with pytest.raises(Refused) as caught:
        reversal(kept[0], kept, why, on, TODAY)
    assert list(caught.value.fields) == [field]


def test_a_deposit_whose_money_was_used_cannot_be_reversed():
    kept = numbered(entry(EntryKind.DEPOSIT, 50_000, 3), entry(EntryKind.TRANSFER, 20_000, 5))
    with pytest.raises(Refused, match=r"Only 300\.00 USD is in trust"):
        reversal(kept[0], kept, "Returned", TODAY, TODAY)
    take(kept, replace(reversal(kept[1], kept, "By mistake", TODAY, TODAY)))
    assert balances([*kept, reversal(kept[0], kept, "Returned", TODAY, TODAY)]).trust == 0


def test_each_payer_has_what_they_paid_less_what_they_got_back():
    kept = numbered(
        entry(EntryKind.PAYMENT, 10_000, payer="Ida Crane", payer_id=4),
        entry(EntryKind.DEPOSIT, 5_000, payer="I. Crane", payer_id=4),
        entry(EntryKind.PAYMENT, 7_000, payer="Northwind Ltd"),
        entry(EntryKind.REFUND, 2_000, payer="northwind ltd "),
    )
    assert paid_by(kept) == (("Ida Crane", 4, 15_000), ("Northwind Ltd", None, 5_000))


# whatever is done, in whichever order

KINDS = st.sampled_from([(kind, account) for kind, accounts in HOMES.items() for account in accounts])
ACTS = st.lists(
    st.one_of(
        st.tuples(KINDS, st.integers(1, 5_000), st.integers(1, 18)),
        st.tuples(st.just(("reverse", None)), st.integers(0, 30), st.integers(1, 18)),
    ),
    max_size=30,
)


def played(acts, earned=Fraction(0)):
    """The ledger after these acts, those that are refused left out."""
    kept = []
    for (kind, account), number, day in acts:
        try:
            if kind == "reverse":
                if number >= len(kept):
                    continue
                new = reversal(kept[number], kept, "A slip", date(2026, 11, day), TODAY)
            else:
                new = checked(entry(kind, number, day, account), kept, "USD", TODAY, earned)
        except Refused:
            continue
        kept.append(replace(new, id=len(kept) + 1))
    return kept


@given(ACTS, st.fractions(0, 20_000, max_denominator=7))
def test_trust_is_never_below_zero_at_the_end_of_any_day(acts, earned):
    kept = played(acts, earned)
    assert all(line.trust >= 0 for line in _day_ends(kept))
    assert balances(kept).trust >= 0
    least = lowest_trust(kept, date.min)
    assert least is None or least[1] >= 0


def _day_ends(kept):
    ends = {line.entry.on: line for line in lines(kept)}
    return ends.values()


@given(ACTS, st.fractions(0, 20_000, max_denominator=7))
def test_balances_are_the_sum_of_the_entries(acts, earned):
    kept = played(acts, earned)
    found = balances(kept, earned)
    last = lines(kept)[-1] if kept else None
    assert found.trust == (last.trust if last else 0)
    account = sum(effect(one).account for one in kept)
    assert account == (last.account if last else 0)
    # charged and spent, less what came in and stayed: the account and the trust money together
    assert account - found.trust == found.charged + found.costs - found.written_off - found.paid + found.refunded
    exact = earned + found.costs - found.written_off - found.paid + found.refunded
    assert min(found.owed, found.unearned) == 0
    assert 0 <= exact - found.owed + found.unearned < 1  # never short for the client, and less than a cent
    assert sum(amount for *_, amount in paid_by(kept)) == found.paid - found.refunded


@given(ACTS, st.fractions(0, 20_000, max_denominator=7))
def test_a_reversal_restores_exactly_what_was(acts, earned):
    kept = played(acts, earned)
    for one in kept:
        try:
            back = reversal(one, kept, "A slip", TODAY, TODAY)
        except Refused:
            continue
        without = [other for other in kept if other.id != one.id]
        assert balances([*kept, back], earned) == balances(without, earned)
        assert _sums([*kept, back]) == _sums(without)


def _sums(kept):
    return {(name, who): amount for name, who, amount in paid_by(kept) if amount}


@given(ACTS, st.integers(1, 50_000), st.fractions(0, 20_000, max_denominator=7))
def test_a_refund_never_makes_the_client_owe(acts, amount, earned):
    kept = played(acts, earned)
    before = balances(kept, earned)
    made = with_waiver(entry(EntryKind.REFUND, amount), kept, earned)
    after = balances([*kept, *made], earned)
    assert after.owed == before.owed
    assert after.unearned == max(0, before.unearned - amount)


@given(ACTS)
def test_the_order_in_which_entries_are_read_changes_nothing(acts):
    kept = played(acts)
    assert ordered(reversed(kept)) == ordered(kept)
    assert balances(reversed(kept)) == balances(kept)
