"""What stops a companion letter, and what only asks to be looked at."""

from dataclasses import replace

import pytest

from practice.actions import clients, engagements, letters
from practice.db import engagements as kept_work
from practice.errors import Refused
from practice.rules import pitfalls, ready
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
        ("disengagement", {"effective_day": "2026-12-01"}, "gives 10 business days’ notice when you end it"),
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


@pytest.mark.parametrize("fields", [{"effective_day": "2026-12-03"}, {"effective_day": "2026-11-20", "who": "you"}])
def test_the_agreed_notice_is_kept_where_it_is_long_enough_or_where_the_client_ends_it(store, signed, fields):
    draft = begun(store, signed.client_id, "disengagement", **fields)
    assert not [text for text in looked_at(store, draft) if "business days’ notice" in text]


@pytest.mark.parametrize(
    ("family", "fields", "said"),
    [
        ("boundary_reminder", {"facts": "You were manic, and called at 11 pm."}, "no illness or label"),
        ("boundary_reminder", {"event_day": "2026-11-20"}, "still to come"),
        ("boundary_reminder", {"rule": ""}, "fill in"),
        ("boundary_reminder", {"ask": ""}, "what you ask of them"),
        ("boundary_reminder", {"whose": "me", "ask": ""}, "what you do from now on"),
        ("boundary_reminder", {"whose": "me", "own_change": "I stop, but you asked for it."}, "shifts it to them"),
        ("boundary_reminder", {"whose": "me", "own_change": "I am sorry if you felt hurt."}, "no apology"),
        ("complaint_ack", {"received_day": ""}, "on which day"),
        ("complaint_ack", {"received_day": "2026-11-20"}, "still to come"),
        ("complaint_ack", {"points": ""}, "what you have understood"),
        ("complaint_ack", {"reference": " "}, "fill in"),
        ("complaint_ack", {"wanted": "You have misunderstood me, and this is unfounded."}, "who is right"),
        ("complaint_ack", {"outside": "my insurer, since I was negligent"}, "Concede and promise nothing yet"),
        ("complaint_ack", {"final_day": "2026-11-17"}, "in the past"),
        ("complaint_final", {"answer": "You misunderstood what I had said."}, "Never say that they misunderstood"),
        ("complaint_final", {"answer": "I am sorry, I was negligent."}, "no legal conclusion"),
        ("complaint_final", {"answer": "I am sorry that you feel that way."}, "is no apology"),
        ("complaint_final", {"answer": "The drafts were late."}, "say that you are sorry"),
        ("complaint_final", {"remedy": "A refund, if you withdraw your complaint"}, "Tie nothing to silence"),
        ("complaint_final", {"remedy": "A refund in full and final settlement"}, "Tie nothing to silence"),
        ("complaint_final", {"outcome": "mismatch", "answer": "It was my mistake."}, "do not concede a fault"),
        ("complaint_final", {"claim": "yes"}, "tell your insurer before you apologise"),
        ("complaint_final", {"remedy_day": "2026-11-17"}, "in the past"),
        ("apology_recovery", {"claim": "yes"}, "tell your insurer before you apologise"),
        ("apology_recovery", {"what": "I breached my duty of care to you."}, "no legal conclusion"),
        ("apology_recovery", {"impact": "I am sorry if this caused any inconvenience."}, "fails"),
        ("apology_recovery", {"cause": "You should have reminded me."}, "what they did"),
        ("apology_recovery", {"remedy": "A refund, if you remove your review"}, "Tie nothing to silence"),
        ("apology_recovery", {"follow_day": "2026-11-01"}, "in the past"),
        ("apology_recovery", {"change": ""}, "fill in"),
        ("refund_confirmation", {"refund": "some"}, "is no amount"),
        ("refund_confirmation", {"covers": "I pay it once you sign the release."}, "Ask for nothing in return"),
        ("refund_confirmation", {"covers": "Please keep this confidential."}, "Ask for no silence"),
        (
            "refund_confirmation",
            {"covers": "It is paid when you withdraw your complaint."},
            "complaint or its withdrawal",
        ),
        ("refund_confirmation", {"covers": "I was negligent, and I return it."}, "no legal conclusion"),
        ("refund_confirmation", {"covers": "I am sorry that you were unhappy."}, "is no apology"),
        ("refund_confirmation", {"covers": "You misread our letter."}, "Never say that they misunderstood"),
        ("refund_confirmation", {"goodwill": "2,000.00"}, "more than the whole refund"),
        ("refund_confirmation", {"claim": "yes"}, "tell your insurer before you pay"),
        ("refund_confirmation", {"reckoned": ""}, "one step in a line"),
        ("refund_confirmation", {"work": ""}, "whether the work goes on"),
        ("fee_reminder", {"due_day": "2026-12-01"}, "not due yet"),
        ("fee_reminder", {"pay_day": "2026-11-17"}, "choose another"),
        ("fee_reminder", {"options": "Pay, or I take legal action"}, "does not threaten"),
        ("fee_reminder", {"options": "I keep your file until you have paid"}, "Do not hold papers"),
        ("fee_reminder", {"consequence": "interest"}, "Say which interest"),
    ],
)
def test_pitfalls_of_judgement_stop_the_letter(store, signed, family, fields, said):
    draft = begun(store, signed.client_id, family, **fields)
    assert [text for text in stopped(store, draft) if said in text]
    with pytest.raises(Refused):
        letters.issue(store, draft.id, make.NOW)


