"""Bold and italic in the words of clauses: *italic*, **bold**, ***both***; a backslash makes a sign literal.

Only a clause's own words are read so. What is filled into them (a name, an amount, anything a person typed) stays as it
is, whatever signs it holds, because marks are found before the gaps are filled.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from practice.rules.letters import Emphasis, Paragraph

_SIGN = re.compile(r"\\([\\*])|(\*{1,3})(?!\*)|(\{\{\s*\w+\s*\}\})")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one cut."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class _Stars:
    """Asterisks that may open or close a stretch, until they are found to belong to none."""

    text: str
    at: int  # among the pieces
    partner: int = 0  # the piece at which the stretch ends


def paragraph(text: str, fill: Callable[[str], str] = str) -> Paragraph:
    """The text of a clause as plain words with its stretches; `fill` gives the words that stand for a {{gap}}."""
    pieces = _pieces(text)
    said = [piece.text if isinstance(piece, _Stars) and not piece.partner else "" for piece in pieces]
    for at, piece in enumerate(pieces):
        if isinstance(piece, str):
            said[at] = fill(piece) if piece.startswith("{{") else piece
    starts = [sum(map(len, said[:at])) for at in range(len(said))]
    stretches = (
        Emphasis(starts[each.at], starts[each.partner], len(each.text) > 1, len(each.text) != 2)
        for each in pieces
        if isinstance(each, _Stars) and each.partner > each.at
    )
    return Paragraph("".join(said), tuple(each for each in stretches if each.end > each.start))


def _pieces(text: str) -> list[str | _Stars]:
    """The text cut at gaps and asterisks, escapes taken out, asterisks that belong together joined."""
    pieces: list[str | _Stars] = []
    last = 0
    open_: list[_Stars] = []
    for sign in _SIGN.finditer(text):
        pieces.append(text[last : sign.start()])
        last = sign.end()
        if not sign[2]:
            pieces.append(sign[1] or sign[3])
            continue
        stars = _Stars(sign[2], len(pieces))
        pieces.append(stars)
        _pair(stars, open_, text[: sign.start()][-1:], text[last : last + 1])
    return [*pieces, text[last:]]


def _pair(stars: _Stars, open_: list[_Stars], before: str, after: str) -> None:
    """Close the last stretch that as many asterisks opened, else open one; those that stand among spaces do neither."""
    begun = next((each for each in reversed(open_) if each.text == stars.text), None)
    if begun and before.strip():
        begun.partner, stars.partner = stars.at, begun.at
        del open_[open_.index(begun) :]
    elif after.strip():
        open_.append(stars)


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Both as one paragraph with a space between them."""
    moved = len(first.text) + 1
    stretches = (replace(each, start=each.start + moved, end=each.end + moved) for each in second.emphasis)
    return Paragraph(f"{first.text} {second.text}", (*first.emphasis, *stretches))


def runs(said: Paragraph) -> tuple[Run, ...]:
    """The paragraph's text in stretches of one cut, in order; together they are its text."""
    edges = sorted({0, len(said.text), *(at for each in said.emphasis for at in (each.start, each.end))})
    return tuple(_run(said, start, end) for start, end in pairwise(edges))


def _run(said: Paragraph, start: int, end: int) -> Run:
    over = [each for each in said.emphasis if each.start <= start and end <= each.end]
    return Run(said.text[start:end], any(each.bold for each in over), any(each.italic for each in over))
