"""What PDF/UA-1 (ISO 14289-1) asks of a file, as far as a program can tell; people judge the rest."""

import io
import re
from collections.abc import Iterator

import pikepdf
from fontTools.ttLib import TTFont

from tests.letters.structure import Element, read

KINDS = {"Document", "Div", "Sect", "P", "H1", "H2", "L", "LI", "Lbl", "LBody", "Figure"}
KINDS |= {"Table", "THead", "TBody", "TR", "TH", "TD"}
BELOW = {"Table": {"THead", "TBody"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"}, "L": {"LI"}}
BELOW |= {"LI": {"Lbl", "LBody"}}


def faults(pdf: bytes) -> list[str]:
    """What the file lacks; nothing for one that may call itself accessible."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = {font.objgen: font for page in opened.pages for font in page.obj.Resources.get("/Font", {}).values()}
        found = [*_file(opened), *(fault for font in fonts.values() for fault in _font(font))]
    return [*found, *_tree(read(pdf).root)]


def identified(pdf: bytes) -> bool:
    """Whether the file says that it is accessible."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return opened.open_metadata().get("pdfuaid:part") == "1"


def _file(opened: pikepdf.Pdf) -> Iterator[str]:
    root, told = opened.Root, opened.open_metadata()
    wanted = {
        "is encrypted": not opened.is_encrypted,
        "has no title": bool(str(told.get("dc:title", "")).strip()),
        "shows its name for its title": root.ViewerPreferences.get("/DisplayDocTitle") is True,
        "is not marked": root.MarkInfo.get("/Marked") is True and not root.MarkInfo.get("/Suspects"),
        "has no language": bool(str(root.get("/Lang", ""))),
        "runs something": not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/RoleMap"} & set(root.keys()),
        "has notes on pages": all("/Annots" not in page.obj for page in opened.pages),
        "has pages out of order": all(str(page.obj.get("/Tabs")) == "/S" for page in opened.pages),
        "packs its description": "/Filter" not in root.Metadata,
    }
    yield from (fault for fault, kept in wanted.items() if not kept)


def _font(font: pikepdf.Object) -> Iterator[str]:
    """`structure.read` has found what every sign means; here its shape, and that its width is told as it is."""
    if font.Subtype == "/Type3":
        return
    (inner,) = font.DescendantFonts
    if "/FontFile2" not in inner.FontDescriptor:
        yield f"{font.BaseFont} is not embedded"
        return
    file = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
    glyphs, scale = inner.CIDToGIDMap.read_bytes(), 1000 / file["head"].unitsPerEm
    first, told = list(inner.W)
    means = dict(re.findall(r"^<(\w{4})> <(\w*)>$", font.ToUnicode.read_bytes().decode("ascii"), re.MULTILINE))
    for code, width in enumerate(told, int(first)):
        glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
        drawn = means[f"{code:04X}"] not in ("200E", "200F")
        if drawn and not glyph:
            yield f"{font.BaseFont} shows an empty box"
        if drawn and abs(float(width) - file["hmtx"][file.getGlyphName(glyph)][0] * scale) > 1:
            yield f"{font.BaseFont} tells another width than it has"


def _tree(root: Element) -> Iterator[str]:
    headings = [each.kind for each in root.all("H1", "H2")]
    if headings and headings[0] != "H1":
        yield "begins with a lower heading"
    for each in root.walk():
        if each.kind not in KINDS:
            yield f"has a {each.kind}"
        if each.kind in BELOW and {part.kind for part in each.parts} - BELOW[each.kind]:
            yield f"has something else in a {each.kind}"
        if each.kind == "Figure" and not (each.alt and "BBox" in each.attributes):
            yield "has a picture without words"
        if each.kind == "TH" and each.attributes.get("Scope") not in ("Row", "Column"):
            yield "has a head of nothing"
        if each.kind == "L" and "ListNumbering" not in each.attributes:
            yield "has a list without its numbering"
        if each.kind == "Table":
            rows = [sum(int(cell.attributes.get("ColSpan", 1)) for cell in row.parts) for row in each.all("TR")]
            if len(set(rows)) > 1:
                yield "has rows of several lengths"
