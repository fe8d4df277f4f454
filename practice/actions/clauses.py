"""The clause library: find, edit and restore its clauses, see where they stand, take newer words into a draft."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from practice.actions import drafts, families, letters, practice
from practice.actions.background import terms_of
from practice.actions.store import Store
from practice.db import clauses as kept
from practice.db import clients as kept_clients
from practice.db import letters as kept_letters
from practice.errors import Refused
from practice.paths import resource
from practice.rules import cases, passages
from practice.rules import clauses as rules
from practice.rules import letters as letter_rules
from practice.rules.cases import Case
from practice.rules.clauses import Clause, ClauseVersion, Level, Library
from practice.rules.clients import Client, display_name
from practice.rules.compose import Composed
from practice.rules.engagements import Due, DueKind, Engagement, Fee, FeeKind, ItemKind, Milestone, ScopeItem
from practice.rules.families import Background
from practice.rules.letters import ENGAGEMENT, ClauseChoice, Grid, Letter, LetterState
from practice.rules.practice import PracticeProfile, Profile
from practice.rules.shelves import ClientKind
from practice.rules.signs import printed

LONG_ENOUGH = 12  # signs by which words are found again
MOST_USES = 50  # issued letters named under a clause, the newest first
MOST_DRAFTS = 12  # each has to be composed to know


@dataclass(frozen=True, slots=True)
class Use:
    """A letter that a clause stands in, and the version of the clause there."""

    letter: Letter
    client: str
    version: int


# the library


def bundled(profile: Profile, family: str = ENGAGEMENT) -> Library:
    """The clauses of a family of letters as the program brings them along."""
    base = letters.library(profile)
    if family == ENGAGEMENT:
        return base
    own = families.library(family, profile)
    shared = tuple(fact for fact in base.facts if not fact[0].startswith("clause_"))
    return replace(own, facts=(*shared, *own.facts), flags=(*base.flags, *own.flags))


def library(store: Store, family: str = ENGAGEMENT) -> Library:
    """A family's clauses for the practice's own profession in their newest words."""
    profile = practice.profile(store).profile
    return rules.with_versions(bundled(profile, family), kept.newest(store, profile, family))


def named(store: Store) -> tuple[tuple[str, str], ...]:
    """The families of letters that have clauses, the engagement letter first: key and title."""
    profile = practice.profile(store).profile
    first = (ENGAGEMENT, "Engagement letter" if profile is Profile.LAWYER else "Coaching agreement")
    return (first, *((one.key, one.title) for one in families.every(profile)))


def newest(store: Store, family: str = ENGAGEMENT) -> tuple[ClauseVersion, ...]:
    """The newest words of every clause of a family that was edited."""
    return tuple(kept.newest(store, practice.profile(store).profile, family))


def find(lib: Library, text: str) -> list[Clause]:
    """The clauses that hold every word of `text` in their name, group, source or words; all without one."""
    groups = {group.key: group.title for group in lib.groups}
    asked = text.casefold().split()
    return [clause for clause in lib.clauses if all(word in _told(clause, groups[clause.group]) for word in asked)]


def _told(clause: Clause, group: str) -> str:
    words = (clause.title, clause.key, group, clause.source, *(sentence.text for sentence in clause.sentences))
    return " ".join(words).casefold()


def level(store: Store, clause: Clause) -> Level:
    """How strongly a clause belongs in this practice's letters, whatever the client."""
    profile = practice.profile(store)
    plain = _sample(_invented()[profile.profile], profile, store.clock().date())
    return rules.level_here(clause, cases.flags(replace(plain, engagement=replace(plain.engagement, fee=Fee()))))


def versions(store: Store, key: str, family: str = ENGAGEMENT) -> tuple[ClauseVersion, ...]:
    """Every version of a clause, newest first; the last is 0, the text that the program brings along."""
    profile = practice.profile(store).profile
    own = next(clause for clause in bundled(profile, family).clauses if clause.key == key)
    return (*kept.chain(store, profile, family, key), rules.text_of(own, profile, family))


@dataclass(frozen=True, slots=True)
class Typed:
    """A clause as a person has typed it: `texts` are its passages in their order, with fields by their names."""

    title: str
    texts: tuple[str, ...]
    left_out: str = ""


