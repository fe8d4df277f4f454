"""What stops a companion letter, and what only asks to be looked at."""

from dataclasses import replace

import pytest

from practice.actions import letters
from practice.errors import Refused
from practice.rules import pitfalls
from practice.rules.families import Must
from practice.rules.practice import Profile
from tests import make, make_companions, make_letters
from tests.make_companions import begun, looked_at, stopped


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def signed(store):
    return make_companions.signed(store, Profile.LAWYER)


@pytest.fixture
def prospect(store):
    make_letters.profile(store)
    return make_letters.person(store)


@pytest.mark.parametrize(
    ("family", "fields", "said"),
    [
        ("non_engagement", {"nature": ""}, "fill in"),
        ("non_engagement", {"reason": "You have no case against the county."}, "no legal opinion"),
        ("non_engagement", {"reason": "I already act for the other party."}, "other clients' confidences"),
        ("non_engagement", {"told_by": ""}, "who or what told you"),
        ("referral", {"names": "Odile Marchetti", "service": ""}, "at least two names"),
        ("referral", {"why": "You must use Odile Marchetti."}, "Do not press"),
        ("conflict_consent", {"alternatives": ""}, "fill in"),
        ("conflict_consent", {"risks": "None, this is a formality."}, "Consent is free"),
    ],
)
def test_pitfalls_before_the_work_stop_the_letter(store, prospect, family, fields, said):
    draft = begun(store, prospect.id, family, **fields)
    assert [text for text in stopped(store, draft) if said in text]
    with pytest.raises(Refused):
        letters.issue(store, draft.id, make.NOW)


@pytest.mark.parametrize(
    ("family", "fields", "said"),
    [
        ("disengagement", {"reason": "I keep your file until you have paid."}, "hold papers back"),
        ("disengagement", {"effective_day": "2026-11-17"}, "lies in the past"),
        ("disengagement", {"refund": "nine hundred"}, "is no amount"),
        ("closing", {"result": "All is signed, and I am always here for you."}, "as if the work went on"),
        ("closing", {"end_day": "2026-12-01"}, "still to come"),
        ("scope_change", {"new_fee": ""}, "Nothing is changed yet"),
        ("scope_change", {"new_fee": "0.00"}, "fee above zero"),
        ("scope_change", {"fee_from": "2026-11-17"}, "a day that is over"),
        ("scope_change", {"new_deposit": "9,000.00"}, "deposit would be $10,800.00, more"),
        ("scope_change", {"new_fee": "1,000.00", "new_deposit": ""}, "deposit would be $1,800.00, more"),
    ],
)
def test_pitfalls_of_work_stop_the_letter(store, signed, family, fields, said):
    assert [text for text in stopped(store, begun(store, signed.client_id, family, **fields)) if said in text]


@pytest.mark.parametrize(
    ("family", "fields", "said"),
    [
        ("disengagement", {"effective_day": "2026-11-20"}, "two weeks"),
        ("disengagement", {"reason": "You refused to send me what I need."}, "Leave blame out"),
        ("disengagement", {"refund": "", "owed": "no"}, "took a deposit"),
        ("disengagement", {"dates": "", "dates_known": "no"}, "no date is named"),
        ("disengagement", {"handover": "no"}, "notes that the next lawyer needs"),
        ("closing", {}, "not ticked as kept"),
    ],
)
def test_pitfalls_that_may_have_a_reason_only_ask_to_be_looked_at(store, signed, family, fields, said):
    draft = begun(store, signed.client_id, family, **fields)
    assert [text for text in looked_at(store, draft) if said in text]
    assert stopped(store, draft) == []


def test_a_coach_describes_and_does_not_diagnose(store):
    make_letters.profile(store, Profile.COACH)
    client = make_letters.person(store)
    draft = begun(store, client.id, "referral", why="I think that you are depressed.")
    assert [text for text in stopped(store, draft) if "do not name an illness" in text]


def test_a_letter_that_lacks_what_it_must_contain_is_stopped(store, prospect):
    draft = begun(store, prospect.id, "non_engagement")
    case = letters.case(store, draft.id, make.TODAY)
    kind = "Say that it is a gift."
    asked = replace(case.family, must=(*case.family.must, Must(key="gift", text=kind, says=("a gift",))))
    said = letters.words(case.profile, case.engagement.fee.currency)
    found = pitfalls.problems(replace(case, family=asked), letters.composed(case), said)
    assert [problem.text for problem in found] == [kind]


def test_spaces_alone_fill_no_field(store, prospect):
    draft = begun(store, prospect.id, "non_engagement", find=" ")
    assert stopped(store, draft) == ["Where to find somebody: fill in “Who can give names”."]
