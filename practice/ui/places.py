"""The window's places: what the sidebar shows, and how each screen is brought in when first visited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from practice.actions.store import Store
from practice.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place: its key in go(), its name and icon, and a function that imports and returns its screen's class.

    `first` opens a group in the sidebar; a place that is not `listed` is reached from elsewhere. `count` is shown at
    its right in the sidebar, and read again after a change of the tables in `counts`; a red clock stands beside it
    where something is `pressing` by the day given.
    """

    key: str
    title: str
    icon: str
    load: Callable[[], type[Screen]]
    first: bool = False
    listed: bool = True
    count: Callable[[Store], int] | None = None
    counts: frozenset[str] = frozenset()
    pressing: Callable[[Store, date], bool] | None = None
