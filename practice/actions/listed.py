"""Letters in lists: each with its client's name and what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from practice.actions import families, practice
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import letters as kept
from practice.rules.clients import display_name
from practice.rules.letters import OUT, Letter, LetterState


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A letter in a list, with the name of its client and its work."""

    letter: Letter
    client: str
    work: str


def waiting(store: Store) -> int:
    """How many issued letters wait for a signature."""
    return kept.count(store, OUT)


def listed(
    store: Store, states: Iterable[LetterState], after: ListedLetter | None = None, limit: int = 100
) -> list[ListedLetter]:
    """The letters in these states with their clients' names, newest first, that follow `after`."""
    found = kept.in_states(store, states, after.letter.id if after else None, limit)
    people = {c.id: c for c in kept_clients.find_all(store, {letter.client_id for letter in found})}
    return [ListedLetter(letter, display_name(people[letter.client_id]), _about(store, letter)) for letter in found]


def _about(store: Store, letter: Letter) -> str:
    """What a list says of a letter: the work, and what kind of letter it is where it is none that promises."""
    engagement = families.work_of(store, letter)
    kind = families.family(letter.family, practice.profile(store).profile).title
    return "  ·  ".join(part for part in (kind, engagement.title or engagement.kind) if part)
