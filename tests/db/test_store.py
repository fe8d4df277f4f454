import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import FrameType

import pytest

from practice.actions import store as actions
from practice.db import backup, cipher, keys, records
from practice.db import store as stores
from practice.db.tables import TABLES, ClientRow
from practice.errors import AlreadyOpen, Damaged, NewerVersion, Trouble, WrongKey
from practice.rules.clients import Client
from tests import make

SHELF = {"sort_key": "k", "list_name": "n", "shelf": 1}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "practice"


@pytest.fixture
def store(folder):
    store = make.store(folder.parent)
    yield store
    if store.key:
        store.abandon()


def add(store, name="Ines"):
    with store.change("add"):
        return store.journal.put(ClientRow, Client(given=name, notes="canary-7731"), **SHELF)


def test_what_was_saved_is_there_after_lock_and_unlock(store, folder):
    client = add(store)
    store.close()
    assert store.key == b""
    again = stores.unlock(folder, make.PASSPHRASE)
    assert records.get(ClientRow, Client, client.id) == client
    again.close()


def test_nothing_is_written_in_clear(store, folder):
    add(store)
    store.close()
    for file in folder.iterdir():
        assert b"canary-7731" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_connection_is_safe(store):
    values = {
        name: store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys", "secure_delete")
    }
    assert values == {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    assert store.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store.execute("PRAGMA cipher_status").fetchone() == ("1",)
    assert store.execute("SELECT v FROM search_config WHERE k = 'secure-delete'").fetchone() == (1,)


def test_a_wrong_passphrase_leaves_every_file_as_it_was(store, folder):
    store.close()
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    with pytest.raises(WrongKey):
        stores.unlock(folder, "not the passphrase")
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == before


def test_a_second_practice_in_the_same_folder_is_refused(store, folder):
    with pytest.raises(AlreadyOpen):
        make.store(folder.parent)


def test_a_creation_that_was_cut_short_can_be_made_again(folder):
    folder.mkdir()
    keys.create(folder, "an earlier attempt", keys.Shown(), make.CHEAP)
    (folder / "practice.db.new").write_bytes(b"half")
    make.store(folder.parent).close()
    stores.unlock(folder, make.PASSPHRASE).close()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(4080), b"x" * 4096])
def test_a_file_that_is_not_ours_is_refused_unchanged(store, folder, content):
    store.close()
    (folder / stores.FILE).write_bytes(content)
    with pytest.raises(Damaged):
        stores.unlock(folder, make.PASSPHRASE)
    assert (folder / stores.FILE).read_bytes() == content


def test_a_newer_practice_is_refused_unchanged(store, folder):
    store.execute("PRAGMA query_only = 0")
    store.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01')")
    store.close()
    before = (folder / stores.FILE).read_bytes()
    with pytest.raises(NewerVersion):
        stores.unlock(folder, make.PASSPHRASE)
    assert (folder / stores.FILE).read_bytes() == before


def test_the_migrated_schema_is_the_tables_schema(store):
    database = ClientRow._meta.database
    for table in TABLES:
        columns = {c.name: (c.data_type.upper(), c.null) for c in database.get_columns(table._meta.table_name)}
        wanted = {
            name: ("INTEGER" if f.field_type in ("INT", "AUTO") else f.field_type, f.null)
            for name, f in table._meta.columns.items()
        }
        assert columns == wanted
        indexes = {(tuple(i.columns), i.unique) for i in database.get_indexes(table._meta.table_name)}
        fields = {((n,), bool(f.unique)) for n, f in table._meta.columns.items() if f.index or f.unique}
        assert indexes == fields | {(tuple(c), u) for c, u in table._meta.indexes}


def test_check_finds_nothing_in_a_sound_practice(store):
    client = add(store)
    with store.change("edit"):
        store.journal.put(ClientRow, replace(client, given="Inez"), **SHELF)
    found = actions.check(store)
    assert (found.problems, found.rows, found.entries) == ((), 1, 2)


