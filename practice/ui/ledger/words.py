"""What an account says: its kinds of entries, where it stands, how far the work is."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from practice.actions.ledger import AccountView
from practice.actions.wording import money_text
from practice.rules.earned import Done
from practice.rules.engagements import Engagement, FeeKind
from practice.rules.ledger import Account, Balances, EntryKind, LedgerEntry
from practice.rules.money import half_up
from practice.rules.progress import Correction, Progress
from practice.ui.tr import tr, trn
from practice.ui.widgets.layout import Fact

Say = Callable[[int], str]  # minor units as a person reads them

ICONS = {
    EntryKind.FEE: "timer",
    EntryKind.PAYMENT: "banknote",
    EntryKind.DEPOSIT: "shield-half",
    EntryKind.TRANSFER: "arrow-right",
    EntryKind.COST: "file-text",
    EntryKind.REFUND: "undo-2",
    EntryKind.WRITE_OFF: "x",
}


def kinds() -> list[tuple[EntryKind, str]]:
    """What can be recorded, the most frequent first."""
    return [
        (EntryKind.PAYMENT, tr("Payment")),
        (EntryKind.DEPOSIT, tr("Deposit into trust")),
        (EntryKind.TRANSFER, tr("Earned money out of trust")),
        (EntryKind.COST, tr("Cost paid for the client")),
        (EntryKind.FEE, tr("Fee charged")),
        (EntryKind.REFUND, tr("Money returned")),
        (EntryKind.WRITE_OFF, tr("Fee or cost waived")),
    ]


def accounts() -> list[tuple[Account, str]]:
    """Where money lies."""
    return [(Account.OPERATING, tr("Practice")), (Account.TRUST, tr("Trust"))]


def methods() -> list[str]:
    """The usual ways to pay; any other can be typed."""
    return [tr("Bank transfer"), tr("Card"), tr("Check"), tr("Cash")]


def text_label(kind: EntryKind) -> str:
    """What the words of an entry are called."""
    return {
        EntryKind.FEE: tr("What for"),
        EntryKind.COST: tr("What for, as on the receipt"),
        EntryKind.WRITE_OFF: tr("Why it is waived"),
        EntryKind.REFUND: tr("Why"),
    }.get(kind, tr("Remark"))


def entry_name(entry: LedgerEntry) -> str:
    """An entry's kind, and out of which account where it may be either."""
    name = dict(kinds())[entry.kind]
    if entry.account is Account.TRUST:
        out_of_trust = {EntryKind.COST: tr("Cost paid from trust"), EntryKind.REFUND: tr("Returned from trust")}
        name = out_of_trust.get(entry.kind, name)
    return tr("Taken back: {what}", what=name[:1].lower() + name[1:]) if entry.reverses else name


def day_text(day: date, today: date) -> str:
    """A day in a column: "Nov 18", with the year when it is another one."""
    return f"{day:%b} {day.day}" + ("" if day.year == today.year else f", {day.year}")


def entry_detail(entry: LedgerEntry, today: date) -> str:
    """The day of an entry, and all that was said of it."""
    paid = " ".join(part for part in (entry.method, entry.reference) if part)
    parts = (day_text(entry.on, today), entry.text, entry.payer, paid)
    return ", ".join(part for part in parts if part)


def title(engagement: Engagement) -> str:
    """What a piece of work is called."""
    return engagement.title or engagement.kind or tr("Work without a name")


def facts(told: AccountView, say: Say) -> list[Fact]:
    """Where an account stands: paid, earned, owed or unearned, in trust."""
    sums = told.balances
    charged = tr("{amount} charged", amount=say(sums.charged)) if sums.charged else tr("Nothing charged yet")
    return [
        Fact(tr("Paid"), say(sums.paid), charged),
        Fact(tr("Earned"), say(half_up(sums.earned)), done_text(told.progress)),
        balance_fact(sums, say),
        trust_fact(sums, say),
    ]


def balance_fact(sums: Balances, say: Say) -> Fact:
    """What is owed to the practice, or what is not earned yet."""
    if sums.owed:
        return Fact(tr("Owed"), say(sums.owed), tr("by the client"), "warn", "circle-dot")
    if sums.unearned:
        return Fact(tr("Unearned"), say(sums.unearned), tr("if it ended now"))
    return Fact(tr("Balance"), say(0), tr("Settled"), "ok")


