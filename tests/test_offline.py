"""Nothing touches the network while the program runs."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import offline
from tests.test_architecture import ROOT, SOURCES, imports, listed, name_of

NETWORKS = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "xmlrpc", "requests", "webbrowser"}
OPENERS = {  # they hand something of this machine to the person's own programs
    "practice/ui/mailing.py",  # a letter to the mail program
    "practice/ui/filing.py",  # a file to whatever reads it
}
needs_seccomp = pytest.mark.skipif(not offline.supported(), reason="the guard is a Linux seccomp filter")


def guarded(module: str, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    folders = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    return subprocess.run(
        [sys.executable, "-m", "tests.offline", module, *words],
        cwd=ROOT,
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )


@needs_seccomp
def test_the_guard_ends_a_program_that_asks_for_the_network(tmp_path: Path) -> None:
    assert guarded("http.server", "0", home=tmp_path).returncode == -signal.SIGSYS


@needs_seccomp
def test_the_sample_practice_needs_no_network(tmp_path: Path) -> None:
    done = guarded("practice", "demo", "--out", str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out" / "letter.pdf").read_bytes().startswith(b"%PDF-")
    assert list((tmp_path / "out" / "shots").glob("*.png"))


def test_no_source_knows_how_to_reach_a_network() -> None:
    faults = [
        f"{name_of(path)} imports {module}"
        for path in SOURCES
        for module in imports(path)
        if (module.split(".")[0] in NETWORKS and not module.startswith("urllib.parse"))  # that only writes addresses
        or module.startswith("PySide6.QtNetwork")
        or (module.endswith("QDesktopServices") and name_of(path) not in OPENERS)
    ]
    assert not faults, listed(faults)


def test_no_resource_points_out_of_the_machine() -> None:
    """Pictures and style sheets that name an address would make Qt look for it."""
    texts = [p for end in ("*.svg", "*.qss") for p in (ROOT / "resources").rglob(end)]
    faults = [name_of(p) for p in texts if "http" in p.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")]
    assert not faults, listed(faults)