def edit(store: Store, key: str, words: Typed, now: datetime, family: str = ENGAGEMENT) -> ClauseVersion:
    """Keep these words as the clause's next version; Refused by "title" or the place of a passage ("0", "1").

    Letters keep their words.
    """
    before = versions(store, key, family)[0]
    return _next(store, before, typed(store, before, words), now, "clause.edit")


def typed(store: Store, before: ClauseVersion, words: Typed) -> ClauseVersion:
    """The version that edit() would keep after `before`; Refused as there."""
    if not words.title.strip():
        raise Refused({"title": "Type the clause's name, such as Expenses."})
    said = passages.written(before, words.texts, names(library(store, before.family), before.key))
    return replace(before, title=words.title.strip(), left_out=words.left_out.strip(), sentences=said)


def restore(store: Store, key: str, version: int, now: datetime, family: str = ENGAGEMENT) -> ClauseVersion:
    """Bring an earlier version back, 0 for the bundled text: it becomes the next version, and none is lost."""
    every = versions(store, key, family)
    wanted = next(one for one in every if one.version == version)
    return _next(store, every[0], wanted, now, "clause.restore")


def waiting(store: Store, version: ClauseVersion) -> Typed | None:
    """What was typed over a clause and is no version yet, as it lies over this one; None where nothing waits."""
    words = drafts.kept(store, _draft(version))
    if not words:
        return None
    texts = tuple(words.get(str(n), "") for n in range(len(passages.passages(version.sentences))))
    return Typed(words.get("title", ""), texts, words.get("left_out", ""))


def wait(store: Store, version: ClauseVersion, words: Typed | None) -> None:
    """Let what was typed over a clause wait, in no letter, until it is made a version; None forgets it."""
    fields = {str(n): text for n, text in enumerate(words.texts)} if words else {}
    about = {"title": words.title, "left_out": words.left_out} if words else {}
    drafts.keep(store, _draft(version), None, {**about, **fields})


def _draft(version: ClauseVersion) -> str:
    return f"clause.{version.profession}.{version.family}.{version.key}"


def _next(store: Store, before: ClauseVersion, after: ClauseVersion, now: datetime, label: str) -> ClauseVersion:
    if _words(before) == _words(after):
        return before
    with store.journal.change(label):
        return kept.save(store, replace(after, id=0, version=before.version + 1, created_at=now))


def _words(version: ClauseVersion) -> tuple[object, ...]:
    return version.title, version.left_out, passages.passages(version.sentences)


def names(lib: Library, key: str) -> dict[str, str]:
    """What may stand in a clause's words: the names of fields by their keys."""
    return passages.labels(lib, next(clause for clause in lib.clauses if clause.key == key))


# where it stands


def uses(store: Store, key: str, today: date, family: str = ENGAGEMENT) -> tuple[Use, ...]:
    """The letters that a clause stands in, drafts first, the newest of each first."""
    drafts = [use for use in _in_drafts(store, key, today, family) if use]
    issued = kept.issued_with(store, family, key, MOST_USES)
    return (*drafts, *(_use(store, letter, dict(letter.clauses)[key]) for letter in issued))


def _in_drafts(store: Store, key: str, today: date, family: str) -> list[Use | None]:
    drafts = kept_letters.in_states(store, [LetterState.DRAFT], None, MOST_DRAFTS, family)
    return [_drafted(store, letter, key, today) for letter in drafts]


def _drafted(store: Store, letter: Letter, key: str, today: date) -> Use | None:
    standing = letters.composed(letters.case(store, letter.id, today)).stances
    found = next((stance for stance in standing if stance.on and stance.clause.key == key), None)
    return _use(store, letter, found.clause.version) if found else None


def _use(store: Store, letter: Letter, version: int) -> Use:
    return Use(letter, display_name(kept_clients.find(store, letter.client_id)), version)


