"""The fit check: must-haves, deal-breakers, red flags and seven ratings, weighed as PROFESSION section 3.4 says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from practice.errors import Refused
from practice.rules.checklists import TRUST, Checklist, counted_flags, counted_must_haves
from practice.rules.money import half_up

FULL = 4  # the best rating
ENOUGH_COVERAGE = 80  # percent of the weight that has to be answered
POINTS_PER_FLAG_POINT = 2
MOST_OFF = 30  # points that red flags can take away
WEAK = 2  # a rating that needs a mitigation
CAPPED = ("D2", "D4", "D5")  # at 1 or less they forbid a plain accept
CAP_AT = 1


class MustAnswer(StrEnum):
    """Whether a must-have is so."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Presence(StrEnum):
    """Whether a deal-breaker is there."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Result(StrEnum):
    """What the scheme comes to."""

    ACCEPT = "accept"
    ACCEPT_WITH_CONDITIONS = "accept_with_conditions"
    HOLD = "hold"
    DECLINE = "decline"
    REFER = "refer"
    INSUFFICIENT_INFO = "insufficient_info"
    SAFETY = "safety"


class Decision(StrEnum):
    """What the person decides."""

    ACCEPT = "accept"
    ACCEPT_WITH_CONDITIONS = "accept_with_conditions"
    HOLD = "hold"
    REFER = "refer"
    DECLINE = "decline"


class Rule(StrEnum):
    """Which rule of 3.4 made the result; the first that applies wins."""

    DANGER = "danger"
    DEAL_BREAKER = "deal_breaker"
    MUST_HAVE = "must_have"
    TEACH_BACK = "teach_back"
    UNKNOWN = "unknown"
    COVERAGE = "coverage"
    BAND = "band"
    CAP = "cap"
    GUT = "gut"


class FitState(StrEnum):
    """The life of a check: answers open, answers locked, decided."""

    OPEN = "open"
    LOCKED = "locked"
    DECIDED = "decided"


BANDS = (Result.DECLINE, Result.HOLD, Result.ACCEPT_WITH_CONDITIONS, Result.ACCEPT)
BAND_STARTS = (0, 45, 60, 75)
CYNIC, BLIND_TRUST = "cynic", "blind_trust"


@dataclass(frozen=True, slots=True, kw_only=True)
class FitAnswers:
    """The answers of one check, as pairs of item key and answer; what is not there is unknown.

    `flags` holds the grade seen, counted from 1; `ratings` holds D1 to D7 but for D4, which the two trust ratings make.
    """

    must_haves: tuple[tuple[str, MustAnswer], ...] = ()
    deal_breakers: tuple[tuple[str, Presence], ...] = ()
    flags: tuple[tuple[str, int], ...] = ()
    ratings: tuple[tuple[str, int], ...] = ()
    cynic: int | None = None
    blind_trust: int | None = None
    teach_back: bool = False  # the client has said scope, limits and fee in their own words
    heard: tuple[tuple[str, str], ...] = ()  # what was said, by item key


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that an answer of 2 or less asks for; `dimension` says which."""

    dimension: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the answers come to, with its working; `keys` are the items that made the result."""

    result: Result
    rule: Rule
    keys: tuple[str, ...] = ()
    band: Result  # what the score alone would say
    score: int
    base: int
    coverage: int  # percent of the weight answered
    flag_points: int
    deduction: int
    unit_score: int
    unit_base: int
    borderline: bool  # the two scores fall in different bands
    ratings: tuple[tuple[str, int], ...]  # with D4 reckoned
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FitCheck:
    """One check of one client; the answers are frozen at `locked_at`, the whole at `decided_at` (aware UTC)."""

    id: int = 0
    client_id: int = 0
    checklist_key: str = ""
    checklist_version: int = 1
    number: int = 1  # of this client's checks
    state: FitState = FitState.OPEN
    occasion: str = ""  # "Call on November 16, 30 minutes"
    answers: FitAnswers = FitAnswers()
    score: int | None = None  # score, unit_score and verdict are known when locked
    unit_score: int | None = None
    verdict: Result | None = None
    locked_at: datetime | None = None
    gut: int | None = None
    gut_reason: str = ""
    forecast: int | None = None  # percent
    decision: Decision | None = None
    conditions: tuple[str, ...] = ()
    reason: str = ""
    override_reason: str = ""
    override_at: datetime | None = None
    decided_at: datetime | None = None
    created_at: datetime | None = None


def band_of(score: int) -> Result:
    """The band that a score falls in."""
    return next(band for band, start in zip(reversed(BANDS), reversed(BAND_STARTS), strict=True) if score >= start)


def trust_rating(cynic: int | None, blind_trust: int | None) -> int | None:
    """D4 from its two ends, or None while either is unknown (PROFESSION 3.3)."""
    return None if cynic is None or blind_trust is None else FULL - max(cynic, blind_trust)


def ratings_of(answers: FitAnswers) -> dict[str, int]:
    """The ratings that are known, D4 among them."""
    trust = trust_rating(answers.cynic, answers.blind_trust)
    known = {key: rating for key, rating in answers.ratings if key != TRUST}
    return known if trust is None else {**known, TRUST: trust}


def base_of(ratings: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """The weighted ratings as a whole number of 100 over those answered; 0 when none is."""
    full = sum(FULL * weights[key] for key in ratings)
    return half_up(Fraction(100 * sum(weights[key] * rating for key, rating in ratings.items()), full)) if full else 0


def flags_seen(checklist: Checklist, answers: FitAnswers) -> tuple[int, ...]:
    """The points of each red flag seen that has any, each counted once."""
    seen = dict(answers.flags)
    counted = (flag for flag in counted_flags(checklist) if flag.key in seen and flag.unless not in seen)
    points = (flag.grades[min(seen[flag.key], len(flag.grades)) - 1].points for flag in counted)
    return tuple(one for one in points if one)


def assess(checklist: Checklist, answers: FitAnswers) -> Assessment:
    """What `answers` come to by the scheme of PROFESSION 3.4, before gut."""
    weights = {dimension.key: dimension.weight for dimension in checklist.dimensions}
    ratings = {key: rating for key, rating in ratings_of(answers).items() if key in weights}
    points = sum(flags_seen(checklist, answers))
    off = min(MOST_OFF, POINTS_PER_FLAG_POINT * points)
    base, unit_base = base_of(ratings, weights), base_of(ratings, dict.fromkeys(weights, 1))
    score, unit_score = max(0, base - off), max(0, unit_base - off)
    coverage = 100 * sum(weights[key] for key in ratings) // sum(weights.values())
    result, rule, keys = _result(checklist, answers, ratings, coverage, band_of(score))
    return Assessment(
        result=result,
        rule=rule,
        keys=keys,
        band=band_of(score),
        score=score,
        base=base,
        coverage=coverage,
        flag_points=points,
        deduction=off,
        unit_score=unit_score,
        unit_base=unit_base,
        borderline=band_of(score) != band_of(unit_score),
        ratings=tuple(ratings.items()),
        conditions=tuple(_conditions(checklist, answers, ratings)),
    )


Verdict = tuple[Result, Rule, tuple[str, ...]]


def _result(
    checklist: Checklist, answers: FitAnswers, ratings: Mapping[str, int], coverage: int, band: Result
) -> Verdict:
    """The first rule of the order in 3.4 that applies."""
    if verdict := _deal_breakers(checklist, answers) or _must_haves(checklist, answers):
        return verdict
    if answers.blind_trust == FULL and not answers.teach_back:
        return Result.REFER, Rule.TEACH_BACK, (BLIND_TRUST,)
    if unknown := unanswered(checklist, answers):
        return Result.HOLD, Rule.UNKNOWN, unknown
    if coverage < ENOUGH_COVERAGE:
        return Result.INSUFFICIENT_INFO, Rule.COVERAGE, _not_rated(checklist, ratings)
    low = tuple(key for key in CAPPED if ratings.get(key, FULL) <= CAP_AT)
    if low and band is Result.ACCEPT:
        return Result.ACCEPT_WITH_CONDITIONS, Rule.CAP, low
    return band, Rule.BAND, ()


def _deal_breakers(checklist: Checklist, answers: FitAnswers) -> Verdict | None:
    given = dict(answers.deal_breakers)
    present = [item for item in checklist.deal_breakers if given.get(item.key) is Presence.PRESENT]
    if danger := tuple(item.key for item in present if item.danger):
        return Result.SAFETY, Rule.DANGER, danger
    contempt = (CYNIC,) if answers.cynic == FULL else ()
    keys = (*(item.key for item in present), *contempt)
    return (Result.DECLINE, Rule.DEAL_BREAKER, keys) if keys else None


def _must_haves(checklist: Checklist, answers: FitAnswers) -> Verdict | None:
    given = dict(answers.must_haves)
    missing = [item for item in counted_must_haves(checklist) if given.get(item.key) is MustAnswer.NO]
    if not missing:
        return None
    result = Result.REFER if all(item.refer for item in missing) else Result.DECLINE
    return result, Rule.MUST_HAVE, tuple(item.key for item in missing)


def unanswered(checklist: Checklist, answers: FitAnswers) -> tuple[str, ...]:
    """The must-haves and deal-breakers that are unknown; contempt is unknown until it is rated."""
    must, breakers = dict(answers.must_haves), dict(answers.deal_breakers)
    open_must = [i.key for i in counted_must_haves(checklist) if must.get(i.key) in (None, MustAnswer.UNKNOWN)]
    open_breakers = [i.key for i in checklist.deal_breakers if breakers.get(i.key) in (None, Presence.UNKNOWN)]
    return (*open_must, *open_breakers, *((CYNIC,) if answers.cynic is None else ()))


def _not_rated(checklist: Checklist, ratings: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(dimension.key for dimension in checklist.dimensions if dimension.key not in ratings)


def _conditions(checklist: Checklist, answers: FitAnswers, ratings: Mapping[str, int]) -> Iterable[Condition]:
    """The mitigation of every rating of 2 or less; for trust that of each end that reaches 2."""
    reached = {CYNIC: answers.cynic or 0, BLIND_TRUST: answers.blind_trust or 0}
    for dimension in checklist.dimensions:
        if ratings.get(dimension.key, FULL) > WEAK:
            continue
        ends = [end for end in checklist.trust if reached.get(end.key, 0) >= WEAK] if dimension.key == TRUST else []
        for text in (*dimension.mitigations, *(text for end in ends for text in end.mitigations)):
            yield Condition(dimension.key, text)


def moved_by_gut(assessment: Assessment, gut: int | None, reason: str) -> Result:
    """The result one band down for a gut of 1 or 2, up for 4 or 5: only with a reason, and never above the cap."""
    if gut is None or gut == 3 or not reason.strip() or assessment.rule not in (Rule.BAND, Rule.CAP):
        return assessment.result
    at = BANDS.index(assessment.result) + (1 if gut > 3 else -1)
    moved = BANDS[min(max(at, 0), len(BANDS) - 1)]
    low = any(rating <= CAP_AT for key, rating in assessment.ratings if key in CAPPED)
    return Result.ACCEPT_WITH_CONDITIONS if low and moved is Result.ACCEPT else moved


def suggestion(result: Result) -> Decision:
    """The decision that a result suggests: more to learn means hold, danger means help from elsewhere."""
    other = {Result.INSUFFICIENT_INFO: Decision.HOLD, Result.SAFETY: Decision.REFER}
    return other.get(result) or Decision(result.value)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a full answer on one dimension would add to the score."""

    dimension: str
    points: int


