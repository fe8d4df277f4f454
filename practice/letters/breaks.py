"""Where a line of text may be broken: nowhere in a word, nor between a number and what it counts."""

import re

_SPACE = " \u2000-\u2006\u2008-\u200b\u3000"
_LETTER = r"[^\W\d]"
_HAN = "\u2e80-\u2fff\u3041-\u30fa\u3105-\u312f\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING, _CLOSING = "（「『《〈【〔", "、。，．！？：；）」』》〉】〕ー々"
# A line may break after spaces, after a hyphen between letters, after a dash that joins no numbers, and between the
# signs of Han and kana, not before what closes nor after what opens.
_UNIT = re.compile(
    f"[^{_SPACE}]*?(?:(?<={_LETTER})[-\u2010](?={_LETTER})|[\u2013\u2014](?={_LETTER})|(?<=\\D)[\u2013\u2014](?=\\d)"
    f"|(?<=[{_HAN}{_CLOSING}])(?=[{_HAN}{_OPENING}])(?![{_CLOSING}])|[{_SPACE}]+|$)"
)
_GLUE = "\ue000"  # private: stands for a space at which a line does not break
_NUMBER = r"(?<![\w.,])[\d.,]*\d"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_COUNTED = (
    r"(?:am|pm|a\.m\.|p\.m\.|per cent|percent|minutes?|min|hours?|days?|business|working|calendar|weeks?|months?"
    r"|years?|pages?|sessions?|pt|mm|cm|km|[A-Z]{3})\b"
)
_COUNTING = (
    r"clauses?|items?|sections?|paragraphs?|articles?|rules?|parts?|pages?|stages?|steps?|versions?|suite|apt\.|no\."
    r"|nos\.|p\.|pp\."
)
_GLUED = tuple(
    re.compile(pattern)
    for pattern in (
        r"([$€£¥₹]) (?=\d)",  # $ 1,800.00
        rf"({_NUMBER}) (?=[%€£]|{_COUNTED}|{_MONTH}\b)",  # 60 minutes, 17 November
        rf"(\b(?i:{_COUNTING})|§) (?=\d)",  # clause 7
        rf"\b({_MONTH}) (?=\d)",  # November 17
        rf"({_MONTH}{_GLUE}\d\d?,) (?=\d{{4}}\b)",  # November 17, 2026
        r"\b(M[rs]\.?|Mrs\.?|Mx\.?|Dr\.?|Prof\.?|St\.) (?=[^\W\d_a-z])",  # Ms. Corrant
    )
)


def units(text: str) -> list[int]:
    """Where each part of the text that stays on one line ends."""
    for pattern in _GLUED:
        text = pattern.sub(lambda found: found[1] + _GLUE, text)
    return [found.end() for found in _UNIT.finditer(text) if found.end() > found.start()]
