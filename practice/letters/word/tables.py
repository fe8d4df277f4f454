"""Promises, limits, fees and refunds as Word's tables, as wide and ruled as on the page."""

from dataclasses import dataclass
from itertools import pairwise

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table, _Cell, _Row

from practice.letters import tables as pages
from practice.letters.lines import measure
from practice.letters.style import HAIR, HAIRLINE, INK, STRONG_RULE, Setting
from practice.letters.word.styles import border, twips
from practice.letters.word.text import add, inset
from practice.rules.letters import Grid, ItemTable

STRONG, THIN = (STRONG_RULE, INK), (HAIRLINE, HAIR)
AFTER_NUMBER = 4.0
MOST_WHOLE = 12  # rows, about half a page, that are kept on one


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell: its words, their style, over how many columns, and whether they stand right."""

    text: str
    form: str
    over: int = 1
    at_right: bool = False


def items(document: Document, found: ItemTable, left: float, look: Setting) -> None:
    """Promises or limits: a heading that Word's navigation shows, then number, words and due."""
    inset(add(document, found.heading, "Heading 2"), left)
    widths = _item_columns(found, left, look)
    rows = [
        [_Box(row.number, "Table Number"), _Box(row.text, "Table Text"), _Box(row.due, "Table Text", at_right=True)]
        for row in found.rows
    ]
    due = [_Box("", "Table Number"), _Box("", "Table Text"), _Box(found.due_heading, "Table Due", at_right=True)]
    if found.due_heading or rows:
        ruled = (border("top", *THIN), border("insideH", *THIN))
        table = make(document, widths, left, ruled, look.pt(pages.ROW_PAD))
        _rows(table, [due[: len(widths)]] * bool(found.due_heading), [row[: len(widths)] for row in rows])


def _item_columns(found: ItemTable, left: float, look: Setting) -> list[float]:
    """The columns' widths in points; without a due no column for it."""
    number = pages.number_width(found, look)
    rest = look.sheet.wide - left - number
    dues = [measure(row.due, look.voices.cell) for row in found.rows if row.due]
    if found.due_heading:
        dues.append(measure(found.due_heading, look.voices.item_due_head))
    due = min(max(dues) + 1.5 * pages.BETWEEN, rest / 2) if dues else 0
    return [number, rest - due, due] if due else [number, rest]


def grid(document: Document, found: Grid, left: float, look: Setting) -> None:
    """A ruled table: strong rules above, below the header and below the total."""
    if not any((found.header, *found.rows, found.total)):
        return
    edges = pages.columns(found, look.sheet.left + left, look.sheet.right, look)
    widths = [end - begin for begin, end in pairwise(edges)]
    ruled = (border("top", *STRONG), border("bottom", *(STRONG if found.total else THIN)), border("insideH", *THIN))
    table = make(document, widths, left, ruled, look.pt(pages.ROW_PAD))
    document.paragraphs[-1].paragraph_format.space_after = Pt(look.pt(pages.ABOVE))
    head = [_grid_row(found, found.header, len(widths), "Table Head", "Table Head")] if found.header else []
    rows = [_grid_row(found, row, len(widths), "Table Text", "Table Money") for row in found.rows]
    if found.total:
        rows.append(_grid_row(found, found.total, len(widths), "Table Total", "Table Total"))
    _rows(table, head, rows, border("bottom", *STRONG))
    for made, row in zip(table.rows[len(head) :], found.rows, strict=False):
        if high := pages.least(found, row):
            made.height = Pt(high)


def _grid_row(found: Grid, row: tuple[str, ...], count: int, words: str, money: str) -> list[_Box]:
    """A row's cells; words may run on over the empty cells after them."""
    row = (*row, *[""] * (count - len(row)))
    boxes, place = [], 0
    while place < count:
        at_right = place in found.right
        end = place + 1 if at_right else pages.reach(row, place, count)
        boxes.append(_Box(row[place], money if at_right else words, end - place, at_right))
        place = end
    return boxes


def make(document: Document, widths: list[float], left: float, borders: tuple[str, ...], pad: float = 0) -> Table:
    """A table without rows yet, of these columns; every row has so much room above and below its words."""
    part(document)
    table: Table = document.add_table(0, len(widths))
    room = f'w:w="{twips(pad)}" w:type="dxa"'
    margins = f'<w:top {room}/><w:left w:w="0" w:type="dxa"/><w:bottom {room}/><w:right w:w="0" w:type="dxa"/>'
    shape = parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:bidiVisual w:val="0"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left)}" w:type="dxa"/><w:tblBorders>{"".join(borders)}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020"/></w:tblPr>'
    )
    table._tbl.replace(table._tbl.tblPr, shape)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    return table


def part(document: Document) -> None:
    """Put a gap after a table: Word makes one of two that touch, and wants a paragraph at the end."""
    above = document.element.body.inner_content_elements[-1:]
    if above and above[0].tag == qn("w:tbl"):
        document.add_paragraph(style="Gap")


def row(table: Table) -> _Row:
    """A row at the end, which no page splits."""
    made: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it without types
    made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return made


def _rows(table: Table, head: list[list[_Box]], rows: list[list[_Box]], under: str = "") -> None:
    """The rows, kept whole or with two at least on either side of a break; the head is set again on each page."""
    last = len(head) + len(rows) - 1
    loose = range(len(head) + 1, last - 1) if last >= MOST_WHOLE else ()
    for place, boxes in enumerate((*head, *rows)):
        made = row(table)
        if place < len(head):
            made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        begin = 0
        for box in boxes:
            cell = made.cells[begin].merge(made.cells[begin + box.over - 1])
            begin += box.over
            _fill(cell, box, begin == len(table.columns), under if place < len(head) else "")
            cell.paragraphs[0].paragraph_format.keep_with_next = (place < last and place not in loose) or None


def _fill(cell: _Cell, box: _Box, last: bool, under: str) -> None:
    add(cell, box.text, box.form, at_right=box.at_right or None)
    left = pages.BETWEEN if box.at_right else 0
    right = 0 if box.at_right or last else AFTER_NUMBER if box.form == "Table Number" else pages.BETWEEN
    shape = cell._tc.get_or_add_tcPr()
    if under:
        shape.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{under}</w:tcBorders>"))
    margins = f'<w:left w:w="{twips(left)}" w:type="dxa"/><w:right w:w="{twips(right)}" w:type="dxa"/>'
    shape.append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margins}</w:tcMar>"))
