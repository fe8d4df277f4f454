"""Files come in and go out while the person goes on; private copies end when they are put away."""

import os
from functools import partial

import pytest
from PySide6.QtCore import QTimer

from practice.actions import attachments
from practice.actions import store as stores
from practice.rules.attachments import CHUNK, Owner
from practice.ui import filing as module
from tests import make
from tests.ui.attachments.driver import chunks, made, names, waits


def idle(filing):
    return filing.progress is None


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
    assert shell.toasts.text == "Taken back: 2 added files"
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


def test_a_file_opens_while_a_copy_of_it_is_saved(qtbot, filing, file, outside, tmp_path):
    filing.save(file, tmp_path / "out.docx")
    filing.stage(file)
    filing.open(file)
    waits(qtbot, lambda: outside)
    waits(qtbot, lambda: idle(filing))


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


def test_a_copy_that_nothing_opens_the_second_time_stays(qtbot, filing, file, outside, said):
    filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"edited")
    filing.opens = lambda path: False
    filing.open(file)
    assert "Save a copy" in said[0]
    assert outside[0].read_bytes() == b"edited"
    assert filing.is_changed(file)


def test_a_file_after_one_that_was_undone_shows_its_own(qtbot, shell, filing, file, store, client, outside, said):
    first = attachments.add_bytes(store, "clients", client.id, "A.docx", b"of A", make.NOW)
    filing.open(first)
    filing.stage(first)
    waits(qtbot, lambda: outside and filing.stage(first))
    outside[0].write_bytes(b"of A, edited")
    shell.undo()
    second = attachments.add_bytes(store, "clients", client.id, "A.docx", b"of B", make.NOW)
    assert second.id != first.id
    assert second.id not in filing.copies
    filing.open(second)
    assert filing.stage(second) is None
    waits(qtbot, lambda: len(outside) == 2 and filing.stage(second))
    assert outside[1].read_bytes() == filing.stage(second).read_bytes() == b"of B"
    filing.put_away(second)
    waits(qtbot, lambda: second.id not in filing.copies)
    assert outside[0].read_bytes() == b"of A, edited"
    filing.keep_changes()
    assert not outside[0].exists()
    assert names(store, client) == ["A.docx", "A.docx", "Plan.docx"]


def test_a_copy_that_cannot_be_read_is_told_and_stays(qtbot, filing, file, outside, said, monkeypatch):
    filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"edited")

    def locked(_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(module.copies, "_hash", locked)
        filing.put_away(file)
        waits(qtbot, lambda: said)
    assert "cannot be read" in said[0]
    assert outside[0].read_bytes() == b"edited"
    filing.put_away(file)
    waits(qtbot, lambda: not filing.copies)


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
