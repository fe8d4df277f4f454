"""Companion letters: which ones apply to a client, how they begin, and what comes of them once sent or signed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from practice.actions import engagements as work
from practice.actions import practice
from practice.actions.store import Store
from practice.actions.wording import decimal_point
from practice.db import clauses as kept_clauses
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import households
from practice.db import letters as kept
from practice.errors import Refused
from practice.paths import resource
from practice.rules import clauses, companions, offers
from practice.rules import families as rules
from practice.rules import letters as letter_rules
from practice.rules.cases import Case
from practice.rules.clauses import Library
from practice.rules.clients import MOVES, Client, moved
from practice.rules.days import add_business_days
from practice.rules.engagements import Engagement, Fee, is_open, label, total
from practice.rules.families import PROMISES, Family
from practice.rules.letters import ENGAGEMENT, ClauseChoice, Grid, InForce, Letter, LetterState
from practice.rules.practice import Profile
from practice.rules.shelves import ClientStatus

PREFIXES = {Profile.LAWYER: "EL", Profile.COACH: "CA"}  # of the engagement letter
SIGN_WITHIN = 10  # business days that a new letter leaves for signing
KEYS = (
    "non_engagement", "referral", "conflict_consent", "scope_change", "disengagement", "closing",
    "fee_reminder", "refund_confirmation", "boundary_reminder", "complaint_ack", "complaint_final", "apology_recovery",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A family that may be begun for a client or a piece of their work; `reason` says why it may not, "" if it may."""

    family: Family
    engagement_id: int | None
    work: str
    reason: str


@lru_cache(maxsize=32)
def _data(key: str) -> dict[str, object]:
    return tomllib.loads(resource("letters", f"{key}.toml").read_text("utf-8"))


@lru_cache(maxsize=32)
def family(key: str, profile: Profile) -> Family:
    """The family with this key in the profession's words."""
    return PROMISES if key == ENGAGEMENT else rules.family(_data(key), profile.value)


@lru_cache(maxsize=32)
def library(key: str, profile: Profile) -> Library:
    """The clauses of a family for a profession."""
    return clauses.library(_data(key), profile.value)


def every(profile: Profile) -> tuple[Family, ...]:
    """All companion families, in the order of a menu."""
    return tuple(sorted((family(key, profile) for key in KEYS), key=lambda one: one.order))


def number(store: Store, key: str, profile: Profile, year: int) -> str:
    """The next free number of a family in this year: "NE-2026-003"."""
    prefix = family(key, profile).prefix or PREFIXES[profile]
    return letter_rules.next_number(prefix, year, kept.numbers(store, f"{prefix}-{year}-"))


def drafted(store: Store, letter: Letter, today: date) -> Letter:
    """A new draft kept with its number and, where it has to be signed, its day to sign by; inside a change."""
    return kept.save(store, dated(store, letter, today))


def dated(store: Store, letter: Letter, today: date) -> Letter:
    """The same, not kept yet."""
    profile = practice.profile(store)
    named = letter.number or number(store, letter.family, profile.profile, today.year)
    sign_by = _day_to_sign(store, today) if letter.signs else None
    newest = {one.key: one.version for one in kept_clauses.newest(store, profile.profile, letter.family)}
    pins = tuple(sorted({**newest, **dict(letter.clauses)}.items()))  # a new version keeps the words of the one before
    return replace(letter, number=named, sign_by=sign_by, clauses=pins)


def to_sign(store: Store, letter: Letter, today: date) -> Letter:
    """The letter as it is; a draft whose day to sign by has passed with another one."""
    if letter.state is not LetterState.DRAFT or not letter.sign_by or letter.sign_by >= today:
        return letter
    return replace(letter, sign_by=_day_to_sign(store, today))


def _day_to_sign(store: Store, today: date) -> date:
    return add_business_days(today, SIGN_WITHIN, practice.closed_around(practice.profile(store), today))


