"""How this person likes the program, and what a window that opens needs to know of the practice."""

from collections.abc import Iterable

from practice.actions.store import Store
from practice.db import settings
from practice.rules.preferences import Preferences

_LAYOUT = "layout."


def get(store: Store) -> Preferences:
    """The settings of the program; what was never set has its default."""
    return settings.preferences(store)


def practice_name(store: Store) -> str:
    """What the practice is called, "" before that was said; the profile has the rest."""
    return settings.value(store, "practice_name") or ""


def layout(store: Store, place: str) -> list[int]:
    """The splitter sizes remembered for a screen; empty when none are."""
    return list(settings.value(store, _LAYOUT + place) or ())


def remember_layout(store: Store, place: str, sizes: Iterable[int]) -> None:
    """Remember a screen's splitter sizes; this is no step of undo."""
    sizes = list(sizes)
    if sizes != layout(store, place):
        with store.journal.change("practice.layout", quiet=True):
            settings.save(store, {_LAYOUT + place: sizes})
