"""The scheme's codes in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from practice.rules.checklists import Anchor, Checklist, Dimension, TrustEnd
from practice.rules.fit import Assessment, Decision, Result, Rule, Worth, suggestion
from practice.ui.tr import tr, trn
from practice.ui.when import moment_text
from practice.ui.widgets.text import Run

BETWEEN = {Result.DECLINE: (0, 44), Result.HOLD: (45, 59), Result.ACCEPT_WITH_CONDITIONS: (60, 74)}


def decisions() -> dict[Decision, str]:
    """What a person can decide, in the order of the list."""
    return {
        Decision.ACCEPT: tr("Accept"),
        Decision.ACCEPT_WITH_CONDITIONS: tr("Accept with conditions"),
        Decision.HOLD: tr("Hold"),
        Decision.REFER: tr("Refer out"),
        Decision.DECLINE: tr("Decline"),
    }


def bands() -> Sequence[tuple[int, str]]:
    """The bands of the score: where each starts, and its short name."""
    return (0, tr("Decline")), (45, tr("Hold")), (60, tr("Conditions")), (75, tr("Accept"))


def lower(text: str) -> str:
    """The text inside a sentence: its first letter small, but for I."""
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def names_of(checklist: Checklist) -> Mapping[str, str]:
    """Every item's words by its key, as they stand inside a sentence."""
    called = {flag.key: flag.text for flag in checklist.flags}
    called |= {item.key: item.text for item in checklist.must_haves}
    called |= {item.key: item.text for item in checklist.deal_breakers}
    called |= {part.key: part.name for part in checklist.dimensions}
    called |= {part.key: part.name for part in checklist.trust}
    return {key: lower(text) for key, text in called.items()}


def listed(keys: Sequence[str], checklist: Checklist, most: int = 3) -> str:
    """The items called by name, at most `most`, then how many more."""
    names = names_of(checklist)
    shown = [names.get(key, key) for key in keys[:most]]
    more = len(keys) - len(shown)
    return ", ".join(shown) + (trn(" and {n} more", " and {n} more", more) if more else "")


def explanation(found: Assessment, result: Result, checklist: Checklist, worth: Worth | None) -> list[Run]:
    """Why the scheme suggests what it does, with the suggestion in bold."""
    before = tr("{why} suggests ", why=_why(found, checklist))
    strong = Run(lower(decisions()[suggestion(result)]), "bodyStrong")
    runs = [Run(before, "body", "text2"), strong, Run(".", "body", "text2")]
    if result is not found.result:
        runs.append(Run(tr(" Your gut feeling moved it by one band."), "body", "text2"))
    if found.rule in (Rule.BAND, Rule.CAP) and worth:
        said = trn("{n} point", "{n} points", worth.points)
        name = names_of(checklist)[worth.dimension]
        runs.append(Run(tr(" A full answer on {name} would add {points}.", name=name, points=said), "body", "text2"))
    if found.rule in (Rule.BAND, Rule.CAP) and found.borderline:
        runs.append(Run(tr(" With equal weights it falls in another band: borderline."), "body", "text2"))
    return runs


def _why(found: Assessment, checklist: Checklist) -> str:
    names = listed(found.keys, checklist)
    if found.rule is Rule.BAND:
        low, high = BETWEEN.get(found.band, (75, 100))
        return tr("{low} to {high}", low=low, high=high)
    return {
        Rule.CAP: tr("A score of 75 or more with 1 or less on {names}", names=names),
        Rule.DANGER: tr("Someone may be in danger: call for help, stay with them, start no work. That"),
        Rule.DEAL_BREAKER: tr("A deal-breaker overrides the score: {names}. It", names=names),
        Rule.MUST_HAVE: tr("A must-have is missing and overrides the score: {names}. It", names=names),
        Rule.TEACH_BACK: tr("Blind trust of 4, until the teach-back is passed,"),
        Rule.UNKNOWN: tr("Still unknown: {names}. That", names=names),
        Rule.COVERAGE: tr("Only {n} % of the weight is answered, 80 % is needed. That", n=found.coverage),
    }[found.rule]


def anchors_line(part: Dimension | TrustEnd) -> str:
    """All anchors of a rating in one line: "0 needs something else · 2 partly … · 4 exactly …"."""
    return " · ".join(f"{anchor.rating} {lower(anchor.text)}" for anchor in part.anchors)


def anchor_of(part: Dimension | TrustEnd, rating: int | None) -> str:
    """What a rating means: its anchor's words, or between which two anchors it lies."""
    if rating is None:
        return ""
    exact = next((anchor for anchor in part.anchors if anchor.rating == rating), None)
    if exact:
        return lower(exact.text)
    below, above = _around(part.anchors, rating)
    return tr("between {low} and {high}", low=below.rating, high=above.rating)


def _around(anchors: Sequence[Anchor], rating: int) -> tuple[Anchor, Anchor]:
    below = max((a for a in anchors if a.rating < rating), key=lambda a: a.rating, default=anchors[0])
    above = min((a for a in anchors if a.rating > rating), key=lambda a: a.rating, default=anchors[-1])
    return below, above


def minus(points: int) -> str:
    """A deduction with a real minus sign; nothing for 0."""
    return f"\N{MINUS SIGN}{points}" if points else "0"


def override_said(asked_at: datetime, allowed_from: datetime, now: datetime) -> str:
    """When an override was asked for and from when it counts."""
    if now >= allowed_from:
        return tr("Asked {asked}. It may be accepted now.", asked=moment_text(asked_at, now))
    return tr(
        "Asked {asked}. It may be accepted from {day}, {clock}.",
        asked=moment_text(asked_at, now),
        day=_day(allowed_from),
        clock=moment_text(allowed_from, allowed_from).split(", ", 1)[1],
    )


def _day(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{local.strftime('%B')} {local.day}"


def decision_look(decision: Decision) -> tuple[str, str]:
    """The status family and the icon of a decision."""
    return {
        Decision.ACCEPT: ("ok", "circle-check"),
        Decision.ACCEPT_WITH_CONDITIONS: ("ok", "circle-check"),
        Decision.HOLD: ("warn", "pause"),
        Decision.REFER: ("neutral", "split"),
        Decision.DECLINE: ("bad", "x"),
    }[decision]