def work_of(store: Store, letter: Letter) -> Engagement:
    """The work that a letter is about; an empty one for somebody whose work was never taken on."""
    if letter.engagement_id:
        return kept_work.get(store, letter.engagement_id)
    return Engagement(client_id=letter.client_id, fee=Fee(currency=practice.profile(store).currency))


# offers


def offered(store: Store, client: Client, today: date) -> tuple[Offer, ...]:
    """Every companion family for this client and each piece of their work, with the reason where it does not apply."""
    letters = kept.of_clients(store, households.related(store, client))
    found: list[Offer] = []
    for one in every(practice.profile(store).profile):
        for engagement in _works(store, client, letters, one, today) or (None,):
            so = offers.flags(client, engagement, letters, today)
            found.append(_offer(one, engagement, offers.reason(one, so)))
    return tuple(found)


def _works(store: Store, client: Client, letters: list[Letter], one: Family, today: date) -> list[Engagement]:
    """The work that a family may be about: what has a letter that went out, and is open, else for "any" the newest."""
    if one.about == "client":
        return []
    gone = {letter.engagement_id for letter in letters if letter.state is not LetterState.DRAFT}
    works = [each for each in kept_work.of_clients(store, households.related(store, client)) if each.id in gone]
    newest = works[:1] if one.about == "any" else []
    return [each for each in works if is_open(each, today)] or newest


def _offer(one: Family, engagement: Engagement | None, reason: str) -> Offer:
    if engagement is None:
        return Offer(one, None, "", reason)
    return Offer(one, engagement.id, engagement.title or engagement.kind, reason)


def start(
    store: Store,
    client_id: int,
    key: str,
    now: datetime,
    engagement_id: int | None = None,
    *,
    filled: Mapping[str, str] | None = None,
    tables: Mapping[str, Grid] | None = None,
    source: str = "",
) -> Letter:
    """A draft of a companion letter; Refused, with the reason, where the family does not apply.

    `filled` is text for fields ("clause.field", as it would be typed), laid over their defaults; a clause prints a
    ready grid of `tables` by its name ("given:name"). `source` is the record it comes of: "complaint:3".
    """
    today = now.astimezone().date()
    draft = draft_of(store, client_id, key, now, engagement_id, filled=filled, tables=tables, source=source)
    with store.journal.change("letter.start"):
        return drafted(store, draft, today)


def draft_of(
    store: Store,
    client_id: int,
    key: str,
    now: datetime,
    engagement_id: int | None = None,
    *,
    filled: Mapping[str, str] | None = None,
    tables: Mapping[str, Grid] | None = None,
    source: str = "",
) -> Letter:
    """The same, without its number and not kept yet, for a change that keeps more with it."""
    today = now.astimezone().date()
    offer = _asked(store, kept_clients.find(store, client_id), key, engagement_id, source, today)
    if offer is None or offer.reason:
        raise Refused(offer.reason if offer else "This work is closed, or has no letter yet.")
    draft = begun(store, offer.family, client_id, offer.engagement_id, now)
    draft = rules.filled(draft, library(key, practice.profile(store).profile), filled or {})
    return replace(draft, tables=tuple((tables or {}).items()), source=source)


def _asked(store: Store, client: Client, key: str, engagement_id: int | None, source: str, today: date) -> Offer | None:
    """The offer of one family, None for work that it cannot be about; "any" work may be over, or there is none."""
    one = family(key, practice.profile(store).profile)
    if one.about != "any":
        mine = (offer for offer in offered(store, client, today) if offer.family.key == key)
        about = None if one.about == "client" else engagement_id
        return next((offer for offer in mine if about in (None, offer.engagement_id)), None)
    letters = kept.of_clients(store, households.related(store, client))
    works = [kept_work.get(store, engagement_id)] if engagement_id else _works(store, client, letters, one, today)
    engagement = next(iter(works), None)
    so = offers.flags(client, engagement, letters, today) | ({"source"} if source else set())
    return _offer(one, engagement, offers.reason(one, so))


