"""The graceful exit: its steps, what ends it, what it teaches, and until when it can be taken back."""

from dataclasses import replace

import pytest

from practice.errors import Refused
from practice.rules import exits
from practice.rules.checklists import Checklist, IdealClient, RedFlag
from practice.rules.exits import Cause, Exit, ExitState, Lesson, Stands, Step
from practice.rules.shelves import ClientStatus
from tests.make import NOW

WHOLE = Exit(cause=Cause.US, why="Needs a litigator.", work_done_at=NOW, lesson=Lesson.RED_FLAG, lesson_version=2)
OUT = Stands(refund_issued=True, letter_issued=True, letter_sent=True, referral_issued=True)


def test_steps_follow_each_other() -> None:
    made, stands = Exit(), Stands()
    assert exits.following(made, stands) is Step.DECISION
    made = replace(made, cause=Cause.CLIENT, why="They want court work.")
    assert exits.following(made, stands) is Step.REFUND
    assert exits.following(made, Stands(refund_decided=True)) is Step.LETTER
    assert exits.following(made, OUT) is Step.WORK
    assert exits.following(WHOLE, OUT) is Step.END
    assert exits.following(replace(WHOLE, state=ExitState.DONE), OUT) is None
    assert [exits.place(step) for step in Step] == [1, 2, 3, 4, 5, 6, 7]


def test_a_step_is_left_out_with_a_reason_and_taken_up_again() -> None:
    made = exits.pass_step(WHOLE, Step.REFUND, " Nothing was paid. ")
    assert exits.passed(made, Step.REFUND) == "Nothing was paid."
    assert exits.is_done(made, Step.REFUND, Stands())
    assert not exits.is_done(exits.pass_step(made, Step.REFUND, ""), Step.REFUND, Stands())
    with pytest.raises(Refused):
        exits.pass_step(WHOLE, Step.DECISION, "No time.")


@pytest.mark.parametrize(
    ("made", "stands", "says"),
    [
        (Exit(), OUT, "why it does not fit"),
        (WHOLE, replace(OUT, refund_issued=False), "refund"),
        (WHOLE, replace(OUT, letter_issued=False), "letter is not issued"),
        (WHOLE, replace(OUT, referral_issued=False), "referral"),
        (WHOLE, replace(OUT, refund_decided=True, refund_issued=False), "Issue it"),
        (WHOLE, replace(OUT, letter_sent=False), "mark it as sent"),
        (replace(WHOLE, work_done_at=None), OUT, "follow-ups"),
        (replace(WHOLE, lesson_version=0), OUT, "lesson"),
        (replace(WHOLE, state=ExitState.DONE), OUT, "finished"),
    ],
)
def test_it_ends_only_when_all_is_done(made: Exit, stands: Stands, says: str) -> None:
    with pytest.raises(Refused, match=says):
        exits.check_end(made, stands)


def test_it_ends_when_all_is_done() -> None:
    exits.check_end(WHOLE, OUT)


@pytest.mark.parametrize("gone", ["refund_issued", "letter_issued", "referral_issued"])
def test_what_went_out_is_never_taken_back(gone: str) -> None:
    with pytest.raises(Refused, match="issued"):
        exits.check_back(WHOLE, replace(Stands(), **{gone: True}))
    exits.check_back(WHOLE, Stands(refund_decided=True))
    with pytest.raises(Refused, match="taken back"):
        exits.check_back(replace(WHOLE, state=ExitState.TAKEN_BACK), Stands())


def test_the_lesson_becomes_a_flag_a_must_have_or_who_they_are_not() -> None:
    before = Checklist(flags=(RedFlag(key="own_1", text="Comes late"),))
    flagged = exits.learnt(before, Lesson.RED_FLAG, " Wants court work ", 3, "yes")
    assert [(f.key, f.text) for f in flagged.flags] == [("own_1", "Comes late"), ("own_2", "Wants court work")]
    assert [(grade.points, grade.when) for grade in flagged.flags[1].grades] == [(3, "yes")]
    must = exits.learnt(before, Lesson.MUST_HAVE, "Needs no court", 1, "yes").must_haves
    assert [(item.text, item.refer) for item in must] == [("Needs no court", True)]
    ideal = exits.learnt_of(IdealClient(not_them="People in a hurry"), "People in a dispute")
    assert ideal.not_them == "People in a hurry\nPeople in a dispute"
    assert exits.learnt_of(IdealClient(), "People in a dispute").not_them == "People in a dispute"


def test_a_lesson_has_words_and_a_place() -> None:
    with pytest.raises(Refused) as refused:
        exits.check_lesson(None, " ")
    assert set(refused.value.fields) == {"lesson", "lesson_text"}
    exits.check_lesson(Lesson.NOT_THEM, "People in a dispute")


def test_the_letters_begin_with_what_the_exit_knows() -> None:
    made = replace(
        WHOLE, dates="December 15, 2026: the county", names="Odile Marchetti\nTheo Lindgren", need="A court."
    )
    assert exits.letter_fields(made) == {"ending.who": "I", "dates.dates": "December 15, 2026: the county"}
    assert exits.letter_fields(replace(made, cause=Cause.CLIENT))["ending.who"] == "you"
    assert exits.referral_fields(made) == {"why.why": "A court.", "names.names": "Odile Marchetti\nTheo Lindgren"}
    assert exits.referral_fields(Exit()) == exits.letter_fields(Exit()) == {}


@pytest.mark.parametrize(
    ("status", "other_work", "referred", "after"),
    [
        (ClientStatus.CLIENT, False, True, ClientStatus.FORMER),
        (ClientStatus.CLIENT, True, True, ClientStatus.CLIENT),
        (ClientStatus.PROSPECT, False, True, ClientStatus.REFERRED),
        (ClientStatus.PROSPECT, False, False, ClientStatus.DECLINED),
        (ClientStatus.FORMER, False, False, ClientStatus.FORMER),
    ],
)
def test_where_the_client_stands_afterwards(status, other_work: bool, referred: bool, after) -> None:
    assert exits.leaves_as(status, other_work=other_work, referred=referred) is after
