"""The boundary log: write a draft, see what it is judged as, record it for good, add to it, draft its letter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from practice.actions import boundary_policy as texts
from practice.actions import families, letters
from practice.actions.boundary_judging import (
    Assessment,
    Told,
    around,
    assess,
    ground,
    marks,
    names,
    standing,
    tell,
    warned,
)
from practice.actions.boundary_letters import filling
from practice.actions.practice import profile
from practice.actions.store import Store
from practice.db import boundaries as kept
from practice.db import clients, households, sessions
from practice.db.boundaries import draft_of
from practice.db.boundaries import entry as get
from practice.errors import Refused
from practice.rules import boundary_log as log
from practice.rules import patterns
from practice.rules.agreed import Agreed, own_rule
from practice.rules.boundaries import (
    GRAVE,
    TALK_WITHIN,
    BoundaryDraft,
    BoundaryEntry,
    Category,
    Channel,
    Direction,
    EntryKind,
    Response,
    Written,
    direction_of,
    is_blank,
)
from practice.rules.clients import Client, display_name
from practice.rules.letters import Letter
from practice.rules.notes import Crossed, FollowUp, Note, Session
from practice.rules.patterns import Pattern
from practice.rules.wording import Warned
from practice.rules.words import fold

__all__ = ["draft_of", "get"]


@dataclass(frozen=True, slots=True)
class DraftView:
    """All that the form and what stands beside it show."""

    client: Client
    draft: BoundaryDraft
    session: Session | None
    assessment: Assessment
    told: tuple[Told, ...]  # of the client and their household, newest first
    letters: Mapping[int, tuple[Letter, ...]]  # by entry


@dataclass(frozen=True, slots=True)
class EntryView:
    """All that the page of a recorded entry shows."""

    client: Client
    told: Told
    letters: tuple[Letter, ...]
    patterns: tuple[Pattern, ...]  # as they stand now
    others: tuple[Told, ...]
    rule: Agreed | None  # the practice's own that is cited
    holds: bool  # whether it says what was recorded


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list."""

    entry: BoundaryEntry
    client: str
    added: int


# reading


def of_client(store: Store, client: Client) -> list[Told]:
    """The entries about a client and their household, what happened last first."""
    firsts = kept.of_clients(store, households.related(store, client))
    return tell(firsts, kept.added(store, [one.id for one in firsts]))


def page(store: Store, after: Listed | None, limit: int, direction: Direction | None = None) -> list[Listed]:
    """The next rows of the list after `after`, what happened last first."""
    rows = kept.page(store, after.entry if after else None, limit, direction)
    called = {one.id: display_name(one) for one in clients.find_all(store, {row.client_id for row in rows})}
    told = tell(rows, kept.added(store, [row.id for row in rows]))
    return [Listed(standing(one), called[one.entry.client_id], len(one.added)) for one in told]


def drafts(store: Store) -> list[tuple[BoundaryDraft, str]]:
    """All that is being written, each with its client's name."""
    return [(one, display_name(clients.find(store, one.client_id))) for one in kept.drafts(store)]


def waiting(store: Store) -> int:
    """How many entries wait to be recorded."""
    return len(kept.drafts(store))


def current(store: Store, now: datetime) -> list[tuple[Pattern, str]]:
    """The patterns of all clients as they stand now, each with the client's name."""
    every = patterns.find(kept.marks(store, now), now)
    called = {one.id: display_name(one) for one in clients.find_all(store, {one.client_id for one in every})}
    return [(one, called[one.client_id]) for one in every]


def view(store: Store, entry_id: int, now: datetime) -> EntryView:
    """A recorded entry with all that stands around it; KeyError when there is none."""
    entry = get(store, entry_id)
    client = clients.find(store, entry.client_id)
    every = of_client(store, client)
    told = next(one for one in every if one.entry.id == (entry.about or entry.id))
    return EntryView(
        client,
        told,
        letters.from_source(store, source(told.entry)),
        patterns.find(marks(store, around(store, client.id, now), client.id), now),
        tuple(one for one in every if one is not told),
        _rule(store, told.entry),
        all(map(log.holds, (told.entry, *told.added))),
    )


