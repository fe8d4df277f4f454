"""The boundary log as it is kept: rules, drafts, entries, and the few columns that patterns are read from."""

from collections.abc import Iterable
from datetime import datetime

from practice.db.records import EPOCH, fetch, first, get
from practice.db.store import Store
from practice.db.tables import BoundaryDraftRow, BoundaryEntryRow, BoundaryRuleRow
from practice.rules.boundaries import BoundaryDraft, BoundaryEntry, BoundaryRule, Direction, EntryKind
from practice.rules.patterns import LOOKS_BACK, Mark, given_at

_TICK = EPOCH.resolution
_MARKS = (
    "SELECT id, client_id, about, entry_kind, direction, category, severity, response, happened_at, recorded_at "
    "FROM boundary_entries WHERE happened_at BETWEEN ? AND ?"
)
_REMINDERS = (
    "SELECT source, issued_at, sent_on FROM letters WHERE source BETWEEN 'boundary:' AND 'boundary:~' "
    "AND family = 'boundary_reminder' AND issued_at IS NOT NULL ORDER BY id DESC"
)


def entry(store: Store, entry_id: int) -> BoundaryEntry:
    """The entry with this id; KeyError when there is none."""
    return get(BoundaryEntryRow, BoundaryEntry, entry_id)


def of_clients(store: Store, client_ids: Iterable[int]) -> list[BoundaryEntry]:
    """The first entries of these clients, what happened last first."""
    query = BoundaryEntryRow.select().where(
        BoundaryEntryRow.client_id.in_(list(client_ids)) & (BoundaryEntryRow.entry_kind == EntryKind.ENTRY.value)
    )
    return fetch(query.order_by(BoundaryEntryRow.happened_at.desc(), BoundaryEntryRow.id.desc()), BoundaryEntry)


def added(store: Store, ids: Iterable[int]) -> list[BoundaryEntry]:
    """What was added to these first entries, in the order it was recorded."""
    query = BoundaryEntryRow.select().where(BoundaryEntryRow.about.in_(list(ids)))
    return fetch(query.order_by(BoundaryEntryRow.id), BoundaryEntry)


def near(store: Store, client_ids: Iterable[int], at: datetime, until: datetime) -> list[BoundaryEntry]:
    """The entries about these clients from 90 days before `at` to `until` with what was added, the earliest first."""
    rows, since = BoundaryEntryRow, _ticks(at - LOOKS_BACK)
    theirs = rows.client_id.in_(list(client_ids))
    query = rows.select().where(theirs & rows.happened_at.between(since, _ticks(until)))
    return fetch(query.order_by(rows.happened_at, rows.id), BoundaryEntry)


def marks(store: Store, at: datetime) -> list[Mark]:
    """What all entries of the 90 days up to an instant leave for patterns."""
    rows = store.execute(_MARKS, (_ticks(at - LOOKS_BACK), _ticks(at))).fetchall()
    sent = reminders(store)
    return [
        Mark._make((*row[:8], _instant(row[8]), given_at(row[0], row[3], row[7], _instant(row[9]), sent)))
        for row in rows
    ]


def reminders(store: Store) -> dict[int, datetime]:
    """When the written reminders of entries went out, by entry: as they were sent, else as they were issued."""
    rows = store.execute(_REMINDERS, ()).fetchall()
    return {int(source.partition(":")[2]): _went(_instant(issued), sent_on) for source, issued, sent_on in rows}


def _went(issued_at: datetime, sent_on: str | None) -> datetime:
    day = datetime.fromisoformat(sent_on).astimezone() if sent_on else issued_at
    return max(issued_at, day)


def _instant(ticks: int) -> datetime:
    return EPOCH + ticks * _TICK


def page(store: Store, after: BoundaryEntry | None, limit: int, direction: Direction | None) -> list[BoundaryEntry]:
    """The next first entries after `after`, what happened last first; of one direction only, if asked."""
    rows = BoundaryEntryRow
    query = rows.select().where(rows.entry_kind == EntryKind.ENTRY.value)
    if direction is not None:
        query = query.where(rows.direction == direction.value)
    if after is not None:
        at = _ticks(after.happened_at)
        query = query.where((rows.happened_at < at) | ((rows.happened_at == at) & (rows.id < after.id)))
    return fetch(query.order_by(rows.happened_at.desc(), rows.id.desc()).limit(limit), BoundaryEntry)


def _ticks(at: datetime) -> int:
    return (at - EPOCH) // _TICK


def keep(store: Store, entry: BoundaryEntry) -> BoundaryEntry:
    """Record an entry; inside a change of the journal."""
    return store.journal.put(BoundaryEntryRow, entry)


# drafts


def draft(store: Store, draft_id: int) -> BoundaryDraft:
    """The draft with this id; KeyError when there is none."""
    return get(BoundaryDraftRow, BoundaryDraft, draft_id)


def draft_of(store: Store, client_id: int) -> BoundaryDraft | None:
    """What is being written about a client."""
    return first(BoundaryDraftRow.select().where(BoundaryDraftRow.client_id == client_id), BoundaryDraft)


def drafts(store: Store) -> list[BoundaryDraft]:
    """All that is being written, the newest first."""
    return fetch(BoundaryDraftRow.select().order_by(BoundaryDraftRow.id.desc()), BoundaryDraft)


def save_draft(store: Store, draft: BoundaryDraft) -> BoundaryDraft:
    """Keep a draft, new or changed; inside a change of the journal."""
    return store.journal.put(BoundaryDraftRow, draft)


def drop_draft(store: Store, draft_id: int) -> None:
    """Take a draft away; inside a change of the journal."""
    store.journal.delete(BoundaryDraftRow, draft_id)


# rules


def rule(store: Store, rule_id: int) -> BoundaryRule:
    """The rule with this id; KeyError when there is none."""
    return get(BoundaryRuleRow, BoundaryRule, rule_id)


def rules(store: Store) -> list[BoundaryRule]:
    """Every rule of the practice's own, by number."""
    return fetch(BoundaryRuleRow.select().order_by(BoundaryRuleRow.number), BoundaryRule)


def save_rule(store: Store, rule: BoundaryRule) -> BoundaryRule:
    """Keep a rule, new or changed; inside a change of the journal."""
    return store.journal.put(BoundaryRuleRow, rule)


def cited(store: Store) -> set[int]:
    """The ids of the rules that an entry cites."""
    sql = "SELECT DISTINCT rule_id FROM boundary_entries WHERE rule_id IS NOT NULL"
    return {rule_id for (rule_id,) in store.execute(sql, ())}
