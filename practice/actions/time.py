"""Time: write it down by hand or from a session, change it until it is billed, and see what waits to be billed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from practice.actions import ledger, practice
from practice.actions.store import Store
from practice.db import clients, engagements, households, sessions
from practice.db import invoices as kept_invoices
from practice.db import ledger as kept_ledger
from practice.db import time as kept
from practice.db.time import get
from practice.errors import Refused
from practice.rules import fee_plan, invoices
from practice.rules import time as rules
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, EngagementStatus, Fee, FeeKind
from practice.rules.invoices import Line, LineKind
from practice.rules.ledger import EntryKind, LedgerEntry, balances
from practice.rules.letters import Letter, letter_in_force
from practice.rules.notes import Session
from practice.rules.practice import PracticeProfile, Profile, unit_rule
from practice.rules.time import TimeEntry

__all__ = ["get"]


@dataclass(frozen=True, slots=True)
class Offered:
    """A part of the fee plan that can be billed; `due` tells whether it is by now."""

    line: Line
    due: bool


@dataclass(frozen=True, slots=True)
class Unbilled:
    """What of one piece of work can be billed: time (with what is not billable), costs, parts of the fee.

    `lines` are what time and costs come to; `sessions` were held and have no time yet; `advance` was paid ahead.
    """

    client: Client
    engagement: Engagement
    fee: Fee
    currency: str
    entries: tuple[TimeEntry, ...]
    costs: tuple[LedgerEntry, ...]
    lines: tuple[Line, ...]
    offered: tuple[Offered, ...]
    sessions: tuple[Session, ...]
    advance: int

    @property
    def due(self) -> tuple[Line, ...]:
        """The lines that an invoice would have now."""
        return (*self.lines, *(one.line for one in self.offered if one.due))

    @property
    def total(self) -> int:
        """What they come to, minor units."""
        return sum(line.amount for line in self.due)


def of_engagement(store: Store, engagement_id: int) -> tuple[TimeEntry, ...]:
    """All time of an engagement, billed or not, by day."""
    return tuple(kept.of_engagement(store, engagement_id))


def of_client(store: Store, client: Client) -> tuple[TimeEntry, ...]:
    """All time for a client, and the household they belong to, by engagement and day."""
    works = engagements.of_clients(store, households.related(store, client))
    return tuple(entry for work in works for entry in kept.of_engagement(store, work.id))


def add(store: Store, entry: TimeEntry, now: datetime) -> TimeEntry:
    """Write time down; Refused by field where it cannot stand."""
    work = engagements.get(store, entry.engagement_id)
    own = replace(entry, client_id=work.client_id, invoice_id=None, recorded_at=now)
    checked = rules.checked(own, now.astimezone().date())
    with store.journal.change("time.add"):
        return kept.save(store, checked)


def change(store: Store, entry_id: int, today: date, *, visit: str = "", **changes: object) -> TimeEntry:
    """Change an entry's on, minutes, text, billable or rate; Refused once it is billed."""
    before = _unbilled(store, entry_id)
    after: TimeEntry = rules.checked(replace(before, **changes), today)  # type: ignore[arg-type]  # by field
    with store.journal.change("time.change", merge=visit or None):
        return kept.save(store, after)


def drop(store: Store, entry_id: int) -> None:
    """Take an entry away (Undo brings it back); Refused once it is billed."""
    _unbilled(store, entry_id)
    with store.journal.change("time.drop"):
        kept.delete(store, entry_id)


def _unbilled(store: Store, entry_id: int) -> TimeEntry:
    entry = get(store, entry_id)
    if entry.invoice_id:
        raise Refused("This time is billed. Take the invoice back with a credit note to change it.")
    return entry


def from_session(store: Store, session_id: int, now: datetime) -> TimeEntry:
    """The time of a session as it was held, under its title alone; Refused where it has some, or no work."""
    session = sessions.session(store, session_id)
    if session.engagement_id is None:
        raise Refused("This session belongs to no work. Write its time down at the work it was for.")
    if kept.of_session(store, session_id):
        raise Refused("The time of this session is written down already.")
    return add(store, rules.of_session(session, session.engagement_id), now)


def of_session(store: Store, session_id: int) -> TimeEntry | None:
    """The time that was written down from a session."""
    return kept.of_session(store, session_id)


def fee_on(engagement: Engagement, every: Sequence[Letter]) -> Callable[[date], Fee | None]:
    """The fee of a piece of work on a day: that of its letters signed by then, before them the one being agreed."""

    def on(day: date) -> Fee | None:
        force = letter_in_force(every, day)
        return (force.fee_on(day) if force else None) or engagement.fee

    return on


def unbilled(store: Store, engagement_id: int, today: date) -> Unbilled:
    """What of a piece of work can be billed today; KeyError when there is none."""
    return next(_reckoned(store, [engagements.get(store, engagement_id)], today))


