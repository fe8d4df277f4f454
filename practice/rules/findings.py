"""What a check of everything found."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check read and found; no problem means that everything holds together."""

    rows: int = 0
    entries: int = 0
    head: str = ""
    problems: tuple[str, ...] = field(default=())
