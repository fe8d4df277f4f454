"""How a letter looks: sheets, sizes in points, colours. Source: LOOK, section 10, and the target letters."""

from dataclasses import dataclass

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
    def room(self) -> float:
        """The height that text may fill."""
        return self.height - self.top - self.bottom


SHEETS = {
    Paper.LETTER: Sheet(612, 792, 64.8, 79.2, 64.8),
    Paper.A4: Sheet(210 * MM, 297 * MM, 24 * MM, 26 * MM, 25 * MM),
}


@dataclass(frozen=True, slots=True)
class Style:
    """One voice: the face's cut, size and leading in points, colour, and whether figures are lining and tabular."""

    cut: str
    size: float
    leading: float
    colour: Colour = INK
    lining: bool = False

    @property
    def baseline(self) -> float:
        """How far below a line's top its letters stand, in points."""
        return (self.leading - (ASCENT + DEPTH) * self.size) / 2 + ASCENT * self.size


NAME = Style("SemiBold", 17, 20)
LINE = Style("Italic", 9, 12, SOFT)
DETAIL = Style("Regular", 8.5, 12, SOFT)
BODY = Style("Regular", 10.5, 15)
ASIDE = Style("Italic", 10.5, 15, SOFT)
HEADING = Style("SemiBold", 10.5, 15)
HEADING_NUMBER = Style("SemiBold", 10.5, 15, lining=True)
CELL = Style("Regular", 9.75, 13.65)
CELL_NUMBER = Style("Regular", 9.75, 13.65, SOFT, lining=True)
CELL_MONEY = Style("Regular", 9.75, 13.65, lining=True)
CELL_HEAD = Style("SemiBold", 9.75, 13.65)
CELL_TOTAL = Style("SemiBold", 9.75, 13.65, lining=True)
ITEM_HEAD = Style("SemiBold", 9.5, 13.65)
ITEM_DUE_HEAD = Style("Italic", 9.5, 13.65, SOFT)
SIGNER = Style("SemiBold", 10.5, 14.25)
CAPACITY = Style("Regular", 9.25, 12.75, SOFT)
FOOT = Style("Regular", 8, 10, FAINT, lining=True)
