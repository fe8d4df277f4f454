"""Refunds worked out by hand, each with its arithmetic."""

import pytest

from practice.rules.refund_facts import (
    Cooling,
    Jurisdiction,
    LateCredit,
    Terms,
    Venue,
)
from practice.rules.refunds import Outcome, Worked
from tests.make_refund_facts import (
    HOLDS,
    assert_sound,
    flat,
    hourly,
    monthly,
    package,
    refund,
    uk,
)


@pytest.mark.parametrize(
    ("worked", "floor", "recommended", "outcome"),
    [
        # H01 hourly at 0.1 h: 500.00 − 0.1 × 195.00 = 480.50
        (refund(50000, "client_changed_mind", "early", hourly(19500, 6)), 48050, 48050, "unearned"),
        # H02 a third of an hour at 100.00 is 33.333…; 100.00 − 33.33… = 66.666…, up
        (refund(10000, "client_changed_mind", "mid", hourly(10000, 20)), 6667, 6667, "unearned"),
        # H03 wrong fit found by us early: 4,150.00 paid, 46.35 of receipted costs stay out of the 100 %
        (refund(415000, "wrong_fit_by_us", "early", flat(415000, 10), costs=4635), 368865, 410365, "full"),
        # H04 the same in the middle, half of what is earned given up: 600.00 + 50 % of 400.00
        (refund(100000, "wrong_fit_by_us", "mid", flat(100000, 40), percent=50), 60000, 80000, "partial_goodwill"),
        # H05 … never more than half, whatever is typed: 600.00 + 50 % of 400.00
        (refund(100000, "wrong_fit_by_us", "mid", flat(100000, 40), percent=90), 60000, 80000, "partial_goodwill"),
        # H06 a fit clause gives the first session free: 5 × 120.00 paid; 480.00 + 120.00
        (
            refund(
                60000, "wrong_fit_by_client", "early", package(60000, 5, 1), **HOLDS,
                terms=Terms(number="CA-2", waives_first=True),
            ),
            48000,
            60000,
            "full",
        ),
        # H07 the same without such a clause: 4 × 120.00
        (refund(60000, "wrong_fit_by_client", "early", package(60000, 5, 1), **HOLDS), 48000, 48000, "unearned"),
        # H08 the letter guarantees the fit: the whole fee is a floor, less a receipted test of 35.00
        (
            refund(
                60000, "wrong_fit_by_us", "early", package(60000, 5, 1), **HOLDS, costs=3500,
                terms=Terms(number="CA-3", guarantee=True),
            ),
            56500,
            56500,
            "full",
        ),
        # H09 a piece worth 300.00 failed wholly in the middle: 500.00 unearned + 300.00 that was counted as earned
        (refund(100000, "our_failure_total", "mid", flat(100000, 50), item=30000), 50000, 80000, "partial_goodwill"),
        # H10 … worth 700.00, of which only 500.00 was counted as earned: 500.00 + 500.00
        (refund(100000, "our_failure_total", "mid", flat(100000, 50), item=70000), 50000, 100000, "full"),
        # H11 the same failure, and the work goes on: 300.00 alone
        (
            refund(100000, "our_failure_total", "mid", flat(100000, 50), item=30000, ends=False),
            0,
            30000,
            "partial_goodwill",
        ),
        # H12 a failure that is done again: no money beyond the 500.00
        (
            refund(100000, "our_failure_partial", "mid", flat(100000, 50), item=30000, severity=40, redo=True),
            50000,
            50000,
            "redo",
        ),
        # H13 … that is not: 500.00 + 40 % of 300.00
        (
            refund(100000, "our_failure_partial", "mid", flat(100000, 50), item=30000, severity=40),
            50000,
            62000,
            "partial_goodwill",
        ),
        # H14 half cents go up: 60 % of 0.83 = 0.498 → 0.50; 30 % of 0.05 = 0.015 → 0.02
        (refund(100, "our_failure_partial", "done", flat(100, 100), item=83, severity=60), 0, 50, "partial_goodwill"),
        (refund(100, "our_failure_partial", "done", flat(100, 100), item=5, severity=30), 0, 2, "partial_goodwill"),
        # H15 unclear promise: 250.00 unearned + 25 % of the disputed 200.00
        (refund(50000, "unclear_promise", "mid", flat(50000, 50), item=20000), 25000, 30000, "partial_goodwill"),
        # H16 … at its end, half at most: 50 % of 200.00
        (
            refund(50000, "unclear_promise", "done", flat(50000, 100), item=20000, percent=80),
            0,
            10000,
            "partial_goodwill",
        ),
        # H17 expectation mismatch before anything was begun: 100 %, costs of 12.50 stay out
        (refund(50000, "expectation_mismatch", "before_start", flat(50000, 0), costs=1250), 48750, 48750, "full"),
        # H18 … at its end with the most goodwill: 10 % of 200.00
        (
            refund(50000, "expectation_mismatch", "done", flat(50000, 100), item=20000, percent=10),
            0,
            2000,
            "partial_goodwill",
        ),
        # H19 changed mind before the start, 100 % less 80.00 of reasonable costs
        (refund(50000, "client_changed_mind", "before_start", flat(50000, 0), costs=8000), 42000, 42000, "full"),
        # H20 misconduct at the end of paid work that was not all done: 900.00 − 70 %
        (refund(90000, "client_misconduct", "done", flat(90000, 70)), 27000, 27000, "unearned"),
        # H21 paid twice: 450.00, and the work goes on
        (
            refund(90000, "duplicate_or_error_payment", "mid", flat(45000, 50), mistaken=45000, ends=False),
            45000,
            45000,
            "unearned",
        ),
        # H22 a chargeback runs: what is unearned is known, nothing is paid twice
        (refund(90000, "chargeback", "mid", flat(90000, 50), ends=False), 0, 0, "none"),
        # H23 thirty days of 310.00, ten served: 310.00 × 20 ÷ 30 = 206.666…, up
        (refund(31000, "client_changed_mind", "mid", monthly(31000, 10, 30), **HOLDS), 20667, 20667, "unearned"),
        # H24 UK, no notice, day 200 of 14 + 365: all, though the work is done
        (
            refund(
                96000, "client_changed_mind", "done", package(96000, 8, 8), cooling=uk(200, True, notice=False), **HOLDS
            ),
            96000,
            96000,
            "full",
        ),
        # H25 … day 380 is too late
        (
            refund(
                96000, "client_changed_mind", "done", package(96000, 8, 8), cooling=uk(380, True, notice=False), **HOLDS
            ),
            0,
            0,
            "none",
        ),
        # H26 UK, fully performed with request and acknowledgement: nothing
        (
            refund(
                96000, "client_changed_mind", "done", package(96000, 8, 8), **HOLDS,
                cooling=uk(9, True, complete=True, acknowledged=True),
            ),
            0,
            0,
            "none",
        ),
        # H27 UK, express request, costs of 20.00, a re-rate clause that does not hold here: 960.00 − 2 × 120.00 − 20.00
        (
            refund(
                96000, "client_changed_mind", "early", package(96000, 8, 2), costs=2000, cooling=uk(9, True), **HOLDS,
                terms=Terms(number="CA-4", list_rate=20000),
            ),
            70000,
            70000,
            "unearned",
        ),
        # H28 UK, the price was excessive: worth 480.00 of 960.00, so two sessions are 2 × 60.00
        (
            refund(
                96000, "client_changed_mind", "early", package(96000, 8, 2), **HOLDS,
                cooling=uk(9, True, market_value=48000),
            ),
            84000,
            84000,
            "unearned",
        ),
        # H29 US, sold at home for 200.00, second business day: all, costs too
        (
            refund(
                20000, "client_changed_mind", "early", package(20000, 4, 1), costs=1000, **HOLDS,
                cooling=Cooling(jurisdiction=Jurisdiction.US, day=2, express_request=True, venue=Venue.HOME),
            ),
            20000,
            20000,
            "full",
        ),
        # H30 US, in a hotel for 120.00, below 130.00: the rule does not hold; 3 × 30.00
        (
            refund(
                12000, "client_changed_mind", "early", package(12000, 4, 1), **HOLDS,
                cooling=Cooling(jurisdiction=Jurisdiction.US, day=2, express_request=True, venue=Venue.TEMPORARY),
            ),
            9000,
            9000,
            "unearned",
        ),
        # H31 an excessive fee: 3,000.00 earned of 3,000.00, fairly worth 1,800.00: 1,200.00
        (
            refund(300000, "client_changed_mind", "done", flat(300000, 100), reasonable=180000),
            120000,
            120000,
            "unearned",
        ),
        # H32 UK, without care and skill, 30 % of a 500.00 service: 150.00
        (
            refund(
                50000, "our_failure_partial", "done", flat(50000, 100), item=50000, severity=30, careless=True, **HOLDS
            ),
            15000,
            15000,
            "unearned",
        ),
        # H33 an availability retainer is looked at by a person: no automatic sum
        (
            refund(500000, "client_changed_mind", "mid", flat(500000, 20), terms=Terms(true_retainer=True)),
            0,
            0,
            "manual_review",
        ),
        # H34 late four weeks at 10 %, at most 30 % of 2,000.00, all work done: 600.00
        (
            refund(
                200000, "our_failure_partial", "done", flat(200000, 100),
                terms=Terms(credits=(LateCredit(base=200000, percent_per_week=10, weeks=4, most_percent=30),)),
            ),
            60000,
            60000,
            "unearned",
        ),
        # H35 the client owes 100.00 and was served late for 50.00: both are shown, neither is set off
        (
            refund(
                90000, "our_failure_partial", "done", flat(100000, 100),
                terms=Terms(number="EL-6", credits=(LateCredit(base=50000, percent_per_week=10, weeks=1),)),
            ),
            5000,
            5000,
            "unearned",
        ),
        # H36 the earned 600.00 in trust is disputed to 250.00: it stays there, nothing goes back
        (
            refund(
                60000, "expectation_mismatch", "done", flat(60000, 100), in_trust=60000, disputed=25000
            ),
            0,
            0,
            "hold_in_trust",
        ),
        # H37 a missed session, no clause: it does not count; a credit of 140.00 is offered, 2 × 140.00 go back
        (
            refund(56000, "no_show", "mid", package(56000, 4, 2, 1), **HOLDS, terms=Terms(forfeits=False)),
            28000,
            28000,
            "unearned",
        ),
    ],
)  # fmt: skip
def test_cases_worked_out_by_hand(worked: Worked, floor: int, recommended: int, outcome: str) -> None:
    assert (worked.floor, worked.recommended, worked.outcome) == (floor, recommended, Outcome(outcome))
    assert_sound(worked)
