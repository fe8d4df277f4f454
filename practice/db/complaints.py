"""Complaints, their points, what was done for them and how they were closed, as they are kept."""

from collections.abc import Iterable
from datetime import date

from practice.db import records
from practice.db.store import Store
from practice.db.tables import ComplaintEntryRow, ComplaintItemRow, ComplaintRow, ComplaintStepRow, FollowUpRow
from practice.rules.complaints import PREFIX, Complaint, ComplaintEntry, ComplaintItem, ComplaintStep
from practice.rules.notes import FollowUp


def get(store: Store, complaint_id: int) -> Complaint:
    """The complaint with this id; KeyError when there is none."""
    return records.get(ComplaintRow, Complaint, complaint_id)


def of_clients(store: Store, client_ids: Iterable[int]) -> list[Complaint]:
    """The complaints of these clients, the newest first."""
    query = ComplaintRow.select().where(ComplaintRow.client_id.in_(list(client_ids)))
    return records.fetch(query.order_by(ComplaintRow.received_on.desc(), ComplaintRow.id.desc()), Complaint)


def open_ones(store: Store) -> list[Complaint]:
    """Every complaint that is not closed, the oldest first."""
    query = ComplaintRow.select().where(ComplaintRow.closed_on.is_null())
    return records.fetch(query.order_by(ComplaintRow.received_on, ComplaintRow.id), Complaint)


def closed_ones(store: Store, before: Complaint | None, limit: int) -> list[Complaint]:
    """The next closed complaints after `before`, at most `limit`, the last closed first."""
    query = ComplaintRow.select().where(ComplaintRow.closed_on.is_null(False))
    if before is not None:
        same_day = (ComplaintRow.closed_on == str(before.closed_on)) & (ComplaintRow.id < before.id)
        query = query.where((ComplaintRow.closed_on < str(before.closed_on)) | same_day)
    return records.fetch(query.order_by(ComplaintRow.closed_on.desc(), ComplaintRow.id.desc()).limit(limit), Complaint)


def numbers(store: Store, year: int) -> list[str]:
    """The numbers of this year that are taken."""
    sql = "SELECT number FROM complaints WHERE number GLOB ?"
    return [number for (number,) in store.execute(sql, (f"{PREFIX}-{year}-*",))]


def items(store: Store, complaint_id: int) -> list[ComplaintItem]:
    """The points of a complaint, in their order."""
    query = ComplaintItemRow.select().where(ComplaintItemRow.complaint_id == complaint_id)
    return records.fetch(query.order_by(ComplaintItemRow.place, ComplaintItemRow.id), ComplaintItem)


def item(store: Store, item_id: int) -> ComplaintItem:
    """The point with this id; KeyError when there is none."""
    return records.get(ComplaintItemRow, ComplaintItem, item_id)


def decided_since(store: Store, day: date) -> list[tuple[int, date, ComplaintItem]]:
    """The decided points of the complaints that came after `day`: (complaint, the day it came, the point)."""
    sql = "SELECT id, received_on FROM complaints WHERE received_on > ?"
    days = {one: date.fromisoformat(on) for one, on in store.execute(sql, (str(day),))}
    query = ComplaintItemRow.select().where(
        ComplaintItemRow.decided.is_null(False) & ComplaintItemRow.complaint_id.in_(list(days))
    )
    return [(one.complaint_id, days[one.complaint_id], one) for one in records.fetch(query, ComplaintItem)]


def steps(store: Store, complaint_id: int) -> list[ComplaintStep]:
    """What was ticked off for a complaint, in the order it was."""
    query = ComplaintStepRow.select().where(ComplaintStepRow.complaint_id == complaint_id)
    return records.fetch(query.order_by(ComplaintStepRow.id), ComplaintStep)


def entries(store: Store, complaint_id: int) -> list[ComplaintEntry]:
    """How a complaint was closed and what was added, in the order it was written."""
    query = ComplaintEntryRow.select().where(ComplaintEntryRow.complaint_id == complaint_id)
    return records.fetch(query.order_by(ComplaintEntryRow.id), ComplaintEntry)


def entry(store: Store, entry_id: int) -> ComplaintEntry:
    """The closing or addition with this id; KeyError when there is none."""
    return records.get(ComplaintEntryRow, ComplaintEntry, entry_id)


def save(store: Store, complaint: Complaint) -> Complaint:
    """Keep a complaint, new or changed; inside a change of the journal."""
    return store.journal.put(ComplaintRow, complaint)


def save_item(store: Store, item: ComplaintItem) -> ComplaintItem:
    """Keep a point, new or changed; inside a change of the journal."""
    return store.journal.put(ComplaintItemRow, item)


def save_step(store: Store, step: ComplaintStep) -> ComplaintStep:
    """Keep what was ticked off; inside a change of the journal."""
    return store.journal.put(ComplaintStepRow, step)


def save_entry(store: Store, entry: ComplaintEntry) -> ComplaintEntry:
    """Keep how a complaint was closed, or what is added; inside a change of the journal."""
    return store.journal.put(ComplaintEntryRow, entry)


def delete_item(store: Store, item_id: int) -> None:
    """Take a point away; inside a change of the journal."""
    store.journal.delete(ComplaintItemRow, item_id)


def delete_step(store: Store, step_id: int) -> None:
    """Take a tick away; inside a change of the journal."""
    store.journal.delete(ComplaintStepRow, step_id)


def delete(store: Store, complaint_id: int) -> None:
    """Take an open complaint away with its points and ticks; inside a change of the journal."""
    for one in items(store, complaint_id):
        delete_item(store, one.id)
    for step in steps(store, complaint_id):
        delete_step(store, step.id)
    store.journal.delete(ComplaintRow, complaint_id)


def follow_ups(store: Store, complaint: Complaint) -> list[FollowUp]:
    """What is to be done after a complaint was answered, done or not; it bears the complaint's number."""
    mine = (FollowUpRow.client_id == complaint.client_id) & FollowUpRow.text.endswith(f"({complaint.number})")
    return records.fetch(FollowUpRow.select().where(mine).order_by(FollowUpRow.due_on, FollowUpRow.id), FollowUp)


def drop_follow_up(store: Store, follow_up_id: int) -> None:
    """Take a follow-up away; inside a change of the journal."""
    store.journal.delete(FollowUpRow, follow_up_id)
