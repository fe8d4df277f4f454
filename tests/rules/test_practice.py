from dataclasses import fields
from datetime import date

import pytest

from practice.errors import Refused
from practice.rules.practice import (
    PROFILE_KEYS,
    Hours,
    PracticeProfile,
    changed_profile,
    hours_text,
    letterhead,
    profile_errors,
)
from practice.rules.preferences import PREFERENCE_KEYS, Preferences, changed_preferences
from practice.rules.settings import BY_KEY, SETTINGS

HALVARD = PracticeProfile(
    practice_name="Halvard Estate Planning",
    signer_name="Ines Halvard",
    credential="attorney at law",
    address="14 Lantern Row, Suite 3\nPort Ellery, Oregon 97000",
    phone="(503) 555-0142",
    email="ines@halvard.example",
    subdivision="OR",
)


def test_every_field_of_profile_and_preferences_is_a_declared_setting() -> None:
    assert {s.key for s in SETTINGS} == PROFILE_KEYS | PREFERENCE_KEYS
    assert len(BY_KEY) == len(SETTINGS)
    assert not PROFILE_KEYS & PREFERENCE_KEYS
    assert {f.name for f in fields(PracticeProfile)} == PROFILE_KEYS


def test_a_new_profile_lacks_only_its_names() -> None:
    assert set(profile_errors(PracticeProfile())) == {"practice_name", "signer_name"}
    assert profile_errors(HALVARD) == {}


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("email", "ines@halvard,example", "ines@halvard.example"),
        ("email", "ines", "Type an address"),
        ("phone", "call me", "digits"),
        ("practice_name", "  ", "name"),
        ("response_days", 0, "from 1 to 30"),
        ("retention_years", 99, "from 1 to 50"),
        ("hours", (Hours(600, 540), None, None, None, None, None, None), "later"),
    ],
)
def test_what_cannot_stand_in_a_letter_is_refused_with_what_to_type(key: str, value: object, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        changed_profile(HALVARD, {key: value})
    assert list(refusal.value.fields) == [key]
    assert says in refusal.value.fields[key]


def test_a_field_that_was_not_touched_is_not_refused() -> None:
    empty = PracticeProfile()
    assert changed_profile(empty, {"phone": "(503) 555-0142"}).phone == "(503) 555-0142"


def test_a_day_cannot_be_both_off_and_worked() -> None:
    day = date(2026, 12, 24)
    with pytest.raises(Refused):
        changed_profile(HALVARD, {"closed_days": (day,), "working_days": (day,)})


def test_lock_minutes_have_a_sensible_range() -> None:
    assert changed_preferences(Preferences(), {"lock_minutes": 10}).lock_minutes == 10
    with pytest.raises(Refused):
        changed_preferences(Preferences(), {"lock_minutes": -1})


def test_hours_in_words_join_equal_days_in_a_row() -> None:
    office, short = Hours(540, 1020), Hours(9 * 60 + 30, 13 * 60)
    assert hours_text((office, office, office, office, None, None, None)) == "Mon to Thu, 9 am to 5 pm"
    week = (office, None, office, office, short, None, None)
    assert hours_text(week) == "Mon, 9 am to 5 pm; Wed to Thu, 9 am to 5 pm; Fri, 9:30 am to 1 pm"
    assert hours_text((None,) * 7) == ""


def test_letterhead_takes_the_line_or_makes_one() -> None:
    head = letterhead(HALVARD)
    assert head.line == "Ines Halvard, attorney at law"
    assert head.details == (
        "14 Lantern Row, Suite 3, Port Ellery, Oregon 97000",
        "(503) 555-0142  ·  ines@halvard.example",
    )
    assert letterhead(changed_profile(HALVARD, {"letterhead_line": "Wills and trusts"})).line == "Wills and trusts"


def test_jurisdiction_names_country_and_part() -> None:
    assert HALVARD.jurisdiction == "US-OR"
    assert PracticeProfile(country="GB").jurisdiction == "GB"
