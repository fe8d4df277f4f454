"""What the letters of a complaint are begun with; nothing of the practice's own lists ever stands there."""

from collections.abc import Sequence
from datetime import date, timedelta

from practice.rules.complaint_days import Deadline, DeadlineKind
from practice.rules.complaints import Basis, Complaint, ComplaintItem, Failure, Kind
from practice.rules.engagements import Delivery
from practice.rules.grammar import counted, ended, listed
from practice.rules.letters import Grid
from practice.rules.notes import day_words
from practice.rules.triage import RECORDED, delivery_words

ACK, FINAL, APOLOGY = "complaint_ack", "complaint_final", "apology_recovery"
HELD = frozenset({FINAL, APOLOGY})  # until the insurer knows, where a claim is possible
TOLD = {ACK: DeadlineKind.ACKNOWLEDGE, FINAL: DeadlineKind.FINAL}  # what sending one of them does
BY_RECORD = "by_record"
OURS = frozenset({Kind.SERVICE_FAILURE, Kind.MISLEADING_PROMISE})
CHECK_AFTER = timedelta(days=7)
Point = tuple[ComplaintItem, Sequence[Delivery]]

_FOUND = {
    Failure.NON_DELIVERY: "Promised, and not delivered.",
    Failure.LATE: "Promised, and late.",
    Failure.WRONG: "Promised, and not done right.",
    Failure.RUDE: "Not how you should be spoken to.",
    Failure.BILLING: "Not billed as agreed.",
    Failure.CONFIDENTIALITY: "Not kept to myself, as promised.",
    Failure.UNREACHABLE: "You could not reach me.",
}
_OUTCOMES = {
    Kind.EXPECTATION_MISMATCH: "Done as agreed; you had hoped for more.",
    Kind.UNCLEAR_PROMISE: "My words left it open.",
    Kind.MISLEADING_PROMISE: "What was said was not right.",
    Kind.EXTERNAL: "Not in my hands.",
    Kind.EXPLAINED: "Agreed, and done.",
}


def acknowledgement(
    complaint: Complaint, items: Sequence[ComplaintItem], owed: Sequence[Deadline], how: str
) -> dict[str, str]:
    """The fields of the letter that says that a complaint came: its day, its points in the client's words, by when."""
    due = {one.kind: one.due_on.isoformat() for one in owed}
    points = [item.words.strip() or item.wanted.strip() for item in items]
    return _said(
        {
            "received.received_day": complaint.received_on.isoformat(),
            "received.received_how": how,
            "received.reference": complaint.number,
            "understood.points": "\n".join(point for point in points if point) or complaint.words.strip(),
            "understood.wanted": f"What you wish for: {ended(complaint.remedy)}" if complaint.remedy.strip() else "",
            "who.outside": complaint.reviewer.strip(),
            "timetable.update_day": due.get(DeadlineKind.UPDATE, ""),
            "timetable.final_day": due[DeadlineKind.FINAL],
        }
    )


def final(complaint: Complaint, points: Sequence[Point], notified: bool) -> dict[str, str]:
    """The fields of the final answer: one explanation and one apology, each for its own points."""
    items = [item for item, _ in points]
    return _said(
        {
            "received.received_day": complaint.received_on.isoformat(),
            "received.reference": complaint.number,
            "received.outside": complaint.reviewer.strip(),
            "findings.outcome": outcome(items),
            "findings.answer": answer(items),
            **_gate(complaint, notified),
        }
    )


def apology(complaint: Complaint, points: Sequence[Point], notified: bool, today: date) -> dict[str, str]:
    """The fields of the letter that apologises: facts of the points that are ours, and no other ones."""
    return _said(
        {
            "what.what": " ".join(_facts(points)),
            "follow.follow_day": (today + CHECK_AFTER).isoformat(),
            **_gate(complaint, notified),
        }
    )


def refund(points: Sequence[Point]) -> dict[str, str]:
    """The fields of a refund's letter: what the client was right about, and why the rest is not refunded."""
    return _said({"right.right": _owned(points), "apart.apart": " ".join(_apart(item) for item, _ in points).strip()})


