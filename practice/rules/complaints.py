"""Complaints: what was received, point by point, what was done, and how it is closed (PROFESSION 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from practice.errors import Refused
from practice.rules.words import fold

PREFIX = "CM"  # of a complaint's number
REVIEW_FROM = 3  # severity: a practitioner alone would judge themselves (PROFESSION 5.1)
SEVERITIES = range(1, 6)
YEAR = timedelta(days=365)
PATTERN = 3  # disputes of one kind within a year


class Kind(StrEnum):
    """What a point of a complaint is, or the whole of it (PROFESSION 5.2)."""

    SERVICE_FAILURE = "service_failure"
    MISLEADING_PROMISE = "misleading_promise"
    EXPECTATION_MISMATCH = "expectation_mismatch"
    UNCLEAR_PROMISE = "unclear_promise"
    EXTERNAL = "external"
    EXPLAINED = "explained"
    MIXED = "mixed"  # of the whole alone: points are never averaged


class Failure(StrEnum):
    """In which way a promise was not kept."""

    NON_DELIVERY = "non_delivery"
    LATE = "late"
    WRONG = "wrong"
    RUDE = "rude"
    BILLING = "billing"
    CONFIDENTIALITY = "confidentiality"
    UNREACHABLE = "unreachable"


class Mismatch(StrEnum):
    """What was expected otherwise than it was promised."""

    SCOPE = "scope"
    OUTCOME = "outcome"
    PACE = "pace"
    STYLE = "style"
    PRICE = "price"


class Basis(StrEnum):
    """Where the promise stands."""

    OPEN = ""  # nobody has looked yet
    LETTER = "letter"
    SAID = "said"  # in a call, on the site, in an advertisement
    NOTHING = "nothing"


class Found(StrEnum):
    """What the delivery record, or a record of what happened, shows."""

    OPEN = ""
    KEPT = "kept"
    NON_DELIVERY = "non_delivery"
    LATE = "late"
    WRONG = "wrong"
    RUDE = "rude"
    BILLING = "billing"
    CONFIDENTIALITY = "confidentiality"
    UNREACHABLE = "unreachable"


class ClaimSign(StrEnum):
    """What shows that a claim is possible (PROFESSION 5.2, 0b)."""

    MONEY = "money"
    HARM = "harm"
    LAWYER = "lawyer"
    REGULATOR = "regulator"


class StepList(StrEnum):
    """To which list a step belongs; inside ones are never printed."""

    OUTSIDE = "outside"
    INSIDE = "inside"
    GATE = "gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The place of a letter that says it, as it was when somebody pointed to it.

    `label` is an item's number ("2.7") or a clause's ("6"); `had_on` the first day on which the client surely had it.
    """

    letter_id: int
    letter: str = ""
    version: int = 1
    label: str = ""
    text: str = ""
    limit: bool = False
    item_id: int | None = None
    had_on: date | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """An expression of dissatisfaction, in the client's own words; days are local.

    `no_claim` says why no insurer has to be told although there are signs; `severity` is 1 to 5, None before the first
    assessment; `reviewer` is who looks at it besides the practitioner.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int | None = None
    number: str = ""
    received_on: date
    channel: str = ""
    words: str = ""
    remedy: str = ""  # what the client wants to be done
    safety: bool = False
    claim_signs: tuple[ClaimSign, ...] = ()
    no_claim: str = ""
    severity: int | None = None
    reviewer: str = ""
    acknowledged_on: date | None = None
    updated_on: tuple[date, ...] = ()
    answered_on: date | None = None
    closed_on: date | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintItem:
    """One point of a complaint: what was expected (X), promised (Y) and delivered (Z), and what it was decided to be.

    `about` names somebody else whom it is about; `same` is whether X is what Y says, `clear` whether Y says it
    clearly; `deliveries` are picked from the delivery record by id; `work_on` is the day of the work in question;
    `evidence` is what the decision stood on, in words.
    """

    id: int = 0
    complaint_id: int = 0
    client_id: int = 0
    place: int = 0
    wanted: str = ""
    words: str = ""
    about: str = ""
    work_on: date | None = None
    basis: Basis = Basis.OPEN
    citation: Citation | None = None
    said: str = ""
    said_on: date | None = None
    misleading: bool = False
    clear: bool | None = None
    same: bool | None = None
    found: Found = Found.OPEN
    deliveries: tuple[int, ...] = ()
    record_who: str = ""
    record_on: date | None = None
    record_what: str = ""
    decided: Kind | None = None
    subtype: str = ""
    reason: str = ""
    evidence: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintStep:
    """Something ticked off: which list of which path it stands in, what it said, and the day."""

    id: int = 0
    complaint_id: int = 0
    client_id: int = 0
    path: str = ""
    belongs: StepList = StepList.OUTSIDE
    key: str = ""
    text: str = ""
    done_on: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintEntry:
    """How a complaint was closed, or what was added to it afterwards; append-only."""

    id: int = 0
    complaint_id: int = 0
    client_id: int = 0
    closing: bool = False
    outcome: str = ""  # the Kind of the whole
    root_cause: str = ""
    changed: str = ""
    text: str = ""
    written_at: datetime
    author: str = ""


# paths


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of a list; its text has gaps, and `when` says under which condition it stands there."""

    key: str
    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A follow-up that a path asks for, so many days after the final answer."""

    days: int
    text: str


@dataclass(frozen=True, slots=True)
class Path:
    """How points of some kinds are treated: towards the client and in the practice (PROFESSION 5.3)."""

    key: str
    kinds: tuple[Kind, ...]
    title: str
    lead: str
    icon: str
    look: str
    tone: str
    remedy: str
    outside: tuple[Tick, ...]
    inside: tuple[Tick, ...]
    checks: tuple[Check, ...]
    never: tuple[str, ...]


Taken = tuple[Path, tuple[ComplaintItem, ...]]


def paths_of(every: Iterable[Path], items: Iterable[ComplaintItem]) -> tuple[Taken, ...]:
    """The paths that decided points take, each with its points; a point takes exactly one."""
    points = tuple(items)
    pairs = ((path, tuple(i for i in points if i.decided in path.kinds)) for path in every)
    return tuple((path, mine) for path, mine in pairs if mine)


def whole(items: Iterable[ComplaintItem]) -> Kind | None:
    """What the complaint is as a whole: mixed for points of several kinds, None until every point is decided.

    A misleading promise is a service failure of its own way (PROFESSION 5.2): both together are one kind.
    """
    kinds = {item.decided for item in items}
    if not kinds or None in kinds:
        return None
    if kinds == {Kind.SERVICE_FAILURE, Kind.MISLEADING_PROMISE}:
        return Kind.SERVICE_FAILURE
    return kinds.pop() if len(kinds) == 1 else Kind.MIXED


def dispute(item: ComplaintItem) -> tuple[str, str]:
    """What makes two disputes the same: the kind, and the words of the promise or else the subtype."""
    said = fold(item.citation.text) if item.citation else item.subtype
    return (item.decided or ""), said


def times(item: ComplaintItem, others: Iterable[tuple[int, date, ComplaintItem]], day: date) -> int:
    """In how many complaints of the year up to `day` this was disputed, this one included: (complaint, day, point)."""
    if item.decided is None:
        return 0
    mine = dispute(item)
    same = {c for c, on, other in others if other.decided and day - YEAR < on <= day and dispute(other) == mine}
    return len(same | {item.complaint_id})


# the insurer


def claim_possible(complaint: Complaint) -> bool:
    """Whether a claim is possible, so that the insurer comes before any apology or refund (PROFESSION 5.5)."""
    return bool(complaint.claim_signs)


NOTIFY = "notify"  # the step of the gate that opens it


def held(complaint: Complaint, steps: Iterable[ComplaintStep]) -> str:
    """Why no apology, final answer or refund may leave yet; "" when it may."""
    told = any(step.belongs is StepList.GATE and step.key == NOTIFY for step in steps)
    if not claim_possible(complaint) or told or complaint.no_claim.strip():
        return ""
    return (
        "A claim is possible. Tell your insurer before you apologise, admit anything or pay, "
        "or say why there is no cover to lose."
    )


# what becomes of it


def open_one(complaint: Complaint) -> Complaint:
    """The complaint, if it is open. Refused once it is closed: it is added to, never changed."""
    if complaint.closed_on is not None:
        raise Refused("This complaint is closed. Add to it instead.")
    return complaint


def edited(complaint: Complaint, today: date, **changes: object) -> Complaint:
    """The open complaint with these fields changed. Refused where a day or a number cannot be."""
    after: Complaint = replace(open_one(complaint), **changes)  # type: ignore[arg-type]  # checked by the record's own
    if after.received_on > today:
        raise Refused({"received_on": "Choose today or a day before it."})
    if after.severity is not None and after.severity not in SEVERITIES:
        raise Refused({"severity": "Choose 1 to 5."})
    return after


def closed(
    complaint: Complaint, items: Sequence[ComplaintItem], root_cause: str, changed: str, today: date
) -> Complaint:
    """The complaint as closed. Refused, each with what to do, until all is decided, answered and learned from."""
    missing = {}
    if whole(items) is None:
        missing[""] = "Decide every point first." if items else "Split the complaint into its points first."
    elif complaint.answered_on is None:
        missing[""] = "Give the final answer first, and note the day."
    if not root_cause.strip():
        missing["root_cause"] = "Say what it came from."
    if not changed.strip():
        missing["changed"] = "Say what is done otherwise from now on, or why nothing is."
    if missing:
        raise Refused(missing)
    return replace(open_one(complaint), closed_on=today)
