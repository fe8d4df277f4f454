"""Files in and out: only plain ones, never through a link, whole or not at all."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice.errors import DiskFull, Trouble
from practice.interchange import files
from practice.interchange.files import Reading, write
from practice.rules.attachments import CHUNK, MOST

posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes are made the POSIX way")


def content(reading):
    return b"".join(chunk.data for chunk in reading)


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_is_read_in_chunks(tmp_path, size):
    data = os.urandom(size)
    (tmp_path / "a.bin").write_bytes(data)
    reading = Reading(tmp_path / "a.bin")
    assert reading.expected == size
    assert content(reading) == data
    assert reading.whole().size == size


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Trouble, match="is a folder"):
        Reading(tmp_path)


def test_what_is_not_there_is_refused(tmp_path):
    for name in ("gone.pdf", "nul\0.pdf"):
        with pytest.raises(Trouble, match="not there any more"):
            Reading(tmp_path / name)


@posix
def test_a_link_is_refused_wherever_it_leads(tmp_path):
    (tmp_path / "secret.txt").write_text("canary")
    for target in ("secret.txt", "nowhere", "/etc/passwd", "."):
        link = tmp_path / "link.txt"
        link.symlink_to(target)
        with pytest.raises(Trouble, match="is a link"):
            Reading(link)
        link.unlink()


@posix
def test_a_link_that_takes_the_files_place_is_not_followed(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("mine")
    before = path.lstat()
    path.unlink()
    path.symlink_to("/etc/passwd")
    monkeypatch.setattr(type(path), "lstat", lambda self: before)
    with pytest.raises(Trouble, match="is a link"):
        Reading(path)


@posix
def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.pdf"))
        for path in (tmp_path / "pipe.pdf", tmp_path / "socket.pdf", Path("/dev/zero")):
            with pytest.raises(Trouble, match="not a file that can be kept"):
                Reading(path)


@posix
def test_what_nobody_may_read_is_a_sentence(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "a.pdf").write_text("x")
    (tmp_path / "a.pdf").chmod(0)
    with pytest.raises(Trouble, match="cannot be read"):
        Reading(tmp_path / "a.pdf")


def test_two_gigabytes_are_refused_before_a_byte_is_read(tmp_path):
    with (tmp_path / "film.mov").open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(Trouble, match="more than 1 GB"):
        Reading(tmp_path / "film.mov")


def test_a_file_that_grows_past_the_limit_is_refused_on_the_way(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST", 3 * CHUNK)
    path = tmp_path / "log.txt"
    path.write_bytes(bytes(2 * CHUNK))
    reading = Reading(path)
    with path.open("ab") as file:
        file.write(bytes(4 * CHUNK))
    with pytest.raises(Trouble, match="more than"):
        content(reading)
    assert MOST == 1 << 30


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(2 * CHUNK))
    chunks = iter(Reading(path))
    next(chunks)
    path.write_bytes(b"other")
    with pytest.raises(Trouble, match="changed while it was read"):
        list(chunks)


def test_what_is_written_is_whole_and_its_owners_alone(tmp_path):
    write(tmp_path / "a.bin", [b"one", b"two"])
    assert (tmp_path / "a.bin").read_bytes() == b"onetwo"
    if os.name == "posix":
        assert (tmp_path / "a.bin").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path):
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise Trouble("damaged")

    (tmp_path / "a.bin").write_bytes(b"old")
    with pytest.raises(Trouble, match="damaged"):
        write(tmp_path / "a.bin", pieces())
    assert (tmp_path / "a.bin").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


@posix
def test_writing_replaces_a_link_and_does_not_follow_it(tmp_path):
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "a.bin").symlink_to("other")
    write(tmp_path / "a.bin", [b"mine"])
    assert (tmp_path / "other").read_bytes() == b"other"
    assert (tmp_path / "a.bin").read_bytes() == b"mine"


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path):
    with pytest.raises(Trouble, match="Choose another folder"):
        write(tmp_path / "nowhere" / "a.bin", [b"x"])
    (tmp_path / "taken").mkdir()
    with pytest.raises(Trouble, match="Choose another folder"):
        write(tmp_path / "taken", [b"x"])
    assert os.listdir(tmp_path) == ["taken"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_is_a_sentence(tmp_path, monkeypatch):
    real = os.open
    monkeypatch.setattr(files.os, "open", lambda path, *rest: real("/dev/full", os.O_WRONLY))
    with pytest.raises(DiskFull, match="no room"):
        write(tmp_path / "a.bin", [bytes(CHUNK)])
