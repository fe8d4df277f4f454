"""Private copies of files: what another program may open, and what was changed there."""

import os
import time
from pathlib import Path

import pytest

from practice.actions import attachments, clients, copies
from practice.actions import store as stores
from practice.db import attachments as kept
from practice.errors import DiskFull, Trouble
from tests import make


@pytest.fixture
def runtime(tmp_path, monkeypatch):
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def put(store, client, data=b"x", name="a.pdf"):
    return attachments.add_bytes(store, "clients", client.id, name, data, make.NOW)


def names(store, owner_table, owner_id):
    return [one.name for one in attachments.of(store, owner_table, owner_id)]


def copy_of(store, file, named=False):
    return attachments.write_out(store.folder, store.key, file, None, lambda _: True, named)


def test_a_private_copy_is_for_its_owner_alone_and_says_nothing(store, client, runtime):
    copy = copy_of(store, put(store, client, b"canary", "Imelda's divorce.docx"))
    (folder,) = runtime.iterdir()
    assert copy.path.parent == folder
    assert copy.path.read_bytes() == b"canary"
    assert copy.path.suffix == ".docx"
    assert "divorce" not in str(copy.path)
    if os.name == "posix":
        assert (folder.stat().st_mode & 0o777, copy.path.stat().st_mode & 0o777) == (0o700, 0o600)
    copies.remove(copy)
    assert list(runtime.iterdir()) == []


def test_a_copy_to_drag_out_bears_the_files_name(store, client, runtime):
    assert copy_of(store, put(store, client, name="Lease.pdf"), named=True).path.name == "Lease.pdf"


def test_a_copy_that_nobody_changed_is_no_new_version(store, client, runtime):
    copy = copy_of(store, put(store, client, b"as it was"))
    os.utime(copy.path, (1, 1))  # looked at, saved unchanged
    assert not copies.changed(copy)
    assert attachments.keep_changes(store, copy, make.NOW) == []


def test_what_was_changed_in_a_copy_becomes_the_next_version(store, client, runtime):
    file = put(store, client, b"first", "Plan.docx")
    copy = copy_of(store, file)
    copy.path.write_bytes(b"second, longer")
    (copy.path.parent / "Plan with comments.docx").write_bytes(b"saved as")
    (copy.path.parent / ".~lock.Plan.docx#").write_bytes(b"of another program")
    assert copies.changed(copy)
    new, other = attachments.keep_changes(store, copy, make.NOW)
    assert (new.name, new.version, other.name, other.version) == ("Plan.docx", 2, "Plan with comments.docx", 1)
    assert b"".join(kept.read(store.folder, store.key, new)) == b"second, longer"
    assert b"".join(kept.read(store.folder, store.key, file)) == b"first"
    assert new.owner == other.owner == file.owner


def test_what_was_opened_before_undo_is_no_version_of_the_next_file(store, client, runtime):
    other = clients.create(store, make.client(), make.NOW)
    first = put(store, client, b"of the first", "Plan.docx")
    copy = copy_of(store, first)
    store.journal.undo()
    second = attachments.add_bytes(store, "clients", other.id, "Lease.docx", b"of the other", make.NOW)
    assert second.id != first.id
    copy.path.write_bytes(b"edited, of the first")
    (made,) = attachments.keep_changes(store, copy, make.NOW)
    assert (made.name, made.client_id) == ("Plan.docx", client.id)
    assert names(store, "clients", other.id) == ["Lease.docx"]


def refuse(*_):
    raise PermissionError(13, "Permission denied")


def test_a_copy_that_cannot_be_read_is_not_taken_for_unchanged(store, client, runtime, monkeypatch):
    copy = copy_of(store, put(store, client, b"first", "Plan.docx"))
    copy.path.write_bytes(b"second, longer")

    monkeypatch.setattr(copies, "_hash", refuse)
    with pytest.raises(Trouble, match="cannot be read"):
        attachments.keep_changes(store, copy, make.NOW)
    monkeypatch.setattr(copies, "_stamp", refuse)
    assert copies.touched(copy)
    with pytest.raises(Trouble, match="cannot be read"):
        attachments.to_keep(copy)


def test_a_folder_that_cannot_be_listed_is_trouble_and_one_that_is_gone_holds_nothing(
    store, client, runtime, monkeypatch
):
    copy = copy_of(store, put(store, client))
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        with pytest.raises(Trouble, match="cannot be read"):
            attachments.to_keep(copy)
    copies.remove(copy)
    assert attachments.to_keep(copy) == []


def test_what_was_saved_in_a_folder_or_like_the_document_counts_too(store, client, runtime):
    copy = copy_of(store, put(store, client, name="Plan.docx"))
    folder = copy.path.parent
    (folder / "parts" / ".cache").mkdir(parents=True)
    for name in ("parts/Table.xlsx", "~Plan.docx", "~$Plan.docx", "~WRL0001.tmp", ".lock", "parts/.cache/a.docx"):
        (folder / name).write_bytes(b"x")
    assert [path.name for path in attachments.to_keep(copy)] == ["Table.xlsx", "~Plan.docx"]


def test_the_next_start_passes_by_what_could_not_be_kept(store, client, runtime):
    copy = copy_of(store, put(store, client))
    gone = copy_of(store, put(store, client))
    copies.spare(copy)
    stores.sweep(store.folder, time.time() + 60)
    assert (copy.path.exists(), gone.path.exists()) == (True, False)
    assert copies.others(copy) == []


def test_the_next_start_takes_away_this_practices_copies_only(store, client, runtime, tmp_path):
    copy_of(store, put(store, client))
    elsewhere = make.store(tmp_path / "other")
    somebody = clients.create(elsewhere, make.client(), make.NOW)
    theirs = copy_of(elsewhere, attachments.add_bytes(elsewhere, "clients", somebody.id, "b.pdf", b"x", make.NOW))
    (runtime / "practice-letters").mkdir()
    stores.sweep(store.folder, time.time() - 60)  # too young
    assert len(list(runtime.iterdir())) == 3
    stores.sweep(store.folder, time.time() + 60)
    assert sorted(path.name for path in runtime.iterdir()) == sorted([theirs.path.parent.name, "practice-letters"])
    elsewhere.close()


def test_where_a_copy_has_no_room_a_sentence_says_so(store, client, runtime, monkeypatch):
    def full(path: Path, pieces: object) -> None:
        raise DiskFull("There is no room.")

    monkeypatch.setattr(copies, "write", full)
    file = put(store, client)
    with pytest.raises(DiskFull, match="Save a copy"):
        copy_of(store, file)
    assert list(runtime.iterdir()) == []
