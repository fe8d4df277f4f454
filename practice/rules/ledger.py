"""The ledger of an engagement: what was earned, paid, held in trust, spent, returned and let go, entry by entry.

Entries are never edited and never deleted: one that is wrong is reversed by another one that names it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import ceil, floor

from practice.errors import Refused
from practice.rules.money import MOST_DIGITS, plain
from practice.rules.words import fold


class EntryKind(StrEnum):
    """What an entry says happened."""

    FEE = "fee"  # charged for work; what is earned is reckoned from the work, not from this
    PAYMENT = "payment"  # came in for what is owed, or ahead of it where no trust account is kept
    DEPOSIT = "deposit"  # came into trust; it stays the client's until it is earned
    TRANSFER = "transfer"  # out of trust, for what is earned
    COST = "cost"  # paid for the client, out of the practice's account or out of trust
    REFUND = "refund"  # returned; what goes back beyond the unearned part is written off besides
    WRITE_OFF = "write_off"  # let go: it is owed no longer


class Account(StrEnum):
    """Where money lies: with the practice, or in trust (PROFESSION: `trust_account`)."""

    OPERATING = "operating"
    TRUST = "trust"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One line of the ledger; `amount` is above zero, in minor units of `currency`.

    `payer` is the name of who paid, or who was paid back; `payer_id` their client record where they have one.
    `reverses` is the id of the entry that this one takes back, and then all else but day and text is as there.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    kind: EntryKind
    account: Account = Account.OPERATING
    amount: int
    currency: str = "USD"
    on: date
    payer: str = ""
    payer_id: int | None = None
    method: str = ""
    reference: str = ""
    text: str = ""
    receipt_id: int | None = None  # the attachment with the receipt of a cost
    reverses: int | None = None
    invoice_id: int | None = None
    decision_id: int | None = None
    recorded_at: datetime | None = None


HOMES: dict[EntryKind, tuple[Account, ...]] = {
    EntryKind.FEE: (Account.OPERATING,),
    EntryKind.PAYMENT: (Account.OPERATING,),
    EntryKind.DEPOSIT: (Account.TRUST,),
    EntryKind.TRANSFER: (Account.TRUST,),
    EntryKind.COST: (Account.OPERATING, Account.TRUST),
    EntryKind.REFUND: (Account.OPERATING, Account.TRUST),
    EntryKind.WRITE_OFF: (Account.OPERATING,),
}
FROM_SOMEBODY = frozenset({EntryKind.PAYMENT, EntryKind.DEPOSIT, EntryKind.REFUND})  # who paid is part of the fact
EXPLAINED = {
    EntryKind.FEE: "Say what the fee is for.",
    EntryKind.COST: "Say what the cost was for, as on its receipt.",
    EntryKind.WRITE_OFF: "Say why it is let go.",
}


def home(kind: EntryKind) -> Account:
    """Where an entry of this kind belongs, or first belongs."""
    return HOMES[kind][0]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an entry does, minor units: to what the client owes on the account, and to what lies in trust."""

    account: int
    trust: int


def effect(entry: LedgerEntry) -> Effect:
    """What `entry` does to account and trust; a reversal does the opposite of what it reverses."""
    on_account, in_trust = _EFFECTS[entry.kind, entry.account]
    signed = _signed(entry)
    return Effect(on_account * signed, in_trust * signed)


_EFFECTS: dict[tuple[EntryKind, Account], tuple[int, int]] = {
    (EntryKind.FEE, Account.OPERATING): (1, 0),
    (EntryKind.PAYMENT, Account.OPERATING): (-1, 0),
    (EntryKind.DEPOSIT, Account.TRUST): (0, 1),
    (EntryKind.TRANSFER, Account.TRUST): (-1, -1),
    (EntryKind.COST, Account.OPERATING): (1, 0),
    (EntryKind.COST, Account.TRUST): (0, -1),  # charged and paid at once
    (EntryKind.REFUND, Account.OPERATING): (1, 0),
    (EntryKind.REFUND, Account.TRUST): (0, -1),
    (EntryKind.WRITE_OFF, Account.OPERATING): (-1, 0),
}


