"""What a boundary reminder begins with: the entry's own facts, what was agreed, and what is asked from now on."""

from collections.abc import Sequence

from practice.actions import boundary_policy as texts
from practice.actions.practice import profile
from practice.actions.store import Store
from practice.actions.wording import day_text
from practice.db import letters
from practice.rules.boundaries import BoundaryEntry, Channel, is_own
from practice.rules.grammar import in_words
from practice.rules.letters import Grid

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
    """The fields of a boundary reminder about an entry as it stands, and the table of the repeats that it completes."""
    own = is_own(entry.direction)
    fields = {
        "event.whose": "me" if own else "theirs",
        "event.facts": entry.facts.strip(),
        "event.words": entry.words.strip().strip(QUOTES),
        **_agreed(store, entry),
    }
    if following := texts.responses()[entry.response].next:
        fields["next.next_step"] = following
    if not own:
        fields["ask.ask"] = texts.categories()[entry.category].ask
    if len(repeats) > 1 and not own:
        fields |= {"event.facts": _counted(store, entry, repeats), "event.words": ""}
        return fields, {"events": _events(store, repeats)}
    day = {"event.event_day": entry.happened_at.astimezone().date().isoformat()}
    return {**fields, **day, "event.channel": CHANNELS.get(entry.channel, "")}, {}


def _agreed(store: Store, entry: BoundaryEntry) -> dict[str, str]:
    if entry.letter_id and entry.item:
        number = entry.item if entry.item.startswith("clause") else f"item {entry.item}"
        letter = letters.get(store, entry.letter_id)
        day = letter.signed_on.isoformat() if letter.signed_on else ""
        said = {
            "rule.rule_letter": letter.number,
            "rule.rule_day": day,
            "rule.number": number,
            "rule.rule": entry.agreed,
        }
        return {"rule.rule_from": "letter", **said}
    rule = entry.agreed or texts.categories()[entry.category].rule
    return {"rule.rule_from": "practice", "rule.rule": rule}


def _counted(store: Store, entry: BoundaryEntry, repeats: Sequence[BoundaryEntry]) -> str:
    """One sentence for all of them; each stands with its day in the table below it."""
    locale, first, last = profile(store).locale, repeats[0], repeats[-1]
    days = [day_text(one.happened_at.astimezone().date(), locale) for one in (first, last)]
    when = f"Between {days[0]} and {days[1]}" if days[0] != days[1] else f"On {days[0]}"
    return f"{when} there were {in_words(len(repeats))} {texts.categories()[entry.category].many}."


def _events(store: Store, repeats: Sequence[BoundaryEntry]) -> Grid:
    """One row each; with the exact words where some were kept."""
    rows = [(*_when(store, one), CHANNELS.get(one.channel, "").removeprefix("by "), _words(one)) for one in repeats]
    if not any(row[-1] for row in rows):
        return Grid(("Day", "Time", "How"), tuple(row[:-1] for row in rows))
    return Grid(("Day", "Time", "How", "Words"), tuple(rows))


def _when(store: Store, entry: BoundaryEntry) -> tuple[str, str]:
    at = entry.happened_at.astimezone()
    time = f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
    return day_text(at.date(), profile(store).locale), time


def _words(entry: BoundaryEntry) -> str:
    said = entry.words.strip().strip(QUOTES)
    return f"“{said}”" if said else ""
