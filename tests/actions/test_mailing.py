import pytest

from practice.actions import letters, mailing, practice
from practice.errors import Refused
from practice.rules.clients import Email
from practice.rules.practice import Profile
from tests import make, make_letters


def test_the_email_names_the_letter_and_its_day_and_nothing_of_the_work(store):
    client = make_letters.person(store, emails=(Email("dl@lindqvist.example"), Email("second@lindqvist.example")))
    letter = letters.issue(store, make_letters.estate_plan(store, client.id).id, make.NOW)
    message = mailing.message(store, letter.id)
    assert message.to == ("dl@lindqvist.example",)
    assert letter.number in message.subject
    assert message.text.startswith(letter.facts.greeting)
    assert letter.number in message.text
    assert "December 3, 2026" in message.text
    assert "estate" not in message.text.casefold().replace("halvard estate planning", "")
    assert message.text.endswith("Halvard Estate Planning")
    letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)
    assert "sign it" not in mailing.message(store, letter.id).text


def test_a_draft_is_not_sent(store):
    draft = make_letters.estate_plan(store, make_letters.person(store).id)
    with pytest.raises(Refused, match="Issue the letter first"):
        mailing.message(store, draft.id)


def test_a_coach_writes_in_their_own_words(store):
    practice.change(store, {"profile": Profile.COACH})
    letter = letters.issue(store, make_letters.coaching(store, make_letters.person(store).id).id, make.NOW)
    assert "ask me about anything" in mailing.message(store, letter.id).text
