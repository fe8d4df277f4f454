"""What holds for every refund there can be (PROFESSION 6.4), over more than 10,000 of them."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from practice.rules.refund_facts import (
    Facts,
    Reason,
)
from practice.rules.refunds import allocate, work_out
from tests.make_refund_facts import (
    any_facts,
    any_shared,
    assert_sound,
)

FACTS = st.builds(any_facts, st.integers(0, 2**64)) | st.builds(any_shared, st.integers(0, 2**64))


@settings(max_examples=6_000)
@given(FACTS)
def test_every_refund_is_sound_and_comes_out_the_same_both_ways(facts: Facts) -> None:
    assert_sound(work_out(facts))


@settings(max_examples=2_500)
@given(FACTS, st.builds(Fraction, st.integers(0, 420), st.just(7)), st.integers(0, 3))
def test_more_work_done_never_raises_a_refund(facts: Facts, more: Fraction, count: int) -> None:
    done = facts.done
    further = replace(
        done, stages=done.stages + count, percent=min(Fraction(100), done.percent + (0 if count else more)),
        delivered=done.delivered + count, minutes=done.minutes + more, days=done.days + count,
        forfeited=done.forfeited + count,
    )  # fmt: skip
    assert work_out(replace(facts, done=further)).recommended <= work_out(facts).recommended


@settings(max_examples=1_000)
@given(FACTS)
def test_misconduct_never_lowers_what_a_change_of_mind_would_give_at_least(facts: Facts) -> None:
    misconduct = work_out(replace(facts, reason=Reason.CLIENT_MISCONDUCT))
    assert misconduct.recommended >= work_out(replace(facts, reason=Reason.CLIENT_CHANGED_MIND)).floor


@settings(max_examples=1_000)
@given(st.integers(0, 10**6), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6), min_size=1))
def test_an_allocation_adds_up_and_nobody_is_a_whole_unit_away_from_their_part(
    amount: int, weights: dict[str, int]
) -> None:
    shares, whole = allocate(amount, weights), sum(weights.values())
    assert sum(shares.values()) == (amount if whole else 0)
    assert all(abs(shares[name] - Fraction(amount * weight, whole)) < 1 for name, weight in weights.items() if whole)
