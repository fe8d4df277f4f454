"""A letter that leads to somebody else says what becomes of our own work: it goes on, it ends, or there is none."""

import pytest

from practice.actions import engagements, exits, letters
from practice.rules.practice import Profile
from practice.rules.shelves import ClientStatus
from tests import make, make_companions, make_letters
from tests.make_companions import begun

NOBODY = {Profile.LAWYER: "nobody acts for you in this: I do not", Profile.COACH: "I am not your coach"}


def until_then(store, draft) -> str:
    """What the letter says of the time until somebody else is there."""
    assert make_companions.stopped(store, draft) == []
    made = letters.composed(letters.case(store, draft.id, make.TODAY))
    return "\n".join(block.text for part in made.facts.sections for block in part.blocks if hasattr(block, "text"))


@pytest.mark.parametrize("profile", Profile)
def test_it_tells_a_client_whose_work_goes_on_so(store, profile):
    signed = make_companions.signed(store, profile)
    text = until_then(store, begun(store, signed.client_id, "referral"))
    assert "ur work goes on as we agreed" in text
    assert NOBODY[profile] not in text


@pytest.mark.parametrize("profile", Profile)
def test_it_tells_a_client_whose_work_is_being_ended_that_it_ends(store, profile):
    signed = make_companions.signed(store, profile)
    exits.begin(store, signed.engagement_id, make.NOW)
    text = until_then(store, begun(store, signed.client_id, "referral"))
    assert "Our work ends as I have told you." in text
    assert "goes on" not in text
    assert NOBODY[profile] not in text


@pytest.mark.parametrize("profile", Profile)
def test_it_says_that_nobody_is_there_for_a_prospect_alone_and_where_the_work_is_over(store, profile):
    make_letters.profile(store, profile)
    prospect = make_letters.person(store)
    assert prospect.status is ClientStatus.PROSPECT
    assert NOBODY[profile] in until_then(store, begun(store, prospect.id, "referral"))
    signed = make_companions.signed(store, profile)
    draft = begun(store, signed.client_id, "referral")
    engagements.close(store, signed.engagement_id, make.TODAY)
    assert NOBODY[profile] in until_then(store, draft)
