"""The ledger: where an engagement's money stands, what is recorded and reversed, and how far the work is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.actions.store import Store
from practice.actions.wording import decimal_point
from practice.db import clients, engagements, households, invoices, letters, refunds, sessions, settings, time
from practice.db import ledger as kept
from practice.db.ledger import corrections, get, of_trust
from practice.errors import Refused
from practice.rules import citations
from practice.rules import ledger as rules
from practice.rules import progress as work
from practice.rules.clients import Client, display_name
from practice.rules.companions import read_money
from practice.rules.engagements import Engagement, Fee, FeeKind, binding
from practice.rules.invoices import LineKind, cost_ids, standing_ones, time_lines
from practice.rules.ledger import Balances, EntryKind, LedgerEntry
from practice.rules.letters import InForce, Letter, first_signed, letter_in_force
from practice.rules.notes import Session, minutes
from practice.rules.practice import PracticeProfile, unit_rule
from practice.rules.progress import Billed, Correction, Progress, Recorded
from practice.rules.refund_decisions import RefundState
from practice.rules.refunds import held_in_trust
from practice.rules.time import of_session

__all__ = ["corrections", "get", "of_trust"]

TAKES = "The deposit stays in"  # trust, as letters of an engagement say


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account of one engagement: its entries by day, where its money stands, how far its work is, what binds."""

    engagement: Engagement
    entries: tuple[LedgerEntry, ...]
    balances: Balances
    progress: Progress
    currency: str
    force: InForce | None


@dataclass(frozen=True, slots=True)
class Payer:
    """Somebody who may pay, or be paid back; with a client record or only a name."""

    name: str
    client_id: int | None = None


def comes_in(told: AccountView) -> EntryKind:
    """What comes in next: a deposit into trust where the letter in force takes one and nothing came, else payments."""
    asked = told.force is not None and told.progress.fee.deposit and not told.balances.paid
    trusted = asked and told.force and citations.printed(told.force.letter, TAKES)
    return EntryKind.DEPOSIT if trusted else EntryKind.PAYMENT


def account(store: Store, engagement_id: int, today: date) -> AccountView:
    """The account of an engagement as it stands at the end of `today`; KeyError when there is none."""
    engagement = engagements.get(store, engagement_id)
    entries = tuple(kept.of_engagement(store, engagement_id))
    every = letters.of_engagement(store, engagement_id)
    force = letter_in_force(every, today)
    far = _progress(store, engagement, every, force, today)
    stands = rules.balances(entries, far.earned, _disputed(store, engagement_id))
    return AccountView(engagement, entries, stands, far, currency_of(engagement, entries), force)


def _disputed(store: Store, engagement_id: int) -> int:
    """What the newest decision on a refund keeps in trust because the client disputes it, minor units."""
    decided = (one.facts for one in refunds.of_engagement(store, engagement_id) if one.state is not RefundState.DRAFT)
    newest = next(decided, None)
    return held_in_trust(newest) if newest else 0


def of_client(store: Store, client: Client, today: date) -> tuple[AccountView, ...]:
    """The accounts of a client, and of the household they belong to, newest engagement first."""
    work_of = engagements.of_clients(store, households.related(store, client))
    return tuple(account(store, engagement.id, today) for engagement in work_of)


def currency_of(engagement: Engagement, entries: Sequence[LedgerEntry]) -> str:
    """The one currency of an account: that of its first entry, before there is one that of the fee."""
    return entries[0].currency if entries else engagement.fee.currency


def payers(store: Store, engagement: Engagement) -> tuple[Payer, ...]:
    """Who may pay for an engagement: client, the people of the household, sponsor, and whoever paid before."""
    client = clients.find(store, engagement.client_id)
    sponsor = (clients.find(store, engagement.sponsor_id),) if engagement.sponsor_id else ()
    known = [Payer(display_name(one), one.id) for one in (client, *households.members(store, client), *sponsor)]
    earlier = [Payer(name, who) for name, who, _ in rules.paid_by(kept.of_engagement(store, engagement.id))]
    return tuple({(one.name, one.client_id): one for one in (*known, *earlier)}.values())


