"""What stands once a version of a letter, or a change of it, came to nothing: discarded, declined or expired."""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import engagements, letters
from practice.rules.engagements import ItemKind, label
from practice.rules.practice import Profile
from tests import make, make_companions, make_letters
from tests.make_companions import begun


@pytest.fixture
def signed(store):
    return make_companions.signed(store, Profile.LAWYER)


def standing(store, letter):
    """The numbers that a new version would begin with, and the fee."""
    items = {label(item) for item in engagements.items(store, letter.engagement_id)}
    return items, engagements.get(store, letter.engagement_id).fee


def revised(store, signed):
    """A new version's draft that adds a promise, takes one back and costs more."""
    draft = letters.revise(store, signed.id, make.NOW)
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "A deed for your house")
    engagements.remove_item(store, engagements.items(store, signed.engagement_id)[5].id, make.TODAY)
    work = engagements.get(store, signed.engagement_id)
    letters.keep(store, draft, replace(work, fee=replace(work.fee, deposit=0)))
    return draft


def changed(store, signed):
    """The draft of a change that adds a promise and takes one back."""
    draft = begun(store, signed.client_id, "scope_change")
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "A deed for your house")
    engagements.remove_item(store, engagements.items(store, signed.engagement_id)[5].id, make.TODAY)
    return draft


def test_a_discarded_version_leaves_promises_and_fee_as_they_were(store, signed):
    before = standing(store, signed)
    letters.discard(store, revised(store, signed).id)
    assert standing(store, signed) == before
    draft = begun(store, signed.client_id, "scope_change", new_fee="", new_deposit="")
    assert "deed" not in str(letters.composed(letters.case(store, draft.id, make.TODAY)).facts)


def test_a_version_discarded_on_top_of_one_that_is_out_leaves_that_one(store, signed):
    second = letters.issue(store, revised(store, signed).id, make.NOW)
    before = standing(store, signed)
    third = letters.revise(store, second.id, make.NOW)
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "One thing more")
    letters.discard(store, third.id)
    assert standing(store, signed) == before


@pytest.mark.parametrize("begin", [revised, changed])
def test_what_was_declined_stands_no_longer_until_it_is_taken_up_again(store, signed, begin):
    before = standing(store, signed)
    draft = begin(store, signed)
    asked = standing(store, signed)
    letter = letters.issue(store, draft.id, make.NOW)
    letters.mark_declined(store, letter.id, make.TODAY, "too much", make.TODAY)
    assert standing(store, signed) == before
    again = letters.revise(store, letter.id, make.NOW)
    assert standing(store, signed) == asked
    letters.discard(store, again.id)
    assert standing(store, signed) == before
    added = make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "Another thing")
    assert label(added) == "2.12"  # 2.11 was declined, and is never used anew


def test_what_expired_stands_no_longer(store, signed):
    before = standing(store, signed)
    change = changed(store, signed)
    letter = letters.issue(store, change.id, make.NOW)
    late = letter.sign_by + timedelta(days=1)
    letters.mark_expired(store, letter.id, late)
    assert standing(store, signed) == before


def test_a_declined_version_does_not_take_back_what_was_signed_since(store, signed):
    second = letters.issue(store, revised(store, signed).id, make.NOW)
    letters.mark_declined(store, second.id, make.TODAY, "", make.TODAY)
    draft = begun(store, signed.client_id, "scope_change")
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "A power of attorney")
    letter = letters.issue(store, draft.id, make.NOW)
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    before = standing(store, signed)
    letters.revise(store, second.id, make.NOW)
    assert standing(store, signed) == before


def test_an_open_draft_outlives_the_end_of_the_version_before_it(store, signed):
    before = standing(store, signed)
    second = letters.issue(store, revised(store, signed).id, make.NOW)
    third = letters.revise(store, second.id, make.NOW)
    make_letters.add(store, signed.engagement_id, ItemKind.PROMISE, "One thing more")
    asked = standing(store, signed)
    letters.mark_declined(store, second.id, make.TODAY, "", make.TODAY)
    assert standing(store, signed) == asked
    letters.discard(store, third.id)
    assert standing(store, signed) == before