def _rule(store: Store, entry: BoundaryEntry) -> Agreed | None:
    day = entry.happened_at.astimezone().date()
    return next((own_rule(one, day) for one in kept.rules(store) if one.id == entry.rule_id), None)


def draft_view(store: Store, draft_id: int, now: datetime) -> DraftView:
    """A draft with all that stands around it; KeyError when there is none."""
    draft = kept.draft(store, draft_id)
    client = clients.find(store, draft.client_id)
    told = tuple(of_client(store, client))
    return DraftView(
        client,
        draft,
        sessions.session(store, draft.session_id) if draft.session_id else None,
        assess(store, draft, now),
        told,
        {one.entry.id: letters.from_source(store, source(one.entry)) for one in told if letter_of(one.response)},
    )


def source(entry: BoundaryEntry) -> str:
    """How a letter names the entry that it came of."""
    return f"boundary:{entry.id}"


# writing


def begin(store: Store, client_id: int, now: datetime, session_id: int | None = None) -> BoundaryDraft:
    """The client's draft, begun now if there is none; from a session's note it begins with what that knows."""
    draft = kept.draft_of(store, client_id)
    if draft is not None and (session_id in (None, draft.session_id) or not is_blank(draft.content)):
        return draft
    content = _from_session(store, session_id) if session_id else Written(happened_at=now)
    begun = replace(draft or BoundaryDraft(client_id=client_id, created_at=now), session_id=session_id, content=content)
    with store.journal.change("boundary.start"):
        return kept.save_draft(store, begun)


def _from_session(store: Store, session_id: int) -> Written:
    session = sessions.session(store, session_id)
    pairs = sessions.notes_of(store, session.client_id)
    note: Note | None = next((note for held, note in pairs if held.id == session_id), None)
    where = fold(session.place)
    channel = next((ch for word, ch in _PLACES.items() if word in where), Channel.IN_PERSON)
    return Written(
        direction=direction_of(note.boundary if note else Crossed.THEIRS),
        happened_at=session.starts_at,
        place=session.place,
        channel=channel,
    )


_PLACES = {"video": Channel.VIDEO, "phone": Channel.CALL, "telephone": Channel.CALL, "email": Channel.EMAIL}


def write(store: Store, draft_id: int, *, visit: str = "", **changes: object) -> BoundaryDraft:
    """Keep what was typed or chosen; what no longer fits the new category or direction is proposed anew."""
    draft = kept.draft(store, draft_id)
    if changes.keys() & {"category", "direction"}:
        changes = {"severity": None, "response": None, "cited": "", **changes}
    elif "severity" in changes:
        changes = {"response": None, **changes}
    after = replace(draft.content, **changes)  # type: ignore[arg-type]  # checked by the record's own fields
    with store.journal.change("boundary.write", merge=visit or None):
        return kept.save_draft(store, replace(draft, content=after))


def move(store: Store, draft_id: int, client_id: int, now: datetime) -> BoundaryDraft:
    """The same words about another client, of whose letter nothing is cited yet; a draft of theirs goes on instead."""
    other = kept.draft_of(store, client_id)
    if other is not None:
        return other
    clients.find(store, client_id)
    draft = kept.draft(store, draft_id)
    content = replace(draft.content, cited="")  # what stands under the same number in another letter is another item
    with store.journal.change("boundary.write"):
        return kept.save_draft(store, replace(draft, client_id=client_id, session_id=None, content=content))


def discard(store: Store, draft_id: int) -> None:
    """Take a draft away (Undo brings it back)."""
    with store.journal.change("boundary.discard"):
        kept.drop_draft(store, draft_id)


def may_record(store: Store, draft_id: int, now: datetime) -> Assessment:
    """What a draft would be recorded as; raises Refused where record() would."""
    draft = kept.draft(store, draft_id)
    found_now = assess(store, draft, now)
    log.check(draft.content, found_now.proposal, found_now.policy, now)
    return found_now


