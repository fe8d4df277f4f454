"""What keeps the letter about a refund back until its decision may be told to the client."""

from datetime import datetime

from practice.actions.store import Store
from practice.db import complaints as kept_complaints
from practice.db import refunds as kept
from practice.errors import Refused
from practice.rules import complaints as complaint_rules
from practice.rules import refund_decisions as rules
from practice.rules.letters import Letter
from practice.rules.refund_decisions import RefundDecision

SOURCE = "refund"  # of the letters that come of a decision: "refund:3"


def check(store: Store, letter: Letter, now: datetime) -> None:
    """Refused for the letter of a decision that could not be issued now: not recorded, waiting, or held."""
    kind, _, number = letter.source.partition(":")
    if kind != SOURCE:
        return
    try:
        decision = kept.get(store, int(number))
    except KeyError:
        raise Refused("The decision that this letter tells of is gone. Discard the letter.") from None
    if decision.issued_at is None:
        rules.issued(decision, letter.id, _held(store, decision), now)


def _held(store: Store, decision: RefundDecision) -> str:
    if decision.complaint_id is None:
        return ""
    complaint = kept_complaints.get(store, decision.complaint_id)
    return complaint_rules.held(complaint, kept_complaints.steps(store, complaint.id))
