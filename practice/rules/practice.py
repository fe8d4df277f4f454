"""The practice itself: who signs, where, and in which hours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from practice.errors import Refused
from practice.rules.money import percent
from practice.rules.paper import DOT, SIZES, Design, Letterhead, LetterStyle, Logo, Paper, accent_error
from practice.rules.units import Counting, Rounding, UnitRule


class Profile(StrEnum):
    """The profession; it chooses words and defaults, never features."""

    LAWYER = "lawyer"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when a day's office hours run: minutes after midnight in the practice's time zone."""

    opens: int
    closes: int


Week = tuple[Hours | None, ...]  # Monday to Sunday; None is a closed day
OFFICE = Hours(9 * 60, 17 * 60)
USUAL_WEEK: Week = (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeProfile:
    """All that letters and dates need to know of the practice; empty text means not said yet."""

    profile: Profile = Profile.LAWYER
    country: str = "US"  # ISO 3166-1 alpha-2
    subdivision: str = ""  # the part after the dash of ISO 3166-2: "OR"
    practice_name: str = ""
    signer_name: str = ""  # your name, as you sign
    credential: str = ""  # "Attorney at law", "Professional Certified Coach"
    licence_no: str = ""
    regulator: str = ""
    address: str = ""  # several lines
    phone: str = ""
    email: str = ""
    website: str = ""
    letterhead_line: str = ""  # below the name: "Ines Halvard, attorney at law"
    hours: Week = USUAL_WEEK
    timezone: str = "America/New_York"  # IANA
    channels: tuple[str, ...] = ("Email", "Phone", "Video call")
    urgent_channel: str = ""
    response_days: int = 1  # business days to a reply
    closed_days: tuple[date, ...] = ()  # no business days, besides weekends and holidays
    working_days: tuple[date, ...] = ()  # holidays on which the practice works all the same
    paper: Paper = Paper.LETTER
    letter_style: LetterStyle = LetterStyle.SERIF
    letter_size: float = 10.5  # points
    accent: str = ""  # the colour of name and rule, "#17607A"
    logo: Logo | None = None
    currency: str = "USD"  # ISO 4217
    locale: str = "en_US"  # as Babel spells it
    consumer_clients: bool = True  # some clients are consumers, not businesses
    distance_contracts: bool = True  # letters may be signed away from the office
    insured: bool = True  # professional liability (indemnity) insurance is in force
    insurer: str = ""
    retention_years: int = 6  # how long a closed file is kept
    backup_name: str = ""  # who steps in on illness or death
    backup_contact: str = ""
    invoice_days: int = 30  # to pay an invoice, where the signed letter names no other number
    payment_details: str = ""  # several lines, as invoices print them
    tax_label: str = ""  # "VAT", "Sales tax"
    tax_percent: str = ""  # as typed, "8.25"; empty for none
    tax_number: str = ""  # the practice's, as invoices print it
    time_rounding: Rounding = Rounding.UP
    time_counting: Counting = Counting.PER_MATTER_PER_DAY
    least_unit: bool = False  # whether any work counts one unit at least
    refund_wait: int = 500  # currency units from which a refund waits a day (PROFESSION 6.3)

    @property
    def jurisdiction(self) -> str:
        """ISO 3166 code of country and part, "US-OR" or "GB"."""
        return f"{self.country}-{self.subdivision}" if self.subdivision else self.country


PROFILE_KEYS = frozenset(item.name for item in fields(PracticeProfile))

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_PHONE_DIGITS = re.compile(r"\d")
_NUMBERS = {"response_days": (1, 30), "retention_years": (1, 50), "invoice_days": (0, 365), "refund_wait": (0, 999_999)}


def _email_error(text: str) -> str:
    if not text or _EMAIL.fullmatch(text):
        return ""
    if _EMAIL.fullmatch(text.replace(",", ".")):
        return f"Use a dot instead of the comma: {text.replace(',', '.')}"
    return "Type an address such as ines@halvard.example."


def _number_error(key: str, value: int) -> str:
    low, high = _NUMBERS[key]
    return "" if low <= value <= high else f"Type a whole number from {low} to {high}."


def _tax_error(text: str) -> str:
    try:
        percent(text)
    except Refused as refusal:
        return str(refusal)
    return ""


def _hours_error(week: Week) -> str:
    if any(day is not None and day.opens >= day.closes for day in week):
        return "Let each day close later than it opens, for example 9:00 to 17:00."
    return ""


def profile_errors(profile: PracticeProfile) -> dict[str, str]:
    """One sentence for each field that cannot stand in a letter; empty when all can."""
    phone_short = bool(profile.phone) and len(_PHONE_DIGITS.findall(profile.phone)) < 4
    clash = set(profile.closed_days) & set(profile.working_days)
    return _only_said(
        {
            "practice_name": "" if profile.practice_name.strip() else "Type the name that stands on your letters.",
            "signer_name": "" if profile.signer_name.strip() else "Type your name as you sign.",
            "email": _email_error(profile.email),
            "phone": "Type the number with its digits, such as (503) 555-0142." if phone_short else "",
            "hours": _hours_error(profile.hours),
            "response_days": _number_error("response_days", profile.response_days),
            "retention_years": _number_error("retention_years", profile.retention_years),
            "invoice_days": _number_error("invoice_days", profile.invoice_days),
            "refund_wait": _number_error("refund_wait", profile.refund_wait),
            "tax_percent": _tax_error(profile.tax_percent),
            "accent": accent_error(profile.accent),
            "letter_size": "" if profile.letter_size in SIZES else "Choose a size from 10 to 13 points.",
            "working_days": f"{min(clash)} stands under days off too: keep it in one place." if clash else "",
        }
    )


def _only_said(sentences: dict[str, str]) -> dict[str, str]:
    return {key: sentence for key, sentence in sentences.items() if sentence}


def tidy(values: Mapping[str, object]) -> dict[str, object]:
    """The values without the spaces round what was typed: they would stand in letters."""
    return {key: value.strip() if type(value) is str else value for key, value in values.items()}


def changed_profile(profile: PracticeProfile, values: Mapping[str, object]) -> PracticeProfile:
    """`profile` with the given fields changed; Refused for those of them that cannot stand in a letter."""
    after = replace(profile, **values)  # type: ignore[arg-type]
    _refuse(profile_errors(after), values)
    return after


def _refuse(errors: dict[str, str], touched: Mapping[str, object]) -> None:
    wrong = {key: sentence for key, sentence in errors.items() if key in touched}
    if wrong:
        raise Refused(wrong)


_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    past = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{past} {'am' if hour % 24 < 12 else 'pm'}"


def hours_text(week: Week) -> str:
    """Office hours in words, days with equal hours in a row joined: "Mon to Thu, 9 am to 5 pm; Fri, 9 am to 1 pm"."""
    parts: list[str] = []
    start = 0
    for day in range(1, 8):
        if day < 7 and week[day] == week[start]:
            continue
        hours = week[start]
        if hours is not None:
            days = _DAY_NAMES[start] if day - start == 1 else f"{_DAY_NAMES[start]} to {_DAY_NAMES[day - 1]}"
            parts.append(f"{days}, {_clock(hours.opens)} to {_clock(hours.closes)}")
        start = day
    return "; ".join(parts)


def letterhead(profile: PracticeProfile) -> Letterhead:
    """What stands above the rule of every letter of the practice."""
    address = _joined(", ", *(line.strip().rstrip(",") for line in profile.address.splitlines()))
    reach = _joined(DOT, profile.phone, profile.email, profile.website)
    line = profile.letterhead_line.strip() or _joined(", ", profile.signer_name, profile.credential)
    return Letterhead(profile.practice_name, line, tuple(part for part in (address, reach) if part), profile.logo)


def _joined(between: str, *parts: str) -> str:
    return between.join(part.strip() for part in parts if part.strip())


def unit_rule(profile: PracticeProfile, increment: int = 6) -> UnitRule:
    """How the practice counts time, in units of so many minutes."""
    return UnitRule(increment, profile.time_rounding, profile.time_counting, profile.least_unit)


def design(profile: PracticeProfile) -> Design:
    """How every letter of the practice is set."""
    return Design(profile.letter_style, profile.letter_size, profile.accent)
