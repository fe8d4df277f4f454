"""What was agreed about a boundary: an item or a clause of the letter in force on that day, or a rule of one's own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from practice.rules.boundaries import BoundaryRule, Category
from practice.rules.engagements import ItemKind
from practice.rules.letters import Paragraph
from practice.rules.requests import Ground
from practice.rules.words import words

NO_RULE = "none"
LEAST_WORD = 5  # letters of a word that two texts may share
LEAST_SHARED = 2  # words that they have to share
LEAST_STEM = 4  # letters of the beginning of a word; what is shorter is a word


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
    since: date | None = None  # of a rule that was written only after the day in question


def choices(
    ground: Ground | None, rules: Iterable[BoundaryRule], category: Category | None, day: date = date.max
) -> tuple[Agreed, ...]:
    """All that can be cited: limits, promises and clauses of the letter in force, then own rules of the category."""
    items = tuple(_items(ground)) if ground else ()
    clauses = tuple(_clauses(ground)) if ground else ()
    own = (one for one in rules if one.archived_at is None and one.category in (category, None))
    return (*sorted(items, key=lambda one: not one.limit), *clauses, *(own_rule(one, day) for one in own))


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


def own_rule(rule: BoundaryRule, day: date) -> Agreed:
    """A rule of one's own as it can be cited for a day; one that was written later says since when it is a rule."""
    written = rule.created_at.astimezone().date() if rule.created_at else day
    since = written if written > day else None
    return Agreed(f"rule:{rule.number}", rule.text, rule_id=rule.id, rule=rule.number, since=since)


def found(every: Sequence[Agreed], rules: Iterable[BoundaryRule], stems: Sequence[str], facts: str = "") -> Agreed:
    """What was agreed about it: a limit that says it, else a rule of one's own, else a limit or a clause, else none.

    `stems` are beginnings of words by which it is known, all words of one needed; `facts` are words of the entry, which
    tell the limit that it is about where nothing else does. A rule that names a limit or a clause gives way to it. What
    is cited stays in the entry and goes into its letter: what does not plainly say it is not cited, nor a rule that was
    written later.
    """
    limits = [one for one in every if one.limit]
    known = _best(limits, lambda text: _known(text, stems))
    if known:
        return known
    for rule in rules:
        own = next((one for one in every if one.rule_id == rule.id), None)
        cites = own and (_tied(rule, every) or (own if own.since is None else None))
        if cites:
            return cites
    said = [one for one in every if one.item and not one.limit]
    found_in = _best(limits, lambda text: _shared(text, facts)) or _best(said, lambda text: _known(text, stems))
    return found_in or Agreed(NO_RULE, "")


def _tied(rule: BoundaryRule, every: Sequence[Agreed]) -> Agreed | None:
    """The limit that a rule names, else the paragraph of its clause that says the same."""
    wanted = words(rule.limit)
    limit = next((one for one in every if one.limit and wanted and set(wanted) <= set(words(one.text))), None)
    said = [one for one in every if rule.clause and one.title == rule.clause]
    return limit or _best(said, lambda text: _shared(text, rule.text))


def _best(every: Sequence[Agreed], score: Callable[[str], int]) -> Agreed | None:
    """The one whose words score most, the first of several; none where none scores."""
    scored = [(score(one.text), one) for one in every]
    most = max((each for each, _ in scored), default=0)
    return next((one for each, one in scored if each == most), None) if most else None


def _known(text: str, stems: Sequence[str]) -> int:
    """How many of the stems a text has, each with all of its words; short ones count as whole words only."""
    said = words(text)
    return sum(all(any(_begins(word, part) for word in said) for part in stem.split()) for stem in stems)


def _begins(word: str, part: str) -> bool:
    return word == part if len(part) < LEAST_STEM else word.startswith(part)


def _shared(text: str, facts: str) -> int:
    """How many long words two texts share, 0 where it is only one, which says nothing."""
    shared = {word for word in words(facts) if len(word) >= LEAST_WORD} & set(words(text))
    return len(shared) if len(shared) >= LEAST_SHARED else 0
