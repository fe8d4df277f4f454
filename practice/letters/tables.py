"""Promises, limits, fees and refunds as ruled tables: hairlines between rows, no vertical lines, money at the right."""

from dataclasses import dataclass, replace
from itertools import accumulate

from practice.letters.lines import fit, measure
from practice.letters.pages import Block, Keep, height_of, kept, stack
from practice.letters.pdf import Mark, Rule, Words
from practice.letters.style import HAIR, HAIRLINE, INK, STANDARD, STRONG_RULE, Setting, Style, Voices
from practice.letters.tagged import AGAIN, Tag
from practice.rules.letters import Grid, ItemRow, ItemTable

ABOVE = 7.2
ROW_PAD = 3.17
HEAD_PAD = 3.75
HAND = 26.0  # the height of a row that is filled in by hand, whatever the size of the words
NUMBER_WIDTH = 27.0
BETWEEN = 10.0
HAIR_WIDTH = 0.2
COLUMN, ROW = "Column", "Row"  # what a cell is the head of


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words in a column: what they are the head of, if of anything, and over how many columns they go."""

    text: str
    style: Style
    x: float = 0
    width: float = 0
    at_right: bool = False
    head: str = ""
    over: int = 1

    def words(self, top: float, row: Tag) -> list[Words]:
        """Its lines from `top`, tagged as a cell of the row."""
        tag = row.add("TH" if self.head else "TD", more=self._more())
        return stack(self.text, self.style, self.x, self.width, tag, top, self.at_right or None) if self.text else []

    def _more(self) -> str:
        says = [f"/Scope /{self.head}"] if self.head else []
        says += [f"/ColSpan {self.over}"] if self.over > 1 else []
        return f"/A <</O /Table {' '.join(says)}>>" if says else ""

    @property
    def height(self) -> float:
        """The height of its lines."""
        return len(fit(self.text, self.style, self.width)) * self.style.leading


def items(table: ItemTable, left: float, look: Setting, under: Tag) -> list[Block]:
    """Promises or limits: heading, then number, words and due, each row whole."""
    tag = under.add("Table")
    right, voices = look.sheet.right, look.voices
    begin = left + number_width(table, look)
    due = bool(table.due_heading) or any(row.due for row in table.rows)
    heading = _Cell(table.heading, voices.item_head, left, right - left, head=COLUMN, over=2)
    heads = _with_due(heading, _Cell(table.due_heading, voices.item_due_head, head=COLUMN), due)
    head = _head(heads, left, _hairline(left, right), tag, look)
    body = tag.add("TBody")
    rows = [
        _row(_item(row, left, begin, look, due), None if last else _hairline(left, right), body, look)
        for row, last in zip(table.rows, [False] * (len(table.rows) - 1) + [True], strict=False)
    ]
    return _together(head, rows, look.sheet.room)


def number_width(table: ItemTable, look: Setting = STANDARD) -> float:
    """How wide the column of the numbers is, in points."""
    widest = max((measure(row.number, look.voices.cell_number) + look.pt(6) for row in table.rows), default=0.0)
    return min(max(look.pt(NUMBER_WIDTH), widest), look.pt(3 * NUMBER_WIDTH))


def _item(row: ItemRow, left: float, begin: float, look: Setting, due: bool) -> list[_Cell]:
    number = _Cell(row.number, look.voices.cell_number, left, begin - left - 4, head=ROW)
    said = _Cell(row.text, look.voices.cell, begin, look.sheet.right - begin)
    return [number, *_with_due(said, _Cell(row.due, look.voices.cell), due)]


def _with_due(cell: _Cell, due: _Cell, has_column: bool) -> list[_Cell]:
    """A cell that gives way to what stands at its right, by half its width at most."""
    if not has_column:
        return [cell]
    if not due.text:
        return [cell, due]
    wide = min(measure(due.text, due.style) + 0.01, cell.width / 2)
    end = cell.x + cell.width
    return [
        replace(cell, width=cell.width - wide - BETWEEN),
        replace(due, x=end - wide, width=wide, at_right=True),
    ]


def grid(table: Grid, left: float, look: Setting, under: Tag) -> list[Block]:
    """A ruled table: strong rules above, below the header and below the total; columns as wide as their words ask."""
    if not any((table.header, *table.rows, table.total)):
        return []
    tag, voices, right = under.add("Table"), look.voices, look.sheet.right
    edges = columns(table, left, right, look)
    strong, hairline = Rule(left, right, 0, STRONG_RULE, INK), _hairline(left, right)
    heads = [
        replace(cell, head=COLUMN) for cell in _cells(table, table.header, edges, voices.cell_head, voices.cell_head)
    ]
    head = _head(heads, left, strong, tag, look)
    body = tag.add("TBody")
    rows = [
        _row(_cells(table, row, edges, voices.cell, voices.cell_money), hairline, body, look, least=least(table, row))
        for row in table.rows
    ]
    if table.total:
        total = _cells(table, table.total, edges, voices.cell_total, voices.cell_total)
        rows.append(_row(total, strong, body, look))
    return _together(head, rows, look.sheet.room)


def least(table: Grid, row: tuple[str, ...]) -> float:
    """How high this row must be at least, in points."""
    return HAND if table.form and "" in row else 0.0


def _cells(table: Grid, row: tuple[str, ...], edges: list[float], words: Style, money: Style) -> list[_Cell]:
    """The row's cells, one for each column; a cell may run on over the empty ones after it."""
    cells, taken = [], 0
    padded = (*row, *[""] * (len(edges) - 1))[: len(edges) - 1]
    for place, text in enumerate(padded):
        if place < taken:
            continue
        at_right = place in table.right
        end = place + 1 if at_right else reach(padded, place, len(padded))
        x = edges[place] + (BETWEEN if at_right and place else 0)
        width = edges[end] - x - (0 if at_right or end == len(edges) - 1 else BETWEEN)
        cells.append(_Cell(text, money if at_right else words, x, width, at_right, over=end - place))
        taken = end
    return cells


