"""A CSV file's text as rows of cells: the delimiter found, quotes and line ends inside cells kept, the header found."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from practice.interchange.text import LARGEST
from practice.rules.words import fold

Line = tuple[int, tuple[str, ...]]  # where a row begins, and its cells
DELIMITERS = (",", ";", "\t", "|")
MOST_ROWS = 200_000
_LONGEST_ROW = 1_000  # lines of the file; more means a quotation mark that nobody closed
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 60
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")
_EMAIL = re.compile(r"\be mail\b")
_DATA = re.compile(r".*@.*\..*|[\d\s()+./:,-]*\d[\d\s()+./:,-]*|https?://.*|\d{4}-\d\d-\d\d.*")

csv.field_size_limit(LARGEST)


class UnclosedError(ValueError):
    """A quotation mark was opened and not closed; the line where."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


def lines(text: str) -> Iterator[Line]:
    """Each row that has a value, with the line on which it begins. Raises UnclosedError."""
    delimiter, body, start = sniff(text)
    reader = _reader(body, delimiter)
    begins = start
    for cells in reader:
        ends = start + reader.line_num
        if ends - begins > _LONGEST_ROW:
            raise UnclosedError(begins)
        if any(cell.strip() for cell in cells):
            yield begins, tuple(cells)
        begins = ends


def sniff(text: str) -> tuple[str, str, int]:
    """The delimiter, the text from its first row on, and on which line that stands."""
    if found := _SEPARATOR_LINE.match(text):
        return found[1], text[found.end() :], 2
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE and (end := sample.rfind("\n")) > 0:
        sample = sample[: end + 1]
    return max(DELIMITERS, key=lambda d: _evenness(sample, d)), text, 1


def normal(header: str) -> str:
    """A column's name as it is compared: folded, its signs as spaces, "e-mail" as "email"."""
    text = _CAMEL.sub(" ", header) if not header.isupper() else header
    return _EMAIL.sub("email", _SIGNS.sub(" ", fold(text)).strip())


def looks_like_header(cells: Sequence[str], *, may_repeat: bool = False) -> bool:
    """Whether a row holds names of columns and not somebody's address, number or day; seldom does one come twice."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or len(filled) * 2 < len(cells) or any(_DATA.fullmatch(cell) for cell in filled):
        return False
    return (may_repeat or len(set(filled)) == len(filled)) and all(len(cell) <= 80 for cell in filled)


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """How even the rows are that a delimiter makes, and how wide."""
    widths: Counter[int] = Counter()
    for cells, _ in zip(_reader(sample, delimiter), range(_SAMPLE_ROWS), strict=False):
        if any(cells):
            widths[len(cells)] += 1
    wide = {width: rows for width, rows in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width, rows = max(wide.items(), key=lambda item: (item[1], item[0]))
    return rows / widths.total(), width


def _reader(text: str, delimiter: str) -> Any:  # noqa: ANN401  the reader's type has no public name
    """Python's reader; a space before a quotation mark is passed over where the file writes it so."""
    spaced = f'{delimiter} "' in text[:_SAMPLE]
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=spaced)
