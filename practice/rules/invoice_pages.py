"""What an invoice and a credit note say: facts that the same pages are made from as letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from practice.rules.cases import Words
from practice.rules.clients import Client, address_lines, display_name
from practice.rules.engagements import Engagement
from practice.rules.invoices import Invoice, Line, LineKind, sums
from practice.rules.letters import Block, Grid, LetterFacts, Paragraph, Section
from practice.rules.practice import PracticeProfile, design, letterhead
from practice.rules.signs import printed
from practice.rules.units import hours

INVOICE, CREDIT_NOTE = "invoice", "credit_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """All that an invoice is written from; `people` are the one or two whom it is addressed to.

    `held` is what lies in trust for them (minor units), `credits` the invoice that a credit note takes back.
    """

    invoice: Invoice
    profile: PracticeProfile
    engagement: Engagement
    record: Client
    people: tuple[Client, ...]
    today: date
    held: int = 0
    credits: Invoice | None = None


def facts(bill: Bill, words: Words, short: Words) -> LetterFacts:
    """The invoice as it stands; `words` write amounts and days, `short` days in columns."""
    invoice, profile = bill.invoice, bill.profile
    issued = bool(invoice.number)
    named = "Credit note" if bill.credits else "Invoice"
    about = bill.engagement.title or bill.engagement.kind
    return LetterFacts(
        family=CREDIT_NOTE if bill.credits else INVOICE,
        number=invoice.number,
        version=1 if issued else 0,
        check_code=invoice.check_code,
        paper=profile.paper,
        language=profile.locale.replace("_", "-"),
        title=f"{named} {invoice.number}".strip(),
        letterhead=letterhead(profile),
        design=design(profile),
        date_line=words.day(bill.today),
        recipient=_recipient(bill),
        subject=f"{named} {invoice.number}".strip() + (f": {printed(about)}" if about else ""),
        reference=_reference(bill, words),
        sections=tuple(_sections(bill, words, short)),
    )


def _recipient(bill: Bill) -> tuple[str, ...]:
    everyone = (bill.record, *bill.people)
    address = next((client.addresses[0] for client in everyone if client.addresses), None)
    return (*(display_name(client) for client in bill.people), *(address_lines(address) if address else ()))


def _reference(bill: Bill, words: Words) -> str:
    if bill.credits:
        return f"It takes back invoice {bill.credits.number}"
    return f"Please pay by {words.day(bill.invoice.due_on)}" if bill.invoice.due_on else ""


def _sections(bill: Bill, words: Words, short: Words) -> Iterable[Section]:
    invoice = bill.invoice
    yield Section(0, "", (_table(invoice, words, short),))
    if invoice.why.strip():
        yield Section(0, "Why", (Paragraph(printed(invoice.why)),))
    if invoice.note.strip():
        yield Section(0, "", tuple(_paragraphs(invoice.note)))
    if not bill.credits:
        yield from _paying(bill, words)
    if invoice.tax_percent and bill.profile.tax_number:
        yield Section(0, "", (Paragraph(f"{invoice.tax_label} number: {printed(bill.profile.tax_number)}"),))


def _paying(bill: Bill, words: Words) -> Iterable[Section]:
    details = list(_paragraphs(bill.profile.payment_details))
    if details:
        named = f"Please give {bill.invoice.number} as the reference." if bill.invoice.number else ""
        yield Section(0, "How to pay", (*details, *([Paragraph(named)] if named else [])))
    if bill.held > 0:
        said = f"I hold {words.money(bill.held)} for you in trust. What is earned of it may pay this invoice."
        yield Section(0, "Held for you", (Paragraph(said),))


def _paragraphs(text: str) -> Iterable[Block]:
    return (Paragraph(printed(line)) for line in text.splitlines() if line.strip())


def _table(invoice: Invoice, words: Words, short: Words) -> Grid:
    timed = any(line.kind is LineKind.TIME for line in invoice.lines)
    dated = any(line.on for line in invoice.lines)
    header = (*(("Date",) if dated else ()), "For", *(("Hours", "Rate") if timed else ()), "Amount")
    before = ("",) * dated, ("", "") if timed else ()
    rows = [_row(line, dated, timed, words, short) for line in invoice.lines]
    added = sums(invoice.lines, invoice.tax_percent)
    if invoice.tax_percent:
        tax = f"{invoice.tax_label} {invoice.tax_percent}%"
        if any(not line.taxed for line in invoice.lines):
            tax += f" on {words.money(sum(line.amount for line in invoice.lines if line.taxed))}"
        rows.append((*before[0], "Without tax", *before[1], words.money(added.net)))
        rows.append((*before[0], tax, *before[1], words.money(added.tax)))
    total = ("Total", *before[0], *before[1], words.money(added.total))
    return Grid(header, tuple(rows), total, right=tuple(range(len(header) - (3 if timed else 1), len(header))))


def _row(line: Line, dated: bool, timed: bool, words: Words, short: Words) -> tuple[str, ...]:
    day = (short.day(line.on) if line.on else "",) if dated else ()
    spent = (hours_text(line, words.point), words.money(line.rate)) if line.kind is LineKind.TIME else ("", "")
    return (*day, printed(line.text), *(spent if timed else ()), words.money(line.amount))


def hours_text(line: Line, point: str = ".") -> str:
    """The hours of a line of time: "0.8", or with two decimals where the unit is no tenth of an hour."""
    exact = hours(line.units, line.increment)
    places = 1 if (exact * 10).denominator == 1 and line.increment % 6 == 0 else 2
    return f"{float(exact):.{places}f}".replace(".", point)
