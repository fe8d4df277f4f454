"""English around what is filled in: numbers in words, lists, one day and two days, and one full stop at an end."""

import re
from collections.abc import Collection, Mapping

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = re.compile(
    r"(\{\{\s*(\w+)\s*\}\} (?:business |calendar )?(?:session|minute|hour|day|week|month|year))s\b(’?)"
)
_STOP = re.compile(r"\{\{\s*(\w+)\s*\}\}\.(?!\.)")
_ALONE = re.compile(r"(?:^|(?<=[:.!?] ))\{\{\s*(\w+)\s*\}\}(?=\s*$|\s+[A-Z])")
_STOPPED = re.compile(r"[.!?…][”’\"']?$")
_OPEN = re.compile(r"[\w%)\]”’\"']$")
_ORDINARY = re.compile(r"[^\W\d_][^\W\d_A-Z]*(?![\w.&/'’-]*[A-Z.\d])")  # no ID, WhatsApp, Ph.D. or O’Neill
_ARTICLE = re.compile(r"(?:an?|the|your) ")
_CAPTION = re.compile(r"\bvs?\.? ")  # Smith v. Jones


def in_words(number: int) -> str:
    """A number in words up to twelve, then in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "one session", "13 sessions"."""
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"


def listed(parts: Collection[str]) -> str:
    """Several things in a row: "2.1, 2.2 and 2.3"."""
    *rest, last = parts or ("",)
    return f"{', '.join(rest)} and {last}" if rest else last


def small(title: str, names: Collection[str] = ()) -> str:
    """A title as it stands inside a sentence: "estate plan"; "LLC agreement" and "Smith v. Jones" stay.

    So does one that begins with one of `names`: "Delaware incorporation".
    """
    first = _ORDINARY.match(title)
    plain = first and not _CAPTION.search(title) and not any(_leads(name, title) for name in names)
    return title[:1].lower() + title[1:] if plain else title


def _leads(name: str, title: str) -> bool:
    """Whether the title's first word or words are this name."""
    return bool(name) and title.startswith(name) and not title[len(name) :][:1].isalnum()


def large(text: str) -> str:
    """Words as they begin a sentence: "Email"; "iMessage" stays."""
    return text[:1].upper() + text[1:] if text.split(" ")[0].islower() else text


def yours(title: str, names: Collection[str] = ()) -> str:
    """Somebody's work inside a sentence: "your estate plan"; "a change of work" has its article already."""
    text = small(title.strip(), names)
    return text if _ARTICLE.match(text) else f"your {text}"


def ended(sentence: str) -> str:
    """The sentence with a full stop, unless it ends already."""
    text = sentence.strip()
    return text if _STOPPED.search(text) else f"{text}."


def fitted(text: str, values: Mapping[str, str], typed: Collection[str] = ()) -> str:
    """A clause's words before `values` fill its gaps, so that both together read right; the values stay as they are.

    After one stands the singular; a value that ends its sentence takes the full stop's place, and one that is a whole
    sentence without it gets one: only those `typed`, since what the program fills in fits.
    """

    def value(gap: re.Match[str]) -> str:
        return values.get(gap[1], "").strip()

    text = _COUNTED.sub(lambda gap: _singular(gap, values), text)
    text = _STOP.sub(lambda gap: gap[0].removesuffix(".") if _STOPPED.search(value(gap)) else gap[0], text)
    return _ALONE.sub(lambda gap: f"{gap[0]}." if gap[1] in typed and _OPEN.search(value(gap)) else gap[0], text)


def _singular(gap: re.Match[str], values: Mapping[str, str]) -> str:
    if values.get(gap[2], "").strip().casefold() not in {"1", "one"}:
        return gap[0]
    return f"{gap[1]}{'’s' if gap[3] else ''}"
