"""A refund worked out to the cent: floors, the matrix, the recommendation, every line with its rule (PROFESSION 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from practice.rules import floors as least
from practice.rules.floors import Floor, FloorSum
from practice.rules.money import half_up
from practice.rules.refund_check import Check, other_way
from practice.rules.refund_facts import OUR_FAILURES, Facts, Reason, one_session
from practice.rules.refund_lines import Line, Reckoned, lines
from practice.rules.refund_matrix import Base, Cell, Offer, cell

VERSION = "2026-11"  # of these rules; a decision keeps the one it was worked out by
WAIT_FROM = 500  # currency units, until a setting says otherwise (PROFESSION 6.3)
GRAVE = 3  # a complaint's severity from which a second pair of eyes is asked for


class Outcome(StrEnum):
    """What a decision comes to (PROFESSION 6.3)."""

    FULL = "full"
    UNEARNED = "unearned"
    PARTIAL_GOODWILL = "partial_goodwill"
    CREDIT = "credit"
    REDO = "redo"
    NONE = "none"
    MANUAL_REVIEW = "manual_review"
    HOLD_IN_TRUST = "hold_in_trust"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A refund worked out; sums in minor units net of tax, on all that was ever paid.

    `earned` is exact; `kept` is what stays with the practice; `payable_now` leaves out what went back before;
    `balance_due` is shown and never set off; `held` stays in trust while it is disputed; `credit_offer` is offered
    beside, never in place of, the floor. `insurer` asks for the insurer's word before anything leaves.
    """

    facts: Facts
    earned: Fraction
    floors: tuple[FloorSum, ...]
    floor: int
    floor_by: Floor | None
    letter_credit: Fraction
    discretionary: int
    recommended: int
    kept: int
    payable_now: int
    least_now: int
    balance_due: int
    held: int
    credit_offer: int
    outcome: Outcome
    insurer: bool
    cell: Cell
    lines: tuple[Line, ...]
    check: Check


def work_out(facts: Facts) -> Worked:
    """The floor, the recommendation and the working of these facts."""
    found = least.floors(facts)
    highest = least.highest(found)
    lowest = highest.amount if highest else 0
    chosen = cell(facts.reason, facts.stage)
    extra = max(0, cell_total(facts, chosen) - lowest)
    recommended = min(facts.paid, lowest + extra)
    extra = recommended - lowest
    by = highest.key if highest else None
    reckoned = Reckoned(facts, chosen, by, lowest, extra, base_of(facts, chosen), share_of(facts, chosen))
    held, credit = held_in_trust(facts), credit_offer(facts, chosen)
    charged_back = facts.reason is Reason.CHARGEBACK
    payable = 0 if charged_back else _now(facts, recommended)
    return Worked(
        facts=facts,
        earned=least.earned_by(facts),
        floors=found,
        floor=lowest,
        floor_by=by,
        letter_credit=least.letter_credit(facts),
        discretionary=extra,
        recommended=recommended,
        kept=facts.paid - recommended,
        payable_now=payable,
        least_now=0 if charged_back else _now(facts, lowest),
        balance_due=balance_due(facts),
        held=held,
        credit_offer=credit,
        outcome=_outcome(facts, chosen, recommended, lowest, held=held, credit=credit),
        insurer=facts.claim or facts.reason is Reason.OUR_FAILURE_TOTAL,
        cell=chosen,
        lines=lines(reckoned),
        check=other_way(reckoned),
    )


def _now(facts: Facts, whole: int) -> int:
    """What of `whole` is to be paid yet: less what went back on it, never more than is left of the money."""
    return min(facts.left, max(0, whole - facts.already_refunded))


def cell_total(facts: Facts, chosen: Cell) -> int:
    """What a cell of the matrix comes to before floors; receipted costs stay out unless the failure is ours."""
    if chosen.base is Base.MISTAKEN:
        return least.mistaken(facts)
    if facts.terms.true_retainer:
        return 0  # a person looks at it: no automatic amount
    if chosen.whole:
        if not facts.ends:
            return 0  # nobody gives the whole fee back for work that goes on
        return max(0, facts.paid - (0 if facts.reason in OUR_FAILURES else facts.costs))
    start = ceil(max(least.NONE, least.unearned(facts))) if chosen.unearned and facts.ends else 0
    return start + half_up(Fraction(base_of(facts, chosen) * share_of(facts, chosen), 100))


