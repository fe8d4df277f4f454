"""What a reconciliation says on paper: three balances, what lies between them, each client's part, and a signature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from practice.rules.cases import Words
from practice.rules.ledger import EntryKind, LedgerEntry, effect
from practice.rules.letters import Grid, LetterFacts, Paragraph, Section
from practice.rules.practice import PracticeProfile, design, letterhead
from practice.rules.reconciliation import Compared, Holding, Reconciliation, ReconciliationState
from practice.rules.signs import printed

FAMILY = "reconciliation"
KINDS = {
    EntryKind.DEPOSIT: "Deposit",
    EntryKind.TRANSFER: "Transfer to the practice",
    EntryKind.COST: "Cost paid",
    EntryKind.REFUND: "Paid back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that the page is written from."""

    reconciliation: Reconciliation
    compared: Compared
    out: tuple[LedgerEntry, ...]
    holdings: tuple[Holding, ...]
    profile: PracticeProfile
    number: str  # "TR-2026-10"


def number(reconciliation: Reconciliation) -> str:
    """What a month's reconciliation is called: "TR-2026-10-USD"."""
    return f"TR-{reconciliation.month:%Y-%m}-{reconciliation.currency}"


def facts(sheet: Sheet, words: Words, short: Words, names: Callable[[int], str]) -> LetterFacts:
    """The reconciliation as it stands; `names` gives a client's name by id."""
    one, profile = sheet.reconciliation, sheet.profile
    named = f"Trust account reconciliation, {one.month:%B %Y}"
    return LetterFacts(
        family=FAMILY,
        number=sheet.number,
        version=1 if one.state is ReconciliationState.FINISHED else 0,
        check_code=one.check_code,
        paper=profile.paper,
        language=profile.locale.replace("_", "-"),
        title=named,
        letterhead=letterhead(profile),
        design=design(profile),
        date_line=words.day(one.month),
        subject=named,
        reference=f"Amounts in {one.currency}, at the end of {words.day(one.month)}",
        sections=tuple(_sections(sheet, words, short, names)),
    )


def _sections(sheet: Sheet, words: Words, short: Words, names: Callable[[int], str]) -> list[Section]:
    found = [Section(0, "", (_balances(sheet, words),))]
    if sheet.out:
        rows = tuple(_entry(one, short, names) for one in sheet.out)
        head = ("Date", "Client", "What", "Amount")
        table = Grid(head, rows, ("", "", "", words.money(sheet.compared.outstanding)), (3,))
        found.append(Section(0, "Not on the statement yet", (table,)))
    if sheet.reconciliation.named:
        rows = tuple((printed(one.text), words.money(one.amount)) for one in sheet.reconciliation.named)
        found.append(Section(0, "Other differences", (Grid(("What it is", "Amount"), rows, (), (1,)),)))
    found.append(Section(0, "What each client holds", (_holdings(sheet.holdings, sheet.compared, words),)))
    if sheet.reconciliation.note.strip():
        lines = sheet.reconciliation.note.splitlines()
        found.append(Section(0, "Remarks", tuple(Paragraph(printed(text)) for text in lines if text.strip())))
    by_hand = Grid(("Reconciled by", sheet.profile.signer_name), (("Signature", ""), ("Date", "")), form=True)
    return [*found, Section(0, "", (by_hand,))]


def _balances(sheet: Sheet, words: Words) -> Grid:
    sums = sheet.compared
    stated = words.money(sums.statement) if sums.statement is not None else "\u2013"
    rows = (
        ("Balance of the bank’s statement", stated),
        ("Not on the statement yet", words.money(sums.outstanding)),
        ("Other differences", words.money(sums.named)),
        ("Statement, adjusted", words.money(sums.adjusted)),
        ("Trust ledger", words.money(sums.ledger)),
        ("Sum of the clients’ balances", words.money(sums.holdings)),
    )
    left = ("Still to be explained", words.money(max(abs(sums.unexplained), abs(sums.apart))))
    return Grid(("Balance", "Amount"), rows, left, (1,))


def _entry(one: LedgerEntry, short: Words, names: Callable[[int], str]) -> tuple[str, ...]:
    said = ", ".join(part for part in (KINDS.get(one.kind, one.kind.value), printed(one.reference)) if part)
    if one.reverses:
        said = f"{said}, taken back"
    return (short.day(one.on), printed(names(one.client_id)), said, short.money(effect(one).trust))


def _holdings(holdings: Sequence[Holding], sums: Compared, words: Words) -> Grid:
    rows = tuple((printed(one.name), words.money(one.amount)) for one in holdings)
    return Grid(("Client", "In trust"), rows, ("All clients", words.money(sums.holdings)), (1,))
