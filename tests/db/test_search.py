"""Search on a real encrypted store: what is written is found at once, what is undone is not."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from practice.db import clients, derived, search, things
from practice.db.tables import ThingRow
from practice.rules.clients import Email, Phone, Thing
from tests import make


@pytest.fixture
def store(tmp_path):
    with_store = make.store(tmp_path)
    yield with_store
    with_store.abandon()


def keep(store, *people):
    kept = []
    for person in people:
        with store.journal.change("client.create"):
            kept.append(clients.save(store, person))
    return kept


def names(store, text):
    return [hit.client_name for hit in search.find(store, text)]


def test_people_are_found_newest_first(store):
    keep(store, make.client("Ada", "Moss"), make.client("Ida", "Moss"), make.client("Una", "Crane"))
    assert names(store, "moss") == ["Ida Moss", "Ada Moss"]


def test_an_edit_an_undo_and_a_redo_are_followed(store):
    (ada,) = keep(store, make.client("Ada", "Moss"))
    with store.journal.change("client.edit"):
        clients.save(store, replace(ada, family="Lindqvist"))
    assert (names(store, "moss"), names(store, "lind")) == ([], ["Ada Lindqvist"])
    store.journal.undo()
    assert (names(store, "moss"), names(store, "lind")) == (["Ada Moss"], [])
    store.journal.redo()
    assert names(store, "lind") == ["Ada Lindqvist"]
    store.journal.undo()
    store.journal.undo()
    assert names(store, "ada") == []


def test_everything_by_which_a_client_is_known_finds_them(store):
    keep(
        store,
        make.client(
            phones=(Phone("(503) 555-0117"),), emails=(Email("dl@lindqvist.example"),), tags=("estate",),
            former_names=("Dorothea Berg",), preferred_name="Dot", notes="Met at the harbour fair",
        ),
        make.client("Corwin", "Ashby"),
    )  # fmt: skip
    for typed in ("dot", "berg dor", "0117", "dl@lind", "estate", "harbour", "555-01"):
        assert names(store, typed) == ["Dorothea Lindqvist"], typed


@pytest.mark.parametrize(("given", "family"), [("小明", "王"), ("美咲", "田中"), ("はなこ", "やまだ"), ("민수", "김")])
def test_a_name_without_spaces_is_found_by_the_whole_of_it_and_by_any_part(store, given, family):
    keep(store, make.client(given, family), make.client("明小", "中王"))
    whole = family + given
    parts = [whole[i:j] for i in range(len(whole)) for j in range(i + 1, len(whole) + 1)]
    assert all(whole in names(store, part) for part in parts)
    assert names(store, whole) == [whole]


def test_a_beginning_of_any_length_finds(store):
    keep(store, make.client("Dorothea", "明", notes="Harbour"), make.client("Dorian", "O", notes="Hart"))
    for typed in ("d", "do", "dor", "h", "ha", "har"):
        assert names(store, typed) == ["Dorian O", "Dorothea 明"], typed
    for typed in ("doro", "dorot", "dorothea", "harb", "harbo", "harbour", "明"):
        assert names(store, typed) == ["Dorothea 明"], typed
    assert names(store, "o") == ["Dorian O"]


def test_what_was_noted_is_found_with_its_client_and_its_words(store):
    (ada,) = keep(store, make.client("Ada", "Moss"))
    with store.journal.change("thing.add"):
        thing = things.save(store, Thing(client_id=ada.id, text="Her daughter plays the violin"))
    (hit,) = search.find(store, "viol")
    assert (hit.table, hit.record_id, hit.client_id, hit.client_name) == ("things", thing.id, ada.id, "Ada Moss")
    assert "violin" in hit.words


def test_people_stand_before_notes_and_each_is_limited(store):
    people = keep(store, *(make.client(f"Ada{n}", "Moss") for n in range(4)))
    for n in range(4):
        with store.journal.change("thing.add"):
            things.save(store, Thing(client_id=people[0].id, text=f"Moss {n}"))
    hits = search.find(store, "moss", limit=3)
    assert [hit.table for hit in hits] == ["clients"] * 3 + ["things"] * 3
    assert [hit.record_id for hit in hits] == [4, 3, 2, 4, 3, 2]


def test_naughty_strings_are_kept_and_found(store, corpora: Path):
    texts = json.loads((corpora / "blns" / "blns.json").read_text())
    with store.journal.change("client.create"):
        for text in texts:
            clients.save(store, make.client(given="Ada", notes=text.encode("utf-8", "replace").decode()))
    for text in texts:
        search.find(store, text)


def test_deleted_words_leave_the_file(store):
    (ada,) = keep(store, make.client("Ada", "Zzyzxword"))
    with store.journal.change("client.edit"):
        clients.save(store, replace(ada, family="Moss"))
    blocks = b"".join(row[0] for row in store.execute("SELECT block FROM search_clients_data", ()).fetchall())
    assert b"zzyzxword" not in blocks


def test_an_edit_exchanges_only_the_words_that_share_a_beginning_with_what_changed():
    assert derived.exchanged("ada moss met on day one", "ada moss met on dry two", 2) == ("on day one", "on dry two")
    assert derived.exchanged("ada moss", "moss ada", 2) == ("", "")
    assert derived.exchanged("", "ada", 2) == ("", "ada")


def test_words_said_again_and_again_are_taken_out_as_often_as_they_were_put_in(store):
    (ada,) = keep(store, make.client("Ada", "Moss"))
    for notes in ("call", "call " * 40, "call " * 12 + "soon", ""):
        with store.journal.change("client.edit"):
            clients.save(store, replace(ada, notes=notes))
    for _ in range(4):
        store.journal.undo()
    assert (search.clients(store, "call"), search.clients(store, "ada")) == ([], [ada.id])
    while store.journal.undo():
        pass
    assert search.clients(store, "ada") == []


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_each_beginning_finds_whose_words_have_it(store, seed):
    chance = random.Random(seed)
    people = {client.id: client for client in keep(store, *(make.client("Q", "Z") for _ in range(6)))}
    things_of = {}
    with store.journal.change("thing.add"):
        for client_id in people:
            things_of[client_id] = things.save(store, Thing(client_id=client_id, text="ab"))
    for _ in range(60):
        client_id = chance.choice(list(people))
        with store.journal.change("client.edit"):
            people[client_id] = clients.save(store, replace(people[client_id], notes=text_of_ab(chance)))
            things_of[client_id] = things.save(store, replace(things_of[client_id], text=text_of_ab(chance)))
        if chance.random() < 0.3:
            store.journal.undo()
            store.journal.redo()
    for typed in ("a", "b", *(word for _ in range(8) for word in text_of_ab(chance).split())):
        remarked = {i for i, client in people.items() if begun(client.notes, typed)}
        assert set(search.clients(store, typed)) == remarked, typed
        noted = {i for i, thing in things_of.items() if begun(thing.text, typed)}
        assert {hit.client_id for hit in search.notes(store, typed)} == noted, typed


def text_of_ab(chance):
    return " ".join("".join(chance.choices("ab", k=chance.randint(1, 6))) for _ in range(5))


def begun(text, typed):
    return any(word.startswith(typed) for word in text.split())


def test_an_index_is_one_piece_after_a_big_change_and_forgets_as_before(store, monkeypatch):
    monkeypatch.setattr(derived, "MANY", 3)
    (ada,) = keep(store, make.client("Ada", "Moss"))
    with store.journal.change("thing.add"):
        things.save(store, Thing(client_id=ada.id, text="Earlier"))
    with store.journal.change("client.create"):
        clients.save_many(store, [make.client("Edda", f"Zzyzx{n}") for n in range(4)])
        said = [Thing(client_id=ada.id, text=f"Quokka{n}") for n in range(4)]
        kept = store.journal.put_many(ThingRow, said, lambda _: {})
    for index in ("search", "search_clients"):
        assert store.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx", ()).fetchone() == (1,)
    with store.journal.change("thing.edit"):
        things.save(store, replace(kept[0], text="Violin"))
    blocks = b"".join(row[0] for row in store.execute("SELECT block FROM search_data", ()).fetchall())
    assert b"quokka0" not in blocks
    assert b"violin" in blocks
