"""What of a letter can be pointed to: its items and its clauses, with the day on which the client had it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from practice.rules.complaints import Citation
from practice.rules.engagements import ItemKind, ScopeItem, label
from practice.rules.grammar import in_words
from practice.rules.letters import ENGAGEMENT, InForce, ItemTable, Letter, Paragraph, Section, letter_in_force

LONGEST = 300  # characters of a clause that are quoted


def ground(letters: Sequence[Letter], day: date, today: date) -> InForce | None:
    """What says what was promised on `day`: what bound both then, else what the client had, else what binds now.

    A letter that only binds later never shows that the client had it before: that is for the guard to see.
    """
    return letter_in_force(letters, day) or _in_hand(letters, day) or letter_in_force(letters, today)


def _in_hand(letters: Sequence[Letter], day: date) -> InForce | None:
    """The newest version that was sent by `day`, though nobody had signed it yet."""
    sent = [one for one in letters if one.family == ENGAGEMENT and one.facts and one.sent_on and one.sent_on <= day]
    newest = max(sent, key=lambda one: (one.version, one.id), default=None)
    return InForce(newest) if newest else None


def citations(force: InForce, items: Iterable[ScopeItem]) -> tuple[Citation, ...]:
    """All of a letter and its addenda that can be pointed to: promises, limits, then the other clauses."""
    known = {label(item): item for item in items}
    found: dict[str, Citation] = {}
    for letter in (force.letter, *force.addenda):
        found.update({one.label: one for one in _items(letter, known)})
    bound = [one for key, one in found.items() if key in force.numbers]
    return (*sorted(bound, key=lambda one: (one.limit, _order(one.label))), *_clauses(force.letter))


def _items(letter: Letter, known: Mapping[str, ScopeItem]) -> Iterator[Citation]:
    blocks = (block for section in (letter.facts.sections if letter.facts else ()) for block in section.blocks)
    for table in blocks:
        if isinstance(table, ItemTable) and not table.withdraws:
            for row in table.rows:
                if item := known.get(row.number):
                    limit = item.kind is ItemKind.LIMIT
                    yield replace(_of(letter, row.number, row.text), limit=limit, item_id=item.id)


def _clauses(letter: Letter) -> Iterator[Citation]:
    for section in letter.facts.sections if letter.facts else ():
        said = _said(section)
        if section.number and said and not any(isinstance(block, ItemTable) for block in section.blocks):
            yield _of(letter, f"clause {section.number}", f"{section.title}: {said}")


def _said(section: Section) -> str:
    text = " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0] + " …"


def _of(letter: Letter, number: str, text: str) -> Citation:
    had = min((day for day in (letter.sent_on, letter.signed_on) if day), default=None)
    return Citation(
        letter_id=letter.id, letter=letter.number, version=letter.version, label=number, text=text,
        had_on=had, signed_on=letter.signed_on,
    )  # fmt: skip


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def read_number(text: str) -> int | None:
    """A number as a letter's field has it, in words up to twelve or in figures; None for anything else."""
    said = text.strip().casefold()
    words = {in_words(number): number for number in range(1, 13)}
    return words.get(said) or (int(said) if said.isascii() and said.isdigit() and 0 < len(said) < 4 else None)


def printed(letter: Letter, text: str) -> bool:
    """Whether an issued letter says these words anywhere."""
    blocks = (block for section in (letter.facts.sections if letter.facts else ()) for block in section.blocks)
    return any(text in block.text for block in blocks if isinstance(block, Paragraph))
