from dataclasses import replace
from datetime import date, timedelta

import pytest

from practice.actions import clients, practice, search, sessions
from practice.actions import engagements as work
from practice.actions import store as stores
from practice.db.tables import NoteRow
from practice.errors import Refused
from practice.rules.engagements import Engagement, ItemKind
from practice.rules.notes import EntryKind, NoteState
from tests import make


@pytest.fixture
def store(tmp_path):
    store = make.store(tmp_path)
    yield store
    store.abandon()


@pytest.fixture
def client(store):
    return clients.create(store, make.client(), make.NOW)


@pytest.fixture
def note(store, client):
    return sessions.begin(store, client.id, make.NOW)


def test_quick_capture_opens_a_draft_once(store, client, note):
    assert sessions.begin(store, client.id, make.NOW + timedelta(minutes=5)) == note
    view = sessions.view(store, note.id)
    assert view.session.starts_at == make.NOW
    assert (view.session.title, view.note.template, view.note.state) == ("Review meeting", "review", NoteState.DRAFT)
    assert view.client == client


def test_templates_follow_the_profile(store):
    assert [t.key for t in sessions.templates(store)] == ["review", "attendance", "call"]
    practice.change(store, {"profile": "coach"})
    assert [t.key for t in sessions.templates(store)] == ["grow", "short", "call"]
    asked = [field.key for field in sessions.template("grow").fields]
    assert asked == ["kept", "goal", "reality", "options", "will", "changes", "referral", "next"]


def test_typing_keeps_every_field_and_one_visit_is_one_undo(store, note):
    for text in ("W", "We", "Went"):
        sessions.write(store, note.id, fields={"covered": text}, visit="1")
    sessions.write(store, note.id, fields={"decisions": "Stays."}, energy=4, visit="2")
    assert sessions.view(store, note.id).note.fields == {"covered": "Went", "decisions": "Stays."}
    store.journal.undo()
    assert sessions.view(store, note.id).note.fields == {"covered": "Went"}
    store.journal.undo()
    assert sessions.view(store, note.id).note.fields == {}


def test_next_steps_are_follow_ups_at_once(store, client, note):
    later = sessions.add_step(store, note.id, "Send the form", make.NOW, due_on=date(2026, 12, 1))
    first = sessions.add_step(store, note.id, "Ask Ingrid", make.NOW, owner="Dorothea", due_on=date(2026, 11, 30))
    assert sessions.follow_ups(store, client.id) == [first, later]
    sessions.finish_step(store, first.id, True, make.NOW)
    assert sessions.follow_ups(store, client.id) == [later]
    sessions.drop_step(store, later.id)
    store.journal.undo()
    assert sessions.follow_ups(store, client.id) == [later]
    with pytest.raises(Refused):
        sessions.add_step(store, note.id, " ", make.NOW)


def test_signing_keeps_promises_and_what_to_remember(store, client):
    engagement = work.create(store, Engagement(client_id=client.id, title="Estate plan"), make.NOW, make.TODAY)
    item = work.save_item(store, replace(work.add_item(store, engagement.id, ItemKind.PROMISE), text="A review"))
    with store.change("issue"):
        work.freeze_items(store, engagement.id)
    note = sessions.begin(store, client.id, make.NOW)
    view = sessions.view(store, note.id)
    (promised,) = view.promised
    assert promised[0].id == item.id
    sessions.tick(store, note.id, promised[1].id, True)
    sessions.write(store, note.id, fields={"covered": "Page by page."}, remember="Freya likes school now.")
    signed = sessions.sign(store, note.id, make.NOW + timedelta(minutes=58))
    view = sessions.view(store, note.id)
    assert signed.state is NoteState.SIGNED
    assert view.session.ends_at == make.NOW + timedelta(minutes=58)
    assert (view.promised[0][1].delivered_on, view.promised[0][1].session_id) == (make.TODAY, view.session.id)
    assert [t.text for t in clients.things_of(store, client)] == ["Freya likes school now."]
    assert store.journal.undo() is None
    assert stores.check(store).problems == ()


