"""A logo is read once, made small and harmless, and printed as it looks."""

import io
import struct
import zlib
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image, ImageChops

from practice.errors import Refused
from practice.letters import render
from practice.letters.logo import LARGEST, read_logo
from practice.letters.style import MM
from practice.rules.letters import LetterFacts, Letterhead
from practice.rules.paper import LogoKind
from tests.letters.pictures import SVG, jpeg, noise, png
from tests.letters.read import check
from tests.letters.sample import TARGET
from tests.letters.structure import read, words

FILES = {"png": png(), "png without alpha": png(alpha=False), "jpeg": jpeg(), "grey": jpeg(mode="L"), "svg": SVG}
ALL = pytest.mark.parametrize("data", FILES.values(), ids=FILES)


def headed(data: bytes) -> LetterFacts:
    return replace(TARGET, letterhead=replace(TARGET.letterhead, logo=read_logo(data)))


def _drawn(pdf: bytes, dots: int = 150) -> Image.Image:
    import pypdfium2  # noqa: PLC0415  only these tests draw

    return pypdfium2.PdfDocument(pdf)[0].render(scale=dots / 72).to_pil().convert("RGB")


@ALL
def test_a_logo_is_a_figure_with_words(data: bytes) -> None:
    facts = headed(data)
    made = render(facts)
    check(made.pdf)
    tree = read(made.pdf)
    (figure,) = tree.root.all("Figure")
    assert figure.alt == "Logo of Halvard Estate Planning"
    assert tree.root.texts() == words(facts)
    assert tree.root.parts[0].parts[0] is figure  # it is what comes first
    assert made.pages <= 4


@ALL
def test_a_logo_keeps_its_proportions_within_its_room(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(render(headed(data)).pdf)) as opened:
        node = opened.Root.StructTreeRoot.K.K[0].K[0]
        left, bottom, right, top = map(float, node.A.BBox)
    assert (left, top) == pytest.approx((79.2, 792 - 64.8), abs=0.01)
    assert (right - left) / (top - bottom) == pytest.approx(3, rel=0.01)
    assert right - left == pytest.approx(16 * MM * 3, abs=0.1)


def test_a_wide_logo_is_no_wider_than_its_room() -> None:
    with pikepdf.open(io.BytesIO(render(headed(png(1000, 50))).pdf)) as opened:
        left, _, right, _ = map(float, opened.Root.StructTreeRoot.K.K[0].K[0].A.BBox)
    assert right - left == pytest.approx(60 * MM, abs=0.1)


@ALL
def test_a_logo_is_printed_where_its_box_is(data: bytes) -> None:
    box = [round(each * 150 / 72) for each in (79.2, 64.8, 79.2 + 60 * MM, 64.8 + 16 * MM)]
    place = _drawn(render(headed(data)).pdf).crop(tuple(box))  # type: ignore[arg-type]
    inked = ImageChops.difference(place, Image.new("RGB", place.size, "white")).getbbox()
    assert inked is not None
    assert inked[2] - inked[0] > 90
    assert inked[3] - inked[1] > 60


def test_colours_are_the_file_s() -> None:
    for data in (png(), SVG):
        page = _drawn(render(headed(data)).pdf)
        middle = page.getpixel((round((79.2 + 20) * 150 / 72), round((64.8 + 22) * 150 / 72)))
        assert middle == pytest.approx((0x17, 0x60, 0x7A), abs=3)


def test_dots_are_drawn_as_they_were() -> None:
    """A picture's own compression is put into the file untouched: what comes out must be what went in."""
    logo = read_logo(noise(200, 60))
    with pikepdf.open(io.BytesIO(render(replace(TARGET, letterhead=Letterhead("x", logo=logo))).pdf)) as opened:
        (image,) = opened.pages[0].get_images().values()
        out = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    assert logo.kind is LogoKind.PNG
    assert ImageChops.difference(out, Image.open(io.BytesIO(logo.data)).convert("RGB")).getbbox() is None


