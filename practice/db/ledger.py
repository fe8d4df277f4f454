"""The ledger and the corrections of how far the work is, as they are kept."""

from collections.abc import Iterable
from datetime import date

from practice.db import records
from practice.db.store import Store
from practice.db.tables import CorrectionRow, LedgerEntryRow
from practice.rules.ledger import Account, LedgerEntry
from practice.rules.progress import Correction


def get(store: Store, entry_id: int) -> LedgerEntry:
    """The entry with this id; KeyError when there is none."""
    return records.get(LedgerEntryRow, LedgerEntry, entry_id)


def of_engagement(store: Store, engagement_id: int) -> list[LedgerEntry]:
    """The entries of an engagement, by day."""
    return of_engagements(store, [engagement_id])


def of_engagements(store: Store, engagement_ids: Iterable[int]) -> list[LedgerEntry]:
    """The entries of these engagements, by day."""
    query = LedgerEntryRow.select().where(LedgerEntryRow.engagement_id.in_(list(engagement_ids)))
    return records.fetch(query.order_by(LedgerEntryRow.on, LedgerEntryRow.id), LedgerEntry)


def of_trust(store: Store, currency: str, until: date) -> list[LedgerEntry]:
    """Every entry in trust in this currency up to and including a day, by day."""
    row = LedgerEntryRow
    query = row.select().where(
        (row.account == Account.TRUST.value) & (row.currency == currency) & (row.on <= until.isoformat())
    )
    return records.fetch(query.order_by(row.on, row.id), LedgerEntry)


def add(store: Store, entry: LedgerEntry) -> LedgerEntry:
    """Keep a new entry; inside a change of the journal."""
    return store.journal.put(LedgerEntryRow, entry)


def corrections(store: Store, engagement_id: int) -> list[Correction]:
    """What was corrected of how far an engagement's work is, the newest first."""
    query = CorrectionRow.select().where(CorrectionRow.engagement_id == engagement_id)
    return records.fetch(query.order_by(CorrectionRow.on.desc(), CorrectionRow.id.desc()), Correction)


def correct(store: Store, correction: Correction) -> Correction:
    """Keep a new correction; inside a change of the journal."""
    return store.journal.put(CorrectionRow, correction)
