"""What is done with clients, on a real encrypted store."""

from dataclasses import replace
from datetime import date

import pytest

from practice.actions import clients, lines, search, timeline
from practice.errors import Refused
from practice.rules.clients import Client, Email, Phone, ThingKind, display_name
from practice.rules.lines import NextKind
from practice.rules.shelves import ClientKind, ClientStatus, Shelf
from practice.rules.timeline import Event
from tests import make


@pytest.fixture
def store(tmp_path):
    with_store = make.store(tmp_path)
    yield with_store
    with_store.abandon()


def created(store, *args, **fields):
    return clients.create(store, make.client(*args, **fields), make.NOW)


def names(store, shelf=Shelf.OPEN):
    return [row.name for row in lines.page(store, shelf, None, 100, make.NOW)]


def test_a_new_client_stands_in_the_open_list(store):
    ada = created(store, " Ada ", "Moss")
    assert (ada.given, ada.created_at) == ("Ada", make.NOW)
    assert names(store) == ["Ada Moss"]


def test_nobody_without_a_name_is_kept(store):
    with pytest.raises(Refused):
        clients.create(store, Client(), make.NOW)
    assert names(store, Shelf.ALL) == []


def test_an_edit_changes_its_fields_alone_and_is_undone_by_visit(store):
    ada = created(store, "Ada", "Moss", notes="kept")
    for text in ("L", "Li", "Lind"):
        clients.edit(store, ada.id, {"family": text}, make.NOW, "visit 1")
    assert clients.find(store, ada.id) == replace(ada, family="Lind")
    store.journal.undo()
    assert clients.find(store, ada.id) == ada


def test_an_edit_is_refused_for_its_own_fields_only(store):
    ada = created(store, "Ada", "")
    with store.journal.change("import"):
        from_elsewhere = clients.clients.save(store, replace(ada, emails=(Email("odd"),)))
    assert clients.edit(store, ada.id, {"notes": "n"}, make.NOW).emails == from_elsewhere.emails
    with pytest.raises(Refused) as refused:
        clients.edit(store, ada.id, {"emails": (Email("odder"),)}, make.NOW)
    assert list(refused.value.fields) == ["emails"]
    with pytest.raises(Refused) as refused:
        clients.edit(store, ada.id, {"given": " "}, make.NOW)
    assert list(refused.value.fields) == ["given"]


def test_archived_is_closed_and_comes_back_by_undo_or_by_hand(store):
    ada = created(store, "Ada", "Moss")
    clients.archive(store, ada.id, make.NOW)
    assert (names(store), names(store, Shelf.CLOSED)) == ([], ["Ada Moss"])
    store.journal.undo()
    assert names(store) == ["Ada Moss"]
    clients.archive(store, ada.id, make.NOW)
    clients.restore(store, ada.id)
    assert names(store) == ["Ada Moss"]


def test_a_prospect_becomes_a_client_and_the_story_says_so(store):
    ada = created(store, "Ada", "Moss", referral_source="Gideon Strand")
    clients.set_status(store, ada.id, ClientStatus.CLIENT, make.TODAY)
    with pytest.raises(Refused):
        clients.set_status(store, ada.id, ClientStatus.DECLINED, make.TODAY)
    story = timeline.of_client(store, clients.find(store, ada.id))
    assert [(e.event, e.code or e.detail) for e in story] == [
        (Event.STATUS, "client"),
        (Event.INQUIRY, "Gideon Strand"),
    ]
    store.journal.undo()
    assert [e.event for e in timeline.of_client(store, clients.find(store, ada.id))] == [Event.INQUIRY]


