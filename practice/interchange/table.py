"""A table as a CSV file that every spreadsheet opens, and in which no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# What makes a spreadsheet calculate instead of show, in their wide forms too; and what hides it from the eye.
_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212")


def safe(cell: str) -> str:
    """The cell as it can stand in a spreadsheet: one that would be a formula begins with an apostrophe."""
    plain = cell.replace("\0", "")
    return f"'{plain}" if plain.lstrip(" \u00a0").startswith(_STARTS) else plain


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as CSV in UTF-8 with a mark that says so, a comma between cells."""
    made = io.StringIO(newline="")
    csv.writer(made).writerows([safe(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig", "replace")
