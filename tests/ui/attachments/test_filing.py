"""Files come in and go out while the person goes on; private copies end when they are put away or the window locks."""

import os
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from practice.actions import attachments
from practice.actions import store as stores
from practice.errors import Trouble
from practice.rules.attachments import CHUNK, Owner
from practice.ui import filing as module
from practice.ui.window import Window
from tests import make
from tests.ui.windows import PLACES


def names(store, client):
    return [one.name for one in attachments.of(store, "clients", client.id)]


def idle(filing):
    return filing.progress is None


def waits(qtbot, condition):
    qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)


def chunks(store):
    return store.execute("SELECT count(*) FROM file_chunks").fetchone()[0]


def made(tmp_path, name, size):
    path = tmp_path / name
    path.write_bytes(os.urandom(size))
    return path


@pytest.fixture
def said(shell):
    """Every toast and every trouble."""
    heard = []
    shell.desk.toasted.connect(lambda text, undo: heard.append(text))
    shell.desk.told.connect(heard.append)
    return heard


@pytest.fixture
def whose(client):
    return Owner("clients", client.id)


def test_files_of_one_drop_are_undone_as_one(qtbot, shell, filing, store, client, whose, said, tmp_path):
    filing.add([made(tmp_path, "a.pdf", 3 * CHUNK), made(tmp_path, "b.pdf", 10)], whose)
    assert filing.progress is not None
    waits(qtbot, partial(idle, filing))
    assert (names(store, client), said) == (["b.pdf", "a.pdf"], ["Added 2 files"])
    shell.undo()
    assert names(store, client) == []


def test_the_window_goes_on_meanwhile(qtbot, filing, whose, tmp_path):
    turns = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: turns.append(filing.progress))
    timer.start()
    filing.add([made(tmp_path, "big.bin", 40 * CHUNK)], whose)
    waits(qtbot, partial(idle, filing))
    timer.stop()
    seen = {now.done for now in turns if now is not None}
    assert len(seen) > 4
    assert {now.total for now in turns if now is not None} <= {0, 40 * CHUNK}


def test_cancel_keeps_nothing_and_sweeps_it(qtbot, filing, store, client, whose, said, tmp_path, monkeypatch):
    filing._sweep_later.setInterval(0)
    filing.add([made(tmp_path, "big.bin", 40 * CHUNK), made(tmp_path, "next.bin", 10)], whose)
    waits(qtbot, lambda: chunks(store) > 2)
    filing.cancel()
    assert (names(store, client), said) == ([], ["Cancelled; nothing was kept"])
    waits(qtbot, lambda: chunks(store) == 0)
    assert stores.check(store).problems == ()
    filing.add([made(tmp_path, "again.bin", 10)], whose)
    waits(qtbot, lambda: names(store, client) == ["again.bin"])


def test_what_cannot_be_read_is_told_and_the_rest_comes(qtbot, filing, store, client, whose, said, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    filing.add([folder, tmp_path / "gone.pdf", made(tmp_path, "b.pdf", 10)], whose)
    waits(qtbot, lambda: "Added b.pdf" in said)
    assert said[:2] == ["“folder” is a folder. Add the files in it.", "“gone.pdf” is not there any more."]
    assert names(store, client) == ["b.pdf"]


def test_a_full_disk_is_told_and_nothing_is_kept(qtbot, filing, store, client, whose, said, tmp_path):
    pages = store.execute("PRAGMA page_count").fetchone()[0]
    store.execute(f"PRAGMA max_page_count = {pages + 300}")
    filing.add([made(tmp_path, "big.bin", 6 * CHUNK)], whose)
    waits(qtbot, lambda: said)
    assert "disk is full" in said[0]
    assert names(store, client) == []


def test_a_copy_is_saved_where_the_person_wants_it(qtbot, filing, file, said, tmp_path):
    filing.save(file, tmp_path / "out.docx")
    waits(qtbot, lambda: said == ["Saved out.docx"])
    assert (tmp_path / "out.docx").read_bytes() == b"the plan"


def test_where_it_cannot_be_written_that_is_told(qtbot, filing, file, said, tmp_path):
    filing.save(file, tmp_path / "nowhere" / "out.docx")
    waits(qtbot, lambda: said == ["“out.docx” cannot be written there. Choose another folder."])
    assert idle(filing)


def test_open_makes_one_private_copy_and_put_away_takes_it(qtbot, filing, file, outside, runtime, said):
    filing.open(file)
    filing.open(file)  # an impatient person
    waits(qtbot, lambda: outside)
    assert outside[0].read_bytes() == b"the plan"
    filing.open(file)
    assert outside == [outside[0]] * 2
    assert not filing.is_changed(file)
    filing.put_away(file)
    waits(qtbot, lambda: not filing.copies)
    assert (list(runtime.iterdir()), said) == ([], [])


def test_put_away_keeps_what_was_changed(qtbot, filing, file, store, client, outside, runtime, said):
    filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"the plan, with comments")
    (outside[0].parent / "As PDF.pdf").write_bytes(b"saved as")
    assert filing.is_changed(file)
    filing.put_away(file)
    filing.put_away(file)
    waits(qtbot, lambda: not filing.copies)
    assert names(store, client) == ["As PDF.pdf", "Plan.docx", "Plan.docx"]
    assert [one.version for one in attachments.of(store, "clients", client.id)] == [1, 2, 1]
    assert (list(runtime.iterdir()), said) == ([], ["Added 2 files"])


