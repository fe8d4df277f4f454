"""A client with a file or two, their page at the tab of files, and a runtime folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from practice.actions import attachments, clients
from practice.actions.store import Store
from practice.rules.attachments import Attachment
from practice.rules.clients import Client
from practice.ui.attachments.files import Files
from practice.ui.clients.page import FILES
from practice.ui.filing import Filing
from practice.ui.shell import Shell
from tests import make
from tests.ui.clients.driver import opened


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make.store(tmp_path)
    yield made
    if made.key:
        made.abandon()


@pytest.fixture
def client(store: Store) -> Client:
    return clients.create(store, make.client(), make.NOW)


@pytest.fixture
def file(store: Store, client: Client) -> Attachment:
    return attachments.add_bytes(store, "clients", client.id, "Plan.docx", b"the plan", make.NOW)


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, store: Store, client: Client, runtime: Path) -> Shell:
    shell = opened(qtbot, qapp, store)
    shell.current.page.show_tab(FILES)
    return shell


@pytest.fixture
def files(shell: Shell) -> Files:
    return shell.current.page.files


@pytest.fixture
def outside() -> list[Path]:
    """What was opened by another program."""
    return []


@pytest.fixture
def filing(shell: Shell, outside: list[Path]) -> Filing:
    filing = shell.desk.filing
    filing.opens = lambda path: outside.append(path) or True
    return filing
