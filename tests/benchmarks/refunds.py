"""A refund decision over ten years of ledger, among 20,000 entries: from the store to every line in words."""

import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from practice.actions import clients, engagements, letters, refunds
from practice.actions.store import Store
from practice.db.tables import LedgerEntryRow
from practice.rules.engagements import Engagement, Fee, FeeKind
from practice.rules.ledger import Account, EntryKind, LedgerEntry
from practice.rules.refund_facts import Reason
from practice.rules.refunds import work_out
from tests import make, make_letters
from tests.benchmarks.measured import Measured, in_turns, seconds

ENTRIES, CLIENTS, YEARS, A_MONTH = 20_000, 400, 10, 2
LIMIT = 0.016  # seconds: one frame
BARE = 'SELECT * FROM ledger_entries WHERE engagement_id = ? ORDER BY "on", id'


def measure() -> Iterator[Measured]:
    """All figures of this file."""
    with tempfile.TemporaryDirectory(prefix="practice-refunds-") as folder:
        store = make.store(Path(folder))
        work = fill(store)
        yield from _measured(store, work)
        store.abandon()


def _measured(store: Store, work: int) -> Iterator[Measured]:
    draft = refunds.start(store, work, Reason.OUR_FAILURE_PARTIAL, make.NOW)
    count = YEARS * 12 * A_MONTH
    ours, bare = in_turns(
        [
            lambda: refunds.view(store, draft.id, make.TODAY),
            lambda: store.execute(BARE, (work,)).fetchall(),
        ],
        60,
    )
    told = f"{YEARS} years ({count} entries of {ENTRIES:,})"
    yield Measured(f"a refund decision worked out, {told}", ours, LIMIT, 1.0)
    yield Measured("… against reading its ledger, bare", ours, bare, None)
    moved = seconds(lambda: refunds.what_if(store, draft, {"paid": "9,000.00"}, make.TODAY), 60)
    yield Measured("… a what-if of it", moved, LIMIT, 1.0)
    facts = refunds.worked(store, draft, make.TODAY).facts
    yield Measured("… the rules alone, both ways", seconds(lambda: work_out(facts), 200), LIMIT, 1.0)


def fill(store: Store) -> int:
    """A signed letter whose account has entries each month for years, among those of many others; its engagement."""
    make_letters.profile(store)
    letter = make_letters.estate_plan(store, make_letters.person(store).id)
    letters.issue(store, letter.id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    work = letter.engagement_id or 0
    own = [_entry(1, work, number // A_MONTH) for number in range(YEARS * 12 * A_MONTH)]
    others = _others(store)
    chance = random.Random(7)
    rest = [_entry(*chance.choice(others), chance.randrange(YEARS * 12)) for _ in range(ENTRIES - len(own))]
    with store.journal.change("bench.fill", final=True):
        store.journal.put_many(LedgerEntryRow, [*own, *rest], lambda _: {})
    return work


def _others(store: Store) -> list[tuple[int, int]]:
    """Clients with work: their ids, and those of the work."""
    fee = Fee(kind=FeeKind.HOURLY, amount=24_000)
    found = []
    for number in range(CLIENTS):
        one = clients.create(store, make.client(f"Given{number}", f"Family{number}"), make.NOW)
        work = engagements.create(store, Engagement(client_id=one.id, fee=fee), make.NOW, make.TODAY)
        found.append((one.id, work.id))
    return found


def _entry(client_id: int, work: int, month: int) -> LedgerEntry:
    on = make.TODAY - timedelta(days=30 * month)
    return LedgerEntry(
        client_id=client_id, engagement_id=work, kind=EntryKind.PAYMENT, account=Account.OPERATING, amount=2_500, on=on,
        payer="Imelda Corrant", text="As agreed", recorded_at=make.NOW,
    )  # fmt: skip
