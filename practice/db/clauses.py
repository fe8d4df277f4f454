"""Edited clauses as they are kept, one row a version, and the issued letters that a clause stands in."""

from collections.abc import Iterable

from practice.db import records
from practice.db.store import Store
from practice.db.tables import ClauseRow, LetterRow
from practice.rules.clauses import ClauseVersion
from practice.rules.letters import Letter, LetterState


def chain(store: Store, profession: str, family: str, key: str) -> list[ClauseVersion]:
    """The edited versions of a clause, newest first; empty while only the bundled text exists."""
    mine = (ClauseRow.profession == profession) & (ClauseRow.family == family) & (ClauseRow.key == key)
    return records.fetch(ClauseRow.select().where(mine).order_by(ClauseRow.version.desc()), ClauseVersion)


def newest(store: Store, profession: str, family: str) -> list[ClauseVersion]:
    """The newest version of every clause of a family that was edited."""
    mine = (ClauseRow.profession == profession) & (ClauseRow.family == family)
    found = records.fetch(ClauseRow.select().where(mine).order_by(ClauseRow.version), ClauseVersion)
    return list({version.key: version for version in found}.values())


def pinned(store: Store, profession: str, family: str, pins: Iterable[tuple[str, int]]) -> tuple[ClauseVersion, ...]:
    """The versions that a letter was begun with; the bundled texts, version 0, are not kept and left out."""
    wanted = {(key, version) for key, version in pins if version}
    if not wanted:
        return ()
    mine = (ClauseRow.profession == profession) & (ClauseRow.family == family)
    mine &= ClauseRow.key.in_([key for key, _ in wanted])
    found = records.fetch(ClauseRow.select().where(mine), ClauseVersion)
    return tuple(version for version in found if (version.key, version.version) in wanted)


def save(store: Store, version: ClauseVersion) -> ClauseVersion:
    """Keep a version; inside a change of the journal."""
    return store.journal.put(ClauseRow, version)


def issued_with(store: Store, family: str, key: str, limit: int) -> list[Letter]:
    """The issued letters that this clause stands in, newest first."""
    rows = store.execute(
        "SELECT id FROM letters WHERE state <> ? AND family = ? AND EXISTS "
        "(SELECT 1 FROM json_each(clauses) WHERE json_extract(value, '$[0]') = ?) ORDER BY id DESC LIMIT ?",
        (LetterState.DRAFT.value, family, key, limit),
    )
    ids = [letter_id for (letter_id,) in rows]
    return records.fetch(LetterRow.select().where(LetterRow.id.in_(ids)).order_by(LetterRow.id.desc()), Letter)
