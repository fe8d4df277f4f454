"""What a killed program left unfinished in a practice's folder: our own temporary files, by their exact names."""

import re
import shutil
from contextlib import suppress
from pathlib import Path

from practice.db import keys
from practice.db.backup import SCRATCH
from practice.db.store import FILE

_FOLDER = re.compile(rf"{re.escape(SCRATCH)}[a-z0-9_]{{8}}")  # as tempfile names them
_BASES = rf"{re.escape(FILE)}\.new|before-[0-9a-z_]+\.db\.tmp"
_FILE = re.compile(rf"{re.escape(keys.FILE)}\.[0-9a-f]{{8}}\.tmp|({_BASES})(-wal|-shm|-journal)?")


def sweep(folder: Path, before: float) -> None:
    """Take away what was last written before this moment (as time.time() gives it).

    Only for who holds the practice. What cannot be taken away stays for the next start; whatever else lies there is
    somebody's own.
    """
    for path in list(folder.glob("*")):
        with suppress(OSError):
            if path.is_symlink() or path.stat().st_mtime >= before:
                continue
            if path.is_dir() and _FOLDER.fullmatch(path.name):
                shutil.rmtree(path)
            elif path.is_file() and _FILE.fullmatch(path.name):
                path.unlink()
