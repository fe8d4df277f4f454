"""Requests: log what a client asked for, judge it by the letter in force that day, answer it, offer it for a price."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from practice.actions import engagements as work
from practice.actions import families, letters, mailing, practice
from practice.actions.store import Store
from practice.actions.wording import day_text, decimal_point, money_text
from practice.db import clients as kept_clients
from practice.db import engagements as kept_work
from practice.db import households
from practice.db import letters as kept_letters
from practice.db import requests as kept
from practice.db.requests import entry, get, page, subjects
from practice.errors import Refused
from practice.paths import resource
from practice.rules import money
from practice.rules import requests as rules
from practice.rules.clients import Client, greeting
from practice.rules.engagements import Due, DueKind, Fee, FeeKind, ItemKind, ScopeItem, label, total
from practice.rules.letters import ENDED, Letter, LetterState
from practice.rules.mailing import Message
from practice.rules.requests import AnswerText, Base, Cited, Gathered, Ground, Judgement, Request, RequestEntry

__all__ = ["entry", "get", "page", "subjects"]

GONE = ENDED | {LetterState.SUPERSEDED}  # a change that came to nothing, or gave way to its next version


@dataclass(frozen=True, slots=True)
class Repeated:
    """Requests that no item covers and that have one subject, with the names of their clients."""

    gathered: Gathered
    clients: tuple[Client, ...]


@dataclass(frozen=True, slots=True)
class RequestView:
    """All that a request's page shows."""

    client: Client
    request: Request
    grounds: tuple[Ground, ...]  # what bound the client's works on that day
    ground: Ground | None  # the one that it is judged by
    suggested: Judgement
    proposed: str  # the answer that follows from the judgement
    entries: tuple[RequestEntry, ...]
    changes: tuple[Letter, ...]  # the letters that offer it for a price, newest first
    fee: Fee | None  # of the work as it is agreed today
    repeated: Repeated | None  # others that ask for the same, where no item covers it


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("requests", "requests.toml").read_text("utf-8"))


def channels() -> tuple[str, ...]:
    """How a request can have come, the usual one first."""
    return tuple(_data()["channels"])


def ways() -> tuple[str, ...]:
    """How one can be answered."""
    return tuple(_data()["ways"])


@cache
def _answers() -> tuple[AnswerText, ...]:
    rows = _data()["answer"]
    return tuple(AnswerText(Judgement(row["judgement"]), Base(row["base"]), row["text"].strip()) for row in rows)


# look


def of_client(store: Store, client: Client) -> list[Request]:
    """The requests of a client and of their household, the newest first."""
    return kept.of_clients(store, households.related(store, client))


def view(store: Store, request_id: int) -> RequestView:
    """A request with all that stands around it; KeyError when there is none."""
    request = kept.get(store, request_id)
    client = kept_clients.find(store, request.client_id)
    every = grounds(store, client, request.asked_on)
    ground = rules.ground_of(request, every)
    request = rules.standing(request, ground)
    return RequestView(
        client=client,
        request=request,
        grounds=every,
        ground=ground,
        suggested=rules.suggested(request.cites),
        proposed=_proposed(store, request, ground),
        entries=tuple(kept.entries(store, request_id)),
        changes=letters.from_source(store, _source(request)),
        fee=kept_work.get(store, ground.engagement.id).fee if ground else None,
        repeated=next((one for one in repeated(store) if request in one.gathered.requests), None),
    )


def grounds(store: Store, client: Client, day: date) -> tuple[Ground, ...]:
    """What bound a client's works on `day`, the likeliest first."""
    works = work.of_client(store, client)
    about = {one.id: kept_letters.of_engagement(store, one.id) for one in works}
    return rules.grounds(works, about, {one.id: kept_work.items(store, one.id) for one in works}, day)


def _proposed(store: Store, request: Request, ground: Ground | None) -> str:
    signed = ground.letter.signed_on if ground else None
    profile = practice.profile(store)
    day = day_text(signed, profile.locale) if signed else ""
    return rules.proposed(request, ground, _answers(), day, _data()["papers"][profile.profile.value])


def citation(store: Store, item: Cited) -> str:
    """An item with its letter, as it is copied to be quoted."""
    return rules.cite(item, day_text(item.signed_on, practice.profile(store).locale))


