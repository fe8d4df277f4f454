"""Complaints of one client: a promise kept late, a limit that was clear, and what each was matched with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from practice.actions import clients, complaints, engagements, letters
from practice.actions.store import Store
from practice.rules.clients import Client
from practice.rules.complaints import Basis, Complaint, ComplaintItem, Found, Kind
from tests import make, make_letters

SIGNED = make.TODAY - timedelta(days=60)
LATE_BY = 21
WORDS = "I expected my house to be in the trust by now. The drafts came three weeks late. I want my money back."


@dataclass(frozen=True)
class Told:
    """A client with a signed letter, work that was late, and their complaint with two points, nothing decided yet."""

    client: Client
    complaint: Complaint
    house: ComplaintItem  # wanted, and excluded by 2.7
    drafts: ComplaintItem  # promised by 2.2, late


def signed_work(store: Store, client_id: int) -> int:
    """The engagement of a letter that was signed 60 days ago; the drafts came 21 days late."""
    draft = make_letters.estate_plan(store, client_id)
    issued = letters.issue(store, draft.id, make.NOW - timedelta(days=62))
    letters.mark_sent(store, issued.id, SIGNED - timedelta(days=1), "email", make.TODAY)
    letters.mark_signed(store, issued.id, SIGNED, make.TODAY)
    work = issued.engagement_id or 0
    first, drafts = engagements.promises(store, work)[:2]
    engagements.deliver(store, first.deliveries[0].id, date(2026, 9, 24))
    due = next(
        d.due_on for one in engagements.promises(store, work) if one.item.id == drafts.item.id for d in one.deliveries
    )
    assert due is not None
    engagements.deliver(store, drafts.deliveries[0].id, due + timedelta(days=LATE_BY))
    return work


def person(store: Store) -> Client:
    """Corwin Ashby, kept."""
    return clients.create(store, make.client("Corwin", "Ashby"), make.NOW)


def told(store: Store, came: date = make.TODAY - timedelta(days=2)) -> Told:
    """The complaint as it came, split into two points that are matched with letter and delivery record."""
    client = person(store)
    signed_work(store, client.id)
    complaint = complaints.begin(store, client.id, make.NOW)
    complaint = complaints.edit(
        store, complaint.id, {"words": WORDS, "channel": "Email", "received_on": came}, make.TODAY
    )
    house = complaints.add_item(
        store, complaint.id, "My house in the trust", "I expected my house to be in the trust by now."
    )
    complaints.cite(store, house.id, "2.7")
    house = complaints.edit_item(store, house.id, {"clear": True})
    drafts = complaints.add_item(store, complaint.id, "The drafts on time", "The drafts came three weeks late.")
    return Told(client, complaint, house, complaints.cite(store, drafts.id, "2.2"))


def decided(store: Store, one: Told, now: datetime = make.NOW) -> None:
    """Both points decided as the record shows them."""
    complaints.decide(store, one.house.id, Kind.EXPECTATION_MISMATCH, now)
    complaints.decide(store, one.drafts.id, Kind.SERVICE_FAILURE, now)


def rude(store: Store, complaint_id: int, day: date) -> ComplaintItem:
    """A point about rudeness, with its record."""
    item = complaints.add_item(store, complaint_id, "A word in friendship")
    record = {"record_who": "I", "record_on": day, "record_what": "Hung up in the middle of a sentence"}
    return complaints.edit_item(store, item.id, {"found": Found.RUDE, "basis": Basis.NOTHING, **record})
