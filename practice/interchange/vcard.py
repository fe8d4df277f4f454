"""vCards 2.1, 3.0 and 4.0 as text: which lines belong together, which cards there are, and what each holds.

vobject takes a line apart; what it cannot read (an empty parameter, an odd name, an open quote) is taken apart here.
A card never stops the ones after it: what cannot be read of it is named.
"""

import binascii
import io
import re
from collections.abc import Iterable, Iterator

from vobject.base import parseLine

from practice.errors import Trouble
from practice.interchange import card
from practice.interchange.card import Property
from practice.interchange.draft import NOBODY
from practice.interchange.text import decode_value
from practice.rules.clients import display_name
from practice.rules.imports import Contact, Row, Unreadable

_PROPERTY = re.compile(r"(?:[\w-]+\.)*[\w-]+\s*[;:]")
_ENVELOPE = re.compile(r"\s*(?:BEGIN|END)\s*:\s*VCARD\s*$", re.IGNORECASE)
_BEGIN = re.compile(r"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r'((?:[^":]|"[^"]*")*):(.*)', re.DOTALL)
# What vobject reads at once; where a line is not like this, its own patterns may need exponential time to give up.
_PLAIN = re.compile(r'(?:[a-zA-Z0-9-]+\.)?[a-zA-Z0-9_-]+(?:;[a-zA-Z0-9_-]+(?:=[^";:,]*(?:,[^";:,]*)*)?)*:')
_QP_RUN = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_CUT = "the rest of a card that was cut off"
_ENCODINGS = {"QUOTED-PRINTABLE": "Q", "BASE64": "B", "B": "B", "8BIT": "", "7BIT": "", "Q": "Q"}


class _Open:
    """A card whose end has not come yet."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.lines: list[str] = []


def count(text: str) -> int:
    """How many cards begin in `text`."""
    return sum(1 for _ in _BEGIN.finditer(text))


def rows(text: str, fallback: str = "cp1252") -> Iterator[Row]:
    """Each card as a contact or with the reason why not, in the order in which they end; Trouble when there is none."""
    stack: list[_Open] = []
    number = 0
    for line in logical_lines(io.StringIO(text, newline=None)):
        if not _ENVELOPE.match(line):
            if stack:
                stack[-1].lines.append(line)
        elif line.lstrip()[:1] in "Bb":
            if stack and not _awaits_agent(stack[-1]):
                yield _row(stack.pop(), fallback, cut=True)
            number += 1
            stack.append(_Open(number))
        elif stack:
            yield from _closed(stack, fallback)
    while stack:
        yield _row(stack.pop(), fallback, cut=True)
    if not number:
        raise Trouble("This file holds no vCard. Choose a file exported as vCard, or a CSV file with .csv in its name.")


def logical_lines(physical: Iterable[str]) -> Iterator[str]:
    """Lines as they were before folding: by white space, by a soft break, or broken without any mark."""
    parts: list[str] = []
    soft = plain = hidden = False  # after a soft break; base64, whose lines just follow; a photo, not kept
    for raw in physical:
        line = raw.rstrip("\r\n")
        blank = not line.strip()
        if _ENVELOPE.match(line) or (not blank and line[0] not in " \t" and _begins(line, soft)):
            if parts:
                yield "".join(parts)
            parts = [line]
            soft, plain, hidden = _ways(line)
        elif parts and not blank:
            if _ENVELOPE.match(parts[0]):  # it goes on in no other line: what stands there is kept as a remark
                yield parts[0]
                parts = [line.strip() if _PROPERTY.match(line.strip()) else f"NOTE:{line.strip()}"]
                soft, plain, hidden = _ways(parts[0])
            elif hidden:
                parts[1:] = ["…"]
            else:
                _continue(parts, line, soft=soft, plain=plain)
            soft = soft_breaks(parts[0]) and line.endswith("=")
    if parts:
        yield "".join(parts)


def _begins(line: str, soft: bool) -> bool:
    """Whether a line is a property of its own; after a soft break only one whose name is known, in capitals."""
    found = _PROPERTY.match(line)
    if not found or not soft:
        return found is not None
    return re.split(r"[.;:\s]", found[0])[0] in card.known()


def soft_breaks(line: str) -> bool:
    """Whether the value of a line is written as quoted-printable."""
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def properties(lines: Iterable[str], fallback: str) -> Iterator[Property]:
    """The card's lines taken apart; a line without a name or value is nothing."""
    for line in lines:
        group, name, params, value = _taken_apart(line)
        if value:
            yield _property(group, name, params, value, fallback)


