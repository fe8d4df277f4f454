from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.rules.boundaries import Category, Direction, EntryKind, Response
from practice.rules.patterns import Mark, PatternKind, find, policy, standing

NOW = datetime(2026, 11, 17, 18, tzinfo=UTC)
THEIRS = Direction.CLIENT_TO_PRACTITIONER.value
OURS = Direction.PRACTITIONER_TO_CLIENT.value


def mark(n, days, *, category="TIME_CONTACT", severity=1, response="R0", direction=THEIRS, client=1, told=0, **more):
    at = NOW - timedelta(days=days)
    kind = more.get("kind", EntryKind.ENTRY.value)
    recorded = at + timedelta(days=told)
    return Mark(n, client, more.get("about"), kind, direction, category, severity, response, at, recorded)


def kinds(*marks):
    return [one.kind for one in find(marks, NOW)]


def test_the_same_three_times_in_30_days_is_one_level_more():
    marks = [mark(1, 20), mark(2, 11, severity=2, response="R1"), mark(3, 0, severity=2, response="R1")]
    (repeated, rising) = find(marks, NOW)
    assert (repeated.kind, repeated.entries, repeated.response) == (PatternKind.REPEATED, (1, 2, 3), Response.R2)
    assert (repeated.category, repeated.days) == (Category.TIME_CONTACT, 21)
    assert rising.kind is PatternKind.RISING


def test_the_same_three_times_never_reads_as_more_than_30_days():
    assert find([mark(1, 30), mark(2, 11), mark(3, 0)], NOW)[0].days == 30


@pytest.mark.parametrize(
    "marks",
    [
        (mark(1, 31), mark(2, 11), mark(3, 0)),
        (mark(1, 20), mark(2, 11), mark(3, 0, category="MONEY")),
        (mark(1, 20), mark(2, 11), mark(3, 0, direction=OURS)),
        (mark(1, 20), mark(2, 11), mark(3, 0, client=2)),
        (mark(1, 20), mark(2, 11), mark(3, 0, kind=EntryKind.FOLLOW_UP.value, about=2)),
    ],
)
def test_what_is_not_the_same_three_times(marks):
    assert PatternKind.REPEATED not in kinds(*marks)


def test_again_within_14_days_of_a_written_reminder_is_a_notice():
    (found,) = find([mark(1, 16, response="R2", told=2), mark(2, 0)], NOW)
    assert (found.kind, found.entries, found.response) == (PatternKind.AFTER_REMINDER, (1, 2), Response.R3)


@pytest.mark.parametrize(
    "marks",
    [
        (mark(1, 16, response="R2", told=1), mark(2, 0)),  # fifteen days after it was given
        (mark(1, 10, response="R1"), mark(2, 0)),
        (mark(1, 2, response="R2", told=3), mark(2, 0)),  # it happened before the reminder was given
        (mark(1, 10, response="R2", category="MONEY"), mark(2, 0)),
    ],
)
def test_what_is_no_repeat_after_a_reminder(marks):
    assert kinds(*marks) == []


def test_a_reminder_given_later_counts_from_then():
    given_later = mark(3, 5, kind=EntryKind.FOLLOW_UP.value, about=1, response="R2")
    assert kinds(mark(1, 20), given_later, mark(2, 0)) == [PatternKind.AFTER_REMINDER]


def test_two_serious_things_in_60_days_ask_for_a_review():
    (found,) = find([mark(1, 59, severity=3), mark(2, 0, category="MONEY", severity=4)], NOW)
    assert (found.kind, found.entries, found.response) == (PatternKind.TWO_SERIOUS, (1, 2), None)
    assert kinds(mark(1, 61, severity=3), mark(2, 0, category="MONEY", severity=4)) == []
    assert kinds(mark(1, 50, severity=3), mark(2, 0, severity=4)) == []
    assert kinds(mark(1, 50, severity=2), mark(2, 0, category="MONEY", severity=4)) == []


def test_rising_means_three_and_more_than_twice_as_many():
    last = [mark(n, n, category=Category.MONEY if n % 2 else Category.PLACE) for n in range(1, 4)]
    assert kinds(*last) == [PatternKind.RISING]
    assert kinds(*last[:2]) == []
    assert kinds(*last, mark(8, 40)) == [PatternKind.RISING]
    assert PatternKind.RISING not in kinds(*last, mark(8, 40), mark(9, 50))


def test_an_amendment_classes_an_entry_anew():
    amended = mark(9, 20, kind=EntryKind.AMENDMENT.value, about=1, category="MONEY", severity=3)
    assert [(one.id, one.category, one.severity) for one in standing([mark(1, 20), amended])] == [(1, "MONEY", 3)]
    assert PatternKind.REPEATED not in kinds(mark(1, 20), mark(2, 10), mark(3, 0), amended)


def test_a_reminder_counts_from_the_day_on_which_it_was_given():
    given = mark(9, 6, kind=EntryKind.FOLLOW_UP.value, about=1, response="R2")
    assert PatternKind.AFTER_REMINDER in kinds(mark(1, 10), mark(2, 3), given)
    assert PatternKind.AFTER_REMINDER not in kinds(mark(1, 10), mark(2, 8), given)


def test_a_reminder_counts_once_its_letter_went_out():
    waits = mark(1, 10, response="R2")._replace(given_at=None)
    assert PatternKind.AFTER_REMINDER not in kinds(waits, mark(2, 0))
    given = mark(9, 6, kind=EntryKind.FOLLOW_UP.value, about=1, response="R2")
    assert PatternKind.AFTER_REMINDER in kinds(waits, mark(2, 0), given)


def test_the_policy_is_the_minimum_raised_by_what_the_entry_takes_part_in():
    found = find([mark(1, 20), mark(2, 10), mark(3, 0, severity=2)], NOW)
    category, theirs = Category.TIME_CONTACT, Direction.CLIENT_TO_PRACTITIONER
    assert policy(2, theirs, category, False, found) is Response.R2
    assert policy(2, theirs, Category.MONEY, False, found) is Response.R1
    assert policy(5, theirs, category, False, found) is Response.S
    reminded = find([mark(1, 10, response="R2"), mark(2, 0)], NOW)
    assert policy(1, theirs, category, False, reminded) is Response.R3


def test_own_slips_have_their_own_track():
    found = find([mark(n, n, direction=OURS, response="P1") for n in (1, 2, 3)], NOW)
    assert found[0].response is Response.P2
    assert PatternKind.AFTER_REMINDER not in {one.kind for one in found}


marks_made = st.lists(
    st.builds(
        mark,
        st.integers(1, 10**6),
        st.floats(0, 200),
        category=st.sampled_from([one.value for one in Category]),
        severity=st.integers(1, 5),
        response=st.sampled_from(["R0", "R1", "R2", "R3"]),
        client=st.integers(1, 3),
    ),
    max_size=40,
    unique_by=lambda one: one.id,
)


@given(marks_made)
def test_each_client_is_seen_by_themselves(marks):
    together = set(find(marks, NOW))
    alone = {one for client in (1, 2, 3) for one in find([m for m in marks if m.client_id == client], NOW)}
    assert together == alone


@given(marks_made)
def test_the_order_of_reading_does_not_matter_and_what_is_old_changes_nothing(marks):
    recent = [one for one in marks if NOW - one.happened_at <= timedelta(days=90)]
    assert find(marks, NOW) == find(list(reversed(recent)), NOW)
