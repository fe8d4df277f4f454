"""The practice itself: its profile, its settings, its calendar, and the choices a jurisdiction brings."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from practice.actions.store import Store
from practice.db import settings as kept
from practice.paths import resource
from practice.rules import days
from practice.rules.paper import Paper
from practice.rules.practice import PROFILE_KEYS, PracticeProfile, changed_profile, profile_errors, tidy
from practice.rules.preferences import PREFERENCE_KEYS, Theme, changed_preferences

_LETTER_COUNTRIES = frozenset(["US", "CA", "MX", "CL", "CO", "CR", "DO", "GT", "NI", "PA", "PH", "PR", "SV", "VE"])


def profile(store: Store) -> PracticeProfile:
    """The practice's profile; what was never set has its default."""
    return kept.read(store, PracticeProfile)


def change(store: Store, values: Mapping[str, Any], *, visit: str = "") -> None:
    """Keep these settings, of the profile or of the program; Refused with a sentence for each that cannot stand.

    Changes with an equal `visit` are undone as one. The lock screen's name and mark follow the practice's name, and its
    colours the chosen ones.
    """
    of_profile = {k: v for k, v in tidy(values).items() if k in PROFILE_KEYS}
    of_program = {k: v for k, v in values.items() if k in PREFERENCE_KEYS}
    changed_profile(profile(store), of_profile)
    changed_preferences(kept.preferences(store), of_program)
    with store.journal.change("practice.settings", merge=visit or None):
        kept.save(store, {**of_profile, **of_program})
    if values.keys() & {"practice_name", "theme"}:
        show_name(store)


def begin(store: Store, country: str, timezone: str) -> None:
    """Start a new practice where this computer is, as far as that is known; no step of undo."""
    values = {"country": country, **suggested(country)} if country else {}
    if timezone:
        values["timezone"] = timezone
    if values:
        with store.journal.change("practice.begin", quiet=True):
            kept.save(store, values)


def show_name(store: Store) -> None:
    """Let the lock screen show the practice's name, mark and colours as they are now: after a change and an undo."""
    name, chosen = profile(store).practice_name, kept.preferences(store).theme
    theme = "" if chosen is Theme.SYSTEM else chosen.value
    shown = store.shown()
    if (shown.name, shown.theme) != (name, theme):
        store.show(name=name, mark=name[:1].upper(), theme=theme)


def was_set(store: Store, key: str) -> bool:
    """Whether this setting was ever kept, so that it is a choice and not a default."""
    return kept.value(store, key) is not None


def missing(store: Store) -> dict[str, str]:
    """What the profile still lacks before a letter can be issued: a sentence by field."""
    return profile_errors(profile(store))


def closed_days(profile: PracticeProfile, years: Iterable[int]) -> frozenset[date]:
    """The days of `years` on which the practice does no business, besides weekends."""
    holidays = _holidays(profile.country, profile.subdivision, tuple(years))
    return days.closed_days(holidays, profile.closed_days, profile.working_days)


def closed_around(profile: PracticeProfile, today: date) -> frozenset[date]:
    """The closed days of last year, this year and the next two: enough for any due date."""
    return closed_days(profile, range(today.year - 1, today.year + 3))


@lru_cache(maxsize=32)
def _holidays(country: str, subdivision: str, years: tuple[int, ...]) -> frozenset[date]:
    """Reckoning them takes milliseconds, and every due date asks for them."""
    known = subdivision if subdivision in subdivisions(country) else None
    return frozenset(_calendar(country, subdiv=known, years=years) or ())


def countries() -> list[tuple[str, str]]:
    """Every country as (ISO code, English name), by name."""
    territories = _locale().territories
    codes = (c for c in territories if len(c) == 2 and c.isalpha() and c not in _NO_COUNTRY)
    return sorted(((c, territories[c]) for c in codes), key=lambda pair: pair[1])


@cache
def place_names(country: str) -> frozenset[str]:
    """The names of all countries and their languages, and of this country's states or regions."""
    named = {name for _, name in countries()} | set(subdivisions(country).values())
    return frozenset(named | {name for code, name in _locale().languages.items() if len(code) == 2})


_NO_COUNTRY = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])


def subdivisions(country: str) -> dict[str, str]:
    """The states or regions of a country that have their own holidays: code → name, by name."""
    calendar = _calendar(country)
    if calendar is None:
        return {}
    names: dict[str, str] = {}
    for name, code in getattr(calendar, "subdivisions_aliases", {}).items():
        names.setdefault(code, name)  # the first alias is the name in the country's first language
    return dict(sorted(((c, names.get(c, c)) for c in calendar.subdivisions), key=lambda pair: pair[1]))


def _calendar(country: str, **options: Any) -> Any:  # noqa: ANN401  the holidays package comes late
    import holidays  # noqa: PLC0415  start-up: 50 ms, needed once a date is counted

    try:
        return holidays.country_holidays(country, **options)
    except NotImplementedError:
        return None


def currencies() -> list[tuple[str, str]]:
    """Every currency in use as (ISO code, "USD, US dollar")."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415  start-up

    names = _locale().currencies
    used = {code for country, _ in countries() for code in get_territory_currencies(country)}
    return sorted((code, f"{code}, {names.get(code, code)}") for code in used)


def locales() -> list[tuple[str, str]]:
    """Ways to write English dates and amounts as (code, name), by country."""
    from babel import Locale, localedata  # noqa: PLC0415  start-up

    found = [Locale.parse(code) for code in localedata.locale_identifiers() if code.startswith("en_")]
    named = [(str(one), one.territory_name or "") for one in found if one.territory and len(one.territory) == 2]
    return sorted(named, key=lambda pair: pair[1])


def timezones() -> list[str]:
    """The names of all time zones this computer knows, such as "America/Los_Angeles"."""
    from zoneinfo import available_timezones  # noqa: PLC0415  start-up

    return sorted(z for z in available_timezones() if "/" in z and not z.startswith(("Etc/", "posix/", "right/")))


def moved_zone(store: Store, country: str, subdivision: str) -> str:
    """The time zone of the place the practice moves to; "" where it is not known, or another one was chosen."""
    before = profile(store)
    chosen = was_set(store, "timezone") and before.timezone != usual_zone(before.country, before.subdivision)
    return "" if chosen else usual_zone(country, subdivision)


def usual_zone(country: str, subdivision: str) -> str:
    """The time zone there, "" where it is not known."""
    from babel.core import get_global  # noqa: PLC0415  start-up

    parts = _zones().get(country, {})
    found = next((parts[code] for code in (subdivision, "") if code in parts), "")
    all_of_it: list[str] = get_global("territory_zones").get(country, [])
    return found or (all_of_it[0] if len(all_of_it) == 1 else "")


@cache
def _zones() -> dict[str, dict[str, str]]:
    """Country → part → time zone."""
    kept_zones = tomllib.loads(resource("timezones.toml").read_text("utf-8"))
    return {c: {part: zone for zone, parts in zones.items() for part in parts} for c, zones in kept_zones.items()}


def suggested(country: str) -> dict[str, Any]:
    """What usually goes with a country: paper, currency, locale."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415  start-up

    currency = next(iter(get_territory_currencies(country)), "USD")
    locale = f"en_{country}" if f"en_{country}" in dict(locales()) else "en_GB"
    paper = Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4
    return {"paper": paper, "currency": currency, "locale": locale}


def _locale() -> Any:  # noqa: ANN401  babel comes late
    from babel import Locale  # noqa: PLC0415  start-up

    return Locale("en")
