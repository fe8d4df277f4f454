"""Invoices: what they bill, what they come to, and how far they are paid."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from practice.errors import Refused
from practice.rules.engagements import Fee
from practice.rules.ledger import Account, EntryKind, LedgerEntry, effect, ordered, reversed_ids
from practice.rules.letters import LetterFacts
from practice.rules.money import half_up, percent
from practice.rules.time import TimeEntry, rate, rule_for
from practice.rules.units import Counting, UnitRule, fee, further

PREFIX, CREDIT_PREFIX = "INV", "CN"


class LineKind(StrEnum):
    """What a line of an invoice bills."""

    TIME = "time"
    COST = "cost"  # laid out for the client; the ledger has it since then
    FEE = "fee"
    DEPOSIT = "deposit"  # asked for in advance; not earned yet, so no fee
    ADVANCE = "advance"  # paid before, taken off


class InvoiceState(StrEnum):
    """An invoice is written, then issued for good."""

    DRAFT = "draft"
    ISSUED = "issued"


class Standing(StrEnum):
    """What has become of an invoice."""

    DRAFT = "draft"
    OPEN = "open"
    PARTLY = "partly"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"  # a credit note took it back
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `amount` is net, in minor units of the invoice's currency, below zero only for an advance.

    Of time, `units` of `increment` minutes at `rate` an hour. `times` are the entries it bills, `cost_id` the ledger's
    entry of a cost, `key` the part of the fee plan ("stage:2", "month:2026-11").
    """

    kind: LineKind = LineKind.FEE
    on: date | None = None
    text: str = ""
    minutes: int = 0
    units: int = 0
    increment: int = 6
    rate: int = 0
    amount: int = 0
    taxed: bool = True
    times: tuple[int, ...] = ()
    cost_id: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice, or the credit note that takes the one with the id `reverses` back; once issued it is frozen.

    `tax_percent` is as typed ("8.25"), "" for none. `total` is what it comes to, in minor units.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    number: str = ""
    state: InvoiceState = InvoiceState.DRAFT
    currency: str = "USD"
    lines: tuple[Line, ...] = ()
    tax_label: str = ""
    tax_percent: str = ""
    total: int = 0
    due_on: date | None = None
    note: str = ""
    reverses: int | None = None
    why: str = ""  # of a credit note
    facts: LetterFacts | None = None
    check_code: str = ""
    sha256: str = ""
    pages: int = 0
    issued_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InvoiceDocument:
    """The bytes of an issued invoice, kept apart."""

    id: int = 0
    invoice_id: int = 0
    pdf: bytes = b""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """What an invoice comes to, minor units: without tax, the tax, and with it."""

    net: int
    tax: int
    total: int


def sums(lines: Iterable[Line], tax_percent: str = "") -> Sums:
    """The lines added up; tax is rounded once, halves up, on the sum of what is taxed (PROFESSION 6.2)."""
    every = tuple(lines)
    net = sum(line.amount for line in every)
    tax = half_up(sum(line.amount for line in every if line.taxed) * percent(tax_percent))
    return Sums(net, tax, net + tax)


def reckoned(invoice: Invoice) -> Invoice:
    """The invoice with its total."""
    return replace(invoice, total=sums(invoice.lines, invoice.tax_percent).total)


# what there is to bill


def time_lines(
    entries: Iterable[TimeEntry],
    billed: Iterable[TimeEntry],
    fee_on: Callable[[date], Fee | None],
    rule: UnitRule,
) -> tuple[Line, ...]:
    """What these entries cost: a line for each, or for each day where time is counted by the day.

    `billed` are the entries that an invoice has already: a day of which a part is billed costs together no more than
    it would have in one. What is not billable makes no line.
    """
    before: dict[tuple[date, int], int] = {}
    for entry in billed:
        at = (entry.on, rate(entry, fee_on(entry.on)))
        before[at] = before.get(at, 0) + (entry.minutes if entry.billable else 0)
    found: list[Line] = []
    for (day, price), group in groupby(_in_order(entries, fee_on), lambda one: (one.on, rate(one, fee_on(one.on)))):
        own, of_day = rule_for(rule, fee_on(day)), list(group)
        pieces = [[one] for one in of_day] if own.counting is Counting.PER_ENTRY else [of_day]
        found += [_time_line(piece, price, before.get((day, price), 0), own) for piece in pieces]
    return tuple(found)


def _in_order(entries: Iterable[TimeEntry], fee_on: Callable[[date], Fee | None]) -> list[TimeEntry]:
    return sorted((e for e in entries if e.billable), key=lambda e: (e.on, rate(e, fee_on(e.on)), e.id))


def _time_line(piece: list[TimeEntry], price: int, before: int, rule: UnitRule) -> Line:
    took = sum(entry.minutes for entry in piece)
    count = further(before, took, rule)
    return Line(
        kind=LineKind.TIME, on=piece[0].on, text="; ".join(dict.fromkeys(e.text.strip() for e in piece)),
        minutes=took, units=count, increment=rule.increment, rate=price, amount=fee(count, price, rule.increment),
        times=tuple(entry.id for entry in piece),
    )  # fmt: skip


