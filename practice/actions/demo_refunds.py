"""The sample's refunds: one that is being decided, and one that was decided, issued and paid."""

from practice.actions import complaints, engagements, refunds
from practice.actions.stage import Stage, Table
from practice.rules.clients import Client
from practice.rules.refund_decisions import Choice
from practice.rules.refund_facts import Reason


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Work out a client's refunds, and decide, issue and pay those that were."""
    for one in told.get("refunds", ()):
        _tell(stage, client, one)


def _tell(stage: Stage, client: Client, told: Table) -> None:
    store, now = stage.store, stage.at(told["day"], "16:30")
    work = engagements.of_client(store, client)[0]
    complaint = next(iter(complaints.of_client(store, client)), None) if told.get("complaint") else None
    reason = Reason(told["reason"]) if "reason" in told else None
    begun = refunds.start(store, work.id, reason, now, complaint.id if complaint else None)
    words = {name: told[name] for name in ("why", "note") if name in told}
    choice = {"choice": Choice(told["choice"])} if "choice" in told else {}
    refunds.fill(store, begun.id, given=told.get("given", {}), **words, **choice)
    if "issued" in told:
        refunds.decide(store, begun.id, now)
        refunds.issue(store, begun.id, stage.at(told["issued"], "16:40"))
    if "paid" in told:
        proof = {"method": told["method"], "proof": told["proof"]}
        refunds.pay(store, begun.id, stage.day(told["paid"]), proof, stage.at(told["paid"], "17:50"))
