"""One letter to many clients: a change of their fee, reckoned for each piece of work, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from practice.errors import Refused
from practice.rules import offers
from practice.rules.cases import is_contingent
from practice.rules.clients import Client
from practice.rules.engagements import Engagement, Fee, FeeKind, fee_errors, is_open
from practice.rules.families import Family
from practice.rules.letters import Letter, letter_in_force
from practice.rules.money import decimals, half_up

KINDS = (FeeKind.HOURLY, FeeKind.MONTHLY, FeeKind.PACKAGE, FeeKind.FLAT)  # stages are changed letter by letter
MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeChange:
    """What is asked: every fee of one `kind` becomes `amount` minor units of `currency`, or changes by `percent`.

    A percentage is rounded once, halves up, to `whole` units of each fee's own currency, 0 being its minor unit.
    """

    kind: FeeKind = FeeKind.PACKAGE
    currency: str = "USD"
    amount: int | None = None
    percent: Fraction = Fraction(0)
    whole: int = 0
    from_day: date | None = None  # None is the day of the last signature
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A piece of work whose fee is of that kind; `reason` says why no letter is made for it, "" if one is."""

    engagement_id: int
    client_id: int
    client: str
    work: str
    before: Fee
    after: Fee
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter that was issued."""

    letter_id: int
    number: str
    client: str
    work: str


@dataclass(frozen=True, slots=True)
class NotMade:
    """A letter that was not, and why."""

    client: str
    work: str
    reason: str


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of a batch, each in the order in which it was asked for."""

    made: tuple[MadeLetter, ...] = ()
    not_made: tuple[NotMade, ...] = ()


def read_percent(text: str, point: str = ".") -> Fraction:
    """By how many percent, as typed: "5", "+2.5 %", "-3"; Refused with what to type instead."""
    plain = text.strip().removesuffix("%").strip().replace("\u2212", "-")
    try:
        if "e" in plain.casefold():  # 1e999999999 would take minutes to write out
            raise InvalidOperation
        found = Fraction(Decimal(plain.replace(",", ".") if point == "," else plain))
    except (InvalidOperation, ValueError, OverflowError):  # no number, or none that ends
        raise Refused(f"Type a percentage, for example 5 or 2{point}5.") from None
    if not found:
        raise Refused("Type by how many percent the fee changes.")
    if not -100 < found <= MOST_PERCENT:
        raise Refused(f"Type a percentage above \u2212100 and up to {MOST_PERCENT}.")
    return found


def check(change: FeeChange, today: date) -> None:
    """Refused by field where nothing could be made of it."""
    wrong: dict[str, str] = {}
    if change.amount is not None and change.amount <= 0:
        wrong["amount"] = "Type an amount above zero."
    if change.from_day and change.from_day < today:
        wrong["from_day"] = "Choose today or a later day."
    if not change.why.strip():
        wrong["why"] = "Say why, in a sentence: it stands in each letter."
    elif "{{" in change.why or "}}" in change.why:
        wrong["why"] = "Take the double braces out."
    if wrong:
        raise Refused(wrong)


def changed(fee: Fee, change: FeeChange) -> Fee:
    """The fee as it would be, rounded once."""
    if change.amount is not None:
        return replace(fee, amount=change.amount, from_day=change.from_day)
    step = change.whole * 10 ** decimals(fee.currency) or 1
    exact = Fraction(fee.amount) * (100 + change.percent) / 100
    return replace(fee, amount=half_up(exact / step) * step, from_day=change.from_day)


def left_out(
    change: FeeChange, engagement: Engagement, client: Client, family: Family, letters: Iterable[Letter], today: date
) -> str:
    """Why no letter is made for this work, "" when one is; `letters` are those about it, `family` the addendum's."""
    if client.archived_at is not None:
        return "The client is archived."
    if not is_open(engagement, today):
        return "The work is closed."
    letters = tuple(letters)
    if why := offers.reason(family, offers.flags(client, engagement, letters, today)):
        return why
    force = letter_in_force(letters, today)
    if force and is_contingent(force.letter):
        return "Its fee is a share of the result, which no amount can take the place of."
    agreed = engagement.fee.from_day
    if agreed and (change.from_day or today) <= agreed:  # what the letter calls the fee does not hold yet
        return "A change of its fee is agreed for that day or a later one."
    return _stays(change, engagement.fee)


def _stays(change: FeeChange, fee: Fee) -> str:
    """Why this fee cannot be changed so."""
    if change.amount is not None and fee.currency != change.currency:
        return f"Its fee is in {fee.currency}, not in {change.currency}."
    after = changed(fee, change)
    if after.amount == fee.amount:
        return "Its fee would stay as it is."
    wrong = fee_errors(after)
    if "deposit" in wrong:
        return "Its deposit would be more than the fee."
    return "Its fee would come to nothing." if wrong else ""
