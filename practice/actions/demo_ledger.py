"""The sample's money: what its people paid, what was earned, spent and charged, and how far their work is."""

from practice.actions import engagements, ledger
from practice.actions.stage import Stage, Table
from practice.rules.clients import Client, display_name
from practice.rules.engagements import Engagement
from practice.rules.ledger import FROM_SOMEBODY, Account, EntryKind, LedgerEntry, home
from practice.rules.money import decimals
from practice.rules.progress import Correction

MEASURES = ("stages", "percent", "delivered", "forfeited", "minutes", "periods", "days")


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Say how far a client's work is, and record their money, in the order of the days."""
    said = [(one["day"], 0, one) for one in told.get("progress", ())]
    paid = [(one["day"], place, one) for place, one in enumerate(told.get("ledger", ()), 1)]
    work = next(iter(engagements.of_client(stage.store, client)), None)
    for _, place, one in sorted(said + paid, key=lambda each: each[:2]):
        assert work is not None, client
        if place:
            _record(stage, client, work, one)
        else:
            _correct(stage, work, one)


def _correct(stage: Stage, work: Engagement, told: Table) -> None:
    values = {name: told[name] for name in MEASURES if name in told}
    said = Correction(engagement_id=work.id, evidence=told["evidence"], on=stage.day(told["day"]), **values)
    ledger.correct(stage.store, said, stage.at(told["day"], "17:30"))


def _record(stage: Stage, client: Client, work: Engagement, told: Table) -> None:
    kind = EntryKind(told["kind"])
    words = {name: told[name] for name in ("method", "reference", "text") if name in told}
    entry = LedgerEntry(
        engagement_id=work.id, kind=kind, account=Account(told.get("account", home(kind))), on=stage.day(told["day"]),
        amount=round(told["amount"] * 10 ** decimals(work.fee.currency)), currency=work.fee.currency,
        payer=display_name(client) if kind in FROM_SOMEBODY else "",
        payer_id=client.id if kind in FROM_SOMEBODY else None, **words,
    )  # fmt: skip
    ledger.record(stage.store, entry, stage.at(told["day"], "17:45"))