def repeated(store: Store) -> tuple[Repeated, ...]:
    """What clients keep asking for and no item covers, but for what a usual limit answers by now."""
    answered = {rules.same_subject(one.subject) for one in kept.usual(store)}
    found = [one for one in rules.gathered(kept.uncovered(store)) if rules.same_subject(one.subject) not in answered]
    return tuple(Repeated(one, tuple(kept_clients.find_all(store, sorted(one.clients)))) for one in found)


def clients_of(store: Store, requests: Iterable[Request]) -> dict[int, Client]:
    """Whose these requests are, by the client's id."""
    return {one.id: one for one in kept_clients.find_all(store, {request.client_id for request in requests})}


# log and judge


def begin(store: Store, client_id: int, now: datetime) -> Request:
    """A request of today to be written down: the client's empty one where there is one."""
    client = kept_clients.find(store, client_id)
    blank = next((one for one in kept.of_clients(store, [client_id]) if is_blank(one)), None)
    if blank is not None:
        return blank
    today = now.astimezone().date()
    ground = rules.chosen(grounds(store, client, today), None)
    new = Request(
        client_id=client_id,
        engagement_id=ground.engagement.id if ground else None,
        asked_on=today,
        channel=channels()[0],
        created_at=now,
    )
    with store.journal.change("request.begin", quiet=True):
        return kept.save(store, new)


def is_blank(request: Request) -> bool:
    """Whether nothing was written down yet."""
    typed = (request.words, request.subject, request.answer)
    return request.answered_on is None and request.judgement is None and not request.cites and not any(typed)


def edit(store: Store, request_id: int, today: date, *, visit: str = "", **changes: object) -> Request:
    """Keep what was changed: asked_on, channel, words, subject, judgement, answer, engagement_id.

    Another day or work may bring another letter: the cited items are then cited as that one says them. Edits with an
    equal `visit` are undone as one.
    """
    before = kept.get(store, request_id)
    after = rules.edited(before, today, **changes)
    if changes.keys() & {"asked_on", "engagement_id"}:
        ground = _ground(store, after)
        own = ground.engagement.id if ground else None
        after = replace(after, engagement_id=own, cites=rules.recited(after.cites, ground))
    with store.journal.change("request.edit", merge=visit or None):
        return kept.save(store, after)


def cite(store: Store, request_id: int, number: str, on: bool) -> Request:
    """Cite an item of the letter in force on the request's day, or do so no more."""
    request = rules.editable(kept.get(store, request_id))
    ground = _ground(store, request)
    wanted = {one.number for one in request.cites} - {number} | ({number} if on else set())
    cites = tuple(one for one in ground.items if one.number in wanted) if ground else ()
    with store.journal.change("request.cite"):
        return kept.save(store, replace(request, cites=cites, engagement_id=ground.engagement.id if ground else None))


def _ground(store: Store, request: Request) -> Ground | None:
    client = kept_clients.find(store, request.client_id)
    return rules.ground_of(request, grounds(store, client, request.asked_on))


def discard(store: Store, request_id: int) -> None:
    """Take a request away that is not answered (Undo brings it back); Refused where a letter came of it."""
    request = rules.editable(kept.get(store, request_id))
    if letters.from_source(store, _source(request)):
        raise Refused("A letter came of this request, so it stays.")
    with store.journal.change("request.discard"):
        kept.delete(store, request_id)


def drop_blank(store: Store, request_id: int) -> None:
    """Let a request go that says nothing, unless undo could still change it."""
    request = kept.find(store, request_id)
    if request and is_blank(request) and not kept.recalled(store, request):
        with store.journal.change("request.drop", quiet=True):
            kept.delete(store, request_id)


# answer


def answer(store: Store, request_id: int, day: date, way: str, today: date) -> Request:
    """Note that a request was answered; in the proposed words where no others were written."""
    request = kept.get(store, request_id)
    ground = _ground(store, request)
    request = rules.standing(request, ground)
    said = request.answer.strip() or _proposed(store, request, ground)
    after = rules.answered(request, ground, said, day, way, today)
    with store.journal.change("request.answer"):
        return kept.save(store, after)


