"""What was agreed about a boundary: an item or a clause of the letter in force on that day, or a rule of one's own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from practice.rules.boundaries import BoundaryRule, Category
from practice.rules.engagements import ItemKind
from practice.rules.letters import Paragraph
from practice.rules.requests import Ground
from practice.rules.words import words

NO_RULE = "none"
LEAST_WORD = 4  # letters of a word that two texts may share


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that can be cited; `item` is "2.10" or "clause 6", empty for a rule of the practice's own."""

    key: str  # "item:2.10", "clause:6.0", "rule:3"
    text: str
    title: str = ""  # of a clause
    letter_id: int | None = None
    letter: str = ""  # its number
    item: str = ""
    rule_id: int | None = None
    rule: int = 0  # its number
    limit: bool = False


def choices(ground: Ground | None, rules: Iterable[BoundaryRule], category: Category | None) -> tuple[Agreed, ...]:
    """All that can be cited: limits, promises and clauses of the letter in force, then own rules of the category."""
    items = tuple(_items(ground)) if ground else ()
    clauses = tuple(_clauses(ground)) if ground else ()
    own = (one for one in rules if one.archived_at is None and one.category in (category, None))
    return (*sorted(items, key=lambda one: not one.limit), *clauses, *map(_own, own))


def _items(ground: Ground) -> Iterator[Agreed]:
    for one in ground.items:
        limit = one.kind is ItemKind.LIMIT
        yield Agreed(f"item:{one.number}", one.text, "", one.letter_id, one.letter, one.number, limit=limit)


def _clauses(ground: Ground) -> Iterator[Agreed]:
    """Each paragraph of a clause by itself: a citation quotes what it means."""
    letter = ground.letter
    for section in letter.facts.sections if letter.facts else ():
        for place, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                key, item = f"clause:{section.number}.{place}", f"clause {section.number}"
                yield Agreed(key, block.text, section.title, letter.id, letter.number, item)


def _own(rule: BoundaryRule) -> Agreed:
    return Agreed(f"rule:{rule.number}", rule.text, rule_id=rule.id, rule=rule.number)


def found(every: Sequence[Agreed], rules: Iterable[BoundaryRule], stems: Sequence[str], facts: str = "") -> Agreed:
    """What was most likely agreed about it: a limit that says it, else a rule of one's own, else a clause, else none.

    `stems` are beginnings of words by which it is known; `facts` are words of the entry that count as well. A rule that
    names a limit or a clause gives way to it.
    """
    limits = [one for one in every if one.limit]
    best = _best(limits, stems, facts)
    own = [one for one in every if one.rule_id]
    if best:
        return best
    for rule in rules:
        if any(one.rule_id == rule.id for one in own):
            tied = _tied(rule, every)
            return tied or next(one for one in own if one.rule_id == rule.id)
    return _best([one for one in every if one.item and not one.limit], stems, "") or Agreed(NO_RULE, "")


def _tied(rule: BoundaryRule, every: Sequence[Agreed]) -> Agreed | None:
    wanted = words(rule.limit)
    limit = next((one for one in every if one.limit and wanted and set(wanted) <= set(words(one.text))), None)
    said = [one for one in every if rule.clause and one.title == rule.clause]
    return limit or _best(said, (), rule.text) or next(iter(said), None)


def _best(every: Sequence[Agreed], stems: Sequence[str], facts: str) -> Agreed | None:
    """The one with most of the stems, or of the words of the entry; the first of several."""
    shared = {word for word in words(facts) if len(word) >= LEAST_WORD}
    scored = [(_score(f"{one.title} {one.text}", stems, shared), one) for one in every]
    most = max((score for score, _ in scored), default=0)
    return next((one for score, one in scored if score == most), None) if most else None


def _score(text: str, stems: Sequence[str], shared: set[str]) -> int:
    said = words(text)
    known = sum(any(word.startswith(stem) for word in said) for stem in stems if " " not in stem)
    phrases = sum(stem in " ".join(said) for stem in stems if " " in stem)
    return known + phrases + sum(word in said for word in shared)
