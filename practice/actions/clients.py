"""Clients: make, edit, move, archive, join, and remember things about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from practice.actions.store import Store
from practice.db import clients, households, things
from practice.db.clients import find, tags
from practice.errors import Refused
from practice.rules.clients import Client, Thing, ThingKind, joint, moved, problems, tidy
from practice.rules.shelves import ClientKind, ClientStatus

__all__ = ["find", "tags"]

_NAMES = frozenset({"given", "family", "preferred_name", "organisation"})


def create(store: Store, draft: Client, now: datetime) -> Client:
    """Keep a new client as drafted; Refused where it cannot be kept as it stands."""
    client = _checked(replace(tidy(draft), created_at=draft.created_at or now), now)
    with store.journal.change("client.create"):
        return clients.save(store, client)


def edit(store: Store, client_id: int, values: Mapping[str, Any], now: datetime, visit: str = "") -> Client:
    """Change some fields of a client; Refused for those of them that cannot be kept as they stand.

    Edits with the same `visit` are undone together. What concerns other fields than these is not looked at.
    """
    before = clients.find(store, client_id)
    after = _checked(tidy(replace(before, **values)), now, values)
    with store.journal.change("client.edit", merge=visit or None):
        kept = clients.save(store, after)
        _rename_household(store, before, kept)
    return kept


def set_status(store: Store, client_id: int, status: ClientStatus, today: date) -> Client:
    """Move a client to another status; Refused where no such step exists."""
    client = moved(clients.find(store, client_id), status, today)
    with store.journal.change(f"client.status.{status}"):
        return clients.save(store, client)


def archive(store: Store, client_id: int, now: datetime) -> Client:
    """Put a client away among the closed ones."""
    with store.journal.change("client.archive"):
        return clients.save(store, replace(clients.find(store, client_id), archived_at=now))


def restore(store: Store, client_id: int) -> Client:
    """Take an archived client back."""
    with store.journal.change("client.restore"):
        return clients.save(store, replace(clients.find(store, client_id), archived_at=None))


def join(store: Store, one_id: int, other_id: int, now: datetime) -> Client:
    """Make two people one household, their joint client; Refused where they cannot be."""
    one, other = clients.find(store, one_id), clients.find(store, other_id)
    _may_join(one, other)
    given, family = joint(one, other)
    household = Client(
        kind=ClientKind.HOUSEHOLD,
        status=ClientStatus.CLIENT if ClientStatus.CLIENT in (one.status, other.status) else one.status,
        given=given,
        family=family,
        addresses=one.addresses or other.addresses,
        members=(one.id, other.id),
        referral_source=one.referral_source or other.referral_source,
        since=one.since or other.since,
        created_at=now,
    )
    with store.journal.change("household.join"):
        household = clients.save(store, household)
        for person in (one, other):
            clients.save(store, replace(person, household_id=household.id))
    return household


def split(store: Store, household_id: int, now: datetime) -> tuple[Client, ...]:
    """Make a household's people clients of their own again; what they did together stays archived."""
    household = clients.find(store, household_id)
    with store.journal.change("household.split"):
        people = [replace(person, household_id=None) for person in households.members(store, household)]
        kept = tuple(clients.save(store, person) for person in people)
        clients.save(store, replace(household, archived_at=now))
    return kept


def members(store: Store, client: Client) -> tuple[Client, ...]:
    """A household's two people; nobody for anyone else."""
    return households.members(store, client) if client.members else ()


def add_thing(store: Store, client_id: int, text: str, icon: ThingKind, today: date) -> Thing:
    """Keep a thing to remember about a client, heard today."""
    thing = Thing(client_id=client_id, text=_said(text), icon=icon, from_on=today)
    with store.journal.change("thing.add"):
        return things.save(store, thing)


def edit_thing(store: Store, thing_id: int, text: str, icon: ThingKind) -> Thing:
    """Say a thing to remember in other words."""
    with store.journal.change("thing.edit"):
        return things.save(store, replace(things.find(store, thing_id), text=_said(text), icon=icon))


def tick_thing(store: Store, thing_id: int, now: datetime) -> Thing:
    """A thing that need not be remembered any more."""
    with store.journal.change("thing.done"):
        return things.save(store, replace(things.find(store, thing_id), done_at=now))


def things_of(store: Store, client: Client) -> list[Thing]:
    """What is to be remembered about a client and, for two people, their household, oldest first."""
    return things.of_client(store, households.related(store, client))


def _checked(client: Client, now: datetime, touched: Mapping[str, Any] | None = None) -> Client:
    """The client; Refused for what cannot be kept of the touched fields (None: of all)."""
    found = problems(client, now.astimezone().date())
    if touched is not None:
        found = {_touched_name(field, touched): said for field, said in found.items()}
        found = {field: said for field, said in found.items() if field in touched}
    if found:
        raise Refused(found)
    return client


def _touched_name(field: str, touched: Mapping[str, Any]) -> str:
    """A missing name is said beside the name that was taken away."""
    if field in _NAMES and field not in touched:
        return next((name for name in _NAMES if name in touched), field)
    return field


def _rename_household(store: Store, before: Client, after: Client) -> None:
    """A household is called by its people's names."""
    if after.household_id is None or (before.given, before.family) == (after.given, after.family):
        return
    household = clients.find(store, after.household_id)
    people = households.members(store, household)
    if len(people) == 2:
        given, family = joint(*people)
        clients.save(store, replace(household, given=given, family=family))


def _may_join(one: Client, other: Client) -> None:
    if one.id == other.id:
        raise Refused("A household is two people: choose somebody else.")
    for person in (one, other):
        if person.kind is not ClientKind.PERSON:
            raise Refused("A household is two people: choose a person.")
        if person.household_id is not None:
            raise Refused("One of them belongs to a household already: separate it first.")


def _said(text: str) -> str:
    if not text.strip():
        raise Refused({"text": "Type what to remember, for example “Email first.”"})
    return " ".join(text.split())
