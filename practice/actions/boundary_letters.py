"""What a boundary reminder begins with: the entry's own facts, what was agreed, and what is asked from now on."""

from collections.abc import Sequence
from datetime import date

from practice.actions import boundary_policy as texts
from practice.actions.practice import profile
from practice.actions.store import Store
from practice.actions.wording import day_text
from practice.db import engagements, letters
from practice.rules.boundaries import BoundaryEntry, Channel, is_own
from practice.rules.engagements import ItemKind, label
from practice.rules.grammar import in_words
from practice.rules.letters import Grid, Letter

QUOTES = "“”\"'"
CHANNELS = {
    Channel.CALL: "by telephone",
    Channel.TEXT: "by text message",
    Channel.EMAIL: "by email",
    Channel.IN_PERSON: "when we met",
    Channel.VIDEO: "by video",
    Channel.SOCIAL: "on social media",
    Channel.LETTER: "by letter",
}


def filling(
    store: Store, entry: BoundaryEntry, repeats: Sequence[BoundaryEntry]
) -> tuple[dict[str, str], dict[str, Grid]]:
    """The fields of a boundary reminder about an entry as it stands, and the table of the repeats that it completes.

    Where the entry cites a letter, only what happened since its signature is told of.
    """
    own, letter = is_own(entry.direction), _cited(store, entry)
    repeats = [one for one in repeats if not letter or not letter.signed_on or _day(one) >= letter.signed_on]
    fields = {
        "event.whose": "me" if own else "theirs",
        "event.facts": entry.facts.strip(),
        "event.words": entry.words.strip().strip(QUOTES),
        **_agreed(store, entry, letter),
    }
    if following := texts.responses()[entry.response].next:
        fields["next.next_step"] = following
    if not own:
        fields["ask.ask"] = texts.categories()[entry.category].ask
    if len(repeats) > 1 and not own:
        fields |= {"event.facts": _counted(store, entry, repeats), "event.words": ""}
        return fields, {"events": _events(store, repeats)}
    day = {"event.event_day": _day(entry).isoformat()}
    return {**fields, **day, "event.channel": CHANNELS.get(entry.channel, "")}, {}


def _day(entry: BoundaryEntry) -> date:
    return entry.happened_at.astimezone().date()


def _cited(store: Store, entry: BoundaryEntry) -> Letter | None:
    return letters.get(store, entry.letter_id) if entry.letter_id and entry.item else None


def _place(store: Store, item: str, letter: Letter) -> str:
    """Where it stands in the letter; a limit is named as one, as its words alone read like what is agreed."""
    if item.startswith("clause"):
        return item
    items = engagements.items(store, letter.engagement_id) if letter.engagement_id else ()
    limit = any(label(one) == item and one.kind is ItemKind.LIMIT for one in items)
    return f"item {item}, among what is not included" if limit else f"item {item}"


def _agreed(store: Store, entry: BoundaryEntry, letter: Letter | None) -> dict[str, str]:
    if letter:
        day = letter.signed_on.isoformat() if letter.signed_on else ""
        said = {
            "rule.rule_letter": letter.number,
            "rule.rule_day": day,
            "rule.number": _place(store, entry.item, letter),
            "rule.rule": entry.agreed,
        }
        return {"rule.rule_from": "letter", **said}
    rule = entry.agreed or texts.categories()[entry.category].rule
    return {"rule.rule_from": "practice", "rule.rule": rule}


def _counted(store: Store, entry: BoundaryEntry, repeats: Sequence[BoundaryEntry]) -> str:
    """One sentence for all of them; each stands with its day in the table below it."""
    locale, first, last = profile(store).locale, repeats[0], repeats[-1]
    days = [day_text(_day(one), locale) for one in (first, last)]
    when = f"Between {days[0]} and {days[1]}" if days[0] != days[1] else f"On {days[0]}"
    return f"{when} there were {in_words(len(repeats))} {texts.categories()[entry.category].many}."


def _events(store: Store, repeats: Sequence[BoundaryEntry]) -> Grid:
    """One row each; a column that says nothing is left out."""
    rows = [(*_when(store, one), CHANNELS.get(one.channel, "").removeprefix("by "), _words(one)) for one in repeats]
    named = zip(("Day", "Time", "How", "Words"), zip(*rows, strict=True), strict=True)
    columns = {name: column for name, column in named if any(column)}
    return Grid(tuple(columns), tuple(zip(*columns.values(), strict=True)))


def _when(store: Store, entry: BoundaryEntry) -> tuple[str, str]:
    at = entry.happened_at.astimezone()
    time = f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
    return day_text(at.date(), profile(store).locale), time


def _words(entry: BoundaryEntry) -> str:
    said = entry.words.strip().strip(QUOTES)
    return f"“{said}”" if said else ""
