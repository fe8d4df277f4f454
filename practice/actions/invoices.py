"""Invoices: begin one from what is unbilled, write it, issue it for good, see it paid, remind of it, take it back."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from practice.actions import ledger, practice, time, wording
from practice.actions.letters import library, render
from practice.actions.store import Store
from practice.db import clients, households, letters
from practice.db import invoices as kept
from practice.db import ledger as kept_ledger
from practice.db import time as kept_time
from practice.db.invoices import Listed, get, page
from practice.errors import Refused, Trouble
from practice.interchange import files
from practice.rules import invoice_pages as pages
from practice.rules import invoices as rules
from practice.rules import money
from practice.rules.cases import Words
from practice.rules.clients import Client
from practice.rules.engagements import Engagement
from practice.rules.families import value
from practice.rules.fee_plan import less
from practice.rules.invoice_pages import Bill
from practice.rules.invoices import Invoice, InvoiceDocument, InvoiceState, Line, LineKind, Standing
from practice.rules.ledger import EntryKind, LedgerEntry, reversed_ids
from practice.rules.letters import Letter, Rendered, check_code, letter_in_force, next_number
from practice.rules.practice import PracticeProfile

__all__ = ["Listed", "get", "page"]


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """An invoice with what became of it; `trust` lies there for the work, `transferable` is the earned part of that."""

    invoice: Invoice
    client: Client
    engagement: Engagement
    standing: Standing
    paid: int
    payments: tuple[LedgerEntry, ...]
    credited_by: Invoice | None
    credits: Invoice | None
    reminders: tuple[Letter, ...]
    trust: int
    transferable: int

    @property
    def open(self) -> int:
        """What is still to be paid, minor units; 0 where nothing is, as for a draft, which asks for nothing yet."""
        asks = self.standing in (Standing.OPEN, Standing.PARTLY, Standing.OVERDUE)
        return self.invoice.total - self.paid if asks else 0


@dataclass(frozen=True, slots=True)
class Stood:
    """An invoice as a list shows it: what has become of it, and how much of it is paid."""

    invoice: Invoice
    standing: Standing
    paid: int


def view(store: Store, invoice_id: int, today: date) -> InvoiceView:
    """An invoice with all that its page shows; KeyError when there is none."""
    invoice = get(store, invoice_id)
    account = ledger.account(store, invoice.engagement_id, today)
    mine = tuple(entry for entry in account.entries if entry.invoice_id == invoice.id)
    note = kept.credit_of(store, invoice.id)
    paid = rules.settled(invoice, mine)
    return InvoiceView(
        invoice=invoice,
        client=clients.find(store, invoice.client_id),
        engagement=account.engagement,
        standing=rules.standing(invoice, paid, note is not None, today),
        paid=paid,
        payments=tuple(one for one in mine if one.kind not in (EntryKind.FEE, EntryKind.COST)),
        credited_by=note,
        credits=get(store, invoice.reverses) if invoice.reverses else None,
        reminders=tuple(letters.from_source(store, f"invoice:{invoice.id}")),
        trust=account.balances.trust,
        transferable=account.balances.transferable,
    )


def of_client(store: Store, client: Client, today: date) -> tuple[Stood, ...]:
    """The invoices of a client, and of the household they belong to, newest first."""
    return _stood(store, kept.of_clients(store, households.related(store, client)), today)


def of_work(store: Store, engagement_id: int, today: date) -> tuple[Stood, ...]:
    """The invoices of one piece of work, newest first."""
    return _stood(store, kept.of_engagement(store, engagement_id), today)


def _stood(store: Store, every: list[Invoice], today: date) -> tuple[Stood, ...]:
    entries = kept_ledger.of_engagements(store, {one.engagement_id for one in every})
    gone = {one.reverses for one in every if one.reverses}
    paid = [rules.settled(one, entries) for one in every]
    return tuple(
        Stood(one, rules.standing(one, came, one.id in gone, today), came)
        for one, came in zip(every, paid, strict=True)
    )


def due(row: Listed) -> date | None:
    """The day by which an invoice of the list is to be paid."""
    return date.fromisoformat(row.due_on) if row.due_on else None


def overdue(store: Store, today: date) -> int:
    """How many invoices are overdue."""
    return kept.overdue(store, today.isoformat())


# a draft


def draft_of(store: Store, engagement_id: int) -> Invoice | None:
    """The invoice of a piece of work that is being written."""
    every = kept.of_engagement(store, engagement_id)
    return next((one for one in every if one.state is InvoiceState.DRAFT), None)


def start(store: Store, engagement_id: int, now: datetime, lines: Iterable[Line] | None = None) -> Invoice:
    """A draft of these lines, else of all that is due; the one that is being written already, where there is one."""
    draft = draft_of(store, engagement_id)
    if draft is not None:
        return draft
    today = now.astimezone().date()
    there = time.unbilled(store, engagement_id, today)
    chosen = tuple(there.due if lines is None else lines)
    profile = practice.profile(store)
    taxed = bool(money.percent(profile.tax_percent))
    made = Invoice(
        client_id=there.engagement.client_id,
        engagement_id=engagement_id,
        currency=there.currency,
        lines=(*chosen, *less(there.advance, chosen)),
        tax_label=profile.tax_label if taxed else "",
        tax_percent=profile.tax_percent if taxed else "",
        due_on=today + timedelta(days=due_days(store, engagement_id, today)),
        created_at=now,
    )
    with store.journal.change("invoice.start"):
        return kept.save(store, rules.reckoned(made))


def due_days(store: Store, engagement_id: int, today: date) -> int:
    """How many days an invoice leaves: as the signed letter's clause on invoices says, else as the settings do."""
    profile = practice.profile(store)
    force = letter_in_force(letters.of_engagement(store, engagement_id), today)
    for letter in reversed((force.letter, *force.addenda) if force else ()):
        if "billing" in dict(letter.clauses):
            said = value(letter, "billing.due_days") or _default_days(profile)
            if said.strip().isdecimal():
                return int(said)
    return profile.invoice_days


