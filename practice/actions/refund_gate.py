"""What keeps a letter that tells of a refund back until its decision may be told to the client."""

from datetime import datetime

from practice.actions import complaint_mail, practice
from practice.actions.store import Store
from practice.actions.wording import decimal_point
from practice.db import refunds as kept
from practice.errors import Refused
from practice.rules import refund_decisions as rules
from practice.rules.families import value
from practice.rules.letters import Letter
from practice.rules.money import parse, typed
from practice.rules.refund_decisions import RefundDecision, RefundState
from practice.rules.refunds import payout

SOURCE = "refund"  # of the letters that come of a decision: "refund:3"
SUM = "amount.refund"  # the letter's field
STATED = "account.refund"  # the same in a letter that ends the work


def check(store: Store, letter: Letter, now: datetime) -> None:
    """Refused for the letter of a decision that could not be issued now (not recorded, waiting, or held).

    By field where it names another sum than the decision pays, and for a letter that ends the work with such a refund.
    """
    _check_stated(store, letter, now)
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


def _check_stated(store: Store, letter: Letter, now: datetime) -> None:
    """Refused where a refund is told that is recorded and not issued: it would pass by what the decision waits for."""
    if letter.engagement_id is None or not value(letter, STATED):
        return
    for decision in kept.of_engagement(store, letter.engagement_id):
        if decision.state is RefundState.RECORDED:
            when = _when(decision, _held(store, decision), now)
            raise Refused({f"field:{STATED}": f"What goes back is decided, and not issued yet. {when}"})


def _when(decision: RefundDecision, held: str, now: datetime) -> str:
    after = rules.issue_from(decision)
    if held or after is None or now >= after:
        return held or "Issue the decision first."
    at = after.astimezone()
    return f"It may be told from {at:%B} {at.day} at {at:%H:%M}."


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
    return complaint_mail.held(store, decision.client_id, decision.complaint_id)
