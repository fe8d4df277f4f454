"""Engagements: open and close them, their promises and limits, and what was delivered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.actions import practice
from practice.actions.store import Store
from practice.db import clients as kept_clients
from practice.db import engagements as kept
from practice.db import households
from practice.db import ledger as kept_money
from practice.db import letters as kept_letters
from practice.db.engagements import get
from practice.errors import Refused
from practice.rules.clients import Client
from practice.rules.engagements import (
    SIGNING,
    Delivery,
    Engagement,
    EngagementStatus,
    Fee,
    ItemKind,
    ScopeItem,
    agreed_apart,
    due_day,
    in_currency,
    label,
    numbered,
    open_items,
)
from practice.rules.engagements import binding as binding_items
from practice.rules.engagements import moved as moved_items
from practice.rules.engagements import noted as noted_delivery
from practice.rules.grammar import listed
from practice.rules.letters import LetterState, first_signed, letter_in_force
from practice.rules.money import same_figures

__all__ = ["get"]
CURRENCY_STAYS = "A letter says the currency of this work, or money is recorded in it, so it stays as it is."


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise with what it hands over."""

    item: ScopeItem
    deliveries: tuple[Delivery, ...]


def of_client(store: Store, client: Client) -> list[Engagement]:
    """The engagements of a client, and of the household they belong to, newest first."""
    return kept.of_clients(store, households.related(store, client))


def create(store: Store, draft: Engagement, now: datetime, today: date) -> Engagement:
    """Open an engagement as drafted; its currency is the practice's where the fee is still empty."""
    kept_clients.find(store, draft.client_id)
    with store.journal.change("engagement.create"):
        return kept.save(store, opened(store, draft, now, today))


def opened(store: Store, draft: Engagement, now: datetime, today: date) -> Engagement:
    """The draft with its day, and the practice's currency where the fee is still empty."""
    fee = replace(draft.fee, currency=practice.profile(store).currency) if draft.fee == Fee() else draft.fee
    return replace(draft, fee=fee, opened_on=draft.opened_on or today, created_at=now)


def edit(store: Store, engagement: Engagement, *, visit: str = "") -> Engagement:
    """Keep an engagement as it stands now; edits with an equal `visit` are undone as one."""
    before = kept.get(store, engagement.id).fee.currency
    if engagement.fee.currency != before and not may_change_currency(store, engagement.id):
        raise Refused(CURRENCY_STAYS)
    with store.journal.change("engagement.edit", merge=visit or None):
        return kept.save(store, engagement)


def may_change_currency(store: Store, engagement_id: int) -> bool:
    """Whether no letter says the currency of this work yet and no money is recorded in it."""
    issued = (one for one in kept_letters.of_engagement(store, engagement_id) if one.state is not LetterState.DRAFT)
    return not any(issued) and not kept_money.of_engagement(store, engagement_id)


def set_currency(store: Store, engagement_id: int, currency: str) -> Engagement:
    """Let the same figures be in another currency: the fee, and what the promises are worth.

    Refused once a letter says the currency or money is recorded in it.
    """
    before = kept.get(store, engagement_id)
    if not may_change_currency(store, engagement_id):
        raise Refused(CURRENCY_STAYS)
    with store.journal.change("engagement.edit"):
        for item in kept.items(store, engagement_id):
            if item.value is not None:
                value = same_figures(item.value, before.fee.currency, currency)
                kept.save_item(store, replace(item, value=value))
        return kept.save(store, replace(before, fee=in_currency(before.fee, currency)))


