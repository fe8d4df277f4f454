"""Builders of money: work by the hour with a signed letter, time, payments."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from practice.actions import engagements, ledger, letters, time
from practice.actions.store import Store
from practice.rules.cases import choose
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, Fee, FeeKind, ItemKind
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.letters import Letter
from practice.rules.time import TimeEntry
from tests import make, make_letters

HOURLY = Fee(kind=FeeKind.HOURLY, amount=28_500, increment_minutes=6)


def work(store: Store, client: Client, fee: Fee = HOURLY, **fields: Any) -> Engagement:
    """A piece of work that no letter has agreed yet."""
    return engagements.create(store, Engagement(client_id=client.id, fee=fee, **fields), make.NOW, make.TODAY)


def signed(store: Store, client: Client, fee: Fee = HOURLY, **values: str) -> Engagement:
    """Work whose letter is signed today, with one promise for each stage; `values` fill its clause on invoices."""
    draft = letters.start(store, client.id, None, make.NOW, "Land register")
    stages = range(1, len(fee.milestones) + 1) or (None,)
    for stage in stages:
        make_letters.add(store, draft.engagement_id, ItemKind.PROMISE, f"Part {stage or 'of it'}", stage=stage)
    make_letters.add(store, draft.engagement_id, ItemKind.LIMIT, "Court work of any kind.")
    draft = make_letters.finish(store, draft, fee)
    draft = _chosen(store, draft, "estimates", on=False)
    if values:
        draft = _chosen(store, draft, "billing", on=True, values=values)
    letters.issue(store, draft.id, make.NOW)
    letters.mark_sent(store, draft.id, make.TODAY, "email", make.TODAY)
    letters.mark_signed(store, draft.id, make.TODAY, make.TODAY)
    return engagements.get(store, draft.engagement_id or 0)


def _chosen(store: Store, draft: Letter, key: str, **so: Any) -> Letter:
    """The draft with one clause as said, where the letter has it."""
    case = letters.case(store, draft.id, make.TODAY)
    stance = next((one for one in letters.composed(case).stances if one.clause.key == key), None)
    if stance is not None:
        letters.keep(store, choose(draft, stance, **so), case.engagement)
    return letters.get(store, draft.id)


def spent(store: Store, about: Engagement, minutes: int, text: str = "Call with the bank", day: int = 0) -> TimeEntry:
    """Time that was spent `day` days from today."""
    entry = TimeEntry(engagement_id=about.id, on=make.TODAY + timedelta(days=day), minutes=minutes, text=text)
    return time.add(store, entry, make.NOW)


def money(store: Store, about: Engagement, kind: EntryKind, amount: int, on: date = make.TODAY) -> LedgerEntry:
    """An entry of the ledger; a deposit and a transfer are in trust."""
    account = Account.TRUST if kind in (EntryKind.DEPOSIT, EntryKind.TRANSFER) else Account.OPERATING
    entry = LedgerEntry(
        engagement_id=about.id, kind=kind, account=account, amount=amount, currency=about.fee.currency, on=on,
        payer="Imelda Corrant", text="Court filing fee",
    )  # fmt: skip
    return ledger.record(store, entry, make.NOW)


def payment(amount: int, **fields: Any) -> LedgerEntry:
    """What came in, before it is said for which invoice."""
    usual = LedgerEntry(kind=EntryKind.PAYMENT, amount=amount, on=make.TODAY, payer="Imelda Corrant", method="Check")
    return replace(usual, **fields)