def trust_fact(sums: Balances, say: Say) -> Fact:
    """What lies in trust, and how much of it is earned."""
    earned = tr("{amount} earned", amount=say(sums.transferable)) if sums.transferable else ""
    held = tr("{amount} disputed", amount=say(sums.disputed)) if sums.disputed else ""
    if earned or held:
        return Fact(tr("In trust"), say(sums.trust), ", ".join(part for part in (earned, held) if part))
    return Fact(tr("In trust"), say(sums.trust), tr("None of it earned") if sums.trust else tr("Nothing there"))


def done_text(progress: Progress) -> str:
    """How far the work is, in a few words."""
    if progress.unsaid:
        return tr("How far the work is is not said yet")
    told = _DONE[progress.fee.kind](progress, progress.done)
    beside = progress.done.valued and progress.fee.kind is not FeeKind.HOURLY
    return tr("{told}, and time by itself", told=told) if beside else told


def _number(exact: Fraction) -> str:
    return f"{float(exact):.2f}".rstrip("0").rstrip(".")


def _hours(_: Progress, done: Done) -> str:
    if done.valued:
        return tr("{n} hours, and some at other rates", n=_number(done.minutes / 60))
    return tr("{n} hours", n=_number(done.minutes / 60))


def _percent(_: Progress, done: Done) -> str:
    return tr("{n}% of the work", n=_number(done.percent))


def _stages(progress: Progress, done: Done) -> str:
    told = tr("{done} of {n} stages", done=done.stages, n=len(progress.fee.milestones))
    return tr("{told}, {n}% of the next", told=told, n=_number(done.percent)) if done.percent else told


def _sessions(progress: Progress, done: Done) -> str:
    told = tr("{done} of {n} sessions", done=done.delivered, n=progress.fee.sessions)
    return tr("{told}, {n} missed", told=told, n=done.forfeited) if done.forfeited else told


def _months(_: Progress, done: Done) -> str:
    days = tr("{n} of {of} days", n=done.days, of=done.period_days)
    if not done.periods:
        return days
    return trn("{n} month, {days}", "{n} months, {days}", done.periods, days=days)


_DONE: dict[FeeKind, Callable[[Progress, Done], str]] = {
    FeeKind.HOURLY: _hours,
    FeeKind.FLAT: _percent,
    FeeKind.MILESTONES: _stages,
    FeeKind.PACKAGE: _sessions,
    FeeKind.MONTHLY: _months,
}


def source_text(progress: Progress, today: date) -> str:
    """Where that comes from: the records, or what a person said of a day."""
    if progress.correction is not None:
        day = day_text(progress.correction.on, today)
        return tr("As you said of {day}: {why}", day=day, why=progress.correction.evidence)
    return {
        FeeKind.HOURLY: tr("By the time that is recorded, in whole units"),
        FeeKind.FLAT: tr("All promised was delivered")
        if progress.recorded.percent
        else tr("Say how much of it is done, and what shows it"),
        FeeKind.MILESTONES: tr("A stage is done when all its promises are delivered"),
        FeeKind.PACKAGE: tr("By the signed notes of its sessions"),
        FeeKind.MONTHLY: tr("By the days since it began"),
    }[progress.fee.kind]


def measures(kind: FeeKind) -> list[tuple[str, str]]:
    """What can be said of how far work with this kind of fee is: field and label."""
    return {
        FeeKind.HOURLY: [("minutes", tr("Minutes in all"))],
        FeeKind.FLAT: [("percent", tr("Percent done"))],
        FeeKind.MILESTONES: [("stages", tr("Stages done")), ("percent", tr("Percent of next"))],
        FeeKind.PACKAGE: [("delivered", tr("Sessions held")), ("forfeited", tr("Missed and used"))],
        FeeKind.MONTHLY: [("periods", tr("Whole months")), ("days", tr("Days since then"))],
    }[kind]


def correction_text(one: Correction, kind: FeeKind) -> str:
    """What a person said at one time."""
    said = [(label, getattr(one, name)) for name, label in measures(kind)]
    return ", ".join(f"{label}: {value}" for label, value in said if value is not None)


def after_text(sums: Balances, say: Say) -> str:
    """Where the account stands once an entry is recorded."""
    fact = balance_fact(sums, say)
    held = tr("in trust {amount}", amount=say(sums.trust))
    return tr("After this: {name} {amount}, {held}.", name=fact.label.lower(), amount=fact.value, held=held)


def says(told: AccountView, locale: str) -> Say:
    """How this account's amounts are read."""
    return lambda minor: money_text(minor, told.currency, locale)
