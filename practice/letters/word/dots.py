"""A logo of paths as dots: Word has no drawing signs of its own that every program which opens its files knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from practice.rules.paper import Logo

WIDEST, HIGHEST = 709, 189  # 60 by 16 mm at 300 to the inch
FINE = 4  # times as many while it is drawn, so that its edges are smooth
STEPS = 24  # of a curve
LEVEL = 128  # what a dot counts that no path goes round
Point = tuple[float, float]
Ink = tuple[int, int, int]

_SIGN = re.compile(r"\[[^\]]*\]|[^\s\[\]]+")
_IGNORED = {"J", "j", "M", "d"}  # the ends and corners of strokes, and dashes


def dots(logo: Logo) -> bytes:
    """The drawing of such a logo on white, as a PNG."""
    scale = min(WIDEST / logo.width, HIGHEST / logo.height) * FINE
    size = [max(FINE, round(side * scale / FINE) * FINE) for side in (logo.width, logo.height)]
    board = _Board((size[0], size[1]), scale)
    operands: list[float] = []
    for sign in _SIGN.findall(logo.data.decode("ascii")):
        if sign[0] in "-.0123456789":
            operands.append(float(sign))
        elif sign[0] != "[":
            if sign not in _IGNORED:
                _SIGNS[sign](board, *operands)
            operands = []
    made = BytesIO()
    board.picture.reduce(FINE).save(made, "PNG", optimize=True)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class _Pen:
    """How the next path is drawn: where the drawing's own measures lead to, colours, stroke and what is cut off."""

    turn: tuple[float, float, float, float, float, float]
    fill: Ink = (0, 0, 0)
    stroke: Ink = (0, 0, 0)
    width: float = 1.0
    clip: Image.Image | None = None


class _Board:
    """The drawing as far as it is drawn."""

    def __init__(self, size: tuple[int, int], scale: float) -> None:
        self.picture = Image.new("RGB", size, "white")
        self.pen = _Pen((scale, 0, 0, -scale, 0, size[1]))
        self.kept: list[_Pen] = []
        self.paths: list[list[Point]] = []
        self.cut: bool | None = None  # whether the path cuts off what is outside, and whether by turns

    def save(self) -> None:
        self.kept.append(self.pen)

    def restore(self) -> None:
        self.pen = self.kept.pop()

    def turn(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        (x, y), (right_x, right_y), (up_x, up_y) = self.at(e, f), self.at(a + e, b + f), self.at(c + e, d + f)
        self.pen = replace(self.pen, turn=(right_x - x, right_y - y, up_x - x, up_y - y, x, y))

    def at(self, x: float, y: float) -> Point:
        """Where a point of the drawing is among the dots."""
        a, b, c, d, e, f = self.pen.turn
        return a * x + c * y + e, b * x + d * y + f

    def fill_with(self, *parts: float) -> None:
        self.pen = replace(self.pen, fill=_ink(*parts))

    def stroke_with(self, *parts: float) -> None:
        self.pen = replace(self.pen, stroke=_ink(*parts))

    def thick(self, width: float) -> None:
        self.pen = replace(self.pen, width=width)

    def move(self, x: float, y: float) -> None:
        self.paths.append([self.at(x, y)])

    def line(self, x: float, y: float) -> None:
        self.paths[-1].append(self.at(x, y))

    def curve(self, *numbers: float) -> None:
        start = self.paths[-1][-1]
        points = (start, *(self.at(*numbers[place : place + 2]) for place in (0, 2, 4)))
        for step in range(1, STEPS + 1):
            t = step / STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            x, y = (sum(w * point[axis] for w, point in zip(weights, points, strict=True)) for axis in (0, 1))
            self.paths[-1].append((x, y))

    def close(self) -> None:
        self.paths[-1].append(self.paths[-1][0])

    def box(self, x: float, y: float, width: float, height: float) -> None:
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self.paths.append([self.at(*corner) for corner in corners])

    def inside(self, by_turns: bool) -> Image.Image:
        """The dots inside the paths: those that an odd number of them go round, or more one way than the other."""
        count = Image.new("L", self.picture.size, LEVEL)
        for path in (path for path in self.paths if len(path) > 2):
            one = Image.new("L", self.picture.size)
            ImageDraw.Draw(one).polygon(path, fill=1)
            count = (ImageChops.add if by_turns or _area(path) > 0 else ImageChops.subtract)(count, one)
        return count.point([255 * ((each - LEVEL) % 2 if by_turns else each != LEVEL) for each in range(256)], "1")

    def along(self) -> Image.Image:
        """The dots that a stroke covers."""
        a, b, c, d, _, _ = self.pen.turn
        width = max(round(self.pen.width * abs(a * d - b * c) ** 0.5), 1)
        mask = Image.new("1", self.picture.size)
        for path in self.paths:
            ImageDraw.Draw(mask).line(path, fill=1, width=width, joint="curve")
        return mask

    def clip(self, by_turns: bool) -> None:
        """Cut off what is outside the path once that is done with."""
        self.cut = by_turns

    def end(self, *, fill: bool = False, stroke: bool = False, by_turns: bool = False) -> None:
        """Draw the path, cut by what was to be cut off before, and begin another."""
        if fill:
            self.picture.paste(self.pen.fill, mask=self._clipped(self.inside(by_turns)))
        if stroke:
            self.picture.paste(self.pen.stroke, mask=self._clipped(self.along()))
        if self.cut is not None:
            self.pen = replace(self.pen, clip=self._clipped(self.inside(self.cut)))
        self.paths, self.cut = [], None

    def _clipped(self, mask: Image.Image) -> Image.Image:
        return ImageChops.logical_and(mask, self.pen.clip) if self.pen.clip else mask


def _ink(*parts: float) -> Ink:
    """A colour of three lights, or of four inks."""
    if len(parts) == 4:
        parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
    red, green, blue = (round(part * 255) for part in parts)
    return red, green, blue


def _area(path: list[Point]) -> float:
    """Twice what the path goes round; below nothing the other way round."""
    return sum(x * below - right * y for (x, y), (right, below) in zip(path, [*path[1:], path[0]], strict=True))


_SIGNS: dict[str, Callable[..., None]] = {
    "q": _Board.save,
    "Q": _Board.restore,
    "cm": _Board.turn,
    "rg": _Board.fill_with,
    "k": _Board.fill_with,
    "RG": _Board.stroke_with,
    "K": _Board.stroke_with,
    "w": _Board.thick,
    "m": _Board.move,
    "l": _Board.line,
    "c": _Board.curve,
    "h": _Board.close,
    "re": _Board.box,
    "W": lambda board: board.clip(False),
    "W*": lambda board: board.clip(True),
    "n": _Board.end,
    "f": lambda board: board.end(fill=True),
    "f*": lambda board: board.end(fill=True, by_turns=True),
    "S": lambda board: board.end(stroke=True),
    "B": lambda board: board.end(fill=True, stroke=True),
    "B*": lambda board: board.end(fill=True, stroke=True, by_turns=True),
}
