"""Money: integer minor units, and the currency that says how many make one."""

from dataclasses import dataclass
from fractions import Fraction


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
