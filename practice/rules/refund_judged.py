"""What a person judges of a refund, read from what they typed; whatever cannot be read is said by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from practice.errors import Refused
from practice.rules.money import parse
from practice.rules.money import percent as rate
from practice.rules.refund_facts import Jurisdiction, Stage, Venue

T = TypeVar("T")
YES, NO = "yes", "no"
MOST_WEEKS = 520
IF_ALONE = frozenset({"paid", "costs", "done"})  # what a what-if may put in the place of the records


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was judged; None leaves it as the records have it. Sums in minor units, percentages 0 to 100.

    `paid`, `costs` and `done` (IF_ALONE) take the place of the records' own in a what-if alone.
    """

    stage: Stage | None = None
    ends: bool | None = None
    asked: str = ""
    item: int | None = None
    severity: int | None = None
    redo: bool | None = None
    percent: int | None = None
    late_ours: bool | None = None
    mistaken: int | None = None
    first_time: bool | None = None
    disputed: int | None = None
    reasonable: int | None = None
    careless: bool | None = None
    claim: bool | None = None
    true_retainer: bool | None = None
    cooling: Jurisdiction | None = None
    no_cooling: bool = False
    cooling_on: date | None = None
    express: bool | None = None
    notice: bool | None = None
    acknowledged: bool | None = None
    venue: Venue | None = None
    market_value: int | None = None
    tax: Fraction | None = None
    amount: int | None = None
    paid: int | None = None
    costs: int | None = None
    done: Fraction | None = None


def _truth(text: str) -> bool:
    return text == YES


def _whole(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        said = text.strip().removesuffix("%").strip()
        if not (said.isascii() and said.isdigit() and int(said) <= most):
            raise Refused(f"Type a whole number from 0 to {most}.")
        return int(said)

    return read


def _number(text: str) -> Fraction:
    try:
        found = Fraction(text.strip().removesuffix("%").strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise Refused("Type a number, such as 3 or 4.5.") from None
    if found < 0:
        raise Refused("Type a number of zero or more.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("Choose the day.") from None


def _one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(text: str) -> StrEnum:
        try:
            return kind(text)
        except ValueError:
            raise Refused("Choose one of the list.") from None

    return read


MONEY = ("item", "mistaken", "disputed", "reasonable", "market_value", "amount", "paid", "costs")
TRUTHS = (
    "ends",
    "redo",
    "late_ours",
    "first_time",
    "careless",
    "claim",
    "true_retainer",
    "express",
    "notice",
    "acknowledged",
)
_READERS: dict[str, Callable[[str], Any]] = {
    "stage": _one_of(Stage), "venue": _one_of(Venue), "severity": _whole(100), "percent": _whole(100),
    "cooling_on": _day, "tax": rate, "done": _number,
} | dict.fromkeys(TRUTHS, _truth)  # fmt: skip


def read(given: Mapping[str, str], currency: str, point: str = ".") -> tuple[Judged, dict[str, str]]:
    """What was judged, and for each field that cannot be read one sentence; such a field counts as left empty."""
    values: dict[str, Any] = {"asked": given.get("asked", "")}
    errors: dict[str, str] = {}
    readers = _READERS | dict.fromkeys(MONEY, lambda text: parse(text, currency, point))
    for name, reader in readers.items():
        text = given.get(name, "")
        if text.strip():
            try:
                values[name] = reader(text)
            except Refused as refusal:
                errors[name] = str(refusal)
    return Judged(**values, **_cooling(given.get("cooling", ""))), errors


def _cooling(text: str) -> dict[str, Any]:
    if text == NO:
        return {"no_cooling": True}
    return {"cooling": Jurisdiction(text)} if text in set(Jurisdiction) else {}
