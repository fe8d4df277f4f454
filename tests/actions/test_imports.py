import json
from dataclasses import replace

import pytest

from practice.actions import clients, imports, lines, search
from practice.actions import store as stores
from practice.errors import DiskFull, Trouble
from practice.rules.clients import Client, Email, Phone
from practice.rules.imports import Decision
from practice.rules.lines import ClientLine
from practice.rules.shelves import ClientStatus, Shelf
from tests import make
from tests.benchmarks.imports import cards
from tests.interchange.readings import DATA

ADA = Client(given="Ada", family="Moss", emails=(Email("ada.moss@example.com"),))


@pytest.fixture
def store(tmp_path):
    store = make.store(tmp_path)
    yield store
    store.close()


def planned(store, *names):
    return imports.plan(store, imports.rows_of([DATA / name for name in names]), make.TODAY)


def everybody(store) -> list[ClientLine]:
    return lines.page(store, Shelf.ALL, None, 1_000, make.NOW)


def names(store):
    return sorted(line.name for line in everybody(store))


def changes(store):
    return store.execute("SELECT count(*) FROM history", ()).fetchone()[0]


def test_a_phones_contacts_come_in(store):
    report = imports.commit(store, planned(store, "phone-3.0.vcf"), make.NOW)
    assert (report.read, report.added, report.merged) == (2, 2, 0)
    assert report.not_taken["photo"] == 1
    assert names(store) == ["Ada Ruth Jane Moss Jr.", "Harbour Choir"]
    kept = clients.find(store, next(line.id for line in everybody(store) if "Moss" in line.name))
    assert kept.created_at == make.NOW
    assert kept.status is ClientStatus.PROSPECT
    assert "X-FAVOURITE-TEA: Assam" in kept.notes


def test_a_second_import_changes_nothing(store):
    files = sorted(path.name for path in DATA.iterdir())
    imports.commit(store, planned(store, *files), make.NOW)
    before = changes(store)
    again = planned(store, *files)
    assert {row.decision for row in again.rows} == {Decision.SKIP}
    report = imports.commit(store, again, make.NOW)
    assert (report.added, report.merged) == (0, 0)
    assert changes(store) == before
    assert len(report.skipped) == len(again.rows)


def test_known_people_are_completed_and_nothing_is_written_over(store):
    ada = clients.create(store, replace(ADA, job_title="Cook", notes="Mine."), make.NOW)
    report = imports.commit(store, planned(store, "phone-3.0.vcf"), make.NOW)
    assert (report.added, report.merged) == (1, 1)
    kept = clients.find(store, ada.id)
    assert (kept.job_title, kept.preferred_name) == ("Cook", "Addie")
    assert kept.notes.startswith("Mine.\n")
    assert "Job title: Surveyor" in kept.notes
    assert len(kept.phones) == 3


def test_one_undo_takes_all_of_it_back(store):
    clients.create(store, ADA, make.NOW)
    before = names(store)
    imports.commit(store, planned(store, "phone-3.0.vcf", "clio.csv"), make.NOW)
    assert len(names(store)) > len(before)
    assert store.journal.undo() == "import"
    assert names(store) == before
    assert clients.find(store, everybody(store)[0].id).preferred_name == ""
    assert {row.decision for row in planned(store, "phone-3.0.vcf").rows} == {Decision.MERGE, Decision.ADD}
    store.journal.redo()
    assert len(names(store)) > len(before)
    assert stores.check(store).problems == ()


def test_decisions_are_obeyed(store):
    ada = clients.create(store, ADA, make.NOW)
    plan = planned(store, "phone-3.0.vcf").decided([0], Decision.ADD).decided([1], Decision.SKIP)
    report = imports.commit(store, plan, make.NOW, status=ClientStatus.CLIENT)
    assert (report.added, report.merged, [s.reason for s in report.skipped]) == (1, 0, ["Skipped by choice."])
    assert clients.find(store, ada.id).preferred_name == ""
    assert sorted(line.status for line in everybody(store)) == [ClientStatus.CLIENT, ClientStatus.PROSPECT]


def test_cancelling_rolls_everything_back(store):
    plan = imports.plan(store, imports.rows(imports.read(cards(100).encode(), "many.vcf")), make.TODAY)
    before = changes(store)
    steps = imports.commit_steps(store, plan, make.NOW)
    assert next(steps) > 0
    steps.close()
    assert names(store) == []
    assert changes(store) == before
    assert imports.commit(store, plan, make.NOW).added == 100


