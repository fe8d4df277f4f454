"""A letter's parts as blocks: head, address, clauses, closing, places to sign, foot."""

from dataclasses import replace

from practice.letters import said, style, tables
from practice.letters.lines import Text, measure
from practice.letters.pages import Block, Keep, height_of_text, kept, stack
from practice.letters.pdf import Mark, Rule, Words
from practice.letters.style import Sheet, Style
from practice.letters.tagged import FOOT, Tag
from practice.rules.letters import Bullets, Grid, ItemTable, LetterFacts, Letterhead, Paragraph, Section, Signer
from practice.rules.markup import runs

HANG = 24.0
RE_HANG = 28.0
BULLET_HANG = 12.0
CLAUSE_GAP = 9.0
PART_GAP = 12.0
PARAGRAPH_GAP = 7.5
BLOCK_GAP = 5.3
HEADING_GAP = 1.5
WHOLE_LINES = 4  # paragraphs of up to so many lines are never split

SIGN_GAP = 34.0
SIGN_ROOM = 27.0
DATE_ROOM = 24.9
RULE_GAP = 3.1


def blocks(facts: LetterFacts, sheet: Sheet, root: Tag) -> list[Block]:
    """The whole letter in reading order, tagged below `root`; places to sign are kept with the clause above them."""
    opening = [*_letterhead(facts.letterhead, sheet, root), *_address(facts, sheet, root)]
    clauses = [_section(section, sheet, place == 0, root) for place, section in enumerate(facts.sections)]
    end = [block for each in facts.closing for block in _paragraph(each, sheet.left, sheet, root.add("P"))]
    if end:
        end[0] = replace(end[0], gap=15.0)
    if not facts.signers:
        return [*opening, *(block for clause in clauses for block in clause), *end]
    ending = [*(clauses.pop() if clauses else []), *end]
    signing = [*kept([*ending[-2:], Block(0, ())], Keep.MUST)[:-1], *_signing(facts, sheet, root)]
    return [*opening, *(block for clause in clauses for block in clause), *kept([*ending[:-2], *signing])]


def _letterhead(head: Letterhead, sheet: Sheet, under: Tag) -> list[Block]:
    """Name and line at left, details at right, both standing on the rule."""
    if not (head.name or head.line or head.details):
        return []
    room = sheet.right - sheet.left
    widest = max((measure(text, style.DETAIL) for text in head.details), default=0.0)
    detailed = min(widest + 0.01, room * 0.55)
    named = room - (detailed + 18 if head.details else 0)
    tag = under.add("Div")
    name = stack(head.name, style.NAME, sheet.left, named, tag.add("P"), at_right=False) if head.name else []
    line = stack(head.line, style.LINE, sheet.left, named, tag.add("P"), at_right=False) if head.line else []
    details = _column(head.details, style.DETAIL, sheet.right - detailed, detailed, tag, at_right=True)
    return [_standing(name, line, details, sheet)]


def _standing(name: list[Words], line: list[Words], details: list[Words], sheet: Sheet) -> Block:
    rise = 15.0 * len(line) if len(line) < 2 else 15.0 + 12.0 * (len(line) - 1)
    name_height = rise + 20.0 * max(len(name) - 1, 0) - (0 if line else 4)
    foot = max(19.2, 4.2 + name_height, 7.2 + 12.0 * (len(details) - 1))  # the last baseline; the rule is 12.4 below
    marks: list[Mark] = _standing_on(name, foot - rise, 20.0) + _standing_on(line, foot, 12.0)
    marks += _standing_on(details, foot, 12.0)
    marks.append(Rule(sheet.left, sheet.right, foot + 12.4, style.STRONG_RULE, style.INK))
    return Block(foot + 12.8, tuple(marks), keep=Keep.MUST)


def _standing_on(words: list[Words], baseline: float, leading: float) -> list[Mark]:
    return [replace(each, y=baseline - leading * (len(words) - 1 - place)) for place, each in enumerate(words)]


def _column(
    texts: tuple[str, ...], voice: Style, x: float, width: float, under: Tag, at_right: bool = False
) -> list[Words]:
    """Several texts under one another."""
    words: list[Words] = []
    for text in texts:
        words += stack(text, voice, x, width, under.add("P"), len(words) * voice.leading, at_right)
    return words


