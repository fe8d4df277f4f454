from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from practice.errors import Refused
from practice.rules.boundaries import BoundaryDraft, BoundaryRule, Category, Direction, Response, Written, is_blank
from practice.rules.boundary_log import amendment, check, checked_rule, follow_up, holds, recorded
from practice.rules.severity import Proposal, Why
from tests import make

MILD = Proposal(2, Why.MILD)


def written(**fields):
    return Written(**{"category": Category.TIME_CONTACT, "facts": "A call.", "happened_at": make.NOW, **fields})


def entry(**fields):
    draft = BoundaryDraft(client_id=1, content=written(**fields))
    return replace(recorded(draft, 2, Response.R1, "Ines Halvard", make.NOW), id=1)


def wrong(said, policy=Response.R1, proposal=MILD):
    try:
        check(said, proposal, policy, make.NOW)
    except Refused as refusal:
        return set(refusal.fields)
    return set()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({}, set()),
        ({"response": Response.R0}, {"response_reason"}),
        ({"response": Response.R2}, {"response_reason"}),
        ({"response": Response.R2, "response_reason": "He threatened."}, set()),
        ({"response": Response.S}, {"response", "response_reason"}),
        ({"happened_at": make.NOW - timedelta(hours=24)}, set()),
        ({"happened_at": make.NOW - timedelta(hours=25)}, {"late_reason"}),
        ({"happened_at": make.NOW - timedelta(hours=25), "late_reason": "Away."}, set()),
        ({"happened_at": None}, {"happened_at"}),
    ],
)
def test_what_is_asked_for(fields, field):
    assert wrong(written(**fields)) == field


def test_more_than_the_policy_needs_no_reason_on_the_own_track():
    own = written(direction=Direction.PRACTITIONER_TO_CLIENT, response=Response.P3)
    assert wrong(own, Response.P1) == set()
    assert wrong(replace(own, response=Response.P1), Response.P2) == {"response_reason"}


def test_an_entry_says_what_was_recorded_in_any_zone():
    made = entry(happened_at=make.NOW.astimezone(timezone(timedelta(hours=-8))))
    assert made.happened_at == make.NOW
    assert holds(made)
    assert not holds(replace(made, facts="Another call."))
    assert made.response is Response.R1


def test_additions_keep_what_they_belong_to():
    first = entry()
    amended = amendment(first, "It was 9:51 PM.", "Looked.", Category.MONEY, 3, "Ines", make.NOW)
    assert (amended.about, amended.client_id, amended.happened_at) == (1, 1, first.happened_at)
    done = follow_up(first, "By phone.", Response.R1, make.NOW, "Ines", make.NOW)
    assert (done.about, done.action, done.response) == (1, "By phone.", Response.R1)
    assert holds(amended)
    assert holds(done)


def test_an_amendment_cannot_put_danger_lower():
    with pytest.raises(Refused) as refusal:
        amendment(entry(), "x", "y", Category.SAFETY_THREAT, 4, "Ines", make.NOW)
    assert set(refusal.value.fields) == {"severity"}


def test_a_rule_has_words():
    assert checked_rule(BoundaryRule(text=" Calls in hours. ")).text == "Calls in hours."
    with pytest.raises(Refused):
        checked_rule(BoundaryRule(text=" "))


def test_a_draft_is_blank_until_something_is_typed():
    assert is_blank(Written(category=Category.MONEY, place="by video"))
    assert not is_blank(Written(words="“Now.”"))
