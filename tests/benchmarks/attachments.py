"""500 MB into the store and out again through the real window: time, memory at its highest, the longest standstill.

The baseline of both times is the same bytes hashed and encrypted bare: in by one sqlcipher3 transaction a chunk, out
into one plain file.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import sqlcipher3

from practice.actions import clients, practice
from practice.rules.attachments import CHUNK
from tests import make
from tests.benchmarks.measured import Measured

SIZE = 500_000_000
TIME_LIMIT = 1.5
MEMORY_LIMIT = 300  # MB
STILL_LIMIT = 100  # milliseconds
ROOT = Path(__file__).parents[2]

_WINDOW = """
import json, os, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from practice import app as composition
from practice.actions.store import Store
from practice.actions import attachments
from practice.rules.attachments import Owner
from practice.ui.clients.page import FILES

folder, key, source, target = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
app = composition.application()
window = composition.window(folder)
window.open(Store(folder, key))
window.show()
peak, ended, beats, times = [0], threading.Event(), [time.perf_counter()], {}

def watch():
    while not ended.wait(0.02):
        for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                peak[0] = max(peak[0], int(line.split()[1]))

def beat():
    beats.append(time.perf_counter())

def still(since):
    held = [b for b in beats if b >= since]
    return max(later - earlier for earlier, later in zip(held, held[1:]))

def show():
    window.shell.go("clients", 1)
    window.shell.current.page.show_tab(FILES)
    QTimer.singleShot(300, take_in)

def take_in():
    pulse.start()
    times["in"] = time.perf_counter()
    window.desk.filing.changed.connect(on_changed)
    window.desk.filing.add([source], Owner("clients", 1))

def on_changed():
    if window.desk.filing.progress is not None:
        return
    now = time.perf_counter()
    if "out" not in times:
        times["in_took"], times["in_still"] = now - times["in"], still(times["in"])
        times["out"] = now
        file = attachments.of(window.desk.store, "clients", 1)[0]
        window.desk.filing.save(file, target)
    elif "out_took" not in times:
        times["out_took"], times["out_still"] = now - times["out"], still(times["out"])
        QTimer.singleShot(0, tell)

def tell():
    ended.set()
    watcher.join()
    print(json.dumps({**times, "peak": peak[0] / 1024}))
    window.close()
    app.quit()

watcher = threading.Thread(target=watch)
watcher.start()
pulse = QTimer(interval=2)
pulse.timeout.connect(beat)
QTimer.singleShot(500, show)
app.exec()
"""


def measure(size: int = SIZE) -> list[Measured]:
    """One run of each."""
    with tempfile.TemporaryDirectory(prefix="practice-bench-files-") as scratch:
        base = Path(scratch)
        source, target = base / "source.bin", base / "target.bin"
        _fill(source, size)
        ours = _ours(base, source, target)
        assert _hash(target) == _hash(source)
        bare_in, bare_out = _bare(base, source)
    said = f"{size // 1_000_000} MB"
    return [
        Measured(f"{said} into the store, through the window", ours["in_took"], bare_in, TIME_LIMIT),
        Measured(f"{said} out of it", ours["out_took"], bare_out, TIME_LIMIT),
        Measured("memory at its highest meanwhile (PSS, MB, of 300)", ours["peak"], MEMORY_LIMIT, 1.0),
        Measured("longest standstill while it comes in (ms, of 100)", ours["in_still"] * 1000, STILL_LIMIT, 1.0),
        Measured("longest standstill while it goes out (ms, of 100)", ours["out_still"] * 1000, STILL_LIMIT, 1.0),
    ]


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for start in range(0, size, CHUNK):
            file.write(os.urandom(min(CHUNK, size - start)))


def _hash(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            found.update(data)
    return found.hexdigest()


def _ours(base: Path, source: Path, target: Path) -> dict[str, float]:
    store = make.store(base)
    practice.change(store, {"setup_done": True})
    clients.create(store, make.client(), make.NOW)
    folder, key = store.folder, store.key.hex()
    store.close()
    command = [sys.executable, "-c", _WINDOW, str(folder), key, str(source), str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=600)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _bare(base: Path, source: Path) -> tuple[float, float]:
    with closing(sqlcipher3.connect(str(base / "raw.db"), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE chunks (id INTEGER PRIMARY KEY, sha256 TEXT, data BLOB)")
        start = perf_counter()
        with source.open("rb") as file:
            while data := file.read(CHUNK):
                values = (sha256(data).hexdigest(), data)
                connection.execute("INSERT INTO chunks (sha256, data) VALUES (?, ?)", values)
        between = perf_counter()
        with (base / "raw.bin").open("wb") as out:
            for number in range(1, connection.execute("SELECT max(id) FROM chunks").fetchone()[0] + 1):
                digest, data = connection.execute("SELECT sha256, data FROM chunks WHERE id = ?", (number,)).fetchone()
                assert sha256(data).hexdigest() == digest
                out.write(data)
            out.flush()
            os.fsync(out.fileno())
        return between - start, perf_counter() - between
