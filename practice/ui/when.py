"""Moments in words, on this computer's clock: "today, 7:40 AM", "5:12 PM yesterday", "November 18"."""

from datetime import date, datetime, timedelta

from practice.ui.tr import tr


def clock_text(moment: datetime) -> str:
    """The local time of day, "5:12 PM"."""
    local = moment.astimezone()
    return f"{local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"


def day_text(day: date, today: date) -> str:
    """ "today", "yesterday", "November 18", or with the year when it is another one."""
    if day == today:
        return tr("today")
    if day == today - timedelta(days=1):
        return tr("yesterday")
    year = "" if day.year == today.year else f", {day.year}"
    return f"{day.strftime('%B')} {day.day}{year}"


def moment_text(moment: datetime, now: datetime) -> str:
    """ "today, 7:40 AM"."""
    return f"{day_text(moment.astimezone().date(), now.astimezone().date())}, {clock_text(moment)}"


def since_text(moment: datetime, now: datetime) -> str:
    """ "5:12 PM yesterday", "5:12 PM" when it was today."""
    day = moment.astimezone().date()
    today = now.astimezone().date()
    return clock_text(moment) if day == today else f"{clock_text(moment)} {day_text(day, today)}"
