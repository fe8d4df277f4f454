"""A practice that can write letters, a client, and the draft of their letter; who needs another has their own."""

import pytest

from tests import make, make_letters


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    make_letters.profile(made)
    yield made
    made.abandon()


@pytest.fixture
def client(store):
    return make_letters.person(store)


@pytest.fixture
def draft(store, client):
    return make_letters.estate_plan(store, client.id)
