"""What has to go back whatever anybody thinks: the legal and agreed floors of a refund (PROFESSION 6.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from practice.rules.earned import earned
from practice.rules.engagements import total
from practice.rules.money import decimals
from practice.rules.practice import Profile
from practice.rules.refund_facts import (
    COOLING_DAYS,
    COOLING_DAYS_US,
    FTC_LEAST,
    Cooling,
    Facts,
    Jurisdiction,
    Reason,
    Venue,
)

NONE = Fraction(0)


class Floor(StrEnum):
    """A rule that sets the least that goes back."""

    UNEARNED = "F_UNEARNED"
    TRUE_RETAINER = "F_TRUE_RETAINER"
    UNREASONABLE = "F_UNREASONABLE"
    COOLING_UK_EU = "F_COOLING_UK_EU"
    COOLING_US = "F_COOLING_US"
    CRA = "F_CRA"
    NOT_DELIVERED = "F_NOT_DELIVERED"
    POLICY = "F_POLICY"
    DISPUTED_TRUST = "F_DISPUTED_TRUST"


SOURCES = {
    Floor.UNEARNED: "Rule 1.16(d); ABA 505",
    Floor.TRUE_RETAINER: "ABA 505",
    Floor.UNREASONABLE: "Rule 1.5(a)",
    Floor.COOLING_UK_EU: "CCR 2013 regs 30 to 36; CRD Art. 14(3); C-97/22",
    Floor.COOLING_US: "16 CFR 429",
    Floor.CRA: "Consumer Rights Act 2015, ss. 49 to 56",
    Floor.NOT_DELIVERED: "contract law: money had for nothing",
    Floor.POLICY: "the signed letter",
    Floor.DISPUTED_TRUST: "Rule 1.15(e)",
}


@dataclass(frozen=True, slots=True)
class FloorSum:
    """A floor that applies: minor units on all that was paid, rounded up, with its exact sum before."""

    key: Floor
    amount: int
    exact: Fraction


def earned_by(facts: Facts) -> Fraction:
    """What of the fee is earned, as the signed letter counts it; exact minor units."""
    return earned(facts.fee, facts.counted, facts.terms.list_rate)


def unearned(facts: Facts) -> Fraction:
    """What was paid and neither earned nor spent; exact minor units, below zero where the client owes."""
    return facts.paid - earned_by(facts) - facts.costs


def letter_credit(facts: Facts) -> Fraction:
    """What the signed letter gives back beside the unearned part; exact minor units."""
    return sum((credit.exact for credit in facts.terms.credits), NONE)


def floors(facts: Facts) -> tuple[FloorSum, ...]:
    """Every floor that applies, in the order of PROFESSION 6.1; none is ever above all that was paid."""
    return tuple(_sum(facts, key, exact) for key, exact in _found(facts))


def highest(found: tuple[FloorSum, ...]) -> FloorSum | None:
    """The floor that decides: the highest, of equal ones the first."""
    return max(found, key=lambda one: one.amount, default=None)


def _sum(facts: Facts, key: Floor, exact: Fraction) -> FloorSum:
    kept_in = min(max(NONE, exact), Fraction(facts.paid))
    return FloorSum(key, ceil(kept_in), kept_in)


def _found(facts: Facts) -> Iterator[tuple[Floor, Fraction]]:
    rest = max(NONE, unearned(facts)) if facts.settles else NONE
    lawyer = facts.profile is Profile.LAWYER
    if facts.settles and lawyer:
        yield Floor.UNEARNED, rest
    if facts.reasonable is not None:
        yield Floor.UNREASONABLE, facts.paid - min(earned_by(facts), Fraction(facts.reasonable)) - facts.costs
    if facts.cooling is not None:
        yield from _cooling(facts, facts.cooling)
    if facts.careless and not facts.redo:
        yield Floor.CRA, rest + Fraction(facts.severity, 100) * _affected(facts)
    if facts.reason is Reason.DUPLICATE_OR_ERROR_PAYMENT:
        yield Floor.NOT_DELIVERED, Fraction(mistaken(facts))
    elif facts.settles and not lawyer:
        yield Floor.NOT_DELIVERED, rest
    yield from _policy(facts, rest)


def _policy(facts: Facts, rest: Fraction) -> Iterator[tuple[Floor, Fraction]]:
    """The whole sum that the signed letter yields, not one line of it."""
    if facts.terms.guarantee and facts.reason is Reason.WRONG_FIT_BY_US:
        yield Floor.POLICY, Fraction(facts.paid - facts.costs)
    elif facts.terms.credits or facts.terms.number:
        yield Floor.POLICY, rest + letter_credit(facts)


def _affected(facts: Facts) -> Fraction:
    """The affected piece as far as it counts as earned and was paid for; all of it where the work goes on."""
    paid = Fraction(max(0, facts.paid - facts.costs))
    return min(Fraction(facts.item), paid, earned_by(facts) if facts.settles else paid)


def mistaken(facts: Facts) -> int:
    """What was paid twice or by mistake."""
    return facts.paid if facts.mistaken is None else min(facts.mistaken, facts.paid)


def _cooling(facts: Facts, cooling: Cooling) -> Iterator[tuple[Floor, Fraction]]:
    if cooling.jurisdiction is Jurisdiction.US:
        if _in_time_us(facts, cooling):
            yield Floor.COOLING_US, Fraction(facts.paid)
    elif in_time(cooling):
        if owes_nothing(cooling):
            yield Floor.COOLING_UK_EU, Fraction(facts.paid)
        elif cooling.complete and cooling.acknowledged:
            yield Floor.COOLING_UK_EU, NONE
        else:
            yield Floor.COOLING_UK_EU, facts.paid - proportionate(facts, cooling) - facts.costs


def in_time(cooling: Cooling) -> bool:
    """Whether a UK or EU consumer may still cancel: 14 days, and up to 12 months longer without the notice."""
    last = COOLING_DAYS if cooling.notice else COOLING_DAYS + cooling.extra
    return cooling.venue is not Venue.OFFICE and cooling.day <= last


def owes_nothing(cooling: Cooling) -> bool:
    """Whether the consumer pays nothing for what was done: no express request to start, or no notice (C-97/22)."""
    return not cooling.express_request or not cooling.notice


def proportionate(facts: Facts, cooling: Cooling) -> Fraction:
    """The part of the price for what was done: never re-rated, and of the market value where the price is excessive."""
    done = earned(facts.fee, facts.counted)
    price = total(facts.fee)
    if cooling.market_value is None or not price:
        return done
    return done * min(Fraction(1), Fraction(cooling.market_value, price))


def _in_time_us(facts: Facts, cooling: Cooling) -> bool:
    least = FTC_LEAST.get(cooling.venue.value)
    price = max(total(facts.fee), facts.paid)
    return least is not None and cooling.day <= COOLING_DAYS_US and price >= least * 10 ** decimals(facts.fee.currency)
