"""What keeps the letter about a refund back until its decision may be told to the client."""

from datetime import datetime

from practice.actions import practice
from practice.actions.store import Store
from practice.actions.wording import decimal_point
from practice.db import complaints as kept_complaints
from practice.db import refunds as kept
from practice.errors import Refused
from practice.rules import complaints as complaint_rules
from practice.rules import refund_decisions as rules
from practice.rules.families import value
from practice.rules.letters import Letter
from practice.rules.money import parse, typed
from practice.rules.refund_decisions import RefundDecision
from practice.rules.refunds import payout

SOURCE = "refund"  # of the letters that come of a decision: "refund:3"
SUM = "amount.refund"  # the letter's field


def check(store: Store, letter: Letter, now: datetime) -> None:
    """Refused for the letter of a decision that could not be issued now (not recorded, waiting, or held).

    By field where it names another sum than the decision pays.
    """
    kind, _, number = letter.source.partition(":")
    if kind != SOURCE:
        return
    try:
        decision = kept.get(store, int(number))
    except KeyError:
        raise Refused("The decision that this letter tells of is gone. Discard the letter.") from None
    if decision.issued_at is None:
        rules.issued(decision, letter.id, _held(store, decision), now)
    _check_sum(letter, decision, decimal_point(practice.profile(store).locale))


def _check_sum(letter: Letter, decision: RefundDecision, point: str) -> None:
    if decision.facts is None or decision.amount is None:
        return
    currency, pays = decision.facts.fee.currency, payout(decision.facts, decision.amount).gross
    try:
        said = parse(value(letter, SUM), currency, point)
    except Refused:
        said = None
    if said != pays:
        shown = f"{typed(pays, currency, point)} {currency}"
        raise Refused({f"field:{SUM}": f"The decision pays back {shown}. Open the letter from it once more."})


def _held(store: Store, decision: RefundDecision) -> str:
    if decision.complaint_id is None:
        return ""
    complaint = kept_complaints.get(store, decision.complaint_id)
    return complaint_rules.held(complaint, kept_complaints.steps(store, complaint.id))
