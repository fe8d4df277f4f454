"""`make bench`: every promised figure, ours and its baseline in the same run; the exit code tells whether all hold."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import attachments, boundaries, clients, imports, letters, many, preview, refunds, rivals, startup
from tests.benchmarks.measured import Measured

RESULT = Path("build/bench.json")
Part = Callable[[Path], Iterator[Measured]]


def _startup(base: Path) -> Iterator[Measured]:
    yield from startup.measure(base)


def _clients(base: Path) -> Iterator[Measured]:
    yield from clients.measure(base)


def _letters(_: Path) -> Iterator[Measured]:
    yield letters.measure()
    yield preview.measure()
    yield many.measure()
    yield from rivals.measure()


def _imports(_: Path) -> Iterator[Measured]:
    yield imports.measure()


def _attachments(_: Path) -> Iterator[Measured]:
    yield from attachments.measure()


def _boundaries(_: Path) -> Iterator[Measured]:
    yield from boundaries.measure()


def _refunds(_: Path) -> Iterator[Measured]:
    yield from refunds.measure()


PARTS: dict[str, Part] = {
    "startup": _startup,
    "clients": _clients,
    "letters": _letters,
    "imports": _imports,
    "attachments": _attachments,
    "boundaries": _boundaries,
    "refunds": _refunds,
}


def main() -> int:
    """Measure the parts asked for, print the table, write the file."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)} (all)")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="keep the big sample practices here for another run")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="practice-bench-") as scratch:
        base = options.keep or Path(scratch)
        measured = [line for name in options.parts or PARTS for line in _told(PARTS[name](base))]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([_plain(line) for line in measured], indent=1) + "\n")
    print(f"Written to {RESULT}.")
    return 0 if all(line.kept for line in measured) else 1


def _told(lines: Iterator[Measured]) -> Iterator[Measured]:
    for line in lines:
        limit = "(told)" if line.limit is None else f"of {line.limit:4.2f}"
        figures = f"{line.ours:10.4g} {line.baseline:10.4g} {line.ratio:6.2f} {limit}"
        print(f"{line.name:64} {figures} {'' if line.kept else 'OVER'}", flush=True)
        yield line


def _plain(line: Measured) -> dict[str, object]:
    return {
        "name": line.name,
        "ours": line.ours,
        "baseline": line.baseline,
        "ratio": round(line.ratio, 3),
        "limit": line.limit,
    }


if __name__ == "__main__":
    sys.exit(main())
