"""The working of a refund in words: as the screen shows it and as the letter to the client prints it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from practice.rules.earned import Part, PartKind
from practice.rules.engagements import FeeKind
from practice.rules.floors import Floor
from practice.rules.grammar import listed
from practice.rules.ledger import LedgerEntry
from practice.rules.money import half_up
from practice.rules.refund_check import Side
from practice.rules.refund_facts import Facts, LateCredit, Receipt
from practice.rules.refund_lines import Line, LineKind, RuleKind
from practice.rules.refunds import Worked

Money = Callable[[int], str]
Day = Callable[[date], str]
NOT_DONE = "Nothing earned, so nothing is kept"
RULES = {
    Floor.UNEARNED: "Rule 1.16(d)",
    Floor.TRUE_RETAINER: "ABA 505",
    Floor.UNREASONABLE: "Rule 1.5(a)",
    Floor.COOLING_UK_EU: "14 days",
    Floor.COOLING_US: "16 CFR 429",
    Floor.CRA: "CRA 2015",
    Floor.NOT_DELIVERED: "Not delivered",
    Floor.POLICY: "The letter",
    Floor.DISPUTED_TRUST: "Rule 1.15(e)",
}
FLOORS = {
    Floor.UNEARNED: "What is not earned",
    Floor.TRUE_RETAINER: "Availability fee, looked at by hand",
    Floor.UNREASONABLE: "More than the work was fairly worth",
    Floor.COOLING_UK_EU: "Cancelled within the 14 days",
    Floor.COOLING_US: "Cancelled within three business days",
    Floor.CRA: "Without care and skill: price reduction",
    Floor.NOT_DELIVERED: "Paid and not delivered",
    Floor.POLICY: "What the signed letter gives back",
    Floor.DISPUTED_TRUST: "Disputed, stays in trust",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the working in words; `note` names the rule in the world."""

    line: str
    how: str
    rule: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """How amounts and days are written."""

    money: Money
    day: Day


def said(worked: Worked, speak: Speaker, costs: Sequence[LedgerEntry] = ()) -> tuple[Said, ...]:
    """The working line by line; `costs` are the entries that were paid for the client."""
    facts = worked.facts
    return tuple(
        Said(_name(line, facts, costs), _how(line, facts, speak, costs), rule(line), line.amount, line.source)
        for line in worked.lines
    )


def rule(line: Line) -> str:
    """Where a line's rule stands, in a word or two: "Clause 6"."""
    if line.rule in (RuleKind.FEE_CLAUSE, RuleKind.REFUND_CLAUSE):
        return f"Clause {line.clause}" if line.clause else "The work"
    if line.rule is RuleKind.FLOOR and line.floor:
        return RULES[line.floor]
    return "Rounding" if line.rule is RuleKind.ROUNDING else _MATRIX.get(line.kind, "Policy")


_MATRIX = {LineKind.BALANCE: "Not set off", LineKind.CAPPED: "At most"}


def _name(line: Line, facts: Facts, costs: Sequence[LedgerEntry]) -> str:
    if line.kind is LineKind.COSTS and len(costs) == 1 and costs[0].text:
        return costs[0].text.partition(",")[0]
    if line.part:
        return _part_name(line.part, facts)
    if line.credit:
        return "Late, money back" if not line.credit.stage else f"Stage {line.credit.stage} late, money back"
    if line.kind is LineKind.BY_FLOOR and line.floor:
        return FLOORS[line.floor]
    if line.kind is LineKind.FEES:
        fixed = facts.fee.kind in (FeeKind.FLAT, FeeKind.MILESTONES, FeeKind.PACKAGE)
        return "Fixed fee received" if fixed else "Paid in advance"
    return _NAMES[line.kind]


_NAMES = {
    LineKind.ADVANCE: "Costs advance received",
    LineKind.MISTAKEN: "Paid by mistake",
    LineKind.COSTS: "Costs paid for you",
    LineKind.BALANCE: "Still owed, on its own",
    LineKind.BY_HAND: "Availability fee",
    LineKind.WAIVED: "Our time, given up",
    LineKind.GOODWILL: "Beyond what is owed",
    LineKind.CAPPED: "No more than was paid",
    LineKind.ROUNDED: "Rounding",
}


def _part_name(part: Part, facts: Facts) -> str:
    if part.kind is PartKind.STAGE:
        state = "finished" if part.share == 1 else f"{_percent(part.share)} done"
        return f"Stage {part.first}, {part.title[:1].lower()}{part.title[1:]}: {state}"
    if part.kind is PartKind.NOT_STARTED:
        return f"{_stages(part)}: not started"
    return _PARTS[part.kind]


def _stages(part: Part) -> str:
    numbers = [str(number) for number in range(part.first, part.last + 1)]
    return f"Stage {numbers[0]}" if len(numbers) == 1 else f"Stages {listed(numbers)}"


_PARTS = {
    PartKind.TIME: "Time worked",
    PartKind.VALUED: "Time at its own rate",
    PartKind.WRITTEN_OFF: "Let go before",
    PartKind.PERCENT: "Work done",
    PartKind.DELIVERED: "Sessions held",
    PartKind.FORFEITED: "Sessions missed",
    PartKind.PERIODS: "Whole months",
    PartKind.DAYS: "Days of this month",
}


