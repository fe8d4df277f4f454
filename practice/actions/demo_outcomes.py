"""The sample's endings: work of long ago, what was foreseen of it, and how it ended."""

from dataclasses import replace

from practice.actions import engagements, fit, ledger, outcomes
from practice.actions.stage import Stage, Table
from practice.rules.clients import Client, display_name
from practice.rules.engagements import Engagement, Fee, FeeKind
from practice.rules.ledger import EntryKind, LedgerEntry
from practice.rules.money import decimals
from practice.rules.progress import Correction


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Work that was done, paid and closed, and the answer how it ended."""
    if "ended" not in told:
        return
    ended = told["ended"]
    work = _work(stage, client, ended)
    _done_and_paid(stage, client, work, ended)
    engagements.close(stage.store, work.id, stage.day(ended["day"]))
    outcomes.answer(stage.store, work.id, ended["again"], stage.at(ended["day"], "18:00"))


def _work(stage: Stage, client: Client, ended: Table) -> Engagement:
    check = next(iter(fit.of_client(stage.store, client.id)), None)
    begun = stage.day(ended["begun"])
    draft = Engagement(
        client_id=client.id, title=ended["work"], kind=ended["work"], fit_check_id=check.id if check else None,
        opened_on=begun,
    )  # fmt: skip
    blank = engagements.create(stage.store, draft, stage.at(ended["begun"]), begun)
    amount = ended["fee"] * 10 ** decimals(blank.fee.currency)
    fee = Fee(kind=FeeKind.FLAT, amount=amount, currency=blank.fee.currency)
    return engagements.edit(stage.store, replace(blank, fee=fee))


def _done_and_paid(stage: Stage, client: Client, work: Engagement, ended: Table) -> None:
    day, late = stage.day(ended["day"]), stage.at(ended["day"], "17:30")
    done = Correction(engagement_id=work.id, percent=100, evidence=ended["evidence"], on=day)
    ledger.correct(stage.store, done, late)
    paid = LedgerEntry(
        engagement_id=work.id, kind=EntryKind.PAYMENT, amount=work.fee.amount, on=day,
        currency=work.fee.currency, payer=display_name(client), payer_id=client.id, method="Bank transfer",
    )  # fmt: skip
    ledger.record(stage.store, paid, late)
