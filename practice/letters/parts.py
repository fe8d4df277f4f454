"""A letter's parts as blocks: head, address, clauses, closing, places to sign, foot."""

from dataclasses import replace

from practice.letters import said, tables
from practice.letters.letterhead import letterhead
from practice.letters.lines import Text
from practice.letters.pages import Block, Keep, column, height_of_text, kept, stack
from practice.letters.pdf import Mark, Words
from practice.letters.signatures import signatures
from practice.letters.style import Setting
from practice.letters.tagged import FOOT, Tag
from practice.rules.letters import Bullets, Grid, ItemTable, LetterFacts, Paragraph, Section
from practice.rules.markup import runs

HANG = 24.0
RE_HANG = 28.0
BULLET_HANG = 12.0
CLAUSE_GAP = 9.0
PART_GAP = 12.0
PARAGRAPH_GAP = 7.5
BLOCK_GAP = 5.3
HEADING_GAP = 1.5
BULLET_GAP = 2.0
END_GAP = 15.0
DATE_GAP = 18.0
WHOLE_LINES = 4  # paragraphs of up to so many lines are never split


def blocks(facts: LetterFacts, look: Setting, root: Tag) -> list[Block]:
    """The whole letter in reading order, tagged below `root`; places to sign are kept with the clause above them."""
    opening = [*letterhead(facts.letterhead, look, root), *_address(facts, look, root)]
    clauses = [_section(section, look, place == 0, root) for place, section in enumerate(facts.sections)]
    end = [block for each in facts.closing for block in _paragraph(each, look.sheet.left, look, root.add("P"))]
    if end:
        end[0] = replace(end[0], gap=look.pt(END_GAP))
    if not facts.signers:
        return [*opening, *(block for clause in clauses for block in clause), *end]
    ending = [*(clauses.pop() if clauses else []), *end]
    signing = [*kept([*ending[-2:], Block(0, ())], Keep.MUST)[:-1], *signatures(facts.signers, look, root)]
    return [*opening, *(block for clause in clauses for block in clause), *kept([*ending[:-2], *signing])]


def _address(facts: LetterFacts, look: Setting, under: Tag) -> list[Block]:
    """Date, recipient, subject, greeting and opening."""
    x, width, body = look.sheet.left, look.sheet.wide, look.voices.body
    found: list[Block] = []
    if facts.date_line:
        found.append(_text(stack(facts.date_line, body, x, width, under.add("P")), DATE_GAP, look))
    tag = under.add("Div")
    recipient = column(facts.recipient, body, x, width, tag)
    if facts.delivery_line:
        top = len(recipient) * body.leading
        recipient += stack(facts.delivery_line, look.voices.aside, x, width, tag.add("P"), top, at_right=False)
    if recipient:
        found.append(_text(recipient, PART_GAP, look))
    if facts.subject or facts.reference:
        found.append(replace(_text(_subject(facts, look, under), PART_GAP, look), keep=Keep.MUST))
    if facts.greeting:
        greeting = _text(stack(facts.greeting, body, x, width, under.add("P")), PART_GAP, look)
        found.append(replace(greeting, keep=Keep.MUST))
    return [*found, *(block for each in facts.opening for block in _paragraph(each, x, look, under.add("P")))]


def _subject(facts: LetterFacts, look: Setting, under: Tag) -> list[Words]:
    hang, voices = look.pt(RE_HANG), look.voices
    x, width = look.sheet.left + hang, look.sheet.wide - hang
    tag = under.add("H1")
    sign = stack(f"{said.RE} ", voices.heading, look.sheet.left, hang, tag)
    subject = stack(facts.subject, voices.heading, x, width, tag)
    top = height_of_text(subject)
    reference = stack(facts.reference, voices.body, x, width, under.add("P"), top) if facts.reference else []
    return [*sign, *subject, *reference]


def _text(words: list[Words], gap: float, look: Setting) -> Block:
    """A block of lines of body height."""
    body = look.voices.body
    return Block(max(word.y for word in words) - body.baseline + body.leading, tuple(words), look.pt(gap))


