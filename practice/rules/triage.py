"""Triage of one point of a complaint: the decision tree and the guard against misclassifying (PROFESSION 5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.errors import Refused
from practice.rules.complaints import Basis, Citation, ComplaintItem, Failure, Found, Kind, Mismatch
from practice.rules.engagements import Delivery
from practice.rules.grammar import counted
from practice.rules.notes import day_words

RECORDED = frozenset({Found.RUDE, Found.UNREACHABLE})  # these need a record, not a letter's item
FAILED = frozenset(Found) - {Found.OPEN, Found.KEPT}
SUBTYPES: dict[Kind, tuple[str, ...]] = {
    Kind.SERVICE_FAILURE: tuple(Failure),
    Kind.EXPECTATION_MISMATCH: tuple(Mismatch),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the tree comes to, with the evidence in words; without a kind `asks` says what is still to be found out."""

    kind: Kind | None
    subtype: str = ""
    evidence: tuple[str, ...] = ()
    asks: str = ""


def propose(item: ComplaintItem, made: Sequence[Delivery], day: date) -> Proposal:
    """What a point is, from the promise, the deliveries picked (`made`) and what was found; `day` it was complained.

    Read in the order of PROFESSION 5.2: external, misleading promise, service failure, mismatch, unclear, explained.
    """
    if item.about.strip():
        return Proposal(Kind.EXTERNAL, evidence=(f"It is about {item.about.strip()}, not about your work.",))
    if item.misleading and item.basis is Basis.SAID:
        return _misleading(item)
    failure = _failure(item, made, day)
    if failure is not None:
        return failure
    if item.basis is Basis.LETTER and item.citation is not None:
        return _written(item, item.citation, made)
    if item.basis is Basis.SAID:
        return _spoken(item, made)
    if item.basis is Basis.NOTHING:
        said = "The letter in force says nothing of it. Reasonable doubt goes to the client."
        return Proposal(Kind.UNCLEAR_PROMISE, evidence=(said,))
    return Proposal(None, asks="Point to what was promised, or say that nothing was found.")


def _misleading(item: ComplaintItem) -> Proposal:
    if not item.said.strip() or item.said_on is None:
        return Proposal(None, asks="Write what was said or advertised, and the day.")
    said = f"Said or advertised on {day_words(item.said_on)}: “{item.said.strip()}”. That was wrong or misleading."
    return Proposal(Kind.MISLEADING_PROMISE, evidence=(said,))


# service failure


def _failure(item: ComplaintItem, made: Sequence[Delivery], day: date) -> Proposal | None:
    """A broken promise, or what is missing to show one; None where nothing points to it."""
    way = _way(item, made, day)
    if not way:
        return None
    if item.found in RECORDED:
        if record := _record(item):
            return Proposal(Kind.SERVICE_FAILURE, way, (record,))
        return Proposal(None, asks="Write down who, when and what happened: no letter has to promise courtesy.")
    promise = promised(item)
    if not promise:
        asked = item.basis in (Basis.OPEN, Basis.LETTER)  # what a letter excludes cannot be broken
        return Proposal(None, asks="Point to the promise that was not kept.") if asked else None
    shown = _shown(item, made, day)
    if not shown:
        return Proposal(None, asks="Pick the delivery, or write down what shows that the promise was not kept.")
    return Proposal(Kind.SERVICE_FAILURE, way, (promise, *shown))


def _way(item: ComplaintItem, made: Sequence[Delivery], day: date) -> str:
    """In which way a promise failed, "" where it did not; the delivery record comes before what somebody says."""
    if item.found in FAILED:
        return item.found.value
    if missing(made, day):
        return Failure.NON_DELIVERY
    return Failure.LATE if late(made) else ""


def late(made: Sequence[Delivery]) -> tuple[tuple[Delivery, int], ...]:
    """What was delivered after its day, and by how many days."""
    dated = ((one, one.due_on, one.delivered_on) for one in made)
    return tuple((one, (on - due).days) for one, due, on in dated if due and on and on > due)


def missing(made: Sequence[Delivery], day: date) -> tuple[Delivery, ...]:
    """What was due before `day` and was not delivered by then."""
    return tuple(one for one in made if one.due_on and one.due_on < day and _is_out(one, day))


