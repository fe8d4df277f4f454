"""Refund decisions, as they are kept."""

from collections.abc import Iterable

from practice.db import records
from practice.db.store import Store
from practice.db.tables import RefundRow
from practice.rules.refund_decisions import RefundDecision, RefundState

_OPEN = (RefundState.DRAFT.value, RefundState.RECORDED.value, RefundState.ISSUED.value)


def get(store: Store, refund_id: int) -> RefundDecision:
    """The decision with this id; KeyError when there is none."""
    return records.get(RefundRow, RefundDecision, refund_id)


def of_clients(store: Store, client_ids: Iterable[int]) -> list[RefundDecision]:
    """The decisions of these clients, newest first."""
    query = RefundRow.select().where(RefundRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(RefundRow.id.desc()), RefundDecision)


def of_engagement(store: Store, engagement_id: int) -> list[RefundDecision]:
    """The decisions on an engagement, newest first."""
    query = RefundRow.select().where(RefundRow.engagement_id == engagement_id)
    return records.fetch(query.order_by(RefundRow.id.desc()), RefundDecision)


def of_complaint(store: Store, complaint_id: int) -> list[RefundDecision]:
    """The decisions that a complaint led to, in the order they were begun."""
    query = RefundRow.select().where(RefundRow.complaint_id == complaint_id)
    return records.fetch(query.order_by(RefundRow.id), RefundDecision)


def unfinished(store: Store) -> list[RefundDecision]:
    """What is begun, recorded or issued and not paid yet, newest first."""
    query = RefundRow.select().where(RefundRow.state.in_(_OPEN))
    return records.fetch(query.order_by(RefundRow.id.desc()), RefundDecision)


def finished(store: Store, limit: int) -> list[RefundDecision]:
    """The decisions paid last, newest first, at most `limit`."""
    query = RefundRow.select().where(RefundRow.state == RefundState.PAID.value)
    return records.fetch(query.order_by(RefundRow.id.desc()).limit(limit), RefundDecision)


def count_unfinished(store: Store) -> int:
    """How many decisions wait for something."""
    waiting: int = RefundRow.select().where(RefundRow.state.in_(_OPEN)).count()
    return waiting


def save(store: Store, decision: RefundDecision) -> RefundDecision:
    """Keep a decision, new or changed; inside a change of the journal."""
    return store.journal.put(RefundRow, decision)


def drop(store: Store, refund_id: int) -> None:
    """Take a draft away; inside a change of the journal."""
    store.journal.delete(RefundRow, refund_id)
