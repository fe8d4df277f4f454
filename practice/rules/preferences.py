"""How this person likes the program; nothing here reaches a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from practice.errors import Refused


class Theme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The settings of the program, each with its default."""

    setup_done: bool = False
    lock_minutes: int = 5
    theme: Theme = Theme.SYSTEM
    single_letters: bool = True


PREFERENCE_KEYS = frozenset(item.name for item in fields(Preferences))


def changed_preferences(preferences: Preferences, values: Mapping[str, object]) -> Preferences:
    """`preferences` with the given ones changed; Refused for those of them that cannot be used."""
    after = replace(preferences, **values)  # type: ignore[arg-type]
    if not 1 <= after.lock_minutes <= 240:
        raise Refused({"lock_minutes": "Type a whole number from 1 to 240."})
    return after
