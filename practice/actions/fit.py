"""Fit checks: start, answer, lock, then gut, forecast and decision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.actions import checklists
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import fit as kept
from practice.errors import Refused
from practice.rules import fit as rules
from practice.rules import fit_decisions as decisions
from practice.rules.checklists import Checklist
from practice.rules.clients import Client, moved
from practice.rules.fit import Assessment, Decision, FitAnswers, FitCheck, FitState, Result
from practice.rules.fit_decisions import ACCEPTING, Considered
from practice.rules.shelves import ClientStatus

ENOUGH_CLOSED = 20  # engagements, before the weights can be judged
_LOCKED = "The answers are locked. Start a new check to answer again."
_DECIDED = "This check is decided. Start a new check to decide again."
_OPEN = "Lock the answers first."


@dataclass(frozen=True, slots=True)
class ListedCheck:
    """A check in the list, with its client."""

    check: FitCheck
    client: Client


def get(store: Store, check_id: int) -> FitCheck:
    """The check with this id; KeyError when there is none."""
    return kept.get(store, check_id)


def of_client(store: Store, client_id: int) -> list[FitCheck]:
    """A client's checks, newest first."""
    return kept.of_client(store, client_id)


def undecided(store: Store) -> list[ListedCheck]:
    """The checks that wait for a decision, newest first."""
    return _listed(store, kept.undecided(store))


def decided(store: Store, limit: int = 50) -> list[ListedCheck]:
    """The checks decided last, newest first."""
    return _listed(store, kept.decided(store, limit))


def unchecked(store: Store, limit: int = 20) -> list[Client]:
    """The prospects nobody has checked yet, newest first."""
    return kept.unchecked(store, limit)


def waiting(store: Store) -> int:
    """How many checks wait for a decision."""
    return kept.count_undecided(store)


def is_guess(store: Store) -> bool:
    """Whether too few engagements are closed to tell how good the weights are (PROFESSION 3.4)."""
    return kept.closed_engagements(store) < ENOUGH_CLOSED


def accepted(store: Store, client_id: int) -> FitCheck | None:
    """The client's newest decided check if it accepts them: its conditions belong into their letter."""
    newest = next((check for check in kept.of_client(store, client_id) if check.state is FitState.DECIDED), None)
    return newest if newest and newest.decision in ACCEPTING else None


def checklist_of(store: Store, check: FitCheck) -> Checklist:
    """The checklist in the version that the check uses."""
    return checklists.version(store, check.checklist_key, check.checklist_version).content


def assess(store: Store, check: FitCheck) -> Assessment:
    """What the check's answers come to, before gut."""
    return rules.assess(checklist_of(store, check), check.answers)


def suggested(store: Store, check: FitCheck) -> Decision:
    """The decision that answers and gut suggest."""
    return rules.suggestion(verdict(store, check))


def verdict(store: Store, check: FitCheck) -> Result:
    """The result of answers and gut."""
    return rules.moved_by_gut(assess(store, check), check.gut, check.gut_reason)


def start(store: Store, client_id: int, now: datetime, occasion: str = "") -> FitCheck:
    """The client's open check, or a new one on the newest checklist."""
    checks = kept.of_client(store, client_id)
    if checks and checks[0].state is not FitState.DECIDED:
        return checks[0]
    return _begin(store, FitCheck(client_id=client_id, number=len(checks) + 1, occasion=occasion, created_at=now), now)


def repeat(store: Store, check_id: int, now: datetime) -> FitCheck:
    """A new check of the same client that starts from this one's answers, on the newest checklist."""
    old = kept.get(store, check_id)
    checks = kept.of_client(store, old.client_id)
    if checks[0].state is FitState.OPEN:
        return checks[0]
    answers = rules.answers_on(checklist_of(store, old), checklists.current(store).content, old.answers)
    new = FitCheck(client_id=old.client_id, number=len(checks) + 1, answers=answers, created_at=now)
    return _begin(store, new, now)


def _begin(store: Store, check: FitCheck, now: datetime) -> FitCheck:
    newest = checklists.current(store)
    with store.journal.change("fit.start"):
        checklists.ensure_kept(store, newest, now)
        return kept.save(
            store,
            replace(check, checklist_key=newest.key, checklist_version=newest.version),
        )


