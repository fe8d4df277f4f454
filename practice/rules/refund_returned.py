"""What went back of a piece of work before a decision, or was promised to; so that no money goes back twice."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from practice.rules.ledger import EntryKind, LedgerEntry
from practice.rules.money import half_up
from practice.rules.refund_decisions import RefundDecision, RefundState, known
from practice.rules.refund_facts import Reason


@dataclass(frozen=True, slots=True)
class Returned:
    """What went back or is promised, minor units net of tax: by hand, and by each issued decision (its id)."""

    by_hand: int
    by_decision: dict[int, int]

    @property
    def whole(self) -> int:
        """All of it."""
        return self.by_hand + sum(self.by_decision.values())

    def by(self, ids: Collection[int]) -> int:
        """What these decisions gave back."""
        return sum(amount for one, amount in self.by_decision.items() if one in ids)


def returned(
    decision: RefundDecision, decisions: Iterable[RefundDecision], entries: Sequence[LedgerEntry], tax: Fraction
) -> Returned:
    """What the other decisions of the work, and refunds by hand, gave back before `decision` was issued.

    What was issued and not paid counts as given back, but where it cannot be paid any more as other money went back
    since. `tax` is the part of one that lies on a refund by hand.
    """
    every = list(decisions)
    made = {one.id for one in every}
    by_hand = _net(sum(_signed(one) for one in entries if _refund(one) and one.decision_id not in made), tax)
    found = Returned(by_hand, {})
    for one in sorted((one for one in every if _before(one, decision)), key=_order):
        found.by_decision[one.id] = _gives(one, found.whole, entries)
    return found


def _before(one: RefundDecision, decision: RefundDecision) -> bool:
    if one.id == decision.id or one.issued_at is None:
        return False
    return decision.issued_at is None or _order(one) < _order(decision)


def _order(one: RefundDecision) -> tuple[float, int]:
    return one.issued_at.timestamp() if one.issued_at else 0, one.id


def _gives(one: RefundDecision, before: int, entries: Iterable[LedgerEntry]) -> int:
    amount = one.amount or 0
    if one.state is RefundState.ISSUED:
        return 0 if before > known(one) else amount
    posted = [entry for entry in entries if _refund(entry) and entry.decision_id == one.id]
    whole = sum(entry.amount for entry in posted if not entry.reverses)
    return half_up(Fraction(amount * sum(map(_signed, posted)), whole)) if whole else 0


def _refund(entry: LedgerEntry) -> bool:
    return entry.kind is EntryKind.REFUND


def _signed(entry: LedgerEntry) -> int:
    return -entry.amount if entry.reverses else entry.amount


def _net(gross: int, tax: Fraction) -> int:
    return half_up(gross / (1 + tax))


def own(decision: RefundDecision, decisions: Iterable[RefundDecision]) -> set[int]:
    """The ids whose refunds count against this one's sum where the work goes on: of what it corrects.

    Of money paid by mistake: of every decision for that reason, as the same mistake cannot be told from another.
    """
    every = {one.id: one for one in decisions}
    if decision.reason is Reason.DUPLICATE_OR_ERROR_PAYMENT:
        return {one.id for one in every.values() if one.reason is decision.reason and one.id != decision.id}
    return corrected(decision, every.values())


def corrected(decision: RefundDecision, decisions: Iterable[RefundDecision]) -> set[int]:
    """The ids of the decision that this one corrects, of the one that was corrected by it, and so on."""
    every = {one.id: one for one in decisions}
    chain: set[int] = set()
    wrong = decision.corrects
    while wrong is not None and wrong not in chain:
        chain.add(wrong)
        wrong = every[wrong].corrects if wrong in every else None
    return chain


def reductions(decision: RefundDecision, decisions: Iterable[RefundDecision], before: Returned) -> int:
    """By how much the others reduced the price, minor units: what they gave back for work that went on.

    What this decision corrects is left out: it is decided anew.
    """
    chain = corrected(decision, decisions)
    return before.by({one.id for one in decisions if reduces_price(one) and one.id not in chain})


def reduces_price(decision: RefundDecision) -> bool:
    """Whether what it gives back is a part of the price: the work goes on, and nothing was paid by mistake."""
    mistaken = decision.reason is Reason.DUPLICATE_OR_ERROR_PAYMENT
    return decision.facts is not None and not decision.facts.ends and not mistaken