def record(store: Store, draft_id: int, now: datetime) -> BoundaryEntry:
    """Keep a draft as an entry, for good; a grave one brings a reminder to talk to somebody within two days."""
    judged, draft = may_record(store, draft_id, now), kept.draft(store, draft_id)
    at = draft.content.happened_at or now
    stands = ground(store, draft, at.astimezone().date())
    cites = judged.agreed
    entry = log.recorded(
        draft, judged.severity, judged.policy, profile(store).signer_name, now,
        engagement_id=stands.engagement.id if stands else None, letter_id=cites.letter_id, item=cites.item,
        rule_id=cites.rule_id, agreed=cites.text,
    )  # fmt: skip
    with store.journal.change("boundary.record", final=True):
        entry = kept.keep(store, entry)
        kept.drop_draft(store, draft_id)
        if entry.severity >= GRAVE:
            sessions.save_follow_up(store, _talk(entry, now))
    return entry


def _talk(entry: BoundaryEntry, now: datetime) -> FollowUp:
    text = texts.own_slip().talk.replace("{number}", str(entry.id))
    due = now.astimezone().date() + TALK_WITHIN
    return FollowUp(client_id=entry.client_id, session_id=entry.session_id, text=text, due_on=due, created_at=now)


def amend(
    store: Store, entry_id: int, text: str, reason: str, now: datetime, category: Category, severity: int
) -> BoundaryEntry:
    """A correction, not kept yet; it may class the first entry anew. Refused without words or the reason."""
    return log.amendment(get(store, entry_id), text, reason, category, severity, profile(store).signer_name, now)


def follow_up(
    store: Store, entry_id: int, text: str, response: Response, done_at: datetime, now: datetime
) -> BoundaryEntry:
    """What was done since, not kept yet; Refused without words or for a moment to come."""
    return log.follow_up(get(store, entry_id), text, response, done_at, profile(store).signer_name, now)


def look(store: Store, entry_id: int, text: str) -> tuple[tuple[Warned, ...], tuple[str, ...]]:
    """The words and the names of others to think about again in what is to be added to an entry."""
    entry = get(store, entry_id)
    return warned(store, text), names(store, entry.client_id, text, entry.witnesses, entry.direction)


def add(store: Store, entry: BoundaryEntry) -> BoundaryEntry:
    """Keep an addition of amend() or follow_up(), for good; one that makes it grave brings the reminder to talk."""
    first = get(store, entry.about or 0)
    (before,) = tell([first], kept.added(store, [first.id]))
    with store.journal.change("boundary.add", final=True):
        if entry.entry_kind is EntryKind.AMENDMENT and before.severity < GRAVE <= entry.severity:
            sessions.save_follow_up(store, _talk(first, entry.recorded_at))
        return kept.keep(store, entry)


# the letter


def letter_of(response: Response) -> str:
    """The family of the letter that a response needs, "" for none."""
    return texts.responses()[response].letter


def draft_letter(store: Store, entry_id: int, now: datetime) -> Letter:
    """The letter that an entry's response needs, begun with what the entry says, or the draft of it that is open.

    Refused where the practice cannot write such a letter to this client now.
    """
    entry = get(store, entry_id)
    told = next(one for one in of_client(store, clients.find(store, entry.client_id)) if one.entry.id == entry.id)
    family = letter_of(told.response)
    if not family:
        raise Refused("What this entry needs is no letter.")
    open_one = next(
        (x for x in letters.from_source(store, source(entry)) if x.family == family and not x.version), None
    )
    if open_one is not None:
        return open_one
    about = [get(store, i) for pattern in _patterns_at(store, entry) for i in pattern.entries]
    filled, tables = filling(store, standing(told), about) if family == "boundary_reminder" else ({}, {})
    return families.start(
        store, entry.client_id, family, now, entry.engagement_id, filled=filled, tables=tables, source=source(entry)
    )


def _patterns_at(store: Store, entry: BoundaryEntry) -> list[Pattern]:
    """The repeats that an entry completed."""
    happened, recorded = entry.happened_at, entry.recorded_at
    near = around(store, entry.client_id, happened, patterns.seen_until(happened, recorded))
    seen = patterns.find_with(marks(store, near, entry.client_id), entry.id, happened, recorded)
    return [one for one in seen if one.kind is patterns.PatternKind.REPEATED and entry.id in one.entries][:1]
