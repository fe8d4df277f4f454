"""The sample's time and invoices: written down, issued, paid in part or whole, and a month of trust reconciled."""

from dataclasses import replace

from practice.actions import engagements, invoices, ledger, payments, reconciliation, time
from practice.actions.stage import Stage, Table
from practice.rules.clients import Client, display_name
from practice.rules.engagements import Engagement
from practice.rules.invoices import Line
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.money import decimals
from practice.rules.reconciliation import last_month, trust
from practice.rules.time import TimeEntry


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Write down a client's time and costs and send their invoices, in the order told."""
    work = next(iter(engagements.of_client(stage.store, client)), None)
    for one in told.get("invoices", ()):
        assert work is not None, client
        for day, minutes, text, rate in one.get("time", ()):
            _time(stage, work, day, minutes, text, rate)
        for day, amount, text, reference in one.get("costs", ()):
            entry = _entry(stage, work, EntryKind.COST, day, amount)
            entry = replace(entry, text=text, reference=reference)
            ledger.record(stage.store, entry, stage.at(day, "12:00"))
        if "day" in one:
            _invoice(stage, client, work, one)


def _time(stage: Stage, work: Engagement, day: int, minutes: int, text: str, rate: int) -> None:
    price = rate * 10 ** decimals(work.fee.currency) if rate else None
    entry = TimeEntry(engagement_id=work.id, on=stage.day(day), minutes=minutes, text=text, rate=price)
    time.add(stage.store, entry, stage.at(day, "17:00"))


def _entry(stage: Stage, work: Engagement, kind: EntryKind, day: int, amount: float) -> LedgerEntry:
    minor = round(amount * 10 ** decimals(work.fee.currency))
    return LedgerEntry(
        engagement_id=work.id, kind=kind, amount=minor, currency=work.fee.currency, on=stage.day(day)
    )  # fmt: skip


def _invoice(stage: Stage, client: Client, work: Engagement, told: Table) -> None:
    """One invoice of the parts of the plan that it names, with the time and costs that wait."""
    store, now = stage.store, stage.at(told["day"], "16:00")
    draft = invoices.start(store, work.id, now, _lines(stage, work, told))
    changes = {"note": told.get("note", draft.note)}
    due = stage.day(told["due"]) if "due" in told else draft.due_on
    invoices.keep(store, replace(draft, due_on=due, **changes))
    if told.get("draft"):
        return
    issued = invoices.issue(store, draft.id, now)
    for day, amount, method, reference in told.get("paid", ()):
        if method == "trust":
            minor = round(amount * 10 ** decimals(issued.currency))
            payments.pay_from_trust(store, issued.id, minor, stage.day(day), stage.at(day, "16:30"))
            continue
        entry = replace(_entry(stage, work, EntryKind.PAYMENT, day, amount), method=method, reference=reference)
        account = Account.TRUST if told.get("trust") else Account.OPERATING
        entry = replace(entry, account=account, payer=display_name(client), payer_id=client.id)
        payments.pay(store, issued.id, entry, stage.at(day, "16:30"))


def _lines(stage: Stage, work: Engagement, told: Table) -> list[Line]:
    there = time.unbilled(stage.store, work.id, stage.day(told["day"]))
    wanted = told.get("parts", ())
    return [*there.lines, *(one.line for one in there.offered if one.line.key in wanted)]


def reconcile(stage: Stage, told: Table) -> None:
    """The month before last month is reconciled, where there was trust by then; last month waits."""
    store, today = stage.store, stage.now.astimezone().date()
    if not told.get("trust", {}).get("reconciled"):
        return
    month = last_month(last_month(today).replace(day=1))
    for currency in reconciliation.currencies(store):
        entries = ledger.of_trust(store, currency, month)
        if entries:
            one = reconciliation.start(store, month, currency, stage.now)
            reconciliation.change(store, one.id, statement=trust(entries))
            reconciliation.finish(store, one.id, stage.now)