def _owned(points: Sequence[Point]) -> str:
    facts = _facts(points)
    if not facts:
        return ""
    about = counted(len(facts), "thing")
    return f"You were right about {about}. {' '.join(facts)} That should not have happened. I am sorry."


def _facts(points: Sequence[Point]) -> list[str]:
    """What was promised and not done as promised, point by point."""
    return [_fact(item, _done(item, made)).strip() for item, made in points if item.decided in OURS]


def _fact(item: ComplaintItem, done: str) -> str:
    if item.decided is Kind.MISLEADING_PROMISE:
        return f"You were told this: “{ended(item.said)}” That was not right. {done}"
    if _by_record(item):
        return done
    cited = item.citation if item.basis is Basis.LETTER else None
    promise = ended(cited.text) if cited else f"“{ended(item.said)}”"
    return f"I had promised you this: {promise} {done}"


def _by_record(item: ComplaintItem) -> bool:
    """Whether a record shows a failure, and no promise: no letter has to promise courtesy."""
    return item.decided is Kind.SERVICE_FAILURE and item.subtype in tuple(RECORDED)


def _apart(item: ComplaintItem) -> str:
    """Why a point is explained and not paid for, "" for one that is paid for."""
    hoped = f"You had hoped for this: {ended(item.wanted.strip() or item.words.strip())}"
    if item.decided is Kind.EXPECTATION_MISMATCH:
        return f"{hoped} It goes beyond what we agreed on in {_places([item])}. I understand why you hoped for it."
    if item.decided is Kind.EXTERNAL:
        return f"{hoped} It is decided by {item.about.strip()}, and not by me."
    if item.decided is Kind.EXPLAINED:
        place = f" in {_places([item])}" if item.citation else ""
        return f"{hoped} It was agreed on{place}, and done, as my records show."
    return ""


def _gate(complaint: Complaint, notified: bool) -> dict[str, str]:
    return {"gate.claim": "yes" if complaint.claim_signs else "no", "gate.insurer": insurer(complaint, notified)}


def insurer(complaint: Complaint, notified: bool) -> str:
    """How far the insurer's gate is passed, as the letters ask for it."""
    return "told" if notified else "no_cover" if complaint.no_claim.strip() else "not_yet"


def _said(fields: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}


def outcome(items: Sequence[ComplaintItem]) -> str:
    """What the whole comes to, as the letter knows it; mixed only where something of it is ours to be sorry for."""
    kinds = {item.decided for item in items}
    names = {
        Kind.SERVICE_FAILURE: "failure", Kind.MISLEADING_PROMISE: "failure", Kind.UNCLEAR_PROMISE: "unclear",
        Kind.EXPECTATION_MISMATCH: "mismatch", Kind.EXPLAINED: "explained", Kind.EXTERNAL: "outside",
    }  # fmt: skip
    found = {name for kind, name in names.items() if kind in kinds}
    if len(found) > 1 and found & {"failure", "unclear"}:
        return "mixed"
    return next((name for name in names.values() if name in found), "")


def findings(points: Sequence[Point]) -> Grid:
    """The points side by side: what was hoped for, agreed, done, and found."""
    rows = tuple(
        (str(number), item.wanted.strip() or item.words.strip(), agreed(item), _done(item, made), _found(item))
        for number, (item, made) in enumerate(points, 1)
    )
    return Grid(("", "You hoped for", "We agreed", "What was done", "What I found"), rows)


def agreed(item: ComplaintItem) -> str:
    """What was promised, as it is shown to the client."""
    if item.about.strip():
        return f"This lies with {item.about.strip()}."
    if item.basis is Basis.LETTER and item.citation:
        kind = ", not included" if item.citation.limit else ""
        return f"{item.citation.label[:1].upper()}{item.citation.label[1:]}{kind}: {ended(item.citation.text)}"
    if item.basis is Basis.SAID and item.said.strip():
        on = f" on {day_words(item.said_on)}" if item.said_on else ""
        return f"Said{on}: “{item.said.strip()}”"
    return "" if item.record_what.strip() else "Our letter says nothing of it."


