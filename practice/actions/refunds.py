"""Refund decisions: work out, decide, think over, issue, pay, correct; and what it would be if something were else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.actions import ledger
from practice.actions import refund_facts as gathering
from practice.actions.refund_facts import Gathered
from practice.actions.refund_paying import entries
from practice.actions.refund_view import (
    RefundView,
    day_of,
    day_words,
    due_on,
    lately,
    read,
    source,
    view,
    wait_from,
    what_if,
    worked,
)
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import households
from practice.db import letters as kept_letters
from practice.db import refunds as kept
from practice.errors import Refused
from practice.rules import refund_decisions as rules
from practice.rules.clients import Client
from practice.rules.refund_decisions import Choice, RefundDecision, RefundState
from practice.rules.refund_facts import Reason, Stage
from practice.rules.refund_judged import IF_ALONE
from practice.rules.refunds import Outcome, Worked, work_out

__all__ = [
    "Choice",
    "Outcome",
    "Reason",
    "RefundDecision",
    "RefundState",
    "RefundView",
    "Stage",
    "Worked",
    "day_words",
    "due_on",
    "source",
    "view",
    "what_if",
    "worked",
]


@dataclass(frozen=True, slots=True)
class ListedRefund:
    """A decision in a list, with its client and currency."""

    client: Client
    decision: RefundDecision
    currency: str


def get(store: Store, refund_id: int) -> RefundDecision:
    """The decision with this id; KeyError when there is none."""
    return kept.get(store, refund_id)


def of_client(store: Store, client: Client) -> list[RefundDecision]:
    """The decisions of a client, and of the household they belong to, newest first."""
    return kept.of_clients(store, households.related(store, client))


def of_engagement(store: Store, engagement_id: int) -> list[RefundDecision]:
    """The decisions on an engagement, newest first."""
    return kept.of_engagement(store, engagement_id)


def listed(store: Store, limit: int = 200) -> list[ListedRefund]:
    """What is not paid yet, then what was paid last, newest first."""
    found = [*kept.unfinished(store), *kept.finished(store, limit)]
    people = {one.id: one for one in kept_clients.find_all(store, {one.client_id for one in found})}
    return [ListedRefund(people[one.client_id], one, _currency(store, one)) for one in found]


def _currency(store: Store, decision: RefundDecision) -> str:
    return decision.facts.fee.currency if decision.facts else kept_work.get(store, decision.engagement_id).fee.currency


def waiting(store: Store) -> int:
    """How many decisions wait for something."""
    return kept.count_unfinished(store)


# Deciding


def start(
    store: Store, engagement_id: int, reason: Reason | None, now: datetime, complaint_id: int | None = None
) -> RefundDecision:
    """A decision begun on an engagement; the one that is begun or recorded already, where there is one.

    Without a reason it is the one that the complaint's points come to, if there is a complaint.
    """
    open_one = next((one for one in of_engagement(store, engagement_id) if one.issued_at is None), None)
    if open_one and open_one.state is RefundState.RECORDED:
        return open_one
    draft = open_one or _blank(store, engagement_id, now)
    draft = replace(draft, complaint_id=complaint_id or draft.complaint_id, reason=reason or draft.reason)
    if draft.reason is None and draft.complaint_id:
        found = gathering.gather(store, draft, now.astimezone().date()).complaint
        draft = replace(draft, reason=gathering.reason_of(found) if found else None)
    if draft == open_one:
        return open_one
    with store.journal.change("refund.start"):
        return kept.save(store, draft)


def _blank(store: Store, engagement_id: int, now: datetime) -> RefundDecision:
    engagement = kept_work.get(store, engagement_id)
    return RefundDecision(client_id=engagement.client_id, engagement_id=engagement_id, given={}, created_at=now)


def fill(store: Store, refund_id: int, *, visit: str = "", **changes: object) -> RefundDecision:
    """Keep what was chosen and typed in a draft: reason, choice, why, citation, attested, note, credit_offered.

    `given` is laid over what was judged before, without what only a what-if may say. Refused once the decision is
    recorded; its note may still be written.
    """
    decision = kept.get(store, refund_id)
    given = changes.pop("given", None)
    if isinstance(given, Mapping):
        laid = {**decision.given, **given}
        changes["given"] = {name: text for name, text in laid.items() if text and name not in IF_ALONE}
    if decision.state is RefundState.RECORDED and changes.keys() == {"note"}:
        changed: RefundDecision = replace(decision, **changes)  # type: ignore[arg-type]  # by field
    else:
        changed = rules.edited(decision, **changes)
    with store.journal.change("refund.fill", merge=(visit, refund_id) if visit else None):
        return kept.save(store, changed)


def _recorded(store: Store, refund_id: int, now: datetime) -> RefundDecision:
    today = now.astimezone().date()
    decision = kept.get(store, refund_id)
    rules.edited(decision)
    found = gathering.gather(store, decision, today)
    judged, errors = read(decision.given, found)
    if errors:
        raise Refused(errors)
    made = work_out(gathering.facts(decision, judged, found, today))
    return rules.recorded(decision, made, judged.amount, wait_from(found), now, lately(found, decision, today))


def may_decide(store: Store, refund_id: int, now: datetime) -> None:
    """Raises Refused where decide() would."""
    _recorded(store, refund_id, now)


def decide(store: Store, refund_id: int, now: datetime) -> RefundDecision:
    """Record the decision that the draft holds, with all that it stands on.

    Refused by field: without a choice or a reason, above what was paid, and below the floor without its citation.
    """
    decided = _recorded(store, refund_id, now)
    with store.journal.change("refund.decide"):
        return kept.save(store, decided)


def reopen(store: Store, refund_id: int) -> RefundDecision:
    """Think a recorded decision over: it is a draft again. Refused once it is issued, or its letter is."""
    decision = kept.get(store, refund_id)
    again = rules.reopened(decision)
    if any(one.facts for one in kept_letters.from_source(store, source(decision))):
        raise Refused("The letter about it is issued. Issue the decision too; then decide a correction.")
    with store.journal.change("refund.reopen"):
        return kept.save(store, again)


def discard(store: Store, refund_id: int) -> None:
    """Take a draft away with the draft of its letter (Undo brings them back). Refused once it is recorded."""
    letters = kept_letters.from_source(store, source(rules.edited(kept.get(store, refund_id))))
    with store.journal.change("refund.discard"):
        for letter in letters:
            kept_letters.delete(store, letter.id)
        kept.drop(store, refund_id)


def _issued(store: Store, refund_id: int, now: datetime) -> RefundDecision:
    decision = kept.get(store, refund_id)
    found = gathering.gather(store, decision, day_of(decision.recorded_at or now))
    _check_floor(decision, found)
    rules.check_returned(decision, gathering.returned_before(decision, found).whole)
    letter = next(iter(kept_letters.from_source(store, source(decision))), None)
    return rules.issued(decision, letter.id if letter else None, found.held, now)


def _check_floor(decision: RefundDecision, found: Gathered) -> None:
    """Refused where the records of the day it was recorded have changed since, and more has to go back by them."""
    if not decision.facts or decision.amount is None or decision.state is not RefundState.RECORDED:
        return
    judged, _ = read(decision.given, found)
    least = work_out(gathering.facts(decision, judged, found, day_of(decision.recorded_at))).least_now
    if max(decision.amount, work_out(decision.facts).least_now) < least:
        raise Refused("More has to go back than when this was recorded. Think it over again.")


def may_issue(store: Store, refund_id: int, now: datetime) -> None:
    """Raises Refused where issue() would."""
    _issued(store, refund_id, now)


def issue(store: Store, refund_id: int, now: datetime) -> RefundDecision:
    """Make a recorded decision final: it was told to the client. It is never undone; a correction is a new one.

    Refused while the insurer is not told, within 24 hours of one that waits, without a second pair of eyes there, and
    where the records have changed so that more has to go back.
    """
    final = _issued(store, refund_id, now)
    with store.journal.change("refund.issue", final=True):
        return kept.save(store, final)


def pay(store: Store, refund_id: int, on: date, proof: Mapping[str, str], now: datetime) -> RefundDecision:
    """Note an issued refund as paid, and post it to the ledger: by payer and account, the rest of the fee let go.

    `proof` has method, proof and trust_reference. Refused by field without them, and where other money went back since
    it was worked out; never undone.
    """
    today, decision = now.astimezone().date(), kept.get(store, refund_id)
    done = rules.paid(decision, on, proof, today, _returned(store, decision, today))
    with store.journal.change("refund.pay", final=True):
        for entry in entries(store, done, on, today):
            ledger.recorded(store, entry, now)
        return kept.save(store, done)


def _returned(store: Store, decision: RefundDecision, today: date) -> int:
    """What went back of the work so far, or was promised to before this decision was issued."""
    return gathering.returned_before(decision, gathering.gather(store, decision, today)).whole


def correct(store: Store, refund_id: int, now: datetime) -> RefundDecision:
    """A new decision that corrects an issued one; the one that is begun already, where there is one."""
    wrong = kept.get(store, refund_id)
    begun = next((one for one in of_engagement(store, wrong.engagement_id) if one.corrects == wrong.id), None)
    if begun:
        return begun
    with store.journal.change("refund.correct"):
        return kept.save(store, rules.correction(wrong, now))
