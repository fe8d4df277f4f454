"""Marks on pages into a PDF file: reportlab keeps the document, HarfBuzz's glyphs go in as they are.

reportlab's own fonts know characters, not glyphs, so joined scripts and figures would lose their meaning or their form;
here each face is embedded as a part of itself, glyph by glyph, with the text every glyph stands for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any  # reportlab's canvas has types in part only

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from practice.letters.embed import DRAWN_AT_ONCE, Refer, drawings, embed
from practice.letters.fonts import Face
from practice.letters.lines import Line
from practice.letters.metadata import HEADINGS, About, Packet, accessible, packet, whole
from practice.letters.picture import bring, drawn
from practice.letters.shape import TURNS, Glyphs
from practice.letters.style import Colour, Sheet, Style
from practice.letters.tagged import RULE, Artifact, Pages, Tag, utf16
from practice.rules.paper import Logo


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: where it begins, and how far its baseline is below the top of what it belongs to, in points."""

    x: float
    y: float
    line: Line
    style: Style
    tag: Tag | Artifact


@dataclass(frozen=True, slots=True)
class Rule:
    """A level stroke from `x` to `end`, its middle `y` below the top of what it belongs to, in points.

    One to write on has a name, by which it is found in the file with so much `room` above it.
    """

    x: float
    end: float
    y: float
    thickness: float
    colour: Colour
    tag: Tag | Artifact = RULE
    name: str = ""
    room: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo: where its lower left corner is (`y` below the top of what it belongs to) and its size, in points."""

    x: float
    y: float
    width: float
    height: float
    logo: Logo
    tag: Tag | Artifact


Mark = Words | Rule | Picture
Placed = tuple[float, Mark]  # how far from the page's top the mark's own top is


class _Canvas(Canvas):
    """A canvas that does not name Helvetica, which no letter uses and no file would embed."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def write(sheet: Sheet, pages: list[list[Placed]], about: About, root: Tag) -> bytes:
    """The PDF of those pages, whose marks belong to tags below `root`; the same pages give the same bytes."""
    canvas: Any = _Canvas(
        "letter.pdf",
        pagesize=(sheet.width, sheet.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=about.language or None,
    )
    canvas.setTitle(whole(about.title))
    canvas.setAuthor(whole(about.author))
    canvas.setSubject(whole(about.subject))
    canvas.setCreator("Practice")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    fonts, tagged, headings, named = _Fonts(), Pages(), set[Tag](), dict[str, PDFArray]()
    for page in pages:
        tagged.begin()
        canvas._code.extend(_page(sheet, page, fonts, tagged))
        for logo in {mark.logo for _, mark in page if isinstance(mark, Picture)}:
            bring(canvas, logo)
        _bookmark(canvas, sheet, page, headings)
        named |= _to_write_on(canvas, sheet, page)
        canvas.showPage()
    tagged.keep(canvas._doc, root)
    if named:
        canvas._doc.Catalog.Dests = PDFDictionary(named)
    canvas._doc.Catalog.Metadata = Packet(packet(about, accessible(about, root, fonts.glyphs())))
    canvas._doc.idToObject["BasicFonts"].dict.update(fonts.embed(canvas._doc.Reference))
    data: bytes = canvas.getpdfdata()
    return data


def _bookmark(canvas: Any, sheet: Sheet, placed: list[Placed], known: set[Tag]) -> None:  # noqa: ANN401
    """Lead from the outline to each heading that begins on this page; `known` are those of the pages before."""
    for top, mark in placed:
        tag = mark.tag
        if not isinstance(mark, Words) or isinstance(tag, Artifact) or tag.kind not in HEADINGS or tag in known:
            continue
        known.add(tag)
        name, level = f"heading {len(known)}", HEADINGS.index(tag.kind)
        canvas.bookmarkPage(name, "XYZ", 0, round(sheet.height - top - mark.y + mark.style.leading, 2))
        canvas.addOutlineEntry(whole("".join(tag.words)), name, min(level, canvas._doc.outline.currentlevel + 1))


def _to_write_on(canvas: Any, sheet: Sheet, placed: list[Placed]) -> dict[str, PDFArray]:  # noqa: ANN401
    """Where on this page each line with a name is, as what PDF calls a destination: the rectangle above the line."""
    named = {}
    for top, mark in placed:
        if isinstance(mark, Rule) and mark.name:
            y = sheet.height - top - mark.y
            at = [round(each, 2) for each in (mark.x, y, mark.end, y + mark.room)]
            named[mark.name] = PDFArray([canvas._doc.thisPageRef(), PDFName("FitR"), *at])
    return named


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
                code = self._code(glyphs.face, codes.setdefault((glyph.number, glyph.meaning), len(codes) + 1), size)
                if glyph.meaning in TURNS:  # not drawn, so that nobody asks why the space has no width here
                    code = f"] TJ 3 Tr [{code}] TJ 0 Tr ["
                raised = f"] TJ {glyph.rise * size / 1000:.2f} Ts [{code}] TJ 0 Ts [" if glyph.rise else code
                parts.append(_move(glyph.right) + raised)
            shown = "".join(parts)
            if glyphs.said:
                shown = f"] TJ /Span <</ActualText <{utf16(glyphs.said)}>>> BDC [{shown}] TJ EMC ["
            self._shown[key] = shown + _move(glyphs.after)
        return self._shown[key]

    def _code(self, face: Face, number: int, size: float) -> str:
        """What shows the glyph of that code; drawings are in fonts of their own."""
        if face.has_parts:
            return f"<{number:04X}>"
        font = drawings(self._names[face], number - 1)
        return f"] TJ /{font} {size:g} Tf [<{(number - 1) % DRAWN_AT_ONCE + 1:02X}>"

    def glyphs(self) -> set[int]:
        """The numbers of all glyphs shown, whatever their face."""
        return {number for codes in self._codes.values() for number, _ in codes}

    def embed(self, refer: Refer) -> dict[str, object]:
        """Put every face used into the document, as the part of it that was used; return their fonts by name."""
        fonts: dict[str, object] = {}
        for face, name in self._names.items():
            fonts |= embed(refer, face, name, list(self._codes[face]))
        return fonts


def _move(right: float) -> str:
    """A move to the right as TJ wants it: thousandths to the left."""
    return f"{-right:g}" if right else ""


def _page(sheet: Sheet, placed: list[Placed], fonts: _Fonts, tagged: Pages) -> list[str]:
    code: list[str] = []
    set_before: dict[str, Colour] = {}
    for tag, marks in groupby(placed, lambda each: each[1].tag):
        code.append(tagged.open(tag))
        for top, mark in marks:
            height = sheet.height - top - mark.y
            if isinstance(mark, Picture):
                code.append(drawn(mark.logo, mark.x, height, mark.width, mark.height))
                continue
            code += _ink(mark, set_before)
            code.append(_words(mark, height, fonts) if isinstance(mark, Words) else _rule(mark, height))
        code.append("EMC")
    return code


def _ink(mark: Words | Rule, set_before: dict[str, Colour]) -> Iterator[str]:
    """The sign that sets the mark's colour, where it is not set yet."""
    sign, colour = ("rg", mark.style.colour) if isinstance(mark, Words) else ("RG", mark.colour)
    if set_before.get(sign) != colour:
        set_before[sign] = colour
        yield " ".join([*(f"{part:.4g}" for part in colour), sign])


def _rule(rule: Rule, height: float) -> str:
    return f"{rule.thickness:g} w {rule.x:.2f} {height:.2f} m {rule.end:.2f} {height:.2f} l S"


def _words(words: Words, height: float, fonts: _Fonts) -> str:
    size = words.style.size
    code = ["BT", f"1 0 0 1 {words.x:.2f} {height:.2f} Tm"]
    for face, pieces in groupby(words.line.pieces, lambda piece: piece.face):
        name = fonts.name(face)
        if face.has_parts:
            code.append(f"/{name} {size:g} Tf")
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
