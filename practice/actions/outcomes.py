"""How work ended: the facts as the records have them, the person's answer, and what was foreseen of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from practice.actions import drafts, engagements, ledger, practice
from practice.actions.store import Store
from practice.actions.wording import money_text
from practice.db import boundaries as kept_boundaries
from practice.db import clients as kept_clients
from practice.db import complaints as kept_complaints
from practice.db import engagements as kept_work
from practice.db import households
from practice.db import outcomes as kept
from practice.db import refunds as kept_refunds
from practice.rules import outcomes as rules
from practice.rules.boundaries import BoundaryEntry, Direction, EntryKind
from practice.rules.clients import Client
from practice.rules.complaints import Kind
from practice.rules.engagements import Engagement, is_open
from practice.rules.ledger import EntryKind as Posted
from practice.rules.ledger import LedgerEntry
from practice.rules.outcomes import Calibration, Cited, Ended, Fact, Ground, Outcome
from practice.rules.refund_decisions import RefundDecision

_PLACE = "outcome"  # where a reason waits until the answer is given


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """What is asked at the end of work: the facts as they stand now, and the answer, None while there is none.

    `why` is the reason as typed; `moved` are the grounds on which the records say otherwise than they did then.
    """

    engagement: Engagement
    facts: tuple[Fact, ...]
    outcome: Outcome | None
    otherwise: tuple[Ground, ...]
    why: str
    moved: tuple[Ground, ...]


def of_engagement(store: Store, engagement_id: int) -> Outcome | None:
    """How this work ended, None while nobody has said."""
    return kept.of_engagement(store, engagement_id)


def view(store: Store, engagement_id: int, today: date) -> OutcomeView:
    """What is asked, and what was answered."""
    engagement, outcome = kept_work.get(store, engagement_id), kept.of_engagement(store, engagement_id)
    now, waits = facts(store, engagement, today), drafts.kept(store, _PLACE, engagement)
    then = {fact.ground: fact.holds for fact in outcome.facts} if outcome else {}
    typed = tuple(Ground(key) for key in waits.get("otherwise", "").split())
    return OutcomeView(
        engagement=engagement,
        facts=now,
        outcome=outcome,
        otherwise=typed if waits or outcome is None else outcome.otherwise,
        why=waits.get("why", outcome.why if outcome else ""),
        moved=tuple(fact.ground for fact in now if then.get(fact.ground, fact.holds) is not fact.holds),
    )


def facts(store: Store, engagement: Engagement, today: date) -> tuple[Fact, ...]:
    """The four recorded grounds of PROFESSION 3.6, each with the records that speak for or against it."""
    return (
        _complaint(store, engagement),
        _refund(store, engagement),
        _boundary(store, engagement),
        _paid(store, engagement, today),
    )


UPHELD = frozenset({Kind.SERVICE_FAILURE, Kind.MISLEADING_PROMISE, Kind.UNCLEAR_PROMISE})  # the last one in part


def _complaint(store: Store, engagement: Engagement) -> Fact:
    """None about this work was closed with a point upheld; doubt about a promise speaks for the client."""
    related = households.related(store, kept_clients.find(store, engagement.client_id))
    closed = (one for one in kept_complaints.of_clients(store, related) if one.closed_on)
    mine = (one for one in closed if one.engagement_id in (None, engagement.id))
    upheld = [one for one in mine if any(item.decided in UPHELD for item in kept_complaints.items(store, one.id))]
    cited = tuple(Cited(place="complaints", record_id=one.id, text=one.number, day=one.closed_on) for one in upheld)
    return Fact(ground=Ground.COMPLAINT, holds=not cited, cited=cited)


def _refund(store: Store, engagement: Engagement) -> Fact:
    """None went beyond what the contract or the law made due: all that went back is no more than the floor."""
    issued = (one for one in kept_refunds.of_engagement(store, engagement.id) if one.issued_at)
    beyond = [one for one in issued if _returned(one) > (one.floor or 0)]
    cited = tuple(
        Cited(place="refunds", record_id=one.id, text=_money(store, one.amount or 0, engagement), day=_issued_on(one))
        for one in beyond
    )
    return Fact(ground=Ground.REFUND, holds=not cited, cited=cited)


def _returned(decision: RefundDecision) -> int:
    """All that went back with this decision and before it, minor units."""
    return (decision.amount or 0) + (decision.facts.already_refunded if decision.facts else 0)


def _issued_on(decision: RefundDecision) -> date | None:
    return _day(decision.issued_at) if decision.issued_at else None


def _money(store: Store, amount: int, engagement: Engagement) -> str:
    return money_text(amount, engagement.fee.currency, practice.profile(store).locale)


def _boundary(store: Store, engagement: Engagement) -> Fact:
    """None crossed by the client at severity 3 or more, since the work was opened."""
    related = households.related(store, kept_clients.find(store, engagement.client_id))
    first = [one for one in kept_boundaries.of_clients(store, related) if _about(one, engagement)]
    added = kept_boundaries.added(store, [one.id for one in first])
    classed = {one.about: one.severity for one in added if one.entry_kind is EntryKind.AMENDMENT}  # the last one stands
    grave = [one for one in first if classed.get(one.id, one.severity) >= rules.SERIOUS]
    cited = tuple(
        Cited(place="boundaries", record_id=one.id, text=one.facts, day=_day(one.happened_at)) for one in grave
    )
    return Fact(ground=Ground.BOUNDARY, holds=not cited, cited=cited)


def _about(entry: BoundaryEntry, engagement: Engagement) -> bool:
    """Whether the client crossed it, in this work or since it was opened."""
    begun = engagement.opened_on is None or _day(entry.happened_at) >= engagement.opened_on
    mine = entry.engagement_id == engagement.id or (entry.engagement_id is None and begun)
    return mine and entry.direction is Direction.CLIENT_TO_PRACTITIONER


def _day(instant: datetime) -> date:
    return instant.astimezone().date()


def _paid(store: Store, engagement: Engagement, today: date) -> Fact:
    """In full: nothing is owed any more, and nothing was let go but what a refund gave back."""
    account = ledger.account(store, engagement.id, today)
    let_go = sum(_let_go(entry) for entry in account.entries)
    sums = ((account.balances.paid, "{} paid"), (account.balances.owed, "{} owed"), (let_go, "{} written off"))
    told = [words.format(_money(store, amount, engagement)) for amount, words in sums if amount]
    cited = (Cited(place="money", record_id=engagement.id, text=", ".join(told)),) if told else ()
    return Fact(ground=Ground.PAID, holds=not account.balances.owed and not let_go, cited=cited)


def _let_go(entry: LedgerEntry) -> int:
    """Minor units that this entry lets go of by itself, as no refund does."""
    if entry.kind is not Posted.WRITE_OFF or entry.decision_id:
        return 0
    return -entry.amount if entry.reverses else entry.amount


def answer(
    store: Store,
    engagement_id: int,
    again: bool,
    now: datetime,
    otherwise: Iterable[Ground] = (),
    why: str = "",
) -> Outcome:
    """Keep how work ended, with the facts as they stand now; Refused where the person differs and does not say why.

    It may be answered anew at any time; Undo takes the answer back.
    """
    engagement, today = kept_work.get(store, engagement_id), now.astimezone().date()
    before = kept.of_engagement(store, engagement_id)
    outcome = rules.answered(
        Outcome(
            id=before.id if before else 0,
            client_id=engagement.client_id,
            engagement_id=engagement_id,
            again=again,
            facts=facts(store, engagement, today),
            otherwise=tuple(ground for ground in Ground if ground in frozenset(otherwise)),
            why=why,
            answered_at=now,
        )
    )
    with store.journal.change("outcome.answer"):
        done = kept.save(store, outcome)
    drafts.keep(store, _PLACE, engagement, {})
    return done


def wait(store: Store, engagement_id: int, otherwise: Iterable[Ground], why: str) -> None:
    """Let what was marked and typed wait until the answer is given."""
    marked = " ".join(ground.value for ground in Ground if ground in frozenset(otherwise))
    drafts.keep(store, _PLACE, kept_work.get(store, engagement_id), {"otherwise": marked, "why": why})


def asked(store: Store, client: Client, today: date) -> Engagement | None:
    """The latest work of the client that is over and of which nobody said how it ended."""
    over = (one for one in engagements.of_client(store, client) if not is_open(one, today))
    return next((one for one in over if kept.of_engagement(store, one.id) is None), None)


# how well it was foreseen


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Work that is over and nobody said how."""

    engagement_id: int
    client_id: int
    client: str


def calibration(store: Store) -> Calibration:
    """Forecast and checklist against how work ended."""
    return rules.calibrate(kept.ended(store))


def ended(store: Store) -> list[Ended]:
    """All work of which somebody said how it ended, the latest first."""
    return kept.ended(store)


def unanswered(store: Store, today: date, limit: int = 20) -> list[Unanswered]:
    """The work that waits for an answer, the latest first."""
    return [Unanswered(*row) for row in kept.unanswered(store, today, limit)]


def waiting(store: Store) -> int:
    """How much work waits for an answer."""
    return kept.count_unanswered(store, store.clock().astimezone().date())
