"""How a letter looks: sheets, sizes in points, colours. Source: LOOK, section 10, and the target letters."""

from dataclasses import dataclass, replace
from functools import lru_cache

from practice.rules.letters import Paper

Colour = tuple[float, float, float]

MM = 72 / 25.4


def _colour(text: str) -> Colour:
    red, green, blue = bytes.fromhex(text)
    return red / 255, green / 255, blue / 255


INK = _colour("1D1B18")
SOFT = _colour("4A463F")
FAINT = _colour("5A554C")
HAIR = _colour("BDB6A8")

STRONG_RULE = 0.75
HAIRLINE = 0.4

# Source Serif 4's own ascent and depth per em: they place the baseline in a line, whatever face fills it.
ASCENT, DEPTH = 1.036, 0.335


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper's size and margins in points; `left` and `right` are where text begins and ends."""

    width: float
    height: float
    top: float
    side: float
    bottom: float

    @property
    def left(self) -> float:
        """Where text begins."""
        return self.side

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.width - self.side

    @property
    def wide(self) -> float:
        """How wide text may be."""
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        """The height that text may fill."""
        return self.height - self.top - self.bottom


SHEETS = {
    Paper.LETTER: Sheet(612, 792, 64.8, 79.2, 64.8),
    Paper.A4: Sheet(210 * MM, 297 * MM, 24 * MM, 26 * MM, 25 * MM),
}


@dataclass(frozen=True, slots=True)
class Style:
    """One voice: its face, size and leading in points, colour, and whether figures are lining and tabular."""

    face: str  # a file of resources/fonts, "SourceSerif4-Italic"
    size: float
    leading: float
    colour: Colour = INK
    lining: bool = False

    @property
    def cut(self) -> str:
        """Which of its family's cuts the face is: "Regular", "SemiBold", "Italic", "SemiBoldItalic"."""
        return self.face.partition("-")[2]

    @property
    def baseline(self) -> float:
        """How far below a line's top its letters stand, in points."""
        return (self.leading - (ASCENT + DEPTH) * self.size) / 2 + ASCENT * self.size


CUTS = {(False, False): "Regular", (True, False): "SemiBold", (False, True): "Italic", (True, True): "SemiBoldItalic"}


@lru_cache(maxsize=256)
def styled(style: Style, bold: bool, italic: bool) -> Style:
    """The style in its family's bold or italic cut; what is bold or italic already stays so."""
    family, now = style.face.partition("-")[0], style.cut
    return replace(style, face=f"{family}-{CUTS[bold or 'SemiBold' in now, italic or 'Italic' in now]}")


REGULAR, ITALIC, STRONG = (f"SourceSerif4-{each}" for each in ("Regular", "Italic", "SemiBold"))

NAME = Style(STRONG, 17, 20)
LINE = Style(ITALIC, 9, 12, SOFT)
DETAIL = Style(REGULAR, 8.5, 12, SOFT)
BODY = Style(REGULAR, 10.5, 15)
ASIDE = Style(ITALIC, 10.5, 15, SOFT)
HEADING = Style(STRONG, 10.5, 15)
HEADING_NUMBER = Style(STRONG, 10.5, 15, lining=True)
CELL = Style(REGULAR, 9.75, 13.65)
CELL_NUMBER = Style(REGULAR, 9.75, 13.65, SOFT, lining=True)
CELL_MONEY = Style(REGULAR, 9.75, 13.65, lining=True)
CELL_HEAD = Style(STRONG, 9.75, 13.65)
CELL_TOTAL = Style(STRONG, 9.75, 13.65, lining=True)
ITEM_HEAD = Style(STRONG, 9.5, 13.65)
ITEM_DUE_HEAD = Style(ITALIC, 9.5, 13.65, SOFT)
SIGNER = Style(STRONG, 10.5, 14.25)
CAPACITY = Style(REGULAR, 9.25, 12.75, SOFT)
FOOT = Style(REGULAR, 8, 10, FAINT, lining=True)