def drop_stage(store: Store, engagement_id: int, number: int) -> None:
    """Take a stage (from 1) out of the fee: what it paid for belongs to none, all else stays with its own stage.

    Refused where an issued item would have to change; nothing for a stage that is not kept yet.
    """
    before = kept.get(store, engagement_id)
    moving = [(item, item.stage) for item in items(store, engagement_id) if item.stage and item.stage >= number]
    if stuck := [label(item) for item, _ in moving if item.frozen]:
        one = "{items} was issued for this stage or a later one. Withdraw it first, and add it again."
        many = "{items} were issued for this stage or a later one. Withdraw them first, and add them again."
        raise Refused((one if len(stuck) == 1 else many).format(items=listed(stuck)))
    stages = tuple(stage for place, stage in enumerate(before.fee.milestones, 1) if place != number)
    if stages != before.fee.milestones:
        with store.journal.change("engagement.edit"):
            for item, stage in moving:
                kept.save_item(store, replace(item, stage=stage - 1 if stage != number else None))
            kept.save(store, replace(before, fee=replace(before.fee, milestones=stages)))


def close(store: Store, engagement_id: int, day: date) -> Engagement:
    """The work is over on `day`."""
    with store.journal.change("engagement.close"):
        return closed(store, engagement_id, day)


def closed(store: Store, engagement_id: int, day: date) -> Engagement:
    """As `close`, inside a change that is open already."""
    done = replace(kept.get(store, engagement_id), status=EngagementStatus.CLOSED, closed_on=day)
    return kept.save(store, done)


def items(store: Store, engagement_id: int) -> tuple[ScopeItem, ...]:
    """The promises and limits that stand, in page order."""
    return open_items(kept.items(store, engagement_id))


def add_item(store: Store, engagement_id: int, kind: ItemKind, text: str = "") -> ScopeItem:
    """A new promise or limit at the end of its list."""
    with store.journal.change("item.add"):
        new = kept.save_item(store, ScopeItem(engagement_id=engagement_id, kind=kind, text=text, number=10**6))
        return next(item for item in renumber(store, engagement_id) if item.id == new.id)


def save_item(store: Store, item: ScopeItem, *, visit: str = "") -> ScopeItem:
    """Keep an item's words, due rule, stage, value and deliveries; Refused once it was issued."""
    before = kept.item(store, item.id)
    if before.frozen and replace(item, withdrawn_on=before.withdrawn_on) != before:
        raise Refused("This item was issued in a letter. Withdraw it and add a new one instead.")
    with store.journal.change("item.edit", merge=visit or None):
        return kept.save_item(store, replace(item, number=before.number, frozen=before.frozen))


def move_item(store: Store, item_id: int, to: int) -> tuple[ScopeItem, ...]:
    """Put an item at place `to` (from 0) among those of its kind; Refused once its number was issued."""
    engagement_id = kept.item(store, item_id).engagement_id
    after = moved_items(kept.items(store, engagement_id), item_id, to)
    with store.journal.change("item.move"):
        _save_all(store, after)
    return open_items(after)


def remove_item(store: Store, item_id: int, today: date) -> None:
    """Take an item out: one that was issued is withdrawn and keeps its number, another one goes."""
    item = kept.item(store, item_id)
    with store.journal.change("item.remove"):
        if item.frozen:
            kept.save_item(store, replace(item, withdrawn_on=today))
        else:
            kept.delete_item(store, item_id)
        renumber(store, item.engagement_id)


def restore(store: Store, engagement_id: int, numbers: frozenset[str], fee: Fee | None) -> None:
    """Let the issued items with these numbers stand and no other ones, at this fee; inside a change of the journal."""
    for item in kept.items(store, engagement_id):
        stands = label(item) in numbers
        if not item.frozen:
            kept.delete_item(store, item.id)
        elif stands is not (item.withdrawn_on is None):
            kept.save_item(store, replace(item, withdrawn_on=None if stands else _today(store)))
    engagement = kept.get(store, engagement_id)
    if fee and fee != engagement.fee:
        kept.save(store, replace(engagement, fee=fee))


def renumber(store: Store, engagement_id: int) -> tuple[ScopeItem, ...]:
    """Every item with the number that its place gives it; inside a change of the journal."""
    every = sorted(kept.items(store, engagement_id), key=lambda item: (item.number, item.id))
    return _save_all(store, numbered(every))


def _save_all(store: Store, after: Sequence[ScopeItem]) -> tuple[ScopeItem, ...]:
    return tuple(kept.save_item(store, item) for item in after)


