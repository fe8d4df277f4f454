"""The fit scheme against PROFESSION 3.4: its worked examples, its order of rules and what has to hold always."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.paths import resource
from practice.rules import checklists, fit, fit_decisions
from practice.rules.fit import (
    BANDS,
    Decision,
    FitAnswers,
    FitCheck,
    FitState,
    MustAnswer,
    Presence,
    Result,
    Rule,
)

NOW = datetime(2026, 11, 16, 17, 0, tzinfo=UTC)


def template(key: str) -> checklists.Checklist:
    return checklists.parse(tomllib.loads(resource("checklists", f"{key}.toml").read_text("utf-8"))).content


LAWYER = template("lawyer")
COACH = template("coach")
MAJOR = ("sued_professionals", "last_minute", "unrealistic", "story_holes")
MINOR = ("controls_details", "all_hours", "principle_not_money")


def clean(checklist: checklists.Checklist = LAWYER, **changes: object) -> FitAnswers:
    """All must-haves are there and no deal-breaker is."""
    answers = FitAnswers(
        must_haves=tuple((item.key, MustAnswer.YES) for item in checklist.must_haves),
        deal_breakers=tuple((item.key, Presence.ABSENT) for item in checklist.deal_breakers),
        ratings=tuple((f"D{n}", 4) for n in (1, 2, 3, 5, 6, 7)),
        cynic=0,
        blind_trust=0,
    )
    return replace(answers, **changes)


def rated(*ratings: int | None, cynic: bool = True, points: int = 0, **changes: object) -> FitAnswers:
    """Seven ratings; a D4 below 4 comes from doubts, or from blind trust."""
    d4 = ratings[3]
    ends = {"cynic": 4 - d4, "blind_trust": 0} if cynic else {"cynic": 0, "blind_trust": 4 - d4}
    kept = tuple((f"D{n}", r) for n, r in enumerate(ratings, 1) if n != 4 and r is not None)
    seen = (*MAJOR[: points // 3], *MINOR[: points % 3])
    return clean(ratings=kept, flags=tuple((key, 1) for key in seen), **ends, **changes)


WORKED = [
    ("A", rated(4, 3, 3, 4, 3, 3, 4, points=1), 88, 86, 86, Result.ACCEPT),
    ("B", rated(3, 2, 3, 1, 3, 3, 3, points=4), 60, 52, 64, Result.HOLD),
    ("C", rated(4, 2, 4, 1, 3, 4, 3, points=3, cynic=False), 70, 64, 75, Result.ACCEPT_WITH_CONDITIONS),
    ("D", rated(3, 3, 3, 3, None, None, None), 75, 75, None, Result.INSUFFICIENT_INFO),
    ("E", rated(2, 1, 1, 2, 1, 2, 2, points=6), 40, 28, 39, Result.DECLINE),
]


@pytest.mark.parametrize(
    ("name", "answers", "base", "score", "unit_base", "result"), WORKED, ids=[w[0] for w in WORKED]
)
def test_worked_examples(
    name: str, answers: FitAnswers, base: int, score: int, unit_base: int | None, result: Result
) -> None:
    found = fit.assess(LAWYER, answers)
    assert (found.base, found.score, found.result) == (base, score, result)
    assert unit_base is None or found.unit_base == unit_base
    assert found.coverage == (70 if name == "D" else 100)


def test_example_c_asks_for_48_hours_and_teach_back() -> None:
    texts = " ".join(c.text for c in fit.assess(LAWYER, WORKED[2][1]).conditions)
    assert "48 hours" in texts
    assert "own words before signing" in texts


def test_every_weak_rating_has_a_named_mitigation() -> None:
    found = fit.assess(LAWYER, rated(2, 2, 2, 2, 2, 2, 2))
    assert {c.dimension for c in found.conditions} == {f"D{n}" for n in range(1, 8)}
    assert fit.assess(LAWYER, rated(3, 3, 3, 3, 3, 3, 3)).conditions == ()


def test_borderline_when_weights_change_the_band() -> None:
    found = fit.assess(LAWYER, rated(2, 2, 4, 2, 4, 4, 4))
    assert (found.score, found.unit_score) == (70, 79)
    assert found.borderline
    assert not fit.assess(LAWYER, clean()).borderline


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0, "decline"),
        (44, "decline"),
        (45, "hold"),
        (59, "hold"),
        (60, "accept_with_conditions"),
        (74, "accept_with_conditions"),
        (75, "accept"),
        (100, "accept"),
    ],
)
def test_bands(score: int, band: str) -> None:
    assert fit.band_of(score) == band


def with_must(answers: FitAnswers, key: str, answer: MustAnswer) -> FitAnswers:
    return replace(answers, must_haves=tuple((k, answer if k == key else a) for k, a in answers.must_haves))


def with_breaker(answers: FitAnswers, key: str, presence: Presence = Presence.PRESENT) -> FitAnswers:
    return replace(answers, deal_breakers=tuple((k, presence if k == key else p) for k, p in answers.deal_breakers))


def test_order_of_rules() -> None:
    """Each step takes the rule that won away; the next one in the order of 3.4 wins."""
    worst = rated(1, 1, 1, 4, None, None, None, points=6)
    worst = replace(worst, blind_trust=4)
    worst = with_must(with_must(worst, "need", MustAnswer.NO), "pay", MustAnswer.UNKNOWN)
    worst = with_breaker(with_breaker(worst, "danger"), "unsigned")
    steps: list[tuple[Result, Rule]] = []
    for mend in (
        lambda a: a,
        lambda a: with_breaker(a, "danger", Presence.ABSENT),
        lambda a: with_breaker(a, "unsigned", Presence.ABSENT),
        lambda a: with_must(a, "need", MustAnswer.YES),
        lambda a: replace(a, teach_back=True),
        lambda a: with_must(a, "pay", MustAnswer.YES),
        lambda a: replace(a, ratings=tuple((f"D{n}", 4) for n in (1, 2, 3, 5, 6, 7)), flags=()),
        lambda a: replace(a, blind_trust=0),
    ):
        worst = mend(worst)
        found = fit.assess(LAWYER, worst)
        steps.append((found.result, found.rule))
    assert steps == [
        (Result.SAFETY, Rule.DANGER),
        (Result.DECLINE, Rule.DEAL_BREAKER),
        (Result.REFER, Rule.MUST_HAVE),
        (Result.REFER, Rule.TEACH_BACK),
        (Result.HOLD, Rule.UNKNOWN),
        (Result.INSUFFICIENT_INFO, Rule.COVERAGE),
        (Result.ACCEPT_WITH_CONDITIONS, Rule.CAP),
        (Result.ACCEPT, Rule.BAND),
    ]


@pytest.mark.parametrize("key", [i.key for i in LAWYER.must_haves] + [i.key for i in COACH.must_haves])
def test_a_failed_must_have_refers_or_declines(key: str) -> None:
    checklist = LAWYER if any(i.key == key for i in LAWYER.must_haves) else COACH
    expected = Result.REFER if key in {"need", "competence", "time", "suitable"} else Result.DECLINE
    assert fit.assess(checklist, with_must(clean(checklist), key, MustAnswer.NO)).result is expected
    assert fit.assess(checklist, with_must(clean(checklist), key, MustAnswer.UNKNOWN)).result is Result.HOLD


def test_one_failed_must_have_that_declines_outweighs_one_that_refers() -> None:
    answers = with_must(with_must(clean(), "need", MustAnswer.NO), "lawful", MustAnswer.NO)
    assert fit.assess(LAWYER, answers).result is Result.DECLINE


def test_contempt_is_a_deal_breaker_and_unknown_until_rated() -> None:
    contempt = fit.assess(LAWYER, clean(cynic=4))
    assert (contempt.result, contempt.rule, contempt.keys) == (Result.DECLINE, Rule.DEAL_BREAKER, ("cynic",))
    assert fit.assess(LAWYER, clean(cynic=None)).rule is Rule.UNKNOWN


def test_an_item_in_two_lists_counts_in_the_strictest_only() -> None:
    twice = replace(
        LAWYER,
        flags=(*LAWYER.flags, checklists.RedFlag(key="guarantee", text="g", grades=(checklists.Grade(3, "yes"),))),
        must_haves=(*LAWYER.must_haves, checklists.MustHave(key="conflict", text="c", refer=True)),
    )
    answers = clean(flags=(("guarantee", 1),))
    assert fit.assess(twice, answers).flag_points == 0
    assert fit.assess(twice, answers).result is Result.ACCEPT, "the doubled must-have is not asked for"


def test_graded_flags_and_the_one_that_gives_way() -> None:
    def points(*flags: tuple[str, int]) -> int:
        return sum(fit.flags_seen(LAWYER, clean(flags=flags)))

    assert points(("prior_lawyers", 1)) == 1
    assert points(("prior_lawyers", 2)) == 3
    assert points(("principle_not_money", 1)) == 1
    assert points(("principle_not_money", 1), ("revenge", 1)) == 3
    assert points(("gut_discomfort", 1)) == 0


def test_worth_names_the_answer_that_would_add_most() -> None:
    answers = rated(4, 3, 4, 4, 4, 2, 4)
    assert fit.worth(LAWYER, answers) == fit.Worth("D2", 5) or fit.worth(LAWYER, answers) == fit.Worth("D6", 5)
    assert fit.worth(LAWYER, rated(4, 4, 4, 4, 4, 2, 4)) == fit.Worth("D6", 5)
    assert fit.worth(LAWYER, clean()) is None


# Properties

ratings = st.one_of(st.none(), st.integers(0, 4))


@st.composite
def answers_of(draw: st.DrawFn, checklist: checklists.Checklist = LAWYER) -> FitAnswers:
    dims = {f"D{n}": draw(ratings) for n in (1, 2, 3, 5, 6, 7)}
    must = st.sampled_from([MustAnswer.YES] * 12 + list(MustAnswer))
    breaker = st.sampled_from([Presence.ABSENT] * 12 + list(Presence))
    seen = draw(st.sets(st.sampled_from([flag.key for flag in checklist.flags])))
    return FitAnswers(
        must_haves=tuple((i.key, draw(must)) for i in checklist.must_haves),
        deal_breakers=tuple((i.key, draw(breaker)) for i in checklist.deal_breakers),
        flags=tuple((key, draw(st.integers(1, 2))) for key in sorted(seen)),
        ratings=tuple((k, r) for k, r in dims.items() if r is not None),
        cynic=draw(ratings),
        blind_trust=draw(ratings),
        teach_back=draw(st.booleans()),
    )


@given(answers_of())
def test_scores_stay_in_range_and_flags_take_at_most_30(answers: FitAnswers) -> None:
    found = fit.assess(LAWYER, answers)
    assert 0 <= found.score <= 100
    assert 0 <= found.unit_score <= 100
    assert found.deduction == min(30, 2 * found.flag_points)
    assert found.score == max(0, found.base - found.deduction)


@given(answers_of(), st.sampled_from([f"D{n}" for n in range(1, 8)]))
def test_raising_an_answer_never_lowers_the_score(answers: FitAnswers, key: str) -> None:
    known = fit.ratings_of(answers)
    if known.get(key, 4) == 4:
        return
    if key == "D4":
        lower = lambda rating: min(rating, 3 - known["D4"])  # noqa: E731
        raised = replace(answers, cynic=lower(answers.cynic), blind_trust=lower(answers.blind_trust))
    else:
        raised = replace(answers, ratings=tuple((k, r + (k == key)) for k, r in answers.ratings))
    before, after = fit.assess(LAWYER, answers), fit.assess(LAWYER, raised)
    assert after.score >= before.score
    assert after.unit_score >= before.unit_score
    if before.result in BANDS and after.result in BANDS and before.rule is not Rule.UNKNOWN:
        assert BANDS.index(after.result) >= BANDS.index(before.result)


@given(answers_of(), st.integers(1, 5), st.sampled_from(["", "a reason"]))
def test_caps_hold_even_against_gut(answers: FitAnswers, gut: int, reason: str) -> None:
    found = fit.assess(LAWYER, answers)
    low = any(rating <= 1 for key, rating in found.ratings if key in ("D2", "D4", "D5"))
    assert not (low and found.result is Result.ACCEPT)
    assert not (low and fit.moved_by_gut(found, gut, reason) is Result.ACCEPT)


@given(answers_of())
def test_little_coverage_is_insufficient_unless_an_earlier_rule_wins(answers: FitAnswers) -> None:
    found = fit.assess(LAWYER, answers)
    earlier = {Rule.DANGER, Rule.DEAL_BREAKER, Rule.MUST_HAVE, Rule.TEACH_BACK, Rule.UNKNOWN}
    if found.coverage < 80 and found.rule not in earlier:
        assert found.result is Result.INSUFFICIENT_INFO
    if found.coverage >= 80:
        assert found.result is not Result.INSUFFICIENT_INFO


@given(answers_of(), st.one_of(st.none(), st.integers(1, 5)), st.sampled_from(["", "a reason"]))
def test_gut_moves_one_band_at_most_and_only_with_a_reason(answers: FitAnswers, gut: int | None, reason: str) -> None:
    found = fit.assess(LAWYER, answers)
    moved = fit.moved_by_gut(found, gut, reason)
    if not reason or gut in (None, 3) or found.rule not in (Rule.BAND, Rule.CAP):
        assert moved is found.result
    else:
        assert abs(BANDS.index(moved) - BANDS.index(found.result)) <= 1


@given(answers_of(), answers_of(COACH))
def test_danger_comes_before_everything(lawyers: FitAnswers, coaches: FitAnswers) -> None:
    for checklist, answers in ((LAWYER, lawyers), (COACH, coaches)):
        assert fit.assess(checklist, with_breaker(answers, "danger")).result is Result.SAFETY


@given(answers_of())
def test_worth_is_what_a_full_answer_adds(answers: FitAnswers) -> None:
    best = fit.worth(LAWYER, answers)
    if best and best.dimension != "D4":
        kept = tuple(pair for pair in answers.ratings if pair[0] != best.dimension)
        full = replace(answers, ratings=(*kept, (best.dimension, 4)))
        assert fit.assess(LAWYER, full).score == fit.assess(LAWYER, answers).score + best.points


# Decisions


def locked(**changes: object) -> FitCheck:
    check = FitCheck(client_id=1, state=FitState.LOCKED, gut=3, forecast=70, decision=Decision.ACCEPT, locked_at=NOW)
    return replace(check, **changes)


def refused(check: FitCheck, answers: FitAnswers, now: datetime = NOW) -> set[str]:
    try:
        fit_decisions.check_decision(check, fit.assess(LAWYER, answers), now)
    except Refused as said:
        return set(said.fields)
    return set()


def test_a_decision_that_differs_needs_a_reason() -> None:
    assert refused(locked(), clean()) == set()
    assert refused(locked(decision=Decision.DECLINE), clean()) == {"reason"}
    assert refused(locked(decision=Decision.DECLINE, reason="No room this month."), clean()) == set()


def test_a_deal_breaker_is_overridden_by_a_typed_reason_and_24_hours() -> None:
    answers = with_breaker(clean(), "unsigned")
    asked = locked(reason="They sign after all.", override_reason="They sign after all.", override_at=NOW)
    assert refused(locked(reason="They sign after all."), answers) == {"override"}
    assert refused(asked, answers, NOW + timedelta(hours=24) - timedelta(seconds=1)) == {"override"}
    assert refused(asked, answers, NOW + timedelta(hours=24)) == set()
    assert refused(replace(asked, override_reason=" "), answers, NOW + timedelta(hours=25)) == {"override"}
    assert refused(locked(decision=Decision.DECLINE), answers) == set()


def test_danger_cannot_be_accepted_away() -> None:
    asked = locked(reason="x", override_reason="x", override_at=NOW)
    assert "decision" in refused(asked, with_breaker(clean(), "danger"), NOW + timedelta(days=9))
    calm = locked(decision=Decision.REFER, gut=None, forecast=None)
    assert refused(calm, with_breaker(clean(), "danger")) == set()


def test_conditions_name_a_mitigation_for_each_weak_answer() -> None:
    answers = rated(3, 2, 3, 3, 2, 3, 3)
    check = locked(decision=Decision.ACCEPT_WITH_CONDITIONS, conditions=("One thing.",))
    assert refused(check, answers) == {"conditions"}
    assert refused(replace(check, conditions=("One thing.", "Another.")), answers) == set()
    accept = fit_decisions.conditions_for(fit.assess(LAWYER, rated(4, 4, 4, 2, 2, 4, 4)), Decision.ACCEPT)
    assert accept == next(end.mitigations for end in LAWYER.trust if end.key == "cynic")


def test_gut_and_forecast_are_asked_for_and_in_range() -> None:
    assert refused(locked(gut=None, forecast=None), clean()) == {"gut", "forecast"}
    for gut, forecast in ((0, 50), (6, 50), (3, 4), (3, 96)):
        with pytest.raises(Refused):
            fit_decisions.check_numbers(gut, forecast)
    fit_decisions.check_numbers(1, 5)
    fit_decisions.check_numbers(5, 95)
