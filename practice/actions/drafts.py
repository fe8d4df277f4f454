"""Words that were typed and belong to no record yet: they wait in the practice, and are no step of undo.

They wait at a record, or where they become the next version of something, whichever version stands there meanwhile.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from practice.actions.store import Store
from practice.db import settings

_DRAFT = "draft."


class Begun(Protocol):
    """A record that was begun at an instant."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def created_at(self) -> datetime | None:
        """When it was begun."""


def kept(store: Store, place: str, record: Begun | None = None) -> dict[str, str]:
    """The words that wait here, by field; empty when none do."""
    return dict(settings.value(store, _key(place, record)) or {})


def keep(store: Store, place: str, record: Begun | None, words: Mapping[str, str]) -> None:
    """Let these words wait in place of those before; empty ones are forgotten."""
    wanted = {field: text for field, text in words.items() if text}
    if wanted != kept(store, place, record):
        with store.journal.change("draft.keep", quiet=True):
            if wanted:
                settings.save(store, {_key(place, record): wanted})
            else:
                settings.forget(store, _key(place, record))


def _key(place: str, record: Begun | None) -> str:
    """The id alone would not do: one that was begun and taken back leaves it to the next."""
    if record is None:
        return f"{_DRAFT}{place}"
    begun = record.created_at.timestamp() if record.created_at else 0
    return f"{_DRAFT}{place}.{record.id}.{begun:.6f}"
