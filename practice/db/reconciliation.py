"""Reconciliations of trust, as they are kept; triggers refuse to change a finished one."""

from datetime import date

from practice.db import records
from practice.db.store import Store
from practice.db.tables import ReconciliationDocumentRow, ReconciliationRow
from practice.rules.letters import LetterFacts
from practice.rules.reconciliation import Reconciliation, ReconciliationDocument, ReconciliationState

_FINISHED = ReconciliationState.FINISHED.value


def get(store: Store, reconciliation_id: int) -> Reconciliation:
    """The reconciliation with this id; KeyError when there is none."""
    return records.get(ReconciliationRow, Reconciliation, reconciliation_id)


def of_month(store: Store, month: date, currency: str) -> Reconciliation | None:
    """The reconciliation of a month, named by its last day."""
    row = ReconciliationRow
    query = row.select().where((row.month == month.isoformat()) & (row.currency == currency))
    return records.first(query, Reconciliation)


def page(store: Store, after: Reconciliation | None, limit: int) -> list[Reconciliation]:
    """The next reconciliations, the latest month first."""
    row = ReconciliationRow
    query = row.select()
    if after is not None:
        month = after.month.isoformat()
        query = query.where((row.month < month) | ((row.month == month) & (row.id < after.id)))
    return records.fetch(query.order_by(row.month.desc(), row.id.desc()).limit(limit), Reconciliation)


def last_before(store: Store, month: date, currency: str) -> Reconciliation | None:
    """The last finished reconciliation of an earlier month."""
    row = ReconciliationRow
    query = row.select().where((row.month < month.isoformat()) & (row.currency == currency) & (row.state == _FINISHED))
    return records.first(query.order_by(row.month.desc()), Reconciliation)


def finished(store: Store, currency: str) -> list[date]:
    """The months of this currency that are finished, by their last days."""
    sql = "SELECT month FROM reconciliations WHERE currency = ? AND state = ?"
    return [date.fromisoformat(month) for (month,) in store.execute(sql, (currency, _FINISHED))]


def currencies(store: Store) -> list[tuple[str, date]]:
    """The currencies in which trust is kept, each with the day of its first entry."""
    sql = "SELECT currency, min(\"on\") FROM ledger_entries WHERE account = 'trust' GROUP BY currency ORDER BY currency"
    return [(currency, date.fromisoformat(first)) for currency, first in store.execute(sql)]


def save(store: Store, reconciliation: Reconciliation) -> Reconciliation:
    """Keep a reconciliation, new or changed; inside a change of the journal."""
    return store.journal.put(ReconciliationRow, reconciliation)


def delete(store: Store, reconciliation_id: int) -> None:
    """Take away a draft; inside a change of the journal."""
    store.journal.delete(ReconciliationRow, reconciliation_id)


def keep_document(store: Store, document: ReconciliationDocument) -> ReconciliationDocument:
    """Keep the bytes of one that is being finished; inside a change of the journal."""
    return store.journal.put(ReconciliationDocumentRow, document)


def document(store: Store, reconciliation_id: int) -> ReconciliationDocument | None:
    """The bytes of a finished reconciliation, None for a draft."""
    row = ReconciliationDocumentRow
    return records.first(row.select().where(row.reconciliation_id == reconciliation_id), ReconciliationDocument)


def text_of(facts: LetterFacts) -> str:
    """The facts as text, equal for equal facts: what the check code is made of."""
    return records.dumps(facts)
