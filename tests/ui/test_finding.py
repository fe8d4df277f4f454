import pytest

from practice.actions import clients, letters, practice, sessions
from practice.ui.desk import Desk
from practice.ui.entries import DO, GO, NOTES
from practice.ui.finding import find
from tests import make


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    practice.change(store, {"practice_name": "Halvard Estate Planning", "signer_name": "Ines Halvard"})
    desk = Desk(store, clock=lambda: make.NOW)
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def dorothea(desk):
    return clients.create(desk.store, make.client(), make.NOW)


def test_a_person_is_found_with_what_can_be_done_for_them(desk, dorothea):
    found = [(entry.group, entry.text, entry.detail) for entry in find(desk, "doro", 12)]
    assert found == [
        (DO, "New session note for Dorothea Lindqvist", ""),
        (GO, "Dorothea Lindqvist", "Prospect"),
    ]


@pytest.mark.parametrize("typed", ["letter for doro", "fit check lindqvist", "new session note for dorothea"])
def test_an_action_is_found_with_the_name_of_whom_it_is_for(desk, dorothea, typed):
    [entry] = find(desk, typed, 12)
    assert entry.group == DO
    assert entry.text.casefold().startswith(typed.split(" for")[0].split(" lind")[0])
    assert find(desk, "letter for nobody", 12) == []


def test_a_letter_is_begun_for_the_person_named(desk, dorothea):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    find(desk, "letter for dorothea", 12)[0].run()
    [letter] = letters.of_client(desk.store, dorothea)
    assert went == [("letters", letter.id)]


def test_a_note_is_begun_for_the_person_found(qtbot, desk, dorothea):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    find(desk, "doro", 12)[0].run()
    [(_, note)] = sessions.of_client(desk.store, dorothea.id)
    assert went == [("sessions", note.id)]


def test_words_of_a_note_are_found_and_lead_to_it(desk, dorothea):
    note = sessions.begin(desk.store, dorothea.id, make.NOW)
    sessions.write(desk.store, note.id, fields={"facts": "Wants the house to go to Freya in trust."})
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    entry = next(entry for entry in find(desk, "freya", 12) if entry.group == NOTES)
    assert "Freya" in entry.text
    entry.run()
    assert went == [("sessions", note.id)]


@pytest.mark.parametrize("text", ["", "xyzzy", "#", "#99", "O'Brien C++ a@b.com", '"'])
def test_nothing_or_naughty_text_finds_nothing_and_breaks_nothing(desk, dorothea, text):
    assert list(find(desk, text, 12)) == []
