"""Fit checks as they are kept."""

from practice.db import records
from practice.db.store import Store
from practice.db.tables import FitCheckRow
from practice.rules.fit import FitCheck, FitState


def get(store: Store, check_id: int) -> FitCheck:
    """The check with this id; KeyError when there is none."""
    return records.get(FitCheckRow, FitCheck, check_id)


def of_client(store: Store, client_id: int) -> list[FitCheck]:
    """A client's checks, newest first."""
    query = FitCheckRow.select().where(FitCheckRow.client_id == client_id).order_by(FitCheckRow.id.desc())
    return records.fetch(query, FitCheck)


def undecided(store: Store) -> list[FitCheck]:
    """The checks that wait for a decision, newest first."""
    query = FitCheckRow.select().where(FitCheckRow.state != FitState.DECIDED.value).order_by(FitCheckRow.id.desc())
    return records.fetch(query, FitCheck)


def decided(store: Store, limit: int) -> list[FitCheck]:
    """The checks decided last, newest first, at most `limit`."""
    query = FitCheckRow.select().where(FitCheckRow.state == FitState.DECIDED.value)
    return records.fetch(query.order_by(FitCheckRow.decided_at.desc()).limit(limit), FitCheck)


def save(store: Store, check: FitCheck) -> FitCheck:
    """Keep a check, new or changed; inside a change of the journal."""
    return store.journal.put(FitCheckRow, check)
