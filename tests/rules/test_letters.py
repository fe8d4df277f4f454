from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from practice.errors import Refused
from practice.rules.engagements import Fee
from practice.rules.letters import (
    InForce,
    ItemRow,
    ItemTable,
    Letter,
    LetterFacts,
    LetterState,
    Section,
    check_code,
    editable,
    first_signed,
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
    assert letter_in_force(every, date(2026, 11, 5)) == InForce(first)
    assert letter_in_force(every, TODAY) == InForce(second)


def says(*blocks):
    return LetterFacts(sections=(Section(2, "Scope", blocks),))


def items(*numbers, withdraws=False):
    return ItemTable("", tuple(ItemRow(number, "words") for number in numbers), withdraws=withdraws)


def test_an_addendum_adds_and_takes_back_from_the_day_it_is_signed():
    first, later = date(2026, 11, 1), date(2026, 11, 10)
    base = Letter(id=1, version=1, facts=says(items("2.1", "2.2")), signed_on=first)
    change = says(items("2.3"), items("2.1", withdraws=True))
    addendum = Letter(id=2, family="scope_change", amends=1, facts=change, version=1)
    signed_later = replace(addendum, signed_on=later)
    assert letter_in_force([base, addendum], TODAY).numbers == {"2.1", "2.2"}  # not before it is signed
    assert letter_in_force([base, signed_later], date(2026, 11, 9)).numbers == {"2.1", "2.2"}
    force = letter_in_force([base, signed_later], later)
    assert (force.letter, force.addenda, force.numbers) == (base, (signed_later,), {"2.2", "2.3"})
    assert first_signed([base, signed_later]) == {"2.1": first, "2.2": first, "2.3": later}


def test_addenda_take_effect_in_the_order_of_their_signatures_and_end_with_their_version():
    base = Letter(id=1, version=1, facts=says(items("2.1")), signed_on=date(2026, 11, 1))
    on, off = says(items("2.2")), says(items("2.2", withdraws=True))
    second = Letter(id=3, family="scope_change", amends=1, facts=on, signed_on=date(2026, 11, 5))
    third = Letter(id=2, family="scope_change", amends=1, facts=off, signed_on=date(2026, 11, 6))
    assert letter_in_force([base, second, third], TODAY).numbers == {"2.1"}
    newer = Letter(id=4, version=2, facts=says(items("2.1", "2.5")), signed_on=date(2026, 11, 7))
    assert letter_in_force([base, second, third, newer], TODAY) == InForce(newer)


def test_a_fee_agreed_for_a_later_day_counts_from_that_day():
    old, new = Fee(amount=100), Fee(amount=120, from_day=date(2027, 1, 1))
    base = Letter(id=1, version=1, signed_on=date(2026, 11, 1), fee=old)
    addendum = Letter(id=2, family="scope_change", amends=1, signed_on=date(2026, 11, 5), fee=new)
    force = letter_in_force([base, addendum], TODAY)
    assert (force.fee, force.fee_on(TODAY), force.fee_on(date(2027, 1, 1))) == (new, old, new)
    assert InForce(Letter()).fee_on(TODAY) is None


def test_another_family_that_is_signed_is_not_in_force():
    consent = Letter(id=2, family="conflict_consent", signed_on=TODAY, version=1)
    assert letter_in_force([consent], TODAY) is None


def test_a_letter_that_nobody_signs_is_filed_once_sent():
    out = sent(replace(ISSUED, signs=False), TODAY, "post", TODAY)
    assert out.state is LetterState.FILED
    for letter in (out, replace(ISSUED, signs=False)):
        with pytest.raises(Refused, match="Nobody has to sign"):
            signed(letter, TODAY, TODAY)


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
