"""How complaints, their points, deadlines and steps are called on screen."""

from collections.abc import Sequence
from datetime import date

from practice.actions.complaints import ComplaintView
from practice.rules.complaint_days import Deadline, DeadlineKind
from practice.rules.complaints import Basis, ClaimSign, Complaint, ComplaintItem, Failure, Found, Kind, Mismatch
from practice.rules.grammar import listed
from practice.ui.tr import tr, trn
from practice.ui.when import day_text

Status = tuple[str, str, str]  # kind, word, icon


def kind_status(kind: Kind | None) -> Status:
    """How what a point is shows."""
    return {
        None: ("neutral", tr("Not decided"), "circle-dashed"),
        Kind.EXPECTATION_MISMATCH: ("accent", tr("They want X, we provide Y"), "split"),
        Kind.SERVICE_FAILURE: ("warn", tr("We promised Y, did not deliver"), "undo-2"),
        Kind.MISLEADING_PROMISE: ("warn", tr("We promised Y misleadingly"), "undo-2"),
        Kind.UNCLEAR_PROMISE: ("accent", tr("Our words left it open"), "message-square-text"),
        Kind.EXTERNAL: ("neutral", tr("Not about us"), "users"),
        Kind.EXPLAINED: ("ok", tr("Promised and delivered"), "check"),
        Kind.MIXED: ("neutral", tr("Decided point by point"), "split"),
    }[kind]


USUAL = (Kind.EXPECTATION_MISMATCH, Kind.SERVICE_FAILURE)
RARER = (Kind.MISLEADING_PROMISE, Kind.UNCLEAR_PROMISE, Kind.EXTERNAL, Kind.EXPLAINED)


def outcomes(kinds: Sequence[Kind], name: str) -> tuple[tuple[object, str], ...]:
    """What a point may be decided to be, and that one is not sure yet."""
    return (*((kind, kind_status(kind)[1]) for kind in kinds), (None, tr("Not sure yet, ask {name}", name=name)))


def subtypes() -> dict[str, str]:
    """In which way a promise failed, or an expectation went further."""
    return {
        Failure.NON_DELIVERY: tr("Not delivered"),
        Failure.LATE: tr("Late"),
        Failure.WRONG: tr("Done wrong"),
        Failure.RUDE: tr("Rude"),
        Failure.BILLING: tr("Billed wrongly"),
        Failure.CONFIDENTIALITY: tr("Not kept confidential"),
        Failure.UNREACHABLE: tr("Unreachable"),
        Mismatch.SCOPE: tr("Of scope"),
        Mismatch.OUTCOME: tr("Of outcome"),
        Mismatch.PACE: tr("Of pace"),
        Mismatch.STYLE: tr("Of style"),
        Mismatch.PRICE: tr("Of price"),
    }


def found() -> tuple[tuple[Found, str], ...]:
    """What may have been found of the delivery."""
    own = {kind.value: word for kind, word in subtypes().items() if isinstance(kind, Failure)}
    named = {Found.OPEN: tr("As the deliveries show"), Found.KEPT: tr("Kept")}
    return tuple((one, named.get(one) or own[one.value]) for one in Found)


def bases() -> dict[Basis, str]:
    """Where a promise may stand, besides the letter."""
    return {
        Basis.OPEN: tr("Choose where it stands"),
        Basis.SAID: tr("Said or advertised, in no letter"),
        Basis.NOTHING: tr("Nothing found"),
    }


def signs() -> tuple[tuple[ClaimSign, str], ...]:
    """What shows that a claim is possible."""
    return (
        (ClaimSign.MONEY, tr("They ask for money")),
        (ClaimSign.HARM, tr("They say that it harmed them")),
        (ClaimSign.LAWYER, tr("They name a lawyer")),
        (ClaimSign.REGULATOR, tr("They name a regulator or the bar")),
    )


def owed(deadline: Deadline, today: date) -> str:
    """What is owed and by when, with the distance: "Reply by tomorrow, Wed, Nov 18"."""
    by = near(deadline.due_on, today)
    if deadline.kind is DeadlineKind.ACKNOWLEDGE:
        return tr("Reply by {day}", day=by)
    if deadline.kind is DeadlineKind.UPDATE:
        return tr("Say how far you are by {day}", day=by)
    return tr("Final answer by {day}", day=by)


def near(day: date, today: date) -> str:
    """A day with its distance: "tomorrow, Wed, Nov 18", "Nov 24, in 7 days", "Nov 3, 14 days ago"."""
    away = (day - today).days
    named = {
        0: tr("today, {day}", day=f"{day:%a}, {short(day)}"),
        1: tr("tomorrow, {day}", day=f"{day:%a}, {short(day)}"),
    }
    return named.get(away) or f"{short(day, today)}, {distance(day, today)}"


def distance(day: date, today: date) -> str:
    """How far away a day is: "today", "in 7 days", "14 days ago"."""
    away = (day - today).days
    if away < 0:
        return trn("{n} day ago", "{n} days ago", -away)
    return trn("in {n} day", "in {n} days", away) if away else tr("today")


def short(day: date, today: date | None = None) -> str:
    """ "Nov 18", with the year where that is another one than today's."""
    year = f", {day.year}" if today and day.year != today.year else ""
    return f"{day:%b} {day.day}{year}"


def pressing(deadline: Deadline, today: date) -> str:
    """The kind of status that a deadline has."""
    away = (deadline.due_on - today).days
    return "bad" if away <= 1 else "warn" if away <= 3 else "neutral"


def came(view: ComplaintView, name: str, today: date) -> str:
    """How and when it came: "Email from Corwin, November 10: “I expected …”"."""
    complaint = view.complaint
    how = complaint.channel or tr("Complaint")
    head = tr("{how} from {name}, {day}", how=how, name=name, day=day_text(complaint.received_on, today))
    return f"{head}: “{complaint.words.strip()}”" if complaint.words.strip() else f"{head}."


def title(complaint: Complaint) -> str:
    """What a complaint is called in a list: its first words."""
    return " ".join(complaint.words.split()) or tr("Nothing written yet")


def point_name(item: ComplaintItem) -> str:
    """What a point is called."""
    return item.wanted.strip() or item.words.strip() or tr("A new point")


def points_text(places: list[int]) -> str:
    """ "Point 1", "Points 2 and 3"."""
    return trn("Point {numbers}", "Points {numbers}", len(places), numbers=listed([str(one) for one in places]))