def _is_out(one: Delivery, day: date) -> bool:
    return one.delivered_on is None or one.delivered_on > day


def promised(item: ComplaintItem) -> str:
    """The promise of a point in words, "" where none is pointed to; what a letter excludes is none."""
    if item.basis is Basis.LETTER and item.citation is not None and not item.citation.limit:
        return f"{item.citation.label} promises: “{item.citation.text}”"
    if item.basis is Basis.SAID and item.said.strip():
        on = f" on {day_words(item.said_on)}" if item.said_on else ""
        return f"Said{on}: “{item.said.strip()}”"
    return ""


def _shown(item: ComplaintItem, made: Sequence[Delivery], day: date) -> tuple[str, ...]:
    """What shows that a promise was not kept."""
    said = [delivery_words(one, day) for one in made if one in missing(made, day) or one in {d for d, _ in late(made)}]
    if item.record_what.strip():
        said.append(_record(item) or _what(item))
    return tuple(said)


def delivery_words(one: Delivery, day: date) -> str:
    """A delivery and its days: "Due October 8, 2026, delivered October 29, 2026: 21 days late."."""
    due = f"due {day_words(one.due_on)}" if one.due_on else "no day agreed"
    if one.delivered_on is None:
        told = f"{due}, not delivered by {day_words(day)}."
        return told[:1].upper() + told[1:]
    behind = (one.delivered_on - one.due_on).days if one.due_on else 0
    end = f": {counted(behind, 'day')} late." if behind > 0 else "."
    told = f"{due}, delivered {day_words(one.delivered_on)}{end}"
    return told[:1].upper() + told[1:]


def _record(item: ComplaintItem) -> str:
    """Who, when and what, "" until all three are written."""
    if not (item.record_who.strip() and item.record_on and item.record_what.strip()):
        return ""
    return f"{item.record_who.strip()}, {day_words(item.record_on)}: {_what(item)}"


def _what(item: ComplaintItem) -> str:
    text = item.record_what.strip()
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


# promise and expectation


def _written(item: ComplaintItem, cited: Citation, made: Sequence[Delivery]) -> Proposal:
    """The letter says something, and nothing shows that it was not kept."""
    if not cited.limit and not _kept(item, made):
        return Proposal(None, asks=f"Pick what was delivered for {cited.label}, or say that it was kept.")
    if item.same is None and not cited.limit:
        return Proposal(None, asks=f"Say whether what they wanted is what {cited.label} says.")
    if item.same and item.clear is not False and not cited.limit:  # doubt in the letter comes before all is well
        return Proposal(Kind.EXPLAINED, evidence=(_cited(cited), "They wanted that, and it was delivered."))
    if item.clear is None:
        return Proposal(None, asks=f"Say whether {cited.label} says it clearly.")
    if not item.clear:
        said = f"{cited.label} does not say it clearly. Reasonable doubt goes to the client."
        return Proposal(Kind.UNCLEAR_PROMISE, evidence=(_cited(cited), said))
    if item.work_on is None:
        return Proposal(None, asks="Say on which day the work was that this is about.")
    if not had_before(item):
        return Proposal(Kind.UNCLEAR_PROMISE, evidence=(_cited(cited), not_had(cited, item.work_on)))
    return Proposal(Kind.EXPECTATION_MISMATCH, _expected(item), (_cited(cited), _had(cited, item.work_on)))


def _spoken(item: ComplaintItem, made: Sequence[Delivery]) -> Proposal:
    """Something was said that nobody calls misleading, and no letter has it."""
    said = promised(item)
    if not said:
        return Proposal(None, asks="Write what was said or advertised, and the day.")
    if item.same and _kept(item, made):
        return Proposal(Kind.EXPLAINED, evidence=(said, "They wanted that, and it was delivered."))
    doubt = "It was said and stands in no letter. Reasonable doubt goes to the client."
    return Proposal(Kind.UNCLEAR_PROMISE, evidence=(said, doubt))


def _kept(item: ComplaintItem, made: Sequence[Delivery]) -> bool:
    return item.found is Found.KEPT or (bool(made) and all(one.delivered_on for one in made))


def _expected(item: ComplaintItem) -> str:
    """What was expected otherwise: what a letter excludes is a matter of scope."""
    if item.subtype in tuple(Mismatch):
        return item.subtype
    return Mismatch.SCOPE if item.citation and item.citation.limit else Mismatch.OUTCOME


