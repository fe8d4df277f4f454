"""Money: integer minor units, and the currency that says how many make one."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from practice.errors import Refused


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's minor unit (0, 2 or 3 decimals, ISO 4217)."""

    minor: int
    currency: str = "USD"


DECIMALS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip


def decimals(currency: str) -> int:
    """How many decimals `currency` has (ISO 4217)."""
    return DECIMALS.get(currency, 2)


def half_up(exact: Fraction) -> int:
    """`exact` minor units rounded to whole ones, halves away from zero."""
    whole = (abs(exact) + Fraction(1, 2)).__floor__()
    return whole if exact >= 0 else -whole


_PERCENT = re.compile(r"\d{1,2}([.,]\d{1,4})?")


def percent(text: str) -> Fraction:
    """A tax rate as it was typed, "8.25" or "20", as a part of one; none for empty text. Raises Refused."""
    said = text.strip().removesuffix("%").strip()
    if not said:
        return Fraction(0)
    if not _PERCENT.fullmatch(said):
        raise Refused("Type the rate in percent, such as 20 or 8.25, or nothing for no tax.")
    return Fraction(Decimal(said.replace(",", "."))) / 100


def same_figures(minor: int, currency: str, other: str) -> int:
    """The minor units of `other` that show the same figures as `minor` units of `currency`: 3,600.00 is 3,600."""
    return half_up(minor * Fraction(10) ** (decimals(other) - decimals(currency)))


MOST_DIGITS = 15  # of an amount in minor units; a sum of many still fits into the store
_GROUPED = re.compile(r"\d{1,3}(,\d{2,3})*,\d{3}|\d+")
_SWAP = {ord("."): ",", ord(","): "."}
_NOT_DIGITS = re.compile(r"[^\d.,\-\u2212]")


def plain(minor: int, currency: str) -> str:
    """`minor` units as plain figures without sign of currency, "3,600.00"; minus is U+2212."""
    places = decimals(currency)
    whole, part = divmod(abs(minor), 10**places)
    figures = f"{whole:,}.{part:0{places}}" if places else f"{whole:,}"
    return f"\u2212{figures}" if minor < 0 else figures


def parse(text: str, currency: str, point: str = ".") -> int:
    """What a person typed as minor units of `currency`; Refused with what to type instead.

    `point` is the locale's decimal sign; the other of point and comma groups thousands.
    """
    figures = _NOT_DIGITS.sub("", text)
    if "-" in figures or "\u2212" in figures:
        raise Refused("Type an amount of zero or more.")
    whole, dot, part = (figures if point == "." else figures.translate(_SWAP)).partition(".")
    places = decimals(currency)
    if not _GROUPED.fullmatch(whole) or (dot and not (part.isdigit() and len(part) == places)):
        raise Refused(_advice(currency, point))
    minor = whole.replace(",", "") + part.ljust(places, "0")
    if len(minor) > MOST_DIGITS:
        raise Refused("Type a smaller amount.")
    return int(minor)


def typed(minor: int, currency: str, point: str = ".") -> str:
    """`minor` units as a person would type them, such that `parse` reads them again."""
    shown = plain(minor, currency)
    return shown if point == "." else shown.translate(_SWAP)


def _advice(currency: str, point: str) -> str:
    places = decimals(currency)
    shown = typed(3600 * 10**places, currency, point)
    if not places:
        return f"Type whole {currency}, for example {shown}."
    return f"Add {'two digits for cents' if places == 2 else 'three decimals'}, for example {shown}."
