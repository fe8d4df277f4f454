"""What a row of the client list says; apart from the page's words, so that the list is there first."""

from datetime import date, datetime, timedelta

from practice.rules.lines import LATE_LETTER, ClientLine, Next, NextKind
from practice.rules.shelves import ClientStatus, Shelf
from practice.rules.words import Hit
from practice.ui.tr import tr, trn
from practice.ui.when import clock_text
from practice.ui.widgets.lists import RowFace

Said = tuple[str, str, str]  # kind of status, words, icon


def short_day(day: date, today: date) -> str:
    """ "Today", "Tomorrow", "Nov 24", "Nov 2025": a day in a column."""
    if day == today:
        return tr("Today")
    if day == today + timedelta(days=1):
        return tr("Tomorrow")
    return f"{day.strftime('%b')} {day.day}" if day.year == today.year else f"{day.strftime('%b')} {day.year}"


def inner_day(day: date, today: date) -> str:
    """The same inside a sentence: "today", "Nov 24"."""
    said = short_day(day, today)
    return said.lower() if (day - today).days in (0, 1) else said


def status(of: ClientStatus, archived: bool = False) -> Said:
    """Where a client stands."""
    if archived:
        return "neutral", tr("Archived"), "archive"
    return {
        ClientStatus.PROSPECT: ("neutral", tr("Prospect"), "circle-dashed"),
        ClientStatus.CLIENT: ("ok", tr("Active client"), "circle-check"),
        ClientStatus.FORMER: ("neutral", tr("Former client"), "circle"),
        ClientStatus.DECLINED: ("neutral", tr("Declined"), "x"),
        ClientStatus.REFERRED: ("neutral", tr("Referred"), "arrow-right"),
    }[of]


def shelves(counts: dict[Shelf, int]) -> list[str]:
    """The filters of the list with how many stand on each."""
    names = {Shelf.OPEN: tr("Open"), Shelf.CLOSED: tr("Closed"), Shelf.ALL: tr("All")}
    return [f"{name} {counts[shelf]:,}" if shelf in counts else name for shelf, name in names.items()]


def face(row: ClientLine | Hit, now: datetime) -> RowFace:
    """A row of the list."""
    if isinstance(row, Hit):
        return RowFace(
            row.client_name, row.words, _table(row.table), "neutral", _TABLE_ICONS.get(row.table, "file-text")
        )
    _, word, icon = status(row.status, row.archived)
    if row.next.kind is not NextKind.NOTHING and not row.archived:
        return RowFace(row.name, row.work or word, *_swapped(next_said(row.next, now)))
    return RowFace(row.name, row.work, word, "neutral", icon) if row.work else RowFace(row.name, word)


_TABLE_ICONS = {
    "notes": "notebook-pen", "note_entries": "notebook-pen", "things": "lightbulb", "follow_ups": "circle-dot",
    "invoices": "receipt-text",
    "attachments": "file-text", "requests": "message-square-text", "request_entries": "message-square-text",
    "complaints": "heart-handshake", "complaint_items": "heart-handshake", "complaint_entries": "heart-handshake",
    "refunds": "banknote",
}  # fmt: skip


def _table(table: str) -> str:
    said = {"things": tr("To remember"), "follow_ups": tr("Follow-up"), "attachments": tr("File")}
    said |= {"invoices": tr("Invoice"), "refunds": tr("Refund")}
    said |= {"requests": tr("Request"), "request_entries": tr("Request")}
    said |= dict.fromkeys(("complaints", "complaint_items", "complaint_entries"), tr("Complaint"))
    return said.get(table, tr("Note"))


def _swapped(said: Said) -> tuple[str, str, str]:
    kind, word, icon = said
    return word, kind, icon


def next_said(thing: Next, now: datetime) -> Said:
    """The next thing with a client."""
    today = now.astimezone().date()
    if thing.kind is NextKind.SESSION and thing.at and thing.day:
        when = clock_text(thing.at) if thing.day == today else inner_day(thing.day, today)
        return "neutral", tr("Session {when}", when=when), "calendar"
    if thing.kind is NextKind.FIT_CHECK:
        return "warn", tr("Fit check open"), "clipboard-check"
    if thing.kind is NextKind.UNSIGNED:
        kind = "warn" if thing.days >= LATE_LETTER else "neutral"
        said = trn("Unsigned, {n} day", "Unsigned, {n} days", thing.days) if thing.days else tr("Unsigned since today")
        return kind, said, "file-text"
    return _follow_up(thing, today)


def _follow_up(thing: Next, today: date) -> Said:
    if thing.days > 0:
        return "bad", trn("{n} day late", "{n} days late", thing.days), "circle-alert"
    icon = "circle-dot" if thing.days else "clock"
    return "neutral", tr("Due {when}", when=inner_day(thing.day or today, today)), icon
