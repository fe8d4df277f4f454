"""What a check of everything found."""

from typing import NamedTuple


class Findings(NamedTuple):
    """What a check read and found; no problem means that everything holds together."""

    rows: int = 0
    entries: int = 0
    head: str = ""
    problems: tuple[str, ...] = ()
