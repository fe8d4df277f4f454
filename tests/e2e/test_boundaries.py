"""Stories about boundaries: contacts outside hours that end in a letter, and a slip of one's own."""

from datetime import timedelta

import pytest
from pytest_bdd import given, scenarios, then, when
from sqlcipher3.dbapi2 import IntegrityError

from practice.actions import boundaries, clients, letters, sessions
from practice.actions.store import Store
from practice.rules.boundaries import Response
from practice.rules.clients import display_name
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.e2e.conftest import Story, begin

scenarios("features/boundaries.feature")


@given("a lawyer's practice where Imelda Corrant has signed her letter")
def _(story: Story) -> None:
    def arrange(store: Store) -> None:
        letter = make_letters.estate_plan(store, make_letters.person(store).id)
        letters.issue(store, letter.id, make.NOW)
        letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
        letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)

    begin(story, Profile.LAWYER, arrange=arrange)


@when("I record the entry")
def _(story: Story) -> None:
    story.person.press("Ctrl+Enter")
    story.person.sees("Press again to save it for good")
    story.person.press("Ctrl+Enter")


@when("I log another contact")
def _(story: Story, datatable: list[list[str]]) -> None:
    story.person.press("Ctrl+K")
    story.person.type("log a boundary for corrant")
    story.person.press("Enter")
    story.person.sees("Log a boundary")
    story.person.click("Hours")
    for label, text in datatable:
        story.person.fill(label, text)


@then("the letter came of the third entry, which nobody can change")
def _(story: Story) -> None:
    store, letter = story.store, story.letter().letter
    told = boundaries.of_client(store, clients.find(store, letter.client_id))
    assert letter.source == boundaries.source(told[0].entry)
    assert (told[0].entry.response, told[0].entry.item) == (Response.R2, "2.10")
    with pytest.raises(IntegrityError, match="append-only"), store.journal.change("tamper"):
        store.execute("UPDATE boundary_entries SET facts = 'x'")


@then("the entry is on the track of own slips and names nobody else")
def _(story: Story) -> None:
    store = story.store
    (one,) = boundaries.page(store, None, 10)
    assert (one.entry.response, one.entry.severity) == (Response.P3, 4)
    said = f"{one.entry.facts} {one.entry.words} {one.entry.infers} {one.entry.witnesses}"
    others = [display_name(clients.find(store, i)) for i in (1, 2) if i != one.entry.client_id]
    assert not any(part in said for name in others for part in name.split())


@then("somebody is to be talked to within two days")
def _(story: Story) -> None:
    (one,) = boundaries.page(story.store, None, 10)
    (step,) = sessions.follow_ups(story.store, one.entry.client_id)
    assert "Talk to somebody" in step.text
    assert step.due_on == story.now.astimezone().date() + timedelta(days=2)
