"""How a client's works stand today: what binds, what was handed over, and what is overdue; read at once for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from practice.actions.engagements import Promised
from practice.actions.store import Store
from practice.db import engagements as kept
from practice.rules import requests
from practice.rules.engagements import (
    Delivery,
    Engagement,
    ItemKind,
    Kept,
    ScopeItem,
    binding,
    is_late,
    is_open,
)
from practice.rules.engagements import kept as kept_record
from practice.rules.letters import InForce, Letter, letter_in_force
from practice.rules.requests import Cited

Owed = tuple[ScopeItem, Delivery]


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece of work with the letter in force, every item it ever had, and its promises that bind."""

    engagement: Engagement
    force: InForce | None
    items: tuple[ScopeItem, ...]
    promised: tuple[Promised, ...]
    limits: tuple[ScopeItem, ...]

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The items in force, as the letter says them; none before one was signed."""
        return requests.cited(self.force, self.items) if self.force else ()


def of_works(store: Store, works: Sequence[Engagement], letters: Iterable[Letter], today: date) -> tuple[Standing, ...]:
    """How these works stand, in their order; `letters` are all of theirs, others may be among them."""
    ids = [work.id for work in works]
    items, made, every = kept.items_of(store, ids), kept.deliveries(store, ids), tuple(letters)
    found = []
    for work in works:
        own = tuple(item for item in items if item.engagement_id == work.id)
        force = letter_in_force((one for one in every if one.engagement_id == work.id), today)
        found.append(_standing(work, force, own, made))
    return tuple(found)


def _standing(
    work: Engagement, force: InForce | None, items: tuple[ScopeItem, ...], made: Sequence[Delivery]
) -> Standing:
    binds = binding(items, force.numbers if force else None)
    promises = (item for item in binds if item.kind is ItemKind.PROMISE)
    promised = (Promised(item, tuple(one for one in made if one.item_id == item.id)) for item in promises)
    limits = tuple(item for item in binds if item.kind is ItemKind.LIMIT)
    return Standing(work, force, items, tuple(promised), limits)


def record(standings: Iterable[Standing], today: date) -> Kept:
    """How many promises were kept, and what is due next."""
    promised = (one for standing in standings for one in standing.promised)
    return kept_record([delivery for one in promised for delivery in one.deliveries], today)


def late(standings: Iterable[Standing], today: date) -> tuple[Owed, ...]:
    """What the open works owe since a day before `today`, the longest overdue first."""
    going_on = (one for standing in standings if is_open(standing.engagement, today) for one in standing.promised)
    owed = ((one.item, delivery) for one in going_on for delivery in one.deliveries if is_late(delivery, today))
    return tuple(sorted(owed, key=lambda pair: (pair[1].due_on or today, pair[1].id)))
