"""No letter states a fact that nobody entered: money owed, papers held, dates, courts, and the day we spoke."""

from datetime import timedelta

import pytest

from practice.actions import families, fit, letters, sessions
from practice.rules.practice import Profile
from tests import make, make_companions, make_letters
from tests.make_companions import AFTER_SIGNING, FIELDS, filled, stopped

OWED = "Say whether anything is owed."
HELD = "Say whether you hold originals of theirs."
DATES = "Say whether you know of a date that they have to keep."
ASKED = {
    "non_engagement": [
        "Say how you were in contact.",
        "Say on which day you were in contact.",
        "Say whether you hold papers of theirs.",
        "Say whether there is a fee for the conversation.",
    ],
    "referral": ["Say on which day you spoke last.", "Say whether you receive anything for the referral."],
    "conflict_consent": [],
    "scope_change": ["Say whether the change moves a promised date.", "Say whether the fee changes."],
    "disengagement": [
        "Say who ends the work.",
        "Say whether a court has to agree.",
        "Say whether anything is finished.",
        DATES,
        HELD,
        OWED,
    ],
    "fee_reminder": ["Name the invoice.", "Type how much is open.", "Say when it was due.", "Say until when."],
    "refund_confirmation": [
        "Type how much goes back.",
        "Show how it is reckoned, one step in a line.",
        "Say by when it is paid.",
        "Say whether tax was charged on it.",
        "Say whether the work goes on.",
    ],
    "boundary_reminder": ["Say on which day it happened.", "Say what you ask of them from now on."],
    "complaint_ack": [
        "Say on which day the complaint came.",
        "Say what you have understood, one point in a line.",
        "Say by when they have your final answer.",
    ],
    "complaint_final": [
        "Say on which day the complaint came.",
        "Say what it comes to.",
        "Say for each point what you found, one in a line.",
        "Say whether you do or offer something.",
        "Say whether this could become a claim.",
    ],
    "apology_recovery": [
        "Say by when you put it right.",
        "Say when you come back to it.",
        "Say whether this could become a claim.",
    ],
    "closing": ["Say whether anything is left for them to do.", DATES, HELD, OWED],
}
# what the first draft of a letter may never say by itself
FACTS = (
    "nothing is owed", "everything is paid", "you owe me nothing", "hold no", "know of no date", "no court",
    "agreed to", "nothing more that you have to do", "receive nothing", "told nobody", "do not move", "the fee stays",
    "speaking with me on nov", "i have decided to end", "nothing is finished",
)  # fmt: skip


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    made.close()


def client_of(store, family, profile):
    if family in AFTER_SIGNING:
        return make_companions.signed(store, profile).client_id
    make_letters.profile(store, profile)
    return make_letters.person(store).id


def said(store, letter):
    facts = letters.composed(letters.case(store, letter.id, make.TODAY)).facts
    body = [*facts.opening, *(block for section in facts.sections for block in section.blocks)]
    return " ".join(getattr(block, "text", "") for block in body).casefold()


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("family", families.KEYS)
def test_a_letter_that_is_only_begun_states_no_fact_and_asks_for_each(store, family, profile):
    draft = families.start(store, client_of(store, family, profile), family, make.NOW)
    stops = stopped(store, draft)
    asked = [one for one in ASKED[family] if profile is Profile.LAWYER or "court" not in one]
    assert [one for one in asked if one not in stops] == []
    assert [fact for fact in FACTS if fact in said(store, draft)] == []
    assert len(stops) == len(set(stops))


@pytest.mark.parametrize(
    ("family", "fields", "words"),
    [
        ("closing", {"last_bill": "", "owed": "no"}, "nothing is owed by either of us"),
        ("closing", {"dates": "", "dates_known": "no"}, "i know of no date"),
        ("closing", {"todo": "", "todo_left": "no"}, "nothing more that you have to do"),
        ("disengagement", {"refund": "", "owed": "no"}, "nothing is owed by either of us"),
        ("disengagement", {"originals": "", "originals_held": "no"}, "i hold no originals"),
        ("scope_change", {"new_fee": "", "new_deposit": "", "fee_changes": "no"}, "the fee stays as it is"),
    ],
)
def test_what_was_answered_is_said(store, family, fields, words):
    draft = families.start(store, client_of(store, family, Profile.LAWYER), family, make.NOW)
    draft = filled(store, draft, **{**FIELDS[family], **fields})
    assert words in said(store, draft)
    assert [stop for stop in stopped(store, draft) if "Say" in stop] == []


@pytest.mark.parametrize(
    ("family", "fields", "stop"),
    [
        ("closing", {"last_bill": "", "owed": "yes"}, "Type the last bill, or what goes back to them."),
        ("closing", {"dates": "", "dates_known": "yes"}, "Later dates: fill in “Dates to remember”."),
        ("disengagement", {"refund": "", "owed": "yes"}, "Type what is owed, or what goes back to them."),
        ("disengagement", {"refund_day": ""}, "What is owed, what goes back: fill in “Paid back by”."),
    ],
)
def test_a_yes_has_to_be_filled(store, family, fields, stop):
    draft = families.start(store, client_of(store, family, Profile.LAWYER), family, make.NOW)
    assert stopped(store, filled(store, draft, **{**FIELDS[family], **fields})) == [stop]


def contact_day(store, client_id):
    draft = families.start(store, client_id, "referral", make.NOW)
    standing = letters.composed(letters.case(store, draft.id, make.TODAY)).stances
    return next(one.values["contact_day"] for one in standing if one.clause.key == "why")


def test_the_day_we_spoke_is_that_of_the_fit_check(store):
    make_letters.profile(store)
    client = make_letters.person(store)
    fit.start(store, client.id, make.NOW - timedelta(days=3))
    assert contact_day(store, client.id) == (make.TODAY - timedelta(days=3)).isoformat()


def test_the_day_we_spoke_is_that_of_the_last_note(store):
    make_letters.profile(store)
    client = make_letters.person(store)
    fit.start(store, client.id, make.NOW - timedelta(days=3))
    sessions.begin(store, client.id, make.NOW - timedelta(days=1))
    assert contact_day(store, client.id) == (make.TODAY - timedelta(days=1)).isoformat()


def test_a_client_who_was_only_imported_was_not_spoken_with(store):
    make_letters.profile(store)
    client = make_letters.person(store)
    assert contact_day(store, client.id) == ""
    draft = make_letters.estate_plan(store, client.id)
    assert "conversation" not in said(store, draft)
    fit.start(store, client.id, make.NOW)
    assert "thank you for our conversation, and for asking me" in said(store, draft)
