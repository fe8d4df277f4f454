"""Refund decisions: work out, decide, think over, issue, pay, correct; and what it would be if something were else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from practice.actions import ledger, practice
from practice.actions import refund_facts as gathering
from practice.actions.complaints import ComplaintView
from practice.actions.ledger import AccountView
from practice.actions.refund_facts import Gathered
from practice.actions.refund_paying import entries
from practice.actions.refund_words import Said, Speaker, checked, said
from practice.actions.store import Store
from practice.actions.wording import decimal_point, words
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import households
from practice.db import letters as kept_letters
from practice.db import refunds as kept
from practice.errors import Refused
from practice.rules import refund_decisions as rules
from practice.rules import refund_judged
from practice.rules.clients import Client
from practice.rules.complaints import ComplaintItem, Kind
from practice.rules.days import add_business_days
from practice.rules.engagements import Engagement
from practice.rules.floors import Floor
from practice.rules.ledger import EntryKind, LedgerEntry, reversed_ids
from practice.rules.letters import InForce, Letter
from practice.rules.money import decimals
from practice.rules.refund_decisions import Choice, RefundDecision, RefundState
from practice.rules.refund_facts import LateCredit, Reason, Stage
from practice.rules.refund_judged import IF_ALONE, Judged
from practice.rules.refunds import Outcome, Payout, Worked, has_to_wait, payout, work_out

__all__ = ["Choice", "Outcome", "Reason", "RefundDecision", "RefundState", "Stage", "Worked"]

SOURCE = "refund"
COOLING_PAY_DAYS = 14  # PROFESSION 6.1


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundView:
    """All that a decision's page shows.

    `worked` is None until a reason is chosen. `amount` is what the choice would pay now, `short` how much of that is
    missing to the floor. `errors` say by field what was typed and cannot be read. `held` says why nothing may leave
    yet, `issue_from` from when a recorded one may be issued. `apart` are the complaint's points that are not refunded.
    """

    decision: RefundDecision
    client: Client
    engagement: Engagement
    complaint: ComplaintView | None
    account: AccountView
    force: InForce | None
    late: tuple[LateCredit, ...]
    judged: Judged
    errors: Mapping[str, str]
    found_stage: Stage
    worked: Worked | None
    lines: tuple[Said, ...]
    check: str
    payout: Payout | None
    amount: int | None
    short: int
    due_on: date
    business_days: int
    wait_from: int
    waits: bool
    issue_from: datetime | None
    held: str
    apart: tuple[str, ...]
    letters: tuple[Letter, ...]
    paid_back: tuple[LedgerEntry, ...]
    corrected_by: RefundDecision | None
    currency: str


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


# Working it out


def worked(store: Store, decision: RefundDecision, today: date | None = None) -> Worked:
    """The refund of a decision worked out; once it is recorded, from what it stood on then."""
    if decision.facts:
        return work_out(decision.facts)
    day = today or _today(store)
    found = gathering.gather(store, decision, day)
    judged, _ = _judged(decision.given, found)
    return work_out(gathering.facts(decision, judged, found, day))


def what_if(store: Store, decision: RefundDecision, changes: Mapping[str, str], today: date) -> Worked:
    """The refund if these were otherwise: `reason` or any field that is judged, as typed. Nothing is kept.

    Refused by field for what cannot be read.
    """
    found = gathering.gather(store, decision, today)
    reason = Reason(changes["reason"]) if changes.get("reason") else decision.reason
    other = replace(decision, reason=reason)
    judged, errors = _judged({**decision.given, **changes}, found)
    if wrong := {name: text for name, text in errors.items() if name in changes}:
        raise Refused(wrong)
    return work_out(gathering.facts(other, judged, found, today))


def _judged(given: Mapping[str, str], found: Gathered) -> tuple[Judged, dict[str, str]]:
    return refund_judged.read(given, found.account.currency, decimal_point(found.profile.locale))


def view(store: Store, refund_id: int, today: date, what: Mapping[str, str] | None = None) -> RefundView:
    """A decision with all that stands around it; KeyError when there is none.

    With `what` it is a draft's what-if: as if these had been typed. Nothing is kept.
    """
    decision = kept.get(store, refund_id)
    found = gathering.gather(store, decision, today)
    told = {**decision.given, **{k: v for k, v in (what or {}).items() if k != "reason"}}
    if what and what.get("reason"):
        decision = replace(decision, reason=Reason(what["reason"]))
    judged, errors = _judged(told, found)
    facts = decision.facts or gathering.facts(decision, judged, found, today)
    made = work_out(facts) if decision.reason else None
    amount = decision.amount if decision.facts else _amount(decision, made, judged)
    wait_from = _wait_from(found)
    speak = _speaker(found, today)
    return RefundView(
        decision=decision,
        client=kept_clients.find(store, decision.client_id),
        engagement=found.account.engagement,
        complaint=found.complaint,
        account=found.account,
        force=found.force,
        late=found.late,
        judged=judged,
        errors=errors,
        found_stage=gathering.stage(found, facts.done, today),
        worked=made,
        lines=said(made, speak, _costs(found)) if made else (),
        check=checked(made, speak) if made else "",
        payout=payout(facts, _shown(made, amount)) if made else None,
        amount=amount,
        short=rules.below_floor(made, amount) if made else 0,
        due_on=due_on(found, made, decision, today),
        business_days=found.refund_days,
        wait_from=wait_from,
        waits=decision.waits
        if decision.facts
        else bool(made and _waits(made, _shown(made, amount), found, decision, today)),
        issue_from=rules.issue_from(decision),
        held=_held(found, made),
        apart=_apart(found.complaint),
        letters=tuple(kept_letters.from_source(store, source(decision))),
        paid_back=tuple(one for one in found.account.entries if one.decision_id == decision.id),
        corrected_by=next((one for one in found.decisions if one.corrects == refund_id), None),
        currency=found.account.currency,
    )


def _amount(decision: RefundDecision, made: Worked | None, judged: Judged) -> int | None:
    return rules.decided_amount(decision, made, judged.amount) if made else None


def _shown(made: Worked, amount: int | None) -> int:
    return made.payable_now if amount is None else max(0, min(amount, made.facts.paid))


def _speaker(found: Gathered, today: date) -> Speaker:
    """How this practice writes amounts, and days of this year without it."""
    told = words(found.profile, found.account.currency)
    return Speaker(told.money, lambda day: day_words(day, today))


def day_words(day: date, today: date) -> str:
    """A day in a sentence, "November 10", with its year where that is another one."""
    return f"{day:%B} {day.day}" + ("" if day.year == today.year else f", {day.year}")


def _costs(found: Gathered) -> tuple[LedgerEntry, ...]:
    gone = reversed_ids(found.account.entries)
    standing = (one for one in found.account.entries if one.id not in gone and not one.reverses)
    return tuple(one for one in standing if one.kind is EntryKind.COST)


def due_on(found: Gathered, made: Worked | None, decision: RefundDecision, today: date) -> date:
    """By when it is paid: as the signed letter says, within 14 days of a consumer's cancellation."""
    start = decision.recorded_at.astimezone().date() if decision.recorded_at else today
    if made and made.floor_by is Floor.COOLING_UK_EU:
        return start + timedelta(days=COOLING_PAY_DAYS)
    return add_business_days(start, found.refund_days, practice.closed_around(found.profile, start))


