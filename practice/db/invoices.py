"""Invoices and the bytes of issued ones, as they are kept; triggers refuse to change what was issued."""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from practice.db import records
from practice.db.store import Store
from practice.db.tables import InvoiceDocumentRow, InvoiceRow, LedgerEntryRow
from practice.rules.engagements import Fee
from practice.rules.invoices import Invoice, InvoiceDocument, InvoiceState, Line, LineKind, cost_ids
from practice.rules.ledger import LedgerEntry
from practice.rules.letters import Letter, LetterFacts

# What pays an invoice, as rules.invoices.settled has it: summed once for all of them.
_PAID = """
    paid AS (
        SELECT invoice_id, sum(CASE WHEN kind = 'deposit' THEN 0 WHEN reverses IS NULL THEN amount ELSE -amount END)
            AS came, sum(CASE WHEN kind <> 'deposit' THEN 0 WHEN reverses IS NULL THEN amount ELSE -amount END) AS held
        FROM ledger_entries
        WHERE invoice_id IS NOT NULL AND kind IN ('payment', 'transfer', 'write_off', 'deposit') GROUP BY invoice_id
    ), stood AS (
        SELECT i.id, i.client_id, i.number, i.state, i.currency, i.total, i.due_on, i.issued_at, i.reverses,
            coalesce(paid.came, 0) + CASE WHEN i.deposit THEN coalesce(paid.held, 0) ELSE 0 END AS paid,
            note.id IS NOT NULL AS credited
        FROM invoices i LEFT JOIN paid ON paid.invoice_id = i.id LEFT JOIN invoices note ON note.reverses = i.id
    )
"""
_OPEN = "state = 'issued' AND reverses IS NULL AND NOT credited AND total > paid"


class Listed(NamedTuple):
    """One row of the list of invoices; its place is `rank`, `key` and `id`, ascending."""

    id: int
    client_id: int
    client: str
    number: str
    state: str
    currency: str
    total: int
    paid: int
    due_on: str | None
    issued_at: int | None
    reverses: int | None
    credited: int
    rank: int  # 0 draft, 1 to be paid, 2 all others
    key: str


def get(store: Store, invoice_id: int) -> Invoice:
    """The invoice with this id; KeyError when there is none."""
    return records.get(InvoiceRow, Invoice, invoice_id)


def of_engagement(store: Store, engagement_id: int) -> list[Invoice]:
    """The invoices of an engagement, newest first."""
    query = InvoiceRow.select().where(InvoiceRow.engagement_id == engagement_id)
    return records.fetch(query.order_by(InvoiceRow.id.desc()), Invoice)


def light(store: Store, engagement_ids: Iterable[int]) -> list[Invoice]:
    """The invoices of these engagements, newest first, with what they bill and come to, and without their pages."""
    ids = tuple(engagement_ids)
    sql = (
        "SELECT id, client_id, engagement_id, number, state, currency, lines, tax_percent, total, reverses "
        f"FROM invoices WHERE engagement_id IN ({', '.join('?' * len(ids))}) ORDER BY id DESC"
    )
    return [
        Invoice(
            id=invoice, client_id=client, engagement_id=work, number=number, state=InvoiceState(state),
            currency=currency, lines=records.revive(tuple[Line, ...], json.loads(lines)), tax_percent=percent,
            total=total, reverses=reverses,
        )
        for invoice, client, work, number, state, currency, lines, percent, total, reverses in store.execute(sql, ids)
    ]  # fmt: skip


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Invoice]:
    """The invoices of these clients, newest first."""
    query = InvoiceRow.select().where(InvoiceRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(InvoiceRow.id.desc()), Invoice)


def credit_of(store: Store, invoice_id: int) -> Invoice | None:
    """The credit note that takes an invoice back, None where none does."""
    return records.first(InvoiceRow.select().where(InvoiceRow.reverses == invoice_id), Invoice)


def allocated(store: Store, invoice: Invoice) -> list[LedgerEntry]:
    """The ledger's entries that name this invoice, by day."""
    row = LedgerEntryRow
    query = row.select().where((row.engagement_id == invoice.engagement_id) & (row.invoice_id == invoice.id))
    return records.fetch(query.order_by(row.on, row.id), LedgerEntry)


def save(store: Store, invoice: Invoice) -> Invoice:
    """Keep an invoice, new or changed; inside a change of the journal."""
    deposit = int(any(line.kind is LineKind.DEPOSIT for line in invoice.lines))
    return store.journal.put(InvoiceRow, invoice, deposit=deposit, costs=records.dumps(cost_ids(invoice)))


