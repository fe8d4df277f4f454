from dataclasses import replace
from datetime import timedelta

import pytest

from practice.rules.boundaries import (
    BoundaryEntry,
    Category,
    Direction,
    EntryKind,
    Impact,
    Kind,
    Response,
    Written,
)
from practice.rules.severity import Why, higher, ladder, least, propose, step_up
from tests import make

THEIRS, OURS = Direction.CLIENT_TO_PRACTITIONER, Direction.PRACTITIONER_TO_CLIENT


def entry(days=10, **fields):
    at = make.NOW - timedelta(days=days)
    return BoundaryEntry(**{"id": 1, "client_id": 1, "happened_at": at, "recorded_at": at, **fields})


def written(**fields):
    return Written(**{"category": Category.TIME_CONTACT, "happened_at": make.NOW, **fields})


@pytest.mark.parametrize(
    ("fields", "earlier", "severity", "why"),
    [
        ({}, [], 1, Why.SINGLE),
        ({"impact": Impact.HELPFUL}, [], 1, Why.SINGLE),
        ({"impact": Impact.MILD}, [], 2, Why.MILD),
        ({"impact": Impact.MATERIAL}, [], 3, Why.MATERIAL),
        ({"kind": Kind.VIOLATION}, [], 4, Why.VIOLATION),
        ({}, [entry(90)], 2, Why.SIMILAR),
        ({}, [entry(91)], 1, Why.SINGLE),
        ({}, [entry(category=Category.MONEY)], 1, Why.SINGLE),
        ({}, [entry(direction=OURS)], 1, Why.SINGLE),
        ({}, [entry(response=Response.R1)], 2, Why.SIMILAR),
        ({}, [entry(response=Response.R2)], 3, Why.REMINDED),
        ({}, [entry(1, response=Response.R2, recorded_at=make.NOW + timedelta(hours=1))], 2, Why.SIMILAR),
        ({"category": Category.SAFETY_THREAT}, [], 5, Why.DANGER),
        ({"category": Category.ROMANTIC_SEXUAL, "direction": OURS}, [], 4, Why.ADVANCES),
        ({"category": Category.ROMANTIC_SEXUAL, "direction": THEIRS}, [], 4, Why.HARASSMENT),
        ({"category": Category.DISCRIMINATION, "direction": THEIRS}, [], 4, Why.HARASSMENT),
        ({"category": Category.DISCRIMINATION, "direction": OURS, "kind": Kind.CROSSING}, [], 4, Why.HARASSMENT),
        ({"category": Category.CONFIDENTIALITY_PRIVACY, "direction": OURS}, [], 3, Why.CONFIDENCE),
        (
            {"category": Category.CONFIDENTIALITY_PRIVACY, "direction": OURS, "identifiable": True},
            [],
            4,
            Why.IDENTIFIES,
        ),
        ({"category": Category.CONFIDENTIALITY_PRIVACY, "direction": THEIRS}, [], 1, Why.SINGLE),
    ],
)
def test_what_is_proposed(fields, earlier, severity, why):
    found = propose(written(**fields), earlier)
    assert (found.severity, found.why) == (severity, why)


def test_the_defaults_of_the_profession_are_floors_and_no_ceilings():
    own = {"category": Category.CONFIDENTIALITY_PRIVACY, "direction": OURS}
    assert propose(written(**own), []).floor == 3
    assert propose(written(**own, kind=Kind.VIOLATION), []) == replace(
        propose(written(**own), []), severity=4, why=Why.VIOLATION
    )
    assert propose(written(), []).floor == 1
    assert propose(written(category=Category.DISCRIMINATION), []).floor == 1


@pytest.mark.parametrize(
    ("severity", "theirs", "ours"),
    [(1, "R0", "P1"), (2, "R1", "P1"), (3, "R2", "P2"), (4, "R3", "P3"), (5, "S", "P3")],
)
def test_the_least_response(severity, theirs, ours):
    assert least(severity, THEIRS).value == theirs
    assert least(severity, Direction.THIRD_PARTY).value == theirs
    assert least(severity, OURS).value == ours


def test_a_serious_one_again_asks_for_a_notice():
    assert least(3, THEIRS, again=True) is Response.R3
    assert least(3, OURS, again=True) is Response.P2


def test_steps_stay_on_their_track():
    assert step_up(Response.R1) is Response.R2
    assert step_up(Response.R5) is Response.R5
    assert step_up(Response.P1, 9) is Response.P4
    assert step_up(Response.S) is Response.S
    assert higher(Response.R1, Response.R3) is Response.R3
    assert higher(Response.R1, Response.P4) is Response.R1
    assert Response.S in ladder(THEIRS, 5)
    assert Response.S not in ladder(THEIRS, 4)
    assert ladder(OURS)[0] is Response.P1


def test_what_was_added_is_no_kind_of_its_own():
    assert EntryKind("follow_up") is EntryKind.FOLLOW_UP
