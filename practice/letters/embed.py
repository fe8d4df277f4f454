"""A face inside a PDF: the part of it that was used, glyph by glyph, with the text every code stands for.

reportlab's own fonts know characters, not glyphs, so joined scripts and figures would lose their meaning or their form.
A face whose parts cannot stand in a PDF (its outlines are PostScript, or vary) is put in as drawings of its glyphs.
"""

from collections.abc import Callable

from reportlab.pdfbase import pdfdoc

from practice.letters.fonts import Face
from practice.letters.shape import TURNS
from practice.letters.style import ASCENT, DEPTH

Refer = Callable[[object, str], object]  # puts an object into the document under a name; returns the reference
Codes = list[tuple[int, str]]  # at place n - 1 stands what the code n draws and says: a glyph's number and its text

DRAWN_AT_ONCE = 255  # glyphs that one font of drawings can hold

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<{0}> <{1}>\nendcodespacerange\n"
)
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def embed(refer: Refer, face: Face, name: str, codes: Codes) -> dict[str, object]:
    """Put the face into the document; the references to its fonts, by names that begin with `name`."""
    if face.has_parts:
        return {name: _part(refer, face, name, codes)}
    starts = range(0, len(codes), DRAWN_AT_ONCE)
    return {
        drawings(name, start): _drawn(refer, face, drawings(name, start), codes[start : start + DRAWN_AT_ONCE])
        for start in starts
    }


def drawings(name: str, place: int) -> str:
    """The name of the font of drawings that holds the code at `place`, counted from 0."""
    return f"{name}.{place // DRAWN_AT_ONCE}"


def _drawn(refer: Refer, face: Face, name: str, codes: Codes) -> object:
    """Glyphs as drawings: a font of Type 3."""
    widths = [_width(face, glyph, text) for glyph, text in codes]
    shapes = {
        f"g{place}": refer(_packed(f"{width:g} 0 d0 {face.outline(glyph)} f".encode()), f"shape:{name}.{place}")
        for place, ((glyph, _), width) in enumerate(zip(codes, widths, strict=True), 1)
    }
    names = pdfdoc.PDFArray([1, *(pdfdoc.PDFName(shape) for shape in shapes)])
    told = {
        "Type": pdfdoc.PDFName("Font"),
        "Subtype": pdfdoc.PDFName("Type3"),
        "Name": pdfdoc.PDFName(face.name),
        "FontBBox": _flat(list(face.measures.box)),
        "FontMatrix": "[0.001 0 0 0.001 0 0]",
        "CharProcs": pdfdoc.PDFDictionary(shapes),
        "Encoding": pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Encoding"), "Differences": names}),
        "FirstChar": 1,
        "LastChar": len(codes),
        "Widths": _flat(list(widths)),
        "Resources": pdfdoc.PDFDictionary(),
        "ToUnicode": refer(_packed(_cmap(codes, digits=2).encode()), f"meanings:{name}"),
    }
    return refer(pdfdoc.PDFDictionary(told), f"font:{name}")


def _part(refer: Refer, face: Face, name: str, codes: Codes) -> object:
    """Glyphs as a part of the face's own file."""
    base = f"{_tag(codes)}+{face.name}"
    inner = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "CIDToGIDMap": refer(_packed(_glyph_map(codes)), f"glyphs:{name}"),
            "DW": 0,
            "W": pdfdoc.PDFArray([1, _flat([_width(face, glyph, text) for glyph, text in codes])]),
            "FontDescriptor": refer(_descriptor(refer, face, name, base, codes), f"descriptor:{name}"),
        }
    )
    outer = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(base),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": _flat([refer(inner, f"inner:{name}")]),
            "ToUnicode": refer(_packed(_cmap(codes).encode()), f"meanings:{name}"),
        }
    )
    return refer(outer, f"font:{name}")


def _descriptor(refer: Refer, face: Face, name: str, base: str, codes: Codes) -> pdfdoc.PDFDictionary:
    length, packed = face.part(frozenset(glyph for glyph, _ in codes))
    stream = pdfdoc.PDFStream(content=packed, filters=[])
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    stream.dictionary["Length1"] = length
    measures = face.measures
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(base),
            "Flags": 4 | (64 if measures.slant else 0),
            "FontBBox": _flat(list(measures.box)),
            "ItalicAngle": measures.slant,
            # The same for all faces, so that programs which look for lines find one line where scripts are mixed.
            "Ascent": round(ASCENT * 1000),
            "Descent": round(-DEPTH * 1000),
            "CapHeight": measures.capital,
            "StemV": 120 if "SemiBold" in face.name else 80,
            "FontFile2": refer(stream, f"file:{name}"),
        }
    )


def _width(face: Face, glyph: int, text: str) -> float:
    return 0 if text in TURNS else round(face.width(glyph), 2)


def _flat(items: list[object]) -> pdfdoc.PDFArray:
    array = pdfdoc.PDFArray(items)
    array.multiline = False
    return array


def _glyph_map(codes: Codes) -> bytes:
    return b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph, _ in codes)


def _cmap(codes: Codes, digits: int = 4) -> str:
    """What each code of so many digits stands for, as a ToUnicode map."""
    lines = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_, text) in enumerate(codes, 1)
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _CMAP_HEAD.format("0" * digits, "F" * digits) + body + _CMAP_FOOT


def _packed(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _tag(codes: Codes) -> str:
    """Six capitals that name this part of the face, as PDF wants them."""
    number = sum(glyph * (place + 7919) for place, (glyph, _) in enumerate(codes))
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))
