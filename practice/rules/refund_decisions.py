"""The decision on a refund: what is worked out, what a person decides, and why; final once it is issued."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from practice.errors import Refused
from practice.rules.refund_facts import Facts, Reason
from practice.rules.refunds import VERSION, Outcome, Worked, has_to_wait

WAIT = timedelta(hours=24)  # PROFESSION 6.3: a large sum or a possible claim is slept on


class RefundState(StrEnum):
    """The life of a decision."""

    DRAFT = "draft"
    RECORDED = "recorded"  # decided; it may be thought over until it is issued
    ISSUED = "issued"  # told to the client: final
    PAID = "paid"


class Choice(StrEnum):
    """What the person decides."""

    RECOMMENDED = "recommended"
    OTHER = "other"
    NOTHING = "nothing"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDecision:
    """One decision on one engagement's money; sums in minor units net of tax.

    `given` is what the person judged, as typed, by name. From recording on `facts` are what it was worked out from,
    by the rules of `rule_version`; `amount` is what is paid now. `citation` is the rule by which it may stay below the
    floor, which the person attests. `note` is what the second pair of eyes or the insurer said. `corrects` is the
    issued decision that this one corrects.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int = 0
    complaint_id: int | None = None
    state: RefundState = RefundState.DRAFT
    reason: Reason | None = None
    given: dict[str, str]
    choice: Choice | None = None
    why: str = ""
    citation: str = ""
    attested: bool = False
    note: str = ""
    credit_offered: bool = False
    rule_version: str = ""
    facts: Facts | None = None
    floor: int | None = None
    recommended: int | None = None
    outcome: Outcome | None = None
    amount: int | None = None
    waits: bool = False
    recorded_at: datetime | None = None
    issued_at: datetime | None = None
    letter_id: int | None = None
    paid_on: date | None = None
    method: str = ""
    proof: str = ""
    trust_reference: str = ""
    corrects: int | None = None
    created_at: datetime | None = None


def edited(decision: RefundDecision, **changes: object) -> RefundDecision:
    """The draft with these fields changed. Raises Refused once it is recorded."""
    if decision.state is RefundState.RECORDED:
        raise Refused("This decision is recorded. Think it over again to change it.")
    if decision.state is not RefundState.DRAFT:
        raise Refused("This decision is issued. Decide a correction instead.")
    return replace(decision, **changes)  # type: ignore[arg-type]  # by field


def decided_amount(decision: RefundDecision, worked: Worked, other: int | None) -> int | None:
    """What would be paid now by the person's choice; None while nothing is chosen, or another sum is not typed."""
    sums = {
        Choice.RECOMMENDED: worked.payable_now, Choice.OTHER: other, Choice.NOTHING: 0, Choice.WAIT: None,
    }  # fmt: skip
    return sums[decision.choice] if decision.choice else None


def below_floor(worked: Worked, amount: int | None) -> int:
    """How many minor units a payment now would fall short of what has to go back."""
    return 0 if amount is None else max(0, worked.least_now - amount)


def recorded(
    decision: RefundDecision, worked: Worked, other: int | None, wait_from: int, now: datetime, lately: int = 0
) -> RefundDecision:
    """The decision recorded, with what it was worked out from.

    Raises Refused by field: without a choice or its reason, above what was paid, below the floor without citation and
    attestation, and while the two reckonings differ.
    """
    amount = decided_amount(decision, worked, other)
    errors = _missing(decision, worked, amount)
    if errors:
        raise Refused(errors)
    return replace(
        edited(decision),
        state=RefundState.RECORDED,
        rule_version=VERSION,
        facts=worked.facts,
        floor=worked.floor,
        recommended=worked.recommended,
        outcome=worked.outcome if decision.choice is Choice.RECOMMENDED else _outcome(worked, amount or 0),
        amount=amount,
        waits=has_to_wait(worked, amount or 0, wait_from, lately),
        recorded_at=now,
    )


def _missing(decision: RefundDecision, worked: Worked, amount: int | None) -> dict[str, str]:
    if decision.reason is None:
        return {"reason": "Say what happened."}
    if not worked.check.agrees:
        return {"": "The two reckonings differ, so nothing is recorded. Please report it with the printed working."}
    if decision.choice is None:
        return {"choice": "Choose what you decide."}
    if decision.choice is Choice.WAIT:
        return {"choice": "Nothing is recorded while you wait. It stays here as a draft."}
    if amount is None:
        return {"amount": "Type what you pay, for example 250.00."}
    errors = {} if decision.why.strip() else {"why": "Say why, in a sentence. It is kept with the decision."}
    return errors | _out_of_bounds(decision, worked, amount)