def cost_lines(costs: Iterable[LedgerEntry]) -> tuple[Line, ...]:
    """Costs at what they came to, without tax unless the person says so."""
    return tuple(
        Line(kind=LineKind.COST, on=cost.on, text=cost.text, amount=cost.amount, taxed=False, cost_id=cost.id)
        for cost in costs
    )


# a draft, and its end


def problems(invoice: Invoice, practice_name: str = "-") -> dict[str, str]:
    """What stops a draft from being issued, by field; empty when nothing does."""
    wrong: dict[str, str] = {}
    if not invoice.lines:
        wrong["lines"] = "Add a line first: time, a cost or a part of the fee."
    elif any(not line.text.strip() for line in invoice.lines):
        wrong["lines"] = "Say on each line what it is for."
    elif invoice.total < 0 or not any(line.amount > 0 for line in invoice.lines):
        wrong["lines"] = "An invoice bills something. Add what is to be paid, or discard it."
    if invoice.due_on is None:
        wrong["due_on"] = "Type the day by which it is to be paid."
    if percent(invoice.tax_percent) and not invoice.tax_label.strip():
        wrong["tax_label"] = "Name the tax, such as VAT."
    if not practice_name.strip():
        wrong["practice_name"] = "Say in Settings what your practice is called; it heads the invoice."
    return wrong


def entries(invoice: Invoice, on: date, now: datetime) -> tuple[LedgerEntry, ...]:
    """What an issued invoice adds to the ledger: the fee, and the tax as a cost that is passed on.

    A cost stands there since it was laid out; a deposit is no fee before it is earned.
    """
    charged = sum(line.amount for line in invoice.lines if line.kind in (LineKind.FEE, LineKind.TIME))
    tax = sums(invoice.lines, invoice.tax_percent).tax
    told = (
        (EntryKind.FEE, charged, f"Invoice {invoice.number}"),
        (EntryKind.COST, tax, f"{invoice.tax_label} {invoice.tax_percent}%, {invoice.number}"),
    )
    return tuple(
        LedgerEntry(
            client_id=invoice.client_id, engagement_id=invoice.engagement_id, kind=kind, amount=amount,
            currency=invoice.currency, on=on, text=text, invoice_id=invoice.id, recorded_at=now,
        )
        for kind, amount, text in told
        if amount > 0
    )  # fmt: skip


def credit(invoice: Invoice, why: str, now: datetime) -> Invoice:
    """The credit note that takes the whole of an issued invoice back; Refused without a reason."""
    if invoice.state is not InvoiceState.ISSUED or invoice.reverses:
        raise Refused("Only an issued invoice can be taken back.")
    if not why.strip():
        raise Refused({"why": "Say why it is taken back; the credit note tells it."})
    back = tuple(replace(line, amount=-line.amount) for line in invoice.lines)
    return reckoned(
        Invoice(
            client_id=invoice.client_id, engagement_id=invoice.engagement_id, currency=invoice.currency, lines=back,
            tax_label=invoice.tax_label, tax_percent=invoice.tax_percent, reverses=invoice.id, why=why.strip(),
            created_at=now,
        )
    )  # fmt: skip


# how far it is paid

_SETTLES = (EntryKind.PAYMENT, EntryKind.TRANSFER, EntryKind.WRITE_OFF)


def settled(invoice: Invoice, allocated: Iterable[LedgerEntry]) -> int:
    """What of an invoice is paid or let go, minor units; money into trust pays one that asks for a deposit."""
    deposit = any(line.kind is LineKind.DEPOSIT for line in invoice.lines)
    kinds = (*_SETTLES, EntryKind.DEPOSIT) if deposit else _SETTLES
    mine = (entry for entry in allocated if entry.invoice_id == invoice.id and entry.kind in kinds)
    return sum(-entry.amount if entry.reverses else entry.amount for entry in mine)


def standing(invoice: Invoice, paid: int, credited: bool, today: date) -> Standing:
    """What has become of an invoice of which `paid` is settled; overdue from the day after the one it is due on."""
    if invoice.state is InvoiceState.DRAFT:
        return Standing.DRAFT
    if invoice.reverses:
        return Standing.CREDIT_NOTE
    if credited:
        return Standing.CREDITED
    if paid >= invoice.total:
        return Standing.PAID
    if invoice.due_on is not None and invoice.due_on < today:
        return Standing.OVERDUE
    return Standing.PARTLY if paid > 0 else Standing.OPEN


