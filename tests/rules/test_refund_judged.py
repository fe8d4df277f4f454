"""What a person judged, read from what they typed."""

from datetime import date
from fractions import Fraction

import pytest

from practice.rules.refund_facts import Jurisdiction, Stage, Venue
from practice.rules.refund_judged import Judged, read


def test_nothing_typed_leaves_all_as_the_records_have_it():
    assert read({}, "USD") == (Judged(), {})
    assert read({"item": "  ", "ends": ""}, "USD") == (Judged(), {})


def test_each_field_is_read_in_its_own_way():
    told = {
        "stage": "early", "ends": "no", "redo": "yes", "item": "1,240.00", "severity": "60%", "percent": "25",
        "cooling": "UK", "cooling_on": "2026-11-20", "venue": "home", "tax": "19", "done": "2.5", "asked": "All of it",
    }  # fmt: skip
    judged, errors = read(told, "USD")
    assert errors == {}
    assert (judged.stage, judged.ends, judged.redo) == (Stage.EARLY, False, True)
    assert (judged.item, judged.severity, judged.percent) == (124_000, 60, 25)
    assert (judged.cooling, judged.cooling_on, judged.venue) == (Jurisdiction.UK, date(2026, 11, 20), Venue.HOME)
    assert (judged.tax, judged.done, judged.asked) == (Fraction(19, 100), Fraction(5, 2), "All of it")


def test_the_currency_and_its_point_decide_how_an_amount_is_read():
    assert read({"item": "240"}, "JPY")[0].item == 240
    assert read({"item": "240,000"}, "KWD", ",")[0].item == 240_000


def test_no_right_to_cancel_is_another_thing_than_not_saying_so():
    assert read({"cooling": "no"}, "USD")[0].no_cooling
    assert not read({"cooling": ""}, "USD")[0].no_cooling


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("item", "a lot"), ("item", "2.4"), ("severity", "120"), ("percent", "half"), ("cooling_on", "tomorrow"),
        ("stage", "soon"), ("tax", "much"), ("done", "-1"), ("done", "1/0"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_beside_its_field_and_counts_as_empty(field, text):
    judged, errors = read({field: text}, "USD")
    assert set(errors) == {field}
    assert errors[field].endswith(".")
    assert judged == Judged()
