"""The lines of the palette: what it lists, and how typed words match."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from practice.rules import words

DO, GO, NOTES = "do", "go", "notes"


class Entry(NamedTuple):
    """One line of the palette; an entry that runs nothing is a group's heading."""

    group: str
    text: str
    detail: str = ""
    icon: str = ""
    keys: str = ""
    run: Callable[[], object] | None = None

    def said(self) -> str:
        """The entry as one sentence."""
        return ", ".join(part for part in (self.text, self.detail) if part)


Find = Callable[[str, int], Sequence[Entry]]


def matches(text: str, typed: str) -> bool:
    """Whether every typed word begins a word of the text, in any order, case and accent."""
    return words.matches(text, typed) and (bool(words.words(typed)) or not typed.strip())
