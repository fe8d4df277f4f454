"""Clauses: the library that letters are composed of, its edited versions, and which of its clauses stand in one letter.

Conditions are words between spaces that must all hold; `a|b` holds when one of them does, `!a` when it does not.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from practice.rules.clients import Client
from practice.rules.engagements import Engagement, FeeKind, ScopeItem, has_rest, open_items
from practice.rules.families import NO_BACKGROUND, PROMISES, Background, Family
from practice.rules.letters import ENGAGEMENT, ClauseChoice, Letter
from practice.rules.practice import PracticeProfile
from practice.rules.shelves import ClientKind

# Whose consumers have the 14 days of the Consumer Rights Directive.
EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseField:
    """A gap in a clause's words; `default` may hold {{gaps}} of its own.

    `ask` is said while it is empty and `when` holds: a fact of which nobody may be spared the answer.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    default: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    ask: str = ""
    when: str = ""


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
    return {**row, "kind": FieldKind(row.get("kind", "line")), "choices": tuple(row.get("choices", ()))}


@dataclass(frozen=True, slots=True)
class Words:
    """How amounts (minor units) and days are written in this letter's language."""

    money: Callable[[int], str]
    day: Callable[[date], str]
    point: str = "."  # before the decimals of an amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a letter is composed from; `clients` are the one or two people or the organisation that it is for."""

    profile: PracticeProfile
    engagement: Engagement
    items: tuple[ScopeItem, ...]
    record: Client
    clients: tuple[Client, ...]
    sponsor: Client | None = None
    letter: Letter
    conflict_checked: date | None = None
    edits: tuple[ClauseVersion, ...] = ()  # the edited clauses that this letter was begun with
    closed: frozenset[date] = frozenset()  # weekdays on which the practice does not work
    places: frozenset[str] = frozenset()  # countries, their parts and languages: their names keep a capital
    today: date
    family: Family = PROMISES
    background: Background = NO_BACKGROUND


@dataclass(frozen=True, slots=True)
class Stance:
    """How one clause stands in one letter: locked on or not, on or off, its fields with their defaults."""

    clause: Clause
    locked: bool
    on: bool
    values: Mapping[str, str] = field(default_factory=dict)


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


def is_contingent(letter: Letter) -> bool:
    """Whether the fee of this letter is a share of the result."""
    return any(choice.key == "contingent" and choice.on for choice in letter.choices)


def flags(case: Case) -> frozenset[str]:
    """What is so in this case, as the words that conditions use."""
    profile, fee = case.profile, case.engagement.fee
    organisation = case.record.kind is ClientKind.ORGANISATION
    consumer = profile.consumer_clients and profile.distance_contracts and not organisation
    uk, eu = profile.country == "GB", profile.country in EU
    changed = case.background.signed if case.family.amends else None
    contingent = is_contingent(changed or case.letter)
    numbers = [item.number for item in open_items(case.items)]
    found = {
        "always": True,
        profile.profile.value: True,
        profile.country.lower(): True,
        profile.jurisdiction.lower(): True,
        "uk": uk,
        "eu": eu,
        "consumer_14": consumer and (uk or eu),
        "two_clients": len(case.clients) > 1,
        "organisation": organisation,
        "sponsor": case.sponsor is not None,
        "deposit": fee.deposit > 0,
        "uninsured": not profile.insured,
        "stages": fee.kind is FeeKind.MILESTONES and bool(fee.milestones) and not contingent,
        f"fee:{fee.kind.value}": not contingent,
        "fee:contingent": contingent,
        "one_session": fee.sessions == 1,
        "kept_numbers": numbers != list(range(1, len(numbers) + 1)),
        "backup": bool(profile.backup_name),
        "has_credential": bool(profile.credential),
        "sign_by": case.letter.sign_by is not None,
        "remaining": has_rest(fee),
        "signed": case.background.signed is not None,
        "changed": bool(case.background.addenda),
    }
    return frozenset(flag for flag, so in found.items() if so)


def fill(text: str, values: Mapping[str, str], missing: Callable[[str], str]) -> str:
    """`text` with each {{gap}} filled; `missing` says what stands for one that has no value."""
    return _MERGE.sub(lambda gap: values.get(gap[1], "") or missing(gap[1]), text)


def gaps(text: str) -> tuple[str, ...]:
    """The names of the {{gaps}} in `text`."""
    return tuple(_MERGE.findall(text))


def between_gaps(text: str) -> list[str]:
    """The stretches of `text` between its {{gaps}}."""
    return re.split(r"\{\{\s*\w+\s*\}\}", text)


def stances(lib: Library, case: Case, context: Mapping[str, str]) -> tuple[Stance, ...]:
    """Every clause that this letter may have, as its draft has chosen; what is mandatory is locked on."""
    so = flags(case)
    chosen = {choice.key: choice for choice in case.letter.choices}
    return tuple(
        _stance(clause, chosen.get(clause.key), so, context) for clause in lib.clauses if holds(clause.needs, so)
    )


def _stance(clause: Clause, choice: ClauseChoice | None, so: frozenset[str], context: Mapping[str, str]) -> Stance:
    locked = holds(clause.mandatory, so)
    on = locked or (choice.on if choice else holds(clause.on, so))
    typed = dict(choice.fields) if choice else {}
    values = {gap.key: typed.get(gap.key, fill(gap.default, context, lambda _: "")) for gap in clause.fields}
    return Stance(clause, locked, on, values)


def sentences(stance: Stance, so: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentences of a clause that hold; "field:x" holds when x is filled, "field:x=y" when it is y."""
    known = so | _filled(stance)
    said = (sentence for sentence in stance.clause.sentences if sentence.text.strip() or sentence.table)
    return tuple(sentence for sentence in said if holds(sentence.when, known))


def unanswered(stance: Stance, so: frozenset[str]) -> tuple[ClauseField, ...]:
    """The fields of a clause that have to be answered and are not, whatever its sentences have become."""
    known = so | _filled(stance)
    asking = (gap for gap in stance.clause.fields if gap.ask and f"field:{gap.key}" not in known)
    return tuple(gap for gap in asking if stance.on and holds(gap.when, known))


def _filled(stance: Stance) -> frozenset[str]:
    filled = {f"field:{key}" for key, value in stance.values.items() if value.strip()}
    return frozenset(filled | {f"field:{key}={value}" for key, value in stance.values.items()})


def choose(
    letter: Letter, stance: Stance, *, on: bool | None = None, values: Mapping[str, str] | None = None
) -> Letter:
    """`letter` with one clause turned on or off, or some of its fields typed."""
    key = stance.clause.key
    chosen = {choice.key: choice for choice in letter.choices}
    typed = {**(dict(chosen[key].fields) if key in chosen else {}), **(values or {})}
    stands = stance.on if on is None else on
    chosen[key] = ClauseChoice(key=key, on=stands, fields=tuple(sorted(typed.items())))
    return replace(letter, choices=tuple(chosen.values()))