def base_of(facts: Facts, chosen: Cell) -> int:
    """What the share beyond the floor is taken of: never more than what is kept of the fees, so never the floor again.

    Where the work goes on, nothing else goes back, so the whole of the piece counts.
    """
    rest = ceil(max(least.NONE, least.unearned(facts)))
    kept = max(0, facts.paid - facts.costs - (rest if facts.settles else 0))
    if chosen.base is Base.ITEM:
        return min(facts.item, kept)
    if chosen.base is Base.FIRST_SESSION:
        each = one_session(facts) if facts.counted.delivered else least.NONE
        return min(kept, floor(each)) if each else kept
    return kept if chosen.base is Base.EARNED else 0


def share_of(facts: Facts, chosen: Cell) -> int:
    """The share in percent: the failure's severity, the person's choice within the cell's bounds, or the usual one."""
    if chosen.if_fit_clause and not facts.terms.waives_first:
        return 0
    if chosen.redo_first and facts.redo:
        return 0
    wanted = facts.severity if chosen.by_severity else facts.percent
    return chosen.percent if wanted is None else max(0, min(chosen.most, wanted))


def balance_due(facts: Facts) -> int:
    """What the client still owes for work and costs, whole minor units; 0 where the letter waives it."""
    if facts.terms.waives_balance or facts.terms.true_retainer:
        return 0
    return max(0, floor(-least.unearned(facts)))


def held_in_trust(facts: Facts) -> int:
    """How much of the earned fee stays in trust because the client disputes it (Rule 1.15(e))."""
    rest = min(facts.in_trust, ceil(max(least.NONE, least.unearned(facts))))
    return max(0, min(facts.disputed, facts.in_trust - rest))


def credit_offer(facts: Facts, chosen: Cell) -> int:
    """What a missed session is worth as a credit, where the matrix offers one."""
    first = chosen.first_time_credit and facts.first_time
    if first or (chosen.unforfeited_credit and not facts.terms.forfeits):
        return half_up(one_session(facts))
    return 0


def offers(worked: Worked) -> tuple[Offer, ...]:
    """What is offered beside the money."""
    redo = worked.facts.redo
    beside = tuple(one for one in worked.cell.offers if one is not Offer.REDO or redo)
    return (*beside, Offer.CREDIT) if worked.credit_offer else beside


def _outcome(facts: Facts, chosen: Cell, recommended: int, lowest: int, *, held: int, credit: int) -> Outcome:
    if facts.terms.true_retainer:
        return Outcome.MANUAL_REVIEW
    if chosen.redo_first and facts.redo:
        return Outcome.REDO
    if not recommended:
        nothing = Outcome.CREDIT if credit else Outcome.NONE
        return Outcome.HOLD_IN_TRUST if held else nothing
    if recommended >= facts.paid - (facts.costs if chosen.whole else 0):
        return Outcome.FULL
    return Outcome.PARTIAL_GOODWILL if recommended > lowest else Outcome.UNEARNED


# Paying


@dataclass(frozen=True, slots=True)
class Share:
    """What one payer gets, minor units with tax, and how much of it out of trust."""

    payer: str
    amount: int
    trust: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """A sum to pay now: net, its tax, both together, by payer, and which account each part leaves."""

    net: int
    tax: int
    shares: tuple[Share, ...]
    from_trust: int
    from_operating: int

    @property
    def gross(self) -> int:
        """What leaves the accounts."""
        return self.net + self.tax


def payout(facts: Facts, net: int) -> Payout:
    """How `net` minor units are paid: tax on top, by what is left of each payer, first what each put in trust."""
    tax = half_up(net * facts.tax_rate)
    gross = net + tax
    left, shares = max(0, facts.in_trust - held_in_trust(facts)), []
    for payer, amount in allocate(gross, facts.by_payer).items():
        shares.append(Share(payer, amount, min(left, amount, facts.deposited(payer))))
        left -= shares[-1].trust
    trust = sum(share.trust for share in shares)
    return Payout(net=net, tax=tax, shares=tuple(shares), from_trust=trust, from_operating=gross - trust)


def allocate(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`amount` shared by `weights`, by the largest remainder; the sum is exact, of equal remainders the first gains."""
    whole = sum(weights.values())
    if whole <= 0:
        return {}
    parts = {name: divmod(amount * weight, whole) for name, weight in weights.items()}
    left = amount - sum(quotient for quotient, _ in parts.values())
    order: Sequence[str] = sorted(parts, key=lambda name: -parts[name][1])
    gains = set(order[:left])
    return {name: quotient + (name in gains) for name, (quotient, _) in parts.items()}


def has_to_wait(worked: Worked, amount: int, wait_from: int, lately: int = 0) -> bool:
    """Whether `amount` (net) waits a day for a second pair of eyes, with what was decided `lately` (PROFESSION 6.3).

    Both and `wait_from` are in minor units.
    """
    return amount + (lately if amount else 0) >= wait_from or worked.insurer or worked.facts.gravity >= GRAVE
