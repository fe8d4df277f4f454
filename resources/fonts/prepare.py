"""Make Practice Serif, the face of a letter's text, from Source Serif 4.

Running text wants old-style proportional figures. The font has them as the features `onum` and `pnum`, but reportlab
passes neither on, so here the character map is pointed at those glyphs. (Source Serif's own figures are lining and
tabular already: tables use it as it is.) The Open Font License reserves the name "Source", so the family is renamed.

Run `python resources/fonts/prepare.py [FOLDER]` (needs fonttools) after changing a SourceSerif4 file; tests compare.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
STYLES = ("Regular", "Italic", "SemiBold")
FEATURES = {"onum", "pnum"}
KEPT_IDS = (0, 7, 13, 14)  # copyright, trademark, licence and its address; every other name is changed


def prepare(folder: Path) -> list[Path]:
    """Write PracticeSerif-*.ttf into `folder` and return their paths."""
    return [_prepare(style, folder / f"PracticeSerif-{style}.ttf") for style in STYLES]


def _prepare(style: str, target: Path) -> Path:
    font = TTFont(HERE / f"SourceSerif4-{style}.ttf", recalcTimestamp=False)
    figures = _substitutions(font)
    for table in font["cmap"].tables:
        table.cmap = {code: _follow(figures, glyph) for code, glyph in table.cmap.items()}
    for record in font["name"].names:
        if record.nameID not in KEPT_IDS:
            record.string = (
                str(record).replace("Source Serif 4", "Practice Serif").replace("SourceSerif4", "PracticeSerif")
            )
    font.save(target)
    return target


def _substitutions(font: TTFont) -> list[dict[str, str]]:
    """The one-for-one substitutions of the features, in the order in which a shaper applies them."""
    gsub = font["GSUB"].table
    wanted = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag in FEATURES
        for index in record.Feature.LookupListIndex
    }
    return [sub.mapping for index in sorted(wanted) for sub in gsub.LookupList.Lookup[index].SubTable]


def _follow(substitutions: list[dict[str, str]], glyph: str) -> str:
    for mapping in substitutions:
        glyph = mapping.get(glyph, glyph)
    return glyph


if __name__ == "__main__":
    for path in prepare(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(path)
