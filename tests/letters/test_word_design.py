"""The Word file follows the practice's design: faces, sizes, colour, logo; every style on both papers."""

import io
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from PIL import Image, ImageChops, ImageStat

from practice.letters import render
from practice.letters.letterhead import LOGO_HEIGHT, LOGO_WIDTH
from practice.letters.logo import read_logo
from practice.letters.word import render_word
from practice.letters.word.dots import dots
from practice.rules.letters import Bullets, LetterFacts, Paragraph, Section
from practice.rules.paper import SIZES, Design, LetterStyle, Paper
from tests.letters.pictures import SVG, jpeg, png
from tests.letters.read import letter
from tests.letters.read_word import Counted, check, signs, signs_of_pages, spoken, word
from tests.letters.sample import FEES, INCLUDED, TARGET

STYLES = pytest.mark.parametrize("style", list(LetterStyle))


@STYLES
@pytest.mark.parametrize("paper", list(Paper))
def test_every_style_says_the_words_of_its_pages(style: LetterStyle, paper: Paper) -> None:
    facts = replace(TARGET, paper=paper, design=Design(style, 12, "#17607A"))
    check(render_word(facts))
    assert signs("".join(spoken(word(facts)))) == signs_of_pages(facts)


@STYLES
@pytest.mark.parametrize("size", SIZES)
def test_text_and_distances_are_as_large_as_on_the_pages(style: LetterStyle, size: float) -> None:
    styles = word(replace(TARGET, design=Design(style, size))).styles
    body, clause = styles["Body Text"], styles["Clause Text"]
    assert body.font.size == Pt(size)
    assert clause.paragraph_format.left_indent.pt == pytest.approx(24 * size / 10.5, abs=0.1)


@pytest.mark.parametrize(
    ("style", "name", "instead"),
    [
        (LetterStyle.SERIF, "Source Serif 4", "Cambria"),
        (LetterStyle.SANS, "Inter", "Calibri"),
        (LetterStyle.PLAIN, "Source Serif 4", "Cambria"),
    ],
)
def test_faces_are_named_with_one_to_take_instead(style: LetterStyle, name: str, instead: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render_word(replace(TARGET, design=Design(style))))) as opened:
        fonts, styles = (etree.fromstring(opened.read(f"word/{part}.xml")) for part in ("fontTable", "styles"))
    (font,) = fonts
    assert (font.get(qn("w:name")), font[0].get(qn("w:val"))) == (name, instead)
    (named,) = styles.iter(qn("w:rFonts"))
    assert named.get(qn("w:ascii")) == named.get(qn("w:hAnsi")) == name
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-US"


def test_the_colour_is_that_of_name_and_rule_alone() -> None:
    document = word(replace(TARGET, design=Design(accent="#17607A")))
    coloured = [style.name for style in document.styles if style.type == 1 and str(style.font.color.rgb) == "17607A"]
    assert coloured == ["Letterhead Name"]
    ruled = [
        each.get(qn("w:color")) for each in document.tables[0]._tbl.iter(qn("w:bottom")) if each.get(qn("w:color"))
    ]
    assert ruled == ["17607A"]
    assert etree.tostring(document.element.body).count(b"17607A") == 1


def test_a_plain_letterhead_is_typed_without_a_table_or_rule() -> None:
    document = word(replace(TARGET, design=Design(LetterStyle.PLAIN)))
    head = TARGET.letterhead
    assert [each.text for each in document.paragraphs[:4]] == [head.name, head.line, *head.details]
    assert document.styles["Letterhead Details"].font.size == document.styles["Body Text"].font.size


# clauses without numbers


