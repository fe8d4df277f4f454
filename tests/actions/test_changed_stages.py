"""What a change does to a fee in stages: each stage goes with what it pays for, in the letter and once it is signed."""

from dataclasses import replace

import pytest

from practice.actions import engagements, families, letters
from practice.rules.engagements import ItemKind, label
from practice.rules.letters import Grid
from practice.rules.practice import Profile
from practice.rules.ready import texts
from tests import make, make_companions, make_letters


@pytest.fixture
def base(store):
    """A signed letter in four stages for $3,600.00, each with what it pays for."""
    return make_companions.signed(store, Profile.LAWYER)


def change(store, base, **fields):
    return make_companions.begun(store, base.client_id, "scope_change", **{"new_deposit": "", **fields})


def add(store, base, text, **fields):
    return make_letters.add(store, base.engagement_id, ItemKind.PROMISE, text, **fields)


def withdraw(store, base, number):
    items = {label(item): item for item in engagements.items(store, base.engagement_id)}
    engagements.remove_item(store, items[number].id, make.TODAY)


def stages(store, letter):
    """The rows of the table of the stages, as the letter prints it."""
    facts = letters.composed(letters.case(store, letter.id, make.TODAY)).facts
    grids = [block for section in facts.sections for block in section.blocks if isinstance(block, Grid)]
    found = next(grid for grid in grids if grid.header[0] == "Stage")
    return [(row[0].split("\u2002")[1], *row[1:]) for row in found.rows]


def agreed(store, draft):
    return letters.mark_signed(store, letters.issue(store, draft.id, make.NOW).id, make.TODAY, make.TODAY)


def pays(store, base):
    return {label(item): item.stage for item in engagements.items(store, base.engagement_id) if item.stage}


FOUR = [
    ("Discovery", "Item 2.1", "$900.00"),
    ("Drafting", "Items 2.2 and 2.3", "$1,800.00"),
    ("Review", "Item 2.4", "$540.00"),
    ("Signing", "Item 2.5", "$360.00"),
]


def test_what_was_added_keeps_its_stage_once_it_is_signed(store, base):
    draft = change(store, base, new_fee="4,100.00")
    add(store, base, "A deed for your house")
    five = [*FOUR, ("SC-2026-001", "Item 2.11", "$500.00")]
    assert stages(store, draft) == five
    letter = letters.issue(store, draft.id, make.NOW)
    assert "2.11" not in pays(store, base)  # nothing is changed before it is signed
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert pays(store, base)["2.11"] == 5
    second = change(store, base, new_fee="4,500.00")
    add(store, base, "A deed for your garden")
    assert stages(store, second) == [*five, ("SC-2026-002", "Item 2.12", "$400.00")]
    letters.discard(store, second.id)
    newer = letters.revise(store, base.id, make.NOW)
    assert stages(store, newer) == five
    assert make_companions.stopped(store, newer) == []


def test_what_a_declined_change_added_finds_its_stage_in_the_next_version(store, base):
    draft = change(store, base, new_fee="4,100.00")
    add(store, base, "A deed for your house")
    letter = letters.issue(store, draft.id, make.NOW)
    letters.mark_declined(store, letter.id, make.TODAY, "", make.TODAY)
    newer = make_companions.filled(store, letters.revise(store, letter.id, make.NOW), new_fee="4,000.00")
    assert stages(store, newer) == [*FOUR, ("SC-2026-001", "Item 2.11", "$400.00")]
    agreed(store, newer)
    assert pays(store, base)["2.11"] == 5


def test_a_stage_goes_with_what_it_paid_for_and_the_others_stay(store, base):
    draft = change(store, base, new_fee="3,060.00")
    withdraw(store, base, "2.4")
    left = [row for row in FOUR if row[0] != "Review"]
    assert stages(store, draft) == left
    assert make_companions.stopped(store, draft) == []
    agreed(store, draft)
    assert pays(store, base) == {"2.1": 1, "2.2": 2, "2.3": 2, "2.5": 3}
    newer = letters.revise(store, base.id, make.NOW)
    assert stages(store, newer) == left
    assert make_companions.stopped(store, newer) == []
    agreed(store, newer)


