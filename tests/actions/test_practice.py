from datetime import date
from pathlib import Path

import pytest

from practice.actions import practice, preferences
from practice.errors import Refused
from practice.rules.letters import Paper
from practice.rules.practice import Hours, PracticeProfile, Profile
from practice.rules.preferences import Preferences, Theme
from tests.make import store


def test_a_new_practice_has_the_defaults(tmp_path: Path) -> None:
    kept = store(tmp_path)
    assert practice.profile(kept) == PracticeProfile()
    assert preferences.get(kept) == Preferences()


def test_the_zone_of_a_place() -> None:
    assert practice.usual_zone("US", "OR") == "America/Los_Angeles"
    assert practice.usual_zone("GB", "ENG") == "Europe/London"
    assert practice.usual_zone("US", "") == ""
    known = set(practice.timezones())
    assert all(zone in known for parts in practice._zones().values() for zone in parts.values())
    for country, parts in practice._zones().items():
        codes = set(practice.subdivisions(country)) | {""}
        assert set(parts) <= codes


def test_settings_of_every_kind_come_back_as_they_went_in(tmp_path: Path) -> None:
    kept = store(tmp_path)
    week = (Hours(540, 1020), None, None, None, None, None, Hours(0, 60))
    values = {
        "profile": Profile.COACH,
        "practice_name": "Ångström & Søn",
        "address": "Line one\nLine two",
        "hours": week,
        "channels": ("Email", "Signal"),
        "closed_days": (date(2026, 12, 24),),
        "paper": Paper.A4,
        "insured": False,
        "retention_years": 7,
        "theme": Theme.DARK,
        "lock_minutes": 10,
    }
    practice.change(kept, values)
    found = practice.profile(kept)
    for key in values.keys() - {"theme", "lock_minutes"}:
        assert getattr(found, key) == values[key]
    assert preferences.get(kept).theme is Theme.DARK
    assert preferences.get(kept).lock_minutes == 10


def test_spaces_round_what_is_typed_are_not_kept(tmp_path: Path) -> None:
    made = store(tmp_path)
    typed = {"practice_name": "Halvard ", "credential": " ", "address": "1 Row\nPort\n", "paper": Paper.A4}
    practice.change(made, typed)
    kept = practice.profile(made)
    assert (kept.practice_name, kept.credential, kept.address) == ("Halvard", "", "1 Row\nPort")
    assert kept.paper is Paper.A4


def test_one_visit_to_a_field_is_one_step_of_undo(tmp_path: Path) -> None:
    kept = store(tmp_path)
    practice.change(kept, {"phone": "(503) 555-0"}, visit="1")
    practice.change(kept, {"phone": "(503) 555-0142"}, visit="1")
    practice.change(kept, {"email": "ines@halvard.example"}, visit="2")
    kept.journal.undo()
    assert (practice.profile(kept).email, practice.profile(kept).phone) == ("", "(503) 555-0142")
    kept.journal.undo()
    assert practice.profile(kept).phone == ""


def test_refused_keeps_nothing(tmp_path: Path) -> None:
    kept = store(tmp_path)
    with pytest.raises(Refused):
        practice.change(kept, {"phone": "(503) 555-0142", "email": "nowhere"})
    assert practice.profile(kept).phone == ""


def test_the_lock_screen_follows_the_name_and_its_undo(tmp_path: Path) -> None:
    kept = store(tmp_path)
    practice.change(kept, {"practice_name": "Corrant Coaching"})
    assert (kept.shown().name, kept.shown().mark) == ("Corrant Coaching", "C")
    kept.journal.undo()
    practice.show_name(kept)
    assert kept.shown().name == ""


def test_where_a_splitter_stands_is_no_step_of_undo(tmp_path: Path) -> None:
    kept = store(tmp_path)
    practice.change(kept, {"phone": "(503) 555-0142"})
    preferences.remember_layout(kept, "clients", [300, 700])
    assert preferences.layout(kept, "clients") == [300, 700]
    assert kept.journal.undo() == "practice.settings"
    assert preferences.layout(kept, "clients") == [300, 700]


def test_holidays_of_the_state_close_the_practice() -> None:
    oregon = PracticeProfile(country="US", subdivision="OR")
    assert date(2026, 11, 26) in practice.closed_days(oregon, [2026])
    bavaria, berlin = PracticeProfile(country="DE", subdivision="BY"), PracticeProfile(country="DE", subdivision="BE")
    epiphany = date(2026, 1, 6)
    assert epiphany in practice.closed_days(bavaria, [2026])
    assert epiphany not in practice.closed_days(berlin, [2026])


def test_places_are_countries_their_languages_and_the_parts_of_the_own_country() -> None:
    names = practice.place_names("US")
    assert {"Delaware", "New York", "Spanish", "Mexico"} <= names
    assert not {"Even", "World", "Bavaria"} & names


def test_a_country_without_a_calendar_has_weekends_only() -> None:
    assert practice.closed_days(PracticeProfile(country="XX"), [2026]) == frozenset()
    assert practice.subdivisions("XX") == {}


def test_own_days_change_the_calendar() -> None:
    off, worked = date(2026, 12, 24), date(2026, 11, 26)
    own = PracticeProfile(closed_days=(off,), working_days=(worked,))
    closed = practice.closed_around(own, date(2026, 6, 1))
    assert off in closed
    assert worked not in closed


@pytest.mark.parametrize(
    ("country", "paper", "currency", "locale"),
    [
        ("US", Paper.LETTER, "USD", "en_US"),
        ("GB", Paper.A4, "GBP", "en_GB"),
        ("DE", Paper.A4, "EUR", "en_DE"),
        ("JP", Paper.A4, "JPY", "en_GB"),
    ],
)
def test_a_country_brings_paper_money_and_manner(country: str, paper: Paper, currency: str, locale: str) -> None:
    assert practice.suggested(country) == {"paper": paper, "currency": currency, "locale": locale}


def test_choices_are_named() -> None:
    assert ("US", "United States") in practice.countries()
    assert practice.subdivisions("US")["OR"] == "Oregon"
    assert ("CHF", "CHF, Swiss Franc") in practice.currencies()
    assert "America/Los_Angeles" in practice.timezones()


def test_a_new_practice_begins_where_the_computer_is(tmp_path: Path) -> None:
    kept = store(tmp_path)
    practice.begin(kept, "GB", "Europe/London")
    profile = practice.profile(kept)
    assert (profile.country, profile.currency, profile.timezone) == ("GB", "GBP", "Europe/London")
    assert kept.journal.can_undo is None