def _address(facts: LetterFacts, sheet: Sheet, under: Tag) -> list[Block]:
    """Date, recipient, subject, greeting and opening."""
    x, width = sheet.left, sheet.wide
    found: list[Block] = []
    if facts.date_line:
        found.append(_text(stack(facts.date_line, style.BODY, x, width, under.add("P")), 18.0))
    tag = under.add("Div")
    recipient = _column(facts.recipient, style.BODY, x, width, tag)
    if facts.delivery_line:
        top = len(recipient) * style.BODY.leading
        recipient += stack(facts.delivery_line, style.ASIDE, x, width, tag.add("P"), top, at_right=False)
    if recipient:
        found.append(_text(recipient, PART_GAP))
    if facts.subject or facts.reference:
        found.append(replace(_text(_subject(facts, sheet, under), PART_GAP), keep=Keep.MUST))
    if facts.greeting:
        greeting = _text(stack(facts.greeting, style.BODY, x, width, under.add("P")), PART_GAP)
        found.append(replace(greeting, keep=Keep.MUST))
    return [*found, *(block for each in facts.opening for block in _paragraph(each, x, sheet, under.add("P")))]


def _subject(facts: LetterFacts, sheet: Sheet, under: Tag) -> list[Words]:
    x, width = sheet.left + RE_HANG, sheet.wide - RE_HANG
    tag = under.add("H1")
    sign = stack(f"{said.RE} ", style.HEADING, sheet.left, RE_HANG, tag)
    subject = stack(facts.subject, style.HEADING, x, width, tag)
    top = height_of_text(subject)
    reference = stack(facts.reference, style.BODY, x, width, under.add("P"), top) if facts.reference else []
    return [*sign, *subject, *reference]


def _text(words: list[Words], gap: float) -> Block:
    """A block of lines of body height."""
    return Block(max(word.y for word in words) - style.BODY.baseline + style.BODY.leading, tuple(words), gap)


def _paragraph(text: Paragraph, left: float, sheet: Sheet, tag: Tag, gap: float = PARAGRAPH_GAP) -> list[Block]:
    """Running text; what ends with a colon stays with what follows."""
    blocks = _lines(stack(_cut(text), style.BODY, left, sheet.right - left, tag), gap)
    if text.text.rstrip().endswith(":"):
        blocks[-1] = replace(blocks[-1], keep=Keep.MUST)
    return blocks


def _lines(words: list[Words], gap: float) -> list[Block]:
    """Lines that are whole up to four, else with two lines at least on either side of a break."""
    if len(words) <= WHOLE_LINES:
        return [Block(height_of_text(words), tuple(words), gap)]
    parts = [words[:2], *([each] for each in words[2:-2]), words[-2:]]
    return [_moved(part, gap if place == 0 else 0.0) for place, part in enumerate(parts)]


def _cut(text: Paragraph) -> Text:
    return runs(text) if text.emphasis else text.text


def _moved(words: list[Words], gap: float) -> Block:
    up = words[0].y - style.BODY.baseline
    return Block(height_of_text(words), tuple(replace(each, y=each.y - up) for each in words), gap)


def _section(section: Section, sheet: Sheet, first: bool, under: Tag) -> list[Block]:
    """A clause: its number in the margin, its title, and at least two lines of what it says on the same page.

    Without a number it stands in the margin itself; without a title it is only its paragraphs.
    """
    whole = under.add("Sect")
    if not section.title:
        return [block for part in section.blocks for block in _part(part, sheet.left, sheet, whole, PARAGRAPH_GAP)]
    left = sheet.left + HANG if section.number else sheet.left
    tag = whole.add("H2")
    numbered = f"{section.number}. "
    number = stack(numbered, style.HEADING_NUMBER, sheet.left, HANG, tag) if section.number else []
    title = stack(section.title, style.HEADING, left, sheet.right - left, tag)
    heading = Block(height_of_text(title), (*number, *title), PARAGRAPH_GAP if first else CLAUSE_GAP, Keep.MUST)
    below = [block for part in section.blocks for block in _part(part, left, sheet, whole)]
    if below:
        below[0] = replace(below[0], gap=HEADING_GAP if isinstance(section.blocks[0], Paragraph) else below[0].gap)
    if len(below) > 1 and below[0].height < 2 * style.BODY.leading:
        below[0] = replace(below[0], keep=Keep.MUST)
    return [heading, *below]


