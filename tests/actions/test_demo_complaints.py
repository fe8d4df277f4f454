import pytest

from practice.actions import complaints, demo
from practice.rules.complaints import Kind, StepList
from tests import make


@pytest.fixture(params=["lawyer", "coach"])
def sample(request, tmp_path):
    store = make.store(tmp_path)
    demo.build(store, request.param, make.NOW)
    yield request.param, store
    store.abandon()


def test_the_samples_complaints_stand_as_their_story_tells(sample):
    profile, store = sample
    rows = complaints.page(store, None, 20)
    assert [one.complaint.closed_on is None for one in rows] == (
        [True] + [False] * 2 if profile == "lawyer" else [True]
    )
    view = complaints.get(store, rows[0].complaint.id)
    assert all(item.decided is None or item.evidence for item in view.items)
    if profile == "coach":
        assert [item.decided for item in view.items] == [Kind.UNCLEAR_PROMISE]
        return
    assert [item.decided for item in view.items] == [Kind.EXPECTATION_MISMATCH, Kind.SERVICE_FAILURE, None]
    assert view.points[2].proposal.kind is Kind.SERVICE_FAILURE
    assert view.points[0].times == 3
    assert view.done(StepList.INSIDE, "pattern", "mismatch").text == "Third time in a year: a pattern"
    assert view.claim
    assert view.held == ""
