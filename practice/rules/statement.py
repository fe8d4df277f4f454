"""A statement of account: what it says on paper, and its rows for a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from practice.rules.cases import Words
from practice.rules.clients import Client, address_lines, display_name
from practice.rules.engagements import Engagement
from practice.rules.ledger import Account, Balances, EntryKind, LedgerEntry, Line, effect, lines, reversed_ids
from practice.rules.letters import STATEMENT, Block, Grid, LetterFacts, Paragraph, Section
from practice.rules.money import decimals, half_up
from practice.rules.practice import PracticeProfile, design, letterhead
from practice.rules.signs import printed

KINDS = {
    EntryKind.FEE: "Fee",
    EntryKind.PAYMENT: "Payment",
    EntryKind.DEPOSIT: "Deposit",
    EntryKind.TRANSFER: "Paid from trust",
    EntryKind.COST: "Cost",
    EntryKind.REFUND: "Returned",
    EntryKind.WRITE_OFF: "Waived",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """All that a statement is written from; `people` are the one or two whom it is addressed to."""

    profile: PracticeProfile
    engagement: Engagement
    record: Client
    people: tuple[Client, ...]
    entries: tuple[LedgerEntry, ...]
    balances: Balances
    currency: str
    today: date


def facts(told: Statement, words: Words, short: Words) -> LetterFacts:
    """The statement as a letter's facts; `words` write amounts and days, `short` days in columns."""
    about = printed(told.engagement.title or told.engagement.kind)
    day = words.day(told.today)
    return LetterFacts(
        family=STATEMENT,
        number=f"Statement of account, {day}",
        version=1,
        paper=told.profile.paper,
        language=told.profile.locale.replace("_", "-"),
        title="Statement of account",
        letterhead=letterhead(told.profile),
        design=design(told.profile),
        date_line=day,
        recipient=_recipient(told),
        subject="Statement of account" + (f": {about}" if about else ""),
        reference=f"Amounts in {told.currency}",
        sections=tuple(_sections(told, words, short)),
    )


def _recipient(told: Statement) -> tuple[str, ...]:
    everyone = (told.record, *told.people)
    address = next((client.addresses[0] for client in everyone if client.addresses), None)
    return (*(display_name(client) for client in told.people), *(address_lines(address) if address else ()))


def _sections(told: Statement, words: Words, short: Words) -> Iterator[Section]:
    rows = lines(told.entries)
    account = [line for line in rows if effect(line.entry).account or line.entry.kind is EntryKind.COST]
    trust = [line for line in rows if effect(line.entry).trust]
    yield Section(0, "", (_summary(told.balances, rows, words),))
    if not rows:
        yield Section(0, "", (Paragraph("Nothing was charged and nothing was paid so far."),))
    if account:
        yield Section(0, "Your account", (_account(account, rows, words, short),))
    if trust:
        yield Section(0, "Held for you in trust", (*_in_trust(trust, words, short),))


def _summary(sums: Balances, rows: Sequence[Line], words: Words) -> Grid:
    """Where the money stands; an invoice that is open is due before it is earned, less what trust can pay of it."""
    due = max(sums.owed, rows[-1].account - sums.trust if rows else 0)
    ahead = ("Paid and not earned yet", sums.unearned)
    told = [
        ("Fees charged", sums.charged), ("Costs paid for you", sums.costs), ("Waived", sums.written_off),
        ("You paid, what is held in trust included" if sums.trust else "You paid", sums.paid),
        ("Returned to you", sums.refunded),
        ("Earned so far, by the work that is done", half_up(sums.earned)),
        ("Earned and not charged yet", sums.unbilled),
        ("Held for you in trust", sums.trust),
    ]  # fmt: skip
    total = ahead if sums.unearned and due <= 0 else ("Balance due", due)
    shown = [*told, ahead] if total is not ahead else told
    rest = tuple((label, words.money(amount)) for label, amount in shown if amount)
    return Grid(("Where it stands", "Amount"), rest, (total[0], words.money(total[1])), (1,))


def _account(told: Sequence[Line], rows: Sequence[Line], words: Words, short: Words) -> Grid:
    made = [(*_named(line.entry, rows, short), *_sides(line.entry, words), words.money(line.account)) for line in told]
    return Grid(("Date", "What", "Charged", "Paid", "Balance"), tuple(made), (), (2, 3, 4))


def _sides(entry: LedgerEntry, words: Words) -> tuple[str, str]:
    """An entry in the columns of what was charged and what was paid; a cost out of trust stands in both."""
    does = effect(entry).account
    if entry.kind is EntryKind.COST and entry.account is Account.TRUST:
        amount = words.money(-entry.amount if entry.reverses else entry.amount)
        return amount, amount
    charges = entry.kind in (EntryKind.FEE, EntryKind.COST)
    return (words.money(does), "") if charges else ("", words.money(-does))


def _in_trust(told: Sequence[Line], words: Words, short: Words) -> Iterator[Block]:
    rows = [
        (*_named(line.entry, told, short), words.money(effect(line.entry).trust), words.money(line.trust))
        for line in told
    ]
    yield Grid(("Date", "What", "In or out", "Held"), tuple(rows), (), (2, 3))
    yield Paragraph("This money stays yours until it is earned.")


def _named(entry: LedgerEntry, rows: Sequence[Line], short: Words) -> tuple[str, str]:
    parts = (entry.text, entry.payer, entry.method, entry.reference)
    detail = ", ".join(printed(part) for part in parts if part.strip())
    head = KINDS[entry.kind]
    if entry.reverses:
        head = f"{head} of {_day_of(entry.reverses, rows, short)}, taken back"
    return short.day(entry.on), f"{head}: {detail}" if detail else head


def _day_of(entry_id: int, rows: Sequence[Line], short: Words) -> str:
    found = (short.day(line.entry.on) for line in rows if line.entry.id == entry_id)
    return next(found, "an earlier day")


HEADER = (
    "Entry", "Date", "Kind", "Account", "Payer", "Method", "Reference", "Text", "Currency",
    "Charged", "Taken off", "Into trust", "Out of trust", "Balance due", "In credit", "In trust", "Reverses",
    "Reversed by",
)  # fmt: skip


def table(entries: Iterable[LedgerEntry]) -> Iterator[tuple[str, ...]]:
    """The entries as rows of plain text under HEADER: days as 2026-11-18, amounts with a point and no sign."""
    entries = tuple(entries)
    back = reversed_ids(entries)
    for line in lines(entries):
        entry, does = line.entry, effect(line.entry)
        sums = (does.account, -does.account, does.trust, -does.trust, line.account, -line.account, line.trust)
        yield (
            str(entry.id), entry.on.isoformat(), KINDS[entry.kind], entry.account.value, entry.payer, entry.method,
            entry.reference, entry.text, entry.currency, *(_figures(amount, entry.currency) for amount in sums),
            str(entry.reverses or ""), str(back.get(entry.id, "")),
        )  # fmt: skip


def _figures(minor: int, currency: str) -> str:
    """Minor units as a spreadsheet reads them, "3600.00"; empty for nothing and less."""
    return format(Decimal(minor).scaleb(-decimals(currency)), "f") if minor > 0 else ""
