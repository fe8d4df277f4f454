"""What the practice goes by at its boundaries: categories, ladder, safety steps, words to avoid, and its own rules."""

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from practice.actions import families
from practice.actions.practice import profile
from practice.actions.store import Store
from practice.db import boundaries as kept
from practice.db import settings
from practice.errors import Refused
from practice.paths import resource
from practice.rules.boundaries import BoundaryRule, Category, Response
from practice.rules.boundary_log import checked_rule
from practice.rules.letters import ENGAGEMENT
from practice.rules.wording import word_list

WORDS = "boundary_words"


@dataclass(frozen=True, slots=True)
class GroupText:
    """A group of categories, as the form shows it."""

    key: str
    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class CategoryText:
    """What a category is called, its examples in either direction, and the words that go with it."""

    key: Category
    group: str
    name: str
    theirs: str
    ours: str
    many: str
    find: tuple[str, ...]
    rule: str
    ask: str
    facts: bool = False


@dataclass(frozen=True, slots=True)
class SeverityText:
    """What a severity is called, and its test."""

    level: int
    name: str
    test: str


@dataclass(frozen=True, slots=True)
class ResponseText:
    """What a response is called, when the policy asks for it, and the letter that it needs ("" for none)."""

    key: Response
    name: str
    when: str
    letter: str = ""
    act: str = ""  # "Draft the reminder"
    save: str = ""  # "Save and draft the reminder"
    next: str = ""  # what follows if it happens again, in the letter's words


@dataclass(frozen=True, slots=True)
class Safety:
    """What to do in danger: before anything else, and then."""

    title: str
    now: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnSlip:
    """What the log asks for when the slip is one's own."""

    steps: tuple[str, ...]
    insurer: str
    no_names: str
    talk: str


@dataclass(frozen=True, slots=True)
class Avoided:
    """The words that are warned of."""

    diagnosis: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("boundaries", f"{name}.toml").read_text("utf-8"))


@cache
def groups() -> tuple[GroupText, ...]:
    """The five groups in the form's order."""
    return tuple(GroupText(**one) for one in _data("categories")["group"])


@cache
def categories() -> dict[Category, CategoryText]:
    """All categories in the form's order."""
    made = (
        CategoryText(**{**one, "key": Category(one["key"]), "find": tuple(one["find"])})
        for one in _data("categories")["category"]
    )
    return {one.key: one for one in made}


@cache
def severities() -> tuple[SeverityText, ...]:
    """The five severities."""
    return tuple(SeverityText(**one) for one in _data("ladder")["severity"])


@cache
def responses() -> dict[Response, ResponseText]:
    """Every response."""
    made = (ResponseText(**{**one, "key": Response(one["key"])}) for one in _data("ladder")["response"])
    return {one.key: one for one in made}


@cache
def own_slip() -> OwnSlip:
    """What is asked for when the slip is one's own."""
    own = _data("ladder")["own"]
    return OwnSlip(tuple(own["steps"]), own["insurer"], own["no_names"], own["talk"])


def safety(store: Store) -> Safety:
    """The steps in danger, with the emergency number of the practice's country."""
    data, about = _data("safety"), profile(store)
    number = data["emergency"].get(about.country, data["emergency"]["other"])
    now = tuple(step.replace("{emergency}", number) for step in data["now"])
    return Safety(data["title"], now, (*data["then"], data[about.profile.value]))


# words to avoid


def avoided(store: Store) -> Avoided:
    """The diagnoses and adjectives that are warned of: the practice's own lists, else the usual ones."""
    own = settings.value(store, WORDS) or {}
    usual = _data("words")
    return Avoided(*(tuple(own.get(name, usual[name])) for name in ("diagnosis", "adjectives")))


@cache
def plain_words() -> frozenset[str]:
    """Words that begin large where a sentence begins and are no names."""
    return frozenset(_data("words")["plain"])


def avoid(store: Store, diagnosis: str, adjectives: str, *, visit: str = "") -> None:
    """Warn of these words from now on; both are typed with commas or line by line."""
    lists = {"diagnosis": word_list(diagnosis), "adjectives": word_list(adjectives)}
    with store.journal.change("boundary.words", merge=visit or None):
        settings.save(store, {WORDS: lists})


# rules of one's own


def rules(store: Store) -> list[BoundaryRule]:
    """Every rule of the practice's own, archived ones too, by number."""
    return kept.rules(store)


def cited(store: Store) -> set[int]:
    """The ids of the rules that an entry cites, which keep their words."""
    return kept.cited(store)


def add_rule(store: Store, category: Category, text: str, now: datetime, clause: str = "") -> BoundaryRule:
    """A new rule with the next number; Refused without words."""
    number = max((one.number for one in kept.rules(store)), default=0) + 1
    rule = BoundaryRule(number=number, category=category, text=text, clause=clause, created_at=now)
    with store.journal.change("boundary.add_rule"):
        return kept.save_rule(store, checked_rule(rule))


def edit_rule(store: Store, rule_id: int, *, visit: str = "", **changes: object) -> BoundaryRule:
    """Change a rule's text, category, clause or limit; Refused once an entry cites it."""
    before = kept.rule(store, rule_id)
    after: BoundaryRule = replace(before, **changes)  # type: ignore[arg-type]  # checked by the record's own fields
    if after != before and rule_id in kept.cited(store):
        raise Refused("An entry cites this rule, so it keeps its words. Archive it and add a new one.")
    with store.journal.change("boundary.edit_rule", merge=visit or None):
        return kept.save_rule(store, checked_rule(after))


def archive_rule(store: Store, rule_id: int, now: datetime | None) -> BoundaryRule:
    """Cite a rule no more from now on; None brings it back."""
    with store.journal.change("boundary.archive_rule"):
        return kept.save_rule(store, replace(kept.rule(store, rule_id), archived_at=now))


def clauses(store: Store) -> tuple[str, ...]:
    """The titles of the engagement letter's clauses, to which a rule can be tied."""
    return tuple(group.title for group in families.library(ENGAGEMENT, profile(store).profile).groups)
