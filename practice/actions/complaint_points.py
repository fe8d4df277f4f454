"""The points of a complaint: split, matched with promise and delivery, decided; and the letter that they stand on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from practice.actions import complaint_paths, families, practice
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import complaints as kept
from practice.db import engagements as kept_work
from practice.db import letters as kept_letters
from practice.db import sessions as kept_sessions
from practice.errors import Refused
from practice.rules import citations, complaint_days, triage
from practice.rules import complaints as rules
from practice.rules.clauses import fill
from practice.rules.clients import Client, display_name
from practice.rules.complaint_days import Terms
from practice.rules.complaints import Basis, Citation, Complaint, ComplaintItem, Kind
from practice.rules.engagements import Delivery, DueKind, ScopeItem
from practice.rules.families import value
from practice.rules.letters import ENGAGEMENT, InForce, Letter
from practice.rules.notes import FollowUp

FACTS = frozenset(
    {
        "about", "basis", "citation", "said", "said_on", "misleading", "clear", "same", "found", "deliveries",
        "record_who", "record_on", "record_what", "work_on",
    }
)  # fmt: skip


def add_item(store: Store, complaint_id: int, wanted: str = "", words: str = "") -> ComplaintItem:
    """A new point at the end."""
    complaint = rules.open_one(kept.get(store, complaint_id))
    place = max((one.place for one in kept.items(store, complaint_id)), default=0) + 1
    point = ComplaintItem(
        complaint_id=complaint_id, client_id=complaint.client_id, place=place, wanted=wanted, words=words
    )
    with store.journal.change("complaint.item_add"):
        return kept.save_item(store, point)


def edit_item(store: Store, item_id: int, changes: Mapping[str, object], *, visit: str = "") -> ComplaintItem:
    """Keep these fields of a point; a decision that the changed record no longer bears is taken back."""
    before = kept.item(store, item_id)
    complaint = rules.open_one(kept.get(store, before.complaint_id))
    after: ComplaintItem = replace(before, **changes)  # type: ignore[arg-type]  # checked by the record's own fields
    if "work_on" in changes and after.citation:
        after = _recited(store, complaint, after, after.citation)
    if changes.keys() & FACTS:
        after = _still_decided(store, complaint, after)
    with store.journal.change("complaint.item_edit", merge=visit or None):
        return kept.save_item(store, after)


def _recited(store: Store, complaint: Complaint, item: ComplaintItem, cited: Citation) -> ComplaintItem:
    """The point with the same place in the letter of the day of the work; other words there are read anew."""
    there = next((one for one in offers(store, complaint, item) if one.label == cited.label), cited)
    cited_there = replace(item, citation=there)
    return cited_there if there.text == cited.text else replace(cited_there, clear=None, same=None)


def rematch(store: Store, complaint: Complaint) -> None:
    """Lay the points beside the complaint's work and day as they are now; inside a change.

    The letter of other work is pointed to no more, and a decision that the record no longer bears is taken back.
    """
    own = {one.id for one in kept_letters.of_engagement(store, complaint.engagement_id or 0)}
    for item in kept.items(store, complaint.id):
        if item.citation and item.citation.letter_id not in own:
            item = replace(item, basis=Basis.OPEN, citation=None, deliveries=(), clear=None, same=None)
        kept.save_item(store, _still_decided(store, complaint, item))


def _still_decided(store: Store, complaint: Complaint, item: ComplaintItem) -> ComplaintItem:
    if item.decided is None:
        return item
    made, day = picked(store, item), complaint.received_on
    proposal = triage.propose(item, made, day)
    stands = proposal.kind is item.decided or item.reason.strip()
    if stands and not triage.guard(item, item.decided, made, day):
        return replace(item, evidence="\n".join(proposal.evidence))
    return replace(item, decided=None, subtype="", evidence="", decided_at=None)


def drop_item(store: Store, item_id: int) -> None:
    """Take a point away (Undo brings it back)."""
    rules.open_one(kept.get(store, kept.item(store, item_id).complaint_id))
    with store.journal.change("complaint.item_drop"):
        kept.delete_item(store, item_id)


def offers(store: Store, complaint: Complaint, item: ComplaintItem) -> tuple[Citation, ...]:
    """What can be pointed to: the letter in force at the time of the work, its items first."""
    if complaint.engagement_id is None:
        return ()
    force = ground(store, complaint, item.work_on or complaint.received_on)
    return citations.citations(force, kept_work.items(store, complaint.engagement_id)) if force else ()


def ground(store: Store, complaint: Complaint, day: date) -> InForce | None:
    """The letter that says what was promised on `day`, None where there is none."""
    if complaint.engagement_id is None:
        return None
    return citations.ground(kept_letters.of_engagement(store, complaint.engagement_id), day, complaint.received_on)


def terms(store: Store, complaint: Complaint) -> Terms:
    """How soon this client hears from the practice: what the signed letter says of complaints wins."""
    usual, force = complaint_paths.usual_terms(), ground(store, complaint, complaint.received_on)
    if force is None or force.letter.signed_on is None:
        return usual
    letter = force.letter
    ack, weeks = (_agreed(store, letter, gap) for gap in ("ack_days", "final_weeks"))
    days = citations.read_number(ack) if citations.printed(letter, f"within {ack} business day") else None
    final = citations.read_number(weeks) if citations.printed(letter, f"within {weeks} week") else None
    return complaint_days.terms(usual, days, final * 7 if final else None, letter.number)


def _agreed(store: Store, letter: Letter, gap: str) -> str:
    """A field of the letter's clause on complaints, as typed or as it begins."""
    lib = families.library(ENGAGEMENT, practice.profile(store).profile)
    fields = (one for clause in lib.clauses if clause.key == "complaints" for one in clause.fields)
    usual = next((one.default for one in fields if one.key == gap), "")
    return (value(letter, f"complaints.{gap}") or usual).strip()


