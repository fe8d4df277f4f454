"""Fit checks as they are kept."""

from practice.db import records
from practice.db.store import Store
from practice.db.tables import ClientRow, EngagementRow, FitCheckRow
from practice.rules.clients import Client
from practice.rules.engagements import EngagementStatus
from practice.rules.fit import FitCheck, FitState
from practice.rules.shelves import ClientStatus, Shelf


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


def count_undecided(store: Store) -> int:
    """How many checks wait for a decision."""
    waiting: int = FitCheckRow.select().where(FitCheckRow.state != FitState.DECIDED.value).count()
    return waiting


def closed_engagements(store: Store) -> int:
    """How many engagements are closed; below 20 nobody can tell how good the weights are."""
    closed: int = EngagementRow.select().where(EngagementRow.status == EngagementStatus.CLOSED.value).count()
    return closed


def unchecked(store: Store, limit: int) -> list[Client]:
    """The prospects without any check, newest first, at most `limit`."""
    checked = FitCheckRow.select(FitCheckRow.client_id)
    wanted = (
        (ClientRow.status == ClientStatus.PROSPECT.value)
        & (ClientRow.shelf == Shelf.OPEN.value)
        & ClientRow.id.not_in(checked)
    )
    return records.fetch(ClientRow.select().where(wanted).order_by(ClientRow.id.desc()).limit(limit), Client)
