"""Files of clients, engagements, letters and notes: in, out, named, placed, removed."""

import json
import os
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from practice.actions import attachments, clients, engagements, letters, search, sessions
from practice.actions import store as stores
from practice.actions.attachments import Intake, Stopped
from practice.db import attachments as kept
from practice.errors import Refused, Trouble
from practice.rules.attachments import CHUNK, AttachmentKind, Owner, safe_name
from tests import make, make_letters

DAY = timedelta(days=1)


@pytest.fixture
def lease(tmp_path):
    path = tmp_path / "Lease.pdf"
    path.write_bytes(b"the lease" * 200_000)
    return path


def put(store, client, data=b"x", name="a.pdf"):
    return attachments.add_bytes(store, "clients", client.id, name, data, make.NOW)


def names(store, owner_table, owner_id):
    return [one.name for one in attachments.of(store, owner_table, owner_id)]


# in and out


def test_a_file_goes_in_and_out_unchanged(store, client, lease, tmp_path):
    file = attachments.add(store, "clients", client.id, lease, make.NOW)
    assert (file.name, file.size, file.version, file.added_at) == ("Lease.pdf", 1_800_000, 1, make.NOW)
    attachments.save(store, file.id, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == lease.read_bytes()
    assert stores.check(store).problems == ()


def test_what_cannot_be_read_keeps_nothing(store, client, tmp_path):
    with pytest.raises(Trouble):
        attachments.add(store, "clients", client.id, tmp_path, make.NOW)
    with pytest.raises(KeyError):
        attachments.add_bytes(store, "letters", 99, "a.pdf", b"x", make.NOW)
    assert (names(store, "clients", client.id), kept.unseen(store)) == ([], [])


def test_hostile_names_become_plain_ones(store, client, tmp_path):
    for name in ("..\\..\\run.bat", "C:\\x.pdf", "NUL", "invoice\u202efdp.exe"):
        (tmp_path / name).write_bytes(b"x")
        attachments.add(store, "clients", client.id, tmp_path / name, make.NOW)
    assert names(store, "clients", client.id) == ["invoicefdp.exe", "_NUL", "x.pdf", "run.bat"]


def test_hostile_text_is_only_a_name(store, client, corpora):
    for text in json.loads((corpora / "blns" / "blns.json").read_text("utf-8")):
        file = put(store, client, name=text)
        assert file.name == safe_name(text)
        assert attachments.rename(store, file.id, text.strip() or "x").name
        search.find(store, file.name)
    assert stores.check(store).problems == ()


def test_a_worker_reads_while_the_window_writes(store, client, lease):
    intake = Intake(lease, attachments.drafted(store, Owner("clients", client.id), "Lease.pdf"))
    worker = threading.Thread(target=intake.read, args=(store.folder, store.key))
    worker.start()
    steps = attachments.add_steps(store, intake, make.NOW)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            file = end.value
            break
    worker.join()
    assert (told[-1], intake.total, file.size) == (1_800_000, 1_800_000, 1_800_000)
    assert b"".join(kept.read(store.folder, store.key, file)) == lease.read_bytes()


def test_a_cancelled_intake_keeps_nothing(store, client, lease):
    intake = Intake(lease, attachments.drafted(store, Owner("clients", client.id), "Lease.pdf"))
    worker = threading.Thread(target=intake.read, args=(store.folder, store.key))
    worker.start()
    steps = attachments.add_steps(store, intake, make.NOW)
    while not intake.done:
        next(steps)
    steps.close()
    intake.stopped = True
    worker.join(5)
    assert not worker.is_alive()
    assert names(store, "clients", client.id) == []
    list(attachments.sweep_steps(store, make.NOW))
    assert store.execute("SELECT count(*) FROM file_chunks").fetchone() == (0,)
    assert store.execute("SELECT count(*) FROM stored_files").fetchone() == (0,)


def test_an_intake_waits_while_another_change_is_open(store, client, lease):
    intake = Intake(lease, attachments.drafted(store, Owner("clients", client.id), "Lease.pdf"))
    steps = attachments.add_steps(store, intake, make.NOW)
    with store.journal.change("import"):
        assert [next(steps), next(steps)] == [0, 0]
    worker = threading.Thread(target=intake.read, args=(store.folder, store.key))
    worker.start()
    while names(store, "clients", client.id) == []:
        next(steps, None)
    worker.join()


def test_files_of_one_drop_are_undone_as_one(store, client, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"x")
        intake = Intake(tmp_path / name, attachments.drafted(store, Owner("clients", client.id), name), "drop 1")
        worker = threading.Thread(target=intake.read, args=(store.folder, store.key))
        worker.start()
        for _ in attachments.add_steps(store, intake, make.NOW):
            pass
        worker.join()
    assert names(store, "clients", client.id) == ["b.txt", "a.txt"]
    store.journal.undo()
    assert names(store, "clients", client.id) == []
    store.journal.redo()
    assert names(store, "clients", client.id) == ["b.txt", "a.txt"]


def test_writing_out_can_be_stopped_and_leaves_nothing(store, client, tmp_path):
    file = put(store, client, os.urandom(3 * CHUNK))
    told = []

    def stop_after_two(done):
        told.append(done)
        return len(told) < 2

    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(Stopped):
        attachments.write_out(store.folder, store.key, file, target / "a.bin", stop_after_two, False)
    assert told == [CHUNK, 2 * CHUNK]
    assert list(target.iterdir()) == []


# whose they are


def test_files_belong_to_clients_engagements_letters_and_notes(store, client):
    letter = make_letters.estate_plan(store, client.id)
    note = sessions.begin(store, client.id, make.NOW)
    owners = [("clients", client.id), ("engagements", letter.engagement_id), ("letters", letter.id), ("notes", note.id)]
    for number, owner in enumerate(owners):
        attachments.add_bytes(store, *owner, f"{number}.pdf", b"x", make.NOW)
    for number, owner in enumerate(owners):
        assert names(store, *owner) == [f"{number}.pdf"]
    shown = attachments.of_client(store, client)
    assert [(one.attachment.name, one.place.owner.table) for one in shown] == [
        ("3.pdf", "notes"), ("2.pdf", "letters"), ("1.pdf", "engagements"), ("0.pdf", "clients"),
    ]  # fmt: skip
    assert [one.place.title for one in shown[1:]] == [letter.number, "Estate plan", "Imelda Corrant"]
    assert shown[0].place.at == make.NOW


def test_a_household_sees_its_peoples_files_and_they_its(store, client):
    other = clients.create(store, make.client("Rafael", "Corrant"), make.NOW)
    put(store, client, name="hers.pdf")
    home = clients.join(store, client.id, other.id, make.NOW)
    put(store, home, name="ours.pdf")
    for one in (home, clients.find(store, client.id)):
        assert [f.attachment.name for f in attachments.of_client(store, one)] == ["ours.pdf", "hers.pdf"]
    (ours,) = attachments.of_client(store, clients.find(store, other.id))
    assert ours.attachment.name == "ours.pdf"


def test_a_letter_has_its_signed_copy(store, client):
    letter = make_letters.estate_plan(store, client.id)
    assert attachments.signed_copy(store, letter.id) is None
    attachments.add_bytes(store, "letters", letter.id, "draft.txt", b"x", make.NOW)
    scan = attachments.add_bytes(
        store, "letters", letter.id, "scan.pdf", b"y", make.NOW, kind=AttachmentKind.SIGNED_COPY
    )
    assert attachments.signed_copy(store, letter.id) == scan
    moved = attachments.move(store, scan.id, "clients", client.id)
    assert (moved.kind, attachments.signed_copy(store, letter.id)) == (AttachmentKind.FILE, None)
    store.journal.undo()
    assert attachments.signed_copy(store, letter.id) == scan


def test_moving_a_file_where_it_is_changes_nothing(store, client):
    file = put(store, client)
    before = store.journal.head
    assert attachments.move(store, file.id, "clients", client.id) == file
    assert store.journal.head == before


def test_files_of_a_discarded_draft_stay_with_the_client_until_undo(store, client):
    letter = make_letters.estate_plan(store, client.id)
    on_letter = attachments.add_bytes(store, "letters", letter.id, "a.pdf", b"x", make.NOW)
    for item in engagements.items(store, letter.engagement_id):
        engagements.remove_item(store, item.id, make.TODAY)
    on_work = attachments.add_bytes(store, "engagements", letter.engagement_id, "b.pdf", b"x", make.NOW)
    letters.discard(store, letter.id)
    assert names(store, "clients", client.id) == ["b.pdf", "a.pdf"]
    store.journal.undo()
    assert attachments.of(store, "letters", letter.id) == [on_letter]
    assert attachments.of(store, "engagements", letter.engagement_id) == [on_work]
    store.journal.redo()
    assert names(store, "clients", client.id) == ["b.pdf", "a.pdf"]
    assert stores.check(store).problems == ()


def test_files_of_a_discarded_note_stay_with_the_client_until_undo(store, client):
    note = sessions.begin(store, client.id, make.NOW)
    file = attachments.add_bytes(store, "notes", note.id, "a.pdf", b"x", make.NOW)
    sessions.discard(store, note.id)
    assert names(store, "clients", client.id) == ["a.pdf"]
    store.journal.undo()
    assert attachments.of(store, "notes", note.id) == [file]


def test_a_file_whose_owner_went_while_it_came_goes_to_the_client(store, client, lease):
    note = sessions.begin(store, client.id, make.NOW)
    intake = Intake(lease, attachments.drafted(store, Owner("notes", note.id), "Lease.pdf"))
    worker = threading.Thread(target=intake.read, args=(store.folder, store.key))
    worker.start()
    steps = attachments.add_steps(store, intake, make.NOW)
    next(steps)
    sessions.discard(store, note.id)
    for _ in steps:
        pass
    worker.join()
    assert names(store, "clients", client.id) == ["Lease.pdf"]


# what can be said about one


def test_a_renamed_file_keeps_its_content_and_its_ending(store, client):
    file = put(store, client, name="scan0001.pdf")
    assert attachments.rename(store, file.id, "Deed of trust") == replace(file, name="Deed of trust.pdf")
    with pytest.raises(Refused):
        attachments.rename(store, file.id, " ")
    store.journal.undo()
    assert names(store, "clients", client.id) == ["scan0001.pdf"]


def test_a_removed_file_can_be_put_back_for_thirty_days(store, client):
    file = put(store, client)
    attachments.remove(store, file.id, make.NOW)
    assert names(store, "clients", client.id) == []
    (shown,) = attachments.of_client(store, client)
    assert shown.attachment.removed_at == make.NOW
    store.journal.forget()
    list(attachments.sweep_steps(store, make.NOW + 30 * DAY))
    assert attachments.put_back(store, file.id) == file
    attachments.remove(store, file.id, make.NOW)
    store.journal.forget()
    list(attachments.sweep_steps(store, make.NOW + 31 * DAY))
    assert attachments.of_client(store, client) == []
    assert store.execute("SELECT count(*) FROM file_chunks").fetchone() == (0,)
    assert stores.check(store).problems == ()


def test_programs_are_not_opened(store, client):
    attachments.may_open(put(store, client, name="lease.pdf"))
    with pytest.raises(Refused, match="program"):
        attachments.may_open(put(store, client, name="lease.pdf.exe"))


def test_a_backup_holds_the_files(store, client, tmp_path, lease):
    file = attachments.add(store, "clients", client.id, lease, make.NOW)
    stores.back_up(store, tmp_path / "copy.practice")
    import shutil  # noqa: PLC0415  one test needs it

    shutil.unpack_archive(tmp_path / "copy.practice", tmp_path / "restored", "zip")
    again = stores.unlock(tmp_path / "restored", make.PASSPHRASE)
    attachments.save(again, file.id, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == lease.read_bytes()
    assert stores.check(again).problems == ()
    again.close()
