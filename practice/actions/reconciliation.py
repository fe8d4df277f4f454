"""Reconciling trust: begin a month, say what the bank says, mark what it does not show yet, finish it for good."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from practice.actions import practice, wording
from practice.actions.letters import render
from practice.actions.store import Store
from practice.db import clients, ledger
from practice.db import reconciliation as kept
from practice.db.reconciliation import get, page
from practice.errors import Refused, Trouble
from practice.interchange import files
from practice.rules import reconciliation as rules
from practice.rules import reconciliation_page as pages
from practice.rules.clients import display_name
from practice.rules.ledger import LedgerEntry
from practice.rules.letters import LetterFacts, check_code
from practice.rules.reconciliation import Compared, Holding, Reconciliation, ReconciliationDocument, ReconciliationState
from practice.rules.reconciliation_page import Sheet

__all__ = ["get", "page"]


@dataclass(frozen=True, slots=True)
class ReconciliationView:
    """A month with its three balances, the entries that its statement may not show, and what stops its end."""

    reconciliation: Reconciliation
    compared: Compared
    entries: tuple[LedgerEntry, ...]
    holdings: tuple[Holding, ...]
    names: dict[int, str]
    problems: dict[str, str]

    @property
    def out(self) -> tuple[LedgerEntry, ...]:
        """The entries that are marked as not on the statement yet."""
        marked = set(self.reconciliation.outstanding)
        return tuple(one for one in self.entries if one.id in marked)


@dataclass(frozen=True, slots=True)
class WaitingMonth:
    """A month of trust that nobody has finished."""

    month: date
    currency: str


def waiting(store: Store, today: date) -> tuple[WaitingMonth, ...]:
    """Last month for each currency in which trust was kept by then and that is not finished."""
    found = ((rules.waiting(today, first, kept.finished(store, code)), code) for code, first in kept.currencies(store))
    return tuple(WaitingMonth(month, code) for month, code in found if month)


def currencies(store: Store) -> tuple[str, ...]:
    """The currencies in which trust is kept."""
    return tuple(code for code, _ in kept.currencies(store))


def start(store: Store, month: date, currency: str, now: datetime) -> Reconciliation:
    """The reconciliation of the month that `month` lies in, new or as it was left; Refused before the month is over."""
    end = rules.month_end(month)
    if end >= now.astimezone().date():
        raise Refused("This month is not over yet; its statement comes when it is.")
    there = kept.of_month(store, end, currency)
    if there is not None:
        return there
    with store.journal.change("reconciliation.start"):
        return kept.save(store, Reconciliation(month=end, currency=currency, created_at=now))


def view(store: Store, reconciliation_id: int, today: date) -> ReconciliationView:
    """A month as it stands; a finished one with the sums that it was finished with. KeyError when there is none."""
    one = get(store, reconciliation_id)
    every = ledger.of_trust(store, one.currency, one.month)
    names = _names(store, every)
    held, total = rules.holdings(every, names), rules.trust(every)
    looked = rules.to_look_at(every, one.month, kept.last_before(store, one.month, one.currency))
    if one.state is ReconciliationState.FINISHED:
        held, total = one.holdings, one.ledger or 0
    marked = set(one.outstanding)
    compared = rules.compare(one.statement, [e for e in every if e.id in marked], one.named, total, held)
    finished = one.state is ReconciliationState.FINISHED
    problems = {} if finished else rules.problems(one, compared, today)
    return ReconciliationView(one, compared, looked, held, names, problems)


def _names(store: Store, entries: list[LedgerEntry]) -> dict[int, str]:
    ids = {entry.client_id for entry in entries}
    return {client.id: display_name(client) for client in clients.find_all(store, ids)}


def change(store: Store, reconciliation_id: int, *, visit: str = "", **changes: object) -> Reconciliation:
    """Change a draft's statement, outstanding, named or note; Refused for a finished one."""
    after = rules.edited(get(store, reconciliation_id), **changes)
    with store.journal.change("reconciliation.edit", merge=visit or None):
        return kept.save(store, after)


def mark(store: Store, reconciliation_id: int, entry_id: int, out: bool) -> Reconciliation:
    """Say that the statement does not show an entry yet, or that it does."""
    others = tuple(one for one in get(store, reconciliation_id).outstanding if one != entry_id)
    return change(store, reconciliation_id, outstanding=(*others, entry_id) if out else others)


def discard(store: Store, reconciliation_id: int) -> None:
    """Take a draft away (Undo brings it back)."""
    rules.edited(get(store, reconciliation_id))
    with store.journal.change("reconciliation.discard"):
        kept.delete(store, reconciliation_id)


def finish(store: Store, reconciliation_id: int, now: datetime) -> Reconciliation:
    """Freeze the month with its sums and its page; Refused while a difference has no name. It cannot be undone."""
    there = view(store, reconciliation_id, now.astimezone().date())
    rules.edited(there.reconciliation)
    if there.problems:
        raise Refused(there.problems)
    one = replace(
        there.reconciliation,
        state=ReconciliationState.FINISHED,
        ledger=there.compared.ledger,
        holdings=there.holdings,
        finished_at=now,
    )
    plain = _facts(store, replace(there, reconciliation=one))
    facts = replace(plain, check_code=check_code(kept.text_of(plain)))
    rendered = render(facts)
    sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    done = replace(one, facts=facts, check_code=facts.check_code, sha256=sha256, pages=rendered.pages)
    with store.journal.change("reconciliation.finish", final=True):
        kept.keep_document(store, ReconciliationDocument(reconciliation_id=done.id, pdf=rendered.pdf, sha256=sha256))
        return kept.save(store, done)


def _facts(store: Store, there: ReconciliationView) -> LetterFacts:
    one, profile = there.reconciliation, practice.profile(store)
    sheet = Sheet(
        reconciliation=one, compared=there.compared, out=there.out, holdings=there.holdings, profile=profile,
        number=pages.number(one),
    )  # fmt: skip
    words, short = wording.words(profile, one.currency), wording.short_words(profile, one.currency)
    named: Callable[[int], str] = lambda client: there.names.get(client, "")  # noqa: E731  a name for the type
    return pages.facts(sheet, words, short, named)


def pdf(store: Store, reconciliation_id: int, today: date) -> bytes:
    """The month as a PDF: the stored bytes when finished, else as it stands."""
    there = view(store, reconciliation_id, today)
    if there.reconciliation.state is ReconciliationState.DRAFT:
        return render(_facts(store, there)).pdf
    document = kept.document(store, reconciliation_id)
    if document is None or hashlib.sha256(document.pdf).hexdigest() != there.reconciliation.sha256:
        raise Trouble("The stored page of this month was altered. Restore a backup that is older.")
    return document.pdf


def file_name(reconciliation: Reconciliation) -> str:
    """The name that an exported month gets."""
    return f"{pages.number(reconciliation)}.pdf"


def export(store: Store, reconciliation_id: int, path: Path, today: date) -> None:
    """Write the month's PDF to `path`, whole or not at all. Raises Trouble when it cannot be written."""
    files.write(path, [pdf(store, reconciliation_id, today)])
