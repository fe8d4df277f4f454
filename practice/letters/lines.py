"""Text into lines of a given width: no hyphenation, no justification, right-to-left runs whole on their line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from practice.letters import bidi
from practice.letters.said import lines_of
from practice.letters.shape import Glyphs, shape, turn
from practice.letters.style import Style

_SPACE = " \u2000-\u2006\u2008-\u200b\u3000"
# A line may break after spaces, after a hyphen between letters, and after a dash.
_UNIT = re.compile(f"[^{_SPACE}]*?(?:(?<=\\w)[-\u2010](?=[^\\W\\d])|[\u2013\u2014](?=\\w)|[{_SPACE}]+|$)")
# A number stays with its unit.
_GLUED = re.compile(
    r"(?<![\w.,])([\d.,]*\d) (?=(?:am|pm|a\.m\.|p\.m\.|%|per|minutes?|hours?|days?|business|weeks?|months?|years?"
    r"|pages?|sessions?)\b)"
)
_GLUE = "\ue000"  # private: stands for a space at which a line does not break
LONGEST = 400  # no line holds more signs
_SPACES = re.compile("( +)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw: its pieces from left to right, its width in points, and whether it runs to the left."""

    pieces: tuple[Glyphs, ...]
    width: float
    leftward: bool = False


@lru_cache(maxsize=2048)  # while a letter is typed all paragraphs but one stay the same
def fit(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """The text's lines, none wider than `width` points; at least one, empty for empty text."""
    return tuple(line for each in lines_of(text) for line in _paragraph(each, style, width))


def measure(text: str, style: Style) -> float:
    """The width of the text's widest line in points, were there no margin."""
    return max(line.width for line in fit(text, style, float("inf")))


def _paragraph(text: str, style: Style, width: float) -> Iterator[Line]:
    if not bidi.has_right_to_left(text):
        for start, end in _breaks(text, _units(text), style, width):
            yield _line([(text[start:end].rstrip(" "), 0)], style)
        return
    leftward = bidi.mostly_right_to_left(text)
    level = bidi.levels(text, leftward)
    for start, end in _breaks(text, _whole_runs(text, level, style, width, leftward), style, width):
        yield _line(bidi.runs(text[start:end].rstrip(" "), level[start:end], int(leftward)), style, leftward)


def _units(text: str) -> list[int]:
    """Where each part that stays on one line ends."""
    glued = _GLUED.sub(lambda found: found[1] + _GLUE, text)
    return [found.end() for found in _UNIT.finditer(glued) if found.end() > found.start()]


def _whole_runs(text: str, level: list[int], style: Style, width: float, leftward: bool) -> list[int]:
    """The ends of units, where a run against the paragraph's direction is one unit if a line can hold it."""
    ends = set(_units(text))
    for against, stretch in groupby(range(len(text)), lambda index: level[index] > int(leftward)):
        run = list(stretch)
        if against and _wide(text[run[0] : run[-1] + 1], style) <= width:
            ends -= set(run[1:])
    return sorted(ends | {len(text)})


def _breaks(text: str, ends: list[int], style: Style, width: float) -> Iterator[tuple[int, int]]:
    """The (start, end) of each line, filled greedily; a unit wider than the line is cut where it must be."""
    line, last, filled = 0, 0, 0.0
    for end in ends:
        unit = text[last:end]
        if filled + _wide(unit.rstrip(" "), style) > width and filled:
            yield line, last
            line, filled = last, 0.0
        if not filled and (len(unit) > LONGEST or _wide(unit.rstrip(" "), style) > width):
            for cut in _cuts(unit, style, width):
                yield line, line + cut
                line += cut
            unit = text[line:end]
        filled += _wide(unit, style)
        last = end
    yield line, len(text)


def _cuts(unit: str, style: Style, width: float) -> Iterator[int]:
    """How many characters of an over-long unit each full line takes; at a space if there is one, else anywhere."""
    while len(unit) > LONGEST or _wide(unit.rstrip(" "), style) > width:
        low, high = 1, min(len(unit), LONGEST)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _wide(unit[:middle], style) <= width else (low, middle - 1)
        taken = unit.rfind(" ", 0, low + 1) + 1 or low
        yield taken
        unit = unit[taken:]


def _wide(text: str, style: Style) -> float:
    pieces = _pieces(text, style, not bidi.has_right_to_left(text))
    return sum(piece.width for piece in pieces) * style.size / 1000


def _pieces(text: str, style: Style, rightward: bool) -> list[Glyphs]:
    """The text's words and spaces shaped, from left to right."""
    words = [word for word in _SPACES.split(text) if word]
    if rightward:
        return [piece for word in words for piece in shape(word, style.cut, style.lining, True)]
    pieces: list[Glyphs] = []
    for word in reversed(words):
        if pieces and bidi.ends_weakly(word):  # else readers take "word, word" for "word ,word"
            pieces.append(turn(style.cut, False))
        pieces += shape(word, style.cut, style.lining, False)
    return pieces


def _line(runs: list[tuple[str, int]], style: Style, leftward: bool = False) -> Line:
    """The line's runs shaped; where one against its direction ends, a mark says so: right of it, or left where the
    line runs to the left.
    """
    pieces: list[Glyphs] = []
    before = int(leftward)
    for text, level in runs:
        ends = level if leftward else before
        if pieces and ends % 2 != leftward:
            pieces.append(turn(style.cut, not leftward))
        pieces += _pieces(text, style, level % 2 == 0)
        before = level
    return Line(tuple(pieces), sum(piece.width for piece in pieces) * style.size / 1000, leftward)
