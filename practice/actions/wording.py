"""Amounts and days as the practice's locale writes them."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache, partial

from practice.rules.cases import Words
from practice.rules.money import decimals
from practice.rules.practice import PracticeProfile

MINUS = "\u2212"


@lru_cache(maxsize=512)
def money_text(minor: int, currency: str, locale: str = "en_US") -> str:
    """Minor units as a person reads them: "$3,600.00", "−$12.50"."""
    from babel.numbers import format_currency  # noqa: PLC0415  start-up: needed once an amount is shown

    amount = Decimal(minor).scaleb(-decimals(currency))
    return format_currency(amount, currency, locale=locale).replace("-", MINUS)


@lru_cache(maxsize=512)
def day_text(day: date, locale: str = "en_US", style: str = "long") -> str:
    """A day as a letter writes it, "November 17, 2026"; style "medium" is "Nov 17, 2026"."""
    from babel.dates import format_date  # noqa: PLC0415  start-up: needed once a day is shown

    return format_date(day, style, locale=locale)


def moment_text(moment: datetime, locale: str = "en_US") -> str:
    """An instant on this computer's clock, with its zone: "Nov 18, 2026, 5:12:09 PM PST"."""
    from babel.dates import format_datetime  # noqa: PLC0415  start-up: needed once somebody signs

    local = moment.astimezone()
    return f"{format_datetime(local, 'medium', locale=locale)} {local.tzname()}"


@lru_cache(maxsize=16)
def decimal_point(locale: str) -> str:
    """The sign before the decimals, "." or ","."""
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415  start-up: needed once an amount is typed

    return "," if get_decimal_symbol(locale) == "," else "."


def words(profile: PracticeProfile, currency: str) -> Words:
    """How this practice's letters write amounts in `currency` and days."""
    return Words(
        money=partial(money_text, currency=currency, locale=profile.locale),
        day=partial(day_text, locale=profile.locale),
        point=decimal_point(profile.locale),
    )


def short_words(profile: PracticeProfile, currency: str) -> Words:
    """The same for columns: days are "Nov 17, 2026"."""
    return Words(
        money=partial(money_text, currency=currency, locale=profile.locale),
        day=partial(day_text, locale=profile.locale, style="medium"),
    )
