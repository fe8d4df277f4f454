"""Facts that a refund is worked out from: the shortest way to a case, and any case there can be."""

from fractions import Fraction
from random import Random
from typing import Any

from practice.rules.earned import Done
from practice.rules.engagements import Fee, FeeKind, Milestone
from practice.rules.practice import Profile
from practice.rules.refund_facts import (
    Cooling,
    Facts,
    Jurisdiction,
    LateCredit,
    Reason,
    Receipt,
    Stage,
    Terms,
    Venue,
)
from practice.rules.refund_lines import LineKind
from practice.rules.refund_matrix import MATRIX
from practice.rules.refunds import Worked, payout, work_out


def hourly(rate: int, minutes: int) -> dict[str, Any]:
    return {"fee": Fee(kind=FeeKind.HOURLY, amount=rate), "done": Done(minutes=Fraction(minutes))}


def flat(price: int, percent: int | str) -> dict[str, Any]:
    return {"fee": Fee(kind=FeeKind.FLAT, amount=price), "done": Done(percent=Fraction(percent))}


def package(price: int, sessions: int, delivered: int, forfeited: int = 0) -> dict[str, Any]:
    fee = Fee(kind=FeeKind.PACKAGE, amount=price, sessions=sessions)
    return {"fee": fee, "done": Done(delivered=delivered, forfeited=forfeited)}


def stages(*amounts: int, done: int, percent: int | str = 0) -> dict[str, Any]:
    fee = Fee(kind=FeeKind.MILESTONES, milestones=tuple(Milestone(f"Stage {n}", a) for n, a in enumerate(amounts, 1)))
    return {"fee": fee, "done": Done(stages=done, percent=Fraction(percent))}


def monthly(price: int, days: int, of: int) -> dict[str, Any]:
    return {"fee": Fee(kind=FeeKind.MONTHLY, amount=price), "done": Done(days=days, period_days=of)}


def refund(paid: int, reason: str, stage: str, what: dict[str, Any], /, **more: Any) -> Worked:
    """Worked out for a lawyer; `by=coach` for a coach."""
    profile = Profile(more.pop("by", "lawyer"))
    receipts = (Receipt(amount=paid, payer="Client"),)
    return work_out(
        Facts(profile=profile, reason=Reason(reason), stage=Stage(stage), receipts=receipts, **what, **more)
    )


def uk(day: int, express: bool, **more: Any) -> Cooling:
    return Cooling(jurisdiction=Jurisdiction.UK, day=day, express_request=express, **more)


LATE = LateCredit(base=2_075_00, percent_per_week=10, weeks=3, most_percent=30)
HOLDS = {"by": "coach"}
COMPANY = (Receipt(amount=70000, payer="Company"), Receipt(amount=30000, payer="Client"))


def assert_sound(worked: Worked) -> None:
    """The invariants of PROFESSION 6.4, and that lines, check and sums agree."""
    facts = worked.facts
    assert worked.recommended + worked.kept == facts.paid
    assert 0 <= worked.payable_now <= max(0, facts.paid - facts.already_refunded)
    assert worked.recommended >= worked.floor >= 0
    assert worked.recommended <= facts.paid
    assert sum(line.amount for line in worked.lines) == worked.recommended
    assert worked.check.agrees, (worked.check, worked.recommended)
    assert all(line.source for line in worked.lines)
    assert not any(line.kind is LineKind.ROUNDED and abs(line.amount) > len(worked.lines) for line in worked.lines)
    paid = payout(facts, worked.payable_now)
    assert sum(share.amount for share in paid.shares) == (paid.gross if facts.paid else 0)
    assert paid.from_trust + paid.from_operating == paid.gross
    assert paid.from_trust <= facts.in_trust - worked.held


def any_fee(pick: Random) -> Fee:
    """A fee of any kind."""
    kind, amount = pick.choice(list(FeeKind)), pick.choice([0, 1, 50_000, pick.randint(0, 1_000_000)])
    parts = tuple(Milestone("A", pick.randint(0, 200_000)) for _ in range(pick.randint(1, 5)))
    return Fee(kind=kind, amount=amount, milestones=parts, sessions=pick.randint(1, 12))