TAMPERINGS = [
    "UPDATE clients SET notes = 'x'",
    "UPDATE clients SET salt = zeroblob(16)",
    "DELETE FROM clients WHERE id = 2",
    "INSERT INTO things (salt, client_id, text, icon) VALUES (x'00', 1, 'x', 'heart')",
    "DELETE FROM history WHERE seq = 2",
    "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)",
    "UPDATE history SET label = 'x' WHERE seq = 1",
    'UPDATE history SET "hash" = zeroblob(32) WHERE seq = 3',
    "UPDATE history SET record_id = 3 - record_id WHERE seq < 3",
]


@pytest.mark.parametrize("sql", TAMPERINGS)
def test_check_finds_each_tampering(store, folder, sql):
    for name in ("Ines", "Corwin", "Imelda"):
        add(store, name)
    store.close()
    store = stores.unlock(folder, make.PASSPHRASE)
    store.execute("PRAGMA query_only = 0")
    for trigger in ("history_kept", "history_stays"):
        store.execute(f"DROP TRIGGER {trigger}")
    assert store.execute(sql).rowcount
    assert actions.check(store).problems
    store.abandon()


def test_an_older_copy_put_back_is_found(store, folder, tmp_path):
    add(store)
    store.close()
    shutil.copy(folder / stores.FILE, tmp_path / "old.db")
    store = stores.unlock(folder, make.PASSPHRASE)
    add(store, "Corwin")
    store.close()
    shutil.copy(tmp_path / "old.db", folder / stores.FILE)
    store = stores.unlock(folder, make.PASSPHRASE)
    assert any("older" in p for p in actions.check(store).problems)
    store.abandon()


def test_every_flipped_bit_is_found(store, folder):
    add(store)
    store.close()
    path, chance = folder / stores.FILE, random.Random(1)
    whole = path.read_bytes()
    for _ in range(60):
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        assert _trouble(folder), f"byte {at}"


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_a_file_cut_at_a_page_is_found(store, folder, pages):
    add(store)
    store.close()
    path = folder / stores.FILE
    path.write_bytes(path.read_bytes()[: -4096 * pages])
    assert _trouble(folder)


def _trouble(folder):
    try:
        store = stores.unlock(folder, make.PASSPHRASE)
    except Trouble:
        return True
    try:
        return bool(actions.check(store).problems)
    except Trouble:
        return True
    finally:
        store.abandon()


def test_a_backup_opens_as_a_practice_by_itself(store, folder, tmp_path):
    client = add(store)
    size = actions.back_up(store, tmp_path / "copy.practice")
    assert size == (tmp_path / "copy.practice").stat().st_size
    assert b"canary-7731" not in (tmp_path / "copy.practice").read_bytes()
    assert (tmp_path / "copy.practice").stat().st_mode & 0o777 == 0o600
    assert store.shown().backed_up_at == "2026-11-18T17:00:00+00:00"
    store.close()
    shutil.unpack_archive(tmp_path / "copy.practice", tmp_path / "restored", "zip")
    restored = stores.unlock(tmp_path / "restored", make.PASSPHRASE)
    assert records.get(ClientRow, Client, client.id) == client
    assert actions.check(restored).problems == ()
    restored.close()


def test_a_backup_that_cannot_be_made_leaves_nothing(store, folder, tmp_path):
    with pytest.raises(Trouble):
        actions.back_up(store, tmp_path / "nowhere" / "copy.practice")
    with pytest.raises(Trouble, match="not a folder"):
        actions.back_up(store, tmp_path)
    assert sorted(f.name for f in folder.iterdir()) == [
        "practice.db",
        "practice.db-shm",
        "practice.db-wal",
        "practice.key",
    ]
    assert store.shown().backed_up_at == ""


