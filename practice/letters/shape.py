"""Words into glyphs by HarfBuzz, each with the text it stands for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import uharfbuzz as hb

from practice.letters.fonts import Face, chain, face_of, silent
from practice.letters.system import face_for

LINING = {"lnum": True, "tnum": True}
OLD_STYLE = {"onum": True, "pnum": True}

REGULAR = "SourceSerif4-Regular"
TURNS = ("\u200f", "\u200e")

# Direction marks have done their work once a line is in order; soft hyphens and zero-width spaces draw nothing.
_UNDRAWN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# From Devanagari to Khmer and beyond: scripts whose marks stand before, above and below their letters.
_STACKED = re.compile("[\u0900-\u109f\u1700-\u17ff\u1900-\u1aaf\u1b00-\u1c4f\ua800-\ua82f\ua880-\uaadf]")
_HAN, _KANA, _HANGUL = (
    re.compile(each)
    for each in ("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", "[\u3041-\u30ff]", "[\uac00-\ud7a3]")
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign drawn as text: its number in the face, the text it stands for, and how far it is moved.

    `right` is a move before it, `rise` how much higher than the baseline it stands, in thousandths of the type size.
    """

    number: int
    meaning: str
    right: float
    rise: float


@dataclass(frozen=True, slots=True)
class Dots:
    """A sign that stands for nothing of its own (the dots of an Arabic letter), put so far from the word's origin."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """One word or part of a word in one face, from left to right; measures are in thousandths of the type size.

    `said` is its text, where its signs stand in another order or place than those that read a page expect.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    dots: tuple[Dots, ...]
    after: float  # a move behind the last glyph
    width: float
    said: str = ""


@lru_cache(maxsize=16384)  # a letter has under 1,000 different words, and a preview sets nearly the same ones again
def shape(text: str, face: str, lining: bool, rightward: bool) -> tuple[Glyphs, ...]:
    """The word's pieces from left to right, one per face it needs; `rightward` False for a right-to-left run."""
    pieces = tuple(_shape(part, one, lining, rightward) for part, one in _by_face(_UNDRAWN.sub("", text), face))
    return pieces if rightward else pieces[::-1]


@cache
def turn(name: str, rightward: bool) -> Glyphs:
    """A direction mark of no width: it tells readers where a run against the line's direction ends."""
    face = chain(name)[0]
    return Glyphs(face, (Glyph(face.font.get_nominal_glyph(0x20), TURNS[rightward], 0.0, 0.0),), (), 0.0, 0.0)


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """Each character of the texts that no face has, ours or the computer's, sorted."""
    found = sorted(set().union(*texts))
    return tuple(each for each in found if not (silent(each) or face_of(each, REGULAR) or face_for(each, "Regular")))


def _by_face(text: str, name: str) -> list[tuple[str, Face]]:
    """Cut the text where another face is needed; signs that print nothing stay with what stands before them."""
    parts: list[tuple[str, Face]] = []
    at = 0
    while at < len(text):
        before = parts[-1][1] if parts else None
        face, taken = _next_face(text, at, name, before)
        if before is face:
            parts[-1] = (parts[-1][0] + text[at : at + taken], face)
        else:
            parts.append((text[at : at + taken], face))
        at += taken
    return parts


def _next_face(text: str, at: int, name: str, before: Face | None) -> tuple[Face, int]:
    """The face for what stands at `at`, and for how many signs; a run that ours lack is asked for as a whole."""
    character = text[at]
    if before and (silent(character) or _joins(character, before)):
        return before, 1
    face = face_of(character, name)
    if face or silent(character):
        return face or chain(name)[0], 1
    end = at + 1
    while end < len(text) and (silent(text[end]) or face_of(text[end], name) is None):
        end += 1
    return face_for(text[at:end], name.partition("-")[2]) or (before or chain(name)[0], 1)


def _joins(character: str, face: Face) -> bool:
    """Whether a combining mark can stay with the face of its letter."""
    return "\u0300" <= character <= "\u036f" and bool(face.font.get_nominal_glyph(ord(character)))


def _shape(text: str, face: Face, lining: bool, rightward: bool) -> Glyphs:
    buffer = hb.Buffer()
    levels = hb.BufferClusterLevel
    buffer.cluster_level = levels.MONOTONE_CHARACTERS if rightward else levels.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = _language(text)  # what is guessed is the computer's own
    buffer.direction = "ltr" if rightward else "rtl"
    hb.shape(face.font, buffer, LINING if lining else OLD_STYLE)
    infos = buffer.glyph_infos
    meanings = _meanings(text, [(info.cluster, face.width(info.codepoint)) for info in infos])
    if not rightward:  # glyphs stand from left to right, so a letter with its marks must read that way as well
        meanings = [meaning[::-1] for meaning in meanings]
    placed = _placed(face, [info.codepoint for info in infos], meanings, buffer.glyph_positions)
    return replace(placed, said=text) if rightward and _STACKED.search(text) else placed


def _language(text: str) -> str:
    """Whose shapes of Han signs are wanted; for other scripts nothing hangs on it."""
    if not _HAN.search(text):
        return "en"
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"


def _meanings(text: str, glyphs: list[tuple[int, float]]) -> list[str]:
    """Which characters each glyph stands for: the widest of those that share some says them all, the others nothing."""
    speakers: dict[int, int] = {}
    for place, (cluster, width) in enumerate(glyphs):
        if cluster not in speakers or width > glyphs[speakers[cluster]][1]:
            speakers[cluster] = place
    starts = sorted(speakers)
    spoken = {
        speakers[start]: text[start:end].replace("\u00a0", " ")
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
    }
    return [spoken.get(place, "") for place in range(len(glyphs))]


def _placed(face: Face, numbers: list[int], meanings: list[str], positions: list[hb.GlyphPosition]) -> Glyphs:
    glyphs, dots = [], []
    pen, shown = 0.0, 0.0  # where HarfBuzz is, and where a PDF's text is after what it has shown
    for number, meaning, at in zip(numbers, meanings, positions, strict=True):
        x, y = pen + at.x_offset * face.scale, round(at.y_offset * face.scale, 1)
        if meaning:
            glyphs.append(Glyph(number, meaning, round(x - shown, 1), y))
            shown = x + face.width(number)
        else:
            dots.append(Dots(number, round(x, 1), y))
        pen += at.x_advance * face.scale
    return Glyphs(face, tuple(glyphs), tuple(dots), round(pen - shown, 1), pen)
