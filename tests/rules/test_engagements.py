from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules.engagements import (
    Delivery,
    Due,
    DueKind,
    Fee,
    FeeKind,
    ItemKind,
    Milestone,
    ScopeItem,
    due_day,
    fee_errors,
    hourly_example,
    kept,
    label,
    moved,
    numbered,
    open_items,
    splits,
    total,
)
from tests.make_letters import PACKAGE, STAGED

PROMISE, LIMIT = ItemKind.PROMISE, ItemKind.LIMIT


def item(item_id, kind=PROMISE, number=0, **more):
    return ScopeItem(id=item_id, kind=kind, number=number, text=f"item {item_id}", **more)


def numbers(items):
    return {one.id: one.number for one in items}


def test_numbers_follow_the_page_promises_first():
    assert numbers(numbered([item(1), item(2, LIMIT), item(3)])) == {1: 1, 3: 2, 2: 3}


def test_issued_numbers_stay_and_later_items_take_the_next_free_one():
    items = [item(1, number=1, frozen=True), item(2, LIMIT, number=2, frozen=True), item(3), item(4, LIMIT)]
    assert numbers(numbered(items)) == {1: 1, 2: 2, 3: 3, 4: 4}


def test_a_withdrawn_number_is_never_used_again():
    gone = item(2, number=9, frozen=True, withdrawn_on=date(2026, 11, 18))
    assert numbers(numbered([item(1, number=1, frozen=True), gone, item(3)]))[3] == 10
    assert gone not in open_items([gone])


def test_moving_renumbers():
    items = numbered([item(1), item(2), item(3), item(4, LIMIT)])
    assert numbers(moved(items, 3, 0)) == {3: 1, 1: 2, 2: 3, 4: 4}
    assert numbers(moved(items, 1, 99)) == {2: 1, 3: 2, 1: 3, 4: 4}


def test_an_issued_item_does_not_move():
    with pytest.raises(Refused, match="stays where it is"):
        moved([item(1, frozen=True)], 1, 1)


def test_letters_cite_it_by_section_and_number():
    assert label(item(1, number=10)) == "2.10"


def test_the_refund_table_of_the_target_letter():
    assert [(s.kept, s.back) for s in splits(STAGED)] == [
        (0, 360_000),
        (90_000, 270_000),
        (270_000, 90_000),
        (324_000, 36_000),
    ]


def test_a_package_gives_back_what_was_not_used_rounded_for_the_client():
    fee = Fee(kind=FeeKind.PACKAGE, amount=50_000, sessions=3)
    assert [(s.done, s.kept, s.back) for s in splits(fee)] == [(0, 0, 50_000), (1, 16_666, 33_334), (2, 33_333, 16_667)]


amounts = st.integers(1, 10**7)
fees = st.one_of(
    st.lists(amounts, min_size=1, max_size=8).map(
        lambda sums: Fee(kind=FeeKind.MILESTONES, milestones=tuple(Milestone("x", s) for s in sums))
    ),
    st.tuples(amounts, st.integers(1, 60)).map(
        lambda pair: Fee(kind=FeeKind.PACKAGE, amount=pair[0], sessions=pair[1])
    ),
)


@given(fees)
def test_kept_and_given_back_make_the_fee_and_more_work_never_gives_back_more(fee):
    rows = splits(fee)
    assert rows
    assert all(row.kept + row.back == total(fee) and row.kept >= 0 for row in rows)
    assert [row.back for row in rows] == sorted((row.back for row in rows), reverse=True)


def test_stages_make_the_total():
    assert total(STAGED) == 360_000
    assert total(PACKAGE) == 180_000


@pytest.mark.parametrize(("minutes", "cost"), [(90, 42_750), (91, 45_600), (1, 2_850)])
def test_an_hourly_example_counts_whole_units(minutes, cost):
    assert hourly_example(Fee(kind=FeeKind.HOURLY, amount=28_500, increment_minutes=6), minutes) == cost


CLOSED = frozenset({date(2026, 11, 26)})


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (Due(kind=DueKind.ON, day=date(2026, 12, 3)), date(2026, 12, 3)),
        (Due(kind=DueKind.AFTER_ITEM, days=2, item=7), date(2026, 11, 30)),
        (Due(kind=DueKind.AFTER_ITEM, days=2, item=7, business=False), date(2026, 11, 27)),
        (Due(kind=DueKind.AFTER_ITEM, days=2, item=8), None),
        (Due(kind=DueKind.WITH_ITEM, item=9), date(2026, 12, 24)),
        (Due(kind=DueKind.AFTER_EVENT, days=1, event="you sign"), date(2026, 11, 27)),
        (Due(kind=DueKind.AFTER_EVENT, days=1, event="you comment"), None),
        (Due(kind=DueKind.AGREED), None),
        (Due(kind=DueKind.THROUGHOUT), None),
    ],
)
def test_when_a_promise_falls_due(due, day):
    others = [item(7), item(8), item(9, due=Due(kind=DueKind.ON, day=date(2026, 12, 24)))]
    done, signed = {7: date(2026, 11, 25)}, {"you sign": date(2026, 11, 25)}
    assert due_day(item(1, due=due), others, done, CLOSED, signed) == day


def test_items_that_wait_for_each_other_have_no_day():
    one = item(1, due=Due(kind=DueKind.WITH_ITEM, item=2))
    other = item(2, due=Due(kind=DueKind.WITH_ITEM, item=1))
    assert due_day(one, [one, other], {}, CLOSED) is None


def test_the_record_of_promises():
    today = date(2026, 11, 18)
    made = [
        Delivery(id=1, delivered_on=today),
        Delivery(id=2, due_on=date(2026, 11, 30)),
        Delivery(id=3, due_on=date(2026, 11, 17)),
        Delivery(id=4),
    ]
    found = kept(made, today)
    assert (found.kept, found.of, found.late) == (1, 4, 1)
    assert found.following == made[2]


@pytest.mark.parametrize(
    ("fee", "wrong"),
    [
        (Fee(), {"amount"}),
        (Fee(amount=1), set()),
        (Fee(amount=100, deposit=101), {"deposit"}),
        (replace(PACKAGE, sessions=0), {"sessions"}),
        (Fee(kind=FeeKind.MILESTONES), {"milestones"}),
        (Fee(kind=FeeKind.MILESTONES, milestones=(Milestone("", 5),)), {"milestones"}),
        (Fee(kind=FeeKind.HOURLY, amount=5, deposit=100), set()),
    ],
)
def test_a_fee_that_cannot_be_billed_says_why(fee, wrong):
    assert set(fee_errors(fee)) == wrong
