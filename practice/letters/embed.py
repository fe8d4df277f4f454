"""A face inside a PDF: the part of it that was used, glyph by glyph, with the text every code stands for.

reportlab's own fonts know characters, not glyphs, so joined scripts and figures would lose their meaning or their form.
"""

from collections.abc import Callable

from reportlab.pdfbase import pdfdoc

from practice.letters.fonts import Face
from practice.letters.shape import TURNS
from practice.letters.style import ASCENT, DEPTH

Refer = Callable[[object, str], object]  # puts an object into the document under a name; returns the reference
Codes = list[tuple[int, str]]  # at place n - 1 stands what the code n draws and says: a glyph's number and its text

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def embed(refer: Refer, face: Face, name: str, codes: Codes) -> object:
    """Put the face into the document under that name and return the reference to it."""
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


def _cmap(codes: Codes) -> str:
    """What each code stands for, as a ToUnicode map."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_, text) in enumerate(codes, 1)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _CMAP_HEAD + body + _CMAP_FOOT


def _packed(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _tag(codes: Codes) -> str:
    """Six capitals that name this part of the face, as PDF wants them."""
    number = sum(glyph * (place + 7919) for place, (glyph, _) in enumerate(codes))
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))
