"""What every test stands on: no display, no person's own folders, and the collections of real exports where present."""

import gc
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from practice.ui.garbage import collect_due
from practice.ui.style import lend_singletons

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure() -> None:
    """As in the window, no worker of a test may collect the widgets of another, nor None, True or False run out."""
    gc.disable()
    lend_singletons()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """What is due is collected here, between two tests; widgets that wait for an event loop go without one."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()


@pytest.fixture(autouse=True)
def _home_of_nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever forgets to name a folder writes into an empty one, never into the practice of who runs the tests."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name, folder in {"XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_CONFIG_HOME": "config"}.items():
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("PRACTICE_FONTS", "")  # letters are the same on every computer


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real exports: PRACTICE_CORPORA, or shared/corpora beside the checkout; skips without it."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    folder = Path(os.environ.get("PRACTICE_CORPORA", beside))
    if not folder.is_dir():
        pytest.skip("the collections of real exports are not on this machine (PRACTICE_CORPORA names their folder)")
    return folder
