"""Requests: what a client asked for, judged against the letter in force on that day, and what is answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from practice.errors import Refused
from practice.rules.engagements import Engagement, ItemKind, ScopeItem, label
from practice.rules.grammar import listed
from practice.rules.letters import InForce, ItemTable, Letter, LetterFacts, letter_in_force
from practice.rules.words import words

OFTEN = 2  # requests that no item covers, from which on they suggest a limit


class Judgement(StrEnum):
    """What the letter in force says of a request."""

    IN_SCOPE = "in"
    OUT_OF_SCOPE = "out"
    UNCLEAR = "unclear"  # reasonable doubt goes to the client (PROFESSION 5.2, case 4)


@dataclass(frozen=True, slots=True)
class Cited:
    """An item as one letter says it: the letter's number, version and day of signing, and the item's number and words.

    It stays as it was when it was cited, whatever letter is signed later.
    """

    letter_id: int
    letter: str
    version: int
    signed_on: date
    number: str
    kind: ItemKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something that a client asked for; `words` are theirs, `subject` is ours, and equal ones are gathered.

    `answer` is what is said to it, "" while that is still what the program proposes; from `answered_on` the request
    stays as it is, but for its subject.
    """

    id: int = 0
    client_id: int = 0
    engagement_id: int | None = None  # the work whose letter it is judged by; none where there is no such letter
    asked_on: date
    channel: str = ""
    words: str = ""
    subject: str = ""
    judgement: Judgement | None = None
    cites: tuple[Cited, ...] = ()
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEntry:
    """What was added to an answered request, dated when it was written."""

    id: int = 0
    request_id: int = 0
    client_id: int = 0
    text: str = ""
    written_at: datetime


# which letter, and what it says


@dataclass(frozen=True, slots=True)
class Ground:
    """What a request is judged by: a piece of work, what bound both on that day, and its items in page order."""

    engagement: Engagement
    force: InForce
    items: tuple[Cited, ...]
    ended: bool  # whether the work was over by then

    @property
    def letter(self) -> Letter:
        """The letter itself, without its changes."""
        return self.force.letter


def grounds(
    works: Iterable[Engagement],
    letters: Mapping[int, Sequence[Letter]],
    items: Mapping[int, Sequence[ScopeItem]],
    day: date,
) -> tuple[Ground, ...]:
    """What bound a client's works on `day`: work that went on then first, what was signed last first.

    `letters` and `items` are all that an engagement ever had, by its id.
    """
    found = [
        Ground(work, force, cited(force, items[work.id]), work.closed_on is not None and work.closed_on < day)
        for work in works
        if (force := letter_in_force(letters[work.id], day))
    ]
    return tuple(sorted(found, key=lambda one: (one.ended, -_signed(one).toordinal(), -one.engagement.id)))


def _signed(ground: Ground) -> date:
    return max(one.signed_on for one in (ground.force.letter, *ground.force.addenda) if one.signed_on)


def chosen(every: Sequence[Ground], engagement_id: int | None) -> Ground | None:
    """The ground of this engagement, else the first; None where no letter was in force."""
    return next((one for one in every if one.engagement.id == engagement_id), next(iter(every), None))


def ground_of(request: Request, every: Sequence[Ground]) -> Ground | None:
    """What a request is judged by; once it is answered, the work that it was judged by and no other."""
    ground = chosen(every, request.engagement_id)
    if request.answered_on is not None and ground and ground.engagement.id != request.engagement_id:
        return None
    return ground


def cited(force: InForce, items: Iterable[ScopeItem]) -> tuple[Cited, ...]:
    """Every item that binds, in the words of the letter or change that said it last; promises before limits."""
    kinds = {label(item): item.kind for item in items}
    said: dict[str, Cited] = {}
    for letter in (force.letter, *force.addenda):
        for number, text in _rows(letter.facts):
            if number in kinds and letter.signed_on:
                one = (letter.id, letter.number, letter.version, letter.signed_on)
                said[number] = Cited(*one, number, kinds[number], text)
    bound = (one for number, one in said.items() if number in force.numbers)
    return tuple(sorted(bound, key=lambda one: (one.kind is ItemKind.LIMIT, _order(one.number))))


def _rows(facts: LetterFacts | None) -> Iterable[tuple[str, str]]:
    blocks = (block for section in (facts.sections if facts else ()) for block in section.blocks)
    tables = (block for block in blocks if isinstance(block, ItemTable) and not block.withdraws)
    return ((row.number, row.text) for table in tables for row in table.rows)


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def cite(item: Cited, day: str) -> str:
    """An item as it is quoted: `Item 2.8 of EL-2026-014, signed on September 18, 2026: “Court work.”`."""
    version = f", version {item.version}" if item.version > 1 else ""
    return f"Item {item.number} of {item.letter}{version}, signed on {day}: “{item.text}”"


# the judgement


def suggested(cites: Iterable[Cited]) -> Judgement:
    """What the cited items point to: promises alone in, limits alone out; both, or none, is unclear."""
    kinds = {one.kind for one in cites}
    if kinds == {ItemKind.PROMISE}:
        return Judgement.IN_SCOPE
    return Judgement.OUT_OF_SCOPE if kinds == {ItemKind.LIMIT} else Judgement.UNCLEAR


def recited(cites: Iterable[Cited], ground: Ground | None) -> tuple[Cited, ...]:
    """The cited items as another letter says them; those that it has not got fall away."""
    if ground is None:
        return ()
    wanted = {one.number for one in cites}
    return tuple(one for one in ground.items if one.number in wanted)


def standing(request: Request, ground: Ground | None) -> Request:
    """A request with its items as the letter in force has them by now; once it is answered they stay as they are."""
    return request if request.answered_on else replace(request, cites=recited(request.cites, ground))


