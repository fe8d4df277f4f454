"""The sample's boundaries: what was crossed, either way, what was done about it, and an entry that is being written."""

from datetime import timedelta

from practice.actions import boundaries, boundary_policy
from practice.actions.stage import Stage, Table
from practice.rules.boundaries import Category, Channel, Direction, Impact, Kind, Response
from practice.rules.clients import Client

CHOICES = {
    "category": Category, "channel": Channel, "direction": Direction, "impact": Impact, "kind": Kind
}  # fmt: skip
TEXTS = ("facts", "words", "interpretation", "action", "reply", "infers", "witnesses", "place", "late_reason")


def rules(stage: Stage, told: Table) -> None:
    """The practice's own rules, each as (category, words)."""
    for category, text in told.get("boundary_rules", ()):
        boundary_policy.add_rule(stage.store, Category(category), text, stage.at(-200))


def tell(stage: Stage, client: Client, told: Table) -> None:
    """Log what crossed a boundary about a client, in the order it is told."""
    for one in told.get("boundaries", ()):
        _log(stage, client, one)


def _log(stage: Stage, client: Client, told: Table) -> None:
    store, happened = stage.store, stage.at(told["day"], told["time"])
    written = min(happened + timedelta(hours=told.get("hours", 12)), stage.now)
    draft = boundaries.begin(store, client.id, written)
    chosen = {name: kind(told[name]) for name, kind in CHOICES.items() if name in told}
    texts = {name: told[name] for name in TEXTS if name in told}
    boundaries.write(store, draft.id, **chosen)  # first: what is about something else is judged anew
    boundaries.write(store, draft.id, happened_at=happened, **texts)
    if told.get("draft"):
        return
    entry = boundaries.record(store, draft.id, written)
    if "done" in told:
        response, day, text = told["done"]
        at = stage.at(day)
        boundaries.add(store, boundaries.follow_up(store, entry.id, text, Response(response), at, at))
