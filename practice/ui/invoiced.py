"""What has become of an invoice in words, wherever it is shown."""

from datetime import date, timedelta

from practice.rules.invoices import Standing
from practice.ui.tr import tr, trn
from practice.ui.when import day_text


def standing(of: Standing, due_on: date | None, today: date) -> tuple[str, str, str]:
    """What has become of an invoice, as kind, words and icon."""
    late = (today - due_on).days if due_on else 0
    due = due_text(due_on, today)
    return {
        Standing.DRAFT: ("neutral", tr("Draft"), "circle-dashed"),
        Standing.OPEN: ("warn", due, "clock"),
        Standing.PARTLY: ("warn", tr("Partly paid, {due}", due=due[:1].lower() + due[1:]), "clock"),
        Standing.OVERDUE: ("bad", trn("{n} day overdue", "{n} days overdue", late), "circle-alert"),
        Standing.PAID: ("ok", tr("Paid"), "circle-check"),
        Standing.CREDITED: ("neutral", tr("Taken back"), "undo-2"),
        Standing.CREDIT_NOTE: ("neutral", tr("Credit note"), "undo-2"),
    }[of]


def due_text(due_on: date | None, today: date) -> str:
    """When an invoice is due, with the distance where that is near."""
    if due_on is None:
        return tr("To be paid")
    if due_on == today:
        return tr("Due today")
    if due_on == today + timedelta(days=1):
        return tr("Due tomorrow")
    return tr("Due {day}", day=day_text(due_on, today))