@pytest.mark.parametrize(
    ("family", "fields", "said"),
    [
        ("boundary_reminder", {"event_day": "2026-11-12"}, "More than two working days"),
        ("boundary_reminder", {"facts": "You were rude on the telephone."}, "what it says about them"),
        ("boundary_reminder", {"facts": "You called at 11 pm. Another thing is your invoice."}, "about one thing"),
        ("boundary_reminder", {"next_step": "I call the police"}, "does not threaten"),
        ("boundary_reminder", {"rule_from": "practice"}, "never agreed on in writing"),
        ("complaint_ack", {"received_day": "2026-11-12"}, "More than two working days"),
        ("complaint_ack", {"wanted": "I am sorry that you feel this way."}, "no apology at all"),
        ("complaint_ack", {"final_day": "2027-01-20"}, "more than eight weeks"),
        ("complaint_final", {"answer": "I am sorry, but clause 5 says it is not included."}, "argue with a clause"),
        ("complaint_final", {"remedy": "", "any_remedy": "no", "remedy_day": ""}, "you offer nothing"),
        (
            "complaint_final",
            {"outcome": "explained", "answer": "All was done.", "remedy": "A refund"},
            "not to refund to silence",
        ),
        ("apology_recovery", {"cause": "I was ill. However, I had told you."}, "takes an apology back"),
        ("apology_recovery", {"change": "It will not happen again."}, "only what is in your hands"),
        ("apology_recovery", {"claim": "yes", "insurer": "told"}, "let your insurer see"),
        ("refund_confirmation", {"reckoned": "Paid, less what you still owe"}, "not taken off a refund"),
        ("refund_confirmation", {"covers": "You have asked your bank for a chargeback."}, "not returned a second time"),
        ("apology_recovery", {"remedy": "Compensation of $200.00"}, "goes through your insurer"),
        ("complaint_final", {"remedy": "Compensation of $200.00"}, "goes through your insurer"),
        ("refund_confirmation", {}, "a disengagement letter tells"),
        ("fee_reminder", {"options": "Pay. You ignored two messages."}, "Leave blame out"),
        ("fee_reminder", {"consequence": "end"}, "court's leave"),
    ],
)
def test_pitfalls_of_judgement_that_only_ask_to_be_looked_at(store, signed, family, fields, said):
    draft = begun(store, signed.client_id, family, **fields)
    assert [text for text in looked_at(store, draft) if said in text]
    assert stopped(store, draft) == []


@pytest.mark.parametrize(
    ("family", "fields"),
    [
        (
            "boundary_reminder",
            {"facts": "You called while I was at the manicurist, and said that your psychologist asked."},
        ),
        ("complaint_ack", {"wanted": "You would like to know how much of the fee is earned."}),
        ("complaint_final", {"answer": "You should have had the drafts on November 3. I am sorry."}),
        (
            "complaint_final",
            {"remedy": "I release the second draft, and do the review again", "outside": "my bar’s adviser"},
        ),
        (
            "apology_recovery",
            {"what": "You should have had the plan on November 3. I was in hospital, admitted that day."},
        ),
        (
            "apology_recovery",
            {"impact": "It was worse because you had an appointment.", "remedy": "A new review, if you agree"},
        ),
        ("refund_confirmation", {"covers": "I waive my fee for the talks on the settlement of your aunt’s estate."}),
        (
            "refund_confirmation",
            {"reckoned": "Paid when you signed the letter: $1,800.00\nThe review, not done: $360.00"},
        ),
        ("refund_confirmation", {"method": "by transfer, as soon as you send me the account"}),
        ("fee_reminder", {"invoice": "IN-2026-014, with the court’s filing fee"}),
    ],
)
def test_plain_words_are_let_through(store, signed, family, fields):
    draft = begun(store, signed.client_id, family, **{"work": "goes_on", **fields})
    assert (stopped(store, draft), looked_at(store, draft)) == ([], [])


def test_a_word_for_the_wait_answers_the_look(store, signed):
    late = "I am sorry that you hear from me only now."
    draft = begun(store, signed.client_id, "complaint_ack", received_day="2026-11-10", late=late)
    assert (stopped(store, draft), looked_at(store, draft)) == ([], [])


def test_a_slip_of_ones_own_passes_the_insurer_first_and_asks_for_nothing(store, signed):
    own = {"whose": "me", "own_change": "I do not speak of my work there any more.", "ask": ""}
    draft = begun(store, signed.client_id, "boundary_reminder", **own)
    assert [text for text in stopped(store, draft) if "could become a claim" in text]
    draft = make_companions.filled(store, draft, claim="no")
    assert stopped(store, draft) == []
    draft = make_companions.filled(store, draft, claim="yes")
    assert [text for text in stopped(store, draft) if "tell your insurer" in text]
    draft = make_companions.filled(store, draft, insurer="told")
    assert stopped(store, draft) == []
    facts = letters.composed(letters.case(store, draft.id, make.TODAY)).facts
    said = " ".join(ready.texts(facts))
    assert "It was for me to keep to it, and I did not. I am sorry." in said
    assert "If it happens again" not in said


def test_their_own_words_are_quoted_whatever_they_are(store, signed):
    draft = begun(store, signed.client_id, "boundary_reminder", words="You are crazy, and I will sue you")
    assert (stopped(store, draft), looked_at(store, draft)) == ([], [])
    draft = begun(store, signed.client_id, "complaint_ack", points="You were negligent, and you are wrong")
    assert (stopped(store, draft), looked_at(store, draft)) == ([], [])


def test_a_payer_gets_the_money_back(store, signed):
    other = clients.create(store, make.organisation(), make.NOW)
    work = engagements.get(store, signed.engagement_id)
    with store.journal.change("engagement.edit"):
        kept_work.save(store, replace(work, sponsor_id=other.id))
    draft = begun(store, signed.client_id, "refund_confirmation", work="has_ended")
    assert [text for text in looked_at(store, draft) if "to whom the money goes back" in text]
    named = make_companions.filled(store, draft, payer="Alder & Co.")
    assert looked_at(store, named) == []


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
