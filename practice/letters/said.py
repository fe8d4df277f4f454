"""The words around the facts, and the lines of a fact: the same on pages and in Word."""

import re

from practice.rules.letters import LetterFacts

RE = "Re:"
BULLET = "•"
DATE = "Date"

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def lines_of(text: str) -> list[str]:
    """The text's lines as typed, at least one; tabs are spaces, control characters are gone."""
    lines = _LINE_END.split(_LONE_SURROGATE.sub("\ufffd", text))
    return [_CONTROLS.sub("", line).replace("\t", " ") for line in lines]


def page_of(page: str, pages: str) -> str:
    """The page's number at the foot."""
    return f"Page {page} of {pages}"


def foot(facts: LetterFacts) -> str:
    """The letter's number, version and check code, or that it is a draft."""
    if facts.version:
        parts = [facts.number, f"version {facts.version}", facts.check_code and f"check code {facts.check_code}"]
    else:
        parts = [facts.number, f"draft {facts.draft}, not issued"]
    return " · ".join(part for part in parts if part)
