from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import money


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("3,600", "USD", 360_000),
        ("$3,600.00", "USD", 360_000),
        ("3600", "USD", 360_000),
        (" USD 3600.50 ", "USD", 360_050),
        ("12,34,567.00", "INR", 123_456_700),
        ("¥3600", "JPY", 3600),
        ("1.234", "KWD", 1234),
        ("0", "USD", 0),
    ],
)
def test_what_people_type(typed, currency, minor):
    assert money.parse(typed, currency) == minor


def test_a_locale_may_write_a_comma_before_the_cents():
    assert money.parse("3.600,00 €", "EUR", ",") == 360_000


@pytest.mark.parametrize("typed", ["3,60", "3600.5", "", "abc", "1,2,3", "3.600,00", "3600.", "1.2.3"])
def test_what_is_unclear_says_what_to_type(typed):
    with pytest.raises(Refused, match=r"Add two digits for cents, for example 3,600\.00\."):
        money.parse(typed, "USD")


@pytest.mark.parametrize("typed", ["9" * 14, "9" * 20, "9" * 5000])
def test_an_amount_that_nobody_charges_is_refused(typed):
    assert money.parse("9" * 13, "USD") == int("9" * 13 + "00")
    with pytest.raises(Refused, match="smaller amount"):
        money.parse(typed, "USD")


def test_a_currency_without_cents_says_so():
    with pytest.raises(Refused, match="Type whole JPY, for example 3,600"):
        money.parse("36.5", "JPY")


@pytest.mark.parametrize("typed", ["-5", "\u22125"])
def test_less_than_nothing_is_refused(typed):
    with pytest.raises(Refused, match="zero or more"):
        money.parse(typed, "USD")


@given(st.integers(0, 10**12), st.sampled_from(["USD", "JPY", "KWD"]))
def test_what_is_written_is_read_again(minor, currency):
    assert money.parse(money.plain(minor, currency), currency) == minor


def test_minus_is_the_sign_for_it():
    assert money.plain(-1250, "USD") == "\u221212.50"


@pytest.mark.parametrize(
    ("typed", "part"), [("", 0), ("20", Fraction(1, 5)), ("8.25", Fraction(33, 400)), ("7,7 %", Fraction(77, 1000))]
)
def test_a_tax_rate_is_read_as_typed(typed, part):
    assert money.percent(typed) == part


def test_what_is_no_tax_rate_is_refused_with_an_example():
    with pytest.raises(Refused, match=r"8\.25"):
        money.percent("a fifth")