def test_clauses_without_a_number_stand_in_the_margin_and_are_not_counted() -> None:
    blocks = (Paragraph("Text."), Bullets((Paragraph("Point."),)), INCLUDED, FEES)
    sections = (Section(0, "", blocks), Section(0, "Unnumbered", blocks), Section(1, "First", blocks))
    facts = LetterFacts(sections=(*sections, Section(0, "Between", ()), Section(2, "Second", blocks)))
    document = word(facts)
    counted = Counted(document)
    labels = {read.text: counted.label(read) for read in document.paragraphs if read.style.name == "Heading 1"}
    assert labels == {"Unnumbered": "", "First": "1.", "Between": "", "Second": "2."}
    texts = [read for read in document.paragraphs if read.text == "Text."]
    assert [read.paragraph_format.left_indent for read in texts] == [0, 0, Pt(24), Pt(24)]
    edges = [int(table._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w"))) for table in document.tables]
    assert edges == [0] * 4 + [480] * 4
    assert signs("".join(spoken(document))) == signs_of_pages(facts)


def test_a_letter_that_only_its_sender_signs_has_the_name_below_room_for_a_hand() -> None:
    facts = replace(TARGET, signers=TARGET.signers[:1])
    document = word(facts)
    name, capacity = document.paragraphs[-2:]
    assert (name.text, capacity.text) == ("Ines Halvard", "Halvard Estate Planning")
    assert name.style.font.bold
    assert name.style.paragraph_format.keep_with_next
    assert signs("".join(spoken(document))) == signs_of_pages(facts)


# the logo


@pytest.mark.parametrize("data", [png(), jpeg(), SVG], ids=["PNG", "JPEG", "SVG"])
def test_a_logo_stands_on_top_as_large_as_on_the_page(data: bytes) -> None:
    logo = read_logo(data)
    facts = replace(TARGET, letterhead=replace(TARGET.letterhead, logo=logo))
    assert render_word(facts) == render_word(facts)
    check(render_word(facts))
    document = word(facts)
    first = document.paragraphs[0]
    assert first.style.name == "Letterhead Logo"
    (shape,) = document.inline_shapes
    assert shape.width.pt <= LOGO_WIDTH + 0.1
    assert shape.height.pt == pytest.approx(min(LOGO_HEIGHT, logo.height * LOGO_WIDTH / logo.width), abs=0.1)
    assert shape._inline.docPr.get("descr") == "Logo of Halvard Estate Planning"
    assert "Halvard Estate Planning" in document.tables[0].cell(0, 0).text


def test_a_logo_of_paths_looks_as_on_the_page() -> None:
    logo = read_logo(SVG)
    drawn = Image.open(io.BytesIO(dots(logo))).convert("RGB")
    head = replace(TARGET.letterhead, logo=logo)
    page = pypdfium2.PdfDocument(render(replace(TARGET, letterhead=head)).pdf)[0].render(scale=300 / 72).to_pil()
    left, top = round(79.2 * 300 / 72), round(64.8 * 300 / 72)
    printed = page.convert("RGB").crop((left, top, left + drawn.width, top + drawn.height))
    assert max(ImageStat.Stat(ImageChops.difference(drawn, printed)).mean) < 1.5  # of 255
    assert max(ImageStat.Stat(ImageChops.difference(drawn, Image.new("RGB", drawn.size, "white"))).mean) > 15
    assert drawn.getpixel((drawn.width // 6, drawn.height // 2)) == (0x17, 0x60, 0x7A)
    assert drawn.getpixel((drawn.width - 1, 0)) == (255, 255, 255)  # cut off there


def test_a_hole_stays_a_hole() -> None:
    ring = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        b'<path fill="#A03020" fill-rule="%s" d="%s"/></svg>'
    )
    outer, same, other = "M0 0H40V40H0Z", "M10 10H30V30H10Z", "M10 10V30H30V10Z"
    for rule, inner, hole in (("evenodd", same, True), ("nonzero", other, True), ("nonzero", same, False)):
        made = Image.open(io.BytesIO(dots(read_logo(ring % (rule.encode(), (outer + inner).encode())))))
        middle = made.convert("RGB").getpixel((made.width // 2, made.height // 2))
        assert (middle == (255, 255, 255)) is hole, (rule, inner)
        assert made.convert("RGB").getpixel((5, 5)) == (0xA0, 0x30, 0x20)


def test_no_logo_is_no_picture() -> None:
    data = render_word(letter(Paragraph("Text.")))
    assert docx.Document(io.BytesIO(data)).inline_shapes._inline_lst == []
