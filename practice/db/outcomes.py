"""How work ended, as it is kept, and what was foreseen of it."""

from datetime import date

from practice.db import records
from practice.db.store import Store
from practice.db.tables import OutcomeRow
from practice.rules.outcomes import Ended, Outcome

_CLOSED = "e.status = 'closed' AND e.closed_on <= ?"


def of_engagement(store: Store, engagement_id: int) -> Outcome | None:
    """How this engagement ended, None while nobody has said."""
    return records.first(OutcomeRow.select().where(OutcomeRow.engagement_id == engagement_id), Outcome)


def get(store: Store, outcome_id: int) -> Outcome:
    """The outcome with this id; KeyError when there is none."""
    return records.get(OutcomeRow, Outcome, outcome_id)


def save(store: Store, outcome: Outcome) -> Outcome:
    """Keep an outcome, new or changed; inside a change of the journal."""
    return store.journal.put(OutcomeRow, outcome)


def delete(store: Store, outcome_id: int) -> None:
    """Take an outcome away, as when its exit is taken back; inside a change of the journal."""
    store.journal.delete(OutcomeRow, outcome_id)


def ended(store: Store) -> list[Ended]:
    """All engagements of which somebody said how they ended, the latest first, with what their fit check foresaw."""
    sql = (
        "SELECT e.id, e.client_id, c.list_name, e.title, e.kind, f.forecast, f.score, o.good, e.closed_on "
        "FROM outcomes o JOIN engagements e ON e.id = o.engagement_id JOIN clients c ON c.id = e.client_id "
        "LEFT JOIN fit_checks f ON f.id = e.fit_check_id ORDER BY e.closed_on DESC, e.id DESC"
    )
    return [
        Ended(
            engagement_id=row[0],
            client_id=row[1],
            client=row[2],
            work=row[3] or row[4],
            forecast=row[5],
            score=row[6],
            good=bool(row[7]),
            closed_on=date.fromisoformat(row[8]) if row[8] else None,
        )
        for row in store.execute(sql, ())
    ]


def unanswered(store: Store, today: date, limit: int) -> list[tuple[int, int, str]]:
    """Work that is over and nobody said how: engagement, client and the client's name, the latest first."""
    sql = (
        "SELECT e.id, e.client_id, c.list_name FROM engagements e JOIN clients c ON c.id = e.client_id "
        f"WHERE {_CLOSED} AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.engagement_id = e.id) "
        "ORDER BY e.closed_on DESC, e.id DESC LIMIT ?"
    )
    return [(row[0], row[1], row[2]) for row in store.execute(sql, (today.isoformat(), limit))]


def count_unanswered(store: Store, today: date) -> int:
    """How much work is over of which nobody said how it ended."""
    sql = (
        f"SELECT count(*) FROM engagements e WHERE {_CLOSED} "
        "AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.engagement_id = e.id)"
    )
    return int(store.execute(sql, (today.isoformat(),)).fetchone()[0])