def unallocated(entries: Iterable[LedgerEntry], credited: Collection[int] = ()) -> tuple[LedgerEntry, ...]:
    """What came in, or out of trust, that stands and names no invoice, or one that was taken back; by day."""
    every = tuple(entries)
    gone = reversed_ids(every)
    return tuple(
        one
        for one in ordered(every)
        if one.kind in (EntryKind.PAYMENT, EntryKind.TRANSFER) and not one.reverses and one.id not in gone
        if one.invoice_id is None or one.invoice_id in credited
    )


def credited_ids(invoices: Iterable[Invoice]) -> frozenset[int]:
    """Which of a piece of work's invoices were taken back."""
    return frozenset(one.reverses for one in invoices if one.reverses)


def advance_left(invoices: Iterable[Invoice], entries: Iterable[LedgerEntry]) -> int:
    """What was paid ahead into the practice's own account, and no later invoice took off; minor units.

    What came in without an invoice pays those that are open first, and what went back is there no longer. Money that
    lies in trust is not taken off an invoice: it pays one.
    """
    issued, every = tuple(invoices), tuple(entries)
    stands = standing_ones(issued)
    asked = {one.id for one in stands if any(line.kind is LineKind.DEPOSIT for line in one.lines)}
    came = sum(
        -entry.amount if entry.reverses else entry.amount
        for entry in every
        if entry.invoice_id in asked and entry.kind is EntryKind.PAYMENT and entry.account is Account.OPERATING
    )
    lacking = sum(max(0, one.total - settled(one, every)) for one in stands)
    free = sum(entry.amount for entry in unallocated(every, credited_ids(issued))) - lacking
    taken = sum(line.amount for one in stands for line in one.lines if line.kind is LineKind.ADVANCE)
    return max(0, min(came + max(0, free) + taken, _in_credit(stands, every)))


def _in_credit(stands: Iterable[Invoice], entries: Iterable[LedgerEntry]) -> int:
    """What the account has beyond all that was charged, minor units; a cost that no invoice bills yet waits aside."""
    every = tuple(entries)
    waiting = sum(cost.amount for cost in open_costs(every, stands))
    return waiting - sum(effect(entry).account for entry in every)


def usable(invoices: Iterable[Invoice], entries: Iterable[LedgerEntry]) -> int:
    """What of the money that names no invoice can still pay one: it did not go back, and none took it off; minor units.

    A deposit that is asked for is charged to nobody's account, so it lacks nothing there.
    """
    issued, every = tuple(invoices), tuple(entries)
    stands = standing_ones(issued)
    lacking = sum(max(0, _charged(one) - settled(one, every)) for one in stands)
    free = sum(entry.amount for entry in unallocated(every, credited_ids(issued)))
    return max(0, min(free, _in_credit(stands, every) + lacking))


def _charged(invoice: Invoice) -> int:
    return invoice.total - sum(line.amount for line in invoice.lines if line.kind is LineKind.DEPOSIT)


def standing_ones(invoices: Iterable[Invoice]) -> tuple[Invoice, ...]:
    """Of a piece of work's invoices those that are issued and that no credit note took back."""
    every = tuple(invoices)
    gone = {one.reverses for one in every if one.reverses}
    return tuple(one for one in every if one.state is InvoiceState.ISSUED and not one.reverses and one.id not in gone)


def open_costs(entries: Iterable[LedgerEntry], stands: Iterable[Invoice]) -> tuple[LedgerEntry, ...]:
    """The costs that the practice laid out, that were not taken back and that no standing invoice bills, by day."""
    every = tuple(entries)
    gone, billed = reversed_ids(every), {cost for one in stands for cost in cost_ids(one)}
    return tuple(
        one
        for one in ordered(every)
        if one.kind is EntryKind.COST and one.account is Account.OPERATING and one.invoice_id is None
        if not one.reverses and one.id not in gone and one.id not in billed
    )


def charged_alone(entries: Iterable[LedgerEntry]) -> int:
    """The fees that were charged without an invoice and not taken back, minor units."""
    fees = (one for one in entries if one.kind is EntryKind.FEE and one.invoice_id is None)
    return max(0, sum(effect(one).account for one in fees))


def billed_keys(invoices: Iterable[Invoice]) -> frozenset[str]:
    """The parts of the fee plan that these invoices bill."""
    return frozenset(line.key for one in invoices for line in one.lines if line.key)


def time_ids(invoice: Invoice) -> tuple[int, ...]:
    """The time entries that an invoice bills."""
    return tuple(entry for line in invoice.lines for entry in line.times)


def cost_ids(invoice: Invoice) -> tuple[int, ...]:
    """The ledger's entries of the costs that it bills."""
    return tuple(line.cost_id for line in invoice.lines if line.cost_id)


def bills_as_kept(line: Line, times: Mapping[int, TimeEntry]) -> bool:
    """Whether the time of a line is still there as it was when the line was made, and nobody has billed it."""
    own = [times[number] for number in line.times if number in times]
    free = all(entry.billable and entry.invoice_id is None for entry in own)
    return free and len(own) == len(line.times) and (not own or sum(e.minutes for e in own) == line.minutes)