def _ways(line: str) -> tuple[bool, bool, bool]:
    header = line.partition(":")[0].upper()
    plain = ";BASE64" in header or "ENCODING=B" in header
    hidden = plain and re.split(r"[;:]", header)[0].rpartition(".")[2] in card.data()["binary"]
    return "QUOTED-PRINTABLE" in header and line.endswith("="), plain, hidden


def _continue(parts: list[str], line: str, *, soft: bool, plain: bool) -> None:
    if soft:
        parts[-1] = parts[-1][:-1]
        parts.append(line)
    elif line[0] in " \t":
        parts.append(line[1:])
    else:
        parts.append(line if plain else f"\n{line}")


def _awaits_agent(card_so_far: _Open) -> bool:
    last = card_so_far.lines[-1] if card_so_far.lines else ""
    return last.upper().startswith("AGENT") and not last.partition(":")[2].strip()


def _closed(stack: list[_Open], fallback: str) -> Iterator[Row]:
    row = _row(stack.pop(), fallback)
    if stack and isinstance(row, Contact):
        stack[-1].lines.append(f"AGENT:{display_name(row.client)}")
    yield row


def _row(opened: _Open, fallback: str, *, cut: bool = False) -> Row:
    place = f"card {opened.number}"
    draft = card.read(properties(opened.lines, fallback))
    client = draft.client()
    if draft.refused or client is None:
        return Unreadable(place, draft.refused or NOBODY)
    if cut:
        draft.leave(_CUT)
    return Contact(place, client, tuple(draft.not_taken))


def _taken_apart(line: str) -> tuple[str, str, list[list[str]], str]:
    if not _PLAIN.match(line):
        return _tolerantly(line)
    name, params, value, group = parseLine(line)
    return group or "", name.upper(), params, value


def _tolerantly(line: str) -> tuple[str, str, list[list[str]], str]:
    found = _HEADER.match(line)
    header, value = (found[1], found[2]) if found else line.partition(":")[::2]
    name, *params = _split_outside_quotes(header)
    group, _, name = name.strip().rpartition(".")
    parts = [param.partition("=") for param in params if param.strip()]
    pairs = [
        [key.strip(), *(given.replace('"', "").split(","))] if sign else [key.strip()] for key, sign, given in parts
    ]
    return group, name.upper().replace("_", "-"), pairs, value


def _split_outside_quotes(header: str) -> list[str]:
    segments = header.split('"')
    segments[0::2] = [outside.replace(";", "\0") for outside in segments[0::2]]
    return '"'.join(segments).split("\0")


def _property(group: str, name: str, params: list[list[str]], value: str, fallback: str) -> Property:
    if not params:
        return Property(group.lower(), name, (), {}, value)
    types: list[str] = []
    others: dict[str, str] = {}
    for key, *values in params:
        upper = key.upper()
        if not values and upper in _ENCODINGS:
            others["ENCODING"] = upper
        elif upper == "TYPE" or not values:
            types += ",".join(values or [key]).lower().split(",")
        else:
            others[upper] = ",".join(values)
    encoding = _ENCODINGS.get(others.get("ENCODING", "").upper(), "")
    if encoding == "Q":
        value = _quoted_printable(value, others.get("CHARSET", ""), fallback)
    elif encoding == "B" and name not in card.data()["binary"]:
        value = _base64(value, others.get("CHARSET", ""))
    return Property(group.lower(), name, tuple(types), others, value)


def _quoted_printable(value: str, charset: str, fallback: str) -> str:
    if value.isascii():
        return decode_value(binascii.a2b_qp(value.encode()), charset, fallback)
    return _QP_RUN.sub(lambda m: decode_value(bytes.fromhex(m[0].replace("=", "")), charset, fallback), value)


def _base64(value: str, charset: str) -> str:
    """A text in base64; "" when it is no text."""
    try:
        text = decode_value(binascii.a2b_base64(value.encode("ascii", "replace")), charset or "utf-8")
    except binascii.Error:
        return value
    return text if sum(not (c.isprintable() or c.isspace()) for c in text) * 10 <= len(text) else ""