def begun(store: Store, one: Family, client_id: int, engagement_id: int | None, now: datetime) -> Letter:
    """How a companion letter begins, without its number and not kept yet."""
    today = now.astimezone().date()
    return Letter(
        engagement_id=engagement_id,
        client_id=_record(store, one, engagement_id, client_id),
        family=one.key,
        signs=one.signs,
        choices=_begun(one, today),
        amends=_amended(store, one, engagement_id, today),
        created_at=now,
    )


def _record(store: Store, one: Family, engagement_id: int | None, client_id: int) -> int:
    """Whose letter it is: for work that a household shares the household's, unless it is to one of them alone."""
    alone = one.about == "any" or not engagement_id
    return client_id if alone else kept_work.get(store, engagement_id or 0).client_id


def addressed(store: Store, letter: Letter, engagement: Engagement) -> Client:
    """The record that a letter is written to."""
    alone = family(letter.family, practice.profile(store).profile).about == "any"
    return kept_clients.find(store, letter.client_id if alone else engagement.client_id)


def _begun(one: Family, today: date) -> tuple[ClauseChoice, ...]:
    """A day that ends work is written down from the start, so that it stays what it was when the letter is issued."""
    clause, _, gap = one.ends.partition(".")
    return (ClauseChoice(key=clause, fields=((gap, today.isoformat()),)),) if one.ends else ()


def _amended(store: Store, one: Family, engagement_id: int | None, today: date) -> int | None:
    if not one.amends or engagement_id is None:
        return None
    force = letter_rules.letter_in_force(kept.of_engagement(store, engagement_id), today)
    return force.letter.id if force else None


# what comes of one


def sent(store: Store, letter: Letter, today: date) -> None:
    """A letter that ends the work closes it on the day it says; inside a change of the journal.

    Whose last work is over by then is a former client.
    """
    parting = parts_with(store, letter, today)
    day = ends_on(store, letter)
    if day and letter.engagement_id:
        work.closed(store, letter.engagement_id, day)
    for person in parting:
        kept_clients.save(store, moved(person, ClientStatus.FORMER, today))


def parts_with(store: Store, letter: Letter, today: date) -> tuple[Client, ...]:
    """The clients whose last work a letter ends once it is sent: none while that goes on for some days more."""
    day = ends_on(store, letter)
    if day is None or day > today:
        return ()
    client = kept_clients.find(store, letter.client_id)
    people = (client, *households.members(store, client))
    return tuple(one for one in people if _last(store, one, letter, today))


def _last(store: Store, client: Client, letter: Letter, today: date) -> bool:
    others = (one for one in work.of_client(store, client) if one.id != letter.engagement_id)
    return ClientStatus.FORMER in MOVES[client.status] and not any(is_open(one, today) for one in others)


def ends_on(store: Store, letter: Letter) -> date | None:
    """The day on which a letter ends the work that it is about, None for one that does not."""
    ends = family(letter.family, practice.profile(store).profile).ends
    return companions.read_day(rules.value(letter, ends)) if ends else None


def fee_of(case: Case) -> Fee | None:
    """The work's fee once the letter is signed, read as the letter is issued; None for one that changes nothing."""
    if case.letter.family == ENGAGEMENT:
        return replace(case.engagement.fee, from_day=None)
    return companions.fee_changed(case, decimal_point(case.profile.locale)) if case.letter.amends else None


def signed(store: Store, letter: Letter) -> None:
    """An addendum's fee is the fee from now on, and a new version's holds at once; inside a change of the journal."""
    if not letter.engagement_id:
        return
    about = kept_work.get(store, letter.engagement_id)
    if letter.amends and letter.fee:
        _restage(store, letter, about, letter.fee)
        kept_work.save(store, replace(about, fee=letter.fee))
    elif letter.family == ENGAGEMENT and about.fee.from_day:
        kept_work.save(store, replace(about, fee=replace(about.fee, from_day=None)))


