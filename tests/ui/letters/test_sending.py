"""An issued letter is handed to the person's own mail program, and its file is shown where it lies."""

import sys

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from practice.actions import letters
from practice.ui import mailing
from tests import make


class Opened(QObject):
    """What the desktop was asked to open."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot(QUrl)
    def take(self, url):
        self.urls.append(url)


@pytest.fixture
def opened():
    desktop = Opened()
    for scheme in ("file", "mailto"):
        QDesktopServices.setUrlHandler(scheme, desktop, "take")
    yield desktop.urls
    for scheme in ("file", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def issued(desk, draft, screen, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "EL-2026-001.pdf"), ""))
    letter = letters.issue(desk.store, draft.id, make.NOW)
    screen.show_record(letter.id)
    return letter


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-email is of Linux desktops")
def test_the_file_goes_along_and_is_shown_in_its_folder(qtbot, desk, issued, screen, opened, tmp_path, monkeypatch):
    program = tmp_path / "xdg-email"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/handed"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    screen.issued.marking.send.click()
    qtbot.waitUntil((tmp_path / "handed").exists, timeout=5000)
    qtbot.waitUntil(lambda: "imelda@corrant.example" in (tmp_path / "handed").read_text("utf-8"), timeout=5000)
    assert (tmp_path / "EL-2026-001.pdf").read_bytes() == letters.reprint(desk.store, issued.id)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]


def test_without_such_a_program_an_address_opens_and_the_file_is_shown(
    desk, issued, screen, opened, tmp_path, monkeypatch
):
    monkeypatch.setattr(mailing, "attaches", lambda: False)
    screen.issued.marking.send.click()
    assert [url.scheme() for url in opened] == ["mailto", "file"]
    assert opened[0].path() == "imelda@corrant.example"
    assert screen.issued.marking.way_edit.text() == "email"
    screen.issued.mark()
    sent = letters.get(desk.store, issued.id)
    assert (sent.sent_by, sent.sent_on) == ("email", make.TODAY)
