"""The parts of the Settings screen, as its list and the palette name them: data of resources/settings.toml."""

import tomllib
from functools import cache
from typing import NamedTuple

from practice.paths import resource


class Part(NamedTuple):
    """One part: its key in go("settings", key), and the words that people look for it by."""

    key: str
    title: str  # English; who shows it translates it
    icon: str
    words: str
    first: bool = False


@cache
def parts() -> tuple[Part, ...]:
    """Every part, in the order of the list."""
    return tuple(Part(**part) for part in tomllib.loads(resource("settings.toml").read_text("utf-8"))["part"])
