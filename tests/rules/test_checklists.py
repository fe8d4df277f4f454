"""The checklists that come with the program, against PROFESSION 3.1 to 3.4, and their versions."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from practice.errors import Refused
from practice.paths import resource
from practice.rules import checklists
from practice.rules.checklists import ChecklistVersion, Grade, IdealClient, RedFlag

NOW = datetime(2026, 11, 16, 17, 0, tzinfo=UTC)
COMMON = {"competence", "time", "conflict_clear", "need", "consent", "pay"}
BREAKERS = {"danger", "crime_fraud", "violence", "conflict", "unsigned", "guarantee", "abuse"}


def template(key: str) -> ChecklistVersion:
    return checklists.parse(tomllib.loads(resource("checklists", f"{key}.toml").read_text("utf-8")))


@pytest.fixture(params=["lawyer", "coach"])
def version(request: pytest.FixtureRequest) -> ChecklistVersion:
    return template(request.param)


def test_the_lists_are_whole() -> None:
    lawyer, coach = template("lawyer").content, template("coach").content
    assert {i.key for i in lawyer.must_haves} == COMMON | {"identity", "deadline", "lawful"}
    assert {i.key for i in coach.must_haves} == COMMON | {"suitable", "voluntary", "of_age"}
    assert {i.key for i in lawyer.deal_breakers} == BREAKERS | {"competence_gap"}
    assert {i.key for i in coach.deal_breakers} == BREAKERS


def test_the_points_are_those_of_the_profession() -> None:
    points = {flag.key: [g.points for g in flag.grades] for flag in template("lawyer").content.flags}
    assert points == {
        "prior_lawyers": [1, 3],
        "sued_professionals": [3],
        "principle_not_money": [1],
        "revenge": [3],
        "last_minute": [3],
        "unrealistic": [3],
        "fee_haggle": [1, 3],
        "unprepared": [1, 3],
        "story_holes": [3],
        "controls_details": [1],
        "all_hours": [1],
        "gut_discomfort": [0],
    }
    points = {flag.key: [g.points for g in flag.grades] for flag in template("coach").content.flags}
    assert points == {
        "goal_clarity": [1],
        "own_responsibility": [3],
        "time_energy": [1, 3],
        "feedback_open": [3],
        "sent_by_other": [3],
        "wants_rescue": [3],
        "reliability": [1],
        "budget_stretch": [3],
        "previous_coaches": [3],
    }


def test_seven_anchored_dimensions_and_two_ends_of_trust(version: ChecklistVersion) -> None:
    content = version.content
    assert [(d.key, d.weight) for d in content.dimensions] == list(
        zip(("D1", "D2", "D3", "D4", "D5", "D6", "D7"), (2, 2, 1, 2, 1, 1, 1), strict=True)
    )
    assert all([a.rating for a in d.anchors] == [0, 2, 4] for d in content.dimensions)
    assert [end.key for end in content.trust] == ["cynic", "blind_trust"]
    assert all([a.rating for a in end.anchors] == [0, 2, 3, 4] for end in content.trust)
    assert all(d.mitigations for d in content.dimensions if d.key != "D4")
    assert all(end.mitigations for end in content.trust)


def test_nothing_is_listed_twice(version: ChecklistVersion) -> None:
    content = version.content
    keys = [item.key for items in (content.must_haves, content.deal_breakers, content.flags) for item in items]
    assert len(keys) == len(set(keys))


def test_a_new_item_gets_a_key_of_its_own(version: ChecklistVersion) -> None:
    more = replace(version.content, flags=(*version.content.flags, RedFlag(key="own_1", text="a")))
    assert checklists.new_key(version.content) == "own_1"
    assert checklists.new_key(more) == "own_2"


def test_the_next_version_counts_on_and_refuses_other_points(version: ChecklistVersion) -> None:
    flag = RedFlag(key="own_1", text="Late", grades=(Grade(1, "once"),))
    after = checklists.next_version(version, replace(version.content, flags=(flag,)), NOW)
    assert (after.version, after.id, after.created_at) == (version.version + 1, 0, NOW)
    with pytest.raises(Refused) as said:
        checklists.next_version(version, replace(version.content, flags=(replace(flag, grades=()),)), NOW)
    assert set(said.value.fields) == {"own_1"}


def test_an_ideal_client_needs_a_word() -> None:
    with pytest.raises(Refused):
        checklists.next_ideal(IdealClient(), IdealClient(who="  "), NOW)
    assert checklists.next_ideal(IdealClient(version=4), IdealClient(text="Calm people"), NOW).version == 5