def test_two_people_become_one_client_and_two_again(store):
    anselm, petra = created(store, "Anselm", "Vogt-Hale"), created(store, "Petra", "Vogt-Hale")
    household = clients.join(store, anselm.id, petra.id, make.NOW)
    assert names(store) == ["Anselm and Petra Vogt-Hale"]
    assert [display_name(m) for m in clients.members(store, household)] == ["Anselm Vogt-Hale", "Petra Vogt-Hale"]
    clients.edit(store, petra.id, {"given": "Petronella"}, make.NOW)
    assert names(store) == ["Anselm and Petronella Vogt-Hale"]
    clients.split(store, household.id, make.NOW)
    assert names(store) == ["Anselm Vogt-Hale", "Petronella Vogt-Hale"]
    store.journal.undo()
    store.journal.undo()
    store.journal.undo()
    assert names(store) == ["Anselm Vogt-Hale", "Petra Vogt-Hale"]


def test_a_household_is_two_free_people(store):
    ada, ida, una = created(store, "Ada"), created(store, "Ida"), created(store, "Una")
    firm = clients.create(store, make.organisation(), make.NOW)
    clients.join(store, ada.id, ida.id, make.NOW)
    for one, other in ((una, una), (una, firm), (una, ada)):
        with pytest.raises(Refused):
            clients.join(store, one.id, other.id, make.NOW)


def test_things_to_remember_are_added_said_anew_and_ticked(store):
    ada = created(store, "Ada", "Moss")
    thing = clients.add_thing(store, ada.id, " Email  first ", ThingKind.CONTACT, make.TODAY)
    assert (thing.text, thing.from_on) == ("Email first", make.TODAY)
    clients.edit_thing(store, thing.id, "Call first", ThingKind.CONTACT)
    assert [t.text for t in clients.things_of(store, ada)] == ["Call first"]
    clients.tick_thing(store, thing.id, make.NOW)
    assert clients.things_of(store, ada) == []
    store.journal.undo()
    assert [t.text for t in clients.things_of(store, ada)] == ["Call first"]
    with pytest.raises(Refused):
        clients.add_thing(store, ada.id, "  ", ThingKind.NOTE, make.TODAY)


def test_what_is_remembered_of_a_household_is_seen_at_its_people(store):
    ada, ida = created(store, "Ada"), created(store, "Ida")
    household = clients.join(store, ada.id, ida.id, make.NOW)
    clients.add_thing(store, household.id, "Two keys", ThingKind.NOTE, make.TODAY)
    assert [t.text for t in clients.things_of(store, clients.find(store, ada.id))] == ["Two keys"]


def test_a_row_says_what_is_next(store):
    ada = created(store, "Ada", "Moss")
    store.execute("PRAGMA query_only = 0", ())
    store.execute(
        "INSERT INTO follow_ups (salt, client_id, text, owner, due_on) VALUES (x'00', ?, 'Call', 'me', ?)",
        (ada.id, date(2026, 11, 16).isoformat()),
    )
    (row,) = lines.page(store, Shelf.OPEN, None, 10, make.NOW)
    assert (row.next.kind, row.next.days) == (NextKind.FOLLOW_UP, 2)


def test_a_searched_list_holds_clients_then_what_was_said(store):
    ada = created(store, "Ada", "Moss", phones=(Phone("(503) 555-0117"),))
    clients.add_thing(store, ada.id, "Gate code 5550117", ThingKind.NOTE, make.TODAY)
    rows = search.lines(store, "0117", make.NOW)
    assert [getattr(row, "name", "") or row.words for row in rows] == ["Ada Moss"]
    rows = search.lines(store, "moss", make.NOW)
    assert [row.name for row in rows] == ["Ada Moss"]
    rows = search.lines(store, "gate", make.NOW)
    assert [row.words for row in rows] == ["Gate code 5550117"]


def test_an_organisation_is_called_by_its_name(store):
    firm = clients.create(store, make.organisation("Alder & Co."), make.NOW)
    assert firm.kind is ClientKind.ORGANISATION
    with pytest.raises(Refused) as refused:
        clients.edit(store, firm.id, {"organisation": ""}, make.NOW)
    assert list(refused.value.fields) == ["organisation"]
