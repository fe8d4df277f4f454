"""How sessions and notes are called on screen."""

from datetime import date, datetime

from practice.rules.notes import Crossed, EntryKind, Session, minutes
from practice.ui.tr import tr
from practice.ui.when import clock_text, day_text

MINUS = "\N{MINUS SIGN}"


def energy_words() -> tuple[str, ...]:
    """What 1 to 5 are called."""
    return tr("Drained"), tr("A bit low"), tr("Neutral"), tr("Good"), tr("Lifted")


def crossed_words() -> tuple[tuple[object, str], ...]:
    """Whether a boundary came up."""
    return (
        (Crossed.NO, tr("No")),
        (Crossed.THEIRS, tr("They crossed ours")),
        (Crossed.OURS, tr("We crossed theirs")),
    )


def entry_words() -> tuple[tuple[object, str], ...]:
    """What may be written under a signed note."""
    return (
        (EntryKind.ADDENDUM, tr("Addendum")),
        (EntryKind.AMENDMENT, tr("Amendment")),
        (EntryKind.LATE_ENTRY, tr("Late entry")),
    )


def short_day(day: date, today: date, same: str = "") -> str:
    """ "Today" (or what `same` says), "Oct 20", "Oct 20, 2025"."""
    if day == today:
        return same or tr("Today")
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day.strftime('%b')} {day.day}{year}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def session_line(session: Session, now: datetime) -> str:
    """ "Today, 9:30 to 10:28 AM, by video. 58 of 60 minutes."."""
    day = capital(day_text(session.starts_at.astimezone().date(), now.astimezone().date()))
    start = clock_text(session.starts_at)
    if session.ends_at is None:
        line = tr("{day}, from {start}", day=day, start=start)
        length = tr("{n} minutes planned.", n=session.planned_minutes)
    else:
        end = clock_text(session.ends_at)
        first = start[:-3] if start[-2:] == end[-2:] else start
        line = tr("{day}, {start} to {end}", day=day, start=first, end=end)
        length = tr("{n} of {planned} minutes.", n=minutes(session), planned=session.planned_minutes)
    return f"{line}{', ' + session.place if session.place else ''}. {length}"
