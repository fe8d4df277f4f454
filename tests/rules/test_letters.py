from datetime import UTC, date, datetime

import pytest

from practice.errors import Refused
from practice.rules.letters import (
    Letter,
    LetterState,
    check_code,
    editable,
    letter_in_force,
    next_number,
    sent,
    signed,
)

TODAY = date(2026, 11, 18)
ISSUED = Letter(id=1, version=1, state=LetterState.ISSUED, issued_at=datetime(2026, 11, 17, 18, tzinfo=UTC))


def test_a_code_is_read_easily_and_changes_with_the_facts():
    assert check_code("a") != check_code("b")
    first, second = check_code("a").split("-")
    assert (len(first), len(second)) == (4, 4)
    assert not set(first + second) & set("ILOU")


def test_numbers_count_up_within_a_year():
    assert next_number("EL", 2026, []) == "EL-2026-001"
    assert next_number("EL", 2026, ["EL-2026-020", "EL-2025-300", "CA-2026-055", "EL-2026-x"]) == "EL-2026-021"


def test_the_newest_version_signed_by_a_day_binds():
    first = Letter(version=1, signed_on=date(2026, 11, 1), state=LetterState.SUPERSEDED)
    second = Letter(version=2, signed_on=date(2026, 11, 10), state=LetterState.SIGNED)
    third = Letter(version=3, state=LetterState.ISSUED)
    every = [first, second, third]
    assert letter_in_force(every, date(2026, 10, 31)) is None
    assert letter_in_force(every, date(2026, 11, 5)) is first
    assert letter_in_force(every, TODAY) is second


def test_only_drafts_are_edited():
    with pytest.raises(Refused, match="never edited"):
        editable(ISSUED)


def test_sent_then_signed():
    out = sent(ISSUED, TODAY, " email ", TODAY)
    assert (out.state, out.sent_by) == (LetterState.SENT, "email")
    assert signed(out, TODAY, TODAY).state is LetterState.SIGNED


@pytest.mark.parametrize("state", [LetterState.DRAFT, LetterState.SIGNED, LetterState.SUPERSEDED])
def test_only_a_letter_that_is_out_can_be_signed(state):
    with pytest.raises(Refused):
        signed(Letter(state=state), TODAY, TODAY)


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 16), date(2026, 11, 1)])
def test_nothing_happens_tomorrow_or_before_the_issue(day):
    with pytest.raises(Refused):
        sent(ISSUED, day, "", TODAY)
