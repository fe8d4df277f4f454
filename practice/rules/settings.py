"""The declared settings: storage, the set-up and the Settings screen are made from these."""

from dataclasses import dataclass, field
from enum import StrEnum

from practice.rules.paper import LetterStyle, Paper
from practice.rules.practice import Profile
from practice.rules.preferences import Theme
from practice.rules.units import Counting, Rounding


class Group(StrEnum):
    """The parts of the Settings screen that hold fields."""

    PRACTICE = "practice"
    LETTERHEAD = "letterhead"
    HOURS = "hours"
    LETTERS = "letters"
    MONEY = "money"
    SECURITY = "security"
    LOOK = "look"
    HIDDEN = "hidden"


class Kind(StrEnum):
    """What sort of value a setting holds, which says how it is kept and edited."""

    LINE = "line"
    TEXT = "text"  # several lines
    NUMBER = "number"
    TOGGLE = "toggle"
    CHOICE = "choice"
    LIST = "list"  # words between commas
    DAYS = "days"
    WEEK = "week"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting: storage and the Settings screen are made from these."""

    key: str
    kind: Kind
    group: Group
    label: str
    hint: str = ""
    choices: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class KeptSetting:
    """A setting as the store keeps it: its key and its value as JSON."""

    id: int = 0
    key: str = ""
    value: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting("profile", Kind.CHOICE, Group.PRACTICE, "Profession", choices=tuple(Profile)),
    Setting("practice_name", Kind.LINE, Group.PRACTICE, "Practice name"),
    Setting("signer_name", Kind.LINE, Group.PRACTICE, "Your name, as you sign"),
    Setting("country", Kind.CHOICE, Group.PRACTICE, "Country", "Decides holidays and clauses"),
    Setting("subdivision", Kind.CHOICE, Group.PRACTICE, "State or region"),
    Setting("credential", Kind.LINE, Group.PRACTICE, "Credential", "As letterhead and clause 1 say it"),
    Setting("licence_no", Kind.LINE, Group.PRACTICE, "Licence number", "Leave empty if you have none"),
    Setting("regulator", Kind.LINE, Group.PRACTICE, "Regulator or professional body"),
    Setting("insured", Kind.TOGGLE, Group.PRACTICE, "Professional liability insurance"),
    Setting("insurer", Kind.LINE, Group.PRACTICE, "Insurer"),
    Setting("backup_name", Kind.LINE, Group.PRACTICE, "Who steps in if you cannot work"),
    Setting("backup_contact", Kind.LINE, Group.PRACTICE, "How to reach them"),
    Setting("letterhead_line", Kind.LINE, Group.LETTERHEAD, "Line below the name"),
    Setting("address", Kind.TEXT, Group.LETTERHEAD, "Address"),
    Setting("phone", Kind.LINE, Group.LETTERHEAD, "Phone"),
    Setting("email", Kind.LINE, Group.LETTERHEAD, "Email"),
    Setting("website", Kind.LINE, Group.LETTERHEAD, "Website"),
    Setting("logo", Kind.PICTURE, Group.LETTERHEAD, "Logo", "PNG, JPEG or SVG, up to 5 MB"),
    Setting("letter_style", Kind.CHOICE, Group.LETTERHEAD, "Letter style", choices=tuple(LetterStyle)),
    Setting("letter_size", Kind.CHOICE, Group.LETTERHEAD, "Size of text"),
    Setting("accent", Kind.LINE, Group.LETTERHEAD, "Colour of name and rule", "Such as #17607A; empty for black"),
    Setting("hours", Kind.WEEK, Group.HOURS, "Office hours", "Used by letters; due dates count business days"),
    Setting("timezone", Kind.CHOICE, Group.HOURS, "Time zone", "Of your office hours, as letters say them"),
    Setting("channels", Kind.LIST, Group.HOURS, "How clients reach you", "Words between commas"),
    Setting("urgent_channel", Kind.LINE, Group.HOURS, "For something urgent"),
    Setting("response_days", Kind.NUMBER, Group.HOURS, "Business days to a reply"),
    Setting("closed_days", Kind.DAYS, Group.HOURS, "Extra days off", "One or more days, as 2026-12-24"),
    Setting("working_days", Kind.DAYS, Group.HOURS, "Holidays you work", "One or more days, as 2026-11-27"),
    Setting("paper", Kind.CHOICE, Group.LETTERS, "Paper", choices=tuple(Paper)),
    Setting("currency", Kind.CHOICE, Group.LETTERS, "Currency"),
    Setting("locale", Kind.CHOICE, Group.LETTERS, "Dates and amounts as in"),
    Setting("retention_years", Kind.NUMBER, Group.LETTERS, "Years a closed file is kept"),
    Setting("consumer_clients", Kind.TOGGLE, Group.LETTERS, "Some clients are consumers"),
    Setting("distance_contracts", Kind.TOGGLE, Group.LETTERS, "Letters may be signed away from the office"),
    Setting("invoice_days", Kind.NUMBER, Group.MONEY, "Days to pay an invoice", "Where the letter names no other"),
    Setting("tax_label", Kind.LINE, Group.MONEY, "Tax on invoices", "Its name, such as VAT; empty for none"),
    Setting("tax_percent", Kind.LINE, Group.MONEY, "Rate of the tax, percent", "Such as 20 or 8.25, added on top"),
    Setting("tax_number", Kind.LINE, Group.MONEY, "Your tax number", "As invoices print it"),
    Setting("payment_details", Kind.TEXT, Group.MONEY, "How to pay", "Account and bank, as invoices print them"),
    Setting("time_rounding", Kind.CHOICE, Group.MONEY, "Time is rounded", choices=tuple(Rounding)),
    Setting("time_counting", Kind.CHOICE, Group.MONEY, "What is rounded", choices=tuple(Counting)),
    Setting(
        "refund_wait",
        Kind.NUMBER,
        Group.MONEY,
        "A refund waits a day from",
        "In whole units of your currency, such as 500",
    ),
    Setting("least_unit", Kind.TOGGLE, Group.MONEY, "Any work counts one unit at least"),
    Setting("lock_minutes", Kind.NUMBER, Group.SECURITY, "Lock after"),
    Setting("theme", Kind.CHOICE, Group.LOOK, "Colours", choices=tuple(Theme)),
    Setting("single_letters", Kind.TOGGLE, Group.LOOK, "Single-letter shortcuts"),
    Setting("setup_done", Kind.TOGGLE, Group.HIDDEN, "Set-up finished"),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
