"""What the program brings along: fonts with the right figures and every script, icons, licences."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from practice.paths import resource

FONTS = resource("fonts")
ALPHABETS = {
    "Latin": range(0x20, 0x7F),
    "Latin-1": [*range(0xA0, 0xAD), *range(0xAE, 0x100)],
    "Greek": [*range(0x391, 0x3A2), *range(0x3A3, 0x3CF)],
    "Cyrillic": range(0x400, 0x460),
    "Vietnamese": [*range(0x1EA0, 0x1EFA), 0x102, 0x103, 0x110, 0x111, 0x1A0, 0x1A1, 0x1AF, 0x1B0],
    "Arabic": [*range(0x621, 0x63B), *range(0x641, 0x653), *range(0x660, 0x66A), 0x67E, 0x686, 0x6A9, 0x6AF, 0x6CC],
    "Hebrew": range(0x5D0, 0x5EB),
    "signs": [ord(sign) for sign in "–—‘’“”…•€£§©®×−\u00a0\u2011"],
}
STYLES = ["Regular", "Italic", "SemiBold", "SemiBoldItalic"]
LETTERS = ["Latin", "Latin-1", "Greek", "Cyrillic", "Vietnamese"]
SPOKEN = {
    "SourceSerif4": LETTERS,
    "Inter": LETTERS,
    "NotoNaskhArabic": ["Arabic"],
    "NotoSansHebrew": ["Hebrew"],
}


@pytest.mark.parametrize("style", STYLES)
def test_the_table_face_has_lining_figures_of_one_width(style: str) -> None:
    with TTFont(FONTS / f"SourceSerif4-{style}.ttf") as font:
        figures = [font.getBestCmap()[code] for code in range(0x30, 0x3A)]
        assert len({font["hmtx"][glyph][0] for glyph in figures}) == 1
        assert min(font["glyf"][glyph].yMax for glyph in figures) > 600
        assert min(font["glyf"][glyph].yMin for glyph in figures) > -30


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_a_font_speaks_the_scripts_it_is_there_for(path: Path) -> None:
    with TTFont(path) as font:
        known = font.getBestCmap()
    for alphabet in SPOKEN[path.stem.split("-")[0]]:
        assert [f"U+{code:04X}" for code in ALPHABETS[alphabet] if code not in known] == [], alphabet


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_a_font_is_static_truetype_with_its_licence_beside_it(path: Path) -> None:
    with TTFont(path) as font:
        assert "glyf" in font
        assert "fvar" not in font
        assert font["OS/2"].fsType == 0, "embedding in a letter is allowed"
    licence = FONTS / f"LICENSE-{path.stem.split('-')[0]}.txt"
    assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


def test_icons_take_their_colour_from_the_theme() -> None:
    icons = sorted(resource("icons").glob("*.svg"))
    assert icons
    own = [icon.name for icon in icons if "currentColor" not in icon.read_text(encoding="utf-8")]
    assert own == ["practice.svg"]
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"fonts/Missing\.ttf"):
        resource("fonts", "Missing.ttf")
