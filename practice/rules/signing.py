"""Signatures on an issued letter: where they stand, what was drawn, who signed, and what a certificate says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from practice.errors import Refused
from practice.rules.letters import Letter, LetterState

PROFESSIONAL = 0  # the number of their line; the clients' follow

Stroke = tuple[tuple[float, float], ...]  # points in the pad's own units, y downwards


class Way(StrEnum):
    """How a letter was signed on this computer."""

    DRAWN = "drawn"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Place:
    """A line to write on: its page (from 0), and its left end in points from that page's lower left corner."""

    page: int
    x: float
    y: float
    wide: float
    high: float  # the room above the line


@dataclass(frozen=True, slots=True)
class SignerPlaces:
    """Where one signer signs, and where the day goes."""

    sign: Place
    date: Place


@dataclass(frozen=True, slots=True)
class Drawn:
    """A signature drawn on a pad `wide` × `high`."""

    strokes: tuple[Stroke, ...]
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Said:
    """What is printed with a signature: by whom, when and for which text beside it, and the day on its own line."""

    beside: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopy:
    """A letter's file with one signature more than the one before; its bytes are kept apart and never change."""

    id: int = 0
    letter_id: int = 0
    line: int = PROFESSIONAL  # whose, by the place among the letter's signers
    name: str = ""
    way: Way = Way.DRAWN
    at: datetime | None = None
    sha256: str = ""


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


def follows(letter: Letter, line: int, copies: Sequence[SignedCopy]) -> bool:
    """Whether the professional may still sign what the clients have signed here."""
    return letter.state is LetterState.SIGNED and line == PROFESSIONAL and bool(copies)


def check(letter: Letter, line: int, way: Way, copies: Iterable[SignedCopy]) -> None:
    """Refused where this line, or the whole file, is signed already."""
    for copy in copies:
        if copy.way is Way.CERTIFICATE:
            raise Refused("A certificate has closed this file, and nobody can add to it. Sign on paper instead.")
        if copy.line == line and way is Way.DRAWN:
            raise Refused(f"{signers(letter)[line]} has signed this letter already.")


def signers(letter: Letter) -> tuple[str, ...]:
    """Who signs, by their lines."""
    return tuple(signer.name for signer in letter.facts.signers) if letter.facts else ()


def clients_missing(letter: Letter, copies: Iterable[SignedCopy]) -> tuple[int, ...]:
    """The clients' lines on which nobody has drawn yet."""
    drawn = {copy.line for copy in copies if copy.way is Way.DRAWN}
    return tuple(line for line in range(1, len(signers(letter))) if line not in drawn)
