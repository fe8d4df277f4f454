"""How a letter looks: sheets, sizes in points, colours. Source: LOOK, section 10, and the target letters."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from math import cbrt

from practice.rules.paper import Design, LetterStyle, Paper

Colour = tuple[float, float, float]

MM = 72 / 25.4


def colour(text: str) -> Colour:
    """The colour that six digits stand for, with or without a # before them."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red / 255, green / 255, blue / 255


INK = colour("1D1B18")
SOFT = colour("4A463F")
FAINT = colour("5A554C")
HAIR = colour("BDB6A8")

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

FAMILIES = {LetterStyle.SERIF: "SourceSerif4", LetterStyle.SANS: "Inter", LetterStyle.PLAIN: "SourceSerif4"}


@dataclass(frozen=True, slots=True)
class Voices:
    """All the voices of a letter."""

    name: Style = NAME
    line: Style = LINE
    detail: Style = DETAIL
    body: Style = BODY
    aside: Style = ASIDE
    heading: Style = HEADING
    heading_number: Style = HEADING_NUMBER
    cell: Style = CELL
    cell_number: Style = CELL_NUMBER
    cell_money: Style = CELL_MONEY
    cell_head: Style = CELL_HEAD
    cell_total: Style = CELL_TOTAL
    item_head: Style = ITEM_HEAD
    item_due_head: Style = ITEM_DUE_HEAD
    signer: Style = SIGNER
    capacity: Style = CAPACITY
    foot: Style = FOOT


@dataclass(frozen=True, slots=True)
class Setting:
    """How one letter is set: its sheet, its voices, the colour of name and rule, and how large it is."""

    sheet: Sheet = SHEETS[Paper.LETTER]
    voices: Voices = Voices()
    ink: Colour = INK
    plain: bool = False
    scale: float = 1.0

    def pt(self, points: float) -> float:
        """A distance that is right for text of 10.5 points, as it is for this letter's."""
        return points * self.scale


STANDARD = Setting()


@lru_cache(maxsize=32)
def setting(paper: Paper, design: Design) -> Setting:
    """How a letter of that design is set on that paper; letterhead and foot grow less than the text."""
    scale, family = design.size / BODY.size, FAMILIES[design.style]
    plain = design.style is LetterStyle.PLAIN
    ink = colour(design.accent) if design.accent and not plain else INK
    voices = replace(Voices(), name=replace(NAME, colour=ink))
    if plain:  # its letterhead is typed like the rest
        voices = replace(voices, name=HEADING, line=BODY, detail=BODY)
    around = () if plain else ("name", "line", "detail")
    sized = {
        each.name: _sized(getattr(voices, each.name), family, cbrt(scale) if each.name in (*around, "foot") else scale)
        for each in fields(Voices)
    }
    if family == "Inter":  # whose figures of one width have wide hyphens
        sized["foot"] = replace(sized["foot"], lining=False)
    return Setting(SHEETS[paper], Voices(**sized), ink, plain, scale)


def _sized(style: Style, family: str, scale: float) -> Style:
    size, leading = round(style.size * scale, 2), round(style.leading * scale, 2)
    return replace(style, face=f"{family}-{style.cut}", size=size, leading=leading)
