"""How serious a boundary entry is, and the least that is done about it (PROFESSION 4.3 and 4.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from practice.rules.boundaries import (
    SEVERITIES,
    SIMILAR_WITHIN,
    BoundaryEntry,
    Category,
    Direction,
    Impact,
    Kind,
    Response,
    Written,
    is_own,
)

R, P = Response, Response
LADDER = (R.R0, R.R1, R.R2, R.R3, R.R4, R.R5)
OWN_LADDER = (P.P1, P.P2, P.P3, P.P4)
REMINDED = frozenset({R.R2, R.R3, R.R4})  # in writing
_LEAST = {1: R.R0, 2: R.R1, 3: R.R2, 4: R.R3, 5: R.S}
_OWN_LEAST = {1: P.P1, 2: P.P1, 3: P.P2, 4: P.P3, 5: P.P3}


class Why(StrEnum):
    """Why a severity is proposed (PROFESSION 4.3)."""

    SINGLE = "single"
    MILD = "mild"
    SIMILAR = "similar"
    MATERIAL = "material"
    REMINDED = "reminded"
    VIOLATION = "violation"
    HARASSMENT = "harassment"
    CONFIDENCE = "confidence"
    IDENTIFIES = "identifies"
    ADVANCES = "advances"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A severity with its reason, and the floor that it cannot be put below."""

    severity: int
    why: Why
    floor: int = 1


def similar(entry: BoundaryEntry, written: Written) -> bool:
    """Whether an entry is about the same thing in the same direction."""
    return entry.category is written.category and entry.direction is written.direction


def propose(written: Written, earlier: Iterable[BoundaryEntry]) -> Proposal:
    """The severity of what is written, with `earlier` first entries about the same client (PROFESSION 4.3)."""
    floor = _floor(written)
    before = [one for one in earlier if similar(one, written) and _within(one, written)]
    found = max(_tests(written, before), key=lambda test: test[0])
    severity, why = max((floor, found), key=lambda test: test[0]) if floor else found
    return Proposal(severity, why, floor[0] if floor else 1)


def _floor(written: Written) -> tuple[int, Why] | None:
    """The defaults that override the tests."""
    if written.category is Category.SAFETY_THREAT:
        return 5, Why.DANGER
    if not is_own(written.direction):
        return None
    if written.category is Category.ROMANTIC_SEXUAL:
        return 4, Why.ADVANCES
    if written.category is Category.CONFIDENTIALITY_PRIVACY:
        return (4, Why.IDENTIFIES) if written.identifiable else (3, Why.CONFIDENCE)
    return None


def _tests(written: Written, before: Sequence[BoundaryEntry]) -> list[tuple[int, Why]]:
    at = written.happened_at
    reminded = any(one.response in REMINDED and (at is None or one.recorded_at <= at) for one in before)
    held = {
        Why.VIOLATION: written.kind is Kind.VIOLATION,
        Why.HARASSMENT: written.category in (Category.ROMANTIC_SEXUAL, Category.DISCRIMINATION),
        Why.MATERIAL: written.impact is Impact.MATERIAL,
        Why.REMINDED: reminded,
        Why.SIMILAR: bool(before),
        Why.MILD: written.impact is Impact.MILD,
    }
    levels = {Why.VIOLATION: 4, Why.HARASSMENT: 4, Why.MATERIAL: 3, Why.REMINDED: 3, Why.SIMILAR: 2, Why.MILD: 2}
    return [(1, Why.SINGLE), *((levels[why], why) for why, holds in held.items() if holds)]


def _within(one: BoundaryEntry, written: Written) -> bool:
    at = written.happened_at
    return at is None or timedelta(0) <= at - one.happened_at <= SIMILAR_WITHIN


def least(severity: int, direction: Direction, again: bool = False) -> Response:
    """The minimum response to a severity (PROFESSION 4.3); `again` is a second serious one like it."""
    if is_own(direction):
        return _OWN_LEAST[severity]
    return R.R3 if severity == 3 and again else _LEAST[severity]


def ladder(direction: Direction, severity: int = 1) -> tuple[Response, ...]:
    """The responses that can be chosen; safety steps only where there is danger."""
    if is_own(direction):
        return OWN_LADDER
    return (R.S, *LADDER) if severity == SEVERITIES[-1] else LADDER


def rank(response: Response) -> int:
    """How high a response stands on its own track."""
    return OWN_LADDER.index(response) if response in OWN_LADDER else (*LADDER, R.S).index(response)


def step_up(response: Response, steps: int = 1) -> Response:
    """The response so many steps higher; the last one and safety stay."""
    track = OWN_LADDER if response in OWN_LADDER else LADDER
    return response if response not in track else track[min(len(track) - 1, track.index(response) + steps)]


def higher(one: Response, other: Response) -> Response:
    """The higher of two responses of one track; those of different tracks leave the first."""
    same = (one in OWN_LADDER) is (other in OWN_LADDER)
    return other if same and rank(other) > rank(one) else one
