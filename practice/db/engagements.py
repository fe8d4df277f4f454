"""Engagements, their promises and limits, and what was delivered, as they are kept."""

from collections.abc import Iterable

from peewee import fn

from practice.db import attachments, records
from practice.db.store import Store
from practice.db.tables import RECORDS, AttachmentRow, DeliveryRow, EngagementRow, ScopeItemRow
from practice.rules.attachments import Owner
from practice.rules.engagements import Delivery, Engagement, FeeKind, ScopeItem


def get(store: Store, engagement_id: int) -> Engagement:
    """The engagement with this id; KeyError when there is none."""
    return records.get(EngagementRow, Engagement, engagement_id)


def some(store: Store, engagement_ids: Iterable[int]) -> list[Engagement]:
    """The engagements with these ids."""
    return records.fetch(EngagementRow.select().where(EngagementRow.id.in_(list(engagement_ids))), Engagement)


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Engagement]:
    """The engagements of these clients, newest first."""
    query = EngagementRow.select().where(EngagementRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(EngagementRow.id.desc()), Engagement)


def with_fee(store: Store, kind: FeeKind, after: int, limit: int) -> list[Engagement]:
    """The next engagements, at most `limit`, whose fee is of this kind, in the order in which they were begun."""
    of_kind = fn.json_extract(EngagementRow.fee, "$.kind") == kind.value
    query = EngagementRow.select().where(EngagementRow.id > after, of_kind)
    return records.fetch(query.order_by(EngagementRow.id).limit(limit), Engagement)


def save(store: Store, engagement: Engagement) -> Engagement:
    """Keep an engagement, new or changed; inside a change of the journal."""
    return store.journal.put(EngagementRow, engagement)


def delete(store: Store, engagement_id: int) -> None:
    """Take away an engagement that nothing hangs on; inside a change of the journal."""
    attachments.let_go(store, Owner("engagements", engagement_id))
    store.journal.delete(EngagementRow, engagement_id)


def in_use(store: Store, engagement_id: int) -> bool:
    """Whether any record belongs to the engagement; a file alone does not count, it goes with it."""
    one = "SELECT EXISTS (SELECT 1 FROM {} WHERE engagement_id = ?)"
    kinds = (row._meta for row in RECORDS if row is not AttachmentRow)
    tables = [kind.table_name for kind in kinds if "engagement_id" in kind.fields]
    return any(store.execute(one.format(table), (engagement_id,)).fetchone()[0] for table in tables)


def items(store: Store, engagement_id: int) -> tuple[ScopeItem, ...]:
    """Every promise and limit ever made, withdrawn ones too, by number."""
    query = ScopeItemRow.select().where(ScopeItemRow.engagement_id == engagement_id)
    return tuple(records.fetch(query.order_by(ScopeItemRow.number, ScopeItemRow.id), ScopeItem))


def items_of(store: Store, engagement_ids: Iterable[int]) -> list[ScopeItem]:
    """Every promise and limit that these engagements ever had, by number."""
    query = ScopeItemRow.select().where(ScopeItemRow.engagement_id.in_(list(engagement_ids)))
    return records.fetch(query.order_by(ScopeItemRow.number, ScopeItemRow.id), ScopeItem)


def item(store: Store, item_id: int) -> ScopeItem:
    """The promise or limit with this id; KeyError when there is none."""
    return records.get(ScopeItemRow, ScopeItem, item_id)


def save_item(store: Store, item: ScopeItem) -> ScopeItem:
    """Keep a promise or limit; inside a change of the journal."""
    return store.journal.put(ScopeItemRow, item)


def delete_item(store: Store, item_id: int) -> None:
    """Take away an item that was never issued; inside a change of the journal."""
    store.journal.delete(ScopeItemRow, item_id)


def deliveries(store: Store, engagement_ids: Iterable[int]) -> list[Delivery]:
    """What the promises of these engagements hand over, withdrawn ones too, in the order of their numbers."""
    query = (
        DeliveryRow.select(DeliveryRow)
        .join(ScopeItemRow, on=(ScopeItemRow.id == DeliveryRow.item_id))
        .where(ScopeItemRow.engagement_id.in_(list(engagement_ids)))
        .order_by(ScopeItemRow.engagement_id, ScopeItemRow.number, DeliveryRow.id)
    )
    return records.fetch(query, Delivery)


def delivery(store: Store, delivery_id: int) -> Delivery:
    """The delivery with this id; KeyError when there is none."""
    return records.get(DeliveryRow, Delivery, delivery_id)


def save_delivery(store: Store, delivery: Delivery) -> Delivery:
    """Keep a delivery; inside a change of the journal."""
    return store.journal.put(DeliveryRow, delivery)