def worth(checklist: Checklist, answers: FitAnswers) -> Worth | None:
    """The full answer that would add most to the score, or None when none would add anything."""
    now = assess(checklist, answers).score
    gains = [Worth(d.key, assess(checklist, _full(answers, d.key)).score - now) for d in checklist.dimensions]
    best = max(gains, key=lambda gain: gain.points, default=None)
    return best if best and best.points > 0 else None


def _full(answers: FitAnswers, key: str) -> FitAnswers:
    if key == TRUST:
        return replace(answers, cynic=0, blind_trust=0)
    return replace(answers, ratings=(*(pair for pair in answers.ratings if pair[0] != key), (key, FULL)))


class List(StrEnum):
    """The lists of a checklist, as answers are kept in them."""

    MUST_HAVES = "must_haves"
    DEAL_BREAKERS = "deal_breakers"
    FLAGS = "flags"
    RATINGS = "ratings"


Answer = MustAnswer | Presence | int | None


def with_answer(answers: FitAnswers, where: List, key: str, value: Answer) -> FitAnswers:
    """The answers with one more or another; None, and grade 0 of a flag, take it back."""
    if where is List.RATINGS and key in (CYNIC, BLIND_TRUST):
        end: dict[str, Any] = {key: value}
        return replace(answers, **end)
    others = tuple(pair for pair in getattr(answers, where) if pair[0] != key)
    gone = value is None or (where is List.FLAGS and value == 0)
    changed: dict[str, Any] = {where.value: others if gone else (*others, (key, value))}
    return replace(answers, **changed)


