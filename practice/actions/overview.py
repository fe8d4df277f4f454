"""All that a client's page shows, read in a few queries."""

from dataclasses import dataclass
from datetime import datetime

from practice.actions import attachments, engagements, exits, ledger, outcomes, requests, standing
from practice.actions.attachments import Filed
from practice.actions.engagements import Promised
from practice.actions.ledger import AccountView
from practice.actions.standing import Standing
from practice.actions.store import Store
from practice.db import clients, households, letters, sessions, things, timeline
from practice.db import fit as checks
from practice.rules.clients import Client, Thing, display_name
from practice.rules.engagements import Delivery, Engagement, Kept, ScopeItem, is_open
from practice.rules.exits import Exit, Step
from practice.rules.fit import FitCheck, FitState
from practice.rules.letters import ENGAGEMENT, Letter, LetterState
from practice.rules.notes import Note, Session
from practice.rules.requests import Request
from practice.rules.timeline import Entry
from practice.rules.words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """A client with everything that is theirs or their household's."""

    client: Client
    members: tuple[Client, ...]
    household: Client | None
    referrer: Client | None  # who sent them, when they are a client too
    things: tuple[Thing, ...]
    engagement: Engagement | None  # the open one, else the last
    promised: tuple[Promised, ...]
    kept: Kept
    letter: Letter | None  # the one in force, else the newest
    fit: FitCheck | None  # the first decided check, else the newest
    notes: tuple[tuple[Session, Note], ...]
    next_session: Session | None
    entries: tuple[Entry, ...]
    requests: tuple[Request, ...] = ()  # newest first
    works: tuple[Standing, ...] = ()  # each piece of work that has promises or limits, the one above first
    late: tuple[tuple[ScopeItem, Delivery], ...] = ()  # what is overdue, the longest first
    letters: tuple[Letter, ...] = ()  # all that went out, newest first
    accounts: tuple[AccountView, ...] = ()  # the money of each piece of work, newest first
    leaving: tuple[Exit, Step | None] | None = None  # an ending that is under way, and its next step
    over: Engagement | None = None  # work that is over, and nobody said how it ended
    files: tuple[Filed, ...] = ()  # theirs and those of their work, letters and notes; removed ones too


def of_client(store: Store, client_id: int, now: datetime) -> ClientView:
    """The page of a client as things stand `now`; KeyError when there is none."""
    client = clients.find(store, client_id)
    related = households.related(store, client)
    today = now.astimezone().date()
    work = engagements.of_client(store, client)
    engagement = next((one for one in work if is_open(one, today)), next(iter(work), None))
    notes = [pair for one in related for pair in sessions.notes_of(store, one)]
    every = letters.of_clients(store, related)
    stands = standing.of_works(store, work, every, today)
    mine = next((one for one in stands if engagement and one.engagement.id == engagement.id), None)
    return ClientView(
        client=client,
        members=households.members(store, client) if client.members else (),
        household=households.of(store, client),
        referrer=referrer(store, client),
        things=tuple(things.of_client(store, related)),
        engagement=engagement,
        promised=mine.promised if mine else (),
        kept=standing.record(stands, today),
        letter=_letter(every),
        letters=tuple(one for one in every if one.state is not LetterState.DRAFT),
        fit=_fit([check for one in related for check in checks.of_client(store, one)]),
        notes=tuple(sorted(notes, key=lambda pair: pair[0].starts_at, reverse=True)),
        next_session=next((s for s, _ in sorted(notes, key=lambda pair: pair[0].starts_at) if s.starts_at > now), None),
        entries=tuple(timeline.entries(store, related)),
        requests=tuple(requests.of_client(store, client)),
        works=tuple(sorted((one for one in stands if one.promised or one.limits), key=lambda one: one is not mine)),
        late=standing.late(stands, today),
        accounts=ledger.of_client(store, client, today),
        leaving=exits.under_way(store, client),
        over=outcomes.asked(store, client, today),
        files=tuple(attachments.of_client(store, client)),
    )


def referrer(store: Store, client: Client) -> Client | None:
    """The client whose name stands as the referral source, None when that is nobody or not one alone."""
    if not client.referral_source:
        return None
    named = clients.named(store, client.referral_source)
    same = [one for one in named if one.id != client.id and fold(display_name(one)) == fold(client.referral_source)]
    return same[0] if len(same) == 1 else None


def _letter(every: list[Letter]) -> Letter | None:
    promising = [letter for letter in every if letter.family == ENGAGEMENT]
    signed = [letter for letter in promising if letter.state is LetterState.SIGNED]
    standing = [letter for letter in promising if letter.state is not LetterState.SUPERSEDED]
    return next(iter(signed), None) or next(iter(standing), None)


def _fit(every: list[FitCheck]) -> FitCheck | None:
    decided = [check for check in every if check.state is FitState.DECIDED]
    return min(decided, key=lambda check: check.id, default=None) or max(every, key=lambda c: c.id, default=None)
