"""Usual limits: the practice's own sentences that every new engagement letter begins with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from practice.actions import engagements as work
from practice.actions.store import Store
from practice.db import engagements as kept_work
from practice.db import requests as kept
from practice.rules.engagements import ItemKind, ScopeItem
from practice.rules.usual import UsualLimit, said


def every(store: Store) -> tuple[UsualLimit, ...]:
    """The usual limits, in the order they were made."""
    return tuple(kept.usual(store))


def missing(store: Store, items: Iterable[ScopeItem]) -> tuple[UsualLimit, ...]:
    """The usual limits that are not among these items."""
    there = {item.text for item in items}
    return tuple(limit for limit in kept.usual(store) if limit.text not in there)


def add(store: Store, text: str, now: datetime, subject: str = "") -> UsualLimit:
    """One more limit that new letters begin with; Refused without words, or for one that stands there already."""
    new = UsualLimit(text=said(text, kept.usual(store)), subject=subject, created_at=now)
    with store.journal.change("usual.add"):
        return kept.save_usual(store, new)


def change(store: Store, limit_id: int, text: str, *, visit: str = "") -> UsualLimit:
    """Say a usual limit in other words; letters that were begun keep theirs."""
    before = kept.usual_one(store, limit_id)
    after = replace(before, text=said(text, [one for one in kept.usual(store) if one.id != limit_id]))
    with store.journal.change("usual.edit", merge=visit or None):
        return kept.save_usual(store, after)


def remove(store: Store, limit_id: int) -> None:
    """Let new letters begin without it."""
    with store.journal.change("usual.remove"):
        kept.delete_usual(store, limit_id)


def begin_with(store: Store, engagement_id: int) -> None:
    """Give a new engagement the usual limits as its own; inside a change of the journal."""
    for place, limit in enumerate(kept.usual(store), 1):
        new = ScopeItem(engagement_id=engagement_id, kind=ItemKind.LIMIT, text=limit.text, number=place)
        kept_work.save_item(store, new)


def let_go(store: Store, engagement_id: int) -> None:
    """Take the usual limits out of work for which nobody wrote anything else; inside a change of the journal."""
    usual = {limit.text for limit in kept.usual(store)}
    items = work.items(store, engagement_id)
    if all(item.kind is ItemKind.LIMIT and item.text in usual and not item.frozen for item in items):
        for item in items:
            kept_work.delete_item(store, item.id)
