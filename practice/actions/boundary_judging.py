"""What the program makes of a boundary entry that is being written: it proposes, the person decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.actions import boundary_policy as texts
from practice.actions import requests
from practice.actions.store import Store
from practice.db import boundaries as kept
from practice.db import clients, households, search, sessions
from practice.rules import patterns, wording
from practice.rules.agreed import NO_RULE, Agreed, choices, found
from practice.rules.boundaries import (
    BoundaryDraft,
    BoundaryEntry,
    Category,
    Direction,
    Response,
    Written,
    is_late,
    is_own,
)
from practice.rules.clients import Client, display_name
from practice.rules.patterns import Mark, Pattern
from practice.rules.requests import Ground, chosen
from practice.rules.severity import Proposal, propose, similar
from practice.rules.wording import Warned
from practice.rules.words import fold, words

MOST_NAMES = 24  # capitalised words of a text that are looked up among the clients


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the program makes of a draft: it proposes, the person decides."""

    proposal: Proposal
    severity: int  # the chosen one, else the proposed
    policy: Response  # the least that the policy asks for
    patterns: tuple[Pattern, ...]
    agreed: Agreed  # what is cited
    choices: tuple[Agreed, ...]
    late: bool
    warned: Mapping[str, tuple[Warned, ...]]  # by field
    names: tuple[str, ...]  # of others, that stand in the entry


@dataclass(frozen=True, slots=True)
class Told:
    """A first entry as it stands by now, with what was added to it."""

    entry: BoundaryEntry
    category: Category
    severity: int
    response: Response
    added: tuple[BoundaryEntry, ...]


def tell(firsts: Iterable[BoundaryEntry], added: Iterable[BoundaryEntry]) -> list[Told]:
    """First entries with what was added to them, as they stand by now."""
    first, later = list(firsts), list(added)
    stands = {one.id: one for one in patterns.standing(map(patterns.mark, (*first, *later)))}
    return [
        Told(
            one,
            Category(stands[one.id].category),
            stands[one.id].severity,
            Response(stands[one.id].response),
            tuple(more for more in later if more.about == one.id),
        )
        for one in first
    ]


def standing(told: Told) -> BoundaryEntry:
    """The first entry with the class and the response that it has by now."""
    return replace(told.entry, category=told.category, severity=told.severity, response=told.response)


def assess(store: Store, draft: BoundaryDraft, now: datetime) -> Assessment:
    """Severity, response, patterns, what was agreed, and the words to think about again."""
    written, at = draft.content, draft.content.happened_at or now
    near = around(store, draft.client_id, at, patterns.seen_until(at, now))
    then = [one for one in near if one.happened_at <= at]
    before = _before(store, then, draft.client_id)
    proposal = propose(written, before)
    severity = written.severity or proposal.severity
    left = [*marks(store, near, draft.client_id), *_own_mark(draft, severity, at, now)]
    seen = patterns.find_with(left, 0, at, now)
    again = any(similar(one, written) and one.severity >= patterns.SERIOUS for one in before)
    own = [one for one in seen if 0 in one.entries]
    policy = patterns.policy(severity, written.direction, written.category, again, own)
    every, agreed = _choices(store, draft, at.astimezone().date())
    return Assessment(
        proposal, severity, policy, seen, agreed, every, is_late(at, now), _warned(store, written), _names(store, draft)
    )


def _before(store: Store, entries: Sequence[BoundaryEntry], client_id: int) -> list[BoundaryEntry]:
    """The first of these entries as they stand by now; one whose letter was not issued reminded nobody."""
    firsts = {one.id: one for one in entries if one.about is None}
    return [
        replace(
            firsts[one.id],
            category=Category(one.category),
            severity=one.severity,
            response=Response(one.response) if one.given_at else Response.R0,
            recorded_at=one.given_at or firsts[one.id].recorded_at,
        )
        for one in patterns.standing(marks(store, entries, client_id))
    ]


