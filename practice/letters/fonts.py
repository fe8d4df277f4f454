"""The faces letters are set in: which one has a character, how wide a glyph is, the part of a face a file needs."""

import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import uharfbuzz as hb

from practice.paths import resource

# After the text's own face: its upright, scripts it lacks, then the other family for single signs such as arrows.
FALLBACKS = ("SourceSerif4", "NotoNaskhArabic", "NotoSansHebrew", "Inter")
# Marks and layout are applied before embedding, so the page needs outlines and widths only.
_DROPPED = ("GSUB", "GPOS", "GDEF", "kern", "name", "DSIG", "BASE", "STAT", "meta")


@dataclass(frozen=True, slots=True)
class Measures:
    """A face's box and the height of its capitals in thousandths of the size, and its slant in degrees."""

    box: tuple[int, ...]
    capital: int
    slant: float


class Face:
    """One font, read once; measures are in thousandths of the type size."""

    def __init__(self, name: str, face: hb.Face) -> None:
        self.name = name
        self.face = face
        self.font = hb.Font(face)
        self.scale = 1000 / self.face.upem
        self._widths: dict[int, float] = {}

    @cached_property
    def characters(self) -> frozenset[int]:
        """Every code point the face can print."""
        return frozenset(self.face.unicodes)

    def draws(self, character: str) -> bool:
        """Whether it has a shape for the character; colours and dots alone are none."""
        glyph = self.font.get_nominal_glyph(ord(character))
        return bool(glyph and self.outline(glyph))

    @cached_property
    def has_parts(self) -> bool:
        """Whether a part of it can stand in a PDF as it is; of others the outlines do."""
        tags = self.face.table_tags
        return "glyf" in tags and "fvar" not in tags

    def width(self, glyph: int) -> float:
        """The glyph's own advance."""
        width = self._widths.get(glyph)
        if width is None:
            width = self._widths[glyph] = self.font.get_glyph_h_advance(glyph) * self.scale
        return width

    @cached_property
    def measures(self) -> Measures:
        """What a PDF tells about the face."""
        head = self.face.reference_table("head").data
        post = self.face.reference_table("post").data
        capital = self.font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) or 0.7 * self.face.upem
        return Measures(
            tuple(round(each * self.scale) for each in struct.unpack_from(">4h", head, 36)),
            round(capital * self.scale),
            struct.unpack_from(">i", post, 4)[0] / 65536,
        )

    @lru_cache(maxsize=256)  # noqa: B019  faces live as long as the program
    def outline(self, glyph: int) -> str:
        """The glyph's shape as PDF path code, in thousandths of the type size."""
        pen = _Pen(self.scale)
        self.font.draw_glyph_with_pen(glyph, pen)
        return " ".join(pen.code)

    def part(self, glyphs: frozenset[int]) -> tuple[int, bytes]:
        """A font file with these glyphs under their own numbers: its length, and its bytes compressed."""
        return _part(self, glyphs)


class _Pen:
    """Writes what HarfBuzz draws as PDF path code."""

    def __init__(self, scale: float) -> None:
        self.code: list[str] = []
        self._scale = scale
        self._at = (0.0, 0.0)

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = [f"{number * self._scale:g}" for point in points for number in point]
        self.code.append(" ".join([*numbers, operator]))
        self._at = points[-1] if points else self._at

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  HarfBuzz's names
        self._write("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._write("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._write("c", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        """A curve with one control point, as the same curve with two."""
        first, second = (
            tuple(near + (middle - near) * 2 / 3 for near, middle in zip(point, control, strict=True))
            for point in (self._at, end)
        )
        self._write("c", (first[0], first[1]), (second[0], second[1]), end)

    def closePath(self) -> None:  # noqa: N802
        self._write("h")


@lru_cache(maxsize=64)  # while a letter is typed its glyphs seldom change
def _part(face: Face, glyphs: frozenset[int]) -> tuple[int, bytes]:
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    data: bytes = hb.subset(face.face, wanted).blob.data
    return len(data), zlib.compress(data)


@cache
def face(name: str) -> Face:
    """The face of that file name among ours, read when first asked for."""
    return Face(name, hb.Face(hb.Blob.from_file_path(str(resource("fonts", f"{name}.ttf")))))


@cache
def chain(name: str) -> tuple[Face, ...]:
    """The faces to try, in order, for text in the face of that name."""
    family, _, cut = name.partition("-")
    upright = "SemiBold" if cut.startswith("SemiBold") else "Regular"
    names = (name, *(f"{each}-{upright}" for each in sorted(FALLBACKS, key=lambda each: each != family)))
    return tuple(face(each) for each in dict.fromkeys(names))


@lru_cache(maxsize=4096)
def face_of(character: str, name: str) -> Face | None:
    """The first of our faces that has the character, for text in the face of that name; None where none has."""
    code = ord(character)
    return next((each for each in chain(name) if code in each.characters), None)


@lru_cache(maxsize=4096)
def silent(character: str) -> bool:
    """Whether a character prints nothing by itself: a control, a direction mark, a joiner, a space."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp") or 0xFE00 <= ord(character) <= 0xFE0F
