"""Words as they are searched and sorted: case and accents folded, phones by their digits, Han by signs and pairs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

SHORTEST_RUN = 4  # digits of a phone number that are enough to find it
NATIONAL = 9  # last digits that say the same number with and without a country code or leading zero
LONGEST_QUERY = 1_000  # signs of what is typed that are looked for; more was pasted by mistake
LONGEST_PHONE = 32  # digits kept of one; E.164 has 15, extensions come on top

# Letters that no decomposition opens (Unicode gives them none), as people type them without the key.
_LETTERS = str.maketrans(
    {
        "đ": "d", "ð": "d", "ɖ": "d", "ł": "l", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɨ": "i", "ʉ": "u", "ƶ": "z",
        "ς": "σ", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "ʹ": "'", "´": "'", "ـ": None,
    }
)  # fmt: skip
# Marks that a reader may leave out: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs.
_MARKS = (  # this and the next two are compiled at their first use, which a start can do without
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u200b-\u200f\u00ad\ufeff]"
)
# Han, Kana, Hangul: written without spaces, so each sign is a word of its own and part of a name finds it.
_SIGN = (
    r"[\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = rf"{_SIGN}|(?:(?!{_SIGN})[^\W_])+"
JOINS = "['’ʼ‐‑-]"
_PHONE = r"[\d\s()+./\-\u2010-\u2015\u00a0]+"


class Hit(NamedTuple):
    """What a search found: a record of a table, whose client it is, and the words round the find ("" for a client)."""

    table: str
    record_id: int
    client_id: int
    client_name: str
    words: str = ""


def fold(text: str) -> str:
    """`text` without case and accents, in every script; equal folds mean the same word to a reader."""
    if text.isascii():
        return text.lower()
    plain = re.sub(_MARKS, "", unicodedata.normalize("NFKD", text.casefold()))
    plain = unicodedata.normalize("NFC", plain).casefold().translate(_LETTERS)
    return plain if plain.isascii() else "".join(map(_ascii_digit, plain))


def begins(name: str, typed: str) -> bool:
    """Whether each typed word begins a word of the name, in any order, case and accent."""
    own = words(name)
    return all(any(word.startswith(part) for word in own) for part in words(typed))


def words(text: str) -> list[str]:
    """The folded words of `text` in order; every Han, Kana or Hangul sign is a word."""
    return re.findall(_WORD, fold(text))


def digits(text: str) -> str:
    """Only the digits of `text`, of any script, as 0–9."""
    return re.sub("[^0-9]+", "", fold(text))


def index_text(texts: Iterable[str], phones: Iterable[str] = ()) -> str:
    """What the search index keeps for a record: the words of `texts`, and every end of each phone's digits, each once.

    A prefix of one of those ends is a run of digits anywhere in the number.
    """
    found: list[str] = []
    for text in texts:
        if text:
            found += _kept(text)
    for phone in phones:
        found += _ends(digits(phone)[:LONGEST_PHONE])
    return " ".join(dict.fromkeys(found))


def match_query(text: str) -> str:
    """An FTS5 query finding records that hold a word starting with each word of `text`, in any order; "" finds nothing.

    Every word is quoted, so no input is read as FTS5 syntax. None is a phrase: the index keeps no order of words.
    """
    text = text[:LONGEST_QUERY]
    whole = digits(text)
    if len(whole) >= SHORTEST_RUN and re.fullmatch(_PHONE, fold(text)):
        return _either(_prefix([whole[-NATIONAL:]]), _all(text.split()))
    return _all(text.split())


def matches(text: str, query: str) -> bool:
    """Whether every word of `query` starts a word of `text`; what the index answers, for one text at hand."""
    have = _kept(text)
    return all(any(word.startswith(wanted) for word in have) for chunk in query.split() for wanted in _wanted(chunk))


def snippet(text: str, query: str, width: int = 120) -> str:
    """About `width` characters of `text` round the first word that `query` finds; its beginning if none does."""
    line = " ".join(text.split())
    wanted = tuple(words(query))
    spot = next((m.start() for m in re.finditer(r"[^\W_]+", line) if wanted and fold(m[0]).startswith(wanted)), 0)
    start = 0 if spot < width // 2 else line.rfind(" ", 0, spot - width // 4) + 1
    cut = line[start : start + width]
    if start + width < len(line):
        cut = cut.rpartition(" ")[0] or cut
        cut += "…"
    return f"…{cut}" if start else cut


def _ascii_digit(char: str) -> str:
    number = unicodedata.decimal(char, None)
    return char if number is None else str(number)


def _kept(text: str) -> list[str]:
    """What is kept of a text: its words, pairs of signs, and O'Brien as obrien, Vogt-Hale as vogthale too."""
    own = words(text)
    return [*own, *_pairs(own), *_joined(text)]


def _wanted(chunk: str) -> list[str]:
    """The words that something typed without a space asks for; signs must stand beside each other as typed."""
    parts = words(chunk)
    pairs = list(_pairs(parts))
    inside = set("".join(pairs))
    return [*pairs, *(part for part in parts if part not in inside)]


def _pairs(own: list[str]) -> Iterator[str]:
    """Each two signs that stand beside each other: without an order of words in the index, 小明 is else also 明小."""
    return (one + other for one, other in pairwise(own) if _is_sign(one) and _is_sign(other))


def _is_sign(word: str) -> bool:
    return len(word) == 1 and re.fullmatch(_SIGN, word) is not None


def _joined(text: str) -> Iterator[str]:
    if re.search(JOINS, text):
        for chunk in fold(text).split():
            parts = re.split(JOINS, chunk)
            if len(parts) > 1:
                yield from words("".join(parts))


def _ends(number: str) -> Iterator[str]:
    if number and len(number) < SHORTEST_RUN:
        yield number
    for start in range(len(number) - SHORTEST_RUN + 1):
        yield number[start:]


def _all(chunks: Iterable[str]) -> str:
    return " AND ".join(term for chunk in chunks if (term := _term(chunk)))


def _term(chunk: str) -> str:
    wanted = _wanted(chunk)
    if not wanted:
        return ""
    run = "".join(wanted)
    if len(wanted) > 1 and len(run) >= SHORTEST_RUN and run.isascii() and run.isdigit():
        return _either(_prefix([run]), _prefix(wanted))
    return _prefix(wanted)


def _prefix(wanted: list[str]) -> str:
    """All of these words, the last as a beginning: it may still be typed."""
    return " AND ".join(f'"{word}"' for word in wanted) + "*"


def _either(one: str, other: str) -> str:
    return f"({one} OR ({other}))" if other and other != one else one
