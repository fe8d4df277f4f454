"""Reconciling trust each month: the bank's statement, the trust ledger and what each client holds (Rule 1.15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from practice.errors import Refused
from practice.rules.ledger import LedgerEntry, effect
from practice.rules.letters import LetterFacts


class ReconciliationState(StrEnum):
    """A reconciliation is worked on, then finished for good."""

    DRAFT = "draft"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Named:
    """A difference that is no entry of the ledger; `amount` (minor units) is what makes the statement right."""

    text: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """What lies in trust for one client, minor units."""

    client_id: int
    name: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """One month of one currency's trust account; `month` is its last day, money is in minor units.

    `outstanding` are the ledger's entries that the bank's statement does not show yet, `named` other differences. Once
    finished it bears the sums that it was finished with, and never changes.
    """

    id: int = 0
    month: date
    currency: str = "USD"
    state: ReconciliationState = ReconciliationState.DRAFT
    statement: int | None = None
    outstanding: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()
    note: str = ""
    ledger: int | None = None
    holdings: tuple[Holding, ...] = ()
    facts: LetterFacts | None = None
    check_code: str = ""
    sha256: str = ""
    pages: int = 0
    finished_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReconciliationDocument:
    """The bytes of a finished reconciliation, kept apart."""

    id: int = 0
    reconciliation_id: int = 0
    pdf: bytes = b""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The three balances side by side, minor units.

    `adjusted` is the statement with what it does not show yet and with the named differences; `unexplained` is what it
    then still lacks to the ledger, `apart` what the ledger has beyond the clients' sum. Both are 0 when all agree.
    """

    statement: int | None
    outstanding: int
    named: int
    adjusted: int
    ledger: int
    holdings: int
    below: tuple[Holding, ...] = ()  # a client's trust that is below nothing

    @property
    def unexplained(self) -> int:
        """What the adjusted statement lacks to the ledger."""
        return self.ledger - self.adjusted

    @property
    def apart(self) -> int:
        """What the ledger has beyond the sum of the clients' balances."""
        return self.ledger - self.holdings

    @property
    def agrees(self) -> bool:
        """Whether all three say the same, and no client's money was used for another."""
        return self.statement is not None and not (self.unexplained or self.apart or self.below)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def last_month(today: date) -> date:
    """The last day of the month before that of `today`."""
    return today.replace(day=1) - timedelta(days=1)


def trust(entries: Iterable[LedgerEntry]) -> int:
    """What these entries leave in trust, minor units."""
    return sum(effect(entry).trust for entry in entries)


def holdings(entries: Iterable[LedgerEntry], names: dict[int, str]) -> tuple[Holding, ...]:
    """What each client holds by these entries, by name; who holds nothing is left out."""
    held: dict[int, int] = {}
    for entry in entries:
        held[entry.client_id] = held.get(entry.client_id, 0) + effect(entry).trust
    found = (Holding(client, names.get(client, ""), amount) for client, amount in held.items() if amount)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.client_id)))


def to_look_at(entries: Iterable[LedgerEntry], month: date, before: Reconciliation | None) -> tuple[LedgerEntry, ...]:
    """The trust entries that the month's statement may not show: what came since the reconciliation before.

    Those that were outstanding in it come along, and what was recorded after it of an earlier day. Without one before
    it, the last three months.
    """
    first = month.replace(day=1)
    if before is None:
        early = last_month(last_month(first)).replace(day=1)
        return tuple(one for one in entries if early <= one.on <= month)
    out, until = set(before.outstanding), before.finished_at

    def is_new(one: LedgerEntry) -> bool:
        late = until is not None and one.recorded_at is not None and one.recorded_at > until
        return one.on >= first or late or one.id in out

    return tuple(one for one in entries if one.on <= month and is_new(one))


def compare(
    statement: int | None, out: Iterable[LedgerEntry], named: Iterable[Named], ledger: int, held: Sequence[Holding]
) -> Compared:
    """The three balances side by side; `out` are the entries that the statement does not show yet."""
    outstanding, others = trust(out), sum(one.amount for one in named)
    return Compared(
        statement=statement, outstanding=outstanding, named=others, adjusted=(statement or 0) + outstanding + others,
        ledger=ledger, holdings=sum(one.amount for one in held), below=tuple(one for one in held if one.amount < 0),
    )  # fmt: skip


def edited(reconciliation: Reconciliation, **changes: object) -> Reconciliation:
    """The draft with `changes`. Raises Refused for a finished one."""
    if reconciliation.state is not ReconciliationState.DRAFT:
        raise Refused("This month is reconciled and kept. What came later belongs to the next month.")
    return replace(reconciliation, **changes)  # type: ignore[arg-type]  # checked by the record's own fields


def problems(reconciliation: Reconciliation, compared: Compared, today: date) -> dict[str, str]:
    """What stops the month from being finished, by field; empty when nothing does."""
    if reconciliation.month > today:
        return {"month": "This month is not over yet."}
    if reconciliation.statement is None:
        return {"statement": "Type the balance that the bank's statement ends with."}
    if any(not one.text.strip() for one in reconciliation.named):
        return {"named": "Say what each difference is, such as a bank fee to be put back."}
    if compared.unexplained:
        return {"statement": "A difference is not named yet. Mark what the statement does not show, or say what it is."}
    if compared.apart:
        return {"ledger": "Ledger and clients do not agree. See that each trust entry belongs to a client."}
    if compared.below:
        names = ", ".join(one.name for one in compared.below)
        return {"ledger": f"The trust of {names} is below zero. Put that right in the ledger first."}
    return {}


def waiting(today: date, first_entry: date | None, finished: Iterable[date]) -> date | None:
    """The last day of last month where trust was kept by then and nobody has reconciled it; else None."""
    month = last_month(today)
    return month if first_entry is not None and first_entry <= month and month not in set(finished) else None
