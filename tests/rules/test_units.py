"""Every value of the table of time rounding (PROFESSION 7.2), and what always holds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.units import Counting, Rounding, UnitRule, cost, counted, fee, further, hours, said, units

UP = UnitRule()
UP_EACH = UnitRule(counting=Counting.PER_ENTRY)
NEAREST = UnitRule(rounding=Rounding.NEAREST)
NEAREST_LEAST = UnitRule(rounding=Rounding.NEAREST, least=True)
RULES = [UnitRule(i, r, c, m) for i in (1, 6, 10, 15) for r in Rounding for c in Counting for m in (False, True)]


@pytest.mark.parametrize(
    ("minutes", "up", "nearest"),
    [
        (0, 0, 0), (1, 1, 0), (6, 1, 1), (7, 2, 1), (8, 2, 1), (9, 2, 2), (13, 3, 2), (15, 3, 3),
        (26, 5, 4), (50, 9, 8), (60, 10, 10), (61, 11, 10),
    ],
)  # fmt: skip
def test_minutes_are_the_units_of_the_table(minutes, up, nearest):
    assert (units(minutes, UP), units(minutes, NEAREST)) == (up, nearest)


def test_a_minimum_unit_counts_any_work_and_no_work_never():
    assert (units(1, NEAREST_LEAST), units(0, NEAREST_LEAST), units(0, UP)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("minutes", "rule", "wanted"),
    [
        ([3, 3, 3, 3], UP_EACH, 4),
        ([3, 3, 3, 3], UP, 2),
        ([5, 8, 13], UP_EACH, 6),
        ([5, 8, 13], UP, 5),
        ([5, 8, 13], NEAREST, 4),
    ],
)
def test_pieces_are_counted_each_or_by_the_day(minutes, rule, wanted):
    assert counted([("one day", each) for each in minutes], rule) == wanted


def test_two_days_and_two_matters_are_rounded_apart():
    assert counted([((1, "Mon"), 3), ((1, "Tue"), 3), ((2, "Mon"), 3)], UP) == 3


@pytest.mark.parametrize(
    ("minutes", "rule", "rate", "wanted"),
    [(47, UP, 19_500, 15_600), (7, UP, 28_500, 5_700), (7, NEAREST, 28_500, 2_850), (258, UP, 28_500, 122_550)],
)
def test_units_cost_what_the_table_says(minutes, rule, rate, wanted):
    assert fee(units(minutes, rule), rate, rule.increment) == wanted


def test_half_a_cent_is_rounded_up_once():
    assert (cost(1, 28_505), fee(1, 28_505)) == (Fraction(28_505, 10), 2_851)


def test_quarters_of_an_hour_are_counted_in_their_own_unit():
    rule = UnitRule(15)
    assert (units(16, rule), hours(2, 15), fee(2, 20_000, 15)) == (2, Fraction(1, 2), 10_000)


@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(RULES))
def test_a_day_that_is_billed_in_two_parts_costs_what_it_costs_in_one(first, second, rule):
    both = units(first, rule) + further(first, second, rule)
    assert both == counted([("day", first), ("day", second)], rule)


@given(st.lists(st.integers(0, 300), max_size=8), st.sampled_from([1, 6, 10, 15]))
def test_by_the_day_never_costs_more_than_by_the_piece(minutes, increment):
    day = [("day", each) for each in minutes]
    assert counted(day, UnitRule(increment)) <= counted(day, UnitRule(increment, counting=Counting.PER_ENTRY))


@given(st.integers(0, 10_000), st.sampled_from(RULES))
def test_units_are_less_than_one_unit_off(minutes, rule):
    counted_minutes = units(minutes, rule) * rule.increment
    assert abs(counted_minutes - minutes) < rule.increment
    assert rule.rounding is Rounding.NEAREST or counted_minutes >= minutes


def test_a_letter_tells_how_time_is_counted():
    assert said(UP) == "all that I do for you on one day together, rounded up to the next unit"
    assert said(UP_EACH) == "each piece of work by itself, rounded up to the next unit"
    assert said(NEAREST_LEAST).endswith("rounded to the nearest unit, half a unit up, at least one")