def _reckoned(store: Store, works: Sequence[Engagement], today: date) -> Iterator[Unbilled]:
    """What of each piece of work can be billed, all read at once."""
    ids = [work.id for work in works]
    people = {client.id: client for client in clients.find_all(store, {work.client_id for work in works})}
    signed = _by_work(kept_invoices.signed_letters(store, ids))
    spent, bills = _by_work(kept.of_engagements(store, ids)), _by_work(kept_invoices.light(store, ids))
    money = _by_work(kept_ledger.of_engagements(store, ids))
    own, untimed = practice.profile(store), kept.untimed(store, ids)
    for work in works:
        every, stands = spent.get(work.id, []), invoices.standing_ones(bills.get(work.id, ()))
        entries, about = money.get(work.id, []), signed.get(work.id, [])
        fees = fee_on(work, about)
        fee = fees(today) or work.fee
        waiting = tuple(entry for entry in every if entry.invoice_id is None)
        billed = [entry for entry in every if entry.invoice_id is not None]
        costs = invoices.open_costs(entries, stands)
        agreed = letter_in_force(about, today) is not None
        yield Unbilled(
            client=people[work.client_id],
            engagement=work,
            fee=fee,
            currency=ledger.currency_of(work, entries),
            entries=waiting,
            costs=costs,
            lines=(*invoices.time_lines(waiting, billed, fees, unit_rule(own)), *invoices.cost_lines(costs)),
            offered=_offered(store, work, fee, own, today, stands, entries, agreed),
            sessions=_without_time(store, work, fee, every) if work.id in untimed else (),
            advance=invoices.advance_left(bills.get(work.id, ()), entries),
        )


class _OfWork(Protocol):
    """A record that belongs to a piece of work."""

    @property
    def engagement_id(self) -> int | None:
        """That work's id."""


W = TypeVar("W", bound=_OfWork)


def _by_work(records: Iterable[W]) -> dict[int, list[W]]:
    found: dict[int, list[W]] = {}
    for one in records:
        found.setdefault(one.engagement_id or 0, []).append(one)
    return found


def standing(store: Store, engagement_id: int) -> tuple[invoices.Invoice, ...]:
    """The issued invoices of a piece of work that no credit note took back."""
    return invoices.standing_ones(kept_invoices.of_engagement(store, engagement_id))


def _offered(
    store: Store, work: Engagement, fee: Fee, own: PracticeProfile, today: date, stands: Sequence[invoices.Invoice],
    entries: Sequence[LedgerEntry], agreed: bool,
) -> tuple[Offered, ...]:  # fmt: skip
    """The parts of the plan; only what a letter has agreed is due, and a fixed fee once the work is over.

    A deposit is due as long as the work goes on and less than that has come in; what came into trust is not asked for.
    """
    stages = 0
    if agreed and fee.kind is FeeKind.MILESTONES:
        stages = ledger.progress(store, work.id, today).done.stages
    last = min(today, work.closed_on or today)
    keys, charged = invoices.billed_keys(stands), invoices.charged_alone(entries)
    parts = fee_plan.plan(fee, stages, work.opened_on, last, keys, charged)
    before = own.profile is Profile.COACH  # a coach is paid before the work (PROFESSION 1, fee_due)
    over = before or work.status is EngagementStatus.CLOSED
    ahead = work.status is EngagementStatus.OPEN and balances(entries).paid < fee.deposit
    trusted = balances(one for one in entries if one.kind is EntryKind.DEPOSIT).paid
    there = 0 < fee.deposit <= trusted

    def due(line: Line) -> bool:
        return over if line.key == "flat" else ahead or line.kind is not LineKind.DEPOSIT

    return tuple(Offered(one, agreed and due(one)) for one in parts if one.kind is not LineKind.DEPOSIT or not there)


def _without_time(store: Store, work: Engagement, fee: Fee, every: list[TimeEntry]) -> tuple[Session, ...]:
    if fee.kind is not FeeKind.HOURLY:
        return ()
    done = {entry.session_id for entry in every}
    return tuple(session for session in sessions.held(store, work.id) if session.id not in done)


def page(
    store: Store, after: tuple[str, int] | None, limit: int, today: date
) -> tuple[list[tuple[tuple[str, int], Unbilled]], bool]:
    """The next pieces of work with something to bill, each with its place, and whether there may be more."""
    found: list[tuple[tuple[str, int], Unbilled]] = []
    place, more = after, True
    while more and len(found) < limit:
        rows = kept_invoices.workable(store, place, limit)
        more = len(rows) == limit
        works = {work.id: work for work in engagements.some(store, [work for work, _, _ in rows])}
        for name, one in zip(rows, _reckoned(store, [works[work] for work, _, _ in rows], today), strict=True):
            place = (name[1], name[0])
            if one.due or one.sessions:
                found.append((place, one))
            if len(found) == limit:
                return found, True
    return found, False