def fill(store: Store, check_id: int, answers: FitAnswers, occasion: str | None = None, *, visit: str = "") -> FitCheck:
    """Keep the answers of an open check; fills with an equal `visit` are undone as one. Refused by item key."""
    check = _in_state(store, check_id, FitState.OPEN, _LOCKED)
    rules.check_answers(checklist_of(store, check), answers)
    filled = replace(check, answers=answers, occasion=check.occasion if occasion is None else occasion.strip())
    with store.journal.change("fit.fill", merge=(visit, check_id) if visit else None):
        return kept.save(store, filled)


def lock(store: Store, check_id: int, now: datetime) -> FitCheck:
    """Freeze the answers with their score; gut, forecast and decision come after."""
    check = _in_state(store, check_id, FitState.OPEN, _LOCKED)
    found = assess(store, check)
    locked = replace(
        check,
        state=FitState.LOCKED,
        score=found.score,
        unit_score=found.unit_score,
        verdict=found.result,
        locked_at=now,
    )
    with store.journal.change("fit.lock"):
        return kept.save(store, locked)


def consider(store: Store, check_id: int, considered: Considered, *, visit: str = "") -> FitCheck:
    """Keep gut, forecast, decision, conditions and reason as a draft. Refused outside their scales."""
    check = _in_state(store, check_id, FitState.LOCKED, _OPEN)
    decisions.check_numbers(considered.gut, considered.forecast)
    felt = check.gut is None and considered.gut is not None  # from here on undo must not open the answers to gut
    with store.journal.change("fit.consider", merge=(visit, check_id) if visit else None, final=felt):
        return kept.save(store, _with(check, considered))


def override(store: Store, check_id: int, reason: str, now: datetime) -> FitCheck:
    """Ask to override a deal-breaker: it may be accepted 24 hours from now. Refused without a reason."""
    check = _in_state(store, check_id, FitState.LOCKED, _OPEN)
    if not reason.strip():
        raise Refused({"override": "Write why this deal-breaker does not count here."})
    with store.journal.change("fit.override"):
        return kept.save(store, replace(check, override_reason=reason.strip(), override_at=now))


def decide(store: Store, check_id: int, considered: Considered, now: datetime, today: date) -> FitCheck:
    """Record the decision; a prospect's status follows it. Refused by field for what is missing."""
    check = _in_state(store, check_id, FitState.LOCKED, _OPEN)
    decisions.check_numbers(considered.gut, considered.forecast)
    weighed = _with(check, considered)
    decisions.check_decision(weighed, assess(store, check), now)
    done = replace(weighed, state=FitState.DECIDED, verdict=verdict(store, weighed), decided_at=now)
    with store.journal.change("fit.decide"):
        _follow(store, done, today)
        return kept.save(store, done)


def _follow(store: Store, check: FitCheck, today: date) -> None:
    client = kept_clients.find(store, check.client_id)
    status = decisions.standing(client.status, check.decision or Decision.HOLD)
    if status is not client.status:
        # From declined to referred and back leads over prospect.
        prospect = moved(client, ClientStatus.PROSPECT, today)
        kept_clients.save(store, moved(prospect, status, today))


def _with(check: FitCheck, considered: Considered) -> FitCheck:
    accepting = considered.decision in ACCEPTING
    return replace(
        check,
        gut=considered.gut,
        gut_reason=considered.gut_reason.strip(),
        forecast=considered.forecast,
        decision=considered.decision,
        conditions=tuple(text.strip() for text in considered.conditions if text.strip()) if accepting else (),
        reason=considered.reason.strip(),
    )


def _in_state(store: Store, check_id: int, wanted: FitState, otherwise: str) -> FitCheck:
    check = kept.get(store, check_id)
    if check.state is not wanted:
        raise Refused(_DECIDED if check.state is FitState.DECIDED else otherwise)
    return check


def _listed(store: Store, checks: Sequence[FitCheck]) -> list[ListedCheck]:
    clients = {client.id: client for client in kept_clients.find_all(store, {check.client_id for check in checks})}
    return [ListedCheck(check, clients[check.client_id]) for check in checks]
