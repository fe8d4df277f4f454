"""Marks on pages into a PDF file: reportlab keeps the document, HarfBuzz's glyphs go in as they are.

reportlab's own fonts know characters, not glyphs, so joined scripts and figures would lose their meaning or their form;
here each face is embedded as a part of itself, glyph by glyph, with the text every glyph stands for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any  # reportlab's canvas has types in part only

from reportlab.pdfgen.canvas import Canvas

from practice.letters.embed import Refer, embed
from practice.letters.fonts import Face
from practice.letters.lines import Line
from practice.letters.shape import Glyphs
from practice.letters.style import Colour, Sheet, Style


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: where it begins, and how far its baseline is below the top of what it belongs to, in points."""

    x: float
    y: float
    line: Line
    style: Style


@dataclass(frozen=True, slots=True)
class Rule:
    """A level stroke from `x` to `end`, its middle `y` below the top of what it belongs to, in points."""

    x: float
    end: float
    y: float
    thickness: float
    colour: Colour


Mark = Words | Rule
Placed = tuple[float, Mark]  # how far from the page's top the mark's own top is


class _Canvas(Canvas):
    """A canvas that does not name Helvetica, which no letter uses and no file would embed."""

    def _make_preamble(self) -> None:
        self._preamble = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    language: str


def write(sheet: Sheet, pages: list[list[Placed]], about: About) -> bytes:
    """The PDF of those pages; the same pages give the same bytes."""
    canvas: Any = _Canvas(
        "letter.pdf", pagesize=(sheet.width, sheet.height), pageCompression=1, invariant=1, lang=about.language or None
    )
    canvas.setTitle(_whole(about.title))
    canvas.setAuthor(_whole(about.author))
    canvas.setSubject(_whole(about.subject))
    canvas.setCreator("Practice")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    fonts = _Fonts()
    for page in pages:
        canvas._code.extend(_page(sheet, page, fonts))
        canvas.showPage()
    canvas._doc.idToObject["BasicFonts"].dict.update(fonts.embed(canvas._doc.Reference))
    data: bytes = canvas.getpdfdata()
    return data


def _whole(text: str) -> str:
    """Text that can be written down: half a character, which some programs paste, becomes a question mark."""
    return text.encode("utf-16", "replace").decode("utf-16")


class _Fonts:
    """The faces one file uses, and the codes it gives to their glyphs.

    A glyph that stands for different texts (a dotless letter, a mirrored bracket) has a code for each, so that what is
    read back is what was typed.
    """

    def __init__(self) -> None:
        self._names: dict[Face, str] = {}
        self._codes: dict[Face, dict[tuple[int, str], int]] = {}
        self._shown: dict[tuple[Glyphs, float], str] = {}

    def name(self, face: Face) -> str:
        if face not in self._names:
            self._names[face] = f"P{len(self._names) + 1}"
            self._codes[face] = {}
        return self._names[face]

    def show(self, glyphs: Glyphs, size: float) -> str:
        """The operand of TJ that draws the glyphs; what stands higher or lower is put between its end and a new one."""
        key = (glyphs, size)
        if key not in self._shown:
            codes = self._codes[glyphs.face]
            parts = []
            for glyph in glyphs.glyphs:
                code = f"<{codes.setdefault((glyph.number, glyph.meaning), len(codes) + 1):04X}>"
                raised = f"] TJ {glyph.rise * size / 1000:.2f} Ts [{code}] TJ 0 Ts [" if glyph.rise else code
                parts.append(_move(glyph.right) + raised)
            self._shown[key] = "".join(parts) + _move(glyphs.after)
        return self._shown[key]

    def embed(self, refer: Refer) -> dict[str, object]:
        """Put every face used into the document, as the part of it that was used; return them by name."""
        return {name: embed(refer, face, name, list(self._codes[face])) for face, name in self._names.items()}


def _move(right: float) -> str:
    """A move to the right as TJ wants it: thousandths to the left."""
    return f"{-right:g}" if right else ""


def _page(sheet: Sheet, placed: list[Placed], fonts: _Fonts) -> list[str]:
    code: list[str] = []
    for kind, marks in groupby(placed, lambda each: (type(each[1]), _colour(each[1]))):
        red, green, blue = kind[1]
        code.append(f"{red:.4g} {green:.4g} {blue:.4g} {'rg' if kind[0] is Words else 'RG'}")
        for top, mark in marks:
            height = sheet.height - top - mark.y
            code.append(_words(mark, height, fonts) if isinstance(mark, Words) else _rule(mark, height))
    return code


def _colour(mark: Mark) -> Colour:
    return mark.style.colour if isinstance(mark, Words) else mark.colour


def _rule(rule: Rule, height: float) -> str:
    return f"{rule.thickness:g} w {rule.x:.2f} {height:.2f} m {rule.end:.2f} {height:.2f} l S"


def _words(words: Words, height: float, fonts: _Fonts) -> str:
    size = words.style.size
    code = ["BT", f"1 0 0 1 {words.x:.2f} {height:.2f} Tm"]
    for face, pieces in groupby(words.line.pieces, lambda piece: piece.face):
        code.append(f"/{fonts.name(face)} {size:g} Tf")
        shown = "".join(fonts.show(piece, size) for piece in pieces)
        code.append(f"[{shown}] TJ".replace("><", "").replace("[] TJ", ""))
    return "\n".join([*code, "ET", *_dots(words, height)])


def _dots(words: Words, height: float) -> Iterator[str]:
    """What stands for no text is drawn as a shape, so that no reader of the text stumbles over it."""
    x, scale = words.x, words.style.size / 1000
    for piece in words.line.pieces:
        for dots in piece.dots:
            at = f"{x + dots.x * scale:.3f} {height + dots.y * scale:.3f}"
            yield f"q {scale:g} 0 0 {scale:g} {at} cm {piece.face.outline(dots.number)} f Q"
        x += piece.width * scale
