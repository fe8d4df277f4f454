"""A picture file into a logo: decoded once, when it is chosen, made small, and nothing left in it that could act."""

import re
import struct
import zlib
from io import BytesIO

from PIL import Image, ImageOps

from practice.errors import Refused
from practice.letters.vectors import paths
from practice.rules.paper import Logo, LogoKind

LARGEST_FILE = 5_000_000  # bytes
MOST_DOTS = 40_000_000
WIDEST, HIGHEST = 1417, 378  # dots: 60 by 16 mm at 600 to the inch
LARGEST = 120_000  # bytes, in every letter
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)


def read_logo(data: bytes) -> Logo:
    """The logo that a PNG, JPEG or SVG file holds. Refused with what to do for any other, and for too large a one.

    Nothing that the file refers to is ever looked at.
    """
    if len(data) > LARGEST_FILE:
        raise Refused({"logo": "This file is larger than 5 MB. Choose a smaller one."})
    if data.startswith((b"\x89PNG", b"\xff\xd8")):
        return _dots(data)
    if re.search(rb"<svg[\s>]", data):
        return paths(data)
    raise Refused({"logo": "Choose a PNG, JPEG or SVG file."})


def _dots(data: bytes) -> Logo:
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise Refused({"logo": "This picture has too many dots. Make it smaller first."})
            photo = opened.format == "JPEG"
            picture = _on_white(ImageOps.exif_transpose(opened))
    except _UNREADABLE as error:
        raise Refused({"logo": "This picture cannot be read. Save it again, or choose another."}) from error
    picture.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    return _kept(picture, photo)


def _on_white(picture: Image.Image) -> Image.Image:
    """Its colours as they look on paper."""
    if picture.mode.startswith("I"):  # 16 bits a pixel, which convert() would cut to white
        picture = picture.point(lambda value: value / 256).convert("L")
    whole = picture.convert("RGBA")
    white = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(white, whole).convert("RGB")


def _kept(picture: Image.Image, photo: bool) -> Logo:
    """As a PNG, or as a JPEG where it was one or would grow too large; smaller until it is small enough."""
    while True:
        data, kind = (_jpeg(picture), LogoKind.JPEG) if photo else (_png(picture), LogoKind.PNG)
        if len(data) <= LARGEST:
            return Logo(kind, data, *map(float, picture.size))
        if photo:
            picture = picture.resize((max(picture.width * 3 // 4, 1), max(picture.height * 3 // 4, 1)))
        photo = True


def _png(picture: Image.Image) -> bytes:
    few = picture.getcolors(256)
    made = BytesIO()
    (picture.quantize(256, dither=Image.Dither.NONE) if few else picture).save(made, "PNG", optimize=True)
    return made.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "JPEG", quality=88, optimize=True)
    return made.getvalue()
