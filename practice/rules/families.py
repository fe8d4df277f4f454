"""Families of letters: what kind of letter one is, when it applies, and what it must and must not say.

A family is one file of data (resources/letters): its words are clauses like those of the engagement letter, so that
they are composed, edited and frozen in the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from practice.rules.clauses import Library
from practice.rules.engagements import Delivery, ScopeItem
from practice.rules.letters import ENGAGEMENT, ClauseChoice, Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A condition under which a family applies, and the sentence said where it does not hold."""

    when: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """Something that a letter must contain: one of `says` stands in it wherever `when` holds."""

    key: str
    text: str
    says: tuple[str, ...]
    source: str = ""
    when: str = ""
    place: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitfall:
    """Something to keep out of a letter, where `when` holds and one of `words` (patterns) stands in what was typed.

    It stops the issue, or only warns. Without `words` the condition alone is the pitfall. In the fields that it
    `spares` ("clause.field") somebody else's words stand, and those are quoted as they were.
    """

    key: str
    text: str
    source: str = ""
    when: str = ""
    words: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    stops: bool = False
    place: str = "text"


class Headings(StrEnum):
    """How the parts of a letter are headed."""

    NUMBERED = "numbered"
    PLAIN = "plain"
    NONE = "none"  # a letter in plain paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of letter, for one profession.

    `about` is what one is written about: a "client", one piece of "work" that goes on, or "any" work where there is
    some. `signs`: whether it has to be signed.
    `ends`: once sent, it ends the work on the day that its field of this name ("clause.field") says. `amends`: once
    signed, it changes the letter that is in force. `known`: fields of which the conditions of every clause know, as
    "clause.field=value", and not only those of their own.
    """

    key: str = ENGAGEMENT
    order: int = 0
    prefix: str = ""
    title: str = ""
    start: str = ""  # what a menu calls beginning one
    icon: str = "file-text"
    about: str = "work"
    signs: bool = True
    amends: bool = False
    ends: str = ""
    known: tuple[str, ...] = ()
    headings: Headings = Headings.NUMBERED
    applies: tuple[Asked, ...] = ()
    must: tuple[Must, ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()

    @property
    def checks(self) -> int:
        """How many checks of its own a letter passes before it is issued."""
        return len(self.must) + sum(pitfall.stops for pitfall in self.pitfalls)


PROMISES = Family()  # the engagement letter itself; its words stand in its clause library


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What a letter that stands beside the engagement letter tells of: how things were when it was written."""

    contacted: date | None = None  # the last day on which both spoke, as far as it is written down
    signed: Letter | None = None  # the letter in force, the one that an addendum changes or a new version replaces
    several: bool = False  # whether another version of that letter went out, too
    addenda: tuple[Letter, ...] = ()  # what has changed it since
    noted: tuple[tuple[str, str], ...] = ()  # what was said to each thing to look at in the version before
    waiting: tuple[str, ...] = ()  # numbers of changes to it that nobody has signed yet
    in_force: frozenset[str] = frozenset()  # the numbers of the promises and limits that bind
    withdrawn: tuple[ScopeItem, ...] = ()  # of these, what is taken back here
    promised: tuple[tuple[ScopeItem, tuple[Delivery, ...]], ...] = ()
    goes_on: bool = False  # of a letter about no work: whether signed work of theirs goes on
    ending: bool = False  # the same: whether it is being ended
    terms: tuple[tuple[str, str], ...] = ()  # of hours, complaints and notice as agreed, by field; may hold {{gaps}}


NO_BACKGROUND = Background()


def family(data: Mapping[str, Any], profession: str) -> Family:
    """The family that parsed TOML `data` holds, in the words of "lawyer" or "coach"."""
    own = dict(data["family"])
    for key in ("title", "start"):
        own[key] = own.pop(f"{key}_{profession}", own.get(key, ""))
    own = {key: value for key, value in own.items() if key in Family.__dataclass_fields__}
    own["headings"] = Headings(own.get("headings", "numbered"))
    own["known"] = tuple(own.get("known", ()))
    return Family(
        **own,
        applies=tuple(Asked(**row) for row in data.get("applies", ())),
        must=tuple(Must(**_lists(row)) for row in data.get("must", ()) if _for(row, profession)),
        pitfalls=tuple(Pitfall(**_lists(row)) for row in data.get("pitfall", ()) if _for(row, profession)),
    )


def _for(row: Mapping[str, Any], profession: str) -> bool:
    return profession in row.get("for", (profession,))


def _lists(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key != "for"}


def value(letter: Letter, name: str) -> str:
    """What was typed into the field "clause.field" of a letter, "" where it stands at its default."""
    clause, _, gap = name.partition(".")
    chosen = next((choice for choice in letter.choices if choice.key == clause), None)
    return dict(chosen.fields).get(gap, "") if chosen else ""


def filled(letter: Letter, lib: Library, fields: Mapping[str, str]) -> Letter:
    """The letter with these fields ("clause.field") typed, over those that it has; a clause with one stands in it.

    KeyError for a field that the family does not have in these words.
    """
    known = {f"{clause.key}.{gap.key}" for clause in lib.clauses for gap in clause.fields}
    if strange := fields.keys() - known:
        raise KeyError(f"{letter.family} has no field {sorted(strange)[0]}")
    typed = {choice.key: dict(choice.fields) for choice in letter.choices}
    for name, text in fields.items():
        clause, _, gap = name.partition(".")
        typed.setdefault(clause, {})[gap] = text
    choices = (ClauseChoice(key=clause, fields=tuple(sorted(own.items()))) for clause, own in typed.items())
    return replace(letter, choices=tuple(choices))
