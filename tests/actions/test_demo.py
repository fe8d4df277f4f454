from datetime import UTC, datetime

import pytest

from practice.actions import attachments, clients, demo, engagements, fit, letters, lines, outcomes, sessions, timeline
from practice.actions import store as stores
from practice.rules.attachments import AttachmentKind
from practice.rules.engagements import EngagementStatus
from practice.rules.letters import ENGAGEMENT, LetterState
from practice.rules.notes import NoteState
from practice.rules.shelves import ClientStatus, Shelf
from practice.rules.timeline import Event
from tests import make

MOMENTS = [make.NOW, datetime(2026, 1, 2, 0, 30, tzinfo=UTC), datetime(2028, 2, 29, 23, 50, tzinfo=UTC)]


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: now.strftime("%Y-%m-%d"))
@pytest.mark.parametrize("profile", ["lawyer", "coach"])
def test_the_sample_tells_the_whole_story_on_any_day(tmp_path, profile, now):
    store = make.store(tmp_path)
    store.clock = lambda: now
    demo.build(store, profile, now)
    people = lines.page(store, Shelf.ALL, None, 100, now)
    assert len(people) >= 8
    assert fit.undecided(store)
    for state in (LetterState.DRAFT, LetterState.SENT, LetterState.SIGNED):
        assert letters.listed(store, [state]), state
    assert {note.state for _, _, note in sessions.recent(store)} == {NoteState.DRAFT, NoteState.SIGNED}
    files = [one for person in people for one in attachments.of_client(store, clients.find(store, person.id))]
    assert {one.attachment.kind for one in files} == set(AttachmentKind)
    assert stores.check(store).problems == ()
    assert store.journal.can_undo is None
    store.abandon()


@pytest.mark.parametrize("profile", ["lawyer", "coach"])
def test_the_drafts_of_the_sample_are_ready(tmp_path, profile):
    store = make.store(tmp_path)
    demo.build(store, profile, make.NOW)
    drafts = [one.letter for one in letters.listed(store, [LetterState.DRAFT])]
    assert {draft.family == ENGAGEMENT for draft in drafts} == {True, False}
    assert [letters.check(store, draft.id, make.TODAY) for draft in drafts] == [()] * len(drafts)
    store.abandon()


@pytest.mark.parametrize("profile", ["lawyer", "coach"])
def test_the_sample_has_a_change_that_waits_and_work_that_a_closing_letter_ended(tmp_path, profile):
    store = make.store(tmp_path)
    demo.build(store, profile, make.NOW)
    (change,) = [one.letter for one in letters.listed(store, [LetterState.SENT]) if one.letter.amends]
    assert change.sign_by > make.TODAY
    (closing,) = [one.letter for one in letters.listed(store, [LetterState.FILED]) if one.letter.family == "closing"]
    assert engagements.get(store, closing.engagement_id).status is EngagementStatus.CLOSED
    assert clients.find(store, closing.client_id).status is ClientStatus.FORMER
    told = timeline.of_client(store, clients.find(store, closing.client_id))
    assert {e.record_id for e in told if e.event is Event.LETTER_SENT} > {closing.id}
    store.abandon()


@pytest.mark.parametrize("profile", ["lawyer", "coach"])
def test_the_sample_has_endings_that_were_foreseen_and_one_that_nobody_has_told(tmp_path, profile):
    store = make.store(tmp_path)
    demo.build(store, profile, make.NOW)
    found = outcomes.calibration(store)
    assert (found.n, found.good) == ((4, 3) if profile == "lawyer" else (1, 1))
    assert outcomes.waiting(store) == 1
    store.abandon()
