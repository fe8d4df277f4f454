"""The fonts that the computer has, for scripts that ours lack: found in the folders where each system keeps them.

Only fonts that may be embedded in a file are used, and of those only ones that have a shape for what they are asked.
"""

import os
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as hb

from practice.letters.fonts import Face, silent

_ENDINGS = frozenset([".ttf", ".otf", ".ttc", ".otc"])
_WEIGHTS = {"Regular": 400, "Italic": 400, "SemiBold": 600, "SemiBoldItalic": 600}
# OS/2 fsType: no embedding without a licence; no part of it alone; no outlines, only dots
_RESTRICTED, _WHOLE_ONLY, _DOTS_ONLY = 0x2, 0x100, 0x200
_SLANTED = 0x201  # OS/2 fsSelection: italic or oblique


@dataclass(frozen=True, slots=True)
class Found:
    """One font of one file: its place in a collection, how heavy it is, and whether it stands upright."""

    path: Path
    index: int
    weight: int
    upright: bool


def folders() -> tuple[Path, ...]:
    """Where this system and this person keep fonts, the person's own first; PRACTICE_FONTS names other folders."""
    named = os.environ.get("PRACTICE_FONTS")
    if named is not None:
        return tuple(Path(each) for each in named.split(os.pathsep) if each)
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (local / "Microsoft" / "Windows" / "Fonts", Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts")
    if sys.platform == "darwin":
        return (home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    own = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    flatpak = (Path("/run/host/user-fonts"), Path("/run/host/fonts"))
    return (Path(own, "fonts"), home / ".fonts", *(Path(each, "fonts") for each in shared.split(":") if each), *flatpak)


def face_for(text: str, cut: str) -> tuple[Face, int] | None:
    """The font with the most of the beginning of `text`, and how many signs of it; None where none has the first."""
    return _face_for(folders(), text, _WEIGHTS[cut])


@lru_cache(maxsize=256)
def _face_for(places: tuple[Path, ...], text: str, weight: int) -> tuple[Face, int] | None:
    best: tuple[Face, int] | None = None
    for found in _near(places, weight):
        face = _face(found)
        if not face or not face.draws(text[0]):
            continue
        reach = next((at for at, sign in enumerate(text) if not (silent(sign) or face.draws(sign))), len(text))
        if best is None or reach > best[1]:
            best = face, reach
        if reach == len(text):
            break
    return best


def forget() -> None:
    """Drop what was asked for so far, and look at the folders anew when next asked."""
    for kept in (_face_for, _near, _catalogue, _face):
        kept.cache_clear()


@cache
def _near(places: tuple[Path, ...], weight: int) -> list[Found]:
    """The fonts in the order in which they are tried: upright ones first, then those about as heavy."""
    return sorted(_catalogue(places), key=lambda font: (not font.upright, abs(font.weight - weight)))


@cache
def _catalogue(places: tuple[Path, ...]) -> tuple[Found, ...]:
    """Every font that may be used, by its path."""
    return tuple(font for place in places for path in _files(place) for font in _fonts(path))


def _files(place: Path) -> list[Path]:
    return sorted(
        Path(folder, name)
        for folder, _, names in os.walk(place)
        for name in names
        if os.path.splitext(name)[1].lower() in _ENDINGS
    )


def _fonts(path: Path) -> Iterator[Found]:
    try:
        blob = hb.Blob.from_file_path(str(path))
        for index in range(hb.Face(blob).count):
            found = _font(path, index, hb.Face(blob, index))
            if found:
                yield found
    except hb.HarfBuzzError:
        return  # it cannot be opened


def _font(path: Path, index: int, face: hb.Face) -> Found | None:
    told = face.reference_table("OS/2").data
    if len(told) < 64:
        return None
    weight, rights, style = (struct.unpack_from(">H", told, at)[0] for at in (4, 8, 62))
    if rights & 0xF == _RESTRICTED or rights & (_WHOLE_ONLY | _DOTS_ONLY):
        return None
    return Found(path, index, weight, not style & _SLANTED)


@cache
def _face(found: Found) -> Face | None:
    try:
        name = re.sub("[^A-Za-z0-9]", "", found.path.stem)
        return Face(f"{name}{found.index or ''}", hb.Face(hb.Blob.from_file_path(str(found.path)), found.index))
    except hb.HarfBuzzError:
        return None  # it was taken away in the meantime
