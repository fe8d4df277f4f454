"""Blocks into pages: what belongs together stays together."""

from dataclasses import dataclass, replace

from practice.letters.lines import Text, fit, said
from practice.letters.pdf import Mark, Placed, Words
from practice.letters.style import BODY, Style
from practice.letters.tagged import Artifact, Tag


@dataclass(frozen=True, slots=True)
class Block:
    """Something a page break never cuts: its height, the gap above it unless it heads a page, and its marks.

    `keep` holds it on the page of the block after it; `head` is set again above it when it heads a page. One that is
    higher than a page is cut between its lines, which are of the style `line`.
    """

    height: float
    marks: tuple[Mark, ...]
    gap: float = 0
    keep: bool = False
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


def height_of_text(words: list[Words]) -> float:
    """The height of the lines of one text, in points."""
    return len(words) * words[0].style.leading


def kept(blocks: list[Block]) -> list[Block]:
    """The same blocks, all on one page as far as a page can hold them."""
    return [replace(block, keep=True) for block in blocks[:-1]] + blocks[-1:]


def height_of(blocks: list[Block]) -> float:
    """The height of the blocks under one another at the top of a page, in points."""
    return sum(block.gap + block.height for block in blocks) - (blocks[0].gap if blocks else 0)


def paginate(blocks: list[Block], top: float, room: float) -> list[list[Placed]]:
    """Each page's marks; at least one page. A group higher than a page is broken between its blocks."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for group in _groups([part for block in blocks for part in _cut(block, room)]):
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


def _cut(block: Block, room: float) -> list[Block]:
    """The block as it is; one that no page could hold is cut between its lines."""
    if block.head and block.head.height > room / 2:
        block = replace(block, head=None)
    room -= block.head.height if block.head else 0.0
    if block.height <= room:
        return [block]
    parts, rest = [], sorted(block.marks, key=lambda mark: mark.y)
    while rest:
        top = rest[0].y - BODY.baseline
        taken = [mark for mark in rest if mark.y - top <= room - BODY.leading + BODY.baseline] or rest[:1]
        rest = rest[len(taken) :]
        marks = tuple(replace(mark, y=mark.y - top) for mark in taken)
        parts.append(replace(block, height=min(marks[-1].y + BODY.leading - BODY.baseline, room), marks=marks))
    return parts


def _groups(blocks: list[Block]) -> list[list[Block]]:
    """Blocks that stay together."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if not block.keep:
            groups.append([])
    return [group for group in groups if group]
