"""A letter's case: all that it is composed from, what is so in it, and how each clause of the library stands there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from practice.rules.clauses import Clause, ClauseField, ClauseVersion, Library, Sentence, fill, holds
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, FeeKind, ScopeItem, has_rest, open_items
from practice.rules.families import NO_BACKGROUND, PROMISES, Background, Family, value
from practice.rules.letters import ClauseChoice, Letter
from practice.rules.practice import PracticeProfile, Profile
from practice.rules.shelves import ClientKind

# Whose consumers have the 14 days of the Consumer Rights Directive.
EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


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


def under_ombudsman(profile: PracticeProfile) -> bool:
    """Whether the Legal Ombudsman hears complaints: of lawyers in England and Wales, not in Scotland or the North."""
    return profile.country == "GB" and profile.profile is Profile.LAWYER and profile.subdivision not in {"SCT", "NIR"}


def is_contingent(letter: Letter) -> bool:
    """Whether the fee of this letter is a share of the result."""
    return any(choice.key == "contingent" and choice.on for choice in letter.choices)


def flags(case: Case) -> frozenset[str]:
    """What is so in this case, as the words that conditions use."""
    profile = case.profile
    organisation = case.record.kind is ClientKind.ORGANISATION
    consumer = profile.consumer_clients and profile.distance_contracts and not organisation
    uk, eu = profile.country == "GB", profile.country in EU
    numbers = [item.number for item in open_items(case.items)]
    found = {
        **_of_fee(case),
        "always": True,
        profile.profile.value: True,
        profile.country.lower(): True,
        profile.jurisdiction.lower(): True,
        "uk": uk,
        "leo": under_ombudsman(profile),
        "eu": eu,
        "consumer_14": consumer and (uk or eu),
        "two_clients": len(case.clients) > 1,
        "organisation": organisation,
        "sponsor": case.sponsor is not None,
        "uninsured": not profile.insured,
        "kept_numbers": numbers != list(range(1, len(numbers) + 1)),
        "backup": bool(profile.backup_name),
        "has_phone": bool(profile.phone.strip()),
        "has_credential": bool(profile.credential),
        "sign_by": case.letter.sign_by is not None,
        "signed": case.background.signed is not None,
        "changed": bool(case.background.addenda),
        "goes_on": case.background.goes_on,
        "ending": case.background.ending,
    }
    given = {f"given:{name}" for name, _ in case.letter.tables}
    known = {f"{name}={value(case.letter, name)}" for name in case.family.known}
    return frozenset({flag for flag, so in found.items() if so} | given | known)


def _of_fee(case: Case) -> dict[str, bool]:
    """What is so with the fee; an addendum's is that of the letter which it changes."""
    fee = case.engagement.fee
    says = (case.background.signed if case.family.amends else None) or case.letter
    contingent = is_contingent(says)
    return {
        "deposit": fee.deposit > 0,
        "remaining": has_rest(fee),
        "stages": fee.kind is FeeKind.MILESTONES and bool(fee.milestones) and not contingent,
        f"fee:{fee.kind.value}": not contingent,
        "fee:contingent": contingent,
        "one_session": fee.sessions == 1,
        "rerated": fee.kind is FeeKind.PACKAGE and bool(value(says, "fee_basis.list_rate").strip()),
    }


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
    fields = tuple(gap for gap in clause.fields if holds(gap.needs, so))
    values = {gap.key: typed.get(gap.key, fill(gap.default, context, lambda _: "")) for gap in fields}
    return Stance(replace(clause, fields=fields), locked, on, values)


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