def record(store: Store, entry: LedgerEntry, now: datetime) -> LedgerEntry:
    """Keep a new entry for good; Refused with a sentence by field where it cannot stand. It is never undone."""
    with store.journal.change("ledger.record", final=True):
        return recorded(store, entry, now)


def give_back(store: Store, entry: LedgerEntry, now: datetime) -> LedgerEntry:
    """Keep a refund as `record` does, and waive what of it goes beyond the unearned part."""
    there = account(store, entry.engagement_id, now.astimezone().date())
    return record_all(store, rules.with_waiver(entry, there.entries, there.balances.earned), now)[0]


def record_all(store: Store, entries: Iterable[LedgerEntry], now: datetime) -> tuple[LedgerEntry, ...]:
    """Keep several entries together or not at all, as `record` does."""
    with store.journal.change("ledger.record", final=True):
        return tuple(recorded(store, entry, now) for entry in entries)


def recorded(store: Store, entry: LedgerEntry, now: datetime) -> LedgerEntry:
    """As `record`, inside a final change that is open already."""
    return kept.add(store, checked(store, entry, now))


def checked(store: Store, entry: LedgerEntry, now: datetime) -> LedgerEntry:
    """The entry as `record` would keep it; Refused where it would be."""
    if entry.id or entry.reverses:
        raise Refused("Reverse an entry by itself; a new one takes nothing back.")
    today = now.astimezone().date()
    there = account(store, entry.engagement_id, today)
    own = replace(entry, client_id=there.engagement.client_id, recorded_at=now)
    return rules.checked(own, there.entries, there.currency, today, there.balances.earned, there.balances.disputed)


def reverse(store: Store, entry_id: int, why: str, now: datetime, today: date, on: date | None = None) -> LedgerEntry:
    """Take an entry back by another one, dated `on` or today; Refused twice, or where trust would fall short."""
    entry = get(store, entry_id)
    if stands_on_invoice(entry) or _is_billed(store, entry):
        raise Refused("This stands on an invoice. Take the invoice back by a credit note instead.")
    with store.journal.change("ledger.reverse", final=True):
        return taken_back(store, entry_id, why, now, today, on)


def stands_on_invoice(entry: LedgerEntry) -> bool:
    """Whether an entry is the fee of an invoice, or its tax, which only a credit note takes back."""
    return entry.kind in (EntryKind.FEE, EntryKind.COST) and entry.invoice_id is not None


def _is_billed(store: Store, entry: LedgerEntry) -> bool:
    """Whether an invoice that stands bills this cost."""
    stands = standing_ones(invoices.light(store, [entry.engagement_id]))
    return any(entry.id in cost_ids(one) for one in stands)


def taken_back(
    store: Store, entry_id: int, why: str, now: datetime, today: date, on: date | None = None
) -> LedgerEntry:
    """As `reverse`, inside a final change that is open already."""
    entry = get(store, entry_id)
    before = kept.of_engagement(store, entry.engagement_id)
    return kept.add(store, rules.reversal(entry, before, why, on or today, today, now))


def correct(store: Store, correction: Correction, now: datetime) -> Correction:
    """Keep what a person says was done, with what shows it; Refused without. What was said before stays in the list."""
    today = now.astimezone().date()
    engagement = engagements.get(store, correction.engagement_id)
    fee = _fee(store, engagement, correction.on)
    own = replace(correction, client_id=engagement.client_id, recorded_at=now)
    with store.journal.change("ledger.correct", final=True):
        return kept.correct(store, work.checked(own, fee, today))


