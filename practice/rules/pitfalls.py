"""Whether a companion letter may be issued: what it must contain, and what its family warns of (PROFESSION 2)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from practice.rules import companions, ready
from practice.rules.cases import Case, Stance, Words, flags
from practice.rules.clauses import FieldKind, fill, holds
from practice.rules.compose import Composed
from practice.rules.context import context
from practice.rules.families import Pitfall
from practice.rules.grammar import fitted
from practice.rules.letters import Problem
from practice.rules.looks import DECIDED, answered


def problems(case: Case, composed: Composed, words: Words, missing_glyphs: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """All that stops this letter from being issued, in the order of the page; empty when it is ready."""
    return (
        *ready.problems(case, composed, missing_glyphs),
        *_unread(case, composed, words),
        *companions.fee_problems(case, words),
        *_lacking(case, composed, words),
        *(Problem(one.place, one.text, source=one.source) for one in _found(case, composed, words) if one.stops),
    )


def looks(case: Case, composed: Composed, words: Words) -> tuple[Problem, ...]:
    """What does not stop the issue and wants a second look, each with its source and what was said to it."""
    found = (one for one in _found(case, composed, words) if not one.stops)
    return tuple(answered(_look(one), case) for one in found)


def _look(pitfall: Pitfall) -> Problem:
    key = f"pitfall:{pitfall.key}"
    return Problem(pitfall.place, pitfall.text, stops=False, key=key, asks=DECIDED, source=pitfall.source)


def so(case: Case, composed: Composed, words: Words) -> frozenset[str]:
    """What is so with case, clauses and fields, as the words that a family's conditions use."""
    found = {*flags(case), *companions.flags(case, words)}
    for stance in composed.stances:
        if stance.on:
            found.add(f"clause:{stance.clause.key}")
            found |= {f"field:{key}" for key, value in stance.values.items() if value.strip()}
            found |= {f"field:{key}={value}" for key, value in stance.values.items()}
            found |= companions.says(stance, case)
    return frozenset(found)


def _unread(case: Case, composed: Composed, words: Words) -> Iterator[Problem]:
    """Amounts that cannot be read."""
    currency = case.engagement.fee.currency
    for stance in composed.stances:
        for gap in stance.clause.fields if stance.on else ():
            text = stance.values[gap.key].strip()
            if gap.kind is not FieldKind.MONEY or not text:
                continue
            if companions.read_money(text, currency, words.point) is None:
                yield Problem(f"field:{stance.clause.key}.{gap.key}", f"“{gap.label}” is no amount: type it anew.")


def _lacking(case: Case, composed: Composed, words: Words) -> Iterator[Problem]:
    """What the letter must contain and does not."""
    known = so(case, composed, words)
    empty = {_clause_of(problem.place) for problem in composed.problems}
    said = _plain(" ".join(ready.texts(composed.facts)))
    filled = values(case, composed, words)
    for must in case.family.must:
        wanted = (_plain(fill(fitted(phrase, filled), filled, lambda _: "\0")) for phrase in must.says)
        if (
            _clause_of(must.place) not in empty
            and holds(must.when, known)
            and not any(phrase and phrase in said for phrase in wanted)
        ):
            yield Problem(must.place, must.text)


def _clause_of(place: str) -> str:
    """A clause of which something is still asked for is told of by that alone."""
    return place.partition(".")[0]


def values(case: Case, composed: Composed, words: Words) -> dict[str, str]:
    """What stands for each gap of this letter, as it is printed."""
    currency = case.engagement.fee.currency
    shown = (companions.shown(stance, currency, words) for stance in composed.stances if stance.on)
    own = {key: value for stance in shown for key, value in stance.values.items()}
    return {**context(case, words), **own}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _found(case: Case, composed: Composed, words: Words) -> Iterator[Pitfall]:
    """The pitfalls that this letter has walked into, with the place of the words that show it."""
    known, filled = so(case, composed, words), values(case, composed, words)
    for pitfall in case.family.pitfalls:
        if not holds(pitfall.when, known):
            continue
        place = _typed(pitfall, composed.stances, case) if pitfall.words else pitfall.place
        if place:
            yield replace(pitfall, place=place, text=fill(pitfall.text, filled, lambda gap: f"[{gap}]"))


def _typed(pitfall: Pitfall, stances: tuple[Stance, ...], case: Case) -> str:
    """Where the words of a pitfall were typed, "" for nowhere; the program's own words never count."""
    pattern = _pattern(pitfall.words)
    chosen = {choice.key: dict(choice.fields) for choice in case.letter.choices}
    for stance in stances:
        for key, value in chosen.get(stance.clause.key, {}).items():
            name = f"{stance.clause.key}.{key}"
            if stance.on and name not in pitfall.spares and pattern.search(value):
                return f"field:{name}"
    return ""


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{word})" for word in words), re.IGNORECASE)
