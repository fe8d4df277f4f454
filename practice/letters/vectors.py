"""An SVG file into plain paths: lines, curves and colours, nothing that refers, runs or needs a font."""

import re
from io import BytesIO
from typing import Any  # neither lxml nor reportlab's graphics have types

from lxml import etree
from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from practice.errors import Refused
from practice.rules.paper import Logo, LogoKind

LARGEST_FILE, LARGEST = 500_000, 120_000  # bytes, before and after
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset([
    "svg", "g", "defs", "symbol", "use", "switch", "style", "clipPath",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
])  # fmt: skip
_AS_PNG = "Save it as a PNG instead."
_CANNOT = {
    "text": "This picture holds letters. Turn them into outlines in your drawing program, or save it as a PNG.",
    "image": f"This picture holds another picture. {_AS_PNG}",
    "foreignObject": f"This picture holds a page. {_AS_PNG}",
    "mask": f"This picture has a mask. {_AS_PNG}",
}
_REFERENCE = re.compile(r"(?<!clip-path:)(?<!clip-path: )url\(|@import", re.IGNORECASE)
_SEE_THROUGH = re.compile(r"opacity\s*:\s*(?!1(?:\.0*)?\s*(?:[;}]|$))", re.IGNORECASE)
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_NO_TEXT = re.compile(r"BT /F1 \d+ Tf \d+ TL ET")  # a canvas always names a font
_SIGN = re.compile(rf"(?:\[(?: ?{_NUMBER})*\]|{_NUMBER}|q|Q|cm|RG|rg|K|k|w|J|j|M|d|n|m|l|c|h|re|f\*?|S|B\*?|W\*?)")


def paths(data: bytes) -> Logo:
    """The logo that an SVG file draws. Refused with what to do for one that holds more than shapes of plain colours."""
    if len(data) > LARGEST_FILE or b"<!ENTITY" in data:
        raise Refused({"logo": "This picture is too intricate for a letterhead. Save it as plain SVG, or as a PNG."})
    try:
        drawing: Any = svg2rlg(BytesIO(_clean(data)))
        code = _code(drawing)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a file from elsewhere does to the libraries that read it
        raise Refused({"logo": f"This picture cannot be read. {_AS_PNG}"}) from error
    if len(code) > LARGEST:
        raise Refused({"logo": f"This picture is too intricate for a letterhead. {_AS_PNG}"})
    return Logo(LogoKind.PATHS, code.encode("ascii"), float(drawing.width), float(drawing.height))


def _clean(data: bytes) -> bytes:
    """The file's shapes and styles alone; what it refers to is not there any more."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(data, parser)
    for element in list(root.iter()):
        name = etree.QName(element)
        if name.namespace != _SVG[1:-1] or name.localname not in _DRAWN:
            if name.namespace == _SVG[1:-1] and name.localname in _CANNOT:
                raise Refused({"logo": _CANNOT[name.localname]})
            if element.getparent() is not None:
                element.getparent().remove(element)
            continue
        for key, value in element.attrib.items():
            _check(etree.QName(key).localname, value)
        if name.localname == "style":
            _check("style", element.text or "")
    cleaned: bytes = etree.tostring(root)
    return cleaned


def _check(name: str, value: str) -> None:
    """Refuse an attribute or style that needs more than paths, or looks elsewhere."""
    if name == "href" and not value.startswith("#"):
        raise Refused({"logo": f"This picture takes parts from another file. {_AS_PNG}"})
    if name != "clip-path" and _REFERENCE.search(value):
        raise Refused({"logo": f"This picture has gradients or patterns. {_AS_PNG}"})
    if _SEE_THROUGH.search(f"{name}:{value}"):
        raise Refused({"logo": f"This picture has see-through parts. {_AS_PNG}"})


def _code(drawing: Any) -> str:  # noqa: ANN401
    """What draws it, in the signs of a PDF; only signs of paths and colours are let through."""
    canvas: Any = Canvas(BytesIO(), pagesize=(drawing.width, drawing.height), pageCompression=0)
    renderPDF.draw(drawing, canvas, 0, 0)
    lines = [line for line in canvas._code if not _NO_TEXT.fullmatch(line)]
    left = _SIGN.sub("", " ".join(lines)).strip()
    if left or not re.search(r"\b[fSB]\b", " ".join(lines)):
        raise Refused({"logo": f"This picture cannot be printed as lines. {_AS_PNG}"})
    return "\n".join(lines)