def promises(store: Store, engagement_id: int) -> list[Promised]:
    """The promises of an engagement that bind today, with what each hands over."""
    made = kept.deliveries(store, [engagement_id])
    return [
        Promised(item, tuple(delivery for delivery in made if delivery.item_id == item.id))
        for item in binding(store, engagement_id)
        if item.kind is ItemKind.PROMISE
    ]


def binding(store: Store, engagement_id: int) -> tuple[ScopeItem, ...]:
    """The promises and limits that bind today: those of the letter in force, before there is one those that stand."""
    force = letter_in_force(kept_letters.of_engagement(store, engagement_id), _today(store))
    return binding_items(kept.items(store, engagement_id), force.numbers if force else None)


def _today(store: Store) -> date:
    return store.clock().astimezone().date()


def deliver(store: Store, delivery_id: int, day: date | None, session_id: int | None = None) -> Delivery:
    """Note that something was delivered on `day` (None: it was not); what hangs on it gets its day.

    Refused for a day to come.
    """
    noted_delivery(kept.delivery(store, delivery_id), _today(store), delivered_on=day)
    with store.journal.change("delivery.tick"):
        return delivered(store, delivery_id, day, session_id)


def delivered(store: Store, delivery_id: int, day: date | None, session_id: int | None = None) -> Delivery:
    """As `deliver`, inside a change that is open already."""
    done = replace(kept.delivery(store, delivery_id), delivered_on=day, session_id=session_id)
    done = kept.save_delivery(store, done)
    reckon_due(store, kept.item(store, done.item_id).engagement_id)
    return done


def note_delivery(store: Store, delivery_id: int, today: date, *, visit: str = "", **changes: object) -> Delivery:
    """Keep what is said of a delivery: delivered_on, session_id, evidence, attachment_id, letter_id, due_on.

    `due_on` counts only where a person names that day. Edits with an equal `visit` are undone as one.
    """
    before = kept.delivery(store, delivery_id)
    item = kept.item(store, before.item_id)
    if not agreed_apart(item.due):
        changes.pop("due_on", None)
    after = noted_delivery(before, today, **changes)
    with store.journal.change("delivery.edit", merge=visit or None):
        after = kept.save_delivery(store, after)
        reckon_due(store, item.engagement_id)
        return after


def reckon_due(store: Store, engagement_id: int) -> None:
    """Give each open delivery the day that is known for it by now; inside a change of the journal."""
    every = kept.items(store, engagement_id)
    made = kept.deliveries(store, [engagement_id])
    finished = _finished(made)
    closed = practice.closed_around(practice.profile(store), _today(store))
    signed = first_signed(kept_letters.of_engagement(store, engagement_id))
    by_id = {item.id: item for item in every}
    for delivery in made:
        item = by_id[delivery.item_id]
        day = signed.get(label(item))
        due = due_day(item, every, finished, closed, {SIGNING: day} if day else {})
        if delivery.delivered_on is None and delivery.due_on != due and not agreed_apart(item.due):
            kept.save_delivery(store, replace(delivery, due_on=due))


def _finished(made: Sequence[Delivery]) -> dict[int, date]:
    """The items all of whose deliveries were made, and the day of the last."""
    by_item: dict[int, list[date | None]] = {}
    for delivery in made:
        by_item.setdefault(delivery.item_id, []).append(delivery.delivered_on)
    return {item: max(day for day in days if day) for item, days in by_item.items() if all(days)}


def freeze_items(store: Store, engagement_id: int) -> None:
    """Freeze the numbers of all standing items and make what each promise hands over; inside a change."""
    have = {delivery.item_id for delivery in kept.deliveries(store, [engagement_id])}
    for item in items(store, engagement_id):
        kept.save_item(store, replace(item, frozen=True))
        if item.kind is ItemKind.PROMISE and item.id not in have:
            for text in item.deliveries or (item.text,):
                kept.save_delivery(store, Delivery(item_id=item.id, text=text))
    reckon_due(store, engagement_id)
