"""Everything about a client in the order it happened, read in eight queries."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from practice.db.derived import note_texts
from practice.db.records import EPOCH
from practice.db.store import Store
from practice.rules.letters import LetterState
from practice.rules.shelves import ClientKind
from practice.rules.timeline import Entry, Event, newest_first, standing

# A later version that is signed writes under the same name into the letter whose place it takes: the first is its own.
_STEPS = {
    "letter.sent": Event.LETTER_SENT,
    "letter.signed": Event.LETTER_SIGNED,
    "letter.signed_here": Event.LETTER_SIGNED,
}


def entries(store: Store, client_ids: tuple[int, ...]) -> list[Entry]:
    """The timeline of these clients (a person with their household), newest first."""
    marks = ", ".join("?" * len(client_ids))
    found: list[Entry] = []
    for sql, read in _SOURCES:
        for row in store.execute(sql.format(ids=marks), client_ids):
            found += read(*row)
    marked = _marked(store, client_ids, marks)
    timed = (_timed(entry, marked.get((entry.record_id, entry.event))) for entry in found)
    return newest_first([*timed, *_status_entries(store, client_ids, marks)])


def _timed(entry: Entry, at: datetime | None) -> Entry:
    """With the instant at which it was noted, where that was on the day that it tells of."""
    return replace(entry, at=at) if at and _day(at) == entry.day else entry


def _marked(store: Store, client_ids: tuple[int, ...], marks: str) -> dict[tuple[int, Event], datetime]:
    """When each letter was noted as sent and signed."""
    sql = (
        "SELECT h.record_id, h.at, h.label FROM letters l "
        "JOIN history h ON h.table_name = 'letters' AND h.record_id = l.id "
        f"WHERE l.client_id IN ({marks}) AND h.label GLOB '*letter.s[ei]*' ORDER BY h.seq"
    )
    steps: dict[int, list[tuple[datetime, str]]] = {}
    for record_id, at, label in store.execute(sql, client_ids):
        steps.setdefault(record_id, []).append((_instant(at), label))
    stands = ((letter, name, at) for letter, told in steps.items() for at, name in reversed(standing(told)))
    return {(letter, _STEPS[name]): at for letter, name, at in stands if name in _STEPS}  # the first: see _STEPS


def _status_entries(store: Store, client_ids: tuple[int, ...], marks: str) -> Iterator[Entry]:
    sql = (
        "SELECT record_id, at, label FROM history WHERE table_name = 'clients' AND record_id IN "
        f"({marks}) AND label GLOB '*client.status.*' ORDER BY seq"
    )
    steps: dict[int, list[tuple[datetime, str]]] = {}
    for record_id, at, label in store.execute(sql, client_ids):
        steps.setdefault(record_id, []).append((_instant(at), label))
    for record_id, labels in steps.items():
        for at, label in standing(labels):
            code = label.rpartition(".")[2]
            yield Entry(event=Event.STATUS, day=_day(at), at=at, record_id=record_id, code=code)


def _inquiry(client_id: int, created: int | None, source: str, kind: str, name: str) -> Iterator[Entry]:
    if created is not None:
        at = _instant(created)
        event = Event.JOINED if kind == ClientKind.HOUSEHOLD else Event.INQUIRY
        yield Entry(event=event, day=_day(at), at=at, record_id=client_id, title=name, detail=source)


def _fit(
    check_id: int, created: int, decided: int | None, decision: str | None, score: int | None, why: str
) -> Iterator[Entry]:
    at = _instant(created if decided is None else decided)
    event = Event.FIT_OPEN if decided is None else Event.FIT_DECIDED
    yield Entry(event=event, day=_day(at), at=at, record_id=check_id, code=decision or "", amount=score, detail=why)


def _letter(
    letter_id: int,
    number: str,
    version: int,
    issued: int | None,
    sent: str | None,
    sent_by: str,
    signed: str | None,
    ended: str | None,
    why: str,
    state: str,
) -> Iterator[Entry]:
    if issued is not None:
        at = _instant(issued)
        event = Event.LETTER_ISSUED
        yield Entry(event=event, day=_day(at), at=at, record_id=letter_id, title=number, amount=version)
    end = Event.LETTER_EXPIRED if state == LetterState.EXPIRED else Event.LETTER_DECLINED
    told = ((Event.LETTER_SENT, sent, sent_by), (Event.LETTER_SIGNED, signed, ""), (end, ended, why))
    for event, day, detail in told:
        if day:
            on = date.fromisoformat(day)
            yield Entry(event=event, day=on, record_id=letter_id, title=number, detail=detail, amount=version)


def _session(
    note_id: int | None, title: str, starts: int, ends: int | None, planned: int, place: str, fields: str | None
) -> Iterator[Entry]:
    at = _instant(starts)
    minutes = planned if ends is None else (ends - starts) // 60_000_000
    said = " ".join(" ".join(note_texts({"fields": fields, "remember": ""})).split()) if fields else ""
    detail = said if len(said) <= 240 else said[:240].rpartition(" ")[0] + "…"
    yield Entry(
        event=Event.SESSION,
        day=_day(at),
        at=at,
        record_id=note_id or 0,
        title=title,
        detail=detail,
        code=place,
        amount=minutes,
    )


def _follow_up(item_id: int, text: str, due: str | None, done: int | None, created: int | None) -> Iterator[Entry]:
    if done is not None:
        at = _instant(done)
        yield Entry(event=Event.FOLLOW_UP_DONE, day=_day(at), at=at, record_id=item_id, title=text)
    elif due is not None or created is not None:
        day = date.fromisoformat(due) if due else _day(_instant(created or 0))
        yield Entry(event=Event.FOLLOW_UP, day=day, record_id=item_id, title=text, code="due" if due else "")


def _delivered(delivery_id: int, day: str, text: str, item: str, number: int, evidence: str | None) -> Iterator[Entry]:
    on, shown = date.fromisoformat(day), " ".join((evidence or "").split())
    yield Entry(event=Event.DELIVERED, day=on, record_id=delivery_id, title=text or item, amount=number, detail=shown)


def _request(
    request_id: int, asked: str, words: str, judgement: str | None, subject: str, on: str | None
) -> Iterator[Entry]:
    said = " ".join(words.split())
    detail = said if len(said) <= 240 else said[:240].rpartition(" ")[0] + "…"
    day, code = date.fromisoformat(asked), judgement or ""
    open_still = int(on is None)
    yield Entry(
        event=Event.REQUEST, day=day, record_id=request_id, title=subject, detail=detail, code=code, amount=open_still
    )


def _complaint(
    complaint_id: int, number: str, came: str, words: str, answered: str | None, closed: str | None, changed: str | None
) -> Iterator[Entry]:
    said = " ".join(words.split())
    detail = said if len(said) <= 240 else said[:240].rpartition(" ")[0] + "…"
    told = (
        (Event.COMPLAINT, came, detail),
        (Event.COMPLAINT_ANSWERED, answered, ""),
        (Event.COMPLAINT_CLOSED, closed, changed or ""),
    )
    for event, on, text in told:
        if on:
            day = date.fromisoformat(on)
            yield Entry(event=event, day=day, record_id=complaint_id, title=number, detail=text)


def _boundary(entry_id: int, at: int, direction: str, category: str, severity: int, facts: str) -> Iterator[Entry]:
    instant = _instant(at)
    said = " ".join(facts.split())
    detail = said if len(said) <= 240 else said[:240].rpartition(" ")[0] + "…"
    yield Entry(
        event=Event.BOUNDARY,
        day=_day(instant),
        at=instant,
        record_id=entry_id,
        title=category,
        detail=detail,
        code=direction,
        amount=severity,
    )


def _invoice(
    invoice_id: int, number: str, issued: int, total: int, currency: str, reverses: int | None, why: str
) -> Iterator[Entry]:
    at, event = _instant(issued), Event.INVOICE_CREDITED if reverses else Event.INVOICE
    yield Entry(
        event=event, day=_day(at), at=at, record_id=invoice_id, title=number, detail=why, code=currency, amount=total
    )


def _paid(on: str, kind: str, amount: int, currency: str, payer: str, method: str, reference: str) -> Iterator[Entry]:
    how = " ".join(part for part in (method, reference) if part)
    detail = ", ".join(part for part in (payer, how) if part)
    yield Entry(event=Event.PAID, day=date.fromisoformat(on), title=kind, detail=detail, code=currency, amount=amount)


def _refund(
    refund_id: int, recorded: int, amount: int, paid: str | None, proof: str, why: str, fee: str
) -> Iterator[Entry]:
    at, currency = _instant(recorded), str(json.loads(fee)["fee"].get("currency", "USD"))
    told = Entry(event=Event.REFUND, day=_day(at), at=at, record_id=refund_id, detail=why, code=currency, amount=amount)
    yield told
    if paid:
        yield replace(told, event=Event.REFUND_PAID, day=date.fromisoformat(paid), at=None, detail=proof)


def _exit(exit_id: int | None, answered: int, good: int, why: str) -> Iterator[Entry]:
    at = _instant(answered)
    code = "good" if good else "bad"
    yield Entry(event=Event.EXIT, day=_day(at), at=at, record_id=exit_id or 0, code=code, detail=why)


def _instant(value: int) -> datetime:
    return EPOCH + value * timedelta.resolution


def _day(at: datetime) -> date:
    return at.astimezone().date()


_SOURCES: tuple[tuple[str, Callable[..., Iterator[Entry]]], ...] = (
    ("SELECT id, created_at, referral_source, kind, list_name FROM clients WHERE id IN ({ids})", _inquiry),
    (
        "SELECT id, created_at, decided_at, decision, score, reason FROM fit_checks WHERE client_id IN ({ids})",
        _fit,
    ),
    (
        "SELECT id, number, version, issued_at, sent_on, sent_by, signed_on, ended_on, ended_why, state "
        "FROM letters WHERE client_id IN ({ids})",
        _letter,
    ),
    (
        "SELECT n.id, s.title, s.starts_at, s.ends_at, s.planned_minutes, s.place, n.fields FROM sessions s "
        "LEFT JOIN notes n ON n.session_id = s.id WHERE s.client_id IN ({ids})",
        _session,
    ),
    (
        "SELECT id, number, issued_at, total, currency, reverses, why FROM invoices "
        "WHERE state = 'issued' AND client_id IN ({ids})",
        _invoice,
    ),
    (
        'SELECT e."on", e.kind, e.amount, e.currency, e.payer, e.method, e.reference FROM ledger_entries e '
        "WHERE e.kind IN ('payment', 'deposit') AND e.reverses IS NULL AND e.client_id IN ({ids}) "
        "AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.reverses = e.id)",
        _paid,
    ),
    (  # a letter's own entries tell that it was signed
        "SELECT id, text, due_on, done_at, created_at FROM follow_ups "
        "WHERE client_id IN ({ids}) AND (letter_id IS NULL OR done_at IS NULL)",
        _follow_up,
    ),
    (
        "SELECT d.id, d.delivered_on, d.text, i.text, i.number, d.evidence FROM deliveries d "
        "JOIN scope_items i ON i.id = d.item_id "
        "JOIN engagements e ON e.id = i.engagement_id WHERE d.delivered_on IS NOT NULL AND e.client_id IN ({ids})",
        _delivered,
    ),
    (
        "SELECT id, happened_at, direction, category, severity, facts FROM boundary_entries "
        "WHERE entry_kind = 'entry' AND client_id IN ({ids})",
        _boundary,
    ),
    (
        "SELECT id, asked_on, words, judgement, subject, answered_on FROM requests WHERE client_id IN ({ids})",
        _request,
    ),
    (
        "SELECT c.id, c.number, c.received_on, c.words, c.answered_on, c.closed_on, e.changed FROM complaints c "
        "LEFT JOIN complaint_entries e ON e.complaint_id = c.id AND e.closing WHERE c.client_id IN ({ids})",
        _complaint,
    ),
    (
        "SELECT x.id, o.answered_at, o.good, o.why FROM outcomes o "
        "LEFT JOIN exits x ON x.engagement_id = o.engagement_id AND x.state = 'done' WHERE o.client_id IN ({ids})",
        _exit,
    ),
    (
        "SELECT id, recorded_at, amount, paid_on, proof, why, facts FROM refunds "
        "WHERE recorded_at IS NOT NULL AND client_id IN ({ids})",
        _refund,
    ),
)