def newer(store: Store, case: Case) -> tuple[Clause, ...]:
    """The clauses that stand in this draft and have newer words in the library."""
    newest = {one.key: one.version for one in kept.newest(store, case.profile.profile, case.letter.family)}
    pins = dict(case.letter.clauses)
    behind = {key for key, version in newest.items() if version > pins.get(key, 0)}
    standing = letters.composed(case).stances if behind else ()
    return tuple(stance.clause for stance in standing if stance.on and stance.clause.key in behind)


def take_newer(store: Store, letter_id: int) -> Letter:
    """Let a draft use the newest words of every clause; Refused once it was issued."""
    letter = letter_rules.editable(kept_letters.get(store, letter_id))
    newest = kept.newest(store, practice.profile(store).profile, letter.family)
    with store.journal.change("letter.newer"):
        pins = tuple(sorted((one.key, one.version) for one in newest))
        return kept_letters.save(store, replace(letter, clauses=pins))


# the letter beside it


def sample(profile: PracticeProfile, clause: Clause, when: str, today: date, family: str = ENGAGEMENT) -> Case:
    """An invented letter in which a clause stands, and its passage under the condition `when`."""
    wanted = [term for term in f"{clause.needs} {when}".split() if "field:" not in term]
    told = _invented()[profile.profile]
    case = _answered(_as_family(_sample(told, profile, today), family), wanted)
    for _ in wanted:  # each step makes one more of its conditions hold
        ways = [case, *_others(case, told)]
        case = max(ways, key=lambda one: sum(rules.holds(term, cases.flags(one)) for term in wanted))
    before = next((dict(one.fields) for one in case.letter.choices if one.key == clause.key), {})
    on = ClauseChoice(key=clause.key, fields=tuple(sorted({**before, **dict(_filled(clause, when))}.items())))
    others = (one for one in case.letter.choices if one.key != clause.key)
    return replace(case, letter=replace(case.letter, choices=(*others, on)))


def _answered(case: Case, wanted: Sequence[str]) -> Case:
    """The case with what these conditions ask for by a field of another clause or a table that a record gives."""
    terms = [term.partition("|")[0] for term in wanted]
    fields = [term.partition("=") for term in terms if "=" in term and not term.startswith("!")]
    pairs = [(*name.split("."), text) for name, _, text in fields]
    chosen = tuple(ClauseChoice(key=key, fields=((gap, text),)) for key, gap, text in pairs)
    names = [term.removeprefix("given:") for term in terms if term.startswith("given:")]
    tables = tuple((name, Grid(("", "Amount"), (("A line", "100.00"),), right=(1,))) for name in names)
    letter = replace(case.letter, choices=(*case.letter.choices, *chosen), tables=tables)
    return replace(case, letter=letter)


def with_words(case: Case, kept_words: tuple[ClauseVersion, ...], typed_words: ClauseVersion) -> Case:
    """The case with the library's own words, and those that are being typed."""
    others = (one for one in kept_words if one.key != typed_words.key)
    return replace(case, edits=(*others, replace(typed_words, version=max(typed_words.version, 1))))


def said(case: Case, composed: Composed, key: str, when: str) -> str:
    """Words by which a clause, best its passage under `when`, is found in a letter's pages; "" where it prints none."""
    stance = next(stance for stance in composed.stances if stance.clause.key == key)
    standing = sorted(cases.sentences(stance, cases.flags(case)), key=lambda sentence: sentence.when != when)
    pieces = (piece.strip(" *.,;:") for sentence in standing for piece in rules.between_gaps(printed(sentence.text)))
    return next((piece for piece in pieces if len(piece) >= LONG_ENOUGH), "")


def _filled(clause: Clause, when: str) -> tuple[tuple[str, str], ...]:
    """Fields that have no words of their own show their names; those that the passage asks for are as it asks."""
    asked = dict(term.partition("field:")[2].partition("=")[::2] for term in when.split() if term.startswith("field:"))
    empty = {term.removeprefix("!field:") for term in when.split() if term.startswith("!field:")}
    values = {gap.key: asked[gap.key] or gap.default or f"[{gap.label}]" for gap in clause.fields if gap.key in asked}
    return tuple(sorted((values | {gap.key: "" for gap in clause.fields if gap.key in empty}).items()))


@lru_cache(maxsize=1)
def _invented() -> dict[str, Any]:
    return tomllib.loads(resource("letters", "sample.toml").read_text("utf-8"))