def delete(store: Store, invoice_id: int) -> None:
    """Take away a draft; inside a change of the journal."""
    store.journal.delete(InvoiceRow, invoice_id)


def keep_document(store: Store, document: InvoiceDocument) -> InvoiceDocument:
    """Keep the bytes of an invoice that is being issued; inside a change of the journal."""
    return store.journal.put(InvoiceDocumentRow, document)


def document(store: Store, invoice_id: int) -> InvoiceDocument | None:
    """The bytes of an issued invoice, None for a draft."""
    query = InvoiceDocumentRow.select().where(InvoiceDocumentRow.invoice_id == invoice_id)
    return records.first(query, InvoiceDocument)


def numbers(store: Store, head: str) -> list[str]:
    """The numbers that begin with `head`."""
    end = head[:-1] + chr(ord(head[-1]) + 1)
    rows = store.execute("SELECT number FROM invoices WHERE number >= ? AND number < ?", (head, end))
    return [number for (number,) in rows]


def text_of(facts: LetterFacts) -> str:
    """The facts as text, equal for equal facts: what the check code is made of."""
    return records.dumps(facts)


def page(store: Store, after: Listed | None, limit: int) -> list[Listed]:
    """The next invoices: drafts, then what is to be paid by its day, the longest due first, then the newest others."""
    place = (after.rank, after.key, after.id) if after else (-1, "", 0)
    sql = f"""
        WITH {_PAID}, ranked AS (
            SELECT *, CASE WHEN state = 'draft' THEN 0 WHEN {_OPEN} THEN 1 ELSE 2 END AS rank FROM stood
        ), placed AS (
            SELECT *, CASE rank WHEN 1 THEN coalesce(due_on, '') ELSE printf('%012d', 999999999999 - id) END AS key
            FROM ranked
        ), shown AS (
            SELECT * FROM placed WHERE (rank, key, id) > (?, ?, ?) ORDER BY rank, key, id LIMIT ?
        )
        SELECT s.id, s.client_id, c.list_name, s.number, s.state, s.currency, s.total, s.paid, s.due_on, s.issued_at,
            s.reverses, s.credited, s.rank, s.key
        FROM shown s JOIN clients c ON c.id = s.client_id ORDER BY s.rank, s.key, s.id
    """
    return [Listed(*row) for row in store.execute(sql, (*place, limit))]


def overdue(store: Store, today: str) -> int:
    """How many invoices are overdue on a day."""
    sql = f"WITH {_PAID} SELECT count(*) FROM stood WHERE due_on < ? AND {_OPEN}"
    return int(store.execute(sql, (today,)).fetchone()[0])


def signed_letters(store: Store, engagement_ids: Iterable[int]) -> list[Letter]:
    """The signed letters of these engagements, with what says which one binds and at which fee, and nothing else."""
    ids = tuple(engagement_ids)
    sql = (
        "SELECT id, engagement_id, client_id, family, number, version, signed_on, amends, fee FROM letters "
        f"WHERE signed_on IS NOT NULL AND engagement_id IN ({', '.join('?' * len(ids))})"
    )
    return [
        Letter(
            id=letter, engagement_id=work, client_id=client, family=family, number=number, version=version,
            signed_on=date.fromisoformat(signed), amends=amends,
            fee=records.revive(Fee, json.loads(fee)) if fee else None,
        )
        for letter, work, client, family, number, version, signed, amends, fee in store.execute(sql, ids)
    ]  # fmt: skip


def workable(store: Store, after: tuple[str, int] | None, limit: int) -> list[tuple[int, str, int]]:
    """The next engagements that may have something to bill, by (client's sort key, id): id, sort key, client's id.

    Those that are open with a signed letter or a session, and all with time or costs that wait.
    """
    place = after or ("", 0)
    sql = """
        SELECT e.id, c.sort_key, e.client_id FROM engagements e JOIN clients c ON c.id = e.client_id
        WHERE (c.sort_key, e.id) > (?, ?) AND (e.status = 'open' AND (
                EXISTS (SELECT 1 FROM letters l WHERE l.engagement_id = e.id AND l.signed_on IS NOT NULL)
                OR EXISTS (SELECT 1 FROM sessions s WHERE s.engagement_id = e.id))
            OR EXISTS (SELECT 1 FROM time_entries t WHERE t.engagement_id = e.id AND t.invoice_id IS NULL)
            OR EXISTS (SELECT 1 FROM ledger_entries l WHERE l.engagement_id = e.id AND l.kind = 'cost'))
        ORDER BY c.sort_key, e.id LIMIT ?
    """
    return list(store.execute(sql, (*place, limit)))
