"""What the composer leads to where a letter would not agree with itself, and whose reasons stand beside it."""

from dataclasses import replace
from datetime import date

import pytest

from practice.actions import letters
from practice.rules.cases import choose
from practice.rules.engagements import Fee, total
from practice.rules.looks import noted
from practice.ui import theme
from practice.ui.widgets.fields import DateEdit
from tests import make, make_companions, make_letters


@pytest.fixture(scope="module", autouse=True)
def _dressed(qapp):
    theme.apply(qapp, theme.LIGHT)


def share(desk, draft, fee):
    """The draft with a share of the result for its fee, beside this one."""
    case = make_letters.case_of(desk.store, draft)
    stance = next(one for one in letters.composed(case).stances if one.clause.key == "contingent")
    letter = choose(case.letter, stance, on=True, values={"contingency_pct": "33%", "example": "of $100, $33 is mine"})
    letters.keep(desk.store, letter, replace(case.engagement, fee=fee))


def test_a_fee_beside_a_share_is_taken_out_where_the_problem_leads(desk, draft, screen):
    share(desk, draft, Fee(amount=500_000, deposit=100_000))
    screen.show_record(draft.id)
    composer = screen.composer
    for part in (composer.fee.amount, composer.fee.deposit):
        composer.issue()
        assert part.field.hasFocus()
        assert part.field.isVisible()
        assert part.field.isEnabled()
        part.field.selectAll()
        part.field.del_()
        composer.fee.form.flush()
    assert not [problem for problem in letters.check(desk.store, draft.id, make.TODAY) if "fee." in problem.place]


def test_stages_beside_a_share_are_taken_out_one_by_one(desk, draft, screen):
    share(desk, draft, make_letters.STAGED)
    screen.show_record(draft.id)
    composer = screen.composer
    composer.issue()
    assert composer.fee.stages.isVisible()
    for number in range(len(make_letters.STAGES), 0, -1):
        composer.fee.stages._on_removed(number)
    composer.fee.deposit.field.clear()
    composer.fee._on_edited("deposit")
    assert composer.fee.form.flush()
    fee = make_letters.case_of(desk.store, draft).engagement.fee
    assert total(fee) == 0


def test_a_reason_of_the_library_is_nobodys_note_until_it_is_written_over(qtbot, desk, draft, screen):
    screen.show_record(draft.id)
    panel = screen.composer.side.looks
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=5000)
    panel.flip()
    row = panel.rows["left_out:billing"]
    assert row.status.text() == "The clause library’s reason"
    assert row.box.field.text() == "The fee and its dates stand in this letter already."
    screen.composer.flush()
    assert letters.get(desk.store, draft.id).notes == ()
    row.box.field.selectAll()
    row.box.field.insert("I send one account at the end.")
    row.form.editor("note").textEdited.emit("I send one account at the end.")
    screen.composer.flush()
    assert dict(letters.get(desk.store, draft.id).notes) == {"left_out:billing": "I send one account at the end."}


def test_a_note_of_the_version_before_says_so(qtbot, desk, draft, screen):
    case = make_letters.case_of(desk.store, draft)
    letters.keep(desk.store, noted(case.letter, "left_out:safety_conduct", "We know each other."), case.engagement)
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letters.revise(desk.store, letter.id, make.NOW).id)
    panel = screen.composer.side.looks
    qtbot.waitUntil(lambda: bool(panel.rows), timeout=5000)
    row = panel.rows["left_out:safety_conduct"]
    assert (row.status.text(), row.box.field.text()) == ("As noted in the version before", "We know each other.")


def test_the_day_of_the_conflict_check_is_chosen_as_a_day(desk, draft, screen):
    screen.show_record(draft.id)
    screen.composer.go_to("field:conflicts.conflict_check_date")
    clause = screen.composer.groups["who"].rows["conflicts"].body
    field = clause.boxes["conflict_check_date"].field
    assert isinstance(field, DateEdit)
    assert field.value() == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("family", "other", "said"),
    [
        ("closing", False, "closes the work on November 18, 2026; the client is then a former one."),
        ("closing", True, "closes the work on November 18, 2026."),
        ("disengagement", False, "closes the work on December 18, 2026; the client stays one until you end that."),
    ],
)
def test_a_letter_that_ends_the_work_says_what_becomes_of_the_client(desk, draft, screen, family, other, said):
    letter = letters.issue(desk.store, draft.id, make.NOW)
    letters.mark_signed(desk.store, letter.id, make.TODAY, make.TODAY)
    if other:
        letters.start(desk.store, letter.client_id, None, make.NOW, "A lease")
    end = letters.issue(desk.store, make_companions.begun(desk.store, letter.client_id, family).id, make.NOW)
    screen.show_record(end.id)
    assert screen.issued.side.ready.consequence.text() == f"Marking it sent {said}"
