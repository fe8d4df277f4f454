"""Paying an invoice: what came in, out of trust, let go; and the letter that reminds of one that is overdue."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from practice.actions import families, ledger, practice, wording
from practice.actions.invoices import InvoiceView, asks_deposit, get, view
from practice.actions.store import Store
from practice.db import invoices as kept_invoices
from practice.db import ledger as kept
from practice.errors import Refused
from practice.rules import invoices as rules
from practice.rules import money
from practice.rules.invoices import Invoice, Standing
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.letters import Grid, Letter
from practice.rules.practice import Profile

GRACE = 7  # days that a reminder leaves to pay


def pay(store: Store, invoice_id: int, entry: LedgerEntry, now: datetime) -> LedgerEntry:
    """Record what came in for an invoice: `entry` says how much, when, from whom and how, and where it lies.

    Into trust only for one that asks for a deposit. Refused by field where it cannot stand.
    """
    there = view(store, invoice_id, now.astimezone().date())
    in_trust = entry.account is Account.TRUST
    if in_trust and not asks_deposit(there.invoice):
        raise Refused({"account": "What is paid for an invoice goes to your own account; trust is for deposits."})
    if entry.amount > there.open:
        raise Refused({"amount": _too_much(store, there)})
    kind = EntryKind.DEPOSIT if in_trust else EntryKind.PAYMENT
    return ledger.record(store, _named(there.invoice, replace(entry, kind=kind)), now)


def _too_much(store: Store, there: InvoiceView) -> str:
    said = wording.money_text(there.open, there.invoice.currency, practice.profile(store).locale)
    return f"Only {said} is open. Record what came beyond it in the ledger, as a payment in advance."


def pay_from_trust(store: Store, invoice_id: int, amount: int, on: date, now: datetime) -> LedgerEntry:
    """Pay an invoice out of what lies in trust and is earned; Refused where that is less."""
    there = view(store, invoice_id, now.astimezone().date())
    if amount > there.open:
        raise Refused({"amount": _too_much(store, there)})
    entry = LedgerEntry(kind=EntryKind.TRANSFER, account=Account.TRUST, amount=amount, on=on)
    return ledger.record(store, _named(there.invoice, entry), now)


def kept_in_trust(store: Store) -> bool:
    """Whether deposits usually lie in trust here: with a lawyer (Rule 1.15); a coach may keep them so."""
    return practice.profile(store).profile is Profile.LAWYER


def earlier(store: Store, invoice_id: int) -> tuple[LedgerEntry, ...]:
    """What came in for the work of an invoice, or out of trust, without naming one that stands."""
    work = get(store, invoice_id).engagement_id
    return rules.unallocated(kept.of_engagement(store, work), rules.credited_ids(kept_invoices.light(store, [work])))


def usable(store: Store, invoice_id: int) -> int:
    """What of that can still pay an invoice, minor units: some may have gone back, or been taken off another one."""
    work = get(store, invoice_id).engagement_id
    return rules.usable(kept_invoices.light(store, [work]), kept.of_engagement(store, work))


def use_earlier(store: Store, invoice_id: int, now: datetime) -> None:
    """Let what came in without an invoice pay this one, the earliest first, as far as it is open and still there.

    Each such payment is reversed and recorded again on its own day: what this invoice takes, and the rest.
    """
    today = now.astimezone().date()
    there = view(store, invoice_id, today)
    left = min(there.open, usable(store, invoice_id))
    with store.journal.change("invoice.use_earlier", final=True):
        for entry in earlier(store, invoice_id):
            used = min(left, entry.amount)
            if not used:
                return
            left -= used
            ledger.taken_back(store, entry.id, f"Used for {there.invoice.number}", now, today, entry.on)
            fresh = replace(entry, id=0, amount=used, invoice_id=invoice_id)
            ledger.recorded(store, fresh, now)
            if used < entry.amount:
                rest = replace(entry, id=0, amount=entry.amount - used, invoice_id=None)
                ledger.recorded(store, rest, now)


def let_go(store: Store, invoice_id: int, why: str, now: datetime) -> LedgerEntry:
    """Write off what is still open of an invoice; Refused without a reason."""
    there = view(store, invoice_id, now.astimezone().date())
    today = now.astimezone().date()
    entry = LedgerEntry(kind=EntryKind.WRITE_OFF, amount=there.open, on=today, text=why)
    return ledger.record(store, _named(there.invoice, entry), now)


def _named(invoice: Invoice, entry: LedgerEntry) -> LedgerEntry:
    own = replace(entry, engagement_id=invoice.engagement_id, client_id=invoice.client_id, currency=invoice.currency)
    return replace(own, invoice_id=invoice.id)


def remind(store: Store, invoice_id: int, now: datetime) -> Letter:
    """A draft of the letter that reminds of an overdue invoice, or the one that is open; Refused before it is due."""
    today = now.astimezone().date()
    there = view(store, invoice_id, today)
    if there.standing is not Standing.OVERDUE:
        raise Refused("Only an overdue invoice is reminded of.")
    draft = next((one for one in there.reminders if one.issued_at is None), None)
    return draft or families.start(
        store, there.client.id, "fee_reminder", now, there.engagement.id,
        filled=_filled(store, there, today), tables=_tables(store, there), source=f"invoice:{invoice_id}",
    )  # fmt: skip


def _filled(store: Store, there: InvoiceView, today: date) -> dict[str, str]:
    invoice, locale = there.invoice, practice.profile(store).locale
    issued = invoice.issued_at.astimezone().date() if invoice.issued_at else today
    return {
        "due.invoice": invoice.number,
        "due.invoice_day": issued.isoformat(),
        "due.amount": money.typed(there.open, invoice.currency, wording.decimal_point(locale)),
        "due.due_day": invoice.due_on.isoformat() if invoice.due_on else "",
        "options.pay_day": (today + timedelta(days=GRACE)).isoformat(),
    }


def _tables(store: Store, there: InvoiceView) -> dict[str, Grid]:
    """What the reminder prints: the invoice, what came in for it and what is open; nothing where nothing came."""
    if not there.paid:
        return {}
    words = wording.words(practice.profile(store), there.invoice.currency)
    rows = ((f"Invoice {there.invoice.number}", words.money(there.invoice.total)), ("Paid", words.money(-there.paid)))
    return {"open": Grid(("", "Amount"), rows, ("Still open", words.money(there.open)), (1,))}
