import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.paths import resource
from practice.rules import complaint_letters as letters
from practice.rules.complaint_days import Terms, deadlines
from practice.rules.complaints import (
    Basis,
    Citation,
    ClaimSign,
    Complaint,
    ComplaintItem,
    Failure,
    Found,
    Kind,
    Mismatch,
)
from practice.rules.engagements import Delivery

CITED = Citation(letter_id=1, letter="EL-2026-009", label="2.7", text="Moving your house", limit=True)
HOUSE = ComplaintItem(
    wanted="The house", words="I expected the house.", basis=Basis.LETTER, citation=CITED,
    decided=Kind.EXPECTATION_MISMATCH, subtype=Mismatch.SCOPE,
)  # fmt: skip
DRAFTS = replace(
    HOUSE, wanted="The drafts", words="They came late.",
    citation=replace(CITED, label="2.2", text="Drafts", limit=False),
    decided=Kind.SERVICE_FAILURE, subtype=Failure.LATE,
)  # fmt: skip
UNCLEAR = replace(HOUSE, basis=Basis.NOTHING, citation=None, decided=Kind.UNCLEAR_PROMISE, subtype="")
COURT = replace(UNCLEAR, about="the court", decided=Kind.EXTERNAL)
SHOWN = replace(DRAFTS, decided=Kind.EXPLAINED, subtype="")
LATE = Delivery(id=1, due_on=date(2026, 10, 8), delivered_on=date(2026, 10, 29))
COMPLAINT = Complaint(id=3, number="CM-2026-001", received_on=date(2026, 11, 10), words="Late.", channel="Email")


def test_both_answers_stand_in_one_each_for_its_own_points():
    text = letters.answer([HOUSE, DRAFTS, replace(DRAFTS, wanted="A word")])
    assert text == (
        "Points 2 and 3 were promised to you, and I did not keep them. I am sorry. "
        "Point 1 goes beyond what we agreed on in 2.7 of our letter EL-2026-009. I understand why you hoped for it, "
        "and there are ways to it that I can show you."
    )


def test_an_only_point_needs_no_number():
    assert letters.answer([DRAFTS]).startswith("This was promised to you, and I did not keep it.")


@pytest.mark.parametrize(
    ("items", "outcome"),
    [
        ([DRAFTS], "failure"),
        ([replace(DRAFTS, decided=Kind.MISLEADING_PROMISE)], "failure"),
        ([HOUSE], "mismatch"),
        ([UNCLEAR], "unclear"),
        ([COURT], "outside"),
        ([SHOWN], "explained"),
        ([HOUSE, DRAFTS], "mixed"),
        ([HOUSE, UNCLEAR], "mixed"),
        ([HOUSE, COURT, SHOWN], "mismatch"),  # nothing of ours is in it, so nothing to be sorry for
    ],
)
def test_what_the_whole_comes_to(items, outcome):
    assert letters.outcome(items) == outcome


PATHS = tomllib.loads(resource("complaints", "paths.toml").read_text("utf-8"))["path"]
INSIDE = [tick["text"] for path in PATHS for tick in path["inside"]] + [path["tone"] for path in PATHS]
ALL = st.lists(st.sampled_from([HOUSE, DRAFTS, UNCLEAR, COURT, SHOWN]), min_size=1, max_size=6)


@given(ALL)
def test_an_apology_stands_there_just_where_something_is_ours(items):
    ours = any(item in (DRAFTS, UNCLEAR) for item in items)
    assert ("sorry" in letters.answer(items)) is ours
    assert (letters.outcome(items) in ("failure", "unclear", "mixed")) is ours


@given(ALL)
def test_no_letter_says_a_word_of_the_inside(items):
    points = [(item, (LATE,)) for item in items]
    fields = {**letters.final(COMPLAINT, points, True), **letters.apology(COMPLAINT, points, True, date(2026, 11, 18))}
    said = " ".join([*fields.values(), *(" ".join(row) for row in letters.findings(points).rows)])
    assert not [text for text in INSIDE if text in said]
    assert "misunder" not in said