def _signed(entry: LedgerEntry) -> int:
    return -entry.amount if entry.reverses else entry.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """Where an engagement's money stands, minor units; `earned` is exact.

    `paid` is all that came in, in trust or not; what went back is `refunded`. `unearned` is what would go back if the
    work ended now, rounded up so that the client is never short; `owed` is what is due to the practice. One of the two
    is zero. `disputed` stays in trust until both agree (Rule 1.15(e)), `transferable` is what else of the trust money
    is earned and not yet taken, `unbilled` what is earned and was charged by no entry.
    """

    charged: int = 0
    paid: int = 0
    earned: Fraction = Fraction(0)
    costs: int = 0
    refunded: int = 0
    written_off: int = 0
    owed: int = 0
    unearned: int = 0
    trust: int = 0
    disputed: int = 0
    transferable: int = 0
    unbilled: int = 0

    @property
    def unsettled(self) -> bool:
        """Whether anything is owed, unearned or held in trust."""
        return bool(self.owed or self.unearned or self.trust)


def balances(entries: Iterable[LedgerEntry], earned: Fraction = Fraction(0), disputed: int = 0) -> Balances:
    """Where the money stands by these entries once `earned` (exact minor units, before write-offs) is earned.

    Of it the client disputes `disputed` minor units, as far as they lie in trust.

    PROFESSION 6.2, for the whole engagement: unearned = paid − returned − earned − costs, owed the other way round.
    """
    entries = tuple(entries)
    paid = _sum(entries, EntryKind.PAYMENT, EntryKind.DEPOSIT)
    costs, refunded = _sum(entries, EntryKind.COST), _sum(entries, EntryKind.REFUND)
    written_off, charged = _sum(entries, EntryKind.WRITE_OFF), _sum(entries, EntryKind.FEE)
    due = earned + costs - written_off - (paid - refunded)
    trust = sum(effect(entry).trust for entry in entries)
    disputed = max(0, min(trust, disputed))
    return Balances(
        charged=charged, paid=paid, earned=earned, costs=costs, refunded=refunded, written_off=written_off,
        owed=max(0, floor(due)), unearned=max(0, ceil(-due)), trust=trust,
        disputed=disputed, transferable=max(0, min(trust, floor(due + trust)) - disputed),
        unbilled=max(0, floor(earned) - charged),
    )  # fmt: skip


def _sum(entries: Iterable[LedgerEntry], *kinds: EntryKind) -> int:
    return sum(_signed(entry) for entry in entries if entry.kind in kinds)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what stood on the account and in trust after it, minor units."""

    entry: LedgerEntry
    account: int
    trust: int


def ordered(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Entries by their day, and within a day as they were recorded."""
    return tuple(sorted(entries, key=lambda entry: (entry.on, entry.id or 10**12)))


def lines(entries: Iterable[LedgerEntry]) -> tuple[Line, ...]:
    """The entries in the order of their days with the running balances."""
    found, account, trust = [], 0, 0
    for entry in ordered(entries):
        does = effect(entry)
        account, trust = account + does.account, trust + does.trust
        found.append(Line(entry, account, trust))
    return tuple(found)


def lowest_trust(entries: Iterable[LedgerEntry], since: date) -> tuple[date, int] | None:
    """The day from `since` on at whose end the least lies in trust, and how much; None where no entry is so late."""
    ends, trust = [], 0
    for day, of_day in groupby(ordered(entries), key=lambda entry: entry.on):
        trust += sum(effect(entry).trust for entry in of_day)
        if day >= since:
            ends.append((trust, day))
    least = min(ends, default=None)
    return (least[1], least[0]) if least else None


def paid_by(entries: Iterable[LedgerEntry]) -> tuple[tuple[str, int | None, int], ...]:
    """What each payer paid and did not get back: (name, client id or None, minor units), the first payer first."""
    sums: dict[tuple[str, int | None], int] = {}
    names: dict[tuple[str, int | None], str] = {}
    for entry in ordered(entries):
        if entry.kind in FROM_SOMEBODY:
            key = ("", entry.payer_id) if entry.payer_id else (fold(entry.payer.strip()), None)
            names.setdefault(key, entry.payer)
            sums[key] = sums.get(key, 0) + (-_signed(entry) if entry.kind is EntryKind.REFUND else _signed(entry))
    return tuple((names[key], key[1], amount) for key, amount in sums.items())


def checked(
    entry: LedgerEntry, before: Sequence[LedgerEntry], currency: str, today: date, earned: Fraction = Fraction(0),
    disputed: int = 0,
) -> LedgerEntry:  # fmt: skip
    """`entry` as it may be recorded after the engagement's entries `before`; Refused with a sentence by field.

    Money in trust never goes below zero, at the end of no day, and leaves it only for what is earned and not
    disputed, for a cost or back to the client (Rule 1.15).
    """
    entry = replace(
        entry, payer=entry.payer.strip(), method=entry.method.strip(), reference=entry.reference.strip(),
        text=entry.text.strip(),
    )  # fmt: skip
    errors = _missing(entry, currency, today)
    if not errors:
        errors = _too_much(entry, balances(before, earned, disputed), before) or _short(entry, before)
    if errors:
        raise Refused(errors)
    return entry