def test_a_start_sweeps_what_a_killed_program_left_and_nothing_else(store, folder):
    ours = ["practice.db.new", "practice.db.new-wal", "before-0002_more.db.tmp", "practice.key.0a1b2c3d.tmp"]
    theirs = ["letter.pdf.tmp", "practice.db.new.pdf", "practice.key.tmp", "before-0002_more.db"]
    for name in (*ours, *theirs):
        (folder / name).write_text("x")
    for name in (".unfinished-backup-a1b2c3d_", "backup-november", ".unfinished-backup-my_notes"):
        (folder / name).mkdir()
        (folder / name / "practice.db").write_text("x")
    before = time.time() + 60
    os.utime(folder / ".unfinished-backup-my_notes", (before, before))  # under way now
    names = {path.name for path in folder.iterdir()}
    actions.sweep(folder, before)
    assert names - {path.name for path in folder.iterdir()} == {*ours, ".unfinished-backup-a1b2c3d_"}
    add(store)
    assert actions.check(store).problems == ()
    actions.sweep(folder / "nowhere", before)


def test_a_backup_leaves_nothing_in_the_folder_it_goes_to_while_it_is_proven(store, tmp_path, monkeypatch):
    seen = []
    describe = backup.describe
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setattr(backup, "describe", lambda *given: seen.append(os.listdir(place)) or describe(*given))
    actions.back_up(store, place / "copy.practice")
    assert seen == [[], ["copy.practice.tmp"]]
    assert os.listdir(place) == ["copy.practice"]


def test_a_full_disk_is_a_sentence_and_the_practice_is_whole(store):
    client = add(store)
    pages = store.execute("PRAGMA page_count").fetchone()[0]
    store.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble, match="disk is full"), store.change("fill"):  # noqa: PT012  many writes fill it
        for _ in range(200):
            store.journal.put(ClientRow, Client(given="x" * 4000), **SHELF)
    store.execute("PRAGMA max_page_count = 1000000")
    assert records.fetch(ClientRow.select(), Client) == [client]
    add(store, "Corwin")
    assert actions.check(store).problems == ()


WRITER = """
import sys
from pathlib import Path
from practice.db import store as stores
from practice.db.tables import ClientRow
from practice.rules.clients import Client
store = stores.unlock(Path(sys.argv[1]), sys.argv[2])
n = 0
while True:
    n += 1
    with store.change("add"):
        for part in range(3):
            store.journal.put(ClientRow, Client(given=str(n), middle=str(part)), sort_key="k", list_name="n", shelf=1)
    print(n, flush=True)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost_or_torn(store, folder):
    store.close()
    chance, acknowledged = random.Random(7), 0
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), make.PASSPHRASE],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(stores.__file__).parents[2],
        )
        for _ in range(chance.randrange(2, 60)):
            acknowledged_now = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read().split()
        writer.wait()
        acknowledged += int(rest[-1]) if rest else acknowledged_now
        store = stores.unlock(folder, make.PASSPHRASE)
        groups = ClientRow.select().count() / 3
        assert groups == int(groups)
        assert acknowledged <= groups <= acknowledged + 5
        acknowledged = int(groups)
        assert actions.check(store).problems == ()
        store.abandon()


def test_a_key_of_the_wrong_length_never_opens_a_plain_file(tmp_path):
    with pytest.raises(ValueError, match="32 bytes"):
        cipher.connect(tmp_path / "x.db", b"")
    assert not (tmp_path / "x.db").exists()


def test_no_key_stays_in_memory_after_lock(store):
    add(store)
    key = store.key
    store.close()
    assert [type(one) for one in gc.get_referrers(key) if not isinstance(one, FrameType)] == []


def test_a_lock_that_cannot_be_noted_still_locks(store, folder):
    (folder / keys.FILE).rename(folder / "elsewhere")
    with pytest.raises(Damaged, match="missing"):
        store.close()
    assert store.key == b""
    assert store.journal.can_undo is None
    with pytest.raises(Exception, match="closed"):
        store.execute("SELECT 1")


def test_a_key_whose_practice_is_missing_is_never_written_over(store, folder):
    add(store)
    store.close()
    before = (folder / keys.FILE).read_bytes()
    (folder / stores.FILE).rename(folder / "elsewhere")
    with pytest.raises(Damaged, match="missing here"):
        stores.create(folder, make.PASSPHRASE, cost=make.CHEAP)
    assert (folder / keys.FILE).read_bytes() == before