def test_few_colours_are_kept_as_few() -> None:
    small = read_logo(png(1000, 300, alpha=False))
    assert len(small.data) < 12_000
    assert len(read_logo(SVG).data) < 2_000


@pytest.mark.parametrize("data", [noise(1400, 370), jpeg(3000, 2000), png(5000, 300)])
def test_a_large_picture_is_made_small_enough_for_every_letter(data: bytes) -> None:
    logo = read_logo(data)
    assert len(logo.data) <= LARGEST
    assert logo.width <= 1417
    check(render(replace(TARGET, letterhead=Letterhead("x", logo=logo))).pdf)


def test_a_picture_on_its_side_stands_upright() -> None:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to see it
    Image.new("RGB", (40, 120), "navy").save(made, "JPEG", exif=exif)
    logo = read_logo(made.getvalue())
    assert logo.width == pytest.approx(3 * logo.height)


def test_equal_files_give_equal_bytes() -> None:
    for data in FILES.values():
        assert read_logo(data) == read_logo(data)
        assert render(headed(data)).pdf == render(headed(data)).pdf


def test_a_logo_alone_is_a_letterhead() -> None:
    facts = replace(TARGET, letterhead=Letterhead("", logo=read_logo(SVG)))
    (figure,) = read(render(facts).pdf).root.all("Figure")
    assert figure.alt == "Logo"


def _bomb() -> bytes:
    """A PNG that says it has 2.5 thousand million dots."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


HOSTILE = {
    "no picture": b"%PDF-1.7",
    "nothing": b"",
    "a broken png": png()[:200],
    "a broken jpeg": jpeg()[:100],
    "a png of too many dots": _bomb(),
    "a gif": b"GIF89a" + b"\0" * 50,
    "too large": b"\x89PNG" + b"\0" * 6_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_logo(data)
    assert list(refused.value.fields) == ["logo"]


def _svg(inside: str, head: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{head}<svg {names} width="9" height="9"><rect width="5" height="5"/>{inside}</svg>'.encode()


BAD_SVG = {
    "a file": '<image href="file:///etc/passwd" width="5" height="5"/>',
    "a picture within": '<image href="data:image/png;base64,AAAA"/>',
    "another drawing": '<use xlink:href="other.svg#a"/>',
    "the web": '<use href="https://example.com/a.svg#a"/>',
    "a style from elsewhere": "<style>@import url(https://example.com/a.css);</style>",
    "a fill from elsewhere": '<rect fill="url(https://example.com/a.svg#b)"/>',
    "a gradient": '<linearGradient id="g"/><rect style="fill:url(#g)" width="3" height="3"/>',
    "letters": "<text>Halvard</text>",
    "a page": "<foreignObject><p/></foreignObject>",
    "a mask": '<mask id="m"/>',
    "see-through": '<rect width="3" height="3" opacity=".5"/>',
    "see-through by style": '<rect width="3" height="3" style="fill-opacity: 0.2"/>',
    "see-through by colour": '<rect width="3" height="3" fill="rgba(0,0,255,.5)"/>',
    "broken": "<g>",
    "nothing": None,
}


@pytest.mark.parametrize("inside", BAD_SVG.values(), ids=BAD_SVG)
def test_a_drawing_that_is_more_than_shapes_is_refused(inside: str | None) -> None:
    data = _svg(inside) if inside else b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    with pytest.raises(Refused) as refused:
        read_logo(data)
    assert list(refused.value.fields) == ["logo"]


def test_entities_are_not_expanded() -> None:
    with pytest.raises(Refused):
        read_logo(_svg("&a;", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'))


def test_scripts_and_foreign_parts_are_left_out() -> None:
    clean = read_logo(_svg(""))
    more = '<script>alert(1)</script><metadata><x xmlns="urn:x">y</x></metadata>'
    assert read_logo(_svg(more)) == clean
    assert read_logo(_svg('<desc>url(#x)</desc><animate attributeName="x"/>')) == clean
