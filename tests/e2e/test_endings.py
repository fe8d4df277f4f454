"""The story of a wrong fit: what goes back, what is written, and what is learnt."""

from datetime import timedelta

from pytest_bdd import given, scenarios, then, when

from practice.actions import checklists, clients, exits, ledger, letters, outcomes, sessions
from practice.actions.store import Store
from practice.rules.ledger import EntryKind, LedgerEntry
from practice.rules.letters import LetterState
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.e2e.conftest import Story, begin

scenarios("features/wrong_fit.feature")


@given("a coach's practice where Imelda Corrant has paid and come to her first session")
def _(story: Story) -> None:
    begin(story, Profile.COACH, arrange=_first_session)


def _first_session(store: Store) -> None:
    """Ten sessions for 1,800.00; half of it is paid, one session is held, the next is planned."""
    draft = make_letters.coaching(store, make_letters.person(store).id)
    letter = letters.mark_signed(store, letters.issue(store, draft.id, make.NOW).id, make.TODAY, make.TODAY)
    paid = LedgerEntry(
        client_id=letter.client_id, engagement_id=letter.engagement_id or 0, kind=EntryKind.PAYMENT, amount=90_000,
        on=make.TODAY, payer="Imelda Corrant", method="Bank transfer",
    )  # fmt: skip
    ledger.record(store, paid, make.NOW)
    began = make.NOW - timedelta(hours=2)
    note = sessions.open_session(store, letter.client_id, began, began)
    sessions.arrange(store, note.id, ends_at=began + timedelta(minutes=60))
    sessions.write(store, note.id, fields={"goal": "To sleep again, she says."})
    sessions.sign(store, note.id, make.NOW)
    sessions.plan(store, letter.client_id, make.NOW + timedelta(days=7), "Session two", 60, make.NOW)


@when("I name two people to ask")
def _(story: Story) -> None:
    story.person.fill("Whom they could ask", "Odile Marchetti, (503) 555-0151\nTheo Lindgren, (503) 555-0164")


@then("the ledger shows the refund of 900.00 and nothing is owed")
def _(story: Story) -> None:
    signed = letters.listed(story.store, [LetterState.SIGNED])[0].letter
    account = ledger.account(story.store, signed.engagement_id or 0, make.TODAY + timedelta(days=2))
    back = [entry for entry in account.entries if entry.kind is EntryKind.REFUND]
    assert [(entry.amount, entry.payer, entry.reference) for entry in back] == [
        (90_000, "Imelda Corrant", "Transfer 4711")
    ]
    assert (account.balances.owed, account.balances.unearned) == (0, 0)


@then("the next check asks for it")
def _(story: Story) -> None:
    assert checklists.current(story.store).content.flags[-1].text == "Has slept badly for months"


@then("it did not end well, and no session is planned any more")
def _(story: Story) -> None:
    (one,) = outcomes.ended(story.store)
    assert not one.good
    (made,) = exits.of_client(story.store, clients.find(story.store, one.client_id))
    assert [session.title for session in made.cancelled] == ["Session two"]
    assert exits.view(story.store, made.id, story.now).sessions == ()
