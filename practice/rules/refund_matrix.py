"""The default recommendation by reason and stage (PROFESSION 6.3); floors come first, always."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from practice.rules.refund_facts import Reason, Stage


class Base(StrEnum):
    """What a share beyond the floor is taken of."""

    NONE = "none"
    ITEM = "item"  # the failed or disputed piece, as far as it counts as earned
    EARNED = "earned"
    FIRST_SESSION = "first_session"
    MISTAKEN = "mistaken"


class Offer(StrEnum):
    """What is offered beside the money."""

    REFERRAL = "referral"
    REDO = "redo"
    HAND_OVER = "hand_over"
    CREDIT = "credit"  # a session to come; never in place of a floor
    RECORDS = "records"  # answer the bank with as little as is needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: the `whole` fee, or what is `unearned` plus a share of `base`, usually `percent`, at most `most`.

    `by_severity`: the share is the failure's severity. `if_fit_clause`: only where the letter has one. `redo_first`:
    the share is for a piece that cannot be done again. A missed session is credited with `first_time_credit` the first
    time, with `unforfeited_credit` where no clause forfeits it.
    """

    whole: bool = False
    unearned: bool = True
    base: Base = Base.NONE
    percent: int = 0
    most: int = 0
    by_severity: bool = False
    if_fit_clause: bool = False
    redo_first: bool = False
    first_time_credit: bool = False
    unforfeited_credit: bool = False
    offers: tuple[Offer, ...] = ()


_WHOLE = Cell(whole=True)
_UNEARNED = Cell()
_NOTHING = Cell(unearned=False)
_ITEM = Cell(base=Base.ITEM, percent=100, most=100)
_PARTLY = Cell(base=Base.ITEM, by_severity=True, most=100, redo_first=True, offers=(Offer.REDO,))
_DISPUTED = Cell(base=Base.ITEM, percent=25, most=50)
_MISTAKEN = Cell(unearned=False, base=Base.MISTAKEN, percent=100, most=100)
_ANSWER = Cell(unearned=False, offers=(Offer.RECORDS,))

MATRIX: Mapping[Reason, tuple[Cell, Cell, Cell, Cell]] = MappingProxyType({
    Reason.WRONG_FIT_BY_US: (
        _WHOLE,
        Cell(whole=True, offers=(Offer.REFERRAL,)),
        Cell(base=Base.EARNED, most=50),
        _NOTHING,
    ),
    Reason.WRONG_FIT_BY_CLIENT: (
        _WHOLE,
        Cell(base=Base.FIRST_SESSION, percent=100, most=100, if_fit_clause=True),
        _UNEARNED,
        _NOTHING,
    ),
    Reason.OUR_FAILURE_TOTAL: (_WHOLE, _ITEM, Cell(base=Base.ITEM, percent=100, most=100, offers=(Offer.REDO,)), _ITEM),
    Reason.OUR_FAILURE_PARTIAL: (_UNEARNED, _PARTLY, _PARTLY, _PARTLY),
    Reason.EXPECTATION_MISMATCH: (_WHOLE, _UNEARNED, _UNEARNED, Cell(base=Base.ITEM, most=10)),
    Reason.UNCLEAR_PROMISE: (_WHOLE, _DISPUTED, _DISPUTED, _DISPUTED),
    Reason.CLIENT_CHANGED_MIND: (_WHOLE, _UNEARNED, _UNEARNED, _NOTHING),
    Reason.PRACTITIONER_UNAVAILABLE: (_WHOLE, _UNEARNED, Cell(offers=(Offer.HAND_OVER,)), _NOTHING),
    Reason.CLIENT_MISCONDUCT: (_UNEARNED, _UNEARNED, _UNEARNED, _NOTHING),
    Reason.NO_SHOW: (
        _UNEARNED,
        Cell(first_time_credit=True, unforfeited_credit=True),
        Cell(unforfeited_credit=True),
        _NOTHING,
    ),
    Reason.LATE_CANCEL: (_UNEARNED, _UNEARNED, _UNEARNED, _UNEARNED),
    Reason.DUPLICATE_OR_ERROR_PAYMENT: (_MISTAKEN, _MISTAKEN, _MISTAKEN, _MISTAKEN),
    Reason.CHARGEBACK: (_ANSWER, _ANSWER, _ANSWER, _ANSWER),
})  # fmt: skip


def cell(reason: Reason, stage: Stage) -> Cell:
    """The cell of a reason at a stage; where the table has none, what is unearned."""
    return MATRIX[reason][list(Stage).index(stage)]
