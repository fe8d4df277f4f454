"""Each thing that a letter of judgement must contain is missed where it is not said."""

from dataclasses import replace

import pytest

from practice.actions import families, letters
from practice.rules import pitfalls
from practice.rules.letters import LetterFacts
from practice.rules.practice import Profile
from tests import make, make_companions

UK = {"country": "GB", "subdivision": "ENG", "regulator": "The Law Board", "insurer": "Alder Mutual"}
OWN = {"whose": "me", "own_change": "I stop.", "ask": "", "claim": "no"}
VARIANTS = {
    "fee_reminder": ({}, {"consequence": "end"}),
    "refund_confirmation": ({}, {"goodwill": "10.00", "disputed": "20.00"}),
    "boundary_reminder": ({}, OWN),
    "complaint_ack": ({},),
    "complaint_final": ({},),
    "apology_recovery": ({},),
}


def missed(case):
    """What is missed in a letter that says nothing at all."""
    made = replace(letters.composed(case), facts=LetterFacts())
    said = letters.words(case.profile, case.engagement.fee.currency)
    return {problem.text for problem in pitfalls.problems(case, made, said)}


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("family", list(VARIANTS))
def test_each_must_is_missed_where_it_is_not_said(tmp_path, family, profile):
    store = make.store(tmp_path)
    base = make_companions.signed(store, profile, **UK)
    found = set()
    for fields in VARIANTS[family]:
        draft = make_companions.begun(store, base.client_id, family, **fields)
        draft = make_companions.filled(store, draft, **fields)  # those, too, of a clause that came with them
        case = letters.case(store, draft.id, make.TODAY)
        found |= missed(case)
        assert letters.check_case(case) == ()
    wanted = {must.text for must in families.family(family, profile).must}
    assert wanted - found == set()
    store.close()
