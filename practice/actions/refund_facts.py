"""What a refund is worked out from, gathered where it lives: ledger, letter in force, deliveries, complaint."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from practice.actions import complaint_mail, complaints, families, ledger, practice
from practice.actions.complaints import ComplaintView
from practice.actions.ledger import AccountView
from practice.actions.store import Store
from practice.db import engagements as kept_work
from practice.db import invoices as kept_invoices
from practice.db import refunds as kept
from practice.db import sessions as kept_sessions
from practice.rules.citations import printed, read_number
from practice.rules.complaints import Failure, Kind
from practice.rules.days import business_days_between
from practice.rules.earned import Done
from practice.rules.engagements import EngagementStatus, Fee, FeeKind, binding, total
from practice.rules.families import value
from practice.rules.ledger import EntryKind
from practice.rules.letters import ENGAGEMENT, InForce, Letter
from practice.rules.practice import PracticeProfile
from practice.rules.refund_decisions import RefundDecision, RefundState
from practice.rules.refund_facts import (
    COOLING_DAYS,
    Cooling,
    Facts,
    Jurisdiction,
    LateCredit,
    Reason,
    Receipt,
    Stage,
    Terms,
    Venue,
    stage_of,
)
from practice.rules.refund_judged import Judged
from practice.rules.refund_received import Received, costs, owners, received, standing, tax_shares
from practice.rules.refund_returned import Returned, own, reductions, returned
from practice.rules.refunds import payout

GOES_ON = frozenset({Reason.NO_SHOW, Reason.LATE_CANCEL, Reason.DUPLICATE_OR_ERROR_PAYMENT, Reason.CHARGEBACK})
_LATE = {"late_percent": "10%", "late_most": "30%"}  # as the letter begins
FEES, EARLY = "fees", "early"  # groups of the engagement letter's clauses


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the records say; `late` is what was late by them, whether it counts or not."""

    profile: PracticeProfile
    account: AccountView
    force: InForce | None
    complaint: ComplaintView | None
    held: str  # why no refund may leave yet, "" when it may
    late: tuple[LateCredit, ...]
    refund_days: int
    received: Received
    met: int  # sessions held, where the letter asks for their number
    decisions: tuple[RefundDecision, ...]  # on this work, newest first; their letting go is no letting go of the fee


def gather(store: Store, decision: RefundDecision, today: date) -> Gathered:
    """Reads everything that a decision stands on, once."""
    account = ledger.account(store, decision.engagement_id, today)
    force, bills = account.force, kept_invoices.light(store, [decision.engagement_id])
    return Gathered(
        profile=practice.profile(store),
        account=account,
        force=force,
        complaint=complaints.get(store, decision.complaint_id) if decision.complaint_id else None,
        held=complaint_mail.held(store, decision.client_id, decision.complaint_id),
        late=tuple(_late(store, account, force, today)),
        refund_days=_refund_days(force),
        received=received(account.entries, account.progress.fee, tax_shares(bills)),
        met=len(kept_sessions.held(store, decision.engagement_id)) if _fit_sessions(force) else 0,
        decisions=tuple(kept.of_engagement(store, decision.engagement_id)),
    )


def facts(decision: RefundDecision, judged: Judged, found: Gathered, today: date) -> Facts:
    """The facts of a decision: the records, and what the person judged laid over them."""
    account, reason = found.account, decision.reason or Reason.CLIENT_CHANGED_MIND
    fee = account.progress.fee
    ends = reason not in GOES_ON if judged.ends is None else judged.ends
    before = returned_before(decision, found)
    done = _done(found, judged, reductions(decision, found.decisions, before))
    already = before.whole if ends else before.by(own(decision, found.decisions))
    return Facts(
        profile=found.profile.profile,
        reason=reason,
        stage=judged.stage or stage(found, done, today),
        fee=replace(fee, currency=account.currency),
        done=done,
        receipts=found.received.receipts if judged.paid is None else (Receipt(amount=judged.paid),),
        owners=_owners(found, judged, reason, before) if judged.paid is None else (),
        costs=costs(account.entries) if judged.costs is None else judged.costs,
        already_refunded=already,
        returned_elsewhere=before.whole - already,
        in_trust=account.balances.trust,
        ends=ends,
        terms=_terms(found, judged, done),
        item=_item(found.complaint) if judged.item is None else judged.item,
        severity=judged.severity or 0,
        redo=bool(judged.redo),
        percent=judged.percent,
        mistaken=judged.mistaken,
        first_time=judged.first_time is not False,
        disputed=judged.disputed or 0,
        reasonable=judged.reasonable,
        careless=bool(judged.careless),
        cooling=cooling(found, judged, today),
        claim=bool(found.complaint and found.complaint.claim) if judged.claim is None else judged.claim,
        gravity=(found.complaint.complaint.severity or 0) if found.complaint else 0,
        tax_rate=_tax_rate(reason, found) if judged.tax is None else judged.tax,
    )


