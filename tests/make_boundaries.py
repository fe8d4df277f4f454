"""Boundary entries for tests: a draft with the usual words, the entry that it becomes, and a signed letter."""

from datetime import timedelta

from practice.actions import boundaries, letters
from practice.rules.boundaries import Category, Channel
from tests import make, make_letters

SAID = "Text message to my mobile at 9:47 PM. I did not answer."


def draft(store, client, days=0.0, now=make.NOW, **content):
    begun = boundaries.begin(store, client.id, now)
    said = {
        "category": Category.TIME_CONTACT,
        "facts": SAID,
        "channel": Channel.TEXT,
        "happened_at": now - timedelta(days=days),
        "late_reason": "Written with the others." if days > 1 else "",
    }
    return boundaries.write(store, begun.id, **{**said, **content})


def log(store, client, days=0.0, now=make.NOW, **content):
    return boundaries.record(store, draft(store, client, days, now, **content).id, now)


def signed(store, client, of=make_letters.estate_plan, days=40):
    letter = of(store, client.id)
    letters.issue(store, letter.id, make.NOW - timedelta(days=days))
    day = make.TODAY - timedelta(days=days)
    letters.mark_sent(store, letter.id, day, "email", day)
    return letters.mark_signed(store, letter.id, day, day)
