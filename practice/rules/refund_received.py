"""What came in for a piece of work, without the tax in it, as a refund is worked out from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from practice.rules.engagements import Fee, FeeKind, total
from practice.rules.invoices import Invoice, InvoiceState, credited_ids, sums
from practice.rules.ledger import Account, EntryKind, LedgerEntry, paid_by, reversed_ids
from practice.rules.money import half_up
from practice.rules.refund_facts import Receipt
from practice.rules.words import fold

_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Received:
    """Receipts net of tax, and the tax that came with them; minor units, together exactly what was paid."""

    receipts: tuple[Receipt, ...]
    tax: int

    @property
    def rate(self) -> Fraction:
        """The tax as a part of the net sum, so that all of it goes back with all of the money."""
        net = sum(receipt.amount for receipt in self.receipts)
        return Fraction(self.tax, net) if net else _NONE


def tax_shares(invoices: Sequence[Invoice]) -> dict[int, Fraction]:
    """What part of a payment for each issued invoice is tax, by its id; none for what a credit note took back."""
    gone = credited_ids(invoices)
    stands = (one for one in invoices if one.state is InvoiceState.ISSUED and one.id not in gone and one.total > 0)
    return {one.id: Fraction(sums(one.lines, one.tax_percent).tax, one.total) for one in stands}


def standing(entries: Sequence[LedgerEntry], *kinds: EntryKind) -> list[LedgerEntry]:
    """The entries of these kinds that no other one took back."""
    gone = reversed_ids(entries)
    return [one for one in entries if one.kind in kinds and one.id not in gone and one.reverses is None]


def received(entries: Sequence[LedgerEntry], fee: Fee, shares: Mapping[int, Fraction]) -> Received:
    """What came in, net: `shares` are the parts of tax by invoice, and what trust paid of it comes off the deposits.

    What was paid wholly beyond a fee that is known beforehand was an advance for costs.
    """
    whole, before, found = total(fee), 0, []
    due, taken = _NONE, 0
    from_trust = sum((_tax(one, shares) for one in standing(entries, EntryKind.TRANSFER)), _NONE)
    for entry in standing(entries, EntryKind.PAYMENT, EntryKind.DEPOSIT):
        due += _tax(entry, shares)
        if entry.kind is EntryKind.DEPOSIT:
            due, from_trust = due + from_trust, _NONE
        tax = min(entry.amount, half_up(due) - taken)
        taken += tax
        beyond = bool(whole) and fee.kind is not FeeKind.MONTHLY and before >= whole
        net = entry.amount - tax
        own = entry.account is Account.OPERATING
        told = Receipt(amount=net, payer=entry.payer, on=entry.on, for_costs=beyond, id=entry.id, operating=own)
        found.append(told)
        before += net
    return Received(tuple(found), taken)


def _tax(entry: LedgerEntry, shares: Mapping[int, Fraction]) -> Fraction:
    return entry.amount * shares.get(entry.invoice_id or 0, _NONE)


def costs(entries: Iterable[LedgerEntry]) -> int:
    """What was spent for the client, minor units; the tax of an invoice stands there as a cost, and is none here."""
    spent = (one for one in entries if one.kind is EntryKind.COST and one.invoice_id is None)
    return sum(-one.amount if one.reverses else one.amount for one in spent)


def owners(
    entries: Sequence[LedgerEntry], promised: Mapping[str, int], mistaken: int | None = None
) -> tuple[tuple[str, int], ...]:
    """What each payer paid and did not get back, nor was promised (by name); minor units with tax.

    Where one payment is the sum that was paid by mistake, its payer alone: of equal ones the last.
    """
    left = list(paid_by(entries))
    came = standing(entries, EntryKind.PAYMENT, EntryKind.DEPOSIT)
    twice = next((one for one in reversed(came) if one.amount == mistaken), None)
    if twice:
        left = [(name, who, amount) for name, who, amount in left if _is(name, who, twice)]
    found = ((name, amount - promised.get(name, 0)) for name, _, amount in left)
    return tuple((name, amount) for name, amount in found if amount > 0)


def _is(name: str, client_id: int | None, entry: LedgerEntry) -> bool:
    if entry.payer_id or client_id:
        return entry.payer_id == client_id
    return fold(name.strip()) == fold(entry.payer.strip())