def _restage(store: Store, letter: Letter, about: Engagement, after: Fee) -> None:
    """Give each item its stage under the fee that a signed addendum brings, as its table of the stages says."""
    force = letter_rules.letter_in_force(kept.of_engagement(store, about.id), letter.signed_on or date.max)
    if after.milestones == about.fee.milestones or not letter.facts or not force:
        return
    every = kept_work.items(store, about.id)
    gone = letter_rules.withdrawn_numbers(letter.facts)
    stands = [item for item in every if label(item) in force.numbers]
    withdrawn = [item for item in every if label(item) in gone]
    stages = companions.stages_after(about.fee, total(after), letter.number, stands, withdrawn)
    for item in companions.staged(every, stages, letter_rules.item_numbers(letter.facts)):
        kept_work.save_item(store, item)


def check_base(store: Store, letter: Letter) -> None:
    """Refused for an addendum to a letter that a newer version has replaced."""
    if letter.amends and kept.get(store, letter.amends).state is not LetterState.SIGNED:
        raise Refused({"signed_on": "A newer version has replaced the letter that this one changes. Start a new one."})


def check_alone(store: Store, letter: Letter) -> None:
    """Refused for a version of a letter that an unsigned addendum changes: only one change may wait at a time."""
    about = kept.of_engagement(store, letter.engagement_id or 0) if letter.family == ENGAGEMENT else []
    for other in about:
        if other.amends and other.state in {LetterState.DRAFT, *letter_rules.OUT}:
            raise Refused(f"{other.number} changes this letter and is not signed yet. Finish or discard it first.")


def check_change(store: Store, letter: Letter, today: date) -> None:
    """Refused for a new version of an addendum where a first one might not be begun either."""
    if not letter.amends or letter.engagement_id is None:
        return
    if letter.state is LetterState.SIGNED:
        raise Refused("This change is signed. Start another change instead of a new version.")
    check_base(store, letter)
    others = [one for one in kept.of_engagement(store, letter.engagement_id) if one.number != letter.number]
    client, about = kept_clients.find(store, letter.client_id), work_of(store, letter)
    own = family(letter.family, practice.profile(store).profile)
    if why := offers.reason(own, offers.flags(client, about, others, today)):
        raise Refused(why)


def fall_back(store: Store, letter: Letter, day: date) -> None:
    """Let promises, limits and fee stand as before this version, which came to nothing; inside a change.

    Before a draft that is the version it was to replace while that waits for its signature, otherwise what is in force.
    """
    if not letter.engagement_id or not _binds(letter):
        return
    force = letter_rules.letter_in_force(kept.of_engagement(store, letter.engagement_id), day)
    drafted = letter.supersedes and letter.state is LetterState.DRAFT
    before = kept.get(store, letter.supersedes) if drafted and letter.supersedes else None
    if before and (force is None or before.state in letter_rules.OUT):
        _stand(store, before, force)
    elif force:
        work.restore(store, letter.engagement_id, force.numbers, force.fee)


def take_up(store: Store, letter: Letter, day: date) -> None:
    """Let stand what a declined or expired version asked for: the next one begins with it; inside a change."""
    if letter.state in letter_rules.ENDED and letter.engagement_id and _binds(letter):
        force = letter_rules.letter_in_force(kept.of_engagement(store, letter.engagement_id), day)
        if force and force.older_than(letter):
            _stand(store, letter, force)


def _binds(letter: Letter) -> bool:
    return bool(letter.amends) or letter.family == ENGAGEMENT


def _stand(store: Store, letter: Letter, force: InForce | None) -> None:
    if not letter.facts or not letter.engagement_id:
        return
    numbers, fee = letter_rules.item_numbers(letter.facts), letter.fee
    if letter.amends and force:  # its own fee stands in its fields until it is signed
        numbers, fee = force.numbers - letter_rules.withdrawn_numbers(letter.facts) | numbers, force.fee
    work.restore(store, letter.engagement_id, numbers, fee)
