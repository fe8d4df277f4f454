"""A letter's parts in Word: head, address, clauses, closing, places to sign, foot."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Placed

from practice.letters import parts, said, signatures
from practice.letters.lines import fit
from practice.letters.style import Setting, setting
from practice.letters.word import tables
from practice.letters.word.file import blank, packed
from practice.letters.word.letterhead import letterhead
from practice.letters.word.styles import CLAUSES, count
from practice.letters.word.text import add, inset, say
from practice.rules.letters import Bullets, ItemTable, LetterFacts, Paragraph, Section, Signer

UNCOUNTED = 0  # Word's number for no list
COPY = "Editable copy. The letter as issued is the PDF with this check code."


def render_word(facts: LetterFacts) -> bytes:
    """The letter as a Word file; equal facts give equal bytes."""
    look = setting(facts.paper, facts.design)
    document = blank(facts, look)
    letterhead(document, facts.letterhead, look)
    _address(document, facts, look)
    _sections(document, facts, look)
    for place, paragraph in enumerate(facts.closing):
        before = None if place else look.pt(parts.END_GAP)
        add(document, paragraph, "Body Text", before=before, keep=bool(facts.signers))
    _signing(document, facts.signers, look)
    tables.part(document)
    _foot(document, facts, look)
    return packed(document)


def _address(document: Document, facts: LetterFacts, look: Setting) -> None:
    """Date, recipient, subject, greeting and opening."""
    if facts.date_line:
        add(document, facts.date_line, "Letter Date")
    before: float | None = look.pt(parts.PART_GAP)
    for text in facts.recipient:
        add(document, text, "Recipient", before=before, at_right=False)
        before = None
    if facts.delivery_line:
        add(document, facts.delivery_line, "Delivery", before=before, at_right=False)
    if facts.subject or facts.reference:
        add(document, facts.subject, "Subject", lead=said.RE)
    if facts.reference:
        add(document, facts.reference, "Reference")
    if facts.greeting:
        add(document, facts.greeting, "Salutation")
    for paragraph in facts.opening:
        add(document, paragraph, "Body Text")


# clauses


def _sections(document: Document, facts: LetterFacts, look: Setting) -> None:
    """The clauses under numbered headings; Word counts them, from the number that each is to have."""
    key, following, held = CLAUSES, 1, 0
    for place, section in enumerate(facts.sections):
        held = len(_paragraphs(document))
        if section.title:
            before = None if place else look.pt(parts.PARAGRAPH_GAP)
            heading = add(document, section.title, "Heading 1", before=before)
            if section.number and section.number != following:
                key = _count_from(document, section.number)
            if section.number:
                following = section.number + 1
            else:
                inset(heading, 0)
            if not section.number or key != CLAUSES:
                numbered = heading._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId()
                numbered.val = key if section.number else UNCOUNTED
        _blocks(document, section, look)
    for placed in _paragraphs(document)[held:] if facts.signers else ():  # the last clause stays with what is to come
        Placed(placed, document._body).paragraph_format.keep_with_next = True


def _paragraphs(document: Document) -> list[CT_P]:
    return list(document.element.body.iter(qn("w:p")))


def _count_from(document: Document, number: int) -> int:
    """A count of clauses that begins at `number`."""
    lists = document.part.numbering_part.element
    key = max(int(each.get(qn("w:numId"))) for each in lists.findall(qn("w:num"))) + 1
    lists.append(parse_xml(count(key, CLAUSES, number, nsdecls("w"))))
    return key


def _blocks(document: Document, section: Section, look: Setting) -> None:
    """What a clause says; under a number in the margin it stands beside it."""
    left = look.pt(parts.HANG) if section.title and section.number else 0.0
    for place, block in enumerate(section.blocks):
        if isinstance(block, Paragraph):
            before = look.pt(parts.HEADING_GAP) if section.title and not place else None
            inset(add(document, block, "Clause Text" if section.title else "Body Text", before=before), left)
        elif isinstance(block, Bullets):
            for item in block.items:
                hang = look.pt(parts.BULLET_HANG)
                inset(add(document, item, "List Bullet"), left + hang, hang)
        elif isinstance(block, ItemTable):
            tables.items(document, block, left, look)
        else:
            tables.grid(document, block, left, look)


# places to sign, and the foot


def _signing(document: Document, signers: tuple[Signer, ...], look: Setting) -> None:
    """The practitioner at left, the client or clients under one another at right, all on one page."""
    if len(signers) < 2:
        for signer in signers:
            _sender(document, signer)
        return
    width = (look.sheet.wide - signatures.SIGN_GAP) / 2
    table = tables.make(document, [width, signatures.SIGN_GAP, width], 0, ())
    first, *others = signers
    highest = max(_height(signer, width, look) for signer in signers)  # so that all dates stand level
    for place, other in enumerate(others):
        row = tables.row(table)
        for cell, signer in ((2, other),) if place else ((0, first), (2, other)):
            date = _sign(row.cells[cell], signer, highest - _height(signer, width, look), look)
            date.paragraph_format.right_indent = Pt(width * 0.4)
            date.paragraph_format.keep_with_next = place + 1 < len(others)


def _sender(document: Document, signer: Signer) -> None:
    """Room for the hand of somebody who signs a letter of their own, and who that is."""
    add(document, signer.name, "Sender", at_right=False)
    if signer.capacity:
        add(document, signer.capacity, "Capacity", at_right=False)


def _height(signer: Signer, width: float, look: Setting) -> float:
    voices = ((signer.name, look.voices.signer), (signer.capacity, look.voices.capacity))
    return sum(len(fit(text, voice, width)) * voice.leading for text, voice in voices if text)


def _sign(cell: _Cell, signer: Signer, lower: float, look: Setting) -> Placed:
    """A line to sign on, who signs, and a line for the date."""
    add(cell, signer.name, "Signer", at_right=False)
    if signer.capacity:
        add(cell, signer.capacity, "Capacity", at_right=False)
    return add(cell, said.DATE, "Sign Date", before=look.pt(signatures.DATE_ROOM) + lower)


def _foot(document: Document, facts: LetterFacts, look: Setting) -> None:
    """Number, version and check code at left, page x of y at right; below, that what can be edited is a copy."""
    foot = document.sections[0].footer
    line = foot.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(Pt(look.sheet.wide), WD_TAB_ALIGNMENT.RIGHT)
    say(line, Paragraph(said.foot(facts)))
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
