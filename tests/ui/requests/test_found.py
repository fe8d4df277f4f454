"""Requests in the palette: what was asked, what was added, the list of all, and the way to log one."""

import pytest

from practice.actions import requests
from practice.rules.requests import Judgement
from practice.ui import finding
from practice.ui.desk import Desk
from tests import make, make_letters


@pytest.fixture
def desk(qapp, tmp_path):
    store = make.store(tmp_path)
    make_letters.profile(store)
    desk = Desk(store, clock=lambda: make.NOW)
    desk.gone = []
    desk.went.connect(lambda place, record: desk.gone.append((place, record)))
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def request_id(desk):
    client = make_letters.person(desk.store)
    one = requests.begin(desk.store, client.id, make.NOW)
    told = {"words": "Would you keep the originals?", "judgement": Judgement.UNCLEAR}
    requests.edit(desk.store, one.id, make.TODAY, **told)
    requests.answer(desk.store, one.id, make.TODAY, "Email", make.TODAY)
    requests.add(desk.store, requests.addition(desk.store, one.id, "Her bookkeeper called.", make.NOW))
    return one.id


def run(desk, typed, begins):
    found = [entry for entry in finding.find(desk, typed, 12) if entry.text.startswith(begins)]
    assert len(found) == 1, [entry.text for entry in finding.find(desk, typed, 12)]
    found[0].run()
    return desk.gone[-1]


def test_what_was_asked_leads_to_its_page(desk, request_id):
    assert run(desk, "originals", "“Would you keep") == ("requests", request_id)


def test_what_was_added_leads_there_too(desk, request_id):
    entry = requests.view(desk.store, request_id).entries[0]
    assert run(desk, "bookkeeper", "“Her bookkeeper") == ("requests", ("entry", entry.id))


@pytest.mark.parametrize("typed", ["log request imelda", "request for corrant", "log a request for imelda"])
def test_one_is_logged_for_a_client_by_name(desk, request_id, typed):
    client_id = requests.get(desk.store, request_id).client_id
    assert run(desk, typed, "Log a request for Imelda Corrant") == ("requests", ("new", client_id))


def test_the_list_of_all_requests_is_found(desk, request_id):
    assert run(desk, "requests", "Requests: what clients asked for") == ("requests", None)
