"""Complaints: receive, split into points, match each with promise and delivery, decide, answer, close, learn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from practice.actions import complaint_paths, practice
from practice.actions import engagements as work
from practice.actions.complaint_mail import SOURCE
from practice.actions.complaint_points import (
    add_item,
    called,
    cite,
    decide,
    deliveries,
    drop_item,
    edit_item,
    ground,
    offers,
    picked,
    plan_checks,
    rematch,
    terms,
    undecide,
)
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import complaints as kept
from practice.db import engagements as kept_work
from practice.db import households
from practice.db import letters as kept_letters
from practice.db import refunds as kept_refunds
from practice.errors import Refused
from practice.rules import complaint_days, triage
from practice.rules import complaints as rules
from practice.rules.clients import Client
from practice.rules.complaint_days import Deadline, DeadlineKind, Terms
from practice.rules.complaints import (
    PREFIX,
    ClaimSign,
    Complaint,
    ComplaintEntry,
    ComplaintItem,
    ComplaintStep,
    Kind,
    Path,
    StepList,
    Tick,
)
from practice.rules.engagements import Delivery, Engagement, ScopeItem, is_open
from practice.rules.grammar import listed as joined
from practice.rules.letters import Letter, next_number
from practice.rules.notes import FollowUp
from practice.rules.triage import Proposal

__all__ = [
    "add_item",
    "called",
    "cite",
    "decide",
    "deliveries",
    "drop_item",
    "edit_item",
    "offers",
    "picked",
    "terms",
    "undecide",
]

_ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with what it is matched with: the tree's proposal, its deliveries, the promise, disputes in a year.

    `value` is what the promise is worth by its own record, in minor units; None where nobody said.
    """

    item: ComplaintItem
    proposal: Proposal
    made: tuple[Delivery, ...]
    scope: ScopeItem | None
    times: int

    @property
    def value(self) -> int | None:
        """What the promise is worth, minor units."""
        return self.scope.value if self.scope else None

    @property
    def overtaken(self) -> bool:
        """Whether the record has changed since the point was decided, so that it has to be decided again."""
        return triage.overtaken(self.item, self.proposal)


@dataclass(frozen=True, slots=True)
class PathView:
    """A path that decided points take, with its lists as they stand in this case."""

    path: Path
    points: tuple[ComplaintItem, ...]
    outside: tuple[Tick, ...]
    inside: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintView:
    """All that a complaint's page shows, and what a refund decision reads of it.

    `held` says why no apology, final answer or refund may leave yet, "" when it may; `claim` whether one is possible.
    """

    client: Client
    engagement: Engagement | None
    complaint: Complaint
    points: tuple[PointView, ...]
    whole: Kind | None
    paths: tuple[PathView, ...]
    gate: tuple[Tick, ...]
    reminder: str
    steps: tuple[ComplaintStep, ...]
    claim: bool
    proposed: tuple[ClaimSign, ...]  # signs that the client's words speak of, while none is ticked
    held: str
    notified_on: date | None  # the insurer
    terms: Terms
    owed: tuple[Deadline, ...]
    letters: tuple[Letter, ...]  # that came of it, newest first
    signed: Letter | None  # the letter that it is judged by
    follow_ups: tuple[FollowUp, ...]
    entries: tuple[ComplaintEntry, ...]

    @property
    def items(self) -> tuple[ComplaintItem, ...]:
        """The points alone, in their order."""
        return tuple(point.item for point in self.points)

    def done(self, belongs: StepList, key: str, path: str = "") -> ComplaintStep | None:
        """The tick at a line of a list, None where it is not done."""
        same = (one for one in self.steps if (one.belongs, one.key, one.path) == (belongs, key, path))
        return next(same, None)


@dataclass(frozen=True, slots=True)
class ListedComplaint:
    """A complaint in a list: whose, what it is as a whole, and what is owed next."""

    client: Client
    complaint: Complaint
    whole: Kind | None
    following: Deadline | None


def get(store: Store, complaint_id: int) -> ComplaintView:
    """A complaint with all that stands around it; KeyError when there is none."""
    complaint = kept.get(store, complaint_id)
    client = kept_clients.find(store, complaint.client_id)
    points, steps = _points(store, complaint), tuple(kept.steps(store, complaint_id))
    items = [point.item for point in points]
    agreed, profile = terms(store, complaint), practice.profile(store)
    force = ground(store, complaint, complaint.received_on)
    told = next((one.done_on for one in steps if one.belongs is StepList.GATE and one.key == rules.NOTIFY), None)
    return ComplaintView(
        client=client,
        engagement=kept_work.get(store, complaint.engagement_id) if complaint.engagement_id else None,
        complaint=complaint,
        points=points,
        whole=rules.whole(items),
        paths=_paths(points, called(client)),
        gate=complaint_paths.gate(profile.profile),
        reminder=complaint_paths.reminder(profile.profile),
        steps=steps,
        claim=rules.claim_possible(complaint),
        proposed=complaint_paths.proposed(complaint, items),
        held=rules.held(complaint, steps),
        notified_on=told,
        terms=agreed,
        owed=_owed(store, complaint, agreed),
        letters=tuple(kept_letters.from_source(store, f"{SOURCE}:{complaint_id}")),
        signed=force.letter if force else None,
        follow_ups=tuple(kept.follow_ups(store, complaint)),
        entries=tuple(kept.entries(store, complaint_id)),
    )


