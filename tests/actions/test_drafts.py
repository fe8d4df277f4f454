"""Words that wait belong to the record they were typed for, and to no later one with its number."""

from datetime import timedelta

from practice.actions import drafts, fit
from tests import make, make_letters


def test_the_next_record_does_not_take_the_words_of_one_that_was_undone(store, client):
    other = make_letters.person(store, given="Bob")
    first = fit.start(store, client.id, make.NOW)
    drafts.keep(store, "fit", first, {"reason": "Between us: no."})
    assert drafts.kept(store, "fit", first) == {"reason": "Between us: no."}
    store.journal.undo()
    second = fit.start(store, other.id, make.NOW + timedelta(minutes=1))
    assert second.id != first.id
    assert drafts.kept(store, "fit", second) == {}


def test_words_that_are_no_more_leave_no_row(store, client):
    before = store.execute("SELECT count(*) FROM settings").fetchone()
    check = fit.start(store, client.id, make.NOW)
    drafts.keep(store, "fit", check, {"reason": "No."})
    drafts.keep(store, "fit", check, {"reason": ""})
    assert store.execute("SELECT count(*) FROM settings").fetchone() == before
