"""The decision about a prospect: what has to stand before it can be recorded (PROFESSION section 3.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.errors import Refused
from practice.rules.checklists import TRUST
from practice.rules.fit import Assessment, Decision, FitCheck, Rule, moved_by_gut, suggestion
from practice.rules.shelves import ClientStatus

OVERRIDE_WAIT = timedelta(hours=24)
FORECASTS = range(5, 96)  # percent
GUTS = range(1, 6)
ACCEPTING = frozenset({Decision.ACCEPT, Decision.ACCEPT_WITH_CONDITIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What a person holds about a locked check before it is decided."""

    gut: int | None = None
    gut_reason: str = ""
    forecast: int | None = None  # percent
    decision: Decision | None = None
    conditions: tuple[str, ...] = ()
    reason: str = ""


def conditions_for(assessment: Assessment, decision: Decision) -> tuple[str, ...]:
    """The conditions to start from: all of them with conditions, those of trust even with a plain accept (3.3)."""
    if decision not in ACCEPTING:
        return ()
    wanted = {TRUST} if decision is Decision.ACCEPT else {c.dimension for c in assessment.conditions}
    return tuple(c.text for c in assessment.conditions if c.dimension in wanted)


def override_from(check: FitCheck) -> datetime | None:
    """The instant from which a deal-breaker may be overridden, or None while nobody has asked to."""
    return check.override_at + OVERRIDE_WAIT if check.override_at and check.override_reason.strip() else None


def check_decision(check: FitCheck, assessment: Assessment, now: datetime) -> None:
    """Refuse a decision that the scheme does not allow yet, saying for each field what is missing."""
    if check.decision is None:
        raise Refused({"decision": "Choose what you decide."})
    wrong = _accepting_wrong(check, assessment, now) if check.decision in ACCEPTING else {}
    if check.gut is None and assessment.rule is not Rule.DANGER:
        wrong["gut"] = "Give your gut feeling, from 1 to 5."
    suggested = suggestion(moved_by_gut(assessment, check.gut, check.gut_reason))
    if check.decision is not suggested and not check.reason.strip():
        wrong["reason"] = "Your decision differs from the suggestion. Write why."
    if wrong:
        raise Refused(wrong)


def _accepting_wrong(check: FitCheck, assessment: Assessment, now: datetime) -> dict[str, str]:
    wrong = {}
    if assessment.rule is Rule.DANGER:
        wrong["decision"] = "Someone may be in danger. Help comes first; start a new check when it has passed."
    allowed_from = override_from(check)
    if assessment.rule is Rule.DEAL_BREAKER and (allowed_from is None or now < allowed_from):
        wrong["override"] = "A deal-breaker can be overridden 24 hours after you wrote why."
    if check.forecast is None:
        wrong["forecast"] = "Say how likely it is to end well, from 5 to 95 percent."
    weak = {condition.dimension for condition in assessment.conditions}
    needed = max(1, len(weak)) if check.decision is Decision.ACCEPT_WITH_CONDITIONS else 0
    written = sum(1 for text in check.conditions if text.strip())
    if written < needed:
        wrong["conditions"] = f"Name a condition for each answer of 2 or less: {needed} needed, {written} written."
    return wrong


def check_numbers(gut: int | None, forecast: int | None) -> None:
    """Refuse a gut feeling or a forecast outside its scale."""
    wrong = {}
    if gut is not None and gut not in GUTS:
        wrong["gut"] = "Give a number from 1 to 5, such as 4."
    if forecast is not None and forecast not in FORECASTS:
        wrong["forecast"] = "Give a number from 5 to 95, such as 70."
    if wrong:
        raise Refused(wrong)


def standing(now: ClientStatus, decision: Decision) -> ClientStatus:
    """Where a decision leaves a client who is not served yet; who is or was served stays where they are."""
    if now not in (ClientStatus.PROSPECT, ClientStatus.DECLINED, ClientStatus.REFERRED):
        return now
    moves = {Decision.DECLINE: ClientStatus.DECLINED, Decision.REFER: ClientStatus.REFERRED}
    return moves.get(decision, ClientStatus.PROSPECT)
