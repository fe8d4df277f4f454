"""Scripts that our fonts lack are set in the computer's; what nothing has is named."""

import io
from collections.abc import Iterable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from practice.letters import forget, missing_glyphs, render
from practice.letters.system import folders
from practice.rules.letters import LetterFacts, Paragraph
from practice.rules.markup import paragraph
from tests.letters.read import check, letter, poppler, text_letter
from tests.letters.structure import read, words

HAN = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))


def font(
    path: Path,
    signs: Iterable[str],
    *,
    name: str = "Made",
    postscript: bool = False,
    rights: int = 0,
    weight: int = 400,
    slanted: bool = False,
    empty: bool = False,
    varies: bool = False,
) -> Path:
    """A font of squares for these signs, written to `path`."""
    names = {ord(sign): f"u{ord(sign):04X}" for sign in signs}
    order = [".notdef", *names.values()]
    made = FontBuilder(1000, isTTF=not postscript)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(names)
    if postscript:
        made.setupCFF(name, {}, {glyph: _square(T2CharStringPen(900, None)) for glyph in order}, {})
    else:
        made.setupGlyf({glyph: TTGlyphPen(None).glyph() if empty else _square(TTGlyphPen(None)) for glyph in order})
    made.setupHorizontalMetrics(dict.fromkeys(order, (900, 100)))
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    made.setupOS2(fsType=rights, usWeightClass=weight, fsSelection=1 if slanted else 64)
    made.setupPost()
    if varies:
        made.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    made.save(path)
    return path


