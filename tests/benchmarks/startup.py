"""The whole process from its start to the first painted client list, against a bare window that paints itself."""

import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.benchmarks import big
from tests.benchmarks.measured import Measured

PEOPLE = 100_000
TIMES = 25
ROOT = Path(__file__).parents[2]

_WAIT = """
def told():
    sys.stdout.write("painted\\n")
    sys.stdout.flush()
    sys.stdin.readline()
    os._exit(0)
"""
BARE = (
    """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, self, told)
"""
    + _WAIT
    + """
app = QApplication(sys.argv)
window = Bare()
window.resize(1440, 900)
window.show()
app.exec()
"""
)
OURS = (
    """
import os, sys
from pathlib import Path
from practice import app
from PySide6.QtCore import QTimer
from practice.ui.clients.people import ClientRows
paint = ClientRows.paintEvent
def painted(rows, event):
    if rows.model().rowCount():
        QTimer.singleShot(0, rows, told)
    paint(rows, event)
ClientRows.paintEvent = painted
"""
    + _WAIT
    + """
app.run(Path(sys.argv[1]), key=bytes.fromhex(sys.argv[2]))
"""
)


def measure(base: Path) -> list[Measured]:
    """Time and memory, medians of runs taken in turns on the same platform plugin."""
    folder = big.folder(base, PEOPLE)
    store = big.opened(folder)
    key = store.key.hex()
    store.close()
    command = [sys.executable, "-c", OURS, str(folder), key]
    runs = [(_run(command), _run([sys.executable, "-c", BARE])) for _ in range(TIMES + 1)][1:]
    ours, bare = zip(*runs, strict=True)
    return [
        Measured(f"start to painted client list, {PEOPLE:,} clients", _median(ours, 0), _median(bare, 0), 2.0),
        Measured("memory then (PSS, MB)", _median(ours, 1), _median(bare, 1), 2.0),
    ]


def _median(runs: tuple[tuple[float, float], ...], what: int) -> float:
    return statistics.median(run[what] for run in runs)


def _run(command: list[str]) -> tuple[float, float]:
    start = perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment()
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "painted\n"
    taken = perf_counter() - start
    memory = _pss(process.pid)
    process.stdin.close()
    process.wait()
    process.stdout.close()
    return taken, memory


def _pss(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError("this system does not tell a process's proportional set size")


def _environment() -> dict[str, str]:
    """As on a person's machine, where Python keeps what it compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
