"""Practices of earlier versions: each version leaves one in data/, and every later one opens it whole."""

import shutil
from pathlib import Path

import pytest

from practice.actions import letters, sessions
from practice.actions import store as stores
from practice.db import check
from practice.db.store import MIGRATIONS
from practice.rules.letters import LetterState
from practice.rules.notes import NoteState
from tests import make

EARLIER = sorted(Path(__file__).with_name("data").glob("[0-9]*"))


@pytest.fixture(params=EARLIER, ids=lambda folder: folder.name)
def earlier(request, tmp_path):
    """A practice as the version with this migration left it: a signed letter, a draft, a signed note."""
    folder = tmp_path / "practice"
    folder.mkdir(mode=0o700)
    for file in request.param.iterdir():
        shutil.copy(file, folder)
    return folder


def test_an_earlier_practice_opens_whole(earlier):
    store = stores.unlock(earlier, make.PASSPHRASE, clock=lambda: make.NOW)
    found = check.check(store)
    assert found.problems == ()
    states = {row.letter.state for row in letters.listed(store, list(LetterState))}
    assert states == {LetterState.SIGNED, LetterState.DRAFT}
    signed = letters.listed(store, [LetterState.SIGNED])[0].letter
    assert (signed.source, signed.tables) == ("", ())
    assert sessions.recent(store)[0][2].state is NoteState.SIGNED
    done = {name for (name,) in store.execute("SELECT name FROM schema_migration")}
    assert done == {file.stem for file in MIGRATIONS.glob("[0-9]*.py")}


def test_a_draft_from_before_is_kept_on(earlier):
    store = stores.unlock(earlier, make.PASSPHRASE, clock=lambda: make.NOW)
    draft = letters.listed(store, [LetterState.DRAFT])[0].letter
    letters.keep(store, draft, letters.case(store, draft.id, make.TODAY).engagement)
    assert check.check(store).problems == ()


def test_a_copy_of_the_practice_as_it_was_stays_beside_it(earlier):
    before = {file.name for file in earlier.iterdir()}
    stores.unlock(earlier, make.PASSPHRASE).close()
    assert [name for name in {file.name for file in earlier.iterdir()} - before if name.startswith("before-")]