def cite(store: Store, item_id: int, label: str) -> ComplaintItem:
    """Point to a place of the letter ("2.7", "clause 6"); an item's own deliveries are picked with it."""
    item = kept.item(store, item_id)
    complaint = kept.get(store, item.complaint_id)
    cited = next(one for one in offers(store, complaint, item) if one.label == label)
    made = [one for one in deliveries(store, complaint) if one[0].id == cited.item_id and not _goes_on(one[0])]
    ids = tuple(one.id for _, one in made)
    day = item.work_on or _day_of_work(store, complaint, [one for _, one in made])
    changes = {"basis": Basis.LETTER, "citation": cited, "deliveries": ids, "work_on": day, "clear": None, "same": None}
    return edit_item(store, item_id, changes)


def _goes_on(item: ScopeItem) -> bool:
    """Whether a promise is kept all the time and handed over on no day, such as an answer within two days."""
    return item.due.kind is DueKind.THROUGHOUT


def _day_of_work(store: Store, complaint: Complaint, made: Sequence[Delivery]) -> date:
    """When the work in question was, as far as the record tells: a delivery's day, the first session, the complaint."""
    days = [day for one in made for day in (one.delivered_on, one.due_on) if day and day <= complaint.received_on]
    notes = kept_sessions.notes_of(store, complaint.client_id)
    about = (s for s, _ in notes if complaint.engagement_id in (None, s.engagement_id))
    met = [day for day in (s.starts_at.astimezone().date() for s in about) if day <= complaint.received_on]
    return min(days, default=None) or min(met, default=complaint.received_on)


def deliveries(store: Store, complaint: Complaint) -> tuple[tuple[ScopeItem, Delivery], ...]:
    """The delivery record of the work: each delivery with its promise, by number."""
    if complaint.engagement_id is None:
        return ()
    known = {item.id: item for item in kept_work.items(store, complaint.engagement_id)}
    return tuple((known[one.item_id], one) for one in kept_work.deliveries(store, [complaint.engagement_id]))


def picked(store: Store, item: ComplaintItem) -> tuple[Delivery, ...]:
    """The deliveries that were picked for a point and are still there."""
    known = {one.id: one for _, one in deliveries(store, kept.get(store, item.complaint_id))}
    return tuple(known[one] for one in item.deliveries if one in known)


def decide(
    store: Store, item_id: int, kind: Kind, now: datetime, *, subtype: str = "", reason: str = ""
) -> ComplaintItem:
    """Decide what a point is. Refused where the guard holds, or without a reason where it differs from the record."""
    item = kept.item(store, item_id)
    complaint = rules.open_one(kept.get(store, item.complaint_id))
    decided = triage.decide(item, kind, subtype, reason, picked(store, item), complaint.received_on, now)
    with store.journal.change("complaint.decide"):
        after = kept.save_item(store, decided)
        if complaint.answered_on:
            plan_checks(store, complaint, complaint.answered_on, now)
        return after


def check_decided(store: Store, complaint: Complaint) -> None:
    """Refused where the record has changed since a point was decided, so that it says something else by now."""
    for number, item in enumerate(kept.items(store, complaint.id), 1):
        if triage.overtaken(item, triage.propose(item, picked(store, item), complaint.received_on)):
            raise Refused(f"The record has changed since you decided point {number}. Decide it again first.")


def undecide(store: Store, item_id: int) -> ComplaintItem:
    """Leave a point open again: not sure yet."""
    item = kept.item(store, item_id)
    rules.open_one(kept.get(store, item.complaint_id))
    with store.journal.change("complaint.decide"):
        return kept.save_item(store, replace(item, decided=None, subtype="", evidence="", decided_at=None))


def plan_checks(store: Store, complaint: Complaint, answered: date, now: datetime) -> None:
    """Let a complaint's open follow-ups be those of its paths, counted from the final answer; inside a change."""
    name = called(kept_clients.find(store, complaint.client_id))
    wanted = {
        (
            f"{fill(check.text, {'name': name}, lambda _: '')} ({complaint.number})",
            answered + timedelta(days=check.days),
        )
        for path, _ in rules.paths_of(complaint_paths.paths(), kept.items(store, complaint.id))
        for check in path.checks
    }
    there = kept.follow_ups(store, complaint)
    for one in there:
        if one.done_at is None and (one.text, one.due_on) not in wanted:
            kept.drop_follow_up(store, one.id)
    for text, due in sorted(wanted - {(one.text, one.due_on) for one in there}):
        follow_up = FollowUp(client_id=complaint.client_id, text=text, due_on=due, created_at=now)
        kept_sessions.save_follow_up(store, follow_up)


def called(client: Client) -> str:
    """How a client is called in the practice's own lists."""
    return client.preferred_name or client.given or display_name(client)
