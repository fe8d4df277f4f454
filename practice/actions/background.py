"""What a letter tells of that stands beside the engagement letter, as the store holds it."""

from dataclasses import replace
from datetime import date

from practice.actions import engagements as work
from practice.actions import families, practice
from practice.actions.store import Store
from practice.db import engagements as kept_work
from practice.db import exits as kept_exits
from practice.db import fit as kept_fit
from practice.db import households
from practice.db import letters as kept
from practice.db import sessions as kept_sessions
from practice.rules import families as rules
from practice.rules import letters as letter_rules
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, is_open, label
from practice.rules.families import Background
from practice.rules.letters import ENGAGEMENT, InForce, Letter, LetterState
from practice.rules.practice import Profile

TERMS = ("contact_hours", "complaints", "termination")  # clauses of the engagement letter that other letters cite


def background(store: Store, letter: Letter, engagement: Engagement, client: Client, today: date) -> Background:
    """What a companion letter tells of, as the store holds it."""
    about = kept.of_engagement(store, engagement.id) if engagement.id else []
    force = letter_rules.letter_in_force(about, today)
    noted = next((one.notes for one in about if one.id == letter.supersedes), ())
    if letter.family == ENGAGEMENT or not engagement.id:
        terms = () if letter.family == ENGAGEMENT else terms_of(practice.profile(store).profile)
        goes_on, ending = _working(store, client, today)
        spoken = Background(
            contacted=_spoke(store, client, today), noted=noted, goes_on=goes_on, ending=ending, terms=terms
        )
        return replace(_signed(spoken, letter, about, force), several=True) if letter.supersedes else spoken
    numbers = force.numbers if force else frozenset()
    gone = (item for item in kept_work.items(store, engagement.id) if item.withdrawn_on and label(item) in numbers)
    known = Background(
        noted=noted,
        in_force=numbers,
        withdrawn=tuple(gone),
        promised=tuple((one.item, one.deliveries) for one in work.promises(store, engagement.id)),
        terms=terms_of(practice.profile(store).profile, force.letter if force else None),
    )
    return _signed(known, letter, about, force)


def terms_of(profile: Profile, signed: Letter | None = None) -> tuple[tuple[str, str], ...]:
    """The fields of the clauses in TERMS as the signed letter has them, else as a letter would begin with them."""
    lib = families.library(ENGAGEMENT, profile)
    return tuple(
        (gap.key, (rules.value(signed, f"{clause.key}.{gap.key}") if signed else "") or gap.default)
        for clause in lib.clauses
        if clause.key in TERMS
        for gap in clause.fields
    )


def _signed(known: Background, letter: Letter, about: list[Letter], force: InForce | None) -> Background:
    """The same with the signed letter that this one builds on, and what has become of that since."""
    base = next((one for one in about if one.id == letter.amends), force.letter if force else None)
    if base is None or base.id == letter.id:
        return known
    out = [one for one in about if one.id != letter.id and one.state is not LetterState.DRAFT]
    waits = {LetterState.DRAFT, *letter_rules.OUT}
    changes = [one for one in about if one.amends == base.id]
    return replace(
        known,
        signed=base,
        several=any(one.number == base.number and one.id != base.id for one in out),
        addenda=force.addenda if force and force.letter.id == base.id else (),
        waiting=tuple(dict.fromkeys(x.number for x in changes if x.id != letter.id and x.state in waits)),
    )


def _working(store: Store, client: Client, today: date) -> tuple[bool, bool]:
    """Whether any signed work of the client goes on, and whether any is being ended."""
    signed = [
        one for one in work.of_client(store, client)
        if is_open(one, today) and letter_rules.letter_in_force(kept.of_engagement(store, one.id), today)
    ]  # fmt: skip
    ends = [one.closed_on is not None or kept_exits.of_engagement(store, one.id) is not None for one in signed]
    return not all(ends), any(ends)


def _spoke(store: Store, client: Client, today: date) -> date | None:
    """The last day on which a fit check or the note of a session shows that both spoke."""
    related = households.related(store, client)
    begun = [check.created_at for one in related for check in kept_fit.of_client(store, one)]
    met = [session.starts_at for one in related for session, _ in kept_sessions.notes_of(store, one)]
    days = (instant.astimezone().date() for instant in (*begun, *met) if instant)
    return max((day for day in days if day <= today), default=None)
