"""A refund reckoned a second time from the other side: what is left of the work, or what may be kept of the money."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from practice.rules import floors as least
from practice.rules.engagements import Fee, FeeKind, total
from practice.rules.floors import Floor
from practice.rules.refund_facts import OUR_FAILURES, Facts, Reason
from practice.rules.refund_lines import BY_REST, Reckoned


class Side(StrEnum):
    """A piece of the second reckoning."""

    LEFT = "left"  # of the fee, for work not done
    UNPAID = "unpaid"  # of the fee; below zero here
    PAID_AHEAD = "paid_ahead"
    UNSPENT = "unspent"  # of the advance for costs; below zero where more was spent
    NOT_SET_OFF = "not_set_off"
    CREDIT = "credit"
    BEYOND = "beyond"  # what the matrix gives beyond the floor
    PAID = "paid"
    KEPT = "kept"  # below zero here
    ROUNDED = "rounded"


@dataclass(frozen=True, slots=True)
class Check:
    """The pieces of the second reckoning in exact minor units, what they come to, and whether both ways agree."""

    pieces: tuple[tuple[Side, Fraction], ...]
    total: int
    agrees: bool


def other_way(reckoned: Reckoned) -> Check:
    """The second reckoning: from what is left of the work where the fee tells that, else from what may be kept."""
    pieces = tuple(_pieces(reckoned))
    exact = sum((amount for _, amount in pieces), least.NONE)
    rounded = -floor(-exact)  # a cent begun is the client's
    capped = min(rounded, reckoned.facts.paid) + _beyond(reckoned)
    shown = [piece for piece in pieces if piece[1]]
    if _beyond(reckoned):
        shown.append((Side.BEYOND, Fraction(_beyond(reckoned))))
    if rounded != exact:
        shown.append((Side.ROUNDED, rounded - exact))
    return Check(tuple(shown), capped, capped == reckoned.floor + reckoned.extra)


def _pieces(reckoned: Reckoned) -> Iterator[tuple[Side, Fraction]]:
    facts = reckoned.facts
    if reckoned.by is None:
        return
    alone = not facts.settles and not _guaranteed(facts) and not _by_mistake(reckoned)
    if alone and reckoned.by in BY_REST:
        yield Side.CREDIT, _credit(facts)
    elif _from_left(reckoned):
        yield from _left(facts)
        yield Side.CREDIT, _credit(facts)
    else:
        yield Side.PAID, Fraction(facts.paid)
        yield Side.KEPT, -_kept(facts, reckoned.by)


def _from_left(reckoned: Reckoned) -> bool:
    """Whether the fee says what is left of the work: a known sum, and a share of it."""
    facts = reckoned.facts
    plain = facts.fee.kind is not FeeKind.HOURLY and facts.terms.list_rate is None and not _guaranteed(facts)
    beside = facts.done.written_off or facts.done.valued
    fits = facts.fee.kind is not FeeKind.PACKAGE or _used(facts) <= (facts.fee.sessions or 1)
    return reckoned.by in BY_REST and plain and fits and not _by_mistake(reckoned) and not beside


def _by_mistake(reckoned: Reckoned) -> bool:
    mistaken = reckoned.facts.reason is Reason.DUPLICATE_OR_ERROR_PAYMENT
    return mistaken and reckoned.by is Floor.NOT_DELIVERED


def _left(facts: Facts) -> Iterator[tuple[Side, Fraction]]:
    whole, left = _whole(facts), _not_done(facts)
    fees = Fraction(sum(receipt.amount for receipt in facts.receipts if not receipt.for_costs))
    advance = Fraction(sum(receipt.amount for receipt in facts.receipts if receipt.for_costs))
    behind = fees - whole
    yield Side.LEFT, left
    yield (Side.PAID_AHEAD if behind > 0 else Side.UNPAID), behind
    yield Side.UNSPENT, advance - facts.costs
    yield Side.NOT_SET_OFF, max(least.NONE, -(left + behind + advance - facts.costs))


def _whole(facts: Facts) -> Fraction:
    """The price of all the work that the fee speaks of: for one by the month, of each month begun."""
    if facts.fee.kind is not FeeKind.MONTHLY:
        return Fraction(total(facts.fee))
    return Fraction(facts.fee.amount * (facts.done.periods + (facts.done.period_days > 0)))


def _not_done(facts: Facts) -> Fraction:
    """The price of what is not done, told from the end of the work instead of its beginning."""
    return _NOT_DONE[facts.fee.kind](facts.fee, facts)


def _stages_left(fee: Fee, facts: Facts) -> Fraction:
    done = facts.done
    later = sum(stage.amount for stage in fee.milestones[done.stages + 1 :])
    running = fee.milestones[done.stages].amount if done.stages < len(fee.milestones) else 0
    return later + running * (100 - min(Fraction(100), max(least.NONE, Fraction(done.percent)))) / 100


def _percent_left(fee: Fee, facts: Facts) -> Fraction:
    return fee.amount * (100 - min(Fraction(100), max(least.NONE, Fraction(facts.done.percent)))) / 100


def _used(facts: Facts) -> int:
    return facts.done.delivered + (facts.done.forfeited if facts.terms.forfeits else 0)


def _sessions_left(fee: Fee, facts: Facts) -> Fraction:
    sessions = fee.sessions or 1
    return Fraction(fee.amount * (sessions - _used(facts)), sessions)


def _days_left(fee: Fee, facts: Facts) -> Fraction:
    done = facts.done
    return Fraction(fee.amount * max(0, done.period_days - max(0, done.days)), done.period_days or 1)


_NOT_DONE = {
    FeeKind.MILESTONES: _stages_left,
    FeeKind.FLAT: _percent_left,
    FeeKind.PACKAGE: _sessions_left,
    FeeKind.MONTHLY: _days_left,
}


def _kept(facts: Facts, by: Floor) -> Fraction:
    """What may be kept under the floor that decides; never more than was paid."""
    paid = Fraction(facts.paid)
    if by is Floor.COOLING_US or (by is Floor.COOLING_UK_EU and facts.cooling and least.owes_nothing(facts.cooling)):
        return least.NONE
    if by is Floor.COOLING_UK_EU and facts.cooling:
        done = facts.cooling.complete and facts.cooling.acknowledged
        return paid if done else min(paid, least.proportionate(facts, facts.cooling) + facts.costs)
    if by is Floor.UNREASONABLE:
        return min(paid, min(_earned_again(facts), Fraction(facts.reasonable or 0)) + facts.costs)
    if _guaranteed(facts) and by is Floor.POLICY:
        return min(paid, Fraction(facts.costs))
    if facts.reason is Reason.DUPLICATE_OR_ERROR_PAYMENT and by is Floor.NOT_DELIVERED:
        return paid - least.mistaken(facts)
    return _kept_of_rest(facts, by)


def _kept_of_rest(facts: Facts, by: Floor) -> Fraction:
    paid = Fraction(facts.paid)
    kept = min(paid, _earned_again(facts) + facts.costs) if facts.settles else paid
    if by is Floor.CRA:
        room = max(least.NONE, paid - facts.costs)
        worth = min(Fraction(facts.item), room, _earned_again(facts) if facts.settles else room)
        return kept - worth * facts.severity / 100
    return kept - _credit(facts) if by is Floor.POLICY else kept


def _earned_again(facts: Facts) -> Fraction:
    """What is earned, reckoned in whole numbers over one common denominator, less what was written off."""
    return max(least.NONE, _worth(facts) + facts.done.valued - facts.done.written_off)


def _worth(facts: Facts) -> Fraction:
    done, fee = facts.done, facts.fee
    if fee.kind is FeeKind.HOURLY:
        return Fraction(fee.amount * done.minutes.numerator, 60 * done.minutes.denominator)
    if fee.kind is FeeKind.PACKAGE:
        each = facts.terms.list_rate * (fee.sessions or 1) if facts.terms.list_rate is not None else fee.amount
        return Fraction(min(fee.amount * (fee.sessions or 1), each * _used(facts)), fee.sessions or 1)
    return _whole(facts) - _not_done(facts)


def _credit(facts: Facts) -> Fraction:
    if _guaranteed(facts):
        return least.NONE
    parts = (min(one.most_percent, one.percent_per_week * one.weeks) * one.base for one in facts.terms.credits)
    return Fraction(sum(parts), 100)


def _guaranteed(facts: Facts) -> bool:
    return facts.terms.guarantee and facts.reason is Reason.WRONG_FIT_BY_US


def _beyond(reckoned: Reckoned) -> int:
    """What is given beyond the floor, from what may be kept: of a whole cell the costs, else the share's other side."""
    if not reckoned.extra:
        return 0
    return _from_kept(reckoned) - reckoned.floor if reckoned.cell.whole else reckoned.extra


def _from_kept(reckoned: Reckoned) -> int:
    facts = reckoned.facts
    return facts.paid if facts.reason in OUR_FAILURES else max(reckoned.floor, facts.paid - facts.costs)
