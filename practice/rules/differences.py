"""What a new version of a letter changes, clause by clause and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from practice.rules.letters import Block, Bullets, Grid, ItemTable, LetterFacts, Paragraph

Words = tuple[tuple[str, bool], ...]  # stretches of a text, and whether each is different


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was and as it is now; "" where there was or is none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one clause, or in what stands before and after the clauses (title "")."""

    title: str
    lines: tuple[Line, ...]
    added: bool = False  # the whole clause is new,
    removed: bool = False  # or gone


def differences(before: LetterFacts, after: LetterFacts) -> tuple[Difference, ...]:
    """What differs between two versions, in the order of the later one; clauses belong together by their titles."""
    old, new = _clauses(before), _clauses(after)
    order = [*new, *(title for title in old if title not in new)]
    found = (
        Difference(title, _changed(old.get(title, ()), new.get(title, ())), title not in old, title not in new)
        for title in order
    )
    return tuple(one for one in found if one.lines)


def words(line: Line) -> tuple[Words, Words]:
    """The line before and after as stretches of words, each with whether the other one lacks it."""
    old, new = _split(line.before), _split(line.after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    was = tuple(("".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in steps if a < b)
    now = tuple(("".join(new[c:d]), tag != "equal") for tag, _, _, c, d in steps if c < d)
    return was, now


def _split(text: str) -> list[str]:
    return re.findall(r"\S+\s*", text)


def _clauses(facts: LetterFacts) -> dict[str, tuple[str, ...]]:
    around = (*facts.recipient, facts.subject, facts.greeting, *(p.text for p in (*facts.opening, *facts.closing)))
    signers = (f"{signer.name}, {signer.capacity}" for signer in facts.signers)
    told = {"": [*around, *signers]}
    for section in facts.sections:  # a letter in plain paragraphs has sections without titles
        told.setdefault(section.title, []).extend(line for block in section.blocks for line in _lines(block))
    return {title: tuple(lines) for title, lines in told.items()}


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Bullets():
            yield from (item.text for item in block.items)
        case ItemTable():
            yield from ("  ".join(filter(None, (row.number, row.text, row.due))) for row in block.rows)
        case Grid():
            yield from ("  ".join(cell for cell in row if cell) for row in (*block.rows, block.total) if any(row))


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pairs = (zip_longest(old[a:b], new[c:d], fillvalue="") for tag, a, b, c, d in steps if tag != "equal")
    return tuple(Line(was, now) for pair in pairs for was, now in pair)
