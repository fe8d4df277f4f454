"""Refunds of one client: the picture's case, in the sums of the sample's estate plan, over a real ledger."""

from dataclasses import dataclass, replace
from datetime import timedelta

from practice.actions import engagements, ledger, refunds
from practice.actions.store import Store
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.refund_decisions import RefundDecision
from practice.rules.refund_facts import Reason
from tests import make, make_complaints

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