def test_the_points_stand_side_by_side():
    rows = letters.findings([(HOUSE, ()), (DRAFTS, (LATE,)), (COURT, ())]).rows
    assert rows[0] == (
        "1", "The house", "2.7, not included: Moving your house.", "Nothing, as it was not included.",
        "As agreed; you had hoped for more.",
    )  # fmt: skip
    assert rows[1][3:] == ("Due October 8, 2026, delivered October 29, 2026: 21 days late.", "Promised, and late.")
    assert rows[2][2] == "This lies with the court."


def test_a_record_is_told_with_its_day():
    rude = replace(UNCLEAR, found=Found.RUDE, record_what="I hung up", record_on=date(2026, 10, 20))
    (row,) = letters.findings([(replace(rude, decided=Kind.SERVICE_FAILURE, subtype=Failure.RUDE), ())]).rows
    assert row[2:] == ("", "October 20, 2026: I hung up.", "Not how you should be spoken to.")


def test_an_acknowledgement_repeats_their_words_and_names_days():
    owed = deadlines(COMPLAINT, Terms(5, 14, 56), frozenset())
    fields = letters.acknowledgement(COMPLAINT, [HOUSE, DRAFTS], owed, "in your email")
    assert fields == {
        "received.received_day": "2026-11-10",
        "received.received_how": "in your email",
        "received.reference": "CM-2026-001",
        "understood.points": "I expected the house.\nThey came late.",
        "timetable.update_day": "2026-11-24",
        "timetable.final_day": "2027-01-05",
    }
    assert letters.acknowledgement(COMPLAINT, [], owed, "")["understood.points"] == "Late."


def test_an_apology_tells_of_our_points_alone():
    fields = letters.apology(COMPLAINT, [(HOUSE, ()), (DRAFTS, (LATE,))], False, date(2026, 11, 18))
    assert "Drafts. Due October 8" in fields["what.what"]
    assert "house" not in fields["what.what"]
    assert (fields["follow.follow_day"], fields["gate.claim"], fields["gate.insurer"]) == (
        "2026-11-25",
        "no",
        "not_yet",
    )
    claim = replace(COMPLAINT, claim_signs=(ClaimSign.MONEY,))
    assert letters.apology(claim, [(DRAFTS, ())], True, date(2026, 11, 18))["gate.insurer"] == "told"


RUDE = replace(
    HOUSE, decided=Kind.SERVICE_FAILURE, subtype=Failure.RUDE, found=Found.RUDE, record_who="I",
    record_on=date(2026, 11, 1), record_what="I hung up",
)  # fmt: skip
TOLD = replace(DRAFTS, basis=Basis.SAID, citation=None, said="All in one week", said_on=date(2026, 9, 1))


def test_rudeness_is_owned_as_what_happened_and_never_as_a_promise():
    assert letters.refund([(RUDE, ())])["right.right"] == (
        "You were right about one thing. November 1, 2026: I hung up. That should not have happened. I am sorry."
    )
    assert letters.answer([RUDE]) == "This should not have happened. I am sorry."
    assert letters.answer([DRAFTS, replace(RUDE, subtype=Failure.UNREACHABLE)]) == (
        "Point 1 was promised to you, and I did not keep it. I am sorry. Point 2 should not have happened. I am sorry."
    )


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        (TOLD, "I had promised you this: “All in one week.”"),
        (
            replace(TOLD, decided=Kind.MISLEADING_PROMISE, misleading=True),
            "You were told this: “All in one week.” That was not right.",
        ),
        (
            replace(DRAFTS, decided=Kind.MISLEADING_PROMISE, said="All in one week", said_on=date(2026, 9, 1)),
            "You were told this: “All in one week.” That was not right.",
        ),
    ],
)
def test_what_was_said_is_quoted_as_a_sentence(item, fact):
    assert letters.apology(COMPLAINT, [(item, ())], False, date(2026, 11, 18))["what.what"] == fact


def test_what_no_letter_says_is_shown_by_the_records_alone():
    kept = replace(TOLD, decided=Kind.EXPLAINED, subtype="")
    assert letters.answer([kept]) == "This was agreed on and done, as my records show."
    assert letters.refund([(kept, ())])["apart.apart"] == (
        "You had hoped for this: The drafts. It was agreed on, and done, as my records show."
    )
