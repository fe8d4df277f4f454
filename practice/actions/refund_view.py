"""A refund decision as its page shows it: worked out, what if something were else, by when, and what stands around."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from practice.actions import practice
from practice.actions import refund_facts as gathering
from practice.actions.complaints import ComplaintView
from practice.actions.ledger import AccountView
from practice.actions.refund_facts import Gathered
from practice.actions.refund_words import Said, Speaker, checked, said
from practice.actions.store import Store
from practice.actions.wording import decimal_point, words
from practice.db import clients as kept_clients
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
from practice.rules.refund_decisions import RefundDecision
from practice.rules.refund_facts import LateCredit, Reason, Stage
from practice.rules.refund_judged import Judged
from practice.rules.refunds import Payout, Worked, has_to_wait, payout, work_out

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


# Working it out


def worked(store: Store, decision: RefundDecision, today: date | None = None) -> Worked:
    """The refund of a decision worked out; once it is recorded, from what it stood on then."""
    if decision.facts:
        return work_out(decision.facts)
    day = today or _today(store)
    found = gathering.gather(store, decision, day)
    judged, _ = read(decision.given, found)
    return work_out(gathering.facts(decision, judged, found, day))


def what_if(store: Store, decision: RefundDecision, changes: Mapping[str, str], today: date) -> Worked:
    """The refund if these were otherwise: `reason` or any field that is judged, as typed. Nothing is kept.

    Refused by field for what cannot be read.
    """
    found = gathering.gather(store, decision, today)
    reason = Reason(changes["reason"]) if changes.get("reason") else decision.reason
    other = replace(decision, reason=reason)
    judged, errors = read({**decision.given, **changes}, found)
    if wrong := {name: text for name, text in errors.items() if name in changes}:
        raise Refused(wrong)
    return work_out(gathering.facts(other, judged, found, today))


def read(given: Mapping[str, str], found: Gathered) -> tuple[Judged, dict[str, str]]:
    """What was judged, as this practice writes sums, and by field what cannot be read."""
    return refund_judged.read(given, found.account.currency, decimal_point(found.profile.locale))


def view(store: Store, refund_id: int, today: date, what: Mapping[str, str] | None = None) -> RefundView:
    """A decision with all that stands around it; KeyError when there is none.

    With `what` it is a draft's what-if: as if these had been typed. Nothing is kept.
    """
    decision = kept.get(store, refund_id)
    if what and what.get("reason"):
        decision = replace(decision, reason=Reason(what["reason"]))
    found = gathering.gather(store, decision, today)
    told = {**decision.given, **{k: v for k, v in (what or {}).items() if k != "reason"}}
    judged, errors = read(told, found)
    facts = decision.facts or gathering.facts(decision, judged, found, today)
    made = work_out(facts) if decision.reason else None
    amount = decision.amount if decision.facts else _amount(decision, made, judged)
    speak = _speaker(found, today)
    return RefundView(
        decision=decision, client=kept_clients.find(store, decision.client_id), engagement=found.account.engagement,
        complaint=found.complaint, account=found.account, force=found.force, late=found.late, judged=judged,
        errors=errors, found_stage=gathering.stage(found, facts.done, today), worked=made,
        lines=said(made, speak, _costs(found)) if made else (), check=checked(made, speak) if made else "",
        payout=payout(facts, _shown(made, amount)) if made else None, amount=amount,
        short=rules.below_floor(made, amount) if made else 0, due_on=due_on(found, made, decision, today),
        business_days=found.refund_days, wait_from=wait_from(found), waits=_waits(made, amount, found, decision, today),
        issue_from=rules.issue_from(decision), held=_held(found, made), apart=_apart(found.complaint),
        letters=tuple(kept_letters.from_source(store, source(decision))),
        paid_back=tuple(one for one in found.account.entries if one.decision_id == decision.id),
        corrected_by=next((one for one in found.decisions if one.corrects == refund_id), None),
        currency=found.account.currency,
    )  # fmt: skip


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


def wait_from(found: Gathered) -> int:
    """From how many minor units a refund waits a day here."""
    return found.profile.refund_wait * int(10 ** decimals(found.account.currency))


def _waits(made: Worked | None, amount: int | None, found: Gathered, decision: RefundDecision, today: date) -> bool:
    if decision.facts or made is None:
        return decision.waits
    return has_to_wait(made, _shown(made, amount), wait_from(found), lately(found, decision, today))


def lately(found: Gathered, decision: RefundDecision, today: date) -> int:
    """What others on this work came to since yesterday, minor units: a large sum is not cut into small ones."""
    others = (one for one in found.decisions if one.id != decision.id and one.recorded_at)
    return sum(one.amount or 0 for one in others if today - day_of(one.recorded_at) <= rules.WAIT)


def day_of(instant: datetime | None) -> date:
    """The day of an instant here; the first there is where there was none."""
    return instant.astimezone().date() if instant else date.min


def _held(found: Gathered, made: Worked | None) -> str:
    return found.held if made else ""


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