def _as_family(case: Case, family: str) -> Case:
    """The same work told of by a letter of another family."""
    before = replace(case.letter, signed_on=case.today) if family != ENGAGEMENT else None
    terms = terms_of(case.profile.profile) if family != ENGAGEMENT else ()
    about = Background(contacted=case.today, signed=before, in_force=frozenset(), terms=terms)
    letter, work = replace(case.letter, family=family), replace(case.engagement, id=1 if before else 0)
    own = families.family(family, case.profile.profile)
    return replace(case, engagement=work, letter=letter, family=own, background=about)


def _others(case: Case, told: dict[str, Any]) -> list[Case]:
    """The same letter with one thing different: fee, client, payer, place, or what the practice says of itself."""
    people = tuple(Client(given=given, family=family) for given, family in told["people"])
    company = Client(kind=ClientKind.ORGANISATION, organisation=told["sponsor"], given="Mara", family="Alder")
    pair = Client(kind=ClientKind.HOUSEHOLD, given=" and ".join(person.given for person in people))
    work, profile = case.engagement, case.profile
    fees = (*_fees(told, profile.currency), replace(work.fee, deposit=told["deposit"]), replace(work.fee, deposit=0))
    places = [("GB", ""), ("DE", ""), ("US", ""), ("US", "CA"), ("US", "NY")]
    shown = [
        *(replace(profile, country=country, subdivision=part) for country, part in places),
        replace(profile, insured=not profile.insured),
        replace(profile, credential="" if profile.credential else "Attorney at law"),
        replace(profile, consumer_clients=True, distance_contracts=True),
    ]
    single = ClauseChoice(key="fee_basis", fields=(("list_rate", "500.00"),))
    signed = replace(case.letter, version=1, signed_on=case.today)
    again = replace(case.background, signed=signed, several=True)
    return [
        *(replace(case, engagement=replace(work, fee=fee)) for fee in fees),
        replace(case, background=again),
        replace(case, background=replace(again, addenda=(signed,))),
        replace(case, record=pair, clients=people),
        replace(case, record=company, clients=(company,)),
        replace(case, sponsor=company),
        replace(case, letter=replace(case.letter, sign_by=None)),
        replace(case, items=case.items[1:]),  # its number is used no more
        replace(case, letter=replace(case.letter, choices=(ClauseChoice(key="contingent"),))),
        replace(case, letter=replace(case.letter, choices=(single,))),
        *(replace(case, profile=one) for one in shown),
    ]


def _sample(told: dict[str, Any], profile: PracticeProfile, today: date) -> Case:
    client = Client(given=told["people"][0][0], family=told["people"][0][1])
    stages = tuple(Milestone(title, amount) for title, amount in told["stages"])
    fee = Fee(kind=FeeKind.MILESTONES, milestones=stages, deposit=told["deposit"], currency=profile.currency)
    kinds = [(ItemKind.PROMISE, text) for text in told["promises"]] + [
        (ItemKind.LIMIT, text) for text in told["limits"]
    ]
    items = tuple(
        ScopeItem(id=n, kind=kind, number=n, text=text, due=Due(kind=DueKind.AGREED), stage=min(n, len(stages)))
        for n, (kind, text) in enumerate(kinds, 1)
    )
    return Case(
        profile=profile,
        engagement=Engagement(kind=told["kind"], title=told["kind"], fee=fee),
        items=items,
        record=client,
        clients=(client,),
        letter=Letter(number=f"{today.year}-000", sign_by=today),
        conflict_checked=today,
        today=today,
    )


def _fees(told: dict[str, Any], currency: str) -> tuple[Fee, ...]:
    amount, deposit = told["amount"], told["deposit"]
    return (
        Fee(amount=amount, currency=currency),
        Fee(kind=FeeKind.HOURLY, amount=amount, currency=currency),
        Fee(kind=FeeKind.PACKAGE, amount=amount, sessions=10, deposit=deposit, currency=currency),
        Fee(kind=FeeKind.PACKAGE, amount=amount, sessions=1, currency=currency),
        Fee(kind=FeeKind.MONTHLY, amount=amount, currency=currency),
    )
