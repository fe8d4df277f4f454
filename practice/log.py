"""Log lines: to standard error, or to a private file. They say what happened, never about whom."""

import logging
import os
import sys
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_NAME = "practice.log"
_BYTES_KEPT = 512 * 1024


def configure(folder: Path | None = None, *, verbose: bool = False) -> None:
    """Send log lines to `practice.log` in `folder` (made 0700, file 0600), or to standard error; may be called again.

    Lines from WARNING up are kept, from INFO up when `verbose`; never DEBUG, since peewee prints client data there.
    """
    handler = _stderr() if folder is None else _file(folder)
    handler.setFormatter(logging.Formatter(_FORMAT))
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("peewee").setLevel(level)


def _stderr() -> logging.Handler:
    return logging.StreamHandler(sys.stderr)


def _file(folder: Path) -> logging.Handler:
    """A plain file, put aside once when it has grown; logging.handlers would cost every start 15 ms."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / _NAME
    if path.exists() and path.stat().st_size > _BYTES_KEPT:
        path.replace(path.with_name(f"{_NAME}.1"))
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return logging.FileHandler(path, encoding="utf-8")
