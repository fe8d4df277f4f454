"""The words of a fee change for what the rules call by code."""

from decimal import Decimal

from practice.actions import wording
from practice.rules.batch import BatchReport, Candidate, FeeChange
from practice.rules.engagements import FeeKind
from practice.ui.tr import tr, trn
from practice.ui.widgets.lists import RowFace

Choices = tuple[tuple[object, str], ...]


def kinds() -> Choices:
    """Which fees change, as a choice."""
    return (
        (FeeKind.HOURLY, tr("Hourly rates")),
        (FeeKind.MONTHLY, tr("Monthly fees")),
        (FeeKind.PACKAGE, tr("Packages of sessions")),
        (FeeKind.FLAT, tr("Fixed fees")),
    )


def amount_label(kind: FeeKind) -> str:
    """The name of the field for the new amount."""
    return {
        FeeKind.HOURLY: tr("New rate an hour"),
        FeeKind.MONTHLY: tr("New fee a month"),
        FeeKind.PACKAGE: tr("New price of the package"),
    }.get(kind, tr("New fixed fee"))


def roundings() -> Choices:
    """What a percentage is rounded to, in whole units of the currency."""
    return (
        (0, tr("to the smallest coin")),
        (1, tr("to whole amounts")),
        (5, tr("to the nearest 5")),
        (10, tr("to the nearest 10")),
    )


def asked(change: FeeChange, locale: str) -> str:
    """What is asked, in a line: "Packages of sessions, 5% more from January 1, 2027"."""
    kind = dict(kinds())[change.kind]
    day = wording.day_text(change.from_day, locale) if change.from_day else ""
    if change.amount is not None:
        how = tr("{amount} from {day}", amount=wording.money_text(change.amount, change.currency, locale), day=day)
    else:
        exact = Decimal(abs(change.percent.numerator)) / change.percent.denominator
        much = f"{exact:f}%".replace(".", wording.decimal_point(locale))
        how = tr("{much} more from {day}" if change.percent > 0 else "{much} less from {day}", much=much, day=day)
    return f"{kind}, {how}"


def face(one: Candidate, locale: str) -> RowFace:
    """A piece of work in the list: whose, and what it cost and will cost, or why it is left out."""
    before = wording.money_text(one.before.amount, one.before.currency, locale)
    if one.reason:
        return RowFace(one.client, "  ·  ".join(part for part in (one.work, one.reason) if part))
    after = wording.money_text(one.after.amount, one.after.currency, locale)
    return RowFace(one.client, one.work, f"{before} → {after}", "accent", "banknote")


def came_of_it(report: BatchReport) -> str:
    """The summary in a sentence."""
    made = trn("{n} letter was made and issued.", "{n} letters were made and issued.", len(report.made))
    left = trn("{n} was not made.", "{n} were not made.", len(report.not_made))
    return f"{made} {left}" if report.not_made else made


def text(report: BatchReport) -> str:
    """The whole report as plain text."""
    lines = [came_of_it(report)]
    lines += [f"{one.number}: {one.client}, {one.work}" for one in report.made]
    lines += [f"{one.client}, {one.work}: {one.reason}" for one in report.not_made]
    return "\n".join(lines)
