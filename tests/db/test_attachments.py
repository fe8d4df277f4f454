"""Chunks that nothing shows before they are whole, that never change, and that check proves one by one."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from practice.actions import attachments as actions
from practice.actions import clients
from practice.actions.store import check
from practice.db import attachments, search
from practice.db import store as stores
from practice.errors import Damaged
from practice.rules.attachments import CHUNK, Chunk
from tests import make

DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    made = make.store(tmp_path)
    yield made
    if made.key:
        made.abandon()


@pytest.fixture
def client(store):
    return clients.create(store, make.client(), make.NOW)


def add(store, client, data=b"canary-5512", name="Lease.pdf"):
    return actions.add_bytes(store, "clients", client.id, name, data, make.NOW)


def content(store, attachment):
    return b"".join(attachments.read(store.folder, store.key, attachment))


def chunks(store):
    return store.execute("SELECT count(*) FROM file_chunks").fetchone()[0]


def tamper(store, sql, *values):
    """Change the file behind the program's back, as the triggers would not let it."""
    store.close()
    again = stores.unlock(store.folder, make.PASSPHRASE)
    again.execute("PRAGMA query_only = 0")
    for trigger in ("file_chunks_kept", "file_chunks_stay", "attachments_kept"):
        again.execute(f"DROP TRIGGER {trigger}")
    again.execute("PRAGMA foreign_keys = 0")
    again.execute(sql, values)
    return again


@pytest.mark.parametrize("size", [0, 1, CHUNK, 2 * CHUNK + 7])
def test_what_goes_in_comes_out(store, client, size):
    data = os.urandom(size)
    file = add(store, client, data)
    assert (file.size, content(store, file)) == (size, data)
    assert chunks(store) == file.chunks
    assert attachments.get(store, file.id) == file


def test_another_connection_reads_it_while_the_window_writes(store, client):
    file = add(store, client, bytes(2 * CHUNK))
    reading = attachments.read(store.folder, store.key, file)
    next(reading)
    add(store, client, b"more")
    assert len(next(reading)) == CHUNK


def test_nothing_of_it_is_written_in_clear(store, client):
    add(store, client)
    store.close()
    for path in store.folder.iterdir():
        assert b"canary-5512" not in path.read_bytes()
        assert b"Lease" not in path.read_bytes()


def test_chunks_leave_no_line_in_the_history_and_no_image_to_undo(store, client):
    before = store.journal.head.seq
    add(store, client, bytes(3 * CHUNK))
    assert store.journal.head.seq == before + 1
    assert store.journal.undo() == "attachment.add"
    assert actions.of(store, "clients", client.id) == []
    assert chunks(store) == 3
    assert store.journal.redo() == "attachment.add"
    (file,) = actions.of(store, "clients", client.id)
    assert content(store, file) == bytes(3 * CHUNK)


def test_listeners_hear_of_the_file_and_not_of_its_chunks(store, client):
    heard = []
    store.journal.subscribe(heard.append)
    add(store, client, bytes(3 * CHUNK))
    assert [change.tables for change in heard] == [{"attachments"}]


def test_what_a_killed_program_began_is_never_shown_and_is_swept(store, client):
    kept = add(store, client)
    begun = attachments.begin(store)
    attachments.keep_chunk(store, begun, Chunk(0, "00", b"half"))
    store.close()
    again = stores.unlock(store.folder, make.PASSPHRASE)
    assert actions.of(again, "clients", client.id) == [kept]
    assert check(again).problems == ()
    assert attachments.unseen(again) == [begun]
    assert not attachments.drop(again, begun)
    assert attachments.drop(again, begun)
    assert (attachments.unseen(again), chunks(again)) == ([], 1)
    again.close()


def test_a_big_unseen_file_goes_chunk_by_chunk(store):
    begun = attachments.begin(store)
    for number in range(10):
        attachments.keep_chunk(store, begun, Chunk(number, "00", b"x"))
    turns = 1
    while not attachments.drop(store, begun):
        turns += 1
    assert turns == 11


def test_unseen_rows_wait_for_no_disk_and_all_else_does(store, client):
    def safety():
        return store.execute("PRAGMA synchronous").fetchone()[0]

    with store.journal.unseen():
        assert safety() == 1
    assert safety() == 2
    with pytest.raises(ZeroDivisionError), store.journal.unseen():
        raise ZeroDivisionError
    assert safety() == 2
    with store.journal.change("edit"):
        assert safety() == 2
        with pytest.raises(RuntimeError), store.journal.unseen():
            pass


def test_a_worker_settles_what_the_window_wrote(store, client):
    def log():
        return (store.folder / f"{stores.FILE}-wal").stat().st_size

    with attachments.unhurried(store):
        begun = attachments.begin(store)
        for number in range(8):
            attachments.keep_chunk(store, begun, Chunk(number, "00", bytes(CHUNK)))
        assert log() > 8 * CHUNK
        attachments.settle(store.folder, store.key)
        before = (store.folder / stores.FILE).stat().st_size
        assert before > 8 * CHUNK
        attachments.keep_chunk(store, begun, Chunk(8, "00", b"x"))  # goes to the log's beginning
        assert log() < 10 * CHUNK
    assert store.execute("PRAGMA wal_autocheckpoint").fetchone() == (1000,)


def test_what_undo_could_bring_back_is_not_swept(store, client):
    file = add(store, client)
    store.journal.undo()
    assert attachments.unseen(store) == []
    clients.archive(store, client.id, make.NOW)  # from now on there is nothing to redo
    assert attachments.unseen(store) == [file.file_id]


