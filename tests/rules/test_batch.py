from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules.batch import FeeChange, changed, check, read_percent
from practice.rules.engagements import Fee
from practice.rules.money import half_up, parse, typed

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "point", "found"),
    [
        ("5", ".", Fraction(5)),
        (" +2.5 % ", ".", Fraction(5, 2)),
        ("2,5", ",", Fraction(5, 2)),
        ("\u22123", ".", Fraction(-3)),
        ("0.001", ".", Fraction(1, 1000)),
    ],
)
def test_a_percentage_is_read_exactly(text, point, found):
    assert read_percent(text, point) == found


@pytest.mark.parametrize(
    "text", ["", "five", "0", "-100", "1001", "1e9", "1e999999999", "nan", "inf", "-inf", "2.5.1", "5 6"]
)
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(Refused):
        read_percent(text)


@pytest.mark.parametrize(
    ("amount", "currency", "percent", "whole", "after"),
    [
        (153_50, "USD", "5", 0, 161_18),  # 161.175: the half goes up
        (153_50, "USD", "5", 1, 161_00),
        (153_50, "USD", "5", 5, 160_00),
        (162_50, "USD", "0.001", 5, 165_00),  # 162.501625; rounded to cents first it would be 162.50, and a half too
        (162_49, "USD", "0.006", 5, 160_00),  # 162.49975: to cents first it would go up
        (1000, "JPY", "2.55", 0, 1026),
        (1000, "JPY", "2.55", 10, 1030),
        (10_000, "KWD", "0.005", 0, 10_001),  # 10.0005 of three decimals
        (180_000, "USD", "-2.5", 0, 175_500),
    ],
)
def test_a_percentage_is_rounded_once(amount, currency, percent, whole, after):
    change = FeeChange(percent=Fraction(percent), whole=whole, why="x")
    assert changed(Fee(amount=amount, currency=currency), change).amount == after


@given(st.integers(1, 10**9), st.fractions(-99, 1000, max_denominator=1000), st.sampled_from([0, 1, 5, 10]))
def test_no_rounded_fee_is_further_off_than_half_a_step(amount, percent, whole):
    exact = Fraction(amount) * (100 + percent) / 100
    after = changed(Fee(amount=amount), FeeChange(percent=percent, whole=whole)).amount
    step = whole * 100 or 1
    assert abs(after - exact) <= Fraction(step, 2)
    assert after % step == 0
    assert whole or after == half_up(exact)


def test_a_new_amount_stands_as_it_is_from_its_day():
    day = date(2027, 1, 1)
    fee = Fee(amount=100, deposit=50, sessions=4)
    assert changed(fee, FeeChange(amount=120, from_day=day)) == Fee(amount=120, deposit=50, sessions=4, from_day=day)


def test_braces_and_days_that_are_over_are_refused():
    with pytest.raises(Refused) as refused:
        check(FeeChange(amount=1, why="{{fee}}", from_day=date(2026, 11, 17)), TODAY)
    assert set(refused.value.fields) == {"why", "from_day"}
    check(FeeChange(amount=1, why="Prices rise.", from_day=TODAY), TODAY)


@given(st.integers(0, 10**14), st.sampled_from(["USD", "JPY", "KWD"]), st.sampled_from([".", ","]))
def test_what_is_typed_is_read_again(minor, currency, point):
    assert parse(typed(minor, currency, point), currency, point) == minor