def test_what_takes_the_place_of_something_takes_its_fee(store, base):
    draft = change(store, base, new_fee="3,600.00")
    withdraw(store, base, "2.4")
    add(store, base, "Two rounds of changes, by telephone")
    after = [*(row for row in FOUR if row[0] != "Review"), ("SC-2026-001", "Item 2.11", "$540.00")]
    assert stages(store, draft) == after
    agreed(store, draft)
    assert stages(store, letters.revise(store, base.id, make.NOW)) == after


def test_the_next_version_of_a_change_may_be_open_as_the_first_one_is_signed(store, base):
    draft = change(store, base, new_fee="3,060.00")
    withdraw(store, base, "2.4")
    letter = letters.issue(store, draft.id, make.NOW)
    letters.revise(store, letter.id, make.NOW)
    withdraw(store, base, "2.5")
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    bound = {label(item): item.stage for item in engagements.binding(store, base.engagement_id) if item.stage}
    assert bound == {"2.1": 1, "2.2": 2, "2.3": 2, "2.5": 3}


@pytest.mark.parametrize(
    ("new_fee", "gone", "stage", "told"),
    [
        ("2,700.00", "", None, ["2.4: this fee leaves nothing for its", "2.5: this fee leaves nothing for its"]),
        ("2,700.00", "2.5", None, ["2.4: this fee leaves nothing for its"]),
        ("", "2.4", None, ["The stage “Review” pays for nothing any more."]),
        ("3,400.00", "2.4", None, ["The fee goes up by a new stage of $340.00"]),
        ("4,100.00", "", 2, ["The fee goes up by a new stage of $500.00"]),
        ("", "2.4", 3, []),
        ("3,560.00", "", None, []),
    ],
)
def test_a_stage_without_an_item_and_an_item_without_its_stage_stop_the_issue(store, base, new_fee, gone, stage, told):
    draft = change(store, base, new_fee=new_fee, fee_changes="yes" if new_fee else "no")
    if gone:
        withdraw(store, base, gone)
    if stage:
        add(store, base, "A deed for your house", stage=stage)
    problems = letters.check(store, draft.id, make.TODAY)
    assert [problem.text[: len(one)] for problem, one in zip(problems, told, strict=True)] == told
    assert {problem.place for problem in problems} <= {"field:fee.new_fee"}


def test_stages_without_a_deposit_say_that_the_table_assumes_the_whole_fee(store):
    make_letters.profile(store)
    draft = make_letters.estate_plan(store, make_letters.person(store).id)
    bare = replace(make_letters.STAGED, deposit=0)
    letters.keep(store, draft, replace(engagements.get(store, draft.engagement_id), fee=bare))
    base = agreed(store, letters.get(store, draft.id))
    later = change(store, base, new_fee="4,100.00", new_deposit="500.00")
    add(store, base, "A deed for your house")
    told = "\n".join(texts(letters.composed(letters.case(store, later.id, make.TODAY)).facts))
    assert "What remains to be paid is $3,600.00, due as we agreed." in told
    assert "The right-hand column assumes the full fee has been paid; if you have paid only a part" in told
    assert make_companions.stopped(store, later) == []


def test_a_change_with_its_next_version_open_waits_once(store, base):
    add_to = change(store, base, new_fee="4,100.00")
    add(store, base, "A deed for your house")
    letter = letters.issue(store, add_to.id, make.NOW)
    letters.mark_sent(store, letter.id, make.TODAY, "by email", make.TODAY)
    letters.revise(store, letter.id, make.NOW)
    draft = families.start(store, base.client_id, "closing", make.NOW)
    told = [text for text in make_companions.looked_at(store, draft) if "would change this agreement" in text]
    assert [text.partition(",")[0] for text in told] == ["SC-2026-001 would change this agreement"]