def editable(request: Request) -> Request:
    """The request while it is not answered; Refused afterwards."""
    if request.answered_on is not None:
        raise Refused("This request is answered. Add to it instead.")
    return request


def edited(request: Request, today: date, **changes: object) -> Request:
    """The request with `changes`; Refused once it is answered (its subject aside), or for a day to come."""
    if changes.keys() - {"subject"}:
        editable(request)
    after: Request = replace(request, **changes)  # type: ignore[arg-type]  # checked by the record's own fields
    if after.asked_on > today:
        raise Refused({"asked_on": "Choose today or a day before it."})
    return after


def answered(request: Request, ground: Ground | None, answer: str, day: date, way: str, today: date) -> Request:
    """The request as answered in these words. Refused without what belongs to an answer, or for an impossible day."""
    editable(request)
    missing = _missing(request, ground)
    if not answer.strip():
        missing["answer"] = "Write what you answered."
    if day > today or day < request.asked_on:
        missing["answered_on"] = "Choose a day from the one they asked on until today."
    if missing:
        raise Refused(missing)
    own = ground.engagement.id if ground else None
    return replace(request, engagement_id=own, answer=answer.strip(), answered_on=day, answered_by=way.strip())


def _missing(request: Request, ground: Ground | None) -> dict[str, str]:
    missing = {} if request.words.strip() else {"words": "Write what they asked for, as they said it."}
    if request.judgement is None:
        missing["judgement"] = "Choose whether it is in scope, out of scope or unclear."
    elif request.judgement is Judgement.IN_SCOPE and ground and not promises(request.cites):
        missing["judgement"] = "Tick the promise that it belongs to, or choose unclear."
    return missing


def promises(cites: Iterable[Cited]) -> tuple[Cited, ...]:
    """The promises among the cited items."""
    return tuple(one for one in cites if one.kind is ItemKind.PROMISE)


def limits(cites: Iterable[Cited]) -> tuple[Cited, ...]:
    """The limits among the cited items."""
    return tuple(one for one in cites if one.kind is ItemKind.LIMIT)


def entry(request: Request, text: str, now: datetime) -> RequestEntry:
    """An addition to an answered request; Refused without words, and while the request can still be edited."""
    if request.answered_on is None:
        raise Refused("This request is not answered yet; write in it directly.")
    if not text.strip():
        raise Refused({"text": "Write what you want to add."})
    return RequestEntry(request_id=request.id, client_id=request.client_id, text=text.strip(), written_at=now)


# the answer


class Base(StrEnum):
    """What an answer stands on."""

    CITED = "cited"
    SILENT = "silent"  # a letter was in force, and no item of it was cited
    NO_LETTER = "no_letter"


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A proposed answer: the judgement and the base that it is for, and its words with {gaps}."""

    judgement: Judgement
    base: Base
    text: str


def base(request: Request, ground: Ground | None) -> Base:
    """What the answer to a request stands on."""
    if ground is None:
        return Base.NO_LETTER
    return Base.CITED if request.cites else Base.SILENT


def proposed(request: Request, ground: Ground | None, texts: Iterable[AnswerText], day: str, paper: str) -> str:
    """The answer that follows from the judgement and the cited items, "" before there is a judgement.

    `day` is the day of the letter's signing as letters write days, `paper` what the profession calls such a letter.
    """
    on = base(request, ground)
    text = next((one.text for one in texts if (one.judgement, one.base) == (request.judgement, on)), "")
    numbers = [one.number for one in ground.items if one.kind is ItemKind.PROMISE] if ground else []
    quoted = [_quoted(one, ground) for one in request.cites]
    return text.format(
        items=listed(quoted),
        letter=ground.letter.number if ground else "",
        day=day,
        paper=paper,
        promises=f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else "".join(numbers),
    ).strip()


def _quoted(item: Cited, ground: Ground | None) -> str:
    """An item inside a sentence about its letter, with the change that said it last."""
    change = f" (as changed by {item.letter})" if ground and item.letter_id != ground.letter.id else ""
    return f"item {item.number}, “{item.text.rstrip('.')}”{change}"


# what repeats


@dataclass(frozen=True, slots=True)
class Gathered:
    """Requests with one subject that no item covers; `subject` is as the newest one has it."""

    subject: str
    requests: tuple[Request, ...]  # oldest first

    @property
    def clients(self) -> frozenset[int]:
        """Whose they are."""
        return frozenset(one.client_id for one in self.requests)


def uncovered(request: Request) -> bool:
    """Whether a judged request is covered by no item."""
    return request.judgement in (Judgement.OUT_OF_SCOPE, Judgement.UNCLEAR) and not request.cites


def same_subject(subject: str) -> tuple[str, ...]:
    """What equal subjects share: their words without order, case, accents and the s of a plural."""
    plain = (word.removesuffix("s") if len(word) > 3 else word for word in words(subject))
    return tuple(sorted(set(plain)))


def gathered(requests: Iterable[Request], least: int = OFTEN) -> tuple[Gathered, ...]:
    """The uncovered requests by subject, those asked most often first, each subject from `least` requests on."""
    groups: dict[tuple[str, ...], list[Request]] = {}
    for request in sorted(requests, key=lambda one: (one.asked_on, one.id)):
        key = same_subject(request.subject)
        if key and uncovered(request):
            groups.setdefault(key, []).append(request)
    found = [Gathered(some[-1].subject, tuple(some)) for some in groups.values() if len(some) >= least]
    return tuple(sorted(found, key=lambda one: (-len(one.requests), one.subject)))


def limit_draft(subject: str) -> str:
    """A limit that begins with the subject that keeps being asked for."""
    plain = subject.strip().rstrip(".")
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""
