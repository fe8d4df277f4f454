"""Signatures on an issued letter: where they stand, what was drawn, and what a certificate says."""

from dataclasses import dataclass
from datetime import datetime

Stroke = tuple[tuple[float, float], ...]  # points in the pad's own units, y downwards


@dataclass(frozen=True, slots=True)
class Place:
    """A line to sign on: its page (from 0), and its left end in points from that page's lower left corner."""

    page: int
    x: float
    y: float
    wide: float
    high: float  # the room above the line


@dataclass(frozen=True, slots=True)
class Drawn:
    """A signature drawn on a pad `wide` × `high`, and what is said beside it: by whom, when, for which text."""

    strokes: tuple[Stroke, ...]
    wide: float
    high: float
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """A certificate's signature in a file: whose, when by their clock, and what it is worth.

    `whole`: nothing that it covers was changed, and what was added later was allowed. `trusted`: its certificate comes
    from a root that is believed.
    """

    name: str
    at: datetime | None
    whole: bool
    trusted: bool
