"""Words into Word's paragraphs and runs: plain text whatever it holds, each run marked with the way it is read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Placed

from practice.letters import bidi, said
from practice.rules.letters import Paragraph
from practice.rules.markup import Run, runs

_NOT_XML = re.compile("[\ufffe\uffff]")


def add(
    where: Document | _Cell,
    text: str | Paragraph,
    form: str,
    *,
    lead: str = "",
    before: float | None = None,
    keep: bool = False,
    at_right: bool | None = None,
) -> Placed:
    """A paragraph in that style, `lead` in its margin, at the left or right; unsaid, where its language begins."""
    spoken = text if isinstance(text, Paragraph) else Paragraph(text)
    leftward = bidi.mostly_right_to_left(spoken.text)
    placed = where.paragraphs[0] if isinstance(where, _Cell) and _untouched(where) else where.add_paragraph()
    placed.style = form
    if leftward:
        placed._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    if before is not None:
        placed.paragraph_format.space_before = Pt(before)
    if keep:
        placed.paragraph_format.keep_with_next = True
    if at_right is not None and at_right != leftward:  # in such a paragraph Word's right is where a line ends
        placed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if lead:
        placed.add_run(f"{lead}\t")
    say(placed, spoken, leftward)
    return placed


def _untouched(cell: _Cell) -> bool:
    return len(cell.paragraphs) == 1 and cell.paragraphs[0]._p.pPr is None


def inset(placed: Placed, left: float, hang: float = 0) -> None:
    """Begin the paragraph `left` points from the margin, at the left even where its lines begin at the right."""
    form = placed.paragraph_format
    if placed._p.pPr is not None and placed._p.pPr.find(OxmlElement("w:bidi").tag) is not None and not hang:
        form.left_indent, form.right_indent = Pt(0), Pt(left)
    else:
        form.left_indent, form.first_line_indent = Pt(left), Pt(-hang)


def say(placed: Placed, spoken: Paragraph, leftward: bool = False) -> None:
    """Put the words into the paragraph, line by line as they were typed."""
    for number, line in enumerate(_lines(spoken)):
        if number:
            placed.add_run().add_break()
        for run, against in _cut(line, leftward):
            made = placed.add_run(sayable(run.text))
            made.bold = made.font.cs_bold = run.bold or None
            made.italic = made.font.cs_italic = run.italic or None
            made.font.rtl = against or None


def sayable(line: str) -> str:
    """A line of a fact without the two signs that no XML may hold."""
    return _NOT_XML.sub("\ufffd", line)


def _lines(spoken: Paragraph) -> list[list[Run]]:
    """The paragraph's lines as typed, each in stretches of one cut."""
    lines: list[list[Run]] = [[]]
    for run in runs(spoken):
        first, *more = said.lines_of(run.text)
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=line)] for line in more]
    return lines


def _cut(line: list[Run], leftward: bool) -> Iterator[tuple[Run, bool]]:
    """The line's stretches, cut where their direction changes, and whether each runs to the left."""
    text = "".join(run.text for run in line)
    level = bidi.levels(text, leftward) if bidi.has_right_to_left(text) else [0] * len(text)
    begin = 0
    for run in line:
        for odd, part in groupby(range(begin, begin + len(run.text)), lambda place: level[place] % 2 == 1):
            yield replace(run, text="".join(text[place] for place in part)), odd
        begin += len(run.text)