def any_done(pick: Random) -> Done:
    """Any work."""
    return Done(
        stages=pick.randint(0, 5), percent=Fraction(pick.randint(0, 300), 3), delivered=pick.randint(0, 12),
        forfeited=pick.randint(0, 3), minutes=Fraction(pick.randint(0, 20_000), 7), periods=pick.randint(0, 2),
        written_off=pick.choice([0, pick.randint(0, 5_000)]), days=pick.randint(0, 31),
        period_days=pick.choice([0, 28, 30, 31]),
    )  # fmt: skip


def any_terms(pick: Random) -> Terms:
    """Any letter."""
    credit = LateCredit(
        base=pick.randint(0, 300_000), percent_per_week=pick.randint(0, 20), weeks=pick.randint(0, 12),
        most_percent=pick.randint(0, 100),
    )  # fmt: skip
    return Terms(
        number=pick.choice(["", "EL-2026-001"]), list_rate=pick.choice([None, None, pick.randint(0, 50_000)]),
        guarantee=pick.random() < 0.3, waives_first=pick.random() < 0.5, forfeits=pick.random() < 0.7,
        true_retainer=pick.random() < 0.1, credits=pick.choice([(), (credit,), (credit, credit)]),
    )  # fmt: skip


def any_cooling(pick: Random) -> Cooling:
    """Any cancellation."""
    return Cooling(
        jurisdiction=pick.choice(list(Jurisdiction)), day=pick.choice([2, 9, 14, 15, 379, 380]),
        express_request=pick.random() < 0.5, notice=pick.random() < 0.7, complete=pick.random() < 0.3,
        acknowledged=pick.random() < 0.5, venue=pick.choice(list(Venue)),
        market_value=pick.choice([None, pick.randint(0, 1_000_000)]),
    )  # fmt: skip


def any_facts(seed: int) -> Facts:
    """Facts of any kind, the same for an equal seed."""
    pick = Random(seed)
    many = pick.randint(0, 1_000_000)
    receipts = tuple(
        Receipt(amount=pick.randint(1, 400_000), payer=pick.choice("ABC"), for_costs=pick.random() < 0.2)
        for _ in range(pick.randint(0, 4))
    )
    return Facts(
        profile=pick.choice(list(Profile)), reason=pick.choice(list(Reason)), stage=pick.choice(list(Stage)),
        fee=any_fee(pick), done=any_done(pick), receipts=receipts, costs=pick.choice([0, pick.randint(0, 50_000)]),
        already_refunded=pick.choice([0, pick.randint(0, 100_000)]), in_trust=pick.randint(0, 1_000_000),
        ends=pick.random() < 0.8, terms=any_terms(pick), item=pick.choice([0, many, pick.randint(0, 5_000)]),
        severity=pick.randint(0, 100), redo=pick.random() < 0.3, percent=pick.choice([None, pick.randint(0, 100)]),
        mistaken=pick.choice([None, many]), first_time=pick.random() < 0.5, disputed=pick.choice([0, many]),
        reasonable=pick.choice([None, None, many]), careless=pick.random() < 0.2,
        cooling=pick.choice([None, any_cooling(pick)]), tax_rate=Fraction(pick.randint(0, 250), 1000),
    )  # fmt: skip


SHARES = [
    (reason, stage) for reason, row in MATRIX.items() for stage, one in zip(Stage, row, strict=True) if one.most
]  # the cells of the matrix that give a share of a piece


def any_shared(seed: int) -> Facts:
    """Facts of any cell with a share, where nothing but the share and what is unearned counts."""
    pick = Random(seed)
    (reason, stage), price = pick.choice(SHARES), pick.randint(1, 1_000_000)
    return Facts(
        profile=pick.choice(list(Profile)), reason=reason, stage=stage, fee=Fee(kind=FeeKind.FLAT, amount=price),
        done=Done(percent=Fraction(pick.randint(0, 300), 3)), receipts=(Receipt(amount=price, payer="A"),),
        item=pick.choice([price, pick.randint(0, price)]), severity=pick.randint(0, 100),
        percent=pick.choice([None, pick.randint(0, 100)]),
    )  # fmt: skip