def _points(store: Store, complaint: Complaint) -> tuple[PointView, ...]:
    record = {one.id: one for _, one in deliveries(store, complaint)}
    scope = {one.id: one for one in kept_work.items(store, complaint.engagement_id or 0)}
    others = kept.decided_since(store, complaint.received_on - rules.YEAR)
    found = []
    for item in kept.items(store, complaint.id):
        made = tuple(record[one] for one in item.deliveries if one in record)
        proposal = triage.propose(item, made, complaint.received_on)
        cited = scope.get(item.citation.item_id or 0) if item.citation else None
        found.append(PointView(item, proposal, made, cited, rules.times(item, others, complaint.received_on)))
    return tuple(found)


def _paths(points: tuple[PointView, ...], name: str) -> tuple[PathView, ...]:
    times = {point.item.id: point.times for point in points}
    taken = rules.paths_of(complaint_paths.paths(), [point.item for point in points])
    return tuple(_path(path, mine, name, max(times[one.id] for one in mine)) for path, mine in taken)


def _path(path: Path, points: tuple[ComplaintItem, ...], name: str, times: int) -> PathView:
    labels = list(dict.fromkeys(one.citation.label for one in points if one.citation))
    so = {"cited": bool(labels), "repeated": times >= rules.PATTERN}
    values = {"name": name, "items": joined(labels), "times": _ordinal(times)}
    flags = frozenset(flag for flag, is_so in so.items() if is_so)
    lists = (complaint_paths.shown(one, values, flags) for one in (path.outside, path.inside))
    return PathView(path, points, *lists)


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number}th"


def _owed(store: Store, complaint: Complaint, agreed: Terms | None = None) -> tuple[Deadline, ...]:
    closed = practice.closed_around(practice.profile(store), complaint.received_on)
    return complaint_days.deadlines(complaint, agreed or terms(store, complaint), closed)


def found(store: Store, kind: str, record_id: int) -> int:
    """The complaint that a point ("item") or an addition ("entry") belongs to; KeyError when there is none."""
    return kept.item(store, record_id).complaint_id if kind == "item" else kept.entry(store, record_id).complaint_id


# lists


def page(store: Store, after: ListedComplaint | None, limit: int) -> list[ListedComplaint]:
    """The complaints after this row: first all open ones, what is due first before the others, then closed ones.

    Of the closed ones, the last closed first, come as many as fill `limit` rows.
    """
    going = [] if after else sorted((_listed(store, one) for one in kept.open_ones(store)), key=_by_due)
    last = after.complaint if after and after.complaint.closed_on else None
    return [*going, *(_listed(store, one) for one in kept.closed_ones(store, last, max(0, limit - len(going))))]


def _listed(store: Store, complaint: Complaint) -> ListedComplaint:
    following = None if complaint.closed_on else complaint_days.next_due(_owed(store, complaint))
    client = kept_clients.find(store, complaint.client_id)
    return ListedComplaint(client, complaint, rules.whole(kept.items(store, complaint.id)), following)


def _by_due(one: ListedComplaint) -> tuple[date, int]:
    return one.following.due_on if one.following else date.max, one.complaint.id


def waiting(store: Store) -> int:
    """How many complaints are open."""
    return len(kept.open_ones(store))


def pressing(store: Store, today: date) -> bool:
    """Whether an open complaint is owed something by tomorrow."""
    return any(complaint_days.is_pressing(_owed(store, one), today) for one in kept.open_ones(store))


def of_client(store: Store, client: Client) -> list[Complaint]:
    """The complaints of a client, and of the household they belong to, the newest first."""
    return kept.of_clients(store, households.related(store, client))


# receiving


def begin(store: Store, client_id: int, now: datetime, engagement_id: int | None = None) -> Complaint:
    """A complaint that came today; the one that was begun for this client and says nothing yet, where there is one."""
    client = kept_clients.find(store, client_id)
    day = now.astimezone().date()
    blank = next((one for one in kept.of_clients(store, [client_id]) if _is_blank(store, one)), None)
    if blank is not None:
        return blank if blank.received_on == day else edit(store, blank.id, {"received_on": day}, day)
    number = next_number(PREFIX, day.year, kept.numbers(store, day.year))
    about = engagement_id or _work_of(store, client, day)
    draft = Complaint(client_id=client_id, engagement_id=about, number=number, received_on=day, created_at=now)
    with store.journal.change("complaint.begin"):
        return kept.save(store, draft)


def _is_blank(store: Store, complaint: Complaint) -> bool:
    said = complaint.words.strip() or complaint.remedy.strip() or complaint.closed_on
    return not said and not kept.items(store, complaint.id)


