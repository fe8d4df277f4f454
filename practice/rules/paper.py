"""The sheet and what stands on top of it: all that the practice's own settings need of letters."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The sheet a letter is printed on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the rule: name and line at left, details at right."""

    name: str
    line: str = ""
    details: tuple[str, ...] = ()


NO_LETTERHEAD = Letterhead("")
