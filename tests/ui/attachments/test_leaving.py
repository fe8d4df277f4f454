"""What lock and close do with files that come in and go out and with private copies."""

import os

import pytest
from PySide6.QtWidgets import QLabel

from practice.actions import attachments
from practice.actions import store as stores
from practice.errors import Trouble
from practice.rules.attachments import CHUNK, Owner
from practice.ui import filing as module
from practice.ui.window import Window
from tests import make
from tests.ui.attachments.driver import chunks, made, names, waits
from tests.ui.windows import PLACES


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


@pytest.fixture
def two_open(qtbot, window, file, client, store, outside):
    """Two files, open and edited."""
    other = attachments.add_bytes(store, "clients", client.id, "Other.docx", b"other", make.NOW)
    for number, one in enumerate((file, other), start=1):
        window.desk.filing.open(one)
        waits(qtbot, lambda number=number: len(outside) == number)
        outside[-1].write_bytes(b"edited")
    return file, other


@pytest.mark.parametrize("failing", [{0}, {1}, {0, 1}])
def test_the_lock_tries_every_copy_and_names_each_folder_that_stays(
    window, two_open, store, client, outside, monkeypatch, failing
):
    keeps = attachments.keep_changes
    bad = {two_open[number].id for number in failing}

    def some(store, copy, now):
        if copy.attachment.id in bad:
            raise Trouble("The disk is full.")
        return keeps(store, copy, now)

    monkeypatch.setattr(module.attachments, "keep_changes", some)
    window.lock()
    told = " ".join(text.text() for text in window.unlock_page.findChildren(QLabel))
    assert told.count("The disk is full.") == 1
    stores.sweep(store.folder, 2**40)
    for number, path in enumerate(outside):
        assert path.exists() == (number in failing)
        assert (str(path.parent) in told) == (number in failing)
    opened = again(store)
    assert len(names(opened, client)) == 2 + 2 - len(failing)
    opened.close()


def test_a_refused_close_leaves_open_files_alone(qtbot, window, file, client, store, outside, monkeypatch):
    window.desk.filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"edited")
    monkeypatch.setattr(window.shell.current, "flush", lambda: False)
    assert not window.close()
    assert outside[0].read_bytes() == b"edited"
    assert names(store, client) == ["Plan.docx"]
    assert window.close()
    assert not outside[0].exists()


def test_a_close_that_goes_on_without_what_was_typed_still_tells_of_files(qtbot, window, file, outside, monkeypatch):
    window.desk.filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"edited")

    def full(*_):
        raise Trouble("The disk is full.")

    monkeypatch.setattr(window.shell.current, "flush", lambda: False)
    monkeypatch.setattr(module.attachments, "keep_changes", full)
    assert not window.close()
    assert not window.close()
    assert str(outside[0].parent) in window.shell.messages.text
    assert window.close()
    assert outside[0].read_bytes() == b"edited"


def test_closing_waits_once_while_files_come_in(qtbot, window, file, client, store, outside, tmp_path):
    window.desk.filing.open(file)
    waits(qtbot, lambda: outside)
    outside[0].write_bytes(b"edited")
    small = made(tmp_path, "small.bin", 10)
    window.desk.filing.add([small, made(tmp_path, "big.bin", 60 * CHUNK)], Owner("clients", client.id))
    assert not window.close()
    assert window.shell.messages.text.startswith("2 files are still coming in.")
    assert outside[0].exists()
    waits(qtbot, lambda: "small.bin" in names(store, client))
    assert window.close()


def test_the_lock_says_how_many_files_were_not_kept(window, client, tmp_path):
    window.desk.filing.add([made(tmp_path, "big.bin", 60 * CHUNK)], Owner("clients", client.id))
    window.lock()
    said = "1 file was still coming in and was not kept. Add it again."
    assert any(said in text.text() for text in window.unlock_page.findChildren(QLabel))
