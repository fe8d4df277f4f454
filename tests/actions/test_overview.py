"""A client's page gathers everything that is theirs, and their household's."""

import pytest

from practice.actions import clients, engagements, fit, letters, overview, sessions
from practice.rules.clients import ThingKind
from practice.rules.engagements import Engagement, ItemKind
from practice.rules.timeline import Event
from tests import make


@pytest.fixture
def store(tmp_path):
    with_store = make.store(tmp_path)
    yield with_store
    with_store.abandon()


def created(store, *names, **fields):
    return clients.create(store, make.client(*names, **fields), make.NOW)


def test_a_new_client_has_an_empty_page(store):
    view = overview.of_client(store, created(store, "Ada", "Moss").id, make.NOW)
    assert (view.engagement, view.letter, view.fit, view.next_session) == (None, None, None, None)
    assert [entry.event for entry in view.entries] == [Event.INQUIRY]


def test_everything_about_a_client_is_gathered(store):
    ada = created(store, "Ada", "Moss")
    clients.add_thing(store, ada.id, "Email first.", ThingKind.CONTACT, make.TODAY)
    check = fit.start(store, ada.id, make.NOW)
    letter = letters.start(store, ada.id, None, make.NOW)
    engagements.add_item(store, letter.engagement_id, ItemKind.PROMISE, "Discovery meeting")
    note = sessions.begin(store, ada.id, make.NOW)
    view = overview.of_client(store, ada.id, make.NOW)
    assert [thing.text for thing in view.things] == ["Email first."]
    assert (view.fit.id, view.letter.id, view.engagement.id) == (check.id, letter.id, letter.engagement_id)
    assert "Discovery meeting" in [one.item.text for one in view.promised]
    assert [kept.id for _, kept in view.notes] == [note.id]
    assert {entry.event for entry in view.entries} >= {Event.INQUIRY, Event.FIT_OPEN, Event.SESSION}


def test_a_member_sees_what_was_done_with_the_household(store):
    ada, ida = created(store, "Ada", "Moss"), created(store, "Ida", "Moss")
    household = clients.join(store, ada.id, ida.id, make.NOW)
    work = engagements.create(store, Engagement(client_id=household.id, kind="Joint plan"), make.NOW, make.TODAY)
    view = overview.of_client(store, ada.id, make.NOW)
    assert (view.household.id, view.engagement.id) == (household.id, work.id)
    assert Event.JOINED in [entry.event for entry in view.entries]
    assert [member.id for member in overview.of_client(store, household.id, make.NOW).members] == [ada.id, ida.id]


def test_who_sent_a_client_is_known_when_there_is_one_of_that_name(store):
    ada = created(store, "Ada", "Moss", referral_source="gideon strand")
    assert overview.of_client(store, ada.id, make.NOW).referrer is None
    gideon = created(store, "Gideon", "Strand")
    assert overview.of_client(store, ada.id, make.NOW).referrer.id == gideon.id
    created(store, "Gideon", "Strand")
    assert overview.of_client(store, ada.id, make.NOW).referrer is None