def returned_before(decision: RefundDecision, found: Gathered) -> Returned:
    """What went back of the work, or was promised to, before this decision was issued."""
    return returned(decision, found.decisions, found.account.entries, found.received.rate)


def _owners(found: Gathered, judged: Judged, reason: Reason, before: Returned) -> tuple[tuple[str, int], ...]:
    """Who gets the money back: what went to each, and what unpaid decisions promised them, is taken off."""
    promised: dict[str, int] = {}
    for one in found.decisions:
        if one.state is RefundState.ISSUED and one.facts and (amount := before.by({one.id})):
            for share in payout(one.facts, amount).shares:
                promised[share.payer] = promised.get(share.payer, 0) + share.amount
    mistaken = judged.mistaken if reason is Reason.DUPLICATE_OR_ERROR_PAYMENT else None
    return owners(found.account.entries, promised, mistaken)


def _tax_rate(reason: Reason, found: Gathered) -> Fraction:
    """The rate at which tax came in with what was paid; money paid by mistake was charged for by no invoice."""
    return Fraction(0) if reason is Reason.DUPLICATE_OR_ERROR_PAYMENT else found.received.rate


# The work


def _done(found: Gathered, judged: Judged, reduced: int) -> Done:
    """How far the work is; a what-if may say it in the fee's own measure.

    What was let go, and by how much the price was `reduced`, counts as not earned.
    """
    done = replace(found.account.progress.done, written_off=_let_go(found) + reduced)
    return done if judged.done is None else _done_if(found.account.progress.fee, done, judged.done)


def _done_if(fee: Fee, done: Done, count: Fraction) -> Done:
    whole = int(count)
    if fee.kind is FeeKind.MILESTONES:
        return replace(done, stages=whole, percent=(count - whole) * 100)
    if fee.kind is FeeKind.PACKAGE:
        return replace(done, delivered=whole)
    if fee.kind is FeeKind.HOURLY:
        return replace(done, minutes=count * 60)
    return replace(done, percent=count) if fee.kind is FeeKind.FLAT else replace(done, days=whole)


def _let_go(found: Gathered) -> int:
    entries = standing(found.account.entries, EntryKind.WRITE_OFF)
    own = {one.id for one in found.decisions}
    return sum(entry.amount for entry in entries if entry.decision_id not in own)


def stage(found: Gathered, done: Done, today: date) -> Stage:
    """How far the work is, by all that can be measured (PROFESSION 6.3)."""
    far, engagement = found.account.progress, found.account.engagement
    fee = far.fee
    began = found.force.letter.signed_on if found.force else None
    percent = (far.earned - far.done.valued) * 100 / total(fee) if total(fee) else None
    return stage_of(
        started=far.begun or done != Done(written_off=done.written_off, period_days=done.period_days),
        complete=_complete(fee, done),
        sessions=done.delivered if fee.kind is FeeKind.PACKAGE else None,
        percent=percent,
        days=((engagement.closed_on or today) - began).days if began else None,
    )


def _complete(fee: Fee, done: Done) -> bool:
    if fee.kind is FeeKind.MILESTONES:
        return done.stages >= len(fee.milestones) > 0
    if fee.kind is FeeKind.PACKAGE:
        return 0 < fee.sessions <= done.delivered + done.forfeited
    return fee.kind is FeeKind.FLAT and done.percent >= 100


# The letter


def _terms(found: Gathered, judged: Judged, done: Done) -> Terms:
    force, far = found.force, found.account.progress
    fits = _fit_sessions(force)
    met = done.delivered if far.fee.kind is FeeKind.PACKAGE else found.met
    in_time = fits is not None and met <= fits
    return Terms(
        number=force.letter.number if force else "",
        fee_clause=_clause(found, FEES),
        refund_clause=_clause(found, EARLY),
        list_rate=far.list_rate,
        guarantee=in_time,
        waives_first=in_time,
        forfeits=far.forfeits or not done.forfeited,
        true_retainer=bool(judged.true_retainer),
        credits=found.late if judged.late_ours is not False else (),
    )


def _clause(found: Gathered, group: str) -> str:
    """The number under which the letter prints a group of clauses, "" where it has none of that title."""
    if not found.force or not found.force.letter.facts:
        return ""
    groups = families.library(ENGAGEMENT, found.profile.profile).groups
    title = next((one.title for one in groups if one.key == group), "")
    sections = found.force.letter.facts.sections
    return next((str(section.number) for section in sections if section.title == title and section.number), "")


def _typed(letter: Letter, gap: str, usual: str) -> str:
    return (value(letter, f"refund_policy.{gap}") or usual).strip()


def _refund_days(force: InForce | None) -> int:
    days = _typed(force.letter, "refund_days", "10") if force else ""
    said = force is not None and printed(force.letter, f"within {days} business day")
    return (read_number(days) or 10) if said else 10