def _square(pen: TTGlyphPen | T2CharStringPen):  # type: ignore[no-untyped-def]
    pen.moveTo((100, 0))
    for point in ((100, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()


def _fonts(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [font for page in opened.pages for font in page.obj.Resources.Font.values()]
        return {str(font.get("/BaseFont", font.get("/Name"))).rpartition("+")[2].lstrip("/") for font in fonts}


KINDS = pytest.mark.parametrize(
    "kind", [{}, {"postscript": True}, {"varies": True}], ids=["TrueType", "PostScript", "variable"]
)


@KINDS
def test_what_ours_lack_is_set_in_a_font_of_the_computer(font_folder: Path, kind: dict[str, bool]) -> None:
    font(font_folder / "Sakura.ttf", "桜名", **kind)
    facts = letter(Paragraph("Sakura 桜 and 桜名, again"), recipient=("Name 名",))
    made = render(facts)
    assert made.missing == missing_glyphs(facts) == ()
    check(made.pdf)
    assert read(made.pdf).root.texts() == words(facts)
    assert "Sakura 桜 and 桜名, again" in poppler(made.pdf)
    assert "Sakura" in _fonts(made.pdf)
    (page,) = pdfplumber.open(io.BytesIO(made.pdf)).pages
    han = [sign for sign in page.chars if sign["text"] in "桜名"]
    assert len(han) == 4
    assert {round(sign["x1"] - sign["x0"], 2) for sign in han} == {round(0.9 * 10.5, 2)}


@KINDS
def test_the_sign_is_drawn(font_folder: Path, kind: dict[str, bool]) -> None:
    import pypdfium2  # noqa: PLC0415  only these tests draw

    font(font_folder / "Sakura.ttf", "桜", **kind)
    made = render(LetterFacts(opening=(Paragraph("桜" * 30),)))
    page = pypdfium2.PdfDocument(made.pdf)[0].render(scale=2).to_pil().convert("L")
    left, base = 79.2, 64.8 + 11
    dark = [page.getpixel((round((left + 9.45 * n + 4.7) * 2), round((base - 4) * 2))) for n in range(30)]
    assert max(dark) < 60


def test_a_letter_may_hold_more_signs_than_a_font_of_drawings(font_folder: Path) -> None:
    font(font_folder / "Han.otf", HAN, postscript=True)
    facts = LetterFacts(opening=(Paragraph(" ".join(HAN[at : at + 20] for at in range(0, 300, 20))),))
    made = render(facts)
    check(made.pdf)
    assert read(made.pdf).root.texts() == words(facts)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        kinds = [str(each.Subtype) for each in opened.pages[0].Resources.Font.values()]
    assert sorted(kinds) == ["/Type0", "/Type3", "/Type3"]


@pytest.mark.parametrize("rights", [0x2, 0x100, 0x200, 0x104])
def test_a_font_that_may_not_be_embedded_is_not_used(font_folder: Path, rights: int) -> None:
    font(font_folder / "Locked.ttf", "桜", rights=rights)
    facts = text_letter("桜")
    assert missing_glyphs(facts) == ("桜",)
    assert "Locked" not in _fonts(render(facts).pdf)
    font(font_folder / "Open.ttf", "桜", rights=0x8)  # it may be embedded in what is edited
    forget()
    assert missing_glyphs(facts) == ()


def test_a_font_without_shapes_has_nothing(font_folder: Path) -> None:
    font(font_folder / "Colours.ttf", "桜😀", empty=True)
    assert missing_glyphs(text_letter("桜 😀")) == ("桜", "😀")


def test_what_is_no_font_is_passed_over(font_folder: Path) -> None:
    (font_folder / "deep").mkdir()
    (font_folder / "broken.ttf").write_bytes(b"\0\1\0\0 nonsense")
    (font_folder / "empty.otf").write_bytes(b"")
    (font_folder / "readme.txt").write_text("fonts")
    font(font_folder / "deep" / "Made.TTF", "桜")
    assert missing_glyphs(text_letter("桜名")) == ("名",)


def test_collections_are_looked_through(font_folder: Path) -> None:
    parts = [font(font_folder / f"{n}.ttf", sign) for n, sign in enumerate("桜名")]
    both = TTCollection()
    both.fonts = [TTFont(part) for part in parts]
    both.save(font_folder / "Both.ttc")
    for part in parts:
        part.unlink()
    made = render(text_letter("桜 名"))
    assert made.missing == ()
    assert {"Both", "Both1"} <= _fonts(made.pdf)


def test_a_run_is_set_in_one_font_where_one_has_it_all(font_folder: Path) -> None:
    """So that a name has not two hands."""
    font(font_folder / "A.ttf", "桜")
    font(font_folder / "B.ttf", "桜名")
    assert "A" not in _fonts(render(text_letter("桜名")).pdf)
    assert "A" in _fonts(render(text_letter("桜")).pdf)
    assert {"A", "B"} <= _fonts(render(text_letter("桜 x 桜名")).pdf)


def test_bold_text_is_set_in_a_bolder_font_and_upright_is_preferred(font_folder: Path) -> None:
    font(font_folder / "A-Slanted.ttf", "桜", slanted=True)
    font(font_folder / "B-Bold.ttf", "桜", weight=700)
    font(font_folder / "C-Regular.ttf", "桜")
    said = LetterFacts(opening=(paragraph("桜 and **桜**"),))
    assert {"BBold", "CRegular"} <= _fonts(render(said).pdf)
    assert "ASlanted" not in _fonts(render(said).pdf)


def test_marks_stay_with_the_sign_that_they_stand_on(font_folder: Path) -> None:
    font(font_folder / "Thai.ttf", "กขคงัี่้า")
    facts = text_letter("ที่กั้งี่ and ก\u0301")
    assert missing_glyphs(facts) == ("ท",)
    assert read(render(facts).pdf).root.texts() == words(facts)


def test_equal_letters_are_equal_bytes_and_the_folder_is_read_anew_after_forgetting(font_folder: Path) -> None:
    facts = text_letter("桜")
    assert missing_glyphs(facts) == ("桜",)
    font(font_folder / "Made.ttf", "桜")
    assert missing_glyphs(facts) == ("桜",)  # as long as nobody asks to look again
    forget()
    first = render(facts)
    assert first.missing == ()
    forget()
    assert render(facts).pdf == first.pdf


SAMPLES = {
    "Han": "王小明先生",
    "Kana": "さくら サクラ",
    "Hangul": "김민준",
    "Thai": "สมชาย ใจดี",
    "Devanagari": "श्री राम क्षत्रिय",
    "Bengali": "রহিম উদ্দিন",
    "Tamil": "தமிழ்",
    "Armenian": "Գրիգորյան",
    "Georgian": "გიორგი",
    "Amharic": "ተስፋዬ",
}


@pytest.mark.usefixtures("computer_s_fonts")
def test_every_system_keeps_its_fonts_somewhere() -> None:
    places = folders()
    assert len(places) >= 2
    assert all(place.is_absolute() for place in places)


@pytest.mark.usefixtures("computer_s_fonts")
@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_names_in_scripts_of_this_computer_are_read_back(text: str) -> None:
    facts = letter(Paragraph(f"For {text}, with thanks."), recipient=(text,))
    lacking = missing_glyphs(facts)
    if lacking:
        pytest.skip(f"no font of this computer has {' '.join(lacking)}")
    made = render(facts)
    check(made.pdf)
    assert read(made.pdf).root.texts() == words(facts)
