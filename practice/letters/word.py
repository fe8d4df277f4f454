"""The letter as a Word file, for those who must edit it elsewhere: the same words in the same order as on its pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as Placed

from practice.letters import bidi, parts, said, signatures, style, tables
from practice.letters.lines import fit, measure
from practice.letters.style import SHEETS, Sheet
from practice.letters.wordfile import CLAUSES, blank, border, numbers, packed, sayable, twips
from practice.rules.letters import Bullets, Grid, ItemTable, LetterFacts, Letterhead, Paragraph, Section, Signer
from practice.rules.markup import Run, runs

UNCOUNTED = 0  # Word's number for no list
COPY = "Editable copy. The letter as issued is the PDF with this check code."
INSET = ("Clause Text", "Heading 2")  # their edges stay where they are, whichever side a line begins on
STRONG, HAIR = (style.STRONG_RULE, style.INK), (style.HAIRLINE, style.HAIR)


def render_word(facts: LetterFacts) -> bytes:
    """The letter as a Word file; equal facts give equal bytes."""
    sheet = SHEETS[facts.paper]
    document = blank(facts, sheet)
    _letterhead(document, facts.letterhead, sheet)
    _address(document, facts)
    _sections(document, facts, sheet)
    if facts.signers and facts.sections:
        _hold_ending(document)
    for place, paragraph in enumerate(facts.closing):
        _add(document, paragraph, "Body Text", before=None if place else 15, keep=bool(facts.signers))
    if facts.signers:
        _signing(document, facts.signers, sheet)
    _part_from_table(document)
    _foot(document, facts, sheet)
    return packed(document)


# words


def _add(
    where: Document | _Cell,
    text: str | Paragraph,
    look: str,
    *,
    lead: str = "",
    before: float | None = None,
    keep: bool = False,
    at_right: bool | None = None,
) -> Placed:
    """A paragraph of that style, `lead` in its margin, at the left or right; unsaid, where its language begins."""
    spoken = text if isinstance(text, Paragraph) else Paragraph(text)
    leftward = bidi.mostly_right_to_left(spoken.text)
    placed = where.paragraphs[0] if isinstance(where, _Cell) and _untouched(where) else where.add_paragraph()
    placed.style = look
    if leftward:
        placed._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        if look in INSET:
            placed.paragraph_format.left_indent, placed.paragraph_format.right_indent = Pt(0), Pt(parts.HANG)
    if before is not None:
        placed.paragraph_format.space_before = Pt(before)
    if keep:
        placed.paragraph_format.keep_with_next = True
    if at_right is not None and at_right != leftward:  # in such a paragraph Word's right is where a line ends
        placed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if lead:
        placed.add_run(f"{lead}\t")
    _say(placed, spoken, leftward)
    return placed


def _untouched(cell: _Cell) -> bool:
    return len(cell.paragraphs) == 1 and cell.paragraphs[0]._p.pPr is None


def _say(placed: Placed, spoken: Paragraph, leftward: bool) -> None:
    for number, line in enumerate(_lines(spoken)):
        if number:
            placed.add_run().add_break()
        for run, against in _cut(line, leftward):
            made = placed.add_run(sayable(run.text))
            made.bold = made.font.cs_bold = run.bold or None
            made.italic = made.font.cs_italic = run.italic or None
            made.font.rtl = against or None


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


# above the clauses


def _letterhead(document: Document, head: Letterhead, sheet: Sheet) -> None:
    """Name and line at left, details at right, both standing on the rule."""
    if not (head.name or head.line or head.details):
        return
    room = sheet.right - sheet.left
    widest = max((measure(text, style.DETAIL) for text in head.details), default=0.0)
    detailed = min(widest + 10, room * 0.55)
    table = _table(document, [room - detailed, detailed], 0, border("bottom", *STRONG))
    left, right = _row(table).cells
    for text, look in ((head.name, "Letterhead Name"), (head.line, "Letterhead Line")):
        if text:
            _add(left, text, look, at_right=False)
    for text in head.details:
        _add(right, text, "Letterhead Details", at_right=True)
    for cell in left, right:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        cell.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _address(document: Document, facts: LetterFacts) -> None:
    """Date, recipient, subject, greeting and opening."""
    if facts.date_line:
        _add(document, facts.date_line, "Letter Date")
    before: float | None = parts.PART_GAP
    for text in facts.recipient:
        _add(document, text, "Recipient", before=before, at_right=False)
        before = None
    if facts.delivery_line:
        _add(document, facts.delivery_line, "Delivery", before=before, at_right=False)
    if facts.subject or facts.reference:
        _add(document, facts.subject, "Subject", lead=said.RE, keep=bool(facts.reference))
    if facts.reference:
        _add(document, facts.reference, "Reference")
    if facts.greeting:
        _add(document, facts.greeting, "Salutation")
    for paragraph in facts.opening:
        _add(document, paragraph, "Body Text")


# clauses


def _sections(document: Document, facts: LetterFacts, sheet: Sheet) -> None:
    """The clauses under numbered headings; Word counts them, from the number that each is to have."""
    counted, following = CLAUSES, 1
    for place, section in enumerate(facts.sections):
        if section.title:
            before = None if place else parts.PARAGRAPH_GAP
            heading = _add(document, section.title, "Heading 1", before=before)
            if not section.number:
                heading.paragraph_format.left_indent = heading.paragraph_format.first_line_indent = Pt(0)
                counted = UNCOUNTED
            elif section.number != following:
                counted = _count_from(document, section.number)
            if counted != CLAUSES:
                heading._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = counted
            following = section.number + 1
        _blocks(document, section, sheet)


def _count_from(document: Document, number: int) -> int:
    """A count of clauses that begins at `number`."""
    lists = document.part.numbering_part.element
    key = max(int(each.get(qn("w:numId"))) for each in lists.findall(qn("w:num"))) + 1
    lists.append(parse_xml(numbers(key, CLAUSES, number, nsdecls("w"))))
    return key


def _blocks(document: Document, section: Section, sheet: Sheet) -> None:
    for place, block in enumerate(section.blocks):
        if isinstance(block, Paragraph):
            look = "Clause Text" if section.number else "Body Text"
            _add(document, block, look, before=parts.HEADING_GAP if section.title and not place else None)
        elif isinstance(block, Bullets):
            for item in block.items:
                _add(document, item, "List Bullet")
        elif isinstance(block, ItemTable):
            _items(document, block, sheet)
        else:
            _grid(document, block, sheet)


# tables


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell: its words, their style, over how many columns, and whether they stand right."""

    text: str
    look: str
    over: int = 1
    at_right: bool = False


