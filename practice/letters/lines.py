"""Text into lines of a given width: no hyphenation, no justification, right-to-left runs whole on their line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from practice.letters import bidi
from practice.letters.breaks import units
from practice.letters.said import lines_of
from practice.letters.shape import Glyphs, shape, turn
from practice.letters.style import Style, styled
from practice.rules.markup import Run

Text = str | tuple[Run, ...]  # in one cut, or in stretches of several

RUNT, FULL = (
    1 / 8,
    2 / 3,
)  # of a line: a last word that is too short to stand alone, and a line that may give it company
LONGEST = 400  # no line holds more signs
_SPACES = re.compile("( +)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw: its pieces from left to right, its width in points, and whether it runs to the left.

    Pieces may go on behind the width with the space at which the line was broken, for programs that read the page.
    """

    pieces: tuple[Glyphs, ...]
    width: float
    leftward: bool = False


@lru_cache(maxsize=2048)  # while a letter is typed all paragraphs but one stay the same
def fit(text: Text, style: Style, width: float) -> tuple[Line, ...]:
    """The text's lines, none wider than `width` points; at least one, empty for empty text."""
    typed = _typed(text, style)
    return tuple(
        line
        for number, each in enumerate(typed, 1)
        for line in (_leftward if bidi.has_right_to_left(each.text) else _rightward)(each, width, number < len(typed))
    )


def measure(text: Text, style: Style) -> float:
    """The width of the text's widest line in points, were there no margin."""
    return max(line.width for line in fit(text, style, float("inf")))


def said(text: Text) -> str:
    """The text's words, whatever their cut."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class _Typed:
    """One line as it was typed, before it is broken; `stretches` (start, end, style) only where styles change."""

    text: str
    style: Style
    stretches: tuple[tuple[int, int, Style], ...] = ()

    def cut(self, start: int, end: int) -> list[tuple[str, Style]]:
        """The text from `start` to before `end` in stretches of one style."""
        if not self.stretches:
            return [(self.text[start:end], self.style)]
        over = ((max(first, start), min(last, end), style) for first, last, style in self.stretches)
        return [(self.text[first:last], style) for first, last, style in over if first < last]

    def pieces(self, start: int, end: int, rightward: bool) -> list[Glyphs]:
        """Its words and spaces shaped, from left to right."""
        words = [(word, style) for text, style in self.cut(start, end) for word in _SPACES.split(text) if word]
        if rightward:
            return [piece for word, style in words for piece in shape(word, style.face, style.lining, True)]
        pieces: list[Glyphs] = []
        for word, style in reversed(words):
            if pieces and bidi.ends_weakly(word):  # else readers take "word, word" for "word ,word"
                pieces.append(turn(style.face, False))
            pieces += shape(word, style.face, style.lining, False)
        return pieces

    def wide(self, start: int, end: int, rightward: bool = True) -> float:
        """The width of its text, in points."""
        return sum(piece.width for piece in self.pieces(start, end, rightward)) * self.style.size / 1000

    def end_of_words(self, start: int, end: int) -> int:
        """`end`, or where the spaces before it begin."""
        return start + len(self.text[start:end].rstrip(" "))


def _typed(text: Text, style: Style) -> list[_Typed]:
    if isinstance(text, str):
        return [_Typed(line, style) for line in lines_of(text)]
    lines: list[list[tuple[str, Style]]] = [[]]
    for run in text:
        first, *more = lines_of(run.text)
        own = styled(style, run.bold, run.italic)
        lines[-1].append((first, own))
        lines += [[(line, own)] for line in more]
    return [_stretched(line, style) for line in lines]


def _stretched(line: list[tuple[str, Style]], style: Style) -> _Typed:
    stretches, at = [], 0
    for text, own in line:
        stretches.append((at, at + len(text), own))
        at += len(text)
    return _Typed("".join(text for text, _ in line), style, tuple(stretches))


def _rightward(typed: _Typed, width: float, goes_on: bool) -> Iterator[Line]:
    ends = units(typed.text)
    for start, end in _with_company(typed, list(_breaks(typed, ends, width, True)), ends, width):
        last = typed.end_of_words(start, end)
        pieces = typed.pieces(start, last, True)
        wide = sum(piece.width for piece in pieces) * typed.style.size / 1000
        if last < end or (goes_on and end == len(typed.text)):
            pieces += shape(" ", typed.style.face, typed.style.lining, True)
        yield Line(tuple(pieces), wide)


def _with_company(typed: _Typed, broken: list[tuple[int, int]], ends: list[int], width: float) -> list[tuple[int, int]]:
    """The lines, where a short last word would stand alone with the word before it, if that leaves its line full."""
    if len(broken) < 2:
        return broken
    (above, start), (_, end) = broken[-2:]
    alone = not [at for at in ends if start < at < end] and typed.wide(start, end) < width * RUNT
    moved = max((at for at in ends if above < at < start), default=above)
    if not alone or typed.wide(above, moved) < width * FULL or typed.wide(moved, end) > width:
        return broken
    return [*broken[:-2], (above, moved), (moved, end)]


def _leftward(typed: _Typed, width: float, _: bool) -> Iterator[Line]:
    """The lines of a text that holds signs which run to the left."""
    leftward = bidi.mostly_right_to_left(typed.text)
    level = bidi.levels(typed.text, leftward)
    for start, end in _breaks(typed, _whole_runs(typed, level, width, leftward), width, False):
        runs = bidi.runs(typed.text[start:end], level[start:end], int(leftward))
        yield _line(typed, [(start + first, start + last, each) for first, last, each in runs], leftward)


def _whole_runs(typed: _Typed, level: list[int], width: float, leftward: bool) -> list[int]:
    """The ends of units, where a run against the paragraph's direction is one unit if a line can hold it."""
    ends = set(units(typed.text))
    for against, stretch in groupby(range(len(typed.text)), lambda index: level[index] > int(leftward)):
        run = list(stretch)
        if against and typed.wide(run[0], run[-1] + 1, False) <= width:
            ends -= set(run[1:])
    return sorted(ends | {len(typed.text)})


