from datetime import UTC, datetime

import pytest

from practice.actions import attachments, clients, demo, fit, letters, lines, sessions
from practice.actions import store as stores
from practice.rules.attachments import AttachmentKind
from practice.rules.letters import LetterState
from practice.rules.notes import NoteState
from practice.rules.shelves import Shelf
from tests import make

MOMENTS = [make.NOW, datetime(2026, 1, 2, 0, 30, tzinfo=UTC), datetime(2028, 2, 29, 23, 50, tzinfo=UTC)]


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: now.strftime("%Y-%m-%d"))
@pytest.mark.parametrize("profile", ["lawyer", "coach"])
def test_the_sample_tells_the_whole_story_on_any_day(tmp_path, profile, now):
    store = make.store(tmp_path)
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


def test_the_draft_letter_of_the_sample_is_ready(tmp_path):
    store = make.store(tmp_path)
    demo.build(store, "lawyer", make.NOW)
    (draft,) = letters.listed(store, [LetterState.DRAFT])
    assert letters.check(store, draft.letter.id, make.TODAY) == ()
    store.abandon()