def heard(answers: FitAnswers, key: str, text: str) -> FitAnswers:
    """The answers with what was heard about one item."""
    others = tuple(pair for pair in answers.heard if pair[0] != key)
    return replace(answers, heard=(*others, (key, text.strip())) if text.strip() else others)


def none_of_them(checklist: Checklist, answers: FitAnswers) -> FitAnswers:
    """The answers with every deal-breaker absent that is still unknown."""
    given = dict(answers.deal_breakers)
    known = {key for key, presence in given.items() if presence is not Presence.UNKNOWN}
    rest = tuple((item.key, Presence.ABSENT) for item in checklist.deal_breakers if item.key not in known)
    return replace(answers, deal_breakers=(*(pair for pair in answers.deal_breakers if pair[0] in known), *rest))


def check_answers(checklist: Checklist, answers: FitAnswers) -> None:
    """Refuse ratings outside 0 to 4 and grades that a red flag does not have."""
    rated = (*answers.ratings, (CYNIC, answers.cynic), (BLIND_TRUST, answers.blind_trust))
    wrong = {key: "Give a number from 0 to 4, or U." for key, r in rated if r is not None and not 0 <= r <= FULL}
    grades = {flag.key: len(flag.grades) for flag in checklist.flags}
    wrong |= {key: "Choose a grade of this flag." for key, seen in answers.flags if not 1 <= seen <= grades.get(key, 0)}
    if wrong:
        raise Refused(wrong)


def answers_on(old: Checklist, new: Checklist, answers: FitAnswers) -> FitAnswers:
    """The answers carried over to another version: those whose item it still has; a flag keeps its points."""
    must = {item.key for item in new.must_haves}
    breakers = {item.key for item in new.deal_breakers}
    points = {flag.key: [grade.points for grade in flag.grades] for flag in old.flags}
    grades = {flag.key: [grade.points for grade in flag.grades] for flag in new.flags}
    seen = ((key, points[key][grade - 1]) for key, grade in answers.flags)
    return replace(
        answers,
        must_haves=tuple(pair for pair in answers.must_haves if pair[0] in must),
        deal_breakers=tuple(pair for pair in answers.deal_breakers if pair[0] in breakers),
        flags=tuple((key, grades[key].index(worth) + 1) for key, worth in seen if worth in grades.get(key, ())),
    )