def test_check_finds_a_note_that_does_not_say_what_was_signed(store, note):
    sessions.write(store, note.id, fields={"covered": "Page by page."})
    signed = sessions.sign(store, note.id, make.NOW)
    assert stores.check(store).problems == ()
    store.execute("PRAGMA query_only = 0")
    store.execute("DROP TRIGGER notes_kept")
    with store.change("forged"):  # with a history that fits
        store.journal.put(NoteRow, replace(signed, fields={"covered": "Nothing."}))
    (problem,) = stores.check(store).problems
    assert problem == f"The note of session {signed.session_id} does not say what was signed."


def test_a_signed_note_is_only_added_to(store, note):
    sessions.write(store, note.id, fields={"covered": "Page by page."})
    sessions.sign(store, note.id, make.NOW)
    for act in (
        lambda: sessions.write(store, note.id, fields={"covered": "x"}),
        lambda: sessions.arrange(store, note.id, title="x"),
        lambda: sessions.add_step(store, note.id, "x", make.NOW),
        lambda: sessions.discard(store, note.id),
        lambda: sessions.sign(store, note.id, make.NOW),
    ):
        with pytest.raises(Refused):
            act()
    said = sessions.entry(store, note.id, EntryKind.AMENDMENT, "Age 25.", make.NOW, reason="I wrote 21.")
    entry = sessions.add_entry(store, said)
    assert sessions.view(store, note.id).entries == (entry,)
    assert sessions.view(store, note.id).note.fields["covered"] == "Page by page."
    assert store.journal.undo() is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE notes SET fields = '{}'",
        "DELETE FROM notes",
        "UPDATE note_entries SET text = 'x'",
        "DELETE FROM note_entries",
        "UPDATE sessions SET ends_at = ends_at + 60000000",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_signed(store, note, sql):
    sessions.write(store, note.id, fields={"covered": "Page by page."})
    sessions.sign(store, note.id, make.NOW)
    sessions.add_entry(store, sessions.entry(store, note.id, EntryKind.ADDENDUM, "More.", make.NOW))
    store.execute("PRAGMA query_only = 0")
    with pytest.raises(Exception, match=r"locked|append-only"):
        store.execute(sql)


def test_a_discarded_draft_comes_back_with_undo(store, client, note):
    sessions.add_step(store, note.id, "Send the form", make.NOW)
    sessions.discard(store, note.id)
    assert sessions.of_client(store, client.id) == []
    store.journal.undo()
    assert len(sessions.of_client(store, client.id)) == 1
    assert len(sessions.follow_ups(store, client.id)) == 1


def test_notes_are_found_by_their_words(store, client, note):
    sessions.write(store, note.id, fields={"covered": "Ingrid stays as trustee."})
    assert [hit.client_id for hit in search.find(store, "trustee ingr")] == [client.id]
    store.journal.undo()
    assert search.find(store, "trustee") == []


def test_recent_shows_drafts_first(store, client, note):
    sessions.write(store, note.id, fields={"covered": "x"})
    sessions.sign(store, note.id, make.NOW)
    draft = sessions.open_session(store, client.id, make.NOW - timedelta(days=3), make.NOW)
    assert [n.id for _, _, n in sessions.recent(store)] == [draft.id, note.id]
    assert sessions.view(store, note.id).earlier[0][1] == draft


def test_an_end_before_the_start_is_refused(store, note):
    with pytest.raises(Refused, match="after the start"):
        sessions.arrange(store, note.id, ends_at=make.NOW - timedelta(minutes=1))


def test_a_planned_session_gets_its_note_on_its_day(store, client):
    planned = sessions.plan(store, client.id, make.NOW + timedelta(minutes=40), "Signing", 60, make.NOW)
    later = sessions.plan(store, client.id, make.NOW + timedelta(days=9), "Review", 60, make.NOW)
    assert sessions.recent(store) == []
    note = sessions.begin(store, client.id, make.NOW)
    assert sessions.view(store, note.id).session == planned
    assert note.session_id != later.id


def test_a_session_held_before_its_hour_ends_no_earlier_than_it_starts(store, client):
    planned = sessions.plan(store, client.id, make.NOW + timedelta(hours=2), "Review", 60, make.NOW)
    note = sessions.begin(store, client.id, make.NOW)
    sessions.write(store, note.id, fields={"purpose": "They came early."})
    sessions.sign(store, note.id, make.NOW)
    assert sessions.view(store, note.id).session.ends_at == planned.starts_at
