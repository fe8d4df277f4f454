"""Which companion letters apply: what is so with a client and their work, and the reason where one does not."""

from collections.abc import Iterable
from datetime import date

from practice.rules.clauses import holds
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, is_open
from practice.rules.families import Family
from practice.rules.letters import ENGAGEMENT, OUT, Letter, LetterState, letter_in_force

_PENDING = OUT | {LetterState.DRAFT}
_DONE = frozenset({LetterState.SIGNED, LetterState.FILED})


def flags(client: Client, engagement: Engagement | None, letters: Iterable[Letter], today: date) -> frozenset[str]:
    """What is so, as the words that a family's conditions use; of `letters`, only those about this work count for it.

    "pending:x" is a letter of the family x that is drafted or on its way, "done:x" one that was sent or signed.
    """
    every = tuple(letters)
    about = [letter for letter in every if engagement is None or letter.engagement_id == engagement.id]
    found = {f"pending:{letter.family}" for letter in about if letter.state in _PENDING}
    found |= {f"done:{letter.family}" for letter in about if letter.state in _DONE}
    found.add(f"status:{client.status.value}")
    if engagement is not None:
        found.add("work")
        found |= {"open"} if is_open(engagement, today) else set()
        found |= {"signed"} if letter_in_force(about, today) else set()
    elif any(letter.family == ENGAGEMENT and letter.signed_on for letter in every):
        found.add("signed")
    return frozenset(found)


def reason(family: Family, so: frozenset[str]) -> str:
    """Why this family does not apply, "" when it does."""
    return next((asked.said for asked in family.applies if not holds(asked.when, so)), "")
