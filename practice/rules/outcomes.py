"""How work ended, and how well that was foreseen (PROFESSION section 3.6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from practice.errors import Refused
from practice.rules.fit import BANDS, Result, band_of

ENOUGH = 20  # endings, before anything can be judged
SERIOUS = 3  # the severity from which a boundary that the client crossed counts


class Ground(StrEnum):
    """What has to hold for work to have ended well; the last one the person alone knows."""

    COMPLAINT = "complaint"  # none upheld, in full or in part
    REFUND = "refund"  # none beyond the contract or the floor
    BOUNDARY = "boundary"  # none of severity 3 or more crossed by the client
    PAID = "paid"  # in full
    AGAIN = "again"  # would accept them again


RECORDED = (Ground.COMPLAINT, Ground.REFUND, Ground.BOUNDARY, Ground.PAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A record that speaks for or against a ground: the place that shows it, its id, and what it says in a line."""

    place: str
    record_id: int
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Whether a ground holds by the records, and which they are; without any, nothing is recorded."""

    ground: Ground
    holds: bool
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one engagement ended, as it was answered: the facts as they stood then, and what the person said of them.

    `otherwise` are the grounds on which the person knows better than the records, and `why` says how.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    good: bool = False
    again: bool = False
    facts: tuple[Fact, ...] = ()
    otherwise: tuple[Ground, ...] = ()
    why: str = ""
    answered_at: datetime | None = None


def missing(facts: Iterable[Fact], otherwise: Iterable[Ground], again: bool) -> tuple[Ground, ...]:
    """The grounds that do not hold, in the order of `Ground`; none means that it ended well."""
    other = frozenset(otherwise)
    held = {fact.ground: fact.holds is not (fact.ground in other) for fact in facts}
    return tuple(ground for ground in Ground if not (again if ground is Ground.AGAIN else held.get(ground, False)))


def answered(outcome: Outcome) -> Outcome:
    """The outcome with `good` as its grounds make it; Refused where the person differs from the records without a why.

    `good` holds only when all five grounds do.
    """
    if outcome.otherwise and not outcome.why.strip():
        raise Refused({"why": "Say how you know better than the records."})
    good = not missing(outcome.facts, outcome.otherwise, outcome.again)
    return replace(outcome, good=good, why=outcome.why.strip())


# how well it was foreseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Work that ended, with what was foreseen at its fit check: `forecast` in percent, `score` of 100."""

    engagement_id: int
    client_id: int
    client: str
    work: str = ""
    forecast: int | None = None
    score: int | None = None
    good: bool
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the calibration table: of `n` cases in this band of the checklist `good` ended well."""

    band: Result
    n: int
    good: int

    @property
    def rate(self) -> Fraction:
        """The smoothed rate (good + 1) / (n + 2); a half until the band has a case."""
        return Fraction(self.good + 1, self.n + 2)


@dataclass(frozen=True, slots=True)
class Term:
    """One case of a mean: what was said (0 to 1), and whether it came so."""

    ended: Ended
    said: Fraction

    @property
    def square(self) -> Fraction:
        """How far off it was, squared."""
        return (self.said - self.ended.good) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How good one way of foreseeing is: its Brier score, its skill over the base rate, and the terms behind both.

    `skill` is None where the reference is 0: all cases ended the same way.
    """

    terms: tuple[Term, ...]
    brier: Fraction
    skill: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Forecast and checklist beside each other on the same cases; `left_out` ended without a forecast."""

    n: int
    good: int
    left_out: int
    reference: Fraction
    bands: tuple[Band, ...]  # the best first
    forecast: Measure
    checklist: Measure

    @property
    def base(self) -> Fraction:
        """The share that ended well, 0 while there is none."""
        return Fraction(self.good, self.n or 1)


class Finding(StrEnum):
    """What the figures come to; the first that applies."""

    NONE = "none"
    FEW = "few"
    SAME = "same"  # all ended the same way
    NEITHER = "neither"  # always saying the base rate would have been as good
    FORECAST = "forecast"
    CHECKLIST = "checklist"
    EQUAL = "equal"


def brier(terms: Sequence[Term]) -> Fraction:
    """The mean of the squares: 0 is best, 1 worst; 0 for no term at all."""
    return sum((term.square for term in terms), Fraction(0)) / (len(terms) or 1)


def reference(good: int, n: int) -> Fraction:
    """The Brier score of always saying the base rate b: b(1 - b)."""
    base = Fraction(good, n or 1)
    return base * (1 - base)


def skill(score: Fraction, ref: Fraction) -> Fraction | None:
    """1 - Brier / reference: how much better than the base rate; None where the reference is 0."""
    return 1 - score / ref if ref else None


def bands(cases: Iterable[Ended]) -> tuple[Band, ...]:
    """The calibration table of the cases that have a score, the best band first."""
    by_band: dict[Result, list[bool]] = {band: [] for band in reversed(BANDS)}
    for case in cases:
        if case.score is not None:
            by_band[band_of(case.score)].append(case.good)
    return tuple(Band(band, len(ends), sum(ends)) for band, ends in by_band.items())


def calibrate(ended: Iterable[Ended]) -> Calibration:
    """What forecasts and checklist were worth, on the cases that have both; the others are left out and counted.

    The checklist's probability is the smoothed rate of the case's band in this same table (PROFESSION 3.6).
    """
    every = tuple(ended)
    cases = tuple(case for case in every if case.forecast is not None and case.score is not None)
    table = bands(cases)
    rates = {band.band: band.rate for band in table}
    good = sum(case.good for case in cases)
    ref = reference(good, len(cases))
    said = tuple(Term(case, Fraction(case.forecast or 0, 100)) for case in cases)
    rated = tuple(Term(case, rates[band_of(case.score or 0)]) for case in cases)
    return Calibration(
        n=len(cases),
        good=good,
        left_out=len(every) - len(cases),
        reference=ref,
        bands=table,
        forecast=_measure(said, ref),
        checklist=_measure(rated, ref),
    )


def _measure(terms: tuple[Term, ...], ref: Fraction) -> Measure:
    score = brier(terms)
    return Measure(terms=terms, brier=score, skill=skill(score, ref))


def finding(found: Calibration) -> Finding:
    """What the figures come to; nothing is judged under 20 cases."""
    if not found.n:
        return Finding.NONE
    if found.n < ENOUGH:
        return Finding.FEW
    if not found.reference:
        return Finding.SAME
    mine, theirs = found.forecast.brier, found.checklist.brier
    if min(mine, theirs) >= found.reference:
        return Finding.NEITHER
    if mine == theirs:
        return Finding.EQUAL
    return Finding.FORECAST if mine < theirs else Finding.CHECKLIST