def _out_of_bounds(decision: RefundDecision, worked: Worked, amount: int) -> dict[str, str]:
    if amount > worked.facts.left:
        return {"amount": "This is more than was paid and not returned yet."}
    if not below_floor(worked, amount):
        return {}
    where = "amount" if decision.choice is Choice.OTHER else "choice"
    if not decision.attested:
        return {
            where: "This is less than has to go back. Pay at least the floor, or cite the rule that says otherwise."
        }
    return {} if decision.citation.strip() else {"citation": "Cite the rule, for example the article and its number."}


def _outcome(worked: Worked, amount: int) -> Outcome:
    if below_floor(worked, amount):
        return Outcome.MANUAL_REVIEW  # by the rule that is cited; no reckoning gives it
    if not amount:
        return Outcome.HOLD_IN_TRUST if worked.held else Outcome.NONE
    if amount >= worked.facts.left:
        return Outcome.FULL
    return Outcome.PARTIAL_GOODWILL if amount > worked.least_now else Outcome.UNEARNED


def reopened(decision: RefundDecision) -> RefundDecision:
    """A recorded decision as a draft again, to be thought over. Raises Refused once it is issued."""
    if decision.state is not RefundState.RECORDED:
        raise Refused("This decision is issued. Decide a correction instead.")
    return replace(
        decision, state=RefundState.DRAFT, rule_version="", facts=None, floor=None, recommended=None, outcome=None,
        amount=None, waits=False, recorded_at=None,
    )  # fmt: skip


def issue_from(decision: RefundDecision) -> datetime | None:
    """From when a recorded decision may be issued; None where it may be at once."""
    return decision.recorded_at + WAIT if decision.waits and decision.recorded_at else None


def known(decision: RefundDecision) -> int:
    """All that had gone back of the work, or was promised to, when the decision was recorded; minor units net."""
    return decision.facts.already_refunded + decision.facts.returned_elsewhere if decision.facts else 0


def check_returned(decision: RefundDecision, returned: int) -> None:
    """Refused where more went back of the work, or was promised to (minor units net), than a recorded one knew of."""
    if decision.state is RefundState.RECORDED and returned > known(decision):
        raise Refused("Money went back, or was promised to, since this was recorded. Think it over again.")


def issued(decision: RefundDecision, letter_id: int | None, held: str, now: datetime) -> RefundDecision:
    """The decision issued for good.

    `held` says why nothing may leave yet (the insurer), "" when it may. Raises Refused for that, within 24 hours of a
    decision that waits, and without the word of a second pair of eyes there.
    """
    if decision.state is RefundState.DRAFT:
        raise Refused("Record the decision first.")
    if decision.state is not RefundState.RECORDED:
        raise Refused("This decision is issued already.")
    if held:
        raise Refused(held)
    after = issue_from(decision)
    if after and not decision.note.strip():
        raise Refused({"note": "Say who looked at it besides you, or what your insurer said."})
    if after and now < after:
        raise Refused("This waits a day from recording. Issue it after that.")
    return replace(decision, state=RefundState.ISSUED, letter_id=letter_id, issued_at=now)


def paid(
    decision: RefundDecision, on: date, proof: Mapping[str, str], today: date, returned: int = 0
) -> RefundDecision:
    """The issued decision as paid on `on`; `proof` has method, proof and trust_reference. Raises Refused by field.

    `returned` is all that went back of this work, or was promised to before this was issued, minor units net: more
    than the decision knew of is refused, or the same money would go back twice.
    """
    if decision.state is not RefundState.ISSUED:
        raise Refused("Issue the decision first." if decision.issued_at is None else "This refund is paid already.")
    if decision.facts and returned > known(decision):
        raise Refused("Money went back since this was worked out. Decide a correction, so that none goes back twice.")
    errors = {}
    if not proof.get("method", "").strip():
        errors["method"] = "Say how it was paid, such as bank transfer."
    if not proof.get("proof", "").strip():
        errors["proof"] = "Name what shows it, such as the transfer’s number."
    if on > today:
        errors["paid_on"] = "Choose today or a day before it."
    if errors:
        raise Refused(errors)
    method, shown, trust = (proof.get(name, "").strip() for name in ("method", "proof", "trust_reference"))
    return replace(
        decision, state=RefundState.PAID, paid_on=on, method=method, proof=shown, trust_reference=trust
    )  # fmt: skip


def correction(decision: RefundDecision, now: datetime) -> RefundDecision:
    """A new decision that corrects this issued one, begun from the same judgement. Raises Refused before the issue."""
    if decision.state not in (RefundState.ISSUED, RefundState.PAID):
        raise Refused("This decision is not issued. Change it instead.")
    return RefundDecision(
        client_id=decision.client_id, engagement_id=decision.engagement_id, complaint_id=decision.complaint_id,
        reason=decision.reason, given=dict(decision.given), corrects=decision.id, created_at=now,
    )  # fmt: skip
