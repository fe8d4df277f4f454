"""Blocks into pages: what belongs together stays together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from practice.letters.lines import Text, fit, said
from practice.letters.pdf import Mark, Placed, Words
from practice.letters.style import BODY, Style
from practice.letters.tagged import Artifact, Tag


class Keep(IntEnum):
    """How firmly a block stays on the page of the one after it."""

    NOT = 0
    WISH = 1  # as long as one page can hold all that is kept so
    MUST = 2  # a heading and its text, the first two lines of a paragraph, a signature


@dataclass(frozen=True, slots=True)
class Block:
    """Something a page break never cuts: its height, the gap above it unless it heads a page, and its marks.

    `head` is set again above it when it heads a page. One that is higher than a page is cut between its lines, which
    are of the style `line`.
    """

    height: float
    marks: tuple[Mark, ...]
    gap: float = 0
    keep: Keep = Keep.NOT
    head: "Block | None" = None
    line: Style = BODY


def stack(
    text: Text,
    style: Style,
    x: float,
    width: float,
    tag: Tag | Artifact,
    top: float = 0,
    at_right: bool | None = None,
) -> list[Words]:
    """The text's lines under one another from `top`, at the left or right; unsaid, each where its language begins."""
    if isinstance(tag, Tag):
        tag.words.append(said(text))
    return [
        Words(
            x + width - line.width if (line.leftward if at_right is None else at_right) else x,
            top + place * style.leading + style.baseline,
            line,
            style,
            tag,
        )
        for place, line in enumerate(fit(text, style, width))
    ]


def column(
    texts: tuple[str, ...],
    style: Style,
    x: float,
    width: float,
    under: Tag,
    top: float = 0,
    at_right: bool = False,
) -> list[Words]:
    """Several texts under one another from `top`, each a paragraph below the tag."""
    words: list[Words] = []
    for text in texts:
        words += stack(text, style, x, width, under.add("P"), top + len(words) * style.leading, at_right)
    return words


def height_of_text(words: list[Words]) -> float:
    """The height of the lines of one text, in points."""
    return len(words) * words[0].style.leading


def kept(blocks: list[Block], how: Keep = Keep.WISH) -> list[Block]:
    """The same blocks, each kept with the next one at least as firmly as `how` says."""
    return [replace(block, keep=max(block.keep, how)) for block in blocks[:-1]] + blocks[-1:]


def height_of(blocks: list[Block]) -> float:
    """The height of the blocks under one another at the top of a page, in points."""
    return sum(block.gap + block.height for block in blocks) - (blocks[0].gap if blocks else 0)


def paginate(blocks: list[Block], top: float, room: float) -> list[list[Placed]]:
    """Each page's marks; at least one page.

    What is kept goes to the next page as a whole where the rest of a page is too low for it. Where no page could hold
    it, wishes give way first, and then it is broken between its blocks.
    """
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for group in _groups([part for block in blocks for part in _cut(block, room)], room):
        if used and used + group[0].gap + height_of(group) > room:
            pages.append([])
            used = 0.0
        for block in group:
            if used and used + block.gap + block.height > room:
                pages.append([])
                used = 0.0
            if block.head and not used:
                used = _place(pages[-1], block.head, top, used)
            used = _place(pages[-1], block, top, used)
    return pages


def _place(page: list[Placed], block: Block, top: float, used: float) -> float:
    begin = used + block.gap if used else 0.0
    page.extend((top + begin, mark) for mark in block.marks)
    return begin + block.height


def _groups(blocks: list[Block], room: float) -> Iterator[list[Block]]:
    """Blocks that stay together, by wish if a page can hold them so, else by need."""
    for wished in _joined(blocks, Keep.WISH):
        head = wished[0].head.height if wished[0].head else 0.0
        yield from [wished] if height_of(wished) + head <= room else _joined(wished, Keep.MUST)


def _joined(blocks: list[Block], how: Keep) -> list[list[Block]]:
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if block.keep < how:
            groups.append([])
    return [group for group in groups if group]


def _cut(block: Block, room: float) -> list[Block]:
    """The block as it is; one that no page could hold is cut between its lines."""
    if block.head and block.head.height > room / 2:
        block = replace(block, head=None)
    room -= block.head.height if block.head else 0.0
    if block.height <= room:
        return [block]
    parts, rest, line = [], sorted(block.marks, key=lambda mark: mark.y), block.line
    while rest:
        top = rest[0].y - line.baseline
        taken = [mark for mark in rest if mark.y - top <= room - line.leading + line.baseline] or rest[:1]
        rest = rest[len(taken) :]
        while (
            rest and rest[-1].y - rest[0].y < line.leading / 2 < taken[-1].y - taken[0].y
        ):  # one line would stand alone
            rest.insert(0, taken.pop())
        marks = tuple(replace(mark, y=mark.y - top) for mark in taken)
        parts.append(replace(block, height=min(marks[-1].y + line.leading - line.baseline, room), marks=marks))
    return parts
