"""What a start leaves for later, so that the client list is painted soon: `make bench` measures, this keeps."""

import os
import subprocess
import sys
from pathlib import Path

from practice.actions import clients, practice
from tests import make
from tests.benchmarks.startup import OURS
from tests.test_architecture import ROOT

LATER = {
    "argon2": "a known key needs no stretching",
    "babel": "the list writes no money",
    "cryptography": "a known key is wrapped in nothing",
    "docx": "the list writes no Word file",
    "holidays": "the list counts no business days",
    "peewee": "the list is read without tables",
    "PySide6.QtPdf": "only the composer shows a page",
    "PySide6.QtPrintSupport": "only a print needs a printer",
    "practice.actions.clients": "the list writes no client",
    "practice.db.derived": "reading makes no search rows",
    "practice.db.tables": "the list is read without tables",
    "practice.letters": "the list sets no letter",
    "practice.rules.clients": "a row is not a whole client",
    "practice.rules.paper": "the list sets no letter",
    "practice.rules.practice": "the list needs the practice's name alone",
    "practice.ui.clients.page": "the page follows the list",
    "reportlab": "the list sets no letter",
    "tomllib": "clauses and checklists wait for their screens",
    "uharfbuzz": "the list sets no letter",
    "vobject": "the list reads no cards",
}
TOLD = "def told():\n    print(*sys.modules, flush=True)\n    os._exit(0)\n"


def test_the_first_painted_list_has_left_these_for_later(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    practice.change(store, {"setup_done": True})
    clients.create(store, make.client(), make.NOW)
    folder, key = store.folder, store.key.hex()
    store.close()
    before, rest = OURS.split("def told():")
    program = before + TOLD + rest[rest.index("app.run(") :]
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder), key],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = done.stdout.split()
    assert "practice.ui.clients.people" in loaded
    early = {name: why for name, why in LATER.items() if any(m == name or m.startswith(f"{name}.") for m in loaded)}
    assert not early