def _paragraph(text: Paragraph, left: float, look: Setting, tag: Tag, gap: float = PARAGRAPH_GAP) -> list[Block]:
    """Running text; what ends with a colon stays with what follows."""
    blocks = _lines(stack(_cut(text), look.voices.body, left, look.sheet.right - left, tag), look.pt(gap))
    if text.text.rstrip().endswith(":"):
        blocks[-1] = replace(blocks[-1], keep=Keep.MUST)
    return blocks


def _lines(words: list[Words], gap: float) -> list[Block]:
    """Lines that are whole up to four, else with two lines at least on either side of a break."""
    if len(words) <= WHOLE_LINES:
        return [Block(height_of_text(words), tuple(words), gap, line=words[0].style)]
    parts = [words[:2], *([each] for each in words[2:-2]), words[-2:]]
    return [_moved(part, gap if place == 0 else 0.0) for place, part in enumerate(parts)]


def _cut(text: Paragraph) -> Text:
    return runs(text) if text.emphasis else text.text


def _moved(words: list[Words], gap: float) -> Block:
    style = words[0].style
    up = words[0].y - style.baseline
    return Block(height_of_text(words), tuple(replace(each, y=each.y - up) for each in words), gap, line=style)


def _section(section: Section, look: Setting, first: bool, under: Tag) -> list[Block]:
    """A clause: its number in the margin, its title, and at least two lines of what it says on the same page.

    Without a number it stands in the margin itself; without a title it is only its paragraphs.
    """
    whole, margin = under.add("Sect"), look.sheet.left
    if not section.title:
        return [block for part in section.blocks for block in _part(part, margin, look, whole, PARAGRAPH_GAP)]
    left = margin + look.pt(HANG) if section.number else margin
    heading = _heading(section, left, CLAUSE_GAP if not first else PARAGRAPH_GAP, look, whole.add("H2"))
    below = [block for part in section.blocks for block in _part(part, left, look, whole)]
    if below and isinstance(section.blocks[0], Paragraph):
        below[0] = replace(below[0], gap=look.pt(HEADING_GAP))
    if len(below) > 1 and below[0].height < 2 * look.voices.body.leading:
        below[0] = replace(below[0], keep=Keep.MUST)
    return [heading, *below]


def _heading(section: Section, left: float, gap: float, look: Setting, tag: Tag) -> Block:
    margin, voices = look.sheet.left, look.voices
    numbered = f"{section.number}. "
    number = stack(numbered, voices.heading_number, margin, left - margin, tag) if section.number else []
    title = stack(section.title, voices.heading, left, look.sheet.right - left, tag)
    return Block(height_of_text(title), (*number, *title), look.pt(gap), Keep.MUST)


def _part(
    part: Paragraph | Bullets | ItemTable | Grid, left: float, look: Setting, under: Tag, gap: float = BLOCK_GAP
) -> list[Block]:
    if isinstance(part, Paragraph):
        return _paragraph(part, left, look, under.add("P"), gap)
    if isinstance(part, Bullets):
        tag = under.add("L", more="/A <</O /List /ListNumbering /Disc>>")
        return [block for each in part.items for block in _bullet(each, left, look, tag.add("LI"))]
    if isinstance(part, ItemTable):
        return tables.items(part, left, look, under)
    return tables.grid(part, left, look, under)


def _bullet(text: Paragraph, left: float, look: Setting, item: Tag) -> list[Block]:
    hang, body = look.pt(BULLET_HANG), look.voices.body
    sign = stack(f"{said.BULLET} ", body, left, hang, item.add("Lbl"))
    words = stack(_cut(text), body, left + hang, look.sheet.right - left - hang, item.add("LBody"))
    first, *rest = _lines(words, look.pt(BULLET_GAP))
    return [replace(first, marks=(*sign, *first.marks)), *rest]


def foot(facts: LetterFacts, look: Setting, page: int, pages: int) -> list[Mark]:
    """Number, version and check code at left, page x of y at right."""
    sheet, style = look.sheet, look.voices.foot
    top = sheet.height - sheet.bottom + 18.4 - style.baseline
    left = stack(said.foot(facts), style, sheet.left, sheet.wide, FOOT, top)
    right = stack(said.page_of(str(page), str(pages)), style, sheet.left, sheet.wide, FOOT, top, at_right=True)
    return [*left, *right]
