"""Clauses: the library that letters are composed of, its edited versions, the conditions and gaps of its words.

Conditions are words between spaces that must all hold; `a|b` holds when one of them does, `!a` when it does not.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from practice.rules.letters import ENGAGEMENT

_MERGE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Level(StrEnum):
    """How strongly a clause belongs in a letter."""

    REQUIRED = "required"
    CASES = "cases"  # required in certain cases
    RECOMMENDED = "recommended"
    RESTRICTED = "restricted"


class FieldKind(StrEnum):
    """How a field of a clause is typed."""

    LINE = "line"
    TEXT = "text"  # several lines
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"  # typed as 2026-12-03, printed as the letter writes days
    MONEY = "money"
    SHARE = "share"  # typed as 33 or 33%, or in words; a bare number is printed as a percentage


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseField:
    """A gap in a clause's words; `default` may hold {{gaps}} of its own.

    `ask` is said while it is empty and `when` holds: a fact of which nobody may be spared the answer. `needs` is the
    condition under which a letter has this gap at all. `shown` are the choices in words, where they need any.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    default: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    ask: str = ""
    when: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or the name of a table, with the condition under which it stands; `starts` a new paragraph."""

    text: str = ""
    table: str = ""
    when: str = ""
    starts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the library: its rule and its words.

    `mandatory` is the condition that locks it on, `on` the one under which a new letter starts with it, `needs` the one
    without which it is not offered. `level` is the mark of PROFESSION section 1. `left_out` is the reason that holds
    where a recommended clause does not stand in a new letter.
    """

    key: str
    version: int = 0  # of the person's own chain; 0 is the text that the program brings along
    group: str = ""
    title: str = ""
    audience: tuple[str, ...] = ()
    level: str = "R"
    mandatory: str = "never"
    on: str = "always"
    needs: str = ""
    joins: bool = False  # goes on in the paragraph before it
    place: str = "body"  # or "opening", "closing"
    source: str = ""
    note: str = ""
    left_out: str = ""
    fields: tuple[ClauseField, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    @property
    def recommended(self) -> bool:
        """Whether it is said why a letter leaves it out."""
        return re.search(r"\bR\b", self.level) is not None

    @property
    def has_table(self) -> bool:
        """Whether it prints a table that is made from items or fee."""
        return any(sentence.table for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseVersion:
    """The words of a clause as the person has edited them; letters keep the version that they were begun with."""

    id: int = 0
    profession: str = ""
    family: str = ENGAGEMENT
    key: str = ""
    version: int = 0
    title: str = ""
    left_out: str = ""
    sentences: tuple[Sentence, ...] = ()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRule:
    """Something to check before an issue where `when` holds; amounts are minor units of `currency`.

    `over` and `least` hold too where the whole fee is not known beforehand. `when` knows all flags of the case, and
    "on:key" for a clause that stands in the letter, "field:key.gap" for a field of it that is filled, and "example".
    """

    key: str
    text: str
    source: str
    place: str
    audience: tuple[str, ...] = ()
    when: str = ""
    currency: str = ""
    over: int | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """A numbered section of the letter."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A condition of the fit check said as a sentence of the letter; `match` are words that its text holds."""

    match: tuple[str, ...]
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Library:
    """All clauses for one profession, in the order of the page."""

    groups: tuple[ClauseGroup, ...]
    clauses: tuple[Clause, ...]
    promised: tuple[Promised, ...] = ()
    looks: tuple[LookRule, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # what a clause may say without asking: (name of its gap, label)
    flags: tuple[tuple[str, str], ...] = ()  # the words of conditions, "!flag" for its opposite


def library(data: Mapping[str, Any], profession: str) -> Library:
    """The library that parsed TOML `data` holds for "lawyer" or "coach"."""
    groups = tuple(ClauseGroup(row["key"], row.get(f"title_{profession}", row["title"])) for row in data["group"])
    clauses = (_clause(row, profession) for row in data["clause"] if profession in row["for"])
    order = [group.key for group in groups]
    said = tuple(Promised(tuple(row["match"]), row["group"], row["text"]) for row in data.get("promised", ()))
    return Library(
        groups,
        tuple(sorted(clauses, key=lambda clause: order.index(clause.group))),
        said,
        tuple(_look(row) for row in data.get("look", ()) if profession in row["for"]),
        (*data.get("facts", {}).items(), *((f"clause_{group.key}", f"clause “{group.title}”") for group in groups)),
        tuple(data.get("flags", {}).items()),
    )


def _look(row: Mapping[str, Any]) -> LookRule:
    return LookRule(**{key: value for key, value in row.items() if key != "for"}, audience=tuple(row["for"]))


def text_of(clause: Clause, profession: str, family: str = ENGAGEMENT) -> ClauseVersion:
    """The words of a clause as a version of their own."""
    return ClauseVersion(
        profession=profession,
        family=family,
        key=clause.key,
        version=clause.version,
        title=clause.title,
        left_out=clause.left_out,
        sentences=clause.sentences,
    )


def with_versions(lib: Library, versions: Iterable[ClauseVersion]) -> Library:
    """The library with these versions of its clauses in place of its own words."""
    edited = {version.key: version for version in versions}
    return replace(lib, clauses=tuple(_in_words_of(clause, edited.get(clause.key)) for clause in lib.clauses))


def _in_words_of(clause: Clause, version: ClauseVersion | None) -> Clause:
    if version is None:
        return clause
    return replace(
        clause,
        version=version.version,
        title=version.title,
        left_out=version.left_out,
        sentences=version.sentences,
    )


def _clause(row: Mapping[str, Any], profession: str) -> Clause:
    given = {key: value for key, value in row.items() if key not in {"for", "fields", "sentences"}}
    fields = (ClauseField(**_field(item)) for item in row.get("fields", ()))
    sentences = (Sentence(**item) if isinstance(item, dict) else Sentence(text=item) for item in row["sentences"])
    other = set(row["for"]) - {profession}
    own = tuple(sentence for sentence in sentences if not other.intersection(sentence.when.split()))
    return Clause(**given, audience=tuple(row["for"]), fields=tuple(fields), sentences=own)


def _field(row: Mapping[str, Any]) -> dict[str, Any]:
    lists = {key: tuple(row.get(key, ())) for key in ("choices", "shown")}
    return {**row, "kind": FieldKind(row.get("kind", "line")), **lists}


def holds(condition: str, flags: frozenset[str]) -> bool:
    """Whether `condition` holds where exactly `flags` do; an empty one always does."""
    return all(any(_flag_holds(flag, flags) for flag in term.split("|")) for term in condition.split())


def level_here(clause: Clause, so: frozenset[str]) -> Level:
    """How strongly a clause belongs in a letter where `so` holds: a place can make a recommended one required."""
    if clause.level == "restricted":
        return Level.RESTRICTED
    if holds(clause.mandatory, so):
        return Level.REQUIRED
    return Level.RECOMMENDED if clause.recommended else Level.CASES


def _flag_holds(flag: str, flags: frozenset[str]) -> bool:
    return flag[1:] not in flags if flag.startswith("!") else flag in flags


def fill(text: str, values: Mapping[str, str], missing: Callable[[str], str]) -> str:
    """`text` with each {{gap}} filled; `missing` says what stands for one that has no value."""
    return _MERGE.sub(lambda gap: values.get(gap[1], "") or missing(gap[1]), text)


def gaps(text: str) -> tuple[str, ...]:
    """The names of the {{gaps}} in `text`."""
    return tuple(_MERGE.findall(text))


def between_gaps(text: str) -> list[str]:
    """The stretches of `text` between its {{gaps}}."""
    return re.split(r"\{\{\s*\w+\s*\}\}", text)