def _wait_from(found: Gathered) -> int:
    return found.profile.refund_wait * int(10 ** decimals(found.account.currency))


def _waits(made: Worked, amount: int, found: Gathered, decision: RefundDecision, today: date) -> bool:
    return has_to_wait(made, amount, _wait_from(found), _lately(found, decision, today))


def _lately(found: Gathered, decision: RefundDecision, today: date) -> int:
    """What others on this work came to since yesterday, minor units: a large sum is not cut into small ones."""
    others = (one for one in found.decisions if one.id != decision.id and one.recorded_at)
    return sum(one.amount or 0 for one in others if today - _day(one.recorded_at) <= rules.WAIT)


def _day(instant: datetime | None) -> date:
    return instant.astimezone().date() if instant else date.min


def _held(found: Gathered, made: Worked | None) -> str:
    return found.complaint.held if found.complaint and made else ""


_APART = {
    Kind.EXPECTATION_MISMATCH: "it was never promised, so it is explained, not refunded",
    Kind.EXPLAINED: "nothing wrong was found, so it is explained",
    Kind.EXTERNAL: "it is not about your work",
}


def _apart(complaint: ComplaintView | None) -> tuple[str, ...]:
    """Why the points that are not refunded are not, one sentence each."""
    points = [point.item for point in complaint.points] if complaint else []
    return tuple(f"{_named(one)}: {_APART[one.decided]}." for one in points if one.decided in _APART)


def _named(item: ComplaintItem) -> str:
    cited = f" ({item.citation.label})" if item.citation else ""
    return f"{item.wanted.strip().rstrip('.')}{cited}"


def source(decision: RefundDecision) -> str:
    """By which a letter knows the decision that it came of."""
    return f"{SOURCE}:{decision.id}"


def _today(store: Store) -> date:
    return store.clock().astimezone().date()


# Deciding


def start(
    store: Store, engagement_id: int, reason: Reason | None, now: datetime, complaint_id: int | None = None
) -> RefundDecision:
    """A decision begun on an engagement; the one that is begun already, where there is one.

    Without a reason it is the one that the complaint's points come to, if there is a complaint.
    """
    open_one = next((one for one in of_engagement(store, engagement_id) if one.state is RefundState.DRAFT), None)
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
    judged, errors = _judged(decision.given, found)
    if errors:
        raise Refused(errors)
    made = work_out(gathering.facts(decision, judged, found, today))
    return rules.recorded(decision, made, judged.amount, _wait_from(found), now, _lately(found, decision, today))


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
    found = gathering.gather(store, decision, _day(decision.recorded_at or now))
    _check_floor(decision, found)
    letter = next(iter(kept_letters.from_source(store, source(decision))), None)
    return rules.issued(decision, letter.id if letter else None, found.complaint.held if found.complaint else "", now)


def _check_floor(decision: RefundDecision, found: Gathered) -> None:
    """Refused where the records of the day it was recorded have changed since, and more has to go back by them."""
    if not decision.facts or decision.amount is None or decision.state is not RefundState.RECORDED:
        return
    judged, _ = _judged(decision.given, found)
    least = work_out(gathering.facts(decision, judged, found, _day(decision.recorded_at))).least_now
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
    returned = ledger.account(store, decision.engagement_id, today).balances.refunded
    done = rules.paid(decision, on, proof, today, returned)
    with store.journal.change("refund.pay", final=True):
        for entry in entries(store, done, on, today):
            ledger.recorded(store, entry, now)
        return kept.save(store, done)


def correct(store: Store, refund_id: int, now: datetime) -> RefundDecision:
    """A new decision that corrects an issued one; the one that is begun already, where there is one."""
    wrong = kept.get(store, refund_id)
    begun = next((one for one in of_engagement(store, wrong.engagement_id) if one.corrects == wrong.id), None)
    if begun:
        return begun
    with store.journal.change("refund.correct"):
        return kept.save(store, rules.correction(wrong, now))