def _items(document: Document, items: ItemTable, sheet: Sheet) -> None:
    """Promises or limits: a heading that Word's navigation shows, then number, words and due."""
    _add(document, items.heading, "Heading 2")
    widths = _item_columns(items, sheet)
    rows = [
        [_Box(row.number, "Table Number"), _Box(row.text, "Table Text"), _Box(row.due, "Table Text", at_right=True)]
        for row in items.rows
    ]
    due = [_Box("", "Table Number"), _Box("", "Table Text"), _Box(items.due_heading, "Table Due", at_right=True)]
    if items.due_heading or rows:
        table = _table(document, widths, parts.HANG, border("top", *HAIR), border("insideH", *HAIR))
        _rows(table, [due[: len(widths)]] * bool(items.due_heading), [row[: len(widths)] for row in rows])


def _item_columns(items: ItemTable, sheet: Sheet) -> list[float]:
    """The columns' widths in points; without a due no column for it."""
    number = tables.number_width(items)
    rest = sheet.right - sheet.left - parts.HANG - number
    dues = [measure(row.due, style.CELL) for row in items.rows if row.due]
    if items.due_heading:
        dues.append(measure(items.due_heading, style.ITEM_DUE_HEAD))
    due = min(max(dues) + 1.5 * tables.BETWEEN, rest / 2) if dues else 0
    return [number, rest - due, due] if due else [number, rest]


def _grid(document: Document, grid: Grid, sheet: Sheet) -> None:
    """A ruled table: strong rules above, below the header and below the total."""
    if not any((grid.header, *grid.rows, grid.total)):
        return
    edges = tables.columns(grid, sheet.left + parts.HANG, sheet.right)
    widths = [end - begin for begin, end in pairwise(edges)]
    below = border("bottom", *(STRONG if grid.total else HAIR))
    table = _table(document, widths, parts.HANG, border("top", *STRONG), below, border("insideH", *HAIR))
    document.paragraphs[-1].paragraph_format.space_after = Pt(tables.ABOVE)
    head = [_grid_row(grid, grid.header, len(widths), "Table Head", "Table Head")] if grid.header else []
    rows = [_grid_row(grid, row, len(widths), "Table Text", "Table Money") for row in grid.rows]
    if grid.total:
        rows.append(_grid_row(grid, grid.total, len(widths), "Table Total", "Table Total"))
    _rows(table, head, rows, border("bottom", *STRONG))


def _grid_row(grid: Grid, row: tuple[str, ...], count: int, words: str, money: str) -> list[_Box]:
    """A row's cells; words may run on over the empty cells after them."""
    row = (*row, *[""] * (count - len(row)))
    boxes, place = [], 0
    while place < count:
        at_right = place in grid.right
        end = place + 1 if at_right else tables.reach(row, place, count)
        boxes.append(_Box(row[place], money if at_right else words, end - place, at_right))
        place = end
    return boxes


def _table(document: Document, widths: list[float], left: float, *borders: str) -> Table:
    """A table without rows yet, of these columns."""
    _part_from_table(document)
    table: Table = document.add_table(0, len(widths))
    pad = twips(tables.ROW_PAD) if left else 0
    margins = f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    margins += f'<w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    shape = parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:bidiVisual w:val="0"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left)}" w:type="dxa"/><w:tblBorders>{"".join(borders)}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020"/></w:tblPr>'
    )
    table._tbl.replace(table._tbl.tblPr, shape)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    return table


