import pytest

from practice.actions import clients, search
from practice.errors import Trouble
from tests import make


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    made.abandon()


def test_one_client_is_meant_by_name_or_number(store):
    ines = clients.create(store, make.client("Ines", "Halvard"), make.NOW)
    clients.create(store, make.client("Inez", "Quill"), make.NOW)
    assert search.named(store, "halvard", make.NOW).id == ines.id
    assert search.named(store, str(ines.id), make.NOW).id == ines.id
    with pytest.raises(Trouble, match="2 clients could be meant"):
        search.named(store, "ine", make.NOW)


@pytest.mark.parametrize("text", ["", "\u00b2", "9" * 30, "nobody", "\ud800", '"', "a\0b"])
def test_what_means_nobody_is_a_sentence(store, text):
    with pytest.raises(Trouble, match="Nobody is called that"):
        search.named(store, text, make.NOW)


def test_a_name_means_whom_it_calls_and_not_who_spoke_of_them(store):
    ada = clients.create(store, make.client("Henrietta", "Vale"), make.NOW)
    clients.create(store, make.client("Luca", "Moss", notes="Sent by Henrietta."), make.NOW)
    assert search.named(store, "henrietta", make.NOW).id == ada.id