def _work_of(store: Store, client: Client, day: date) -> int | None:
    every = work.of_client(store, client)
    going = next((one for one in every if is_open(one, day)), next(iter(every), None))
    return going.id if going else None


def edit(store: Store, complaint_id: int, changes: Mapping[str, object], today: date, *, visit: str = "") -> Complaint:
    """Keep these fields of an open complaint; edits with an equal `visit` are undone as one."""
    after = rules.edited(kept.get(store, complaint_id), today, **changes)
    with store.journal.change("complaint.edit", merge=visit or None):
        after = kept.save(store, after)
        if changes.keys() & {"engagement_id", "received_on"}:
            rematch(store, after)
        return after


def discard(store: Store, complaint_id: int) -> None:
    """Take an open complaint away with all its points (Undo brings it back); Refused where something came of it."""
    rules.open_one(kept.get(store, complaint_id))
    if kept_letters.from_source(store, f"{SOURCE}:{complaint_id}") or kept_refunds.of_complaint(store, complaint_id):
        raise Refused("A letter or a refund came of this complaint, so it stays.")
    with store.journal.change("complaint.discard"):
        kept.delete(store, complaint_id)


# what is done


def tick(
    store: Store, complaint_id: int, belongs: StepList, key: str, text: str, day: date | None, path: str = ""
) -> ComplaintStep | None:
    """Note that a line of a list was done on `day`; None: it was not."""
    complaint = rules.open_one(kept.get(store, complaint_id))
    same = [one for one in kept.steps(store, complaint_id) if (one.path, one.belongs, one.key) == (path, belongs, key)]
    with store.journal.change("complaint.tick"):
        for one in same:
            kept.delete_step(store, one.id)
        if day is None:
            return None
        made = ComplaintStep(
            complaint_id=complaint_id, client_id=complaint.client_id, path=path, belongs=belongs, key=key,
            text=text, done_on=day, at=store.clock(),
        )  # fmt: skip
        return kept.save_step(store, made)


def tell(store: Store, complaint_id: int, kind: DeadlineKind, day: date, now: datetime) -> Complaint:
    """Note that the client was told on `day`: that it came, how far it is, the final answer.

    The final answer is refused while the insurer has to be told first; with it come the follow-ups of its paths.
    """
    complaint = kept.get(store, complaint_id)
    if kind is DeadlineKind.FINAL and (why := rules.held(complaint, kept.steps(store, complaint_id))):
        raise Refused(why)
    after = complaint_days.told(complaint, kind, day, now.astimezone().date())
    with store.journal.change(f"complaint.tell.{kind}"):
        after = kept.save(store, after)
        if kind is DeadlineKind.FINAL:
            plan_checks(store, after, day, now)
        return after


# the end


def may_close(store: Store, complaint_id: int, root_cause: str, changed: str, now: datetime) -> None:
    """Raises Refused where close() would."""
    complaint, points = kept.get(store, complaint_id), kept.items(store, complaint_id)
    _closed(store, complaint, points, root_cause, changed, now)


def _closed(
    store: Store, complaint: Complaint, points: Sequence[ComplaintItem], root_cause: str, changed: str, now: datetime
) -> Complaint:
    """The complaint as closed; Refused, too, while the insurer has to be told, which nobody can note afterwards."""
    after = rules.closed(complaint, points, root_cause, changed, now.astimezone().date())
    if why := rules.held(complaint, kept.steps(store, complaint.id)):
        raise Refused({"": why})
    return after


def close(store: Store, complaint_id: int, root_cause: str, changed: str, now: datetime) -> Complaint:
    """Close a complaint with what it came from and what was changed. It is never edited afterwards."""
    complaint, points = kept.get(store, complaint_id), kept.items(store, complaint_id)
    after = _closed(store, complaint, points, root_cause, changed, now)
    entry = ComplaintEntry(
        complaint_id=complaint_id, client_id=complaint.client_id, closing=True, outcome=str(rules.whole(points) or ""),
        root_cause=root_cause.strip(), changed=changed.strip(), written_at=now,
        author=practice.profile(store).signer_name,
    )  # fmt: skip
    with store.journal.change("complaint.close", final=True):
        kept.save_entry(store, entry)
        return kept.save(store, after)


def add(store: Store, complaint_id: int, text: str, now: datetime) -> ComplaintEntry:
    """Add to a closed complaint, dated now. Refused without words, or while it is open."""
    complaint = kept.get(store, complaint_id)
    if complaint.closed_on is None:
        raise Refused("This complaint is still open: write it there.")
    if not text.strip():
        raise Refused({"text": "Write what you want to add."})
    author = practice.profile(store).signer_name
    entry = ComplaintEntry(
        complaint_id=complaint_id, client_id=complaint.client_id, text=text.strip(), written_at=now, author=author
    )
    with store.journal.change("complaint.add", final=True):
        return kept.save_entry(store, entry)