def _missing(entry: LedgerEntry, currency: str, today: date) -> dict[str, str]:
    errors = {}
    if entry.amount <= 0:
        errors["amount"] = "Type an amount above zero."
    elif len(str(entry.amount)) > MOST_DIGITS:
        errors["amount"] = "Type a smaller amount."
    if entry.currency != currency:
        errors["amount"] = f"This account is kept in {currency}. Type the amount in {currency}."
    if entry.on > today:
        errors["on"] = "Choose today or a day before it."
    if entry.account not in HOMES[entry.kind]:
        errors["account"] = "Choose the other account for this."
    if entry.kind in FROM_SOMEBODY and not entry.payer:
        errors["payer"] = "Say to whom it went." if entry.kind is EntryKind.REFUND else "Say who paid."
    if entry.kind in EXPLAINED and not entry.text:
        errors["text"] = EXPLAINED[entry.kind]
    return errors


def _too_much(entry: LedgerEntry, stands: Balances, before: Sequence[LedgerEntry]) -> dict[str, str]:
    if entry.kind is EntryKind.TRANSFER and stands.transferable < entry.amount <= stands.trust:
        most = _said(stands.transferable, entry.currency)
        if stands.disputed:
            return {"amount": f"Only {most} of the money in trust is earned and not disputed. The rest stays there."}
        return {"amount": f"Only {most} of the money in trust is earned. The rest stays the client’s until it is."}
    if entry.kind is EntryKind.REFUND and entry.account is Account.OPERATING:
        there = stands.paid - stands.refunded - stands.trust - _sum(_from_trust(before), EntryKind.COST)
        if entry.amount > there:
            return {"amount": f"Only {_said(max(0, there), entry.currency)} came in there and was not returned."}
    return {}


def _from_trust(entries: Iterable[LedgerEntry]) -> Iterable[LedgerEntry]:
    return (entry for entry in entries if entry.account is Account.TRUST)


def _short(entry: LedgerEntry, before: Sequence[LedgerEntry]) -> dict[str, str]:
    """Whether `entry` would take trust below zero at the end of its day or of a later one."""
    change = effect(entry).trust
    least = lowest_trust([*before, entry], entry.on) if change < 0 else None
    if least is None or least[1] >= 0:
        return {}
    day, left = least[0], _said(max(0, least[1] - change), entry.currency)
    if day == entry.on and not any(one.on > day for one in before):
        return {"amount": f"Only {left} is in trust. Trust money can never go below zero."}
    return {"amount": f"Only {left} was in trust on {_day(day)}. Trust money can never go below zero."}


def reversal(
    entry: LedgerEntry, before: Sequence[LedgerEntry], why: str, on: date, today: date, now: datetime | None = None
) -> LedgerEntry:
    """The entry that takes `entry` back on `on`; Refused where that was done before, or trust would fall short."""
    if entry.reverses:
        raise Refused("This entry takes another one back. Record that one anew instead.")
    if any(one.reverses == entry.id for one in before):
        raise Refused("This entry was reversed already.")
    errors = {} if why.strip() else {"text": "Say why it is reversed."}
    if on > today:
        errors["on"] = "Choose today or a day before it."
    elif on < entry.on:
        errors["on"] = "Choose the day of the entry or a later one."
    back = replace(entry, id=0, on=on, text=why.strip(), reverses=entry.id, recorded_at=now)
    if errors := errors or _short(back, before):
        raise Refused(errors)
    return back


def with_waiver(entry: LedgerEntry, before: Sequence[LedgerEntry], earned: Fraction) -> tuple[LedgerEntry, ...]:
    """`entry`, and for money that goes back beyond what is unearned the entry that waives that part.

    Without it the part would stand as owed by the client.
    """
    beyond = entry.amount - balances(before, earned).unearned if entry.kind is EntryKind.REFUND else 0
    if beyond <= 0:
        return (entry,)
    waiver = replace(
        entry, kind=EntryKind.WRITE_OFF, account=Account.OPERATING, amount=beyond, payer="", payer_id=None,
        text="Given back beyond what was not earned",
    )  # fmt: skip
    return entry, waiver


def reversed_ids(entries: Iterable[LedgerEntry]) -> dict[int, int]:
    """The id of each reversed entry with the id of the one that reversed it."""
    return {entry.reverses: entry.id for entry in entries if entry.reverses}


def _said(minor: int, currency: str) -> str:
    return f"{plain(minor, currency)} {currency}"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
