"""The working of a refund, line by line: what it is, how we got there, the rule and the amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from practice.rules import floors as least
from practice.rules.earned import Part, parts
from practice.rules.floors import SOURCES, Floor
from practice.rules.money import half_up
from practice.rules.refund_facts import Facts, LateCredit, Reason
from practice.rules.refund_matrix import Cell

BY_REST = frozenset({Floor.UNEARNED, Floor.NOT_DELIVERED, Floor.POLICY})  # what is left, and the letter's credit


class LineKind(StrEnum):
    """What a line of the working says."""

    FEES = "fees"  # received
    ADVANCE = "advance"  # received for costs
    MISTAKEN = "mistaken"
    PART = "part"  # of the earned fee
    COSTS = "costs"
    BALANCE = "balance"  # owed, and not set off
    CREDIT = "credit"
    BY_FLOOR = "by_floor"  # what a higher floor adds
    BY_HAND = "by_hand"  # a true retainer, looked at by a person
    WAIVED = "waived"  # our time, given up
    GOODWILL = "goodwill"
    CAPPED = "capped"  # never more than was paid
    ROUNDED = "rounded"


class RuleKind(StrEnum):
    """Where a line's rule stands."""

    FEE_CLAUSE = "fee_clause"
    REFUND_CLAUSE = "refund_clause"
    FLOOR = "floor"
    MATRIX = "matrix"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: `amount` in whole minor units, such that all of them add up; `exact` before rounding.

    `part` and `credit` tell how an earned piece and a letter's credit came about; `source` is the rule in the world.
    """

    kind: LineKind
    amount: int
    exact: Fraction
    rule: RuleKind
    source: str
    clause: str = ""
    floor: Floor | None = None
    part: Part | None = None
    credit: LateCredit | None = None
    base: int = 0
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the lines have to come to: the floor that decides, its sum, and what is given beyond it.

    `percent` of `base` is what the matrix gives beside the unearned part; a higher floor may hold some of it already.
    """

    facts: Facts
    cell: Cell
    by: Floor | None
    floor: int
    extra: int
    base: int = 0
    percent: int = 0


SIX_TWO = "formula: paid less earned less costs"
SIX_THREE = "matrix by reason and stage"
ROUNDING = "floors up to the next minor unit, so that the client is never short"
CAP = "never more than was paid"
NOT_SET_OFF = "a balance due is shown, never set off against a refund"


def lines(reckoned: Reckoned) -> tuple[Line, ...]:
    """The lines; their amounts add up to the floor and what is given beyond it."""
    rest = list(_rest(reckoned.facts))
    exact = sum((line.exact for line in rest), least.NONE)
    costs = len(rest) - any(line.kind is LineKind.COSTS for line in rest)  # the last of them
    found = [*rest[:costs], *_credit(reckoned.facts), *rest[costs:]]
    if exact < 0:
        found.append(_line(LineKind.BALANCE, -exact, RuleKind.MATRIX, NOT_SET_OFF))
    found += _to_floor(reckoned, sum((line.exact for line in found), least.NONE))
    if reckoned.extra:
        kind = LineKind.WAIVED if reckoned.cell.whole else LineKind.GOODWILL
        share = {"base": reckoned.base, "percent": reckoned.percent}
        found.append(_line(kind, Fraction(reckoned.extra), RuleKind.MATRIX, SIX_THREE, **share))
    gap = reckoned.floor + reckoned.extra - sum(line.amount for line in found)
    if gap:
        found.append(_line(LineKind.ROUNDED, Fraction(gap), RuleKind.ROUNDING, ROUNDING))
    return tuple(found)


def _line(kind: LineKind, exact: Fraction, rule: RuleKind, source: str, **more: object) -> Line:
    return Line(kind=kind, amount=half_up(exact), exact=exact, rule=rule, source=source, **more)  # type: ignore[arg-type]  # by field


def _rest(facts: Facts) -> Iterator[Line]:
    """What was paid, less what is earned and spent; nothing of it where the work goes on."""
    if facts.reason is Reason.DUPLICATE_OR_ERROR_PAYMENT:
        yield _line(
            LineKind.MISTAKEN, Fraction(least.mistaken(facts)), RuleKind.FLOOR, SOURCES[Floor.NOT_DELIVERED],
            floor=Floor.NOT_DELIVERED,
        )  # fmt: skip
    elif facts.ends:
        yield from _received(facts)
        yield from _spent(facts)


def _received(facts: Facts) -> Iterator[Line]:
    fee = RuleKind.FEE_CLAUSE
    for kind, for_costs in ((LineKind.FEES, False), (LineKind.ADVANCE, True)):
        came = sum(receipt.amount for receipt in facts.receipts if receipt.for_costs is for_costs)
        if came or not for_costs:
            yield _line(kind, Fraction(came), fee, SIX_TWO, clause=facts.terms.fee_clause)


def _spent(facts: Facts) -> Iterator[Line]:
    clause = facts.terms.refund_clause
    for part in parts(facts.fee, facts.counted, facts.terms.list_rate):
        yield _line(LineKind.PART, -part.amount, RuleKind.REFUND_CLAUSE, SIX_TWO, clause=clause, part=part)
    if facts.costs:
        costs = Fraction(-facts.costs)
        yield _line(LineKind.COSTS, costs, RuleKind.FEE_CLAUSE, SIX_TWO, clause=facts.terms.fee_clause)


def _credit(facts: Facts) -> Iterator[Line]:
    for credit in facts.terms.credits:
        source, clause = SOURCES[Floor.POLICY], facts.terms.refund_clause
        yield _line(LineKind.CREDIT, credit.exact, RuleKind.REFUND_CLAUSE, source, clause=clause, credit=credit)


def _to_floor(reckoned: Reckoned, exact: Fraction) -> Iterator[Line]:
    """What leads from the sum of the lines to the floor that decides."""
    gap = reckoned.floor - ceil(exact)
    if gap > 0 and reckoned.by:
        yield _line(LineKind.BY_FLOOR, Fraction(gap), RuleKind.FLOOR, SOURCES[reckoned.by], floor=reckoned.by)
    elif gap < 0:
        retainer = reckoned.facts.terms.true_retainer
        kind, source = (LineKind.BY_HAND, SOURCES[Floor.TRUE_RETAINER]) if retainer else (LineKind.CAPPED, CAP)
        rule = RuleKind.FLOOR if retainer else RuleKind.MATRIX
        yield _line(kind, Fraction(gap), rule, source, floor=Floor.TRUE_RETAINER if retainer else None)
