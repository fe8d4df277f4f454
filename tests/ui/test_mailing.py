"""The mail program is handed the letter; a stand-in on the path tells what it was handed."""

import sys

import pytest
from PySide6.QtCore import QObject

from practice.rules.mailing import Message
from practice.ui import mailing

MESSAGE = Message(("ada@moss.example",), "Engagement letter", "Dear Ada,\n\nthe letter is attached.")
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-email is of Linux desktops")


def stand_in(folder, monkeypatch, code):
    program = folder / "xdg-email"
    program.write_text(f'#!/bin/sh\nprintf "%s\\0" "$@" > "{folder}/handed"\nexit {code}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def test_the_mail_program_gets_text_file_and_address(qtbot, tmp_path, monkeypatch):
    stand_in(tmp_path, monkeypatch, 0)
    owner, failures = QObject(), []
    mailing.write(owner, MESSAGE, tmp_path / "EL-2026-001.pdf", lambda: failures.append(1))
    qtbot.waitUntil((tmp_path / "handed").exists, timeout=5000)
    qtbot.waitUntil(lambda: not owner.children(), timeout=5000)
    handed = (tmp_path / "handed").read_text("utf-8").split("\0")
    assert MESSAGE.text in handed
    assert str(tmp_path / "EL-2026-001.pdf") in handed
    assert handed[-2] == "ada@moss.example"
    assert failures == []


def test_a_missing_mail_program_is_told(qtbot, tmp_path, monkeypatch):
    stand_in(tmp_path, monkeypatch, 3)
    owner, failures = QObject(), []
    mailing.write(owner, MESSAGE, tmp_path / "x.pdf", lambda: failures.append(1))
    qtbot.waitUntil(lambda: bool(failures), timeout=5000)