def test_a_removed_file_is_forgotten_only_after_its_time_and_never_while_undo_knows_it(store, client):
    file = add(store, client)
    actions.remove(store, file.id, make.NOW)
    attachments.forget(store, make.NOW + DAY)
    assert attachments.of_clients(store, [client.id])
    store.journal.forget()
    attachments.forget(store, make.NOW)
    assert attachments.of_clients(store, [client.id])
    attachments.forget(store, make.NOW + DAY)
    assert attachments.of_clients(store, [client.id]) == []
    assert attachments.unseen(store) == [file.file_id]
    assert check(store).problems == ()


def test_a_kept_files_chunks_cannot_be_changed_or_taken_away(store, client):
    file = add(store, client)
    refused = (dbapi2.IntegrityError, sqlite3.IntegrityError)
    for sql in (
        "UPDATE file_chunks SET data = 'x'",
        "DELETE FROM file_chunks",
        "UPDATE attachments SET sha256 = 'x'",
        "UPDATE attachments SET file_id = 9",
        "DELETE FROM stored_files",
    ):
        with pytest.raises(refused), store.journal.unseen() as execute:
            execute(sql, ())
    with pytest.raises(refused):
        attachments.drop(store, file.file_id)
    assert content(store, file) == b"canary-5512"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE file_chunks SET data = zeroblob(1048576) WHERE number = 1",
        "UPDATE file_chunks SET sha256 = 'x' WHERE number = 0",
        "DELETE FROM file_chunks WHERE number = 1",
        "DELETE FROM file_chunks WHERE number = 2",
        "UPDATE file_chunks SET number = number + 3 WHERE number < 2",
        "UPDATE file_chunks SET data = x'00', sha256 = "
        "'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d' WHERE number = 2",
    ],
)
def test_check_and_every_reader_find_each_wrong_chunk(store, client, sql):
    file = add(store, client, os.urandom(2 * CHUNK + 5))
    assert check(store).problems == ()
    again = tamper(store, sql)
    assert check(again).problems == (f"File {file.id} is not what was put into the store.",)
    with pytest.raises(Damaged, match="damaged"):
        content(again, file)
    again.abandon()


def test_check_finds_a_file_that_claims_another_content(store, client):
    one, two = add(store, client, b"one"), add(store, client, b"two")
    again = tamper(store, "UPDATE attachments SET file_id = ? WHERE id = ?", one.file_id, two.id)
    assert check(again).problems == (f"attachments {two.id} was changed outside the program.",)
    again.abandon()


def test_a_wrong_byte_is_never_given_out(store, client):
    file = add(store, client, os.urandom(2 * CHUNK))
    again = tamper(store, "UPDATE file_chunks SET data = zeroblob(1048576) WHERE number = 1")
    given = attachments.read(again.folder, again.key, file)
    assert len(next(given)) == CHUNK
    with pytest.raises(Damaged):
        next(given)
    again.abandon()


def test_a_full_disk_keeps_nothing_and_harms_nothing(store, client):
    kept = add(store, client)
    pages = store.execute("PRAGMA page_count").fetchone()[0]
    store.execute(f"PRAGMA max_page_count = {pages + 300}")
    with pytest.raises(Exception, match="disk is full"):
        add(store, client, os.urandom(3 * CHUNK))
    store.execute(f"PRAGMA max_page_count = {pages + 3000}")
    assert actions.of(store, "clients", client.id) == [kept]
    assert attachments.unseen(store) == []
    assert check(store).problems == ()
    add(store, client, os.urandom(3 * CHUNK))


def test_a_file_is_found_by_its_name_until_it_is_removed(store, client):
    file = add(store, client, name="Harbour_lease-2026.pdf")
    for text in ("harbour", "lease", "2026", "Harbour lease"):
        (hit,) = search.find(store, text)
        assert (hit.table, hit.record_id, hit.client_id, hit.words) == (
            "attachments", file.id, client.id, "Harbour_lease-2026.pdf",
        )  # fmt: skip
    actions.rename(store, file.id, "Mooring")
    assert search.find(store, "harbour") == []
    assert [hit.record_id for hit in search.find(store, "mooring")] == [file.id]
    actions.remove(store, file.id, make.NOW)
    assert search.find(store, "mooring") == []
    store.journal.undo()
    assert [hit.record_id for hit in search.find(store, "mooring")] == [file.id]


WRITER = """
import os, sys
from pathlib import Path
from practice.actions import attachments
from practice.actions.store import unlock
from tests import make

store = unlock(Path(sys.argv[1]), make.PASSPHRASE)
while True:
    file = attachments.add_bytes(store, "clients", 1, "big.bin", os.urandom(3 << 20), make.NOW)
    print(file.id, flush=True)
"""


def test_killed_at_any_moment_a_file_is_whole_or_not_there(store, client):
    store.close()
    chance, acknowledged = random.Random(11), 0
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.folder)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(stores.__file__).parents[2],
        )
        for _ in range(chance.randrange(1, 8)):
            acknowledged = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        writer.wait()
        again = stores.unlock(store.folder, make.PASSPHRASE)
        shown = actions.of(again, "clients", client.id)
        assert acknowledged <= len(shown) <= acknowledged + 1
        assert check(again).problems == ()
        list(actions.sweep_steps(again, make.NOW))
        assert chunks(again) == 3 * len(shown)
        again.close()
