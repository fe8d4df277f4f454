"""What the final answer to a complaint says of a remedy, and where it leads."""

import pytest

from practice.actions import letters
from practice.rules.practice import Profile
from practice.rules.ready import texts
from tests import make, make_companions

OFFER = "I meet you for an hour, free of charge"


@pytest.fixture
def signed(store):
    return make_companions.signed(store, Profile.LAWYER)


def answer(store, signed, **fields):
    filled = {"outcome": "failure", "findings": "The draft was late.", "answer": "I am sorry.", **fields}
    return make_companions.begun(store, signed.client_id, "complaint_final", **filled)


def said(store, letter):
    return "\n".join(texts(letters.composed(letters.case(store, letter.id, make.TODAY)).facts))


def test_what_is_not_offered_is_not_printed(store, signed):
    past = {"remedy": OFFER, "remedy_day": "2026-11-02"}
    draft = answer(store, signed, any_remedy="no", **past)
    told = said(store, draft)
    assert OFFER not in told
    assert "I do not offer anything beyond this answer." in told
    assert not [one for one in make_companions.stopped(store, draft) if "past" in one]
    letters.discard(store, draft.id)
    draft = answer(store, signed, any_remedy="yes", **past)
    assert "The day of your remedy lies in the past: choose one that you can keep." in make_companions.stopped(
        store, draft
    )


@pytest.mark.parametrize("claim", ["no", "yes"])
def test_somebody_else_to_ask_is_named_once(store, signed, claim):
    told = said(store, answer(store, signed, claim=claim, insurer="told", any_remedy="no", body=""))
    assert "If you do not accept this answer" in told
    assert told.count("another lawyer") + told.count("somebody else") == 1
