"""The sample's requests: what its people asked for, how it was judged and answered, and what was offered."""

from datetime import datetime

from practice.actions import engagements, families, letters, requests
from practice.actions.requests import Offered
from practice.actions.stage import Stage, Table
from practice.rules.clients import Client
from practice.rules.engagements import Delivery, label
from practice.rules.families import filled
from practice.rules.requests import Judgement


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Log a client's requests, and note what shows what was delivered."""
    for request in told.get("requests", ()):
        _request(stage, client, request)
    for number, day, evidence in told.get("evidence", ()):
        delivery = _delivery(stage, client, number)
        if delivery is not None:
            on = stage.day(day)
            engagements.note_delivery(stage.store, delivery.id, on, delivered_on=on, evidence=evidence)


def _request(stage: Stage, client: Client, told: Table) -> None:
    store, now = stage.store, stage.at(told["day"], "14:00")
    today = now.astimezone().date()
    request_id = requests.begin(store, client.id, now).id
    plain = {name: told[name] for name in ("words", "subject", "channel") if name in told}
    requests.edit(store, request_id, today, **plain)
    for number in told.get("cites", ()):
        requests.cite(store, request_id, number, True)
    if "judgement" in told:
        requests.edit(store, request_id, today, judgement=Judgement(told["judgement"]))
    if "offer" in told:
        what, price = told["offer"]
        _offer(stage, request_id, Offered(what, price), now)
    if "answered" in told:
        day = stage.day(told["answered"])
        requests.answer(store, request_id, day, plain.get("channel", requests.ways()[0]), day)


def _offer(stage: Stage, request_id: int, offered: Offered, now: datetime) -> None:
    """The letter that offers it, ready to be issued: it moves no date."""
    store = stage.store
    letter = requests.offer(store, request_id, offered, now)
    case = letters.case(store, letter.id, now.astimezone().date())
    library = families.library(letter.family, case.profile.profile)
    letters.keep(store, filled(case.letter, library, {"dates.dates_move": "no"}), case.engagement)


def _delivery(stage: Stage, client: Client, number: str) -> Delivery | None:
    """The first thing that the promise with this number hands over."""
    every = (
        one for work in engagements.of_client(stage.store, client) for one in engagements.promises(stage.store, work.id)
    )
    return next((one.deliveries[0] for one in every if label(one.item) == number and one.deliveries), None)
