"""The signs of good print in the place of a keyboard's: quotes and apostrophes that lean, dashes, three dots as one."""

import re

_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
_DASH = re.compile(r"(?<=\S) --? (?=\S)")
_OPENS = frozenset(" \t\n\u00a0([{*/-–—“‘\"'")


def printed(text: str) -> str:
    """What a person typed, as a letter prints it; addresses, feet and inches stay as they are."""
    parts, last = [], 0
    for address in _ADDRESS.finditer(text):
        parts += [_prose(text[last : address.start()], text[: address.start()][-1:]), address[0]]
        last = address.end()
    return "".join([*parts, _prose(text[last:], text[:last][-1:])])


def _prose(text: str, before: str) -> str:
    if not text:
        return ""
    text = _DASH.sub(" – ", text).replace("...", "…")
    made: list[str] = []
    quoted = False
    for at, sign in enumerate(text):
        if sign in "\"'":
            left, right = (made[-1] if made else before), text[at + 1 : at + 2]
            sign = _leaning(sign, left, right, quoted)
            quoted = sign == "“" or (quoted and sign != "”")
        made.append(sign)
    return "".join(made)


def _leaning(sign: str, left: str, right: str, quoted: bool) -> str:
    """The sign as it leans between its neighbours; after a figure it may be feet, minutes or inches."""
    single = sign == "'"
    if left.isdigit() and not right.isalnum() and (single or not quoted):
        return sign
    opens = (not left or left in _OPENS) and bool(right.strip())
    if single:
        return "‘" if opens and not right.isdigit() else "’"
    return "“" if opens else "”"
