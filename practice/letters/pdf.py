"""Marks on pages into a PDF file: reportlab keeps the document, HarfBuzz's glyphs go in as they are.

reportlab's own fonts know characters, not glyphs, so joined scripts and figures would lose their meaning or their form;
here each face is embedded as a part of itself, glyph by glyph, with the text every glyph stands for.
"""

from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from practice.letters.fonts import Face
from practice.letters.lines import Line
from practice.letters.shape import Glyphs
from practice.letters.style import Colour, Sheet, Style

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


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
    canvas = _Canvas(
        "letter.pdf", pagesize=(sheet.width, sheet.height), pageCompression=1, invariant=1, lang=about.language or None
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("Practice")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    fonts = _Fonts()
    for page in pages:
        canvas._code.extend(_page(sheet, page, fonts))
        canvas.showPage()
    fonts.embed(canvas._doc)
    data: bytes = canvas.getpdfdata()
    return data


class _Fonts:
    """The faces one file uses: each one's name in the page code, and what each glyph drawn so far stands for."""

    def __init__(self) -> None:
        self._names: dict[Face, str] = {}
        self._meanings: dict[Face, dict[int, str]] = {}
        self._told: dict[Glyphs, bool] = {}

    def name(self, face: Face) -> str:
        if face not in self._names:
            self._names[face] = f"P{len(self._names) + 1}"
            self._meanings[face] = {}
        return self._names[face]

    def reads(self, glyphs: Glyphs) -> bool:
        """Whether the glyphs' own meanings give the word back; where not, its text goes in beside it."""
        if glyphs not in self._told:
            known = self._meanings[glyphs.face]
            agreed = [known.setdefault(glyph, meaning) == meaning for glyph, meaning in glyphs.meanings]
            self._told[glyphs] = glyphs.exact and all(agreed)
        return self._told[glyphs]

    def embed(self, document: pdfdoc.PDFDocument) -> None:
        """Put every face used into the document, as the part of it that was used."""
        for face, name in self._names.items():
            fonts = document.idToObject["BasicFonts"].dict
            fonts[name] = _font(document, face, name, self._meanings[face])


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
    code = ["BT", f"1 0 0 1 {words.x:.2f} {height:.2f} Tm"]
    for face, pieces in groupby(words.line.pieces, lambda piece: piece.face):
        code.append(f"/{fonts.name(face)} {words.style.size:g} Tf")
        for reads, stretch in groupby(pieces, fonts.reads):
            if reads:
                code.append(_show([each for piece in stretch for each in piece.code], words.style.size))
            else:
                code.extend(_said(piece, words.style.size) for piece in stretch)
    return "\n".join([*code, "ET"])


def _show(code: list[tuple[float, str]], size: float) -> str:
    shown = []
    for rise, stretch in groupby(code, lambda each: each[0]):
        operand = "".join(each[1] for each in stretch).replace("><", "")
        shown.append(f"{rise * size / 1000:.2f} Ts [{operand}] TJ 0 Ts" if rise else f"[{operand}] TJ")
    return "\n".join(shown)


def _said(glyphs: Glyphs, size: float) -> str:
    """A word with its text beside it, for readers that copy or speak it."""
    text = ("\ufeff" + glyphs.text).encode("utf-16-be").hex().upper()
    return f"/Span <</ActualText <{text}>>> BDC\n{_show(list(glyphs.code), size)}\nEMC"


def _font(document: pdfdoc.PDFDocument, face: Face, name: str, meanings: dict[int, str]) -> pdfdoc.PDFObjectReference:
    known = pdfdoc.PDFName
    base = known(f"{_tag(face, meanings)}+{face.name}")
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": known("Font"),
            "Subtype": known("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "CIDToGIDMap": known("Identity"),
            "DW": 0,
            "W": _widths(face, meanings),
            "FontDescriptor": document.Reference(_descriptor(document, face, name, base, meanings), f"descriptor:{name}"),
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": known("Font"),
            "Subtype": known("Type0"),
            "BaseFont": base,
            "Encoding": known("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"descendant:{name}")]),
            "ToUnicode": document.Reference(_packed(_cmap(meanings).encode()), f"meanings:{name}"),
        }
    )
    return document.Reference(font, f"font:{name}")


def _descriptor(
    document: pdfdoc.PDFDocument, face: Face, name: str, base: pdfdoc.PDFName, meanings: dict[int, str]
) -> pdfdoc.PDFDictionary:
    length, packed = face.part(frozenset(meanings))
    stream = pdfdoc.PDFStream(content=packed, filters=[])
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    stream.dictionary["Length1"] = length
    measures = face.measures
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": 4 | (64 if measures["slant"] else 0),
            "FontBBox": pdfdoc.PDFArray(list(measures["box"])),
            "ItalicAngle": measures["slant"],
            "Ascent": measures["ascent"],
            "Descent": measures["descent"],
            "CapHeight": measures["capital"],
            "StemV": 120 if "SemiBold" in face.name else 80,
            "FontFile2": document.Reference(stream, f"file:{name}"),
        }
    )


def _widths(face: Face, meanings: dict[int, str]) -> pdfdoc.PDFArray:
    array = pdfdoc.PDFArray([part for glyph in sorted(meanings) for part in (glyph, _one(face.width(glyph)))])
    array.multiline = False
    return array


def _one(width: float) -> pdfdoc.PDFArray:
    array = pdfdoc.PDFArray([round(width, 2)])
    array.multiline = False
    return array


def _cmap(meanings: dict[int, str]) -> str:
    """What each glyph stands for, as a ToUnicode map."""
    lines = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(meanings.items()) if text]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _CMAP_HEAD + body + _CMAP_FOOT


def _packed(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _tag(face: Face, meanings: dict[int, str]) -> str:
    """Six capitals that name this part of the face, as PDF wants them."""
    number = sum(glyph * 7919 for glyph in meanings) + len(meanings)
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))
