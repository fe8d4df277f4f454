import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from practice.ui import throwaway
from tests.test_architecture import ROOT

PREFIX = "practice-sample-"
HELD = "import sys, tempfile; from practice.ui import throwaway\n"
HELD += f"with throwaway.folder({PREFIX!r}) as folder: print(folder, flush=True); sys.stdin.read()"
SHOWN = """
from PySide6.QtCore import QTimer
from practice import app, sample
running = app.application()
shown = lambda: QTimer.singleShot(2 * app.LATER_MS, running, lambda: print("shown", flush=True))
QTimer.singleShot(0, running, shown)  # once the window's events are heard
sample.show("coach")
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@contextmanager
def started(code: str, temp: Path) -> Iterator[subprocess.Popen[bytes]]:
    env = {**os.environ, "TMPDIR": str(temp), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    env["XDG_STATE_HOME"] = str(temp / "state")
    with subprocess.Popen(
        [sys.executable, "-c", code], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        try:
            yield program
            program.wait(20)
        finally:
            program.kill()


def left(temp: Path) -> list[Path]:
    return list(temp.glob(f"{PREFIX}*"))


def test_it_goes_when_the_program_is_told_to_end(tmp_path: Path) -> None:
    with started(HELD, tmp_path) as program:
        assert program.stdout is not None
        assert Path(os.fsdecode(program.stdout.readline().strip())) in left(tmp_path)
        program.send_signal(signal.SIGTERM)
    assert left(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_sample_window_ends_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with started(SHOWN, tmp_path) as program:
        assert program.stdout is not None
        while program.stdout.readline() not in (b"shown\n", b""):
            pass
        assert left(tmp_path)
        program.send_signal(number)
    assert (program.returncode, left(tmp_path)) == (0, [])


def test_what_a_dead_run_left_goes_at_the_next_start(tmp_path: Path) -> None:
    with started(HELD, tmp_path) as dead, started(HELD, tmp_path) as running:
        for program in (dead, running):
            assert program.stdout is not None
            program.folder = Path(os.fsdecode(program.stdout.readline().strip()))  # type: ignore[attr-defined]
        dead.kill()
        dead.wait()
        throwaway.sweep(tmp_path, PREFIX)
        assert left(tmp_path) == [running.folder]  # type: ignore[attr-defined]
        running.terminate()


def test_only_our_own_and_old_ones_go(tmp_path: Path) -> None:
    old, young, other = (tmp_path / f"{PREFIX}{name}" for name in ("abcdefgh", "ijklmnop", "my-notes"))
    for folder in (old, young, other):
        folder.mkdir()
        if folder is not young:
            os.utime(folder, (time.time() - 2 * throwaway.YOUNG,) * 2)
    throwaway.sweep(tmp_path, PREFIX)
    assert sorted(left(tmp_path)) == sorted([young, other])