def progress(store: Store, engagement_id: int, today: date) -> Progress:
    """How far an engagement's work is at the end of `today`: the records first, a person's correction laid over."""
    every = letters.of_engagement(store, engagement_id)
    return _progress(store, engagements.get(store, engagement_id), every, letter_in_force(every, today), today)


def _progress(
    store: Store, engagement: Engagement, every: Sequence[Letter], force: InForce | None, today: date
) -> Progress:
    fee = _fee_of(engagement, force, today)
    told = _told(store, engagement, fee, every, today)
    found = work.progress(fee, told, corrections(store, engagement.id), today)
    signed = (force.letter, *force.addenda) if force else ()
    point = decimal_point(settings.read(store, PracticeProfile).locale)
    forfeits = any(key == "no_show" for letter in signed for key, _ in letter.clauses)
    return replace(found, list_rate=_list_rate(fee, signed, point), forfeits=forfeits)


def _fee(store: Store, engagement: Engagement, day: date) -> Fee:
    return _fee_of(engagement, letter_in_force(letters.of_engagement(store, engagement.id), day), day)


def _fee_of(engagement: Engagement, force: InForce | None, day: date) -> Fee:
    """The fee that holds on a day: that of the signed letters, before there is one the fee as it is being agreed."""
    return (force.fee_on(day) if force else None) or engagement.fee


def _told(store: Store, engagement: Engagement, fee: Fee, every: Sequence[Letter], today: date) -> Recorded:
    """What the records say; each kind of fee reads its own part."""
    force, hourly = letter_in_force(every, today), fee.kind is FeeKind.HOURLY
    items = binding(engagements.items(store, engagement.id), force.numbers if force else None)
    made, held = engagements.deliveries(store, [engagement.id]), sessions.held(store, engagement.id)
    met = tuple(_day(session) for session in held)
    return Recorded(
        stages=work.stage_days(fee, items, made),
        sessions=met,
        billed=_billed(store, engagement, held, every) if hourly else (),
        invoiced=() if hourly else _invoiced(store, engagement),
        delivered=work.last_delivery(items, made),
        begun=min((*met, *(one.delivered_on for one in made if one.delivered_on)), default=None),
        began=min(first_signed(every).values(), default=None) or engagement.opened_on,
        ended=engagement.closed_on,
    )


def _invoiced(store: Store, engagement: Engagement) -> tuple[tuple[date, int], ...]:
    """The time that invoices which stand bill, by its day, in minor units."""
    stands = standing_ones(invoices.light(store, [engagement.id]))
    lines = (line for one in stands for line in one.lines if line.kind is LineKind.TIME)
    return tuple((line.on or date.min, line.amount) for line in lines)


def _billed(
    store: Store, engagement: Engagement, held: Sequence[Session], every: Sequence[Letter]
) -> tuple[Billed, ...]:
    """The time that was written down, and that of sessions of which none was, in the practice's units."""
    entries = time.of_engagement(store, engagement.id)
    done = {entry.session_id for entry in entries}
    bare = [replace(of_session(one, engagement.id), minutes=minutes(one)) for one in held if one.id not in done]

    def fee_on(day: date) -> Fee:
        return _fee_of(engagement, letter_in_force(every, day), day)

    rule = unit_rule(settings.read(store, PracticeProfile))
    lines = time_lines([*entries, *bare], (), fee_on, rule)
    return tuple(Billed(line.on, line.units * line.increment, line.rate) for line in lines if line.on)


def _day(session: Session) -> date:
    return session.starts_at.astimezone().date()


def _list_rate(fee: Fee, signed: Iterable[Letter], point: str) -> int | None:
    """What a session of a package counts for by itself where a signed letter says that it does, minor units."""
    if fee.kind is not FeeKind.PACKAGE:
        return None
    choices = [choice for letter in signed for choice in letter.choices if choice.key == "fee_basis"]
    typed = next((text for choice in reversed(choices) for key, text in choice.fields if key == "list_rate"), "")
    return read_money(typed, fee.currency, point)
