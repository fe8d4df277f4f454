"""Stories about the money of a client's work."""

from pytest_bdd import given, scenarios, then

from practice.actions import ledger, letters
from practice.actions.store import Store
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.e2e.conftest import Story, begin

scenarios("features/money.feature")


@given("a lawyer's practice where Imelda Corrant has agreed to four stages")
def _(story: Story) -> None:
    def arrange(store: Store) -> None:
        letter = make_letters.estate_plan(store, make_letters.person(store).id)
        letters.issue(store, letter.id, make.NOW)
        letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)

    begin(story, Profile.LAWYER, arrange=arrange)


@then("the account holds two entries, and 900.00 in trust")
def _(story: Story) -> None:
    work = story.letter().letter.engagement_id
    account = ledger.account(story.store, work or 0, make.TODAY)
    assert (len(account.entries), account.balances.trust) == (2, 90_000)