def test_steps_tell_how_far_they_are(store):
    rows = list(imports.rows(imports.read(cards(250).encode(), "many.vcf")))
    assert list(imports.plan_steps(store, rows, make.TODAY)) == [100, 200, 250]
    seen = []
    imports.commit(store, imports.plan(store, rows, make.TODAY), make.NOW, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 250


def test_a_full_disk_leaves_nothing_behind(store):
    plan = imports.plan(store, imports.rows(imports.read(cards(400).encode(), "many.vcf")), make.TODAY)
    pages = store.execute("PRAGMA page_count", ()).fetchone()[0]
    store.execute(f"PRAGMA max_page_count = {pages + 20}", ()).fetchall()
    with pytest.raises(DiskFull):
        imports.commit(store, plan, make.NOW)
    assert names(store) == []
    store.execute("PRAGMA max_page_count = 1000000", ()).fetchall()
    assert imports.commit(store, plan, make.NOW).added == 400


def test_a_client_changed_after_the_preview_is_not_written_over(store):
    ada = clients.create(store, ADA, make.NOW)
    plan = planned(store, "phone-3.0.vcf")
    clients.edit(store, ada.id, {"preferred_name": "Ms. Moss"}, make.NOW)
    imports.commit(store, plan, make.NOW)
    kept = clients.find(store, ada.id)
    assert kept.preferred_name == "Ms. Moss"
    assert "Preferred name: Addie" in kept.notes


def test_files_are_found_by_search_afterwards(store):
    imports.commit(store, planned(store, "outlook-2.1.vcf"), make.NOW)
    assert [hit.client_name for hit in search.find(store, "suss koln", 10)] == ["Jörg Süß"]
    assert [hit.client_name for hit in search.find(store, "5550102", 10)] == ["Jörg Süß"]


def test_several_files_name_their_rows(store):
    report = imports.run(store, [DATA / "phone-3.0.vcf", DATA / "missing.vcf", DATA / "modern-4.0.vcf"], make.NOW)
    places = [row.place for row in report.unreadable]
    assert places == ["missing.vcf", "modern-4.0.vcf, card 2", "modern-4.0.vcf, card 3"]
    assert report.added == 3


def test_one_file_that_cannot_be_read_is_trouble(store):
    with pytest.raises(Trouble):
        imports.run(store, [DATA / "missing.vcf"], make.NOW)


def test_a_dry_run_keeps_nothing(store):
    report = imports.run(store, [DATA / "clio.csv"], make.NOW, dry_run=True)
    assert (report.added, names(store)) == (2, [])
    assert json.loads(json.dumps(report.as_json()))["added"] == 2


def test_a_shared_line_does_not_make_one_person_of_two(store):
    clients.create(store, Client(given="Rosa", family="Quist", phones=(Phone("(503) 555-0140"),)), make.NOW)
    (row,) = [row for row in planned(store, "phone-3.0.vcf").rows if row.contact.client.organisation == "Harbour Choir"]
    assert (row.decision, row.target_name, row.certain) == (Decision.ADD, "Rosa Quist", False)
    assert imports.commit(store, planned(store, "phone-3.0.vcf"), make.NOW).added == 2


def test_hostile_values_go_through_the_store(store):
    hostile = "Robert'); DROP TABLE clients;--\u202e<img src=x>"
    text = f'Name,E-mail,Note\n"{hostile}",x@example.com,=1+1\n'
    rows = imports.rows(imports.read(text.encode(), "l.csv"))
    report = imports.commit(store, imports.plan(store, rows, make.TODAY), make.NOW)
    assert report.added == 1
    assert "DROP TABLE" in names(store)[0]


def test_many_rows_with_one_name_and_number_end(store):
    text = "Name,Phone\n" + "".join(f"Ada Moss,(503) 555-0117 ext {n}\n" for n in range(400))
    plan = imports.plan(store, imports.rows(imports.read(text.encode(), "l.csv")), make.TODAY)
    report = imports.commit(store, plan, make.NOW)
    assert (report.read, report.added) == (400, 4)
    again = imports.plan(store, imports.rows(imports.read(text.encode(), "l.csv")), make.TODAY)
    assert again.counts[Decision.SKIP] == 400