def _breaks(typed: _Typed, ends: list[int], width: float, rightward: bool) -> Iterator[tuple[int, int]]:
    """The (start, end) of each line, filled greedily; a unit wider than the line is cut where it must be."""
    line, last, filled = 0, 0, 0.0
    for end in ends:
        wide = typed.wide(last, typed.end_of_words(last, end), rightward)
        if filled + wide > width and filled:
            yield line, last
            line, filled = last, 0.0
        if not filled and (end - last > LONGEST or wide > width):
            for cut_at in _cuts(typed, last, end, width, rightward):
                yield line, cut_at
                line = last = cut_at
        filled += typed.wide(last, end, rightward)
        last = end
    yield line, len(typed.text)


def _cuts(typed: _Typed, start: int, end: int, width: float, rightward: bool) -> Iterator[int]:
    """Where each full line of an over-long unit ends; at a space if there is one, else anywhere."""
    while end - start > LONGEST or typed.wide(start, typed.end_of_words(start, end), rightward) > width:
        low, high = 1, min(end - start, LONGEST)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            fits = typed.wide(start, start + middle, rightward) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        start += typed.text[start:end].rfind(" ", 0, low + 1) + 1 or low
        yield start


def _line(typed: _Typed, runs: list[tuple[int, int, int]], leftward: bool) -> Line:
    """The line's runs shaped; where one against its direction ends, a mark says so: right of it, or left where the
    line runs to the left.
    """
    pieces: list[Glyphs] = []
    before = int(leftward)
    for start, end, level in runs:
        ends = level if leftward else before
        if pieces and ends % 2 != leftward:
            pieces.append(turn(typed.style.face, not leftward))
        pieces += typed.pieces(start, end, level % 2 == 0)
        before = level
    return Line(tuple(pieces), sum(piece.width for piece in pieces) * typed.style.size / 1000, leftward)