def _how(line: Line, facts: Facts, speak: Speaker, costs: Sequence[LedgerEntry]) -> str:
    if line.part:
        return _part_how(line.part, facts, speak)
    if line.credit:
        return credit_how(line.credit, speak)
    if line.kind in (LineKind.FEES, LineKind.ADVANCE):
        return received([one for one in facts.receipts if one.for_costs is (line.kind is LineKind.ADVANCE)], speak)
    if line.kind is LineKind.COSTS:
        days = listed([speak.day(one.on) for one in costs])
        return f"Receipt{'s' if len(costs) > 1 else ''} of {days}" if days else ""
    if line.kind is LineKind.WAIVED:
        return "All of the fee, by what happened and how early"
    if line.kind is LineKind.GOODWILL:
        return f"{line.percent}% of {speak.money(line.base)}" if line.base else "By what happened"
    return line.source[:1].upper() + line.source[1:]


def received(receipts: Sequence[Receipt], speak: Speaker) -> str:
    """Payments in words: "$2,075.00 on September 14 and on September 17"."""
    if not receipts:
        return "Nothing was paid"
    days = [f"on {speak.day(one.on)}" for one in receipts if one.on]
    if len({one.amount for one in receipts}) == 1 and days:
        return f"Paid {days[0]}" if len(days) == 1 else f"{speak.money(receipts[0].amount)} {listed(days)}"
    return listed([f"{speak.money(one.amount)}{f' on {speak.day(one.on)}' if one.on else ''}" for one in receipts])


def credit_how(credit: LateCredit, speak: Speaker) -> str:
    """A letter's credit in words: "3 full weeks × 10% × $2,075.00; the most is 30%"."""
    weeks = f"{credit.weeks} full week{'' if credit.weeks == 1 else 's'}"
    most = f"; the most is {credit.most_percent}%" if credit.most_percent < 100 else ""
    return f"{weeks} × {credit.percent_per_week}% × {speak.money(credit.base)}{most}"


def _part_how(part: Part, facts: Facts, speak: Speaker) -> str:
    base = speak.money(half_up(part.base))
    if part.kind is PartKind.NOT_STARTED:
        return NOT_DONE
    if part.kind is PartKind.STAGE:
        whole = sum(stage.amount for stage in facts.fee.milestones)
        share = _percent(Fraction(part.base, whole) if whole else Fraction(0))
        of = f"{share} of {speak.money(whole)}" if "." not in share else base
        return of if part.share == 1 else f"{_percent(part.share)} of {base}"
    if part.kind in (PartKind.DELIVERED, PartKind.FORFEITED):
        each = base if part.base.denominator == 1 else f"{speak.money(facts.fee.amount)} ÷ {facts.fee.sessions}"
        return f"{part.share} × {each}"
    return _OTHERS[part.kind](part, facts, base)


_OTHERS: dict[PartKind, Callable[[Part, Facts, str], str]] = {
    PartKind.TIME: lambda part, _, base: f"{_hours(part.share)} h × {base}",
    PartKind.VALUED: lambda _, __, base: f"{base}, each at its own rate",
    PartKind.WRITTEN_OFF: lambda _, __, base: f"{base} that is no longer asked for",
    PartKind.PERCENT: lambda part, _, base: f"{_percent(part.share)} of {base}",
    PartKind.PERIODS: lambda part, _, base: f"{part.share} × {base}",
    PartKind.DAYS: lambda _, facts, base: f"{facts.done.days} of {facts.done.period_days} days × {base}",
}


def _hours(hours: Fraction) -> str:
    return f"{float(hours):.2f}".rstrip("0").rstrip(".")


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.1f}".rstrip("0").rstrip(".") + "%"


SIDES = {
    Side.LEFT: "Work not done",
    Side.UNPAID: "not paid yet",
    Side.PAID_AHEAD: "paid ahead",
    Side.UNSPENT: "unspent costs",
    Side.NOT_SET_OFF: "owed, not set off",
    Side.CREDIT: "late, money back",
    Side.BEYOND: "beyond what is owed",
    Side.PAID: "Paid",
    Side.KEPT: "kept",
    Side.ROUNDED: "rounding",
}


def checked(worked: Worked, speak: Speaker) -> str:
    """The second reckoning in a line: "Stages not started $1,037.50 + late $622.50 + unspent costs $28.65 = …"."""
    pieces = list(_pieces(worked, speak))
    total = speak.money(worked.check.total)
    return f"{' '.join(pieces)} = {total}" if pieces else f"Nothing is left to return: {total}"


def _pieces(worked: Worked, speak: Speaker) -> Iterator[str]:
    named = {Side.LEFT: "Stages not started"} if worked.facts.fee.kind is FeeKind.MILESTONES else {}
    for number, (side, amount) in enumerate(worked.check.pieces):
        name = named.get(side, SIDES[side])
        if side is Side.UNSPENT and amount < 0:
            name = "costs"
        sign = "" if number == 0 and amount >= 0 else ("− " if amount < 0 else "+ ")
        shown = (
            speak.money(half_up(abs(amount))) if amount.denominator == 1 else f"{speak.money(half_up(abs(amount)))}…"
        )
        yield f"{sign}{name[:1].upper() + name[1:] if number == 0 else name} {shown}"
