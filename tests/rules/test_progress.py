"""How far the work is: the records first, a person's correction with its evidence laid over them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.errors import Refused
from practice.rules.earned import Done
from practice.rules.engagements import Delivery, Due, DueKind, Fee, FeeKind, ItemKind, Milestone, ScopeItem
from practice.rules.progress import Billed, Correction, Recorded, checked, last_delivery, progress, stage_days

STAGES = Fee(kind=FeeKind.MILESTONES, milestones=(Milestone("A", 60000), Milestone("B", 84000), Milestone("C", 96000)))
FLAT = Fee(kind=FeeKind.FLAT, amount=150_000)
PACKAGE = Fee(kind=FeeKind.PACKAGE, amount=180_000, sessions=10)
HOURLY = Fee(kind=FeeKind.HOURLY, amount=28_500)
MONTHLY = Fee(kind=FeeKind.MONTHLY, amount=62_000)


def nov(day):
    return date(2026, 11, day)


TODAY = nov(18)


def done(fee, told, *corrections, day=TODAY):
    return progress(fee, told, corrections, day).done


def said(day, number=1, **values):
    return Correction(id=number, on=nov(day), evidence="The draft of that day", **values)


def test_a_missed_session_is_earned_only_where_the_letter_lets_it_count():
    far = progress(PACKAGE, Recorded(), [said(12, delivered=1, forfeited=2)], TODAY)
    assert (far.done.forfeited, far.earned, replace(far, forfeits=True).earned) == (2, 18_000, 54_000)


def test_a_stage_is_done_when_all_that_its_promises_hand_over_was_delivered():
    items = [
        ScopeItem(id=1, stage=1, number=1),
        ScopeItem(id=2, stage=1, number=2),
        ScopeItem(id=3, stage=2, number=3),
        ScopeItem(id=4, stage=3, number=4, kind=ItemKind.LIMIT),
    ]
    made = [
        Delivery(item_id=1, delivered_on=nov(3)),
        Delivery(item_id=2, delivered_on=nov(6)),
        Delivery(item_id=2, delivered_on=nov(5)),
        Delivery(item_id=3, delivered_on=nov(9)),
        Delivery(item_id=3),
    ]
    assert stage_days(STAGES, items, made) == (nov(6), None, None)
    assert stage_days(STAGES, items, made[1:]) == (None, None, None)  # a promise that hands over nothing yet


def test_stages_count_from_the_first_without_a_gap():
    told = Recorded(stages=(nov(3), None, nov(9)))
    assert done(STAGES, told) == Done(stages=1)
    assert done(STAGES, replace(told, stages=(nov(3), nov(12), nov(9)))) == Done(stages=3)
    assert done(STAGES, replace(told, stages=(nov(3), nov(12), nov(9))), day=nov(11)) == Done(stages=1)


def test_a_percentage_belongs_to_the_stage_it_was_said_of():
    told = Recorded(stages=(nov(3), None, None))
    half = said(10, percent=50)
    assert done(STAGES, told, half) == Done(stages=1, percent=Fraction(50))
    assert progress(STAGES, told, [half], TODAY).earned == 60000 + 42000
    later = Recorded(stages=(nov(3), nov(14), None))
    assert done(STAGES, later, half) == Done(stages=2)  # the stage was finished since; the next is not half done
    assert done(STAGES, later, half, day=nov(13)) == Done(stages=1, percent=Fraction(50))


def test_a_correction_of_stages_holds_and_later_records_count_on_top():
    told = Recorded(stages=(nov(3), nov(4), nov(15)))
    assert done(STAGES, told, said(10, stages=1), day=nov(14)) == Done(stages=1)
    assert done(STAGES, Recorded(stages=(None, nov(15), None)), said(10, stages=1)) == Done(stages=2)
    assert done(STAGES, Recorded(stages=(None, None, None)), said(10, stages=3)) == Done(stages=3)


def test_a_flat_fee_is_done_as_far_as_a_person_says():
    assert done(FLAT, Recorded()) == Done()
    assert progress(FLAT, Recorded(), [said(10, percent=10)], TODAY).earned == 15_000


def test_a_flat_fee_is_done_once_all_that_was_promised_is_delivered():
    items = [
        ScopeItem(id=1, number=1),
        ScopeItem(id=2, number=2, due=Due(kind=DueKind.THROUGHOUT)),
        ScopeItem(id=3, number=3, kind=ItemKind.LIMIT),
    ]
    made = [Delivery(item_id=1, delivered_on=nov(3)), Delivery(item_id=1), Delivery(item_id=2)]
    assert last_delivery(items, made) is None
    assert last_delivery(items[1:], made) is None  # nothing that could be delivered
    told = Recorded(delivered=last_delivery(items, [made[0], made[2]]))
    assert done(FLAT, told) == Done(percent=Fraction(100))
    assert done(FLAT, told, day=nov(2)) == Done()
    assert done(FLAT, told, said(4, percent=80)).percent == 80
    assert done(FLAT, told, said(2, percent=80)).percent == 100


def test_what_neither_records_nor_a_person_tell_is_unsaid():
    assert progress(FLAT, Recorded(begun=nov(3)), (), TODAY).unsaid
    assert not progress(FLAT, Recorded(), [said(3, percent=0)], TODAY).unsaid
    assert not progress(FLAT, Recorded(delivered=nov(3)), (), TODAY).unsaid
    assert not progress(STAGES, Recorded(), (), TODAY).unsaid
    assert progress(FLAT, Recorded(begun=nov(3)), (), TODAY).begun
    assert not progress(FLAT, Recorded(begun=nov(3)), (), nov(2)).begun


@pytest.mark.parametrize("fee", [STAGES, FLAT, PACKAGE, MONTHLY])
def test_invoiced_time_is_earned_beside_the_fee(fee):
    told = Recorded(invoiced=((nov(3), 5_700), (nov(19), 1)))
    far = progress(fee, told, [said(4, percent=100)], TODAY)
    assert far.done.valued == 5_700
    assert far.earned == progress(fee, Recorded(), [said(4, percent=100)], TODAY).earned + 5_700


def test_the_latest_correction_counts_and_the_earlier_ones_still_tell_of_their_day():
    told = [said(10, 1, percent=30), said(12, 2, percent=20), said(12, 3, percent=25)]
    assert progress(FLAT, Recorded(), told, TODAY).correction == told[2]
    assert done(FLAT, Recorded(), *told, day=nov(11)).percent == 30
    assert progress(FLAT, Recorded(), told, nov(9)).correction is None


def test_a_correction_of_another_kind_of_fee_says_nothing_of_this_one():
    assert progress(PACKAGE, Recorded(sessions=(nov(3),)), [said(10, percent=50)], TODAY).correction is None


def test_sessions_are_counted_and_missed_ones_come_from_a_person():
    told = Recorded(sessions=(nov(3), nov(9), nov(16)))
    assert done(PACKAGE, told) == Done(delivered=3)
    assert done(PACKAGE, told, said(12, forfeited=1)) == Done(delivered=3, forfeited=1)
    assert done(PACKAGE, told, said(12, delivered=4)) == Done(delivered=5)  # 4 by the 12th, one since
    assert progress(PACKAGE, told, [said(12, delivered=4)], TODAY).recorded == Done(delivered=3)


def test_time_at_another_rate_keeps_its_own_worth():
    told = Recorded(billed=(Billed(nov(3), 60, 25_000), Billed(nov(9), 30), Billed(nov(10), 6, 28_500)))
    assert done(HOURLY, told) == Done(minutes=Fraction(36), valued=25_000)
    assert progress(HOURLY, told, [], TODAY).earned == 25_000 + 17_100
    assert done(HOURLY, told, said(9, minutes=120)) == Done(minutes=Fraction(126))


@pytest.mark.parametrize(
    ("began", "day", "ended", "expected"),
    [
        (date(2026, 11, 1), nov(18), None, Done(days=18, period_days=30)),
        (date(2026, 9, 1), nov(18), None, Done(periods=2, days=18, period_days=30)),
        (date(2026, 9, 1), nov(18), nov(5), Done(periods=2, days=5, period_days=30)),
        (date(2026, 9, 20), nov(19), None, Done(periods=2, days=0, period_days=30)),  # two whole months that evening
        (date(2026, 9, 20), nov(20), None, Done(periods=2, days=1, period_days=30)),
        (date(2026, 1, 31), date(2026, 2, 28), None, Done(periods=1, days=1, period_days=31)),
        (date(2026, 12, 1), nov(18), None, Done()),
        (None, nov(18), None, Done()),
    ],
)
def test_a_fee_by_the_month_is_served_by_the_day(began, day, ended, expected):
    assert done(MONTHLY, Recorded(began=began, ended=ended), day=day) == expected


def test_a_correction_of_the_months_goes_on_from_its_day():
    told = Recorded(began=date(2026, 9, 1))
    paused = said(10, periods=1, days=10)
    assert done(MONTHLY, told, paused, day=nov(10)) == Done(periods=1, days=10, period_days=30)
    assert done(MONTHLY, told, paused) == Done(periods=1, days=18, period_days=30)


@pytest.mark.parametrize(
    ("fee", "values", "field"),
    [
        (FLAT, {"percent": 101}, "percent"),
        (FLAT, {"percent": -1}, "percent"),
        (FLAT, {}, "percent"),
        (FLAT, {"percent": 50, "evidence": " "}, "evidence"),
        (FLAT, {"percent": 50, "on": nov(19)}, "on"),
        (STAGES, {"stages": 4}, "stages"),
        (PACKAGE, {"delivered": 11}, "delivered"),
        (HOURLY, {"percent": 50}, "minutes"),
    ],
)
def test_a_correction_says_how_much_and_what_shows_it(fee, values, field):
    correction = Correction(**{"on": nov(10), "evidence": "The draft", **values})
    with pytest.raises(Refused) as caught:
        checked(correction, fee, TODAY)
    assert list(caught.value.fields) == [field]


@given(st.lists(st.none() | st.integers(1, 18), min_size=3, max_size=3), st.integers(1, 18), st.integers(0, 3))
def test_no_record_and_no_later_day_takes_work_away(days, corrected, stages):
    told = Recorded(stages=tuple(None if day is None else nov(day) for day in days))
    counts = [done(STAGES, told, said(corrected, stages=stages), day=nov(day)).stages for day in range(corrected, 19)]
    assert counts == sorted(counts)
    assert all(stages <= count <= 3 for count in counts)