def _default_days(profile: PracticeProfile) -> str:
    clause = next((one for one in library(profile.profile).clauses if one.key == "billing"), None)
    return next((one.default for one in clause.fields if one.key == "due_days"), "") if clause else ""


def keep(store: Store, invoice: Invoice, *, visit: str = "") -> Invoice:
    """Keep a draft's lines, tax, due day and note; Refused for an issued one, or a rate that is none."""
    before = _draft(store, invoice.id)
    money.percent(invoice.tax_percent)
    after = rules.reckoned(
        replace(
            before,
            lines=invoice.lines,
            tax_label=invoice.tax_label,
            tax_percent=invoice.tax_percent,
            due_on=invoice.due_on,
            note=invoice.note,
        )
    )
    with store.journal.change("invoice.edit", merge=visit or None):
        return kept.save(store, after)


def take_up(store: Store, invoice_id: int, today: date) -> Invoice:
    """Put into a draft what has become due since it was begun."""
    draft = _draft(store, invoice_id)
    have = {_what(line) for line in draft.lines}
    times = set(rules.time_ids(draft))
    there = time.unbilled(store, draft.engagement_id, today)
    new = [line for line in there.due if _what(line) not in have and not times & set(line.times)]
    return keep(store, replace(draft, lines=(*draft.lines, *new)))


def _what(line: Line) -> tuple[object, ...]:
    return (line.times, line.cost_id, line.key)


def discard(store: Store, invoice_id: int) -> None:
    """Take a draft away (Undo brings it back); what it would have billed waits on."""
    _draft(store, invoice_id)
    with store.journal.change("invoice.discard"):
        kept.delete(store, invoice_id)


def _draft(store: Store, invoice_id: int) -> Invoice:
    invoice = get(store, invoice_id)
    if invoice.state is not InvoiceState.DRAFT:
        raise Refused("This invoice is issued. A credit note takes it back; then you can write another one.")
    return invoice


# pages


def bill(store: Store, invoice: Invoice, today: date) -> Bill:
    """All that an invoice's page is made from, as the store holds it."""
    record = clients.find(store, invoice.client_id)
    account = ledger.account(store, invoice.engagement_id, today)
    return Bill(
        invoice=invoice,
        profile=practice.profile(store),
        engagement=account.engagement,
        record=record,
        people=households.members(store, record) or (record,),
        today=today,
        held=account.balances.trust,
        credits=get(store, invoice.reverses) if invoice.reverses else None,
    )


def drawn(bill: Bill) -> Rendered:
    """The pages of an invoice as it stands. Safe in a worker: it reads no store."""
    return render(pages.facts(bill, *_words(bill)))


def _words(bill: Bill) -> tuple[Words, Words]:
    currency = bill.invoice.currency
    return wording.words(bill.profile, currency), wording.short_words(bill.profile, currency)


def pdf(store: Store, invoice_id: int, today: date) -> bytes:
    """The invoice as a PDF: the stored bytes when issued, else the draft as it stands."""
    invoice = get(store, invoice_id)
    if invoice.state is InvoiceState.DRAFT:
        return drawn(bill(store, invoice, today)).pdf
    document = kept.document(store, invoice_id)
    if document is None or hashlib.sha256(document.pdf).hexdigest() != invoice.sha256:
        raise Trouble("The stored pages of this invoice were altered. Restore a backup that is older.")
    return document.pdf


def file_name(invoice: Invoice) -> str:
    """The name that an exported invoice and its print job get: its number, never the client's name."""
    return f"{invoice.number}.pdf" if invoice.number else "invoice-draft.pdf"


def export(store: Store, invoice_id: int, path: Path, today: date) -> None:
    """Write the invoice's PDF to `path`, whole or not at all. Raises Trouble when it cannot be written."""
    files.write(path, [pdf(store, invoice_id, today)])


# issued for good


def problems(store: Store, invoice: Invoice, today: date) -> dict[str, str]:
    """What stops a draft from being issued, by field; empty when nothing does."""
    wrong = rules.problems(invoice, practice.profile(store).practice_name)
    return wrong or _billed_already(store, invoice, today)


