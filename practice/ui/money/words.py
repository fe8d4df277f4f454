"""The words of the money screens for what the rules call by code."""

from datetime import date
from functools import partial

from practice.actions import practice
from practice.actions.invoices import Listed
from practice.actions.store import Store
from practice.actions.time import Unbilled
from practice.actions.wording import decimal_point, money_text
from practice.rules.clients import display_name
from practice.rules.invoices import Invoice, InvoiceState, Line, LineKind, Standing
from practice.rules.reconciliation import Reconciliation, ReconciliationState
from practice.rules.time import minutes_text
from practice.ui.invoiced import standing as standing
from practice.ui.ledger.words import Say
from practice.ui.tr import tr, trn
from practice.ui.when import day_text

ADVICE = "Others may read an invoice: say what was done, not what was advised."  # PROFESSION 7.4


def say_in(store: Store, currency: str) -> Say:
    """How the practice writes amounts in a currency."""
    return partial(money_text, currency=currency, locale=practice.profile(store).locale)


def point_of(store: Store) -> str:
    """The sign before the decimals where the practice is."""
    return decimal_point(practice.profile(store).locale)


def listed_standing(row: Listed, today: date) -> Standing:
    """What has become of an invoice of the list."""
    due = date.fromisoformat(row.due_on) if row.due_on else None
    if row.state == InvoiceState.DRAFT:
        return Standing.DRAFT
    if row.reverses:
        return Standing.CREDIT_NOTE
    if row.credited:
        return Standing.CREDITED
    if row.paid >= row.total:
        return Standing.PAID
    if due is not None and due < today:
        return Standing.OVERDUE
    return Standing.PARTLY if row.paid else Standing.OPEN


def named(invoice: Invoice) -> str:
    """What an invoice is called in a title."""
    if invoice.reverses:
        return tr("Credit note {number}", number=invoice.number)
    return tr("Invoice {number}", number=invoice.number) if invoice.number else tr("Draft of an invoice")


def waits(one: Unbilled) -> str:
    """What waits to be billed, in a few words: "2 h 10 of time, 1 cost, Drafting"."""
    minutes = sum(line.minutes for line in one.lines if line.kind is LineKind.TIME)
    costs = sum(line.kind is LineKind.COST for line in one.lines)
    parts = [one.engagement.title or one.engagement.kind or tr("Work")]
    if minutes:
        parts.append(minutes_text(minutes))
    if costs:
        parts.append(trn("{n} cost", "{n} costs", costs))
    parts += [offered.line.text for offered in one.offered if offered.due][:2]
    if one.sessions:
        parts.append(trn("{n} session without time", "{n} sessions without time", len(one.sessions)))
    return ", ".join(parts)


def title_of(one: Unbilled) -> str:
    """Whose work it is."""
    return display_name(one.client)


def line_detail(line: Line, today: date) -> str:
    """The day of a line, and its time."""
    day = day_text(line.on, today) if line.on else ""
    spent = ""
    if line.kind is LineKind.TIME:
        units = trn("{n} unit of {m} minutes", "{n} units of {m} minutes", line.units, m=line.increment)
        spent = f"{minutes_text(line.minutes)} = {units}"
    return ", ".join(part for part in (day, spent) if part)


def month(day: date) -> str:
    """A month by its last day: "October 2026"."""
    return f"{day:%B %Y}"


def reconciled(one: Reconciliation) -> tuple[str, str, str]:
    """How a month stands, as kind, words and icon."""
    if one.state is ReconciliationState.FINISHED:
        return ("ok", tr("Finished"), "lock")
    return ("warn", tr("Not finished"), "clock")
