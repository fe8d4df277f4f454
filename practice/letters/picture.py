"""A logo on the page, drawn from what was made safe when it was chosen (letters.logo): nothing is decoded here."""

import struct
from collections.abc import Iterator
from typing import Any  # reportlab's canvas has types in part only

from reportlab.pdfbase import pdfdoc

from practice.rules.paper import Logo, LogoKind

NAME = "logo"  # there is one in a letter


def drawn(logo: Logo, x: float, y: float, width: float, height: float) -> str:
    """The signs that draw it with its lower left corner at x, y."""
    if logo.kind is LogoKind.PATHS:
        across, up = width / logo.width, height / logo.height
        return f"q {across:.6g} 0 0 {up:.6g} {x:.2f} {y:.2f} cm\n{logo.data.decode('ascii')}\nQ"
    return f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{pdfdoc.xObjectName(NAME)} Do Q"


def bring(canvas: Any, logo: Logo) -> None:  # noqa: ANN401
    """Put the dots of a logo into the document, and let the page that is open know them."""
    if logo.kind is not LogoKind.PATHS:
        canvas._doc.addForm(NAME, _image(logo))
        canvas._formsinuse.append(NAME)


def _image(logo: Logo) -> pdfdoc.PDFStream:
    packed = _jpeg(logo) if logo.kind is LogoKind.JPEG else _png(logo)
    stream = pdfdoc.PDFStream(content=packed[0], filters=[])
    told = {"Type": "/XObject", "Subtype": "/Image", "Width": round(logo.width), "Height": round(logo.height)}
    for key, value in {**told, **packed[1]}.items():
        stream.dictionary[key] = value
    return stream


def _jpeg(logo: Logo) -> tuple[bytes, dict[str, str | int]]:
    return logo.data, {"Filter": "/DCTDecode", "ColorSpace": "/DeviceRGB", "BitsPerComponent": 8}


def _png(logo: Logo) -> tuple[bytes, dict[str, str | int]]:
    """A PNG's dots as they are: a PDF unpacks the same compression, line by line."""
    chunks = list(_chunks(logo.data))
    bits = chunks[0][1][8]
    palette = next((content for kind, content in chunks if kind == b"PLTE"), b"")
    colours = f"[/Indexed /DeviceRGB {len(palette) // 3 - 1} <{palette.hex()}>]" if palette else "/DeviceRGB"
    parts = 1 if palette else 3
    lines = f"<</Predictor 15 /Colors {parts} /BitsPerComponent {bits} /Columns {round(logo.width)}>>"
    content = b"".join(content for kind, content in chunks if kind == b"IDAT")
    told: dict[str, str | int] = {"Filter": "/FlateDecode", "DecodeParms": lines}
    return content, {**told, "ColorSpace": colours, "BitsPerComponent": bits}


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8  # after what every PNG begins with
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12
