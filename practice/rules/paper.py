"""The sheet, what stands on top of it and how its words are set: all that the practice's settings need of letters."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The sheet a letter is printed on."""

    LETTER = "letter"
    A4 = "a4"


class LetterStyle(StrEnum):
    """How a letter looks: with serifs, without, or plain as from a typewriter, with no colour and no rule on top."""

    SERIF = "serif"
    SANS = "sans"
    PLAIN = "plain"


class LogoKind(StrEnum):
    """How a logo is kept: as dots, or as paths in the drawing signs of a PDF."""

    PNG = "png"
    JPEG = "jpeg"
    PATHS = "paths"


@dataclass(frozen=True, slots=True)
class Logo:
    """The practice's picture, small and made safe; width and height are in its own units."""

    kind: LogoKind
    data: bytes
    width: float
    height: float


DOT = "  ·  "  # between two parts of a detail, which may go on to the next line there, without it


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the rule: the logo on top, name and line at left, details at right."""

    name: str
    line: str = ""
    details: tuple[str, ...] = ()
    logo: Logo | None = None


NO_LETTERHEAD = Letterhead("")
SIZES = (10.0, 10.5, 11.0, 11.5, 12.0, 13.0)


@dataclass(frozen=True, slots=True)
class Design:
    """How a letter's words are set: style, size of text in points, colour of name and rule ("#17607A", "" black)."""

    style: LetterStyle = LetterStyle.SERIF
    size: float = 10.5
    accent: str = ""


USUAL_DESIGN = Design()
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_LEAST_CONTRAST = 4.5  # of text on white paper, WCAG 2.2 1.4.3


def accent_error(colour: str) -> str:
    """What to do about a colour that cannot stand on a letter; "" for one that can."""
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        return "Type a colour as # and six digits, such as #17607A, or nothing for black."
    if _contrast_on_white(colour) < _LEAST_CONTRAST:
        return "This is too pale to read on white paper. Choose a darker colour."
    return ""


def _contrast_on_white(colour: str) -> float:
    parts = (part / 255 for part in bytes.fromhex(colour[1:]))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
