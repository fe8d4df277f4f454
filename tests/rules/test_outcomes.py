"""How work ended, and how well that was foreseen: PROFESSION 3.6."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules import outcomes
from practice.rules.fit import Result, band_of
from practice.rules.outcomes import RECORDED, Band, Ended, Fact, Finding, Ground, Outcome

HELD = tuple(Fact(ground=ground, holds=True) for ground in RECORDED)


def ended(forecast: int | None, good: bool, score: int | None = 80, number: int = 1) -> Ended:
    return Ended(engagement_id=number, client_id=number, client="Ida Crane", forecast=forecast, score=score, good=good)


WORKED = [ended(90, True), ended(80, True), ended(70, False), ended(60, True), ended(30, False)]


def test_worked_example_of_the_profession() -> None:
    found = outcomes.calibrate(WORKED)
    assert found.forecast.brier == Fraction("0.158")
    assert found.base == Fraction("0.6")
    assert found.reference == Fraction("0.24")
    assert found.forecast.skill is not None
    assert round(found.forecast.skill, 3) == Fraction("0.342")
    squares = [term.square for term in found.forecast.terms]
    assert squares == [Fraction(n, 100) for n in (1, 4, 49, 16, 9)]


def test_always_saying_half_costs_a_quarter() -> None:
    assert outcomes.calibrate([ended(50, True), ended(50, False), ended(50, True)]).forecast.brier == Fraction(1, 4)


def test_no_skill_where_all_ended_the_same_way() -> None:
    for good in (True, False):
        found = outcomes.calibrate([ended(70, good)] * 20)
        assert found.reference == 0
        assert found.forecast.skill is found.checklist.skill is None
        assert outcomes.finding(found) is Finding.SAME


def test_smoothed_rate_of_each_band_is_what_the_checklist_says() -> None:
    cases = [ended(70, True, 90), ended(70, True, 75), ended(70, False, 74), ended(40, False, 20)]
    found = outcomes.calibrate(cases)
    assert [(band.band, band.n, band.good, band.rate) for band in found.bands] == [
        (Result.ACCEPT, 2, 2, Fraction(3, 4)),
        (Result.ACCEPT_WITH_CONDITIONS, 1, 0, Fraction(1, 3)),
        (Result.HOLD, 0, 0, Fraction(1, 2)),
        (Result.DECLINE, 1, 0, Fraction(1, 3)),
    ]
    assert [term.said for term in found.checklist.terms] == [Fraction(3, 4)] * 2 + [Fraction(1, 3)] * 2
    assert found.checklist.brier == (2 * Fraction(1, 16) + 2 * Fraction(1, 9)) / 4


def test_what_was_never_foreseen_is_left_out_and_counted() -> None:
    found = outcomes.calibrate([*WORKED, ended(None, True), ended(60, False, None)])
    assert (found.n, found.left_out) == (5, 2)
    assert found.forecast.brier == Fraction("0.158")


def test_nothing_at_all_is_no_division_by_zero() -> None:
    found = outcomes.calibrate([])
    assert (found.n, found.base, found.forecast.brier, found.forecast.skill) == (0, 0, 0, None)
    assert outcomes.finding(found) is Finding.NONE


def many(forecast_good: int, forecast_bad: int, score_good: int, score_bad: int) -> list[Ended]:
    return [ended(forecast_good, True, score_good)] * 10 + [ended(forecast_bad, False, score_bad)] * 10


@pytest.mark.parametrize(
    ("cases", "finding"),
    [
        (WORKED, Finding.FEW),
        (many(90, 10, 80, 80)[:19], Finding.FEW),
        (many(90, 10, 80, 80), Finding.FORECAST),
        (many(50, 50, 80, 40), Finding.CHECKLIST),
        (many(20, 90, 80, 80), Finding.NEITHER),
    ],
)
def test_finding(cases: list[Ended], finding: Finding) -> None:
    assert outcomes.finding(outcomes.calibrate(cases)) is finding


cases_of_any_kind = st.lists(
    st.builds(ended, st.one_of(st.none(), st.integers(5, 95)), st.booleans(), st.one_of(st.none(), st.integers(0, 100)))
)


@given(cases_of_any_kind)
def test_bounds(cases: list[Ended]) -> None:
    found = outcomes.calibrate(cases)
    for measure in (found.forecast, found.checklist):
        assert 0 <= measure.brier <= 1
        assert measure.skill is None or measure.skill <= 1
        assert len(measure.terms) == found.n
    assert 0 <= found.reference <= Fraction(1, 4)
    assert all(0 < band.rate < 1 for band in found.bands)
    assert sum(band.n for band in found.bands) == found.n == len(cases) - found.left_out
    assert sum(band.good for band in found.bands) == found.good


@given(cases_of_any_kind)
def test_order_of_the_cases_changes_nothing(cases: list[Ended]) -> None:
    one, other = outcomes.calibrate(cases), outcomes.calibrate(cases[::-1])
    assert (one.forecast.brier, one.checklist.brier, one.bands) == (
        other.forecast.brier,
        other.checklist.brier,
        other.bands,
    )


@given(st.integers(0, 100))
def test_every_score_has_one_band(score: int) -> None:
    assert [band for band in outcomes.bands([ended(50, True, score)]) if band.n] == [Band(band_of(score), 1, 1)]


def outcome(**changes: object) -> Outcome:
    return replace(Outcome(client_id=1, engagement_id=1, again=True, facts=HELD), **changes)  # type: ignore[arg-type]


def test_good_only_when_all_five_hold() -> None:
    assert outcomes.answered(outcome()).good
    assert not outcomes.answered(outcome(again=False)).good
    for ground in RECORDED:
        facts = tuple(replace(fact, holds=fact.ground is not ground) for fact in HELD)
        assert not outcomes.answered(outcome(facts=facts)).good
        assert outcomes.missing(facts, (), True) == (ground,)


def test_a_fact_that_was_never_looked_up_does_not_hold() -> None:
    assert outcomes.missing(HELD[:2], (), True) == (Ground.BOUNDARY, Ground.PAID)


def test_the_person_may_know_better_but_says_how() -> None:
    facts = tuple(replace(fact, holds=fact.ground is not Ground.PAID) for fact in HELD)
    better = outcome(facts=facts, otherwise=(Ground.PAID,))
    with pytest.raises(Refused, match="know better"):
        outcomes.answered(better)
    assert outcomes.answered(replace(better, why="Paid in cash before the ledger was kept.")).good
    worse = outcome(otherwise=(Ground.COMPLAINT,), why="She complained by phone and was right.")
    assert not outcomes.answered(worse).good
