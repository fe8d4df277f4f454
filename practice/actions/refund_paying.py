"""What a paid refund posts to the ledger: what goes back by payer and account, and what of the fee is let go."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from practice.actions import ledger
from practice.actions.ledger import AccountView
from practice.actions.store import Store
from practice.rules.ledger import Account, EntryKind, LedgerEntry, paid_by
from practice.rules.refund_decisions import RefundDecision
from practice.rules.refund_returned import reduces_price
from practice.rules.refunds import Payout, payout


def entries(store: Store, decision: RefundDecision, on: date, today: date) -> Iterable[LedgerEntry]:
    """The entries of an issued refund paid on `on`; what lies in trust goes back first."""
    if not decision.facts or not decision.amount:
        return ()
    account = ledger.account(store, decision.engagement_id, today)
    facts = replace(decision.facts, in_trust=min(decision.facts.in_trust, account.balances.trust))
    entry = LedgerEntry(
        engagement_id=decision.engagement_id, kind=EntryKind.REFUND, amount=1, currency=account.currency, on=on,
        method=decision.method, reference=decision.proof, decision_id=decision.id,
    )  # fmt: skip
    back = _backs(payout(facts, decision.amount), entry, account, decision.trust_reference)
    lessens = reduces_price(decision)  # so that it is not set against what is unearned at the end (PROFESSION 6.2)
    beyond = sum(one.amount for one in back) - (0 if lessens else account.balances.unearned)
    why = "Given back of the price" if lessens else "Given back beyond what was not earned"
    return (*back, replace(entry, kind=EntryKind.WRITE_OFF, amount=beyond, text=why)) if beyond > 0 else back


def _backs(paying: Payout, entry: LedgerEntry, account: AccountView, reference: str) -> tuple[LedgerEntry, ...]:
    """One entry for each payer and account."""
    ids = {name: who for name, who, _ in paid_by(account.entries)}
    made = []
    for share in sorted(paying.shares, key=lambda one: not one.trust):
        own = replace(entry, payer=share.payer, payer_id=ids.get(share.payer))
        if share.trust:
            made.append(replace(own, account=Account.TRUST, amount=share.trust, reference=reference or entry.reference))
        if share.amount > share.trust:
            made.append(replace(own, account=Account.OPERATING, amount=share.amount - share.trust))
    return tuple(made)