def had_before(item: ComplaintItem) -> bool:
    """Whether the client surely had the letter before the work: signed by that day, or sent before it."""
    cited = item.citation
    if cited is None or cited.had_on is None or item.work_on is None:
        return False
    return cited.had_on < item.work_on or cited.signed_on == cited.had_on == item.work_on


def _cited(cited: Citation) -> str:
    kind = "does not include" if cited.limit else "says"
    return f"{cited.label} {kind}: “{cited.text}”"


def _had(cited: Citation, work_on: date) -> str:
    how = "signed" if cited.signed_on == cited.had_on else "sent"
    had = day_words(cited.had_on) if cited.had_on else ""
    when = "the day of the work" if cited.had_on == work_on else f"before the work of {day_words(work_on)}"
    return f"{cited.letter} was {how} on {had}, {when}."


def not_had(cited: Citation, work_on: date) -> str:
    """Why the letter does not bind the client for that work."""
    if cited.had_on is None:
        return f"Nothing shows that the client had {cited.letter} before the work of {day_words(work_on)}."
    if cited.had_on == work_on:
        return f"{_had(cited, work_on)} Nothing shows that the client had it before."
    return f"The client had {cited.letter} on {day_words(cited.had_on)}, after the work of {day_words(work_on)}."


# the decision


def decide(
    item: ComplaintItem, kind: Kind, subtype: str, reason: str, made: Sequence[Delivery], day: date, now: datetime
) -> ComplaintItem:
    """The point as decided by the person. Refused where the guard holds, and without a reason where it differs."""
    refusal = guard(item, kind, made, day)
    if refusal:
        raise Refused({"decided": refusal})
    proposal = propose(item, made, day)
    if kind is not proposal.kind and not reason.strip():
        known = "You decide otherwise than the record suggests. Say why."
        raise Refused({"reason": known if proposal.kind else f"The record does not show it yet. {proposal.asks}"})
    chosen = subtype or (proposal.subtype if proposal.kind is kind else "")
    way = chosen if chosen in SUBTYPES.get(kind, ()) else next(iter(SUBTYPES.get(kind, ("",))))
    evidence = "\n".join(proposal.evidence)
    return replace(item, decided=kind, subtype=way, reason=reason.strip(), evidence=evidence, decided_at=now)


def overtaken(item: ComplaintItem, proposal: Proposal) -> bool:
    """Whether a point was decided otherwise than the record says by now, and the record said something else then."""
    return item.decided not in (None, proposal.kind) and item.evidence != "\n".join(proposal.evidence)


def guard(item: ComplaintItem, kind: Kind, made: Sequence[Delivery], day: date) -> str:
    """Why a point cannot be decided so, as a sentence that says what is missing; "" where it can."""
    if kind is Kind.EXPECTATION_MISMATCH:
        return _mismatch_guard(item)
    if kind is Kind.SERVICE_FAILURE:
        return _failure_guard(item, made, day)
    if kind is Kind.MISLEADING_PROMISE and not (item.said.strip() and item.said_on):
        return "Write what was said or advertised and the day: without it nothing shows a misleading promise."
    if kind is Kind.EXTERNAL and not item.about.strip():
        return "Say whom it is about instead of you."
    return "A point is never mixed. Split it in two." if kind is Kind.MIXED else ""


def _mismatch_guard(item: ComplaintItem) -> str:
    cited = item.citation if item.basis is Basis.LETTER else None
    if cited is None:
        return "Point to the item of the letter that says what you provide. Without one the promise is unclear."
    if not item.clear:
        return f"Say first that {cited.label} says it clearly. If it does not, the promise is unclear."
    if item.work_on is None:
        return "Say on which day the work was: the client must have had the letter before it."
    return "" if had_before(item) else f"{not_had(cited, item.work_on)} So the promise was unclear to them."


def _failure_guard(item: ComplaintItem, made: Sequence[Delivery], day: date) -> str:
    if item.found in RECORDED:
        return "" if _record(item) else "Write down who, when and what happened."
    if not promised(item):
        return "Point to the promise that was not kept. Without one there is nothing that was broken."
    return "" if _shown(item, made, day) else "Pick the delivery, or write down what shows that it was not kept."
