"""Words that do not belong in an entry: diagnoses, adjectives without behaviour, names beyond need (PROFESSION 4.5)."""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from practice.rules.words import fold, words

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)*")


class Loaded(StrEnum):
    """What is wrong with a word."""

    DIAGNOSIS = "diagnosis"
    ADJECTIVE = "adjective"


class Warned(NamedTuple):
    """A word to think about again."""

    word: str
    kind: Loaded


def loaded(text: str, diagnoses: Iterable[str], adjectives: Iterable[str]) -> tuple[Warned, ...]:
    """The diagnoses and adjectives in a text, each once, in order; what stands in quotes is somebody's own words."""
    said = f" {' '.join(words(_QUOTED.sub(' ', text)))} "
    found = [
        (max(said.find(f" {form} ") for form in _forms(word)), Warned(word, kind))
        for kind, those in ((Loaded.DIAGNOSIS, diagnoses), (Loaded.ADJECTIVE, adjectives))
        for word in those
        if words(word)
    ]
    return tuple(warned for at, warned in sorted(found) if at >= 0)


def _forms(word: str) -> tuple[str, str, str]:
    """The word, and how it is done that way: rude, rudely; moody, moodily; dramatic, dramatically."""
    said = " ".join(words(word))
    return said, f"{said.removesuffix('y')}ily" if said.endswith("y") else f"{said}ly", f"{said}ally"


def capitalised(text: str) -> tuple[str, ...]:
    """The words of a text that begin large, as names do, each once."""
    return tuple(dict.fromkeys(_NAME.findall(text)))


def pairs(text: str) -> tuple[str, ...]:
    """Two words that begin large and stand beside each other: "Ida Crane"."""
    found = re.finditer(rf"(?=\b({_NAME.pattern})\s+({_NAME.pattern}))", text)
    return tuple(dict.fromkeys(f"{one[1]} {one[2]}" for one in found))


def looks_named(text: str, witnesses: str, plain: Collection[str]) -> tuple[str, ...]:
    """What looks like names: two words that begin large beside each other, and one among the witnesses."""
    beside = [pair for pair in pairs(f"{text} / {witnesses}") if not set(words(pair)) & set(plain)]
    return (*beside, *(one for one in capitalised(witnesses) if fold(one) not in plain))


def repeated(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that stand in a text as whole words."""
    said = words(text)
    return tuple(name for name in names if fold(name) in said)


def word_list(text: str) -> tuple[str, ...]:
    """Words between commas or on lines, each once, in order of the alphabet."""
    parts = {" ".join(part.split()).casefold() for part in re.split(r"[,;\n]", text)}
    return tuple(sorted(part for part in parts if part))