def _part(
    part: Paragraph | Bullets | ItemTable | Grid, left: float, sheet: Sheet, under: Tag, gap: float = BLOCK_GAP
) -> list[Block]:
    if isinstance(part, Paragraph):
        return _paragraph(part, left, sheet, under.add("P"), gap)
    if isinstance(part, Bullets):
        tag = under.add("L", more="/A <</O /List /ListNumbering /Disc>>")
        return [block for each in part.items for block in _bullet(each, left, sheet, tag.add("LI"))]
    if isinstance(part, ItemTable):
        return tables.items(part, left, sheet.right, sheet.room, under)
    return tables.grid(part, left, sheet.right, sheet.room, under)


def _bullet(text: Paragraph, left: float, sheet: Sheet, item: Tag) -> list[Block]:
    x = left + BULLET_HANG
    sign = stack(f"{said.BULLET} ", style.BODY, left, BULLET_HANG, item.add("Lbl"))
    words = stack(_cut(text), style.BODY, x, sheet.right - x, item.add("LBody"))
    first, *rest = _lines(words, 2.0)
    return [replace(first, marks=(*sign, *first.marks)), *rest]


def _signing(facts: LetterFacts, sheet: Sheet, under: Tag) -> list[Block]:
    """The practitioner at left, the client or clients under one another at right; on one page if it can hold them."""
    if len(facts.signers) < 2:
        return [_sender(signer, sheet, under) for signer in facts.signers]
    width = (sheet.wide - SIGN_GAP) / 2
    unread = Tag("Div")
    dated = max(_signed(signer, 0, width, unread)[1] for signer in facts.signers)  # so that all dates stand level
    height = dated + DATE_ROOM + RULE_GAP + style.CAPACITY.leading
    rows: list[list[Mark]] = [[]]
    for place, signer in enumerate(facts.signers):
        x, tag = sheet.right - width if place else sheet.left, under.add("Div")
        if place > 1:
            rows.append([])
        rows[-1] += [*_signed(signer, x, width, tag)[0], *_dated(x, width, dated + DATE_ROOM, tag)]
    return kept([Block(height, tuple(row)) for row in rows])


def _sender(signer: Signer, sheet: Sheet, under: Tag) -> Block:
    """Room for the hand of somebody who signs a letter of their own, and who that is; the letter has its date."""
    tag = under.add("Div")
    name = stack(signer.name, style.SIGNER, sheet.left, sheet.wide, tag.add("P"), SIGN_ROOM, at_right=False)
    below = SIGN_ROOM + height_of_text(name)
    capacity = stack(signer.capacity, style.CAPACITY, sheet.left, sheet.wide, tag.add("P"), below, at_right=False)
    return Block(below + height_of_text(capacity), (*name, *capacity))


def _signed(signer: Signer, x: float, width: float, under: Tag) -> tuple[list[Mark], float]:
    """A line to sign on and who signs, and how far down that goes."""
    name = stack(signer.name, style.SIGNER, x, width, under.add("P"), SIGN_ROOM + RULE_GAP, at_right=False)
    below = SIGN_ROOM + RULE_GAP + height_of_text(name)
    capacity: list[Words] = []
    if signer.capacity:
        capacity = stack(signer.capacity, style.CAPACITY, x, width, under.add("P"), below - 0.3, at_right=False)
    rule = Rule(x, x + width, SIGN_ROOM + style.STRONG_RULE / 2, style.STRONG_RULE, style.INK)
    return [rule, *name, *capacity], below + (height_of_text(capacity) if capacity else 0.0)


def _dated(x: float, width: float, top: float, under: Tag) -> list[Mark]:
    """A line for the date."""
    rule = Rule(x, x + width * 0.6, top + style.STRONG_RULE / 2, style.STRONG_RULE, style.INK)
    return [rule, *stack(said.DATE, style.CAPACITY, x, width, under.add("P"), top + RULE_GAP)]


def foot(facts: LetterFacts, sheet: Sheet, page: int, pages: int) -> list[Mark]:
    """Number, version and check code at left, page x of y at right."""
    top = sheet.height - sheet.bottom + 18.4 - style.FOOT.baseline
    left = stack(said.foot(facts), style.FOOT, sheet.left, sheet.wide, FOOT, top)
    numbered = said.page_of(str(page), str(pages))
    right = stack(numbered, style.FOOT, sheet.left, sheet.wide, FOOT, top, at_right=True)
    return [*left, *right]
