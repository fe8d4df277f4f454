"""What of a fee is earned, each sum worked out by hand beside it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.earned import Done, PartKind, earned, parts
from practice.rules.engagements import Fee, FeeKind, Milestone

HOURLY = Fee(kind=FeeKind.HOURLY, amount=285_00)
FLAT = Fee(kind=FeeKind.FLAT, amount=1_500_00)
STAGES = Fee(kind=FeeKind.MILESTONES, milestones=(Milestone("A", 60000), Milestone("B", 84000), Milestone("C", 96000)))
PACKAGE = Fee(kind=FeeKind.PACKAGE, amount=500_00, sessions=3)
MONTHLY = Fee(kind=FeeKind.MONTHLY, amount=620_00)


@pytest.mark.parametrize(
    ("fee", "done", "exact"),
    [
        (HOURLY, Done(minutes=Fraction(258)), 122_550),  # 4.3 h × 285.00 = 1,225.50
        (HOURLY, Done(minutes=Fraction(6)), 2_850),  # 0.1 h × 285.00 = 28.50
        (HOURLY, Done(minutes=Fraction(60), valued=100_00), 385_00),  # 285.00 + 100.00 at another rate
        (HOURLY, Done(minutes=Fraction(60), written_off=85_00), 200_00),  # 285.00 − 85.00 waived
        (HOURLY, Done(minutes=Fraction(60), written_off=300_00), 0),  # never below nothing
        (FLAT, Done(percent=Fraction(10)), 150_00),  # 10 % × 1,500.00
        (FLAT, Done(percent=Fraction(125)), 1_500_00),  # never above the fee
        (STAGES, Done(stages=1, percent=Fraction(50)), 102_000),  # 600.00 + 50 % × 840.00 = 1,020.00
        (STAGES, Done(stages=3), 240_000),  # all
        (STAGES, Done(stages=9, percent=Fraction(50)), 240_000),  # no fourth stage to be in
        (STAGES, Done(), 0),
        (PACKAGE, Done(delivered=1), Fraction(50_000, 3)),  # 500.00 ÷ 3 = 166.666…
        (PACKAGE, Done(delivered=1, forfeited=1), Fraction(100_000, 3)),  # 2 × 166.666…
        (PACKAGE, Done(delivered=5), 500_00),  # never above the price
        (MONTHLY, Done(periods=2, days=10, period_days=31), 144_000),  # 2 × 620.00 + 620.00 × 10 ÷ 31 = 1,440.00
        (MONTHLY, Done(days=31, period_days=31), 620_00),
        (MONTHLY, Done(days=45, period_days=31), 620_00),
        (MONTHLY, Done(), 0),
    ],
)
def test_what_is_earned_is_exact(fee: Fee, done: Done, exact: Fraction | int) -> None:
    assert earned(fee, done) == exact


def test_a_package_is_re_rated_at_the_list_price_and_never_above_its_own() -> None:
    fee = Fee(kind=FeeKind.PACKAGE, amount=1_800_00, sessions=10)
    assert earned(fee, Done(delivered=3), list_rate=220_00) == 660_00  # 3 × 220.00
    assert earned(fee, Done(delivered=8, forfeited=1), list_rate=220_00) == 1_800_00  # 9 × 220.00 = 1,980.00


def test_the_parts_tell_which_stage_is_done_and_which_has_not_begun() -> None:
    first, second, rest = parts(STAGES, Done(stages=1, percent=Fraction(25)))
    assert (first.kind, first.amount, first.first, first.title) == (PartKind.STAGE, 60_000, 1, "A")
    assert (second.share, second.amount, second.last) == (Fraction(1, 4), 21_000, 2)
    assert (rest.kind, rest.amount, rest.base, rest.first, rest.last) == (PartKind.NOT_STARTED, 0, 96_000, 3, 3)


@given(
    st.sampled_from([HOURLY, FLAT, STAGES, PACKAGE, MONTHLY]),
    st.integers(0, 8), st.fractions(0, 100, max_denominator=50), st.integers(0, 8), st.integers(0, 4),
)  # fmt: skip
def test_more_work_never_earns_less(fee: Fee, count: int, percent: Fraction, sessions: int, more: int) -> None:
    def done(more: int) -> Done:
        return Done(
            stages=count + more, percent=percent, delivered=sessions + more, forfeited=count,
            minutes=percent * 6 + more, periods=count + more, days=sessions, period_days=30,
        )  # fmt: skip

    assert earned(fee, done(more)) >= earned(fee, done(0)) >= 0
    assert earned(fee, done(0)) == sum(part.amount for part in parts(fee, done(0)))
