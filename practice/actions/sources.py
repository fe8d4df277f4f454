"""The record that a letter came of: what it is, and where it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from practice.actions.store import Store
from practice.db import boundaries, complaints, exits, invoices, refunds, requests
from practice.rules.letters import Letter


@dataclass(frozen=True, slots=True)
class Source:
    """A record that a letter came of: its `kind` ("complaint"), its place in the window, its number or its day."""

    kind: str
    place: str
    record_id: int
    number: str = ""
    day: date | None = None


def source(store: Store, letter: Letter) -> Source | None:
    """What a letter came of, None where somebody began it by hand, or where the record is gone."""
    kind, _, number = letter.source.partition(":")
    if kind not in _SOURCES:
        return None
    try:
        return _SOURCES[kind](store, int(number))
    except KeyError:
        return None


def _boundary(store: Store, number: int) -> Source:
    return Source("boundary", "boundaries", number, day=_day(boundaries.entry(store, number).happened_at))


def _complaint(store: Store, number: int) -> Source:
    complaint = complaints.get(store, number)
    return Source("complaint", "complaints", number, complaint.number, complaint.received_on)


def _refund(store: Store, number: int) -> Source:
    decision = refunds.get(store, number)
    return Source("refund", "refunds", number, day=_day(decision.issued_at or decision.recorded_at))


def _invoice(store: Store, number: int) -> Source:
    return Source("invoice", "money", number, invoices.get(store, number).number)


def _request(store: Store, number: int) -> Source:
    return Source("request", "requests", number, day=requests.get(store, number).asked_on)


def _exit(store: Store, number: int) -> Source:
    return Source("exit", "exit", number, day=_day(exits.get(store, number).created_at))


def _day(instant: datetime | None) -> date | None:
    return instant.astimezone().date() if instant else None


_SOURCES: dict[str, Callable[[Store, int], Source]] = {
    "boundary": _boundary,
    "complaint": _complaint,
    "refund": _refund,
    "invoice": _invoice,
    "request": _request,
    "exit": _exit,
}