def test_what_cannot_be_kept_keeps_its_copy(qtbot, filing, file, store, client, outside, said):
    filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(os.urandom(6 * CHUNK))
    (outside[0].parent / "As PDF.pdf").write_bytes(b"saved as")
    pages = store.execute("PRAGMA page_count").fetchone()[0]
    store.execute(f"PRAGMA max_page_count = {pages + 300}")
    filing.put_away(file)
    waits(qtbot, lambda: said and idle(filing))
    assert outside[0].exists()
    assert filing.is_changed(file)
    store.execute(f"PRAGMA max_page_count = {pages + 30_000}")
    filing.put_away(file)
    waits(qtbot, lambda: not filing.copies)
    assert names(store, client) == ["As PDF.pdf", "Plan.docx", "Plan.docx"]


def test_programs_are_refused_with_a_sentence(filing, store, client, outside, said):
    filing.open(attachments.add_bytes(store, "clients", client.id, "run.exe", b"MZ", make.NOW))
    assert outside == []
    assert "program" in said[0]


def test_a_file_that_nothing_opens_leaves_no_copy(qtbot, filing, file, runtime, said):
    filing.opens = lambda path: False
    filing.open(file)
    waits(qtbot, lambda: said)
    assert "Save a copy" in said[0]
    assert list(runtime.iterdir()) == []


def test_a_damaged_file_is_told_and_not_opened(qtbot, filing, file, store, outside, runtime, said):
    store.execute("PRAGMA query_only = 0")
    store.execute("DROP TRIGGER file_chunks_kept")
    store.execute("UPDATE file_chunks SET data = x'00'")
    store.execute("PRAGMA query_only = 1")
    filing.open(file)
    waits(qtbot, lambda: said)
    assert "damaged" in said[0]
    assert (outside, list(runtime.iterdir())) == ([], [])


def test_what_is_dragged_out_bears_its_name(qtbot, filing, file, runtime):
    assert filing.stage(file) is None
    waits(qtbot, lambda: filing.stage(file) is not None)
    path = filing.stage(file)
    assert (path.name, path.read_bytes()) == ("Plan.docx", b"the plan")
    assert len(list(runtime.iterdir())) == 1


def test_what_was_dragged_out_does_not_lie_there_for_long(qtbot, filing, file, runtime, said, monkeypatch):
    monkeypatch.setattr(module, "DRAGGED_MS", 50)
    filing.stage(file)
    waits(qtbot, lambda: said == ["Plan.docx can be dragged out now"])
    waits(qtbot, lambda: not list(runtime.iterdir()))
    assert filing.stage(file) is None


# the lock


@pytest.fixture
def window(qtbot, store, client, file, runtime, outside):
    shown = Window(store.folder, PLACES, lambda desk, text, limit: [], clock=lambda: make.NOW)
    qtbot.addWidget(shown, before_close_func=lambda w: w.lock())
    shown.open(store)
    shown.desk.filing.opens = lambda path: outside.append(path) or True
    shown.show()
    return shown


def again(store):
    return stores.unlock(store.folder, make.PASSPHRASE)


def test_the_lock_takes_every_copy_and_keeps_what_was_changed(qtbot, window, file, client, store, outside, runtime):
    filing = window.desk.filing
    filing.open(file)
    filing.stage(file)
    waits(qtbot, lambda: outside and filing.stage(file))
    assert len(list(runtime.iterdir())) == 2
    outside[0].write_bytes(b"changed at the last moment")
    window.lock()
    assert list(runtime.iterdir()) == []
    opened = again(store)
    assert [(one.name, one.version) for one in attachments.of(opened, "clients", client.id)] == [
        ("Plan.docx", 2), ("Plan.docx", 1),
    ]  # fmt: skip
    assert stores.check(opened).problems == ()
    opened.close()


def test_the_lock_ends_what_comes_in_and_leaves_no_trace_of_it(qtbot, window, client, store, tmp_path):
    window.desk.filing.add([made(tmp_path, "big.bin", 60 * CHUNK)], Owner("clients", client.id))
    waits(qtbot, lambda: chunks(store) > 3)
    window.lock()
    opened = again(store)
    assert names(opened, client) == ["Plan.docx"]
    assert chunks(opened) > 3
    list(attachments.sweep_steps(opened, make.NOW))
    assert chunks(opened) == 1
    opened.close()


def test_the_lock_ends_what_goes_out_and_leaves_no_half(window, client, store, tmp_path, runtime):
    big = attachments.add_bytes(store, "clients", client.id, "big.bin", os.urandom(30 * CHUNK), make.NOW)
    target = tmp_path / "out"
    target.mkdir()
    window.desk.filing.save(big, target / "big.bin")
    window.desk.filing.open(big)
    window.lock()
    assert [path.name for path in target.iterdir()] in ([], ["big.bin"])
    assert list(runtime.iterdir()) == []


def test_what_the_lock_cannot_keep_stays_and_is_told(qtbot, window, file, store, outside, runtime, monkeypatch):
    window.desk.filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"changed")

    def full(*_):
        raise Trouble("The disk is full.")

    monkeypatch.setattr(module.attachments, "keep_changes", full)
    window.lock()
    assert store.key == b""
    assert any("The disk is full." in text.text() for text in window.unlock_page.findChildren(QLabel))
    assert outside[0].read_bytes() == b"changed"


def test_closing_tells_first_what_cannot_be_kept(qtbot, window, file, outside, monkeypatch):
    window.desk.filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"changed")
    asked = []

    def full(*_):
        asked.append(1)
        raise Trouble("The disk is full.")

    monkeypatch.setattr(module.attachments, "keep_changes", full)
    assert not window.close()
    assert "The disk is full." in window.shell.messages.text
    assert window.close()
    assert len(asked) == 3
