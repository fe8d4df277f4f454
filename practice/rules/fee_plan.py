"""The parts of a fee that can be billed: deposit, stages, package, months; and what was paid before taken off."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from practice.rules.engagements import Fee, FeeKind
from practice.rules.invoices import Line, LineKind

MOST_MONTHS = 24  # of a fee by the month that are offered at once


def plan(
    fee: Fee, stages_done: int, opened_on: date | None, today: date, billed: Iterable[str], charged: int = 0
) -> tuple[Line, ...]:
    """The parts of the fee that can be billed now, without those whose keys are `billed`.

    `charged` minor units stand on the account without an invoice: they take up the first of these parts. A deposit is
    asked for while nothing of the fee is billed. Time is no part of a plan, so by the hour there is only the deposit.
    """
    gone = frozenset(billed)
    waits = _beyond(charged, [line for line in _parts(fee, stages_done, opened_on, today) if line.key not in gone])
    parts = waits[:MOST_MONTHS] if fee.kind is FeeKind.MONTHLY else waits
    begun = charged > 0 or any(key != "deposit" for key in gone)
    if fee.deposit and "deposit" not in gone and not begun:
        text = "Deposit, yours until it is earned"
        parts.insert(0, Line(kind=LineKind.DEPOSIT, text=text, amount=fee.deposit, taxed=False, key="deposit"))
    return tuple(parts)


def _beyond(charged: int, parts: Iterable[Line]) -> list[Line]:
    """The parts of which more is to come than was charged, each with what is still to come."""
    found = []
    for part in parts:
        taken = min(charged, part.amount)
        charged -= taken
        if part.amount > taken:
            found.append(replace(part, amount=part.amount - taken))
    return found


def less(advance: int, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The line that takes off these lines what was paid in advance, no more than they come to; none for nothing."""
    off = min(advance, sum(line.amount for line in lines if line.kind in (LineKind.FEE, LineKind.TIME)))
    if off <= 0:
        return ()
    return (Line(kind=LineKind.ADVANCE, text="Less what you paid in advance", amount=-off, taxed=False),)


def _parts(fee: Fee, stages_done: int, opened_on: date | None, today: date) -> list[Line]:
    if fee.kind is FeeKind.MILESTONES:
        done = list(enumerate(fee.milestones, 1))[:stages_done]
        return [Line(text=stage.title, amount=stage.amount, key=f"stage:{n}") for n, stage in done]
    if fee.kind is FeeKind.FLAT and fee.amount:
        return [Line(text="Fixed fee", amount=fee.amount, key="flat")]
    if fee.kind is FeeKind.PACKAGE and fee.amount:
        text = f"{fee.sessions} sessions of {fee.session_minutes} minutes"
        return [Line(text=text, amount=fee.amount, key="package")]
    if fee.kind is FeeKind.MONTHLY and fee.amount:
        months = _months(opened_on or today, today)
        return [Line(on=m, text=f"{m:%B %Y}", amount=fee.amount, key=f"month:{m:%Y-%m}") for m in months]
    return []


def _months(first: date, last: date) -> list[date]:
    """The first days of the months from one day to another, both within."""
    count = (last.year - first.year) * 12 + last.month - first.month
    starts = ((first.year * 12 + first.month - 1 + n) for n in range(max(0, count) + 1))
    return [date(at // 12, at % 12 + 1, 1) for at in starts]
