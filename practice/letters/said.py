"""The words around the facts, and the lines of a fact: the same on pages and in Word."""

import re

from practice.rules.letters import SHEETS, STATEMENT, LetterFacts

RE = "Re:"
BULLET = "•"
DATE = "Date"
SUM_SHOWN = 16  # signs of a file's sum: so many that no other file has them by chance

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
    """The letter's number, version and check code, or that it is a draft; a statement is only named."""
    if facts.family == STATEMENT:
        return facts.number
    if facts.version:
        version = "" if facts.family in SHEETS else f"version {facts.version}"
        parts = [facts.number, version, facts.check_code and f"check code {facts.check_code}"]
    elif facts.family in SHEETS:
        parts = [facts.number, "draft"]
    else:
        draft = f"draft of version {facts.draft}" if facts.draft > 1 else "draft 1"
        parts = [facts.number, f"{draft}, not issued"]
    return " · ".join(part for part in parts if part)


def signed(who: str, when: str, code: str, sha256: str) -> tuple[str, ...]:
    """What stands beside a signature made on this computer: whose, when, and the text's code and file's sum."""
    beginning = " ".join(sha256[at : at + 4] for at in range(0, SUM_SHOWN, 4))
    return (who, when, f"Check code {code}", f"SHA-256 {beginning}")


def signed_by(name: str) -> str:
    """Whose hand it was."""
    return f"Signed by {name}"


def sealed_by(holder: str) -> str:
    """Whose certificate it was."""
    return f"Signed by certificate: {holder}"
