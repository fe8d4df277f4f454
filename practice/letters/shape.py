"""Words into glyphs: HarfBuzz shapes, and each word is kept as the piece of page code that draws it."""

import re
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from practice.letters.fonts import Face, chain, face_of, silent

LINING = {"lnum": True, "tnum": True}
OLD_STYLE = {"onum": True, "pnum": True}

# Direction marks have done their work once a line is in order; soft hyphens and zero-width spaces draw nothing.
_UNDRAWN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One word or part of a word in one face; `width` is in thousandths of the type size.

    `code` is (rise, operand of TJ) in the order of drawing; `meanings` says which text each glyph stands for, and
    `exact` that reading those one after the other gives `text`.
    """

    face: Face
    text: str
    width: float
    code: tuple[tuple[float, str], ...]
    meanings: tuple[tuple[int, str], ...]
    exact: bool


@lru_cache(maxsize=16384)  # a letter has under 1,000 different words, and a preview sets nearly the same ones again
def shape(text: str, cut: str, lining: bool, rightward: bool) -> tuple[Glyphs, ...]:
    """The word's pieces from left to right, one per face it needs; `rightward` False for a right-to-left run."""
    pieces = tuple(_shape(part, face, lining, rightward) for part, face in _by_face(_UNDRAWN.sub("", text), cut))
    return pieces if rightward else pieces[::-1]


def _by_face(text: str, cut: str) -> list[tuple[str, Face]]:
    """Cut the text where another face is needed; signs that print nothing stay with what stands before them."""
    parts: list[tuple[str, Face]] = []
    for character in text:
        face = face_of(character, cut)
        if parts and (face is None or silent(character) or face is parts[-1][1] or _joins(character, parts[-1][1])):
            parts[-1] = (parts[-1][0] + character, parts[-1][1])
        else:
            parts.append((character, face or chain(cut)[0]))
    return parts


def _joins(character: str, face: Face) -> bool:
    """Whether a combining mark can stay with the face of its letter."""
    return "\u0300" <= character <= "\u036f" and ord(character) in face.characters


def _shape(text: str, face: Face, lining: bool, rightward: bool) -> Glyphs:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr" if rightward else "rtl"
    hb.shape(face.font, buffer, LINING if lining else OLD_STYLE)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    scale = face.scale
    code = _code(
        face,
        [
            (info.codepoint, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
            for info, at in zip(infos, positions, strict=True)
        ],
    )
    meanings, exact = _meanings(text, [(info.codepoint, info.cluster) for info in infos])
    return Glyphs(face, text, sum(at.x_advance for at in positions) * scale, code, meanings, exact)


def _code(face: Face, glyphs: list[tuple[int, float, float, float]]) -> tuple[tuple[float, str], ...]:
    """Text-showing operands: glyph numbers in hex, moves between them, and a new one wherever the height changes."""
    code: list[tuple[float, str]] = []
    shown, move, height = "", 0.0, 0.0
    for glyph, advance, right, up in glyphs:
        if up != height and shown:
            code.append((height, shown + _moved(move)))
            shown, move = "", 0.0
        height = up
        shown += _moved(move + right) + f"<{glyph:04X}>"
        move = advance - face.width(glyph) - right
    code.append((height, shown + _moved(move)))
    return tuple((rise, operand.replace("><", "")) for rise, operand in code)


def _moved(distance: float) -> str:
    """A move to the right as TJ wants it: thousandths to the left."""
    rounded = -round(distance, 1)
    return f"{rounded:g}" if rounded else ""


def _meanings(text: str, glyphs: list[tuple[int, int]]) -> tuple[tuple[tuple[int, str], ...], bool]:
    """Which characters each glyph stands for, and whether no glyph shares its characters with another."""
    starts = sorted({cluster for _, cluster in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    meanings = tuple((glyph, text[start : ends[start]].replace("\u00a0", " ")) for glyph, start in glyphs)
    return meanings, len(starts) == len(glyphs)
