"""Stories about refunds: worked out from the records, and never below the floor."""

from pytest_bdd import given, scenarios, then

from practice.actions import refunds
from practice.rules.practice import Profile
from practice.rules.refund_decisions import Choice, RefundState
from tests import make_refunds
from tests.e2e.conftest import Story, begin

scenarios("features/refunds.feature")


@given("a lawyer's practice where Corwin Ashby complained of late drafts")
def _(story: Story) -> None:
    begin(story, Profile.LAWYER, arrange=make_refunds.asked)


@then("nothing is decided")
def _(story: Story) -> None:
    (one,) = refunds.listed(story.store)
    assert one.decision.state is RefundState.DRAFT
    assert one.decision.choice is Choice.OTHER


@then("$1,468.65 is decided, to go back as the letter says")
def _(story: Story) -> None:
    (one,) = refunds.listed(story.store)
    decided = one.decision
    assert (decided.state, decided.amount, decided.floor) == (RefundState.RECORDED, 146_865, 146_865)
    assert decided.complaint_id