def _part_from_table(document: Document) -> None:
    """Word makes one of two tables that touch, and wants a paragraph at the end."""
    above = document.element.body.inner_content_elements[-1:]
    if above and above[0].tag == qn("w:tbl"):
        document.add_paragraph(style="Gap")


def _rows(table: Table, head: list[list[_Box]], rows: list[list[_Box]], under: str = "") -> None:
    """The rows, none split by a page, and all on one page where it can hold them; the head is set again on each."""
    for place, boxes in enumerate((*head, *rows)):
        row = _row(table)
        if place < len(head):
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        begin = 0
        for box in boxes:
            cell = row.cells[begin].merge(row.cells[begin + box.over - 1])
            begin += box.over
            _fill(cell, box, begin == len(table.columns), under if place < len(head) else "")
            cell.paragraphs[0].paragraph_format.keep_with_next = place + 1 < len(head) + len(rows) or None


def _row(table: Table) -> _Row:
    """A row at the end, which no page splits."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it without types
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _fill(cell: _Cell, box: _Box, last: bool, under: str) -> None:
    _add(cell, box.text, box.look, at_right=box.at_right or None)
    left = tables.BETWEEN if box.at_right else 0
    right = 0 if box.at_right or last else 4 if box.look == "Table Number" else tables.BETWEEN
    shape = cell._tc.get_or_add_tcPr()
    if under:
        shape.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{under}</w:tcBorders>"))
    margins = f'<w:left w:w="{twips(left)}" w:type="dxa"/><w:right w:w="{twips(right)}" w:type="dxa"/>'
    shape.append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margins}</w:tcMar>"))


# places to sign, and the foot


def _hold_ending(document: Document) -> None:
    """Keep the last clause with what is to come."""
    for placed in reversed(list(document.element.body.iter(qn("w:p")))):
        if placed.style == "Heading1":
            break
        Placed(placed, document._body).paragraph_format.keep_with_next = True


def _signing(document: Document, signers: tuple[Signer, ...], sheet: Sheet) -> None:
    """The practitioner at left, the client or clients under one another at right, all on one page."""
    if len(signers) == 1:
        _sender(document, signers[0])
        return
    width = (sheet.right - sheet.left - signatures.SIGN_GAP) / 2
    table = _table(document, [width, signatures.SIGN_GAP, width], 0)
    first, *others = signers
    highest = max(_height(signer, width) for signer in signers)  # so that all dates stand level
    for place in range(max(len(others), 1)):
        row = _row(table)
        for cell, signer in ((0, None if place else first), (2, others[place] if others else None)):
            if signer:
                _sign(row.cells[cell], signer, width, highest, keep=place + 1 < len(others))


def _sender(document: Document, signer: Signer) -> None:
    """Room for the hand of somebody who signs a letter of their own, and who that is."""
    for run in _add(document, signer.name, "Body Text", before=signatures.SIGN_ROOM, keep=True).runs:
        run.bold = True
    _add(document, signer.capacity, "Body Text", before=0)


def _height(signer: Signer, width: float) -> float:
    voices = ((signer.name, style.SIGNER), (signer.capacity, style.CAPACITY))
    return sum(len(fit(text, voice, width)) * voice.leading for text, voice in voices if text)


def _sign(cell: _Cell, signer: Signer, width: float, highest: float, keep: bool) -> None:
    """A line to sign on, who signs, and a line for the date."""
    _add(cell, signer.name, "Signer", at_right=False)
    if signer.capacity:
        _add(cell, signer.capacity, "Capacity", at_right=False)
    lower = highest - _height(signer, width)
    date = _add(cell, said.DATE, "Sign Date", before=signatures.DATE_ROOM + lower, keep=keep)
    date.paragraph_format.right_indent = Pt(width * 0.4)


def _foot(document: Document, facts: LetterFacts, sheet: Sheet) -> None:
    """Number, version and check code at left, page x of y at right; below, that what can be edited is a copy."""
    foot = document.sections[0].footer
    line = foot.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(Pt(sheet.right - sheet.left), WD_TAB_ALIGNMENT.RIGHT)
    _say(line, Paragraph(said.foot(facts)), False)
    line.add_run("\t")
    for place, part in enumerate(said.page_of("|PAGE|", "|NUMPAGES|").split("|")):
        _field(line, part) if place % 2 else line.add_run(part)
    if facts.version:
        foot.add_paragraph(COPY, "Footer")


def _field(line: Placed, name: str) -> None:
    """A number that Word reckons by itself."""
    shown = f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="%s"/></w:r>'
    line._p.append(parse_xml(shown % "begin"))
    line._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'))
    line._p.append(parse_xml(shown % "separate"))
    line.add_run("1")
    line._p.append(parse_xml(shown % "end"))
