"""Refunds of one client: the picture's case, in the sums of the sample's estate plan, over a real ledger."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from practice.actions import engagements, ledger, letters, refunds
from practice.actions.store import Store
from practice.rules.cases import choose
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.practice import Profile
from practice.rules.refund_decisions import Choice, RefundDecision
from practice.rules.refund_facts import Reason
from tests import make, make_complaints, make_letters

DAY = timedelta(days=1)
PROOF = {"method": "Bank transfer", "proof": "TRF-77", "trust_reference": "Trust check 12"}
WHY = "The drafts came three weeks late."
FULL = 900_00 + 28_65 + 540_00  # stages 3 and 4, what is left of the 75.00, and 3 × 10 % of 1,800.00
PAID = 3_600_00  # in stages 900.00, 1,800.00, 540.00, 360.00


@dataclass(frozen=True)
class Asked:
    """A client who complained, and the work that it is about."""

    client_id: int
    work: int
    complaint_id: int


def entry(work: int, kind: EntryKind, amount: int, account: Account = Account.OPERATING, days: int = 50) -> LedgerEntry:
    """An entry so many days ago."""
    return LedgerEntry(
        engagement_id=work, kind=kind, account=account, amount=amount, on=make.TODAY - timedelta(days=days),
        payer="Corwin Ashby", text="As agreed", method="Transfer",
    )  # fmt: skip


def asked(store: Store) -> Asked:
    """Stages 1 and 2 are done and paid out of trust, the drafts came three weeks late, 75.00 lie there for costs."""
    told = make_complaints.told(store)
    make_complaints.decided(store, told)
    work = told.complaint.engagement_id or 0
    _, drafts, beside = engagements.promises(store, work)[:3]
    engagements.deliver(store, beside.deliveries[0].id, drafts.deliveries[0].delivered_on)
    trust = Account.TRUST
    for one in (
        entry(work, EntryKind.DEPOSIT, PAID, trust),
        entry(work, EntryKind.DEPOSIT, 75_00, trust, 48),
        replace(entry(work, EntryKind.COST, 46_35, trust, 40), text="County copy of the deed, receipt 30518"),
        entry(work, EntryKind.TRANSFER, 2_700_00, trust, 2),
    ):
        ledger.record(store, one, make.NOW)
    return Asked(told.client.id, work, told.complaint.id)


def drafted(store: Store, reason: Reason | None = None) -> RefundDecision:
    """A decision begun from the complaint."""
    one = asked(store)
    return refunds.start(store, one.work, reason, make.NOW, one.complaint_id)


def coached(store: Store, **refund_policy: str) -> int:
    """The work of a coach's signed agreement, ten sessions for 1,800.00, paid in full."""
    make_letters.profile(store, Profile.COACH)
    letter = make_letters.coaching(store, make_letters.person(store).id)
    case = letters.case(store, letter.id, make.TODAY)
    stance = next(one for one in letters.composed(case).stances if one.clause.key == "refund_policy")
    letters.keep(store, choose(letter, stance, values=refund_policy), case.engagement)
    letters.issue(store, letter.id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    work = letter.engagement_id or 0
    paid = entry(work, EntryKind.PAYMENT, 1_800_00, days=0)
    ledger.record(store, replace(paid, payer="Imelda Corrant"), make.NOW)
    return work


def decided(
    store: Store, decision: RefundDecision, choice: Choice = Choice.RECOMMENDED, why: str = WHY, **more: Any
) -> RefundDecision:
    """The decision recorded."""
    refunds.fill(store, decision.id, choice=choice, why=why, **more)
    return refunds.decide(store, decision.id, make.NOW)


def issued(store: Store, decision: RefundDecision, **more: Any) -> RefundDecision:
    """The decision recorded, read by a second pair of eyes, and issued a day later."""
    recorded = decided(store, decision, note="Marit Osei read it.", **more)
    return refunds.issue(store, recorded.id, make.NOW + DAY)