def around(store: Store, client_id: int, at: datetime, until: datetime | None = None) -> list[BoundaryEntry]:
    """The entries about a client and their household from 90 days before `at` to `until`, with what was added."""
    return kept.near(store, households.related(store, clients.find(store, client_id)), at, until or at)


def marks(store: Store, entries: Iterable[BoundaryEntry], client_id: int) -> list[Mark]:
    """What entries leave for patterns, a household's people taken as one."""
    sent = kept.reminders(store)
    return [patterns.mark(one, sent)._replace(client_id=client_id) for one in entries]


def _own_mark(draft: BoundaryDraft, severity: int, at: datetime, now: datetime) -> list[Mark]:
    """What the draft would leave, once it says what it is about; its id is 0."""
    written = draft.content
    if written.category is None:
        return []
    names = ("entry", written.direction.value, written.category.value)
    return [Mark(0, draft.client_id, None, *names, severity, Response.R0.value, at, now)]


def _choices(store: Store, draft: BoundaryDraft, day: date) -> tuple[tuple[Agreed, ...], Agreed]:
    """All that can be cited, and what is."""
    written, rules = draft.content, kept.rules(store)
    every = choices(ground(store, draft, day), rules, written.category, day)
    if written.category is None:
        return every, Agreed("", "")
    if written.cited == NO_RULE:
        return every, Agreed(NO_RULE, "")
    about = texts.categories()[written.category]
    by_itself = found(every, rules, about.find, written.facts if about.facts else "")
    return every, next((one for one in every if one.key == written.cited), by_itself)


def ground(store: Store, draft: BoundaryDraft, day: date) -> Ground | None:
    """What bound both on that day: the letter of the session's work, else of the likeliest."""
    session = sessions.session(store, draft.session_id) if draft.session_id else None
    every = requests.grounds(store, clients.find(store, draft.client_id), day)
    return chosen(every, session.engagement_id if session else None)


def _warned(store: Store, written: Written) -> dict[str, tuple[Warned, ...]]:
    said = {"facts": written.facts, "action": written.action, "interpretation": written.interpretation}
    return {name: found_in for name, text in said.items() if (found_in := warned(store, text))}


def warned(store: Store, text: str) -> tuple[Warned, ...]:
    """The diagnoses and adjectives in a text."""
    avoided = texts.avoided(store)
    return wording.loaded(text, avoided.diagnosis, avoided.adjectives)


def _names(store: Store, draft: BoundaryDraft) -> tuple[str, ...]:
    one = draft.content
    text = " / ".join((one.facts, one.words, one.interpretation, one.action, one.reply, one.infers))
    return names(store, draft.client_id, text, one.witnesses, one.direction)


def names(store: Store, client_id: int, text: str, witnesses: str, direction: Direction) -> tuple[str, ...]:
    """The names of others in a text, as far as the program can know them.

    They are other clients, and witnesses who are named in the text; in a slip of one's own all that looks like a name.
    """
    own = set(households.related(store, clients.find(store, client_id)))
    every = f"{text} / {witnesses}"
    said, plain = set(words(every)), texts.plain_words()
    large = [name for name in (*wording.pairs(every), *wording.capitalised(every)) if fold(name) not in plain]
    people = {i for name in large[:MOST_NAMES] for i in search.clients(store, name, 5) if i not in own}
    others = [display_name(one) for one in clients.find_all(store, people) if _is_named(one, said)]
    looks = wording.looks_named(text if is_own(direction) else "", witnesses, plain)
    seen = looks if is_own(direction) else wording.repeated(text, looks)
    theirs = {word for one in clients.find_all(store, own) for word in words(display_name(one))}
    found_in = dict.fromkeys((*others, *(name for name in seen if not theirs & set(words(name)))))
    return tuple(name for name in found_in if not any(set(words(name)) < set(words(one)) for one in found_in))


def _is_named(client: Client, said: set[str]) -> bool:
    """Whether a family name, or all of an organisation's, stands there; given names alone say nothing."""
    name = client.family or client.organisation
    return bool(name) and set(words(fold(name))) <= said
