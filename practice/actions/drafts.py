"""Words that were typed and belong to no record yet: they wait in the practice, and are no step of undo."""

from collections.abc import Mapping

from practice.actions.store import Store
from practice.db import practice as settings

_DRAFT = "draft."


def kept(store: Store, place: str, record_id: int) -> dict[str, str]:
    """The words that wait at this record, by field; empty when none do."""
    return dict(settings.value(store, f"{_DRAFT}{place}.{record_id}") or {})


def keep(store: Store, place: str, record_id: int, words: Mapping[str, str]) -> None:
    """Let these words wait in place of those before; empty ones are forgotten."""
    wanted = {field: text for field, text in words.items() if text}
    if wanted != kept(store, place, record_id):
        with store.journal.change("draft.keep", quiet=True):
            settings.save(store, {f"{_DRAFT}{place}.{record_id}": wanted})