def message(store: Store, request_id: int, said: str) -> Message:
    """The email that brings an answer in these words to its client."""
    request, profile = kept.get(store, request_id), practice.profile(store)
    client = kept_clients.find(store, request.client_id)
    words, day = _data()["mail"], day_text(request.asked_on, profile.locale)
    signed = {"signer": profile.signer_name, "practice": profile.practice_name}
    text = words["text"].strip().format(greeting=f"{greeting(client)},", answer=said.strip(), **signed)
    return Message(mailing.addressees(store, client.id), words["subject"].format(day=day), text)


def addition(store: Store, request_id: int, text: str, now: datetime) -> RequestEntry:
    """An addition to an answered request, not kept yet; Refused where it cannot be added so."""
    return rules.entry(kept.get(store, request_id), text, now)


def add(store: Store, addition: RequestEntry) -> RequestEntry:
    """Keep an addition of addition(). It cannot be undone."""
    with store.journal.change("request.add", final=True):
        return kept.add_entry(store, addition)


# offer it for a price


@dataclass(frozen=True, slots=True)
class Offered:
    """What would be done for a request, and what more it costs as typed; `withdraws` the limits that it is out by.

    By the hour the price is an estimate.
    """

    what: str
    price: str
    withdraws: bool = True


def estimated(fee: Fee | None) -> bool:
    """Whether what is added has no price of its own but an estimate: by the hour, it is charged at the agreed rate."""
    return fee is not None and fee.kind is FeeKind.HOURLY


def offer(store: Store, request_id: int, offered: Offered, now: datetime) -> Letter:
    """Begin the letter that adds what was asked for to the signed letter, at a price.

    The price goes on top of the whole fee (of a month's, by the month). Refused by "what" or "price".
    """
    request = kept.get(store, request_id)
    ground = _ground(store, request)
    if ground is None:
        raise Refused("No letter was in force that day: write an engagement letter first.")
    about = ground.engagement.id
    fee = kept_work.get(store, about).fee
    filled = {"opening.why": _why(store, request), **_fee_fields(store, fee, offered)}
    today, source = now.astimezone().date(), _source(request)
    draft = families.draft_of(store, request.client_id, "scope_change", now, about, filled=filled, source=source)
    with store.journal.change("request.offer"):
        letter = families.drafted(store, draft, today)
        _add_promise(store, about, request, offered, today)
    return letter


def _fee_fields(store: Store, fee: Fee, offered: Offered) -> dict[str, str]:
    missing = {} if offered.what.strip() else {"what": "Write what you would do, as the letter is to say it."}
    more, point = 0, decimal_point(practice.profile(store).locale)
    try:
        more = money.parse(offered.price, fee.currency, point)
    except Refused as refusal:
        missing["price"] = str(refusal)
    if missing:
        raise Refused(missing)
    if estimated(fee):
        return {"fee.fee_changes": "no", "fee.added_estimate": money.typed(more, fee.currency, point) if more else ""}
    if not more:
        return {"fee.fee_changes": "no"}
    return {"fee.fee_changes": "yes", "fee.new_fee": money.typed(total(fee) + more, fee.currency, point)}


def _why(store: Store, request: Request) -> str:
    day = day_text(request.asked_on, practice.profile(store).locale)
    about = request.subject.strip().rstrip(".")
    return f"You asked on {day} for something more: {about}." if about else f"You asked for more on {day}."


def _add_promise(store: Store, engagement_id: int, request: Request, offered: Offered, today: date) -> None:
    """The promise that is offered, and without the limits that it would go against; inside a change."""
    gone = {one.number for one in rules.limits(request.cites)} if offered.withdraws else set()
    for item in work.items(store, engagement_id):
        if label(item) in gone:
            kept_work.save_item(store, replace(item, withdrawn_on=today))
    text, due = offered.what.strip(), Due(kind=DueKind.AGREED)
    new = ScopeItem(engagement_id=engagement_id, kind=ItemKind.PROMISE, text=text, due=due, number=10**6)
    kept_work.save_item(store, new)
    work.renumber(store, engagement_id)


def fee_line(store: Store, fee: Fee) -> str:
    """The agreed fee that a price goes on top of, or the rate of an hour: "$3,600.00"."""
    return money_text(total(fee) or fee.amount, fee.currency, practice.profile(store).locale)


def _source(request: Request) -> str:
    return f"request:{request.id}"