def _billed_already(store: Store, invoice: Invoice, today: date) -> dict[str, str]:
    """No piece of time, no cost and no part of a fee is billed twice."""
    times = {one.id: one for one in kept_time.some(store, rules.time_ids(invoice))}
    if any(not rules.bills_as_kept(line, times) for line in invoice.lines):
        return {"lines": "Some of this time was changed or billed meanwhile. Take its line out and add it again."}
    stands = [one for one in time.standing(store, invoice.engagement_id) if one.id != invoice.id]
    entries = kept_ledger.of_engagement(store, invoice.engagement_id)
    waiting = {cost.id for cost in rules.open_costs(entries, stands)}
    if any(cost not in waiting for cost in rules.cost_ids(invoice)):
        return {"lines": "A cost here is billed already, or was taken back. Take its line out."}
    offered = time.unbilled(store, invoice.engagement_id, today).offered
    if rules.billed_keys([invoice]) - {one.line.key for one in offered}:
        return {"lines": "A part of the fee here is billed already. Take its line out."}
    return _taken_off(store, invoice, entries)


def _taken_off(store: Store, invoice: Invoice, entries: list[LedgerEntry]) -> dict[str, str]:
    """Nothing is taken off that was not paid in advance, or has gone since."""
    off = -sum(line.amount for line in invoice.lines if line.kind is LineKind.ADVANCE)
    if off > rules.advance_left(kept.light(store, [invoice.engagement_id]), entries):
        return {"lines": "Less was paid in advance than is taken off here. Change that line, or take it out."}
    return {}


def issue(store: Store, invoice_id: int, now: datetime) -> Invoice:
    """Freeze a draft: number, facts, bytes and check code; the ledger gets its fee. Refused while something is missing.

    Nothing of it can be undone; a credit note takes it back.
    """
    draft, today = _draft(store, invoice_id), now.astimezone().date()
    if wrong := problems(store, draft, today):
        raise Refused(wrong)
    ready, rendered = _frozen(store, replace(draft, number=_number(store, rules.PREFIX, today)), now)
    with store.journal.change("invoice.issue", final=True):
        issued = _keep(store, ready, rendered)
        for entry in rules.entries(issued, today, now):
            ledger.recorded(store, entry, now)
        for one in kept_time.some(store, rules.time_ids(issued)):
            kept_time.save(store, replace(one, invoice_id=issued.id))
        return issued


def credit(store: Store, invoice_id: int, why: str, now: datetime) -> Invoice:
    """Take an issued invoice back whole, by a credit note; its time and costs wait to be billed again.

    The ledger's entries are reversed, what was let go of it too; what was paid stays and waits for its use.
    """
    invoice, today = get(store, invoice_id), now.astimezone().date()
    note = rules.credit(invoice, why, now)
    if kept.credit_of(store, invoice_id) is not None:
        raise Refused("This invoice was taken back already.")
    ready, rendered = _frozen(store, replace(note, number=_number(store, rules.CREDIT_PREFIX, today)), now)
    with store.journal.change("invoice.credit", final=True):
        issued = _keep(store, ready, rendered)
        _take_back(store, invoice, f"{issued.number}: {issued.why}", now)
        for one in kept_time.of_invoice(store, invoice_id):
            kept_time.save(store, replace(one, invoice_id=None))
        return issued


def _take_back(store: Store, invoice: Invoice, why: str, now: datetime) -> None:
    mine = kept.allocated(store, invoice)
    gone = reversed_ids(mine)
    for entry in mine:
        its_own = entry.kind in (EntryKind.FEE, EntryKind.COST, EntryKind.WRITE_OFF)
        if its_own and entry.reverses is None and entry.id not in gone:
            ledger.taken_back(store, entry.id, why, now, now.astimezone().date())


def _number(store: Store, prefix: str, today: date) -> str:
    return next_number(prefix, today.year, kept.numbers(store, f"{prefix}-{today.year}-"))


def _frozen(store: Store, ready: Invoice, now: datetime) -> tuple[Invoice, Rendered]:
    """The invoice as it is issued, with its pages; Refused where no font has one of its characters."""
    what = bill(store, ready, now.astimezone().date())
    plain = pages.facts(what, *_words(what))
    code = check_code(kept.text_of(plain))
    facts = replace(plain, check_code=code)
    rendered = render(facts)
    if rendered.missing:
        raise Refused({"lines": f"No font here has {' '.join(rendered.missing)}. Write it another way."})
    sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    issued = replace(ready, state=InvoiceState.ISSUED, facts=facts, check_code=code, sha256=sha256)
    return replace(issued, pages=rendered.pages, issued_at=now), rendered


def _keep(store: Store, invoice: Invoice, rendered: Rendered) -> Invoice:
    kept_one = kept.save(store, invoice)
    kept.keep_document(store, InvoiceDocument(invoice_id=kept_one.id, pdf=rendered.pdf, sha256=invoice.sha256))
    return kept_one


def asks_deposit(invoice: Invoice) -> bool:
    """Whether an invoice asks for a deposit."""
    return any(line.kind is LineKind.DEPOSIT for line in invoice.lines)
