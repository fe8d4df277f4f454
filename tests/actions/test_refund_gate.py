"""A letter about a refund leaves only with the sum, and on the day, that its decision may be told."""

import pytest

from practice.actions import complaints, families, letters, practice, refund_letters, refunds
from practice.errors import Refused
from practice.rules.complaints import ClaimSign
from practice.rules.letters import Letter, LetterState
from practice.rules.refund_decisions import Choice
from tests import make, make_companions, make_refunds
from tests.make_refunds import DAY, WHY, decided, issued


def retyped(store, draft, **fields):
    refunds.fill(store, draft.id, choice=Choice.RECOMMENDED, why=WHY)
    letter = refund_letters.letter(store, draft.id, make.NOW)
    return make_companions.filled(store, letter, **fields) if fields else letter


@pytest.mark.parametrize("typed", ["1,500.00", "1,468.66", "many"])
def test_a_letter_with_another_sum_than_the_decision_is_not_issued(store, typed):
    draft = make_refunds.drafted(store)
    letter = retyped(store, draft, refund=typed)
    decided(store, draft, note="M. Osei")
    with pytest.raises(Refused, match=r"pays back 1,468\.65 USD") as caught:
        letters.issue(store, letter.id, make.NOW + DAY)
    assert set(caught.value.fields) == {"field:amount.refund"}
    again = refund_letters.letter(store, draft.id, make.NOW)
    assert letters.issue(store, again.id, make.NOW + DAY).state is not LetterState.DRAFT


def test_a_letter_told_late_still_names_the_sum_that_was_issued(store):
    draft = make_refunds.drafted(store)
    letter = retyped(store, draft, refund="1,400.00")
    issued(store, draft)
    with pytest.raises(Refused, match="The decision pays back"):
        letters.issue(store, letter.id, make.NOW + DAY)


def test_the_sum_in_the_letter_is_that_with_tax_as_the_practice_writes_it(store):
    draft = make_refunds.drafted(store)
    practice.change(store, {"locale": "de_DE"})
    refunds.fill(store, draft.id, given={"tax": "20"})
    letter = retyped(store, draft)
    decided(store, draft, note="M. Osei")
    assert letters.issue(store, letter.id, make.NOW + DAY).state is not LetterState.DRAFT


def parting(store, made) -> Letter:
    """The letter that ends the work, saying that 900.00 goes back."""
    begun = families.start(store, made.client_id, "disengagement", make.NOW, made.engagement_id)
    return make_companions.filled(store, begun, **make_companions.FIELDS["disengagement"])


def test_the_letter_that_ends_the_work_tells_of_no_refund_before_its_day(store):
    made = decided(store, make_refunds.drafted(store), note="M. Osei")
    letter = parting(store, made)
    with pytest.raises(Refused, match=r"not issued yet\. It may be told from November \d+ at \d\d:\d\d\.") as caught:
        letters.issue(store, letter.id, make.NOW)
    assert set(caught.value.fields) == {"field:account.refund"}
    with pytest.raises(Refused, match=r"Issue the decision first\."):
        letters.issue(store, letter.id, make.NOW + DAY)
    refunds.issue(store, made.id, make.NOW + DAY)
    assert letters.issue(store, letter.id, make.NOW + DAY).state is not LetterState.DRAFT


def test_the_letter_that_ends_the_work_waits_for_the_insurer_where_it_tells_of_a_refund(store):
    draft = make_refunds.drafted(store)
    complaints.edit(store, draft.complaint_id, {"claim_signs": (ClaimSign.HARM,)}, make.TODAY)
    made = decided(store, draft, note="M. Osei")
    letter = parting(store, made)
    with pytest.raises(Refused, match="Tell your insurer"):
        letters.issue(store, letter.id, make.NOW + DAY)
    letter = make_companions.filled(store, letter, refund="", refund_day="", owed="no")
    assert letters.issue(store, letter.id, make.NOW + DAY).state is not LetterState.DRAFT


def test_the_letter_that_ends_the_work_may_tell_of_a_refund_that_nobody_decided_here(store):
    letter = parting(store, make_refunds.drafted(store))
    assert letters.issue(store, letter.id, make.NOW).state is not LetterState.DRAFT
