"""Versions of the fit checklists and of the written ideal client as they are kept."""

from practice.db import records
from practice.db.store import Store
from practice.db.tables import ChecklistRow, FitCheckRow, IdealClientRow
from practice.rules.checklists import ChecklistVersion, IdealClient


def latest(store: Store, key: str) -> ChecklistVersion | None:
    """The newest kept version of the checklist, or None while only the template exists."""
    query = ChecklistRow.select().where(ChecklistRow.key == key).order_by(ChecklistRow.version.desc())
    return records.first(query, ChecklistVersion)


def version(store: Store, key: str, number: int) -> ChecklistVersion | None:
    """One kept version of the checklist."""
    query = ChecklistRow.select().where((ChecklistRow.key == key) & (ChecklistRow.version == number))
    return records.first(query, ChecklistVersion)


def save(store: Store, checklist: ChecklistVersion) -> ChecklistVersion:
    """Keep a version; inside a change of the journal."""
    return store.journal.put(ChecklistRow, checklist)


def ideal(store: Store) -> IdealClient | None:
    """The newest version of the ideal client, or None while none was written."""
    return records.first(IdealClientRow.select().order_by(IdealClientRow.version.desc()), IdealClient)


def save_ideal(store: Store, ideal_client: IdealClient) -> IdealClient:
    """Keep a version of the ideal client; inside a change of the journal."""
    return store.journal.put(IdealClientRow, ideal_client)


def drop(store: Store, key: str, number: int) -> None:
    """Take this version away where it is the newest and no fit check used it; inside a change of the journal."""
    newest = latest(store, key)
    used = (FitCheckRow.checklist_key == key) & (FitCheckRow.checklist_version == number)
    if newest and newest.version == number and not FitCheckRow.select().where(used).exists():
        store.journal.delete(ChecklistRow, newest.id)


def drop_ideal(store: Store, number: int) -> None:
    """Take this version of the ideal client away where it is the newest; inside a change of the journal."""
    newest = ideal(store)
    if newest and newest.version == number:
        store.journal.delete(IdealClientRow, newest.id)