def _done(item: ComplaintItem, made: Sequence[Delivery]) -> str:
    """The delivery record of a point, then what else happened."""
    told = [delivery_words(one, one.due_on or date.max) if one.delivered_on else _owed(one) for one in made]
    if item.record_what.strip():
        on = f"{day_words(item.record_on)}: " if item.record_on else ""
        told.append(f"{on}{ended(item.record_what)}")
    if not told and item.citation and item.citation.limit:
        told.append("Nothing, as it was not included.")
    return " ".join(told)


def _owed(one: Delivery) -> str:
    return f"Due {day_words(one.due_on)}, not delivered yet." if one.due_on else "Not delivered yet."


def _found(item: ComplaintItem) -> str:
    if item.decided is Kind.SERVICE_FAILURE:
        return _FOUND[Failure(item.subtype)]
    if item.decided is Kind.EXPECTATION_MISMATCH and item.citation and item.citation.limit:
        return "As agreed; you had hoped for more."  # nothing was done that was left out
    return _OUTCOMES.get(item.decided, "") if item.decided else ""


def answer(items: Sequence[ComplaintItem]) -> str:
    """Each answer once, for its own points: the apology first, then the explanations."""
    several = len(items) > 1
    numbered = list(enumerate(items, 1))
    sentences = []
    for kinds, one, many in _ANSWERS:
        mine = [(number, item) for number, item in numbered if _answered_as(item) in kinds]
        if mine:
            about = _points([number for number, _ in mine]) if several else "This"
            text = one if len(mine) == 1 or not several else many
            cited = _places([item for _, item in mine])
            shown = f"{cited} and my records" if any(item.citation for _, item in mine) else "my records"
            sentences.append(text.format(points=about, cited=cited, shown=shown, about=_others(mine)))
    return " ".join(sentences)


def _answered_as(item: ComplaintItem) -> str:
    return BY_RECORD if _by_record(item) else str(item.decided or "")


def _points(numbers: Sequence[int]) -> str:
    return f"Point{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"


def _places(items: Sequence[ComplaintItem]) -> str:
    cited = [item.citation for item in items if item.citation]
    labels = listed(list(dict.fromkeys(one.label for one in cited)))
    letters = listed(list(dict.fromkeys(one.letter for one in cited)))
    return f"{labels} of our letter {letters}" if labels else "our letter"


def _others(mine: Sequence[tuple[int, ComplaintItem]]) -> str:
    return listed(list(dict.fromkeys(item.about.strip() for _, item in mine if item.about.strip())))


_ANSWERS = (
    (
        OURS,
        "{points} was promised to you, and I did not keep it. I am sorry.",
        "{points} were promised to you, and I did not keep them. I am sorry.",
    ),
    (
        frozenset({BY_RECORD}),
        "{points} should not have happened. I am sorry.",
        "{points} should not have happened. I am sorry.",
    ),
    (
        frozenset({Kind.UNCLEAR_PROMISE}),
        "{points} was not said clearly enough by me. I am sorry for that, and I would like to meet you halfway.",
        "{points} were not said clearly enough by me. I am sorry for that, and I would like to meet you halfway.",
    ),
    (
        frozenset({Kind.EXPECTATION_MISMATCH}),
        "{points} goes beyond what we agreed on in {cited}. I understand why you hoped for it, "
        "and there are ways to it that I can show you.",
        "{points} go beyond what we agreed on in {cited}. I understand why you hoped for them, "
        "and there are ways to them that I can show you.",
    ),
    (
        frozenset({Kind.EXPLAINED}),
        "{points} was agreed on and done, as {shown} show.",
        "{points} were agreed on and done, as {shown} show.",
    ),
    (
        frozenset({Kind.EXTERNAL}),
        "{points} is decided by {about}, and not by me.",
        "{points} are decided by {about}, and not by me.",
    ),
)
