"""The story of a complaint: two points of one client that end differently, outside and inside."""

from datetime import timedelta

import pytest
from pytest_bdd import given, scenarios, then, when
from sqlcipher3.dbapi2 import IntegrityError

from practice.actions import clients, complaint_paths, complaints, letters, sessions
from practice.actions.complaints import ComplaintView
from practice.actions.store import Store
from practice.rules.complaints import Kind
from practice.rules.practice import Profile
from tests import make, make_companions, make_complaints
from tests.e2e.conftest import Story, begin, pdf_text

scenarios("features/complaints.feature")


def _complaint(story: Story) -> ComplaintView:
    (one,) = complaints.page(story.store, None, 9)
    return complaints.get(story.store, one.complaint.id)


@given("a lawyer's practice where Corwin Ashby has a signed letter and drafts that came late")
def _(story: Story) -> None:
    def arrange(store: Store) -> None:
        make_complaints.signed_work(store, make_complaints.person(store).id)

    begin(story, Profile.LAWYER, arrange=arrange)


@when("I add the point")
def _(story: Story, datatable: list[list[str]]) -> None:
    story.person.click("Add a point")
    for label, text in datatable:
        story.person.fill(label, text)


@when("I finish the answer and issue it")
def _(story: Story) -> None:
    offers = {"any_remedy": "yes", "remedy": "I go through the drafts with you again", "remedy_day": "2026-12-01"}
    make_companions.filled(story.store, story.letter().letter, **offers)
    story.person.sees("I go through the drafts with you again")
    story.person.press("Ctrl+Enter")
    story.person.press("Ctrl+Enter")
    story.person.sees("Frozen as issued")


@then("nothing from inside stands in the letter")
def _(story: Story) -> None:
    printed = pdf_text(letters.reprint(story.store, story.letter().letter.id))
    inside = [tick.text for path in _complaint(story).paths for tick in path.inside]
    assert len(inside) > 6
    assert not [text for text in inside if text in printed]
    assert not [path.tone for path in complaint_paths.paths() if path.tone in printed]
    ticked = {step.text for step in _complaint(story).steps}
    assert {"Say sorry plainly, with no “but”", "Find what broke, and write it down"} <= ticked


@when("the answer is sent")
def _(story: Story) -> None:
    letters.mark_sent(story.store, story.letter().letter.id, make.TODAY, "email", make.TODAY)


@then("the follow-ups of both paths are planned")
def _(story: Story) -> None:
    view = _complaint(story)
    assert view.complaint.answered_on == make.TODAY
    due = [(one.due_on - make.TODAY) // timedelta(days=1) for one in view.follow_ups if one.due_on]
    assert sorted(due) == [7, 14, 30]
    assert len(sessions.follow_ups(story.store, view.client.id)) >= 3


@when("I click what is kept of the complaint")
def _(story: Story, datatable: list[list[str]]) -> None:
    story.person.press("Ctrl+K")
    story.person.type("money back")
    story.person.sees("money back.")
    story.person.click("want my money back")
    story.person.sees("Did we promise it?")
    for label, text in datatable:
        story.person.fill(label, text)
    story.person.click("Close the complaint")
    story.person.sees("Press again to do it for good")
    story.person.click("Close the complaint now")


@then("the complaint is closed for good")
def _(story: Story) -> None:
    view = _complaint(story)
    assert view.whole is Kind.MIXED
    assert view.entries[0].root_cause == "Nothing watched the due dates."
    assert complaints.of_client(story.store, clients.find(story.store, view.client.id))[0].closed_on == make.TODAY
    with pytest.raises(IntegrityError, match="added to, never changed"), story.store.journal.change("tamper"):
        story.store.execute("UPDATE complaints SET words = 'x'")