def _fit_sessions(force: InForce | None) -> int | None:
    """Within how many sessions the letter returns the whole fee for a wrong fit; None where it says nothing of it."""
    typed = _typed(force.letter, "fit_sessions", "") if force else ""
    said = force is not None and typed and printed(force.letter, f"within the first {typed} session")
    return read_number(typed) if said else None


def _late(store: Store, account: AccountView, force: InForce | None, today: date) -> Iterator[LateCredit]:
    """What the letter gives back for each stage whose latest delivery came, or stays, full weeks after its day."""
    per_week, most = (_typed(force.letter, gap, usual) for gap, usual in _LATE.items()) if force else ("", "")
    if not force or not printed(force.letter, f"{per_week} of that stage"):
        return
    shares = [read_number(text.removesuffix("%").strip()) for text in (per_week, most)]
    fee, until = account.progress.fee, min(today, account.engagement.closed_on or today)
    days = _days(store, account, force) if fee.milestones else {}
    for number, milestone in enumerate(fee.milestones, 1):
        slips = [(due, sent) for due, sent in days.get(number, ()) if (sent or until) > due]
        due, sent = max(slips, key=lambda pair: (pair[1] or until) - pair[0], default=(until, until))
        weeks = ((sent or until) - due).days // 7
        if weeks and shares[0]:
            yield LateCredit(
                base=milestone.amount, percent_per_week=shares[0], weeks=weeks, most_percent=shares[1] or 100,
                stage=number, due_on=due, sent_on=sent,
            )  # fmt: skip


def _days(store: Store, account: AccountView, force: InForce) -> dict[int, list[tuple[date, date | None]]]:
    """When the deliveries of each stage were due, and when they were made."""
    items = binding(kept_work.items(store, account.engagement.id), force.numbers)
    stages = {item.id: item.stage for item in items if item.stage}
    found: dict[int, list[tuple[date, date | None]]] = {}
    for one in kept_work.deliveries(store, [account.engagement.id]):
        if one.due_on and one.item_id in stages:
            found.setdefault(stages[one.item_id], []).append((one.due_on, one.delivered_on))
    return found


def cooling(found: Gathered, judged: Judged, today: date) -> Cooling | None:
    """A consumer's cancellation: as the person says, else where the signed letter gives 14 days and they run."""
    signed = found.force.letter.signed_on if found.force else None
    gives = found.force is not None and any(key == "cooling_off" for key, _ in found.force.letter.clauses)
    on = judged.cooling_on or today
    whose = judged.cooling or (_whose(found) if gives and signed and (on - signed).days <= COOLING_DAYS else None)
    if whose is None or signed is None or judged.no_cooling:
        return None
    closed = practice.closed_around(found.profile, on)
    days = business_days_between(signed, on, closed) if whose is Jurisdiction.US else (on - signed).days
    last = signed + timedelta(days=COOLING_DAYS)
    done = found.account.progress.done
    return Cooling(
        jurisdiction=whose, day=days, express_request=bool(judged.express),
        notice=gives if judged.notice is None else judged.notice, complete=_complete(found.account.progress.fee, done),
        acknowledged=bool(judged.acknowledged), venue=judged.venue or Venue.DISTANCE,
        market_value=judged.market_value, extra=(_year_on(last) - last).days,
    )  # fmt: skip


def _whose(found: Gathered) -> Jurisdiction:
    return Jurisdiction.UK if found.profile.country == "GB" else Jurisdiction.EU


def _year_on(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # February 29
        return day.replace(year=day.year + 1, day=28)


# The complaint


def reason_of(view: ComplaintView) -> Reason | None:
    """The reason that a complaint's decided points come to; one that is ours decides, points are never averaged."""
    kinds = {point.item.decided for point in view.points}
    ours = [one.item for one in view.points if one.item.decided in (Kind.SERVICE_FAILURE, Kind.MISLEADING_PROMISE)]
    if ours:
        missing = all(item.subtype == Failure.NON_DELIVERY.value for item in ours)
        return Reason.OUR_FAILURE_TOTAL if missing else Reason.OUR_FAILURE_PARTIAL
    if Kind.UNCLEAR_PROMISE in kinds:
        return Reason.UNCLEAR_PROMISE
    return Reason.EXPECTATION_MISMATCH if Kind.EXPECTATION_MISMATCH in kinds else None


_BACK = frozenset({Kind.SERVICE_FAILURE, Kind.MISLEADING_PROMISE, Kind.UNCLEAR_PROMISE})


def _item(view: ComplaintView | None) -> int:
    """What the points that call for a remedy were worth by their own records."""
    return sum(one.value or 0 for one in view.points if one.item.decided in _BACK) if view else 0


def is_over(found: Gathered) -> bool:
    """Whether the work has ended already."""
    return found.account.engagement.status is EngagementStatus.CLOSED