def reach(row: tuple[str, ...], place: int, count: int) -> int:
    """Where the words of the cell at `place` end, of a row of `count` cells: they run on over empty ones."""
    end = place + 1
    while row[place] and end < min(count, len(row)) and not row[end]:
        end += 1
    return end


def columns(table: Grid, left: float, right: float, look: Setting = STANDARD) -> list[float]:
    """Where the columns begin and, at last, where the table ends."""
    count = max(len(row) for row in (table.header, *table.rows, table.total))
    wanted = [_wanted(table, column, look.voices) + BETWEEN for column in range(count)]
    room = right - left
    if sum(wanted) > room:  # what is narrow keeps its width, the wide ones share the rest
        fair = room / count
        spare = room - sum(min(each, fair) for each in wanted)
        over = sum(max(each - fair, 0) for each in wanted)
        wanted = [min(each, fair) + spare * max(each - fair, 0) / over for each in wanted]
        wanted = [each + HAIR_WIDTH if each < fair else each for each in wanted]  # words that just fit are not broken
    scale = room / sum(wanted)
    return [left + offset * scale for offset in accumulate(wanted, initial=0.0)]


def _wanted(table: Grid, column: int, voices: Voices) -> float:
    """The width of the column's widest words; a total's label that may run on over an empty cell does not count."""
    styled = [
        (table.header, voices.cell_head),
        *((row, voices.cell) for row in table.rows),
        (table.total, voices.cell_total),
    ]
    return max(
        (
            measure(row[column], each)
            for row, each in styled
            if column < len(row) and row[column] and not (row is table.total and "" in row[column + 1 : column + 2])
        ),
        default=0.0,
    )


def _hairline(left: float, right: float) -> Rule:
    return Rule(left, right, 0, HAIRLINE, HAIR)


def _head(cells: list[_Cell], left: float, under: Rule, table: Tag, look: Setting) -> Block:
    above = Rule(left, under.end, STRONG_RULE / 2, STRONG_RULE, INK)
    body = _row(cells, under, table.add("THead"), look, HEAD_PAD)
    return Block(body.height, (above, *body.marks), gap=look.pt(ABOVE))


def _row(
    cells: list[_Cell], under: Rule | None, part: Tag, look: Setting, pad: float = ROW_PAD, least: float = 0.0
) -> Block:
    pad = look.pt(pad)
    height = max(max((cell.height for cell in cells), default=look.voices.cell.leading) + 2 * pad, least)
    row = part.add("TR")
    marks: list[Mark] = [words for cell in cells for words in cell.words(pad, row)]
    if under:
        marks.append(Rule(under.x, under.end, height - under.thickness / 2, under.thickness, under.colour))
    return Block(height, tuple(marks), line=look.voices.cell)


def _together(head: Block, rows: list[Block], room: float) -> list[Block]:
    """A table: whole if half a page can hold it, else by rows, two at least on either side, under a head set again."""
    again = Block(head.height, tuple(replace(mark, tag=AGAIN) for mark in head.marks))
    rows = [replace(row, head=again) for row in rows]
    if height_of([head, *rows]) <= room / 2:
        return kept([head, *rows])
    return [*kept([head, *rows[:2]], Keep.MUST), *rows[2:-2], *kept(rows[2:][-2:], Keep.MUST)]
